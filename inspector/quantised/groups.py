"""Decoders of schemes with a scale, and perhaps a zero point, per row, per group of neighbours in it, or per block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from inspector.errors import CorruptError
from inspector.quantised.decoding import Array, Decoder, Floats
from inspector.quantised.unpacking import fp4, fp6, power_of_two, unpacked, unpacked_whole
from inspector.tensors.reading import read_values

__all__ = ["BlockScaled", "Fp4Blocks", "PackedRows", "Scaled", "ScaledFp4", "ScaledFp6", "Ternary", "spread"]


def spread(values: Array, columns: int) -> Array:
    """Of each row as many values as there are ``columns``: each of a row's values is for a group of equal size.

    Raises CorruptError if the groups are not of a whole size.
    """
    groups = values.shape[-1]
    if groups in (1, columns):
        return values
    if groups == 0 or columns % groups:
        raise CorruptError(f"has {groups} groups for {columns} columns")
    return np.repeat(values, columns // groups, axis=-1)


@dataclass(frozen=True, kw_only=True)
class Scaled(Decoder):
    """``(weight - zero_point) * scale``; the scale is a power of two whose exponent is stored, if ``exponents``."""

    exponents: bool = False

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        values = np.asarray(self.part("weight", matrix, slice(first, last)), np.float32)
        scale = self.per_row("scale", matrix, first, last)
        scale = power_of_two(scale) if self.exponents else np.asarray(scale, np.float32)
        if "zero_point" in self.parts:
            zero = np.asarray(self.per_row("zero_point", matrix, first, last), np.float32)
            values = values - spread(zero, self.columns)
        return values * spread(scale, self.columns)


@dataclass(frozen=True, kw_only=True)
class BlockScaled(Decoder):
    """``(weight - zero_point) * scale`` of the block of ``block`` rows and columns that an element is in.

    The last blocks may be cut.
    """

    block: tuple[int, int]

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        height, width = self.block
        values = np.asarray(self.part("weight", matrix, slice(first, last)), np.float32)
        blocks = slice(first // height, -(-last // height))
        of_rows = np.arange(first, last) // height - blocks.start
        of_columns = np.arange(self.columns) // width
        if "zero_point" in self.parts:
            zero = np.asarray(self.part("zero_point", matrix, blocks), np.float32)
            values = values - zero[of_rows][:, of_columns]
        scale = np.asarray(self.part("scale", matrix, blocks), np.float32)
        return values * scale[of_rows][:, of_columns]


@dataclass(frozen=True, kw_only=True)
class PackedRows(Decoder):
    """``(packed - zero_point) * scale`` of integers of ``bits`` bits, in 32-bit words along the row.

    All integers are stored with half their range added; zero points are packed along the other axis, but for a single one,
    which is stored as it is. ``g_idx`` has the group of each column, if they are not in order. None runs over a word's end
    if they are ``whole``, as compressed-tensors 0.12 has them.
    """

    bits: int
    whole: bool = False

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        half = np.float32(1 << (self.bits - 1))
        unpack = unpacked_whole if self.whole else unpacked
        packed = unpack(self.part("packed", matrix, slice(first, last)), self.bits, self.columns)
        values = packed.astype(np.float32) - half
        scale = np.asarray(self.per_row("scale", matrix, first, last), np.float32)
        if "zero_point" in self.parts:
            values = values - self._of_columns(self._zeros(matrix, first, last))
        return values * self._of_columns(scale)

    def _zeros(self, matrix: int, first: int, last: int) -> Floats:
        if self.parts["zero_point"].dtype.name == "int8":
            return np.asarray(self.per_row("zero_point", matrix, first, last), np.float32)
        if self.whole:
            several = 32 // self.bits
            words = slice(first // several, -(-last // several))
            start = words.start * several
            zeros = unpacked_whole(self.part("zero_point", matrix, words).T, self.bits, last - start)[
                :, first - start :
            ].T
        else:
            words = slice(first * self.bits // 32, -(-last * self.bits // 32))
            zeros = unpacked(self.part("zero_point", matrix, words).T, self.bits, last - first).T
        found: Floats = zeros.astype(np.float32) - np.float32(1 << (self.bits - 1))
        return found

    def _of_columns(self, groups: Floats) -> Floats:
        if "g_idx" not in self.parts:
            return spread(groups, self.columns)
        return groups[:, self.indices("g_idx", groups.shape[-1])]


@dataclass(frozen=True, kw_only=True)
class ScaledFp4(Decoder):
    """E2M1 floats, two in a byte, times the scale of their group.

    That is ``scale / global_scale``, ``scale * scale_2``, or a power of two.
    """

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        values = fp4(self.part("packed", matrix, slice(first, last)))
        scale = self.part("scale", matrix, slice(first, last))
        if "global_scale" in self.parts:
            scale = scale / np.asarray(self.part("global_scale", matrix), np.float32).reshape(-1)[:1]
        elif "scale_2" in self.parts:
            values = values + np.float32(0)  # Model Optimizer has no negative zero
            scale = scale * np.asarray(read_values(self.parts["scale_2"]), np.float32).reshape(-1)[:1]
        else:
            scale = power_of_two(scale)
        return values * spread(scale, self.columns)


@dataclass(frozen=True, kw_only=True)
class ScaledFp6(Decoder):
    """E2M3 floats, four in three bytes, times the power of two of their group."""

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        values = fp6(self.part("packed", matrix, slice(first, last)))
        scale = power_of_two(self.part("scale", matrix, slice(first, last)))
        return values * spread(scale, self.columns)


@dataclass(frozen=True, kw_only=True)
class Fp4Blocks(Decoder):
    """E2M1 floats in blocks of 32, which are an axis of their own, times a power of two for each."""

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        values = fp4(self.part("blocks", matrix, slice(first, last)))
        scale = power_of_two(self.part("scales", matrix, slice(first, last)))
        return (values * scale[..., np.newaxis]).reshape(last - first, self.columns)


@dataclass(frozen=True, kw_only=True)
class Ternary(Decoder):
    """-1, 0 or 1 in two bits, of which those of a byte are as many rows apart as there are bytes in a column.

    The one scale is a factor, or what they are divided by, if ``divides``.
    """

    divides: bool

    def decode(self, matrix: int, first: int, last: int) -> Floats:
        height = self.parts["packed"].shape[0]
        values = np.empty((last - first, self.columns), np.float32)
        row = first
        while row < last:
            plane, start = divmod(row, height)
            stop = min(height, start + last - row)
            packed = self.part("packed", matrix, slice(start, stop))
            values[row - first : row - first + stop - start] = (packed >> np.uint8(2 * plane)) & np.uint8(3)
            row += stop - start
        values -= 1
        scale = np.asarray(read_values(self.parts["scale"]), np.float32).reshape(-1)[:1]
        return values / scale if self.divides else values * scale
