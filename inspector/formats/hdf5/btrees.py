"""The trees HDF5 finds things by: links of a group, attributes, chunks (section III.A of the specification).

Their records are given undecoded, and in no order, since whoever asks has one of their own. Each node is read once, whatever
points at it.
"""

from __future__ import annotations

from collections.abc import Iterator

from inspector.errors import CorruptError
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.object_header import verified
from inspector.sources.cursor import Cursor

__all__ = ["tree_1_leaves", "tree_2_records"]

_CHECKSUM_NBYTES = 4
_GROUP, _CHUNKS = 0, 1


def tree_1_leaves(file: HDF5File, address: int, *, key_nbytes: int, is_group: bool) -> Iterator[bytes]:
    """The lowest nodes of a version 1 tree: their entries as they lie there, a key in front of each child's address."""
    entry_nbytes = key_nbytes + file.offset_nbytes
    waiting = [(address, -1)]
    seen = set()
    while waiting:
        node, level = waiting.pop()
        if node in seen:
            raise CorruptError("has a tree with a node in two places")
        seen.add(node)
        prefix = 8 + 2 * file.offset_nbytes
        cursor = file.cursor(node, prefix, "a tree")
        cursor.expect(b"TREE")
        kind, own_level, count = cursor.u8(), cursor.u8(), cursor.u16()
        if kind != (_GROUP if is_group else _CHUNKS) or level not in (-1, own_level):
            raise CorruptError("has a tree with a node of another kind than the tree")
        entries = file.read(node + prefix, count * entry_nbytes)
        if own_level == 0:
            yield entries
            continue
        for start in range(key_nbytes, len(entries), entry_nbytes):
            child = entries[start : start + file.offset_nbytes]
            waiting.append((int.from_bytes(child, "little"), own_level - 1))


def tree_2_records(file: HDF5File, address: int, kind: int) -> Iterator[bytes]:
    """The records of a version 2 tree of this kind, all of one size."""
    nbytes = 16 + file.offset_nbytes + 2 + file.length_nbytes
    cursor = Cursor(verified(file.read(address, nbytes + _CHECKSUM_NBYTES), "a tree"), what="a tree")
    cursor.expect(b"BTHD")
    version, own_kind, node_nbytes, record_nbytes, depth = (
        cursor.u8(), cursor.u8(), cursor.u32(), cursor.u16(), cursor.u16(),
    )  # fmt: skip
    if version != 0 or own_kind != kind or not record_nbytes:
        raise CorruptError("has a tree of another kind than it should be")
    cursor.skip(2)
    root, count = file.address(cursor), cursor.u16()
    if root is None:
        return
    widths = _pointer_widths(file, node_nbytes, record_nbytes, depth)
    waiting = [(root, count, depth)]
    seen = set()
    while waiting:
        node, count, depth = waiting.pop()
        if node in seen:
            raise CorruptError("has a tree with a node in two places")
        seen.add(node)
        records_nbytes = count * record_nbytes
        count_width, all_width = widths[depth]
        pointer_nbytes = file.offset_nbytes + count_width + all_width if depth else 0
        nbytes = 6 + records_nbytes + (count + 1) * pointer_nbytes + _CHECKSUM_NBYTES
        cursor = Cursor(verified(file.read(node, nbytes), "a tree"), what="a tree")
        cursor.expect(b"BTIN" if depth else b"BTLF")
        cursor.skip(2)
        records = cursor.read(records_nbytes)
        yield from (records[start : start + record_nbytes] for start in range(0, records_nbytes, record_nbytes))
        if depth:
            for _ in range(count + 1):
                child, of_child = cursor.uint(file.offset_nbytes), cursor.uint(count_width)
                cursor.skip(all_width)
                waiting.append((child, of_child, depth - 1))


def _pointer_widths(file: HDF5File, node_nbytes: int, record_nbytes: int, depth: int) -> list[tuple[int, int]]:
    """For each level from the leaves up, how wide the two counts of a child are in the nodes of that level.

    They are as wide as the most records a child can hold need, by itself and with all below it; the latter is not there
    where the children are leaves.
    """
    widths = [(0, 0)]
    most = total = (node_nbytes - 10) // record_nbytes
    for level in range(1, depth + 1):
        if most < 1:
            raise CorruptError("has a tree with nodes too small for a record")
        count_width = -(-most.bit_length() // 8)
        all_width = -(-total.bit_length() // 8) if level > 1 else 0
        widths.append((count_width, all_width))
        pointer = file.offset_nbytes + count_width + all_width
        most = (node_nbytes - 10 - pointer) // (record_nbytes + pointer)
        total = total * (most + 1) + most
    return widths
