"""The links of a group: which names it has, and what each leads to (sections III.B, III.C, IV.A.2.c to g)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.errors import CorruptError
from inspector.formats.hdf5.btrees import tree_1_leaves
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.heaps import dense_records, local_heap
from inspector.formats.hdf5.object_header import Message, MessageType
from inspector.sources.cursor import Cursor

__all__ = ["Link", "is_group", "read_links"]

_NAME_INDEX = 5
_HAS_ORDER, _HAS_TYPE, _HAS_CHARSET = 0x04, 0x08, 0x10
_HARD, _SOFT, _EXTERNAL = 0, 1, 64
_CACHED_SOFT_LINK = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A name in a group.

    ``address`` is that of the object's header. A soft link has a ``target`` instead, a path in this file; an external one
    that of another ``file``. ``order`` is when the link was made, -1 where the group does not keep that.
    """

    name: str
    address: int | None = None
    target: str = ""
    file: str = ""
    order: int = -1


def is_group(messages: Sequence[Message]) -> bool:
    """Whether an object is a group."""
    kinds = (MessageType.SYMBOL_TABLE, MessageType.LINK_INFO, MessageType.LINK)
    return any(message.type in kinds for message in messages)


def read_links(file: HDF5File, messages: Sequence[Message]) -> list[Link]:
    """The links of the group with these messages: in the order in which they were made, as far as that can be told.

    Groups that do not keep it have their objects in the order of their addresses, since files grow at the end.
    """
    links: list[Link] = []
    for message in messages:
        if message.type == MessageType.SYMBOL_TABLE:
            links += _symbol_table(file, message.data)
        elif message.type == MessageType.LINK:
            links.append(_link(file, message.data))
        elif message.type == MessageType.LINK_INFO:
            links += _dense(file, message.data)
    return sorted(links, key=lambda link: (link.order, link.address is None, link.address or 0))


def text_of(name: bytes) -> str:
    """A name or a text; bytes that are no UTF-8 are kept as lone surrogates, as h5py does."""
    return name.decode("utf-8", "surrogateescape")


def _symbol_table(file: HDF5File, data: bytes) -> Iterator[Link]:
    """The links of a group of HDF5 1.6: a tree whose leaves are tables of symbols, their names in a heap."""
    cursor = Cursor(data, what="a group")
    tree, heap = cursor.uint(file.offset_nbytes), cursor.uint(file.offset_nbytes)
    names = local_heap(file, heap)
    entry_nbytes = file.length_nbytes + file.offset_nbytes
    seen = set()
    for leaf in tree_1_leaves(file, tree, key_nbytes=file.length_nbytes, is_group=True):
        for start in range(file.length_nbytes, len(leaf), entry_nbytes):
            table = int.from_bytes(leaf[start : start + file.offset_nbytes], "little")
            if table in seen:
                raise CorruptError("has a group with a table of names in two places")
            seen.add(table)
            yield from _symbols(file, table, names)


def _symbols(file: HDF5File, address: int, names: bytes) -> Iterator[Link]:
    cursor = file.cursor(address, 8, "a group")
    cursor.expect(b"SNOD")
    cursor.skip(2)
    count = cursor.u16()
    width = {2: "H", 4: "I", 8: "Q"}[file.offset_nbytes]
    symbol = struct.Struct(f"<{width}{width}I4xI12x")
    for name, header, cached, target in symbol.iter_unpack(file.read(address + 8, count * symbol.size)):
        if cached == _CACHED_SOFT_LINK:
            yield Link(_terminated(names, name), target=_terminated(names, target))
        else:
            yield Link(_terminated(names, name), header)


def _terminated(names: bytes, start: int) -> str:
    end = names.find(b"\0", start)
    if end < 0:
        raise CorruptError("has a group with a name outside its names")
    return text_of(names[start:end])


def _dense(file: HDF5File, data: bytes) -> Iterator[Link]:
    """The links of a group that has too many for its header, or none yet."""
    for record, heap in dense_records(file, data, _NAME_INDEX, 8, "a group"):
        yield _link(file, heap.read(record[4:]))


def _link(file: HDF5File, data: bytes) -> Link:
    """A link message (IV.A.2.g)."""
    cursor = Cursor(data, what="a link")
    version, flags = cursor.u8(), cursor.u8()
    if version != 1:
        raise CorruptError(f"has a link of version {version}")
    kind = cursor.u8() if flags & _HAS_TYPE else _HARD
    order = cursor.u64() if flags & _HAS_ORDER else -1
    if flags & _HAS_CHARSET:
        cursor.skip(1)
    name = text_of(cursor.read(cursor.uint(1 << (flags & 3))))
    if kind == _HARD:
        return Link(name, cursor.uint(file.offset_nbytes), order=order)
    value = cursor.read(cursor.u16())
    if kind == _SOFT:
        return Link(name, target=text_of(value), order=order)
    if kind == _EXTERNAL:
        other, _, target = value[1:].partition(b"\0")
        return Link(name, target=text_of(target.rstrip(b"\0")), file=text_of(other), order=order)
    return Link(name, file="a link of a kind of its own", order=order)
