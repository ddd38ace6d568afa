"""Where HDF5 keeps what has no fixed size: names, texts, and the links and attributes of large groups (section III).

A local heap has the names of a group, global heaps the texts of arrays, and a fractal heap the messages of a group or a
dataset that has many: an address space of its own, cut into blocks that double in size.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from inspector.errors import CorruptError, UnsupportedError
from inspector.formats.hdf5.btrees import tree_2_records
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.object_header import verified
from inspector.sources.cursor import Cursor

__all__ = ["FractalHeap", "dense_records", "global_heap_objects", "local_heap"]

_CHECKSUM_NBYTES = 4
_GLOBAL_HEAP_HEADER_NBYTES = 8
_MANAGED, _HUGE, _TINY = 0, 1, 2
_HUGE_BY_NUMBER = 1  # the type of the tree that has huge objects by number
_TRACKS_ORDER = 0x01


def local_heap(file: HDF5File, address: int) -> bytes:
    """The data of a local heap (III.D), which offsets of names count in."""
    cursor = file.cursor(address, 8 + 2 * file.length_nbytes + file.offset_nbytes, "a local heap")
    cursor.expect(b"HEAP")
    cursor.skip(4)
    nbytes = cursor.uint(file.length_nbytes)
    cursor.skip(file.length_nbytes)
    data = file.address(cursor)
    return b"" if data is None else file.read(data, nbytes)


def global_heap_objects(file: HDF5File, address: int) -> dict[int, tuple[int, int]]:
    """The place in the storage and the size of each object of a global heap collection (III.E), by its number."""
    objects: dict[int, tuple[int, int]] = file.kept(address, lambda: _global_heap_objects(file, address))
    return objects


def _global_heap_objects(file: HDF5File, address: int) -> dict[int, tuple[int, int]]:
    cursor = file.cursor(address, _GLOBAL_HEAP_HEADER_NBYTES + file.length_nbytes, "a global heap")
    cursor.expect(b"GCOL")
    cursor.skip(4)
    nbytes = cursor.uint(file.length_nbytes)
    cursor = file.cursor(address, nbytes, "a global heap")
    cursor.skip(_GLOBAL_HEAP_HEADER_NBYTES + file.length_nbytes)
    cursor.align(8)
    objects = {}
    while cursor.remaining >= 16:
        number = cursor.u16()
        cursor.skip(6)
        size = cursor.uint(file.length_nbytes)
        if number == 0:  # what is left of the collection
            break
        cursor.align(8)
        objects[number] = (file.base + address + cursor.position, size)
        cursor.skip(size)
        cursor.skip(min(-size % 8, cursor.remaining))
    return objects


class FractalHeap:
    """A fractal heap (III.G): its objects by their ids, which say where in the heap's own addresses they are."""

    def __init__(self, file: HDF5File, address: int) -> None:
        self._file = file
        offset, length = file.offset_nbytes, file.length_nbytes
        nbytes = 22 + 12 * length + 3 * offset
        cursor = Cursor(verified(file.read(address, nbytes + _CHECKSUM_NBYTES), "a heap"), what="a heap")
        cursor.expect(b"FRHP")
        if cursor.u8() != 0:
            raise UnsupportedError("has a heap of a later version of HDF5")
        cursor.skip(2)
        if cursor.u16():
            raise UnsupportedError("has a heap that is compressed")
        cursor.skip(1)
        largest = cursor.u32()
        cursor.skip(length)
        self._huge_tree = file.address(cursor)
        cursor.skip(9 * length + offset)
        self._width = cursor.u16()
        self._first_nbytes, self._largest_block = cursor.uint(length), cursor.uint(length)
        heap_bits = cursor.u16()
        cursor.skip(2)
        self._root, self._rows = file.address(cursor), cursor.u16()
        if not self._width or not self._first_nbytes or self._largest_block < self._first_nbytes or heap_bits > 64:
            raise CorruptError("has a heap whose blocks have no sizes")
        self._at_nbytes = -(-heap_bits // 8)
        self._size_nbytes = -(-min(self._largest_block, largest).bit_length() // 8)
        self._direct_rows = (self._largest_block // self._first_nbytes).bit_length() + 1

    def read(self, heap_id: bytes) -> bytes:
        """The object of an id."""
        kind = heap_id[0] >> 4 & 3
        if kind == _TINY:
            return heap_id[1 : 2 + (heap_id[0] & 15)]
        if kind == _HUGE:
            return self._huge(heap_id)
        if kind != _MANAGED:
            raise UnsupportedError("has a heap of a later version of HDF5")
        cursor = Cursor(heap_id, 1, what="the id of a message")
        at, nbytes = cursor.uint(self._at_nbytes), cursor.uint(self._size_nbytes)
        block, start, block_nbytes = self._block(at)
        if at + nbytes > start + block_nbytes:
            raise CorruptError("has a message that does not lie in its heap")
        return self._file.read(block + at - start, nbytes)

    def _huge(self, heap_id: bytes) -> bytes:
        """An object too large for the blocks: the id has its place and size, or a number if these don't fit in (III.G)."""
        offset, length = self._file.offset_nbytes, self._file.length_nbytes
        place = heap_id[1:]
        if len(place) < offset + length:
            place = self._huge_places.get(int.from_bytes(place[:length], "little"), b"")
            if not place:
                raise CorruptError("has a message that does not lie in its heap")
        address, nbytes = place[:offset], place[offset : offset + length]
        return self._file.read(int.from_bytes(address, "little"), int.from_bytes(nbytes, "little"))

    @cached_property
    def _huge_places(self) -> dict[int, bytes]:
        """The place and size of each object too large for the blocks, by its number."""
        if self._huge_tree is None:
            return {}
        nbytes = self._file.offset_nbytes + self._file.length_nbytes
        records = tree_2_records(self._file, self._huge_tree, _HUGE_BY_NUMBER)
        return {int.from_bytes(record[nbytes:], "little"): record[:nbytes] for record in records}

    def _block(self, at: int) -> tuple[int, int, int]:
        """The direct block that has the heap's address ``at``: its address in the file, its begin in the heap, its size."""
        if self._root is None:
            raise CorruptError("has a message in a heap that is empty")
        if self._rows == 0:
            return self._root, 0, self._first_nbytes
        block, start, rows = self._root, 0, self._rows
        while True:
            row, first, nbytes = self._row_of(at - start, rows)
            column = (at - start - first) // nbytes
            block = self._child(block, row * self._width + column)
            start += first + column * nbytes
            if row < self._direct_rows:
                return block, start, nbytes
            rows = (nbytes // self._first_nbytes // self._width).bit_length()

    def _row_of(self, at: int, rows: int) -> tuple[int, int, int]:
        """The row of an indirect block that has its address ``at``, where it begins, and the size of its blocks."""
        first = 0
        for row in range(rows):
            nbytes = self._first_nbytes << max(row - 1, 0)
            if at < first + nbytes * self._width:
                return row, first, nbytes
            first += nbytes * self._width
        raise CorruptError("has a message outside its heap")

    def _child(self, indirect: int, number: int) -> int:
        position = 5 + self._file.offset_nbytes + self._at_nbytes + number * self._file.offset_nbytes
        if self._file.read(indirect, 4) != b"FHIB":
            raise CorruptError("has a heap without the blocks it says it has")
        address = self._file.address(self._file.cursor(indirect + position, self._file.offset_nbytes, "a heap"))
        if address is None:
            raise CorruptError("has a message in a block of a heap that is not there")
        return address


def dense_records(
    file: HDF5File, data: bytes, index: int, order_nbytes: int, what: str
) -> Iterator[tuple[bytes, FractalHeap]]:
    """The records by name of what an object has too much of for its header, and the heap that their ids are of.

    ``data`` is an info message (IV.A.2.c, IV.A.2.v), ``index`` the type of the tree; where the order is tracked there are
    ``order_nbytes`` more. None if the object has none yet.
    """
    cursor = Cursor(data, 1, what=what)
    if cursor.u8() & _TRACKS_ORDER:
        cursor.skip(order_nbytes)
    heap_address, tree = file.address(cursor), file.address(cursor)
    if heap_address is not None and tree is not None:
        heap = FractalHeap(file, heap_address)
        for record in tree_2_records(file, tree, index):
            yield record, heap
