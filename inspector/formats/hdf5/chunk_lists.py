"""The indexes of chunks that are lists: of a length that stays, or that grows (sections VII and VIII of the specification).

A list is given in parts, each with the number of its first element, without those that were never made. All parts have
checksums.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.object_header import verified
from inspector.sources.cursor import Cursor

__all__ = ["Part", "extensible_array", "fixed_array"]

Part = tuple[int, npt.NDArray[np.void]]
"""The number of the first element, and the elements."""

_WHAT = "an index of chunks"
_CHECKSUM_NBYTES = 4
#: Of every block: the version, what the elements are of, and, in offsets, the address of the list's header.
_VERSION_NBYTES = 2


def fixed_array(file: HDF5File, address: int, element: np.dtype[np.void]) -> Iterator[Part]:
    """The list at ``address``, of elements as ``element`` says: one block, in pages if it is long."""
    cursor = _structure(file, address, b"FAHD", 4 + file.length_nbytes + file.offset_nbytes)
    cursor.skip(3)
    page_bits, count, block = cursor.u8(), cursor.uint(file.length_nbytes), file.address(cursor)
    if block is not None:
        reader = _Blocks(file, element, page_bits)
        yield from reader.elements(block, b"FADB", 0, count, at_nbytes=0)


def extensible_array(file: HDF5File, address: int, element: np.dtype[np.void]) -> Iterator[Part]:
    """The list at ``address``, of elements as ``element`` says: blocks that double in size and number."""
    cursor = _structure(file, address, b"EAHD", 8 + 6 * file.length_nbytes + file.offset_nbytes)
    cursor.skip(3)
    bits, in_index, least, pointers, page_bits = cursor.numbers("B", 5)
    cursor.skip(4 * file.length_nbytes)
    used = cursor.uint(file.length_nbytes)
    cursor.skip(file.length_nbytes)
    index = file.address(cursor)
    if not least or not pointers or least & least - 1 or pointers & pointers - 1 or bits > 64:
        raise CorruptError("has an index of chunks whose blocks have no sizes")
    if index is not None:
        shape = _Growth(bits, in_index, least, pointers)
        yield from _ExtensibleArray(file, element, page_bits, shape).parts(index, used)


@dataclass(frozen=True, slots=True)
class _Growth:
    """How a list grows: ``in_index`` elements in its index block, then levels of blocks, the smallest of ``least`` elements.

    A list has at most 2 to the power of ``bits`` elements. The index block points at the blocks of the first few levels
    itself, at those of each further one through a block of ``pointers`` or more pointers.
    """

    bits: int
    in_index: int
    least: int
    pointers: int

    @property
    def levels(self) -> int:
        """How many levels there are."""
        return max(0, 2 + self.bits - self.least.bit_length())

    @property
    def direct_levels(self) -> int:
        """How many levels the index block points at itself."""
        return 2 * (self.pointers.bit_length() - 1)

    @property
    def direct_blocks(self) -> int:
        """How many blocks those levels have."""
        return 2 * (self.pointers - 1)

    def level(self, number: int) -> tuple[int, int]:
        """How many blocks a level has, and how many elements each of them."""
        return 1 << number // 2, self.least << (number + 1) // 2


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Reads blocks of elements; longer ones than a page are cut into pages."""

    file: HDF5File
    element: np.dtype[np.void]
    page_bits: int

    def elements(
        self, address: int, magic: bytes, first: int, count: int, *, at_nbytes: int, bitmap: bytes | None = None
    ) -> Iterator[Part]:
        """The elements of a block: behind its prefix, or in pages.

        Which pages are in use a bitmap says, which lies in the block unless it is given. ``at_nbytes`` is how wide the
        block's own place in the list is written.
        """
        page, nbytes = 1 << self.page_bits, self.element.itemsize
        prefix = _VERSION_NBYTES + self.file.offset_nbytes + at_nbytes
        if count <= page:
            cursor = _structure(self.file, address, magic, prefix + count * nbytes)
            cursor.skip(prefix)
            yield first, np.frombuffer(cursor.read(count * nbytes), self.element)
            return
        pages = -(-count // page)
        own_nbytes = -(-pages // 8) if bitmap is None else 0
        cursor = _structure(self.file, address, magic, prefix + own_nbytes)
        cursor.skip(prefix)
        used = cursor.read(own_nbytes) if bitmap is None else bitmap
        start = address + len(magic) + prefix + own_nbytes + _CHECKSUM_NBYTES
        for number, begin in enumerate(range(0, count, page)):
            size = min(page, count - begin) * nbytes
            if number // 8 < len(used) and used[number // 8] & 0x80 >> number % 8:
                data = verified(self.file.read(start, size + _CHECKSUM_NBYTES), _WHAT)
                yield first + begin, np.frombuffer(data, self.element)
            start += size + _CHECKSUM_NBYTES


@dataclass(frozen=True, slots=True)
class _ExtensibleArray(_Blocks):
    """Reads the levels of a list that grows."""

    growth: _Growth

    def parts(self, index: int, used: int) -> Iterator[Part]:
        """The list by the address of its index block, as far as ``used`` elements go."""
        growth, file = self.growth, self.file
        prefix, nbytes = _VERSION_NBYTES + file.offset_nbytes, growth.in_index * self.element.itemsize
        more = max(0, growth.levels - growth.direct_levels)
        pointers_nbytes = (growth.direct_blocks + more) * file.offset_nbytes
        cursor = _structure(file, index, b"EAIB", prefix + nbytes + pointers_nbytes)
        cursor.skip(prefix)
        yield 0, np.frombuffer(cursor.read(nbytes), self.element)
        blocks = [file.address(cursor) for _ in range(growth.direct_blocks)]
        secondary = [file.address(cursor) for _ in range(more)]
        first = growth.in_index
        for level in range(growth.levels):
            if first >= used:
                return
            count, size = growth.level(level)
            if level < growth.direct_levels:
                found: list[tuple[int | None, bytes | None]] = [(block, None) for block in blocks[:count]]
                blocks = blocks[count:]
            else:
                found = self._secondary(secondary[level - growth.direct_levels], count, size)
            for number, (block, bitmap) in enumerate(found):
                if block is not None:
                    begin = first + number * size
                    yield from self.elements(block, b"EADB", begin, size, at_nbytes=self._at_nbytes, bitmap=bitmap)
            first += count * size

    def _secondary(self, address: int | None, count: int, size: int) -> list[tuple[int | None, bytes | None]]:
        """The blocks of a level and which of their pages are in use, by the block that points at them."""
        if address is None:
            return []
        pages = size >> self.page_bits if size > 1 << self.page_bits else 0
        bitmap_nbytes = -(-pages // 8)
        prefix = _VERSION_NBYTES + self.file.offset_nbytes + self._at_nbytes
        nbytes = prefix + count * (bitmap_nbytes + self.file.offset_nbytes)
        cursor = _structure(self.file, address, b"EASB", nbytes)
        cursor.skip(prefix)
        bitmaps = [cursor.read(bitmap_nbytes) for _ in range(count)]
        return [(self.file.address(cursor), bitmap) for bitmap in bitmaps]

    @property
    def _at_nbytes(self) -> int:
        return -(-self.growth.bits // 8)


def _structure(file: HDF5File, address: int, magic: bytes, nbytes: int) -> Cursor:
    """A cursor behind the magic of a structure with ``nbytes`` bytes between that and its checksum."""
    data = file.read(address, len(magic) + nbytes + _CHECKSUM_NBYTES)
    cursor = Cursor(verified(data, _WHAT), what=_WHAT)
    cursor.expect(magic)
    return cursor
