"""Floats that no processor has: of any number of bits, as HDF5 lets programs define them (section IV.A.2.d).

The value is ``(1 + mantissa) * 2 ** (exponent - bias)``, or without the 1 where the mantissa has all its bits or the
exponent is zero; an exponent of all ones is infinite, or no number where the mantissa is not zero.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.buffers import BLOCK_NBYTES
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.dtypes import DType

__all__ = ["FloatFields", "FloatStorage"]

_WORD_BITS = 64
_FLOAT32_BITS = 8, 23


class FloatFields(NamedTuple):
    """Where in a unit of ``size`` bytes the sign, the exponent and the mantissa are, the bits counted from the lowest one.

    ``has_all_bits``: the first bit of the mantissa is there, and is not implied.
    """

    size: int
    sign: int
    exponent: int
    exponent_bits: int
    mantissa: int
    mantissa_bits: int
    bias: int
    has_all_bits: bool
    is_big_endian: bool

    @property
    def are_possible(self) -> bool:
        """Whether the fields lie in the unit, and a double has room for about what they say."""
        ends = (self.sign + 1, self.exponent + self.exponent_bits, self.mantissa + self.mantissa_bits)
        is_wide = self.exponent_bits > 15 or self.mantissa_bits > _WORD_BITS or self.size > 16
        return bool(self.exponent_bits and self.mantissa_bits) and max(ends) <= 8 * self.size and not is_wide

    @property
    def plain_type(self) -> str:
        """The narrower one of the types float32 and float64 that has all values, or else float64."""
        exponent, mantissa = _FLOAT32_BITS
        largest = (1 << self.exponent_bits) - 1 - self.bias
        fits = self.exponent_bits <= exponent and self.mantissa_bits <= mantissa
        return "float32" if fits and self.bias <= 127 and largest <= 128 else "float64"

    def decode(self, data: bytes) -> npt.NDArray[np.float64]:
        """The values of the units in ``data``."""
        whole = np.zeros((len(data) // self.size, 16), np.uint8)
        units = np.frombuffer(data, np.uint8).reshape(-1, self.size)
        whole[:, : self.size] = units[:, ::-1] if self.is_big_endian else units
        words = whole.view("<u8")
        sign = _bits(words, self.sign, 1)
        exponent = _bits(words, self.exponent, self.exponent_bits).astype(np.int64)
        mantissa = _bits(words, self.mantissa, self.mantissa_bits).astype(np.float64)
        fraction_bits = self.mantissa_bits - self.has_all_bits
        is_normal = (exponent > 0) & (not self.has_all_bits)
        with np.errstate(over="ignore", under="ignore"):
            mantissa += np.where(is_normal, np.ldexp(1.0, self.mantissa_bits), 0)
            values = np.ldexp(mantissa, (np.maximum(exponent, 1) - self.bias - fraction_bits).astype(np.int32))
        is_last = exponent == (1 << self.exponent_bits) - 1
        explicit = 1 << (self.mantissa_bits - 1) if self.has_all_bits else 0
        is_infinite = _bits(words, self.mantissa, self.mantissa_bits) == np.uint64(explicit)
        values[is_last] = np.where(is_infinite[is_last], np.inf, np.nan)
        return np.where(sign == 1, -values, values)


def _bits(words: npt.NDArray[np.uint64], start: int, count: int) -> npt.NDArray[np.uint64]:
    """So many bits from ``start`` on of each row of two words, the lower one first."""
    low, high = words[:, 0], words[:, 1]
    if start >= _WORD_BITS:
        found = high >> np.uint64(start - _WORD_BITS)
    elif start:
        found = (low >> np.uint64(start)) | (high << np.uint64(_WORD_BITS - start))
    else:
        found = low
    return found & np.uint64((1 << count) - 1)


class FloatStorage(Storage):
    """Floats of any fields as those of a plain type, which are made as they are read."""

    __slots__ = ("_dtype", "_fields", "_stored", "nbytes")

    def __init__(self, stored: Storage, dtype: DType, fields: FloatFields) -> None:
        self._stored = stored
        self._dtype = dtype
        self._fields = fields
        self.nbytes = stored.nbytes // fields.size * dtype.itemsize

    @property
    def key(self) -> Hashable:
        return "floats", self._stored.key, self._fields

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        size, view, done = self._dtype.itemsize, memoryview(buffer), 0
        while done < len(view):
            first, skipped = divmod(offset + done, size)
            count = min(-(-(len(view) - done + skipped) // size), BLOCK_NBYTES // 16)
            stored = self._stored.read(first * self._fields.size, count * self._fields.size)
            part = self._plain(self._fields.decode(stored)).tobytes()[skipped : skipped + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)

    def _plain(self, values: npt.NDArray[np.float64]) -> npt.NDArray[Any]:
        return values.astype(self._dtype.stored_dtype.newbyteorder("<"))
