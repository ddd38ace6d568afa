"""Integers of fewer bits than their bytes have: as a type, and under the filter nbit, which leaves out the other bits.

Source: ``src/H5Znbit.c`` of https://github.com/HDFGroup/hdf5, and section IV.A.2.d of the specification.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, UnsupportedError
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.dtypes import DType

__all__ = ["NarrowStorage", "rows_of_bits", "unpacked"]

_INTEGER, _ARRAY = 1, 2
_MAX_INTEGER_NBYTES = 8
_BITS_AT_ONCE = 1 << 20

Bytes = npt.NDArray[np.uint8]


class NarrowStorage(Storage):
    """Integers of ``precision`` bits, the lowest of which is bit ``offset`` of a stored unit, as integers of its size."""

    __slots__ = ("_dtype", "_offset", "_precision", "_stored", "nbytes")

    def __init__(self, stored: Storage, dtype: DType, offset: int, precision: int) -> None:
        self._stored = stored
        self._dtype = dtype
        self._offset = offset
        self._precision = precision
        self.nbytes = stored.nbytes // dtype.itemsize * dtype.itemsize

    @property
    def key(self) -> Hashable:
        return "narrow", self._stored.key, self._offset, self._precision

    @property
    def stored_nbytes(self) -> int:
        return self._stored.stored_nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        size = self._dtype.itemsize
        first, last = offset // size * size, -(-(offset + len(buffer)) // size) * size
        units = np.frombuffer(self._stored.read(first, last - first), self._dtype.stored_dtype)
        spare = 8 * size - self._precision  # shifted to the top and back, for the sign
        values = (units << (spare - self._offset)) >> spare
        content = values.astype(units.dtype).tobytes()
        memoryview(buffer)[:] = content[offset - first : offset - first + len(buffer)]


def unpacked(data: bytes, parameters: Sequence[int], nbytes: int) -> bytes:
    """The bytes of a chunk of which the filter kept the significant bits alone, the highest first.

    The parameters are their number, whether nothing was done since all bits are significant, how many elements, and what
    these are: integers (1, size, byte order, number of bits, the lowest bit) or arrays (2 and the size in front of that).
    Of records with such integers, which are not shown, there are other forms.

    Raises CorruptError for parameters that make no sense or ask for more bits than there are, UnsupportedError for others.
    """
    if len(parameters) > 1 and parameters[1]:
        return data
    is_array = len(parameters) == 10 and parameters[3] == _ARRAY
    each = parameters[5:] if is_array else parameters[3:]
    if len(each) != 5 or each[0] != _INTEGER or each[1] > _MAX_INTEGER_NBYTES:
        raise UnsupportedError("has chunks under a form of the nbit filter that is not read")
    _, size, is_big_endian, precision, offset = each
    per_element = parameters[4] // size if size and is_array else 1
    count = parameters[2] * per_element
    if not 0 < precision <= 8 * size - offset or count * size > nbytes or count * precision > 8 * len(data):
        raise CorruptError("has a chunk under the nbit filter that is cut off")
    decoded = []
    for rows in rows_of_bits(data, precision, count):
        whole = np.zeros((len(rows), 8 * size), np.uint8)
        start = 8 * size - offset - precision
        whole[:, start : start + precision] = rows
        units = np.packbits(whole, axis=1)
        decoded.append((units if is_big_endian else units[:, ::-1]).tobytes())
    return b"".join(decoded)


def rows_of_bits(data: bytes, bits: int, count: int) -> Iterator[Bytes]:
    """So many numbers of so many bits, the highest bit first, without gaps: a row of bits each, some rows at a time."""
    step = max(1, _BITS_AT_ONCE // max(bits, 1) // 8) * 8
    for first in range(0, count, step):
        rows = min(step, count - first)
        start = first * bits // 8
        packed = np.frombuffer(data, np.uint8)[start : start + -(-rows * bits // 8)]
        yield np.unpackbits(packed, count=rows * bits).reshape(rows, bits)
