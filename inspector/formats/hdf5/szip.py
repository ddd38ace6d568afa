"""The filter szip undone: adaptive entropy coding, the lossless data compression of the CCSDS, as HDF5 and netCDF use it.

Samples come in blocks, each coded the way that is shortest for it: as they are; as the upper bits in unary and the lower
``k`` ones as they are ("split"); in pairs, which share a number in unary ("second extension"); or as a run of blocks of
zeros. Before that, a sample was replaced by its difference from the one before it. At regular intervals a sample is given
as it is, the reference of those that follow. Where a block ends only its content tells, so blocks are found one by one, and
then decoded together, those of one kind at a time.

Sources: CCSDS 121.0-B-3 (https://public.ccsds.org/Pubs/121x0b3.pdf), and for how HDF5 has it ``src/sz_compat.c`` of
https://github.com/MathisRosenhauer/libaec.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError, UnsupportedError
from inspector.text import size_text

__all__ = ["unszipped"]

_BIG_ENDIAN, _DIFFERENCES = 16, 32
_SIZE_NBYTES = 4
_MAX_NBYTES = 16 << 20
#: So much is decoded at once, and no block is longer than that what is kept for it.
_WINDOW_NBYTES = 128 << 10
_MAX_BLOCK_NBYTES = 4096
_MAX_SCANLINE = 4096 * 64
#: Of runs of zeros: the number that stands for all blocks up to the next multiple of 64, or to the next reference.
_REST_OF_SEGMENT, _SEGMENT = 5, 64
_SAMPLES_AT_ONCE = 1 << 20

Integers = npt.NDArray[np.int64]


def unszipped(data: bytes, parameters: Sequence[int], nbytes: int) -> bytes:
    """The bytes of a chunk, at most ``nbytes``; parameters: options, pixels per block, bits per pixel, pixels per line.

    Raises CorruptError for a chunk that is damaged, UnsupportedError for parameters that HDF5 does not write, LimitError for
    a chunk that is too large to be decoded here.
    """
    if len(parameters) < 4 or len(data) < _SIZE_NBYTES:
        raise CorruptError("has a chunk under the szip filter without its parameters")
    options, block, bits, line = parameters[:4]
    is_interleaved = bits in (32, 64)
    if block not in range(2, 65, 2) or not (is_interleaved or 1 <= bits <= 24) or not block <= line <= _MAX_SCANLINE:
        raise UnsupportedError("has chunks under a form of the szip filter that is not read")
    size = min(int.from_bytes(data[:_SIZE_NBYTES], "little"), nbytes)
    if size > _MAX_NBYTES:
        raise LimitError(f"has szip chunks of {size_text(size)}; at most {size_text(_MAX_NBYTES)} are undone")
    coding = _Coding(8 if is_interleaved else bits, block, -(-line // block), bool(options & _DIFFERENCES))
    pixel = np.dtype(f"{'>' if options & _BIG_ENDIAN else '<'}u{coding.sample_nbytes}")
    count = size // pixel.itemsize
    lines = _samples(data[_SIZE_NBYTES:], coding, -(-count // line))
    out = np.ascontiguousarray(lines[:, :line]).reshape(-1)[:count].astype(pixel).view(np.uint8)
    if is_interleaved:  # the first bytes of all elements, then all second ones, ...
        out = np.ascontiguousarray(out[: size // (bits // 8) * (bits // 8)].reshape(bits // 8, -1).T)
    return out.tobytes()


@dataclass(frozen=True, slots=True)
class _Coding:
    """How samples of so many ``bits`` were coded: in blocks, with a reference in the first of each ``interval``."""

    bits: int
    block: int
    interval: int
    has_references: bool

    @property
    def sample_nbytes(self) -> int:
        return 1 if self.bits <= 8 else 2 if self.bits <= 16 else 4

    @property
    def id_bits(self) -> int:
        return {1: 3, 2: 4, 4: 5}[self.sample_nbytes]


def _samples(data: bytes, coding: _Coding, lines: int) -> npt.NDArray[np.uint32]:
    """The samples, a row for each interval. Raises CorruptError if there is less coded than those."""
    length = coding.block * coding.interval
    least = lines * coding.id_bits // 8
    if len(data) < least:
        raise CorruptError("has a chunk that is cut off")
    samples = np.zeros(lines * length, np.uint32)
    first, done = 0, 0  # the first bit of the next block, and how many samples are done
    while done < len(samples):
        start = first // 8
        window = data[start : start + _WINDOW_NBYTES + _MAX_BLOCK_NBYTES]
        if not window:
            raise CorruptError("has a chunk that is cut off")
        is_last = start + len(window) >= len(data)
        blocks = _Blocks(window, coding)
        end, done = blocks.find(first % 8, done, samples, None if is_last else 8 * _WINDOW_NBYTES)
        blocks.decode(samples)
        first = 8 * start + end
    rows = samples.reshape(lines, length)
    if coding.has_references:
        at_once = max(1, _SAMPLES_AT_ONCE // length)
        for start in range(0, lines, at_once):
            rows[start : start + at_once] = _summed(rows[start : start + at_once], coding.bits)
    return rows


class _Blocks:
    """The blocks in a window of the coded bytes: where each begins, by kind."""

    def __init__(self, window: bytes, coding: _Coding) -> None:
        self._coding = coding
        self._bits = np.unpackbits(np.frombuffer(window, np.uint8))
        self._ones = np.flatnonzero(self._bits)
        self._split: dict[tuple[int, int], _Rows] = {}
        self._paired, self._plain, self._references = _Rows(), _Rows(), _Rows()

    def find(self, at: int, done: int, samples: npt.NDArray[np.uint32], until: int | None) -> tuple[int, int]:
        """Note the blocks from bit ``at`` to ``until``, whose first sample is number ``done``; where both are afterwards."""
        coding = self._coding
        block, bits, length = coding.block, coding.bits, coding.block * coding.interval
        ids = self._numbers_everywhere(coding.id_bits).data
        ranks, ones = np.cumsum(self._bits, dtype=np.int32).data, self._ones.data
        largest_id = (1 << coding.id_bits) - 1
        last = len(self._bits) if until is None else until
        try:
            while done < len(samples) and at < last:
                kind = ids[at]
                at += coding.id_bits
                with_reference = coding.has_references and not done % length
                count = block
                if kind == largest_id:
                    self._plain.add(done, at)
                    at += block * bits
                else:
                    if kind == 0:
                        is_paired = ids[at] >> coding.id_bits - 1
                        at += 1
                    if with_reference:
                        self._references.add(done, at)
                        at += bits
                    rank = ranks[at - 1]
                    if kind:
                        codes = block - with_reference
                        end = ones[rank + codes - 1] + 1
                        self._split.setdefault((kind - 1, codes), _Rows()).add(done + with_reference, at, rank, end)
                        at = end + (kind - 1) * codes
                    elif is_paired:
                        self._paired.add(done, at, rank)
                        at = ones[rank + block // 2 - 1] + 1
                    else:
                        count = block * _zero_blocks(ones[rank] - at + 1, done % length // block, coding.interval)
                        at = ones[rank] + 1
                        if done % length + count > length:
                            raise CorruptError("has a chunk with more zeros than there is room for")
                done += count
        except IndexError as error:
            raise CorruptError("has a chunk that is cut off") from error
        if at > len(self._bits):
            raise CorruptError("has a chunk that is cut off")
        return at, done

    def decode(self, samples: npt.NDArray[np.uint32]) -> None:
        """Put the samples of the blocks into their places; those of blocks of zeros are zero already."""
        coding = self._coding
        for (low_bits, codes), rows in self._split.items():
            first, at, rank, end = rows.columns()
            values = self._unary(at, rank, codes) << low_bits
            if low_bits:
                values += self._numbers(end, codes, low_bits)
            _place(samples, first, values)
        if self._paired:
            first, at, rank = self._paired.columns()
            sums = self._unary(at, rank, coding.block // 2)
            if sums.max() >= len(_SUMS):
                raise CorruptError("has a chunk with a pair of samples that is none")
            second = sums - _FIRST_OF_SUM[sums]
            pairs = np.stack([_SUMS[sums] - second, second], axis=2)
            _place(samples, first, pairs.reshape(len(first), coding.block))
        for rows, count in ((self._plain, coding.block), (self._references, 1)):
            if rows:
                first, at = rows.columns()
                _place(samples, first, self._numbers(at, count, coding.bits))

    def _unary(self, at: Integers, rank: Integers, codes: int) -> Integers:
        """For each block so many numbers, each zeros in front of a one, from bit ``at`` on; its next one is ``rank``."""
        ones = self._ones[rank[:, None] + np.arange(codes)]
        numbers: Integers = np.diff(ones, axis=1, prepend=at[:, None] - 1) - 1
        return numbers

    def _numbers(self, at: Integers, count: int, bits: int) -> Integers:
        """For each block so many numbers of so many bits, from bit ``at`` on."""
        digits = self._bits[at[:, None] + np.arange(count * bits)].reshape(len(at), count, bits)
        numbers = np.zeros((len(at), count), np.int64)
        for digit in range(bits):
            numbers = numbers << 1 | digits[:, :, digit]
        return numbers

    def _numbers_everywhere(self, bits: int) -> npt.NDArray[np.uint8]:
        """The number of so many bits at each bit."""
        padded = np.concatenate([self._bits, np.zeros(bits, np.uint8)])
        numbers = np.zeros(len(self._bits), np.uint8)
        for digit in range(bits):
            numbers = numbers << 1 | padded[digit : digit + len(numbers)]
        return numbers


@dataclass(slots=True)
class _Rows:
    """Some numbers for each block of a kind."""

    numbers: list[int] = field(default_factory=list)
    width: int = 1

    def add(self, *row: int) -> None:
        self.width = len(row)
        self.numbers += row

    def __bool__(self) -> bool:
        return bool(self.numbers)

    def columns(self) -> Any:
        return np.array(self.numbers, np.int64).reshape(-1, self.width).T


def _zero_blocks(code: int, number: int, interval: int) -> int:
    """How many blocks of zeros a code stands for, the first of which is ``number`` of its interval."""
    if code == _REST_OF_SEGMENT:
        return min(interval - number, _SEGMENT - number % _SEGMENT)
    return code - (code > _REST_OF_SEGMENT)


def _place(samples: npt.NDArray[np.uint32], first: Integers, values: Integers) -> None:
    """Put a row of values each to the samples from ``first`` on."""
    samples[first[:, None] + np.arange(values.shape[1])] = values.astype(np.uint32)


#: The sum of the pair that a number stands for, and the first number that stands for a pair of this sum.
_SUMS = np.repeat(np.arange(13), np.arange(1, 14))
_FIRST_OF_SUM = _SUMS * (_SUMS + 1) // 2


def _summed(rows: npt.NDArray[np.uint32], bits: int) -> npt.NDArray[np.uint32]:
    """The samples of which all but the first of each row are differences from the one before.

    Differences are folded: 0, -1, 1, -2, 2, ... as long as both signs stay in range, then by size alone.
    """
    most = (1 << bits) - 1
    columns = rows.T.astype(np.int64)
    value = columns[0] & most
    for folded in columns[1:]:
        room = np.where(value > most // 2, most - value, value)
        step = np.where(folded & 1, -(folded >> 1) - 1, folded >> 1)
        beyond = np.where(value > most // 2, most - folded, folded)
        value = np.where((folded + 1) >> 1 <= room, value + step, beyond) & most
        folded[...] = value
    return columns.T.astype(np.uint32)
