"""Lists of base-128 numbers, as protobuf packs integers and TensorFlow the lengths of strings: decoded where they are read.

Such a list can be as long as its file, and its numbers take up to eight times the memory. So it is gone through once, to
note where every so many begin and what the numbers before add up to, and decoded a part at a time.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, TruncatedError
from inspector.sources.storage import Buffer, Storage

__all__ = ["MAX_VARINT_NBYTES", "VarintList", "VarintStorage", "count_varints", "decode_varints", "varint_at"]

#: No number of 64 bits takes more.
MAX_VARINT_NBYTES = 10
#: How many numbers lie between two places that are noted.
_INTERVAL = 1 << 16
_BLOCK_NBYTES = 1 << 20


def decode_varints(data: bytes) -> npt.NDArray[np.uint64]:
    """All numbers in ``data``, as they are encoded: negative ones as their complement. CorruptError for what is none."""
    codes = np.frombuffer(data, np.uint8)
    if len(codes) and codes[-1] >= 0x80:
        raise CorruptError("has a list of numbers that ends within one")
    numbers = np.empty(np.count_nonzero(codes < 0x80), np.uint64)
    start = done = 0
    while start < len(codes):  # a part at a time, as what is in between takes five times the memory
        part = codes[start : start + _BLOCK_NBYTES]
        ends = np.flatnonzero(part < 0x80)
        if not len(ends):
            raise CorruptError("has a number of more than 64 bits")
        numbers[done : done + len(ends)] = _decoded(part, ends)
        start += int(ends[-1]) + 1
        done += len(ends)
    return numbers


def varint_at(data: bytes, at: int) -> tuple[int, int]:
    """The number at ``at`` and where it ends. Raises CorruptError for one that does not end, or has more than 64 bits."""
    if at + 4 <= len(data) and data[at] >= 0x80 <= data[at + 1]:  # the sizes of most tensors
        low, third = data[at] & 0x7F | (data[at + 1] & 0x7F) << 7, data[at + 2]
        if third < 0x80:
            return low | third << 14, at + 3
        if data[at + 3] < 0x80:
            return low | (third & 0x7F) << 14 | data[at + 3] << 21, at + 4
    value = shift = 0
    for byte in data[at : at + MAX_VARINT_NBYTES]:
        value |= (byte & 0x7F) << shift
        shift += 7
        at += 1
        if byte < 0x80:
            if value >> 64:
                break
            return value, at
    raise CorruptError("has a number that does not end, or one of more than 64 bits")


def count_varints(source: Storage) -> int:
    """How many numbers are in ``source``; all of it is read, a part at a time."""
    count = 0
    for position in range(0, source.nbytes, _BLOCK_NBYTES):
        data = source.read(position, min(_BLOCK_NBYTES, source.nbytes - position))
        count += int(np.count_nonzero(np.frombuffer(data, np.uint8) < 0x80))
    return count


def _decoded(codes: npt.NDArray[np.uint8], ends: npt.NDArray[np.intp]) -> npt.NDArray[np.uint64]:
    """The numbers whose last bytes are at ``ends``; the first begins with the first byte."""
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    sizes = ends - starts + 1
    longest = int(sizes.max(initial=0))
    if longest > MAX_VARINT_NBYTES:
        raise CorruptError("has a number of more than 64 bits")
    numbers = np.zeros(len(ends), np.uint64)
    for position in range(longest):
        there = sizes > position
        numbers[there] |= (codes[starts[there] + position].astype(np.uint64) & 0x7F) << np.uint64(7 * position)
    return numbers


class VarintList:
    """The first ``count`` numbers in ``source``. Raises TruncatedError, once it is read, if there are fewer."""

    def __init__(self, source: Storage, count: int) -> None:
        if count > source.nbytes:
            raise TruncatedError(f"{count:,} numbers can't be in {source.nbytes:,} bytes")
        self.source = source
        self.count = count
        #: Where every so many numbers begin, and what those before them add up to; the last mark is the end.
        self._marks: list[tuple[int, int]] = []

    @property
    def end(self) -> int:
        """Where the bytes of the last number end."""
        return self._scanned()[-1][0]

    def read(self, first: int, count: int) -> npt.NDArray[np.uint64]:
        """The ``count`` numbers from ``first`` on."""
        marks = self._scanned()
        mark = first // _INTERVAL
        start, stop = marks[mark][0], marks[-(-(first + count) // _INTERVAL)][0]
        numbers = decode_varints(self.source.read(start, stop - start))
        skipped = first - mark * _INTERVAL
        return numbers[skipped : skipped + count]

    def sum_before(self, first: int) -> int:
        """What the numbers before ``first`` add up to."""
        mark = first // _INTERVAL
        before = self.read(mark * _INTERVAL, first - mark * _INTERVAL)
        return self._scanned()[mark][1] + _sum(before)

    def _scanned(self) -> list[tuple[int, int]]:
        """The marks, made when they are first asked for; of two threads that ask at once, both make the same."""
        if not self._marks:
            marks = [(0, 0)]
            position = total = 0
            for done in range(0, self.count, _INTERVAL):
                numbers, nbytes = self._next(position, min(_INTERVAL, self.count - done), done)
                position += nbytes
                total += _sum(numbers)
                marks.append((position, total))
            self._marks = marks
        return self._marks

    def _next(self, position: int, wanted: int, done: int) -> tuple[npt.NDArray[np.uint64], int]:
        """The ``wanted`` numbers from ``position`` on, and how many bytes they take. Most numbers of a list are short."""
        left = self.source.nbytes - position
        for size in (2 * wanted, MAX_VARINT_NBYTES * wanted):
            codes = np.frombuffer(self.source.read(position, min(size, left)), np.uint8)
            ends = np.flatnonzero(codes < 0x80)[:wanted]
            if len(ends) == wanted:
                return _decoded(codes, ends), int(ends[-1]) + 1
        raise TruncatedError(f"ends after {done + len(ends):,} of {self.count:,} numbers")


def _sum(numbers: npt.NDArray[np.uint64]) -> int:
    """The sum, exact where it may pass 64 bits."""
    if not len(numbers) or int(numbers.max()) < (1 << 63) // len(numbers):
        return int(numbers.sum())
    return sum(numbers.tolist())


class VarintStorage(Storage):
    """The ``count`` numbers packed in ``source`` as elements of the integer type ``unit``, cut to its width."""

    __slots__ = ("_list", "_unit", "nbytes")

    def __init__(self, source: Storage, count: int, unit: np.dtype[Any]) -> None:
        self._list = VarintList(source, count)
        self._unit = np.dtype(f"<u{unit.itemsize}")
        self.nbytes = count * unit.itemsize

    @property
    def key(self) -> Hashable:
        return "varints", self._list.source.key, self._unit.str, self.nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        itemsize = self._unit.itemsize
        first, last = offset // itemsize, -(-(offset + len(buffer)) // itemsize)
        skipped = offset - first * itemsize
        numbers = self._list.read(first, last - first).astype(self._unit)
        memoryview(buffer)[:] = numbers.view(np.uint8).data[skipped : skipped + len(buffer)]
