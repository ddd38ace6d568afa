"""The structures of a new HDF5 file as bytes: headers, groups and their trees, texts.

They are those of the first version of the format, which every library reads and which have no checksums. The sizes of all of
them follow from names and shapes alone. Specification, to whose sections the docstrings refer:
https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from inspector.formats.hdf5.file import SIGNATURE
from inspector.formats.hdf5.object_header import MessageType
from inspector.formats.hdf5.type_codes import datatype_message
from inspector.tensors.dtypes import DType

__all__ = ["SUPERBLOCK_NBYTES", "Structures"]

SUPERBLOCK_NBYTES = 96
_UNDEFINED = (1 << 64) - 1
_ALIGNMENT = 8
#: Half the most entries of a table of symbols and of a node of a tree; these are the library's own choice.
_LEAF_K, _NODE_K = 4, 16
_NO_FREE_SPACE = 1
_MIN_HEAP_NBYTES = 4096
_TEXT_REFERENCE_NBYTES = 16
_HARD_LINK = bytes(24)


class Structures:
    """What was made so far; all of it lies behind the superblock, one behind the other."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.end = SUPERBLOCK_NBYTES

    def content(self, root: int, end: int) -> bytes:
        """The superblock (II.A) of a file of ``end`` bytes with the group at ``root``, and all structures."""
        widths = struct.pack("<8BHHI", 0, 0, 0, 0, 0, 8, 8, 0, _LEAF_K, _NODE_K, 0)
        addresses = struct.pack("<QQQQ", 0, _UNDEFINED, end, _UNDEFINED)
        return b"".join((SIGNATURE, widths, addresses, struct.pack("<QQII16x", 0, root, 0, 0), *self._parts))

    def add_dataset(self, dtype: DType, shape: Sequence[int], place: int, nbytes: int) -> int:
        """The header of a dataset whose elements lie at ``place``; returns its address."""
        space = struct.pack(f"<BBB5x{len(shape)}Q", 1, len(shape), 0, *shape)
        fill_value = struct.pack("<BBBB", 2, 2, 2, 0)  # space is there when it is written to; no value is defined
        layout = struct.pack("<BBQQ", 3, 1, place if nbytes else _UNDEFINED, nbytes)
        return self._add_header(
            (MessageType.DATASPACE, space),
            (MessageType.DATATYPE, datatype_message(dtype)),
            (MessageType.FILL_VALUE, fill_value),
            (MessageType.LAYOUT, layout),
        )

    def add_group(self, members: Mapping[str, int], attributes: Mapping[str, str]) -> int:
        """A group of objects by their addresses; returns its own."""
        names = sorted((name.encode(), address) for name, address in members.items())
        heap = bytearray(8)  # the empty name comes first
        symbols = []
        for name, address in names:
            symbols.append((len(heap), address))
            heap += name + bytes(_ALIGNMENT - len(name) % _ALIGNMENT)
        tree = self._add_tree(symbols)
        data = self._add(bytes(heap))
        heap_address = self._add(struct.pack("<4s4xQQQ", b"HEAP", len(heap), _NO_FREE_SPACE, data))
        messages = [(MessageType.SYMBOL_TABLE, struct.pack("<QQ", tree, heap_address))]
        if attributes:
            texts = [text.encode("utf-8", "replace") for text in attributes.values()]
            heap_of_texts = self._add_texts(texts)
            for number, (title, text) in enumerate(zip(attributes, texts, strict=True), 1):
                reference = struct.pack("<IQI", len(text), heap_of_texts, number)
                messages.append((MessageType.ATTRIBUTE, _text_attribute(title.encode() + b"\0", reference)))
        return self._add_header(*messages)

    def _add_tree(self, symbols: Sequence[tuple[int, int]]) -> int:
        """Tables of symbols (III.C) and the tree above them (III.A.1), whose address is returned.

        Symbols are the place of a name in the heap and an address. Between two children of a node stands the last name of
        the one before.
        """
        children = []
        for start in range(0, len(symbols), 2 * _LEAF_K):
            part = symbols[start : start + 2 * _LEAF_K]
            entries = b"".join(struct.pack("<QQ", name, address) + _HARD_LINK for name, address in part)
            table = struct.pack("<4sBxH", b"SNOD", 1, len(part)) + entries.ljust(2 * _LEAF_K * 40, b"\0")
            children.append((part[-1][0], self._add(table)))
        level = 0
        while level == 0 or len(children) > 1:
            children = self._add_level(children, level)
            level += 1
        return children[0][1]

    def _add_level(self, children: Sequence[tuple[int, int]], level: int) -> list[tuple[int, int]]:
        """The nodes above ``children``, each with its last name, in a row."""
        nbytes = 24 + (4 * _NODE_K + 1) * 8
        groups = [children[start : start + 2 * _NODE_K] for start in range(0, len(children), 2 * _NODE_K)]
        first = self.end
        nodes = []
        before = 0
        for number, group in enumerate(groups):
            left = first + (number - 1) * nbytes if number else _UNDEFINED
            right = first + (number + 1) * nbytes if number + 1 < len(groups) else _UNDEFINED
            node = struct.pack("<4sBBHQQQ", b"TREE", 0, level, len(group), left, right, before)
            node += b"".join(struct.pack("<QQ", address, last) for last, address in group)
            before = group[-1][0]
            nodes.append((before, self._add(node.ljust(nbytes, b"\0"))))
        return nodes

    def _add_texts(self, texts: Sequence[bytes]) -> int:
        """A global heap (III.E) of texts, numbered from 1."""
        objects = b""
        for number, text in enumerate(texts, 1):
            objects += struct.pack("<HH4xQ", number, 1, len(text)) + text + bytes(-len(text) % _ALIGNMENT)
        nbytes = max(_MIN_HEAP_NBYTES, 16 + len(objects) + 16)
        rest = struct.pack("<HH4xQ", 0, 0, nbytes - 16 - len(objects))
        return self._add((struct.pack("<4sB3xQ", b"GCOL", 1, nbytes) + objects + rest).ljust(nbytes, b"\0"))

    def _add_header(self, *messages: tuple[int, bytes]) -> int:
        """An object header (IV.A.1.a)."""
        parts = []
        for kind, data in messages:
            padded = data + bytes(-len(data) % _ALIGNMENT)
            parts.append(struct.pack("<HHB3x", kind, len(padded), 0) + padded)
        content = b"".join(parts)
        return self._add(struct.pack("<BxHII4x", 1, len(messages), 1, len(content)) + content)

    def _add(self, data: bytes) -> int:
        address = self.end
        padded = data + bytes(-len(data) % _ALIGNMENT)
        self._parts.append(padded)
        self.end += len(padded)
        return address


def _text_attribute(name: bytes, reference: bytes) -> bytes:
    """An attribute (IV.A.2.m) whose value is a text of any length in UTF-8."""
    base = struct.pack("<B3sI", 0x13, b"\x10\0\0", 1)
    datatype = struct.pack("<B3sI", 0x19, b"\x01\x01\0", _TEXT_REFERENCE_NBYTES) + base
    space = bytes((1, 0, 0, 0, 0, 0, 0, 0))
    head = struct.pack("<BxHHH", 1, len(name), len(datatype), len(space))
    return head + name + bytes(-len(name) % 8) + datatype + space + reference
