"""Integers of a few bits, out of the words they are packed in."""

from __future__ import annotations

import numpy as np

from inspector.quantised.decoding import Array, Floats
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES

__all__ = ["fp4", "fp6", "nibbles", "power_of_two", "unpacked", "unpacked_whole"]


def unpacked(words: Array, bits: int, count: int) -> Array:
    """The first ``count`` integers of each row of 32-bit words, the first in the lowest bits; some run over word ends."""
    rows = np.ascontiguousarray(words).view(np.uint8).reshape(len(words), -1)
    if 8 % bits == 0:
        shifts = np.arange(0, 8, bits, dtype=np.uint8)
        fields = (rows[:, :, np.newaxis] >> shifts) & np.uint8((1 << bits) - 1)
        return fields.reshape(len(words), -1)[:, :count]
    stream = np.unpackbits(rows, axis=1, bitorder="little")
    fields = stream[:, : stream.shape[1] // bits * bits].reshape(len(words), -1, bits)
    return np.packbits(fields, axis=2, bitorder="little")[:, :count, 0]


def unpacked_whole(words: Array, bits: int, count: int) -> Array:
    """The same where none runs over a word's end: the bits that are left in each word are not used."""
    shifts = np.arange(32 // bits, dtype=np.uint32) * np.uint32(bits)
    codes = np.ascontiguousarray(words).view(np.uint32)
    fields = (codes[..., np.newaxis] >> shifts) & np.uint32((1 << bits) - 1)
    return fields.reshape(len(words), -1)[:, :count].astype(np.uint8)


def nibbles(rows: Array, *, high_first: bool = False) -> Array:
    """The two halves of each byte along the last axis, the low one first."""
    low, high = rows & 15, rows >> 4
    halves = (high, low) if high_first else (low, high)
    return np.stack(halves, axis=-1).reshape(*rows.shape[:-1], 2 * rows.shape[-1])


def fp4(rows: Array) -> Floats:
    """The values of packed E2M1 floats, the low half of each byte first."""
    values: Floats = decode(rows, DTYPES["float4_e2m1fn_x2"])
    return values


def fp6(rows: Array) -> Floats:
    """The values of packed E2M3 floats, four in three bytes, the first in the lowest bits."""
    dtype = DTYPES["float6_e2m3fn"]
    values: Floats = decode(np.ascontiguousarray(rows).view(dtype.stored_dtype), dtype)
    return values


def power_of_two(exponents: Array) -> Floats:
    """The scales that E8M0 exponents are: 2 to the power of each less 127."""
    values: Floats = decode(exponents, DTYPES["float8_e8m0fnu"])
    return values
