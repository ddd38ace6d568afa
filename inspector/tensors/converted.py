"""A tensor in another element type than the file has it in: converted as it is read, as its framework does when loading."""

from __future__ import annotations

import math
from collections.abc import Hashable

from inspector.buffers import BLOCK_NBYTES
from inspector.errors import UnsupportedError
from inspector.numeric import np
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.dtypes import DType, Kind
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values

__all__ = ["ConvertedStorage", "converted"]

_WHOLE_NUMBERS = (Kind.INT, Kind.UINT, Kind.BOOL)


def converted(entry: TensorEntry, dtype: DType) -> TensorEntry:
    """The same tensor as ``dtype``: floats are rounded to nearest, and cut to whole numbers for an integer type.

    Raises UnsupportedError for a type that nothing can be converted to.
    """
    from inspector.tensors.encode import ENCODABLE  # few files need it

    if entry.dtype.name == dtype.name:
        return entry
    if dtype.name not in ENCODABLE and dtype.kind not in _WHOLE_NUMBERS:
        raise UnsupportedError(f"is converted to {dtype} when it is loaded, which this version can't do")
    return entry.replace(
        dtype=dtype, strides=contiguous_strides(entry.shape), storage=ConvertedStorage(entry, dtype), storage_offset=0
    )


class ConvertedStorage(Storage):
    """The elements of ``entry`` in C order as ``dtype``, little-endian."""

    __slots__ = ("dtype", "entry", "nbytes")

    def __init__(self, entry: TensorEntry, dtype: DType) -> None:
        self.entry = entry.at(())
        self.dtype = dtype
        self.nbytes = dtype.nbytes(math.prod(entry.shape))

    @property
    def key(self) -> Hashable:
        entry = self.entry
        storage = None if entry.storage is None else entry.storage.key
        return "converted", storage, entry.dtype.name, entry.shape, entry.strides, entry.storage_offset, self.dtype.name

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        size = self.dtype.itemsize
        out = memoryview(buffer)
        done = 0
        while done < len(out):
            first, skipped = divmod(offset + done, size)
            count = min(-(-(len(out) - done + skipped) // size), max(1, BLOCK_NBYTES // 8))
            made = self._elements(first, count)[skipped : skipped + len(out) - done]
            out[done : done + len(made)] = made
            done += len(made)

    def _elements(self, first: int, count: int) -> bytes:
        """The bytes of ``count`` elements from ``first`` on, in C order."""
        from inspector.tensors.encode import ENCODABLE, encode

        if self.entry.is_contiguous:
            flat = self.entry.replace(shape=(math.prod(self.entry.shape),), strides=(1,))
            values = read_values(flat.region((slice(first, first + count),)))
        else:
            values = read_values(self.entry).reshape(-1)[first : first + count]
        if self.dtype.name in ENCODABLE:
            return encode(values, self.dtype).tobytes()
        with np.errstate(invalid="ignore", over="ignore"):
            return values.astype(self.dtype.stored_dtype.newbyteorder("<")).tobytes()
