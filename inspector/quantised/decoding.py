"""The float32 values of a weight that is stored in a quantised form: decoded a block of rows at a time, when they are read.

Each step is a single operation in float32, in the order of the scheme's own formula, so that the values are the same to
the last bit wherever they are decoded.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError
from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.chunks import ChunkedStorage
from inspector.tensors.dtypes import DType, Kind
from inspector.tensors.entries import LOGICAL, Path, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values

__all__ = ["Array", "Decoder", "Floats", "logical_entry"]

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]

_BLOCK_ELEMENTS = 1 << 18
#: An element takes at least a bit of the file, or something is wrong.
_MAX_ELEMENTS_PER_BYTE = 8
_MAX_AXES = 8
_NUMBERS = (Kind.FLOAT, Kind.INT, Kind.UINT)


@dataclass(frozen=True, kw_only=True)
class Decoder:
    """How the stored ``parts`` make the elements of a weight of ``shape``; to be subclassed for each scheme.

    The last two axes are a matrix of outputs by inputs, of which there are as many as the axes before make.
    """

    shape: tuple[int, ...]
    parts: Mapping[str, TensorEntry]

    #: Rows are asked for in multiples of this, so that what is packed across rows can be cut.
    alignment = 32

    @abstractmethod
    def decode(self, matrix: int, first: int, last: int) -> Floats:
        """The rows from ``first`` up to ``last`` of one of the matrices."""

    @property
    def rows(self) -> int:
        """Of each matrix."""
        return self.shape[-2]

    @property
    def columns(self) -> int:
        """Of each matrix."""
        return self.shape[-1]

    def part(self, name: str, matrix: int, *region: slice) -> Array:
        """A region of a part's matrix; floats of few bits as float32, others as they are."""
        entry = self.parts[name]
        outer = np.unravel_index(matrix, self.shape[:-2]) if len(self.shape) > 2 else ()
        return read_values(entry.region((*map(int, outer), *region)))

    def per_row(self, name: str, matrix: int, first: int, last: int) -> Array:
        """Of each row what a part has for it: one value, or several for groups of columns; of a single row one for all."""
        entry = self.parts[name]
        if entry.numel == 1:
            return read_values(entry).reshape(1, 1)
        if len(entry.shape) == len(self.shape) - 1:
            return self.part(name, matrix, slice(first, last))[:, np.newaxis]
        if entry.shape[-2] == 1:
            return self.part(name, matrix)
        return self.part(name, matrix, slice(first, last))

    def indices(self, name: str, count: int) -> Array:
        """A part that has for each column one of ``count`` groups; raises CorruptError for one that is not there."""
        found = self.part(name, 0)
        if found.dtype.kind not in "iu" or (found.size and not 0 <= found.min() <= found.max() < count):
            raise CorruptError("has columns in groups that are not there")
        return found


class _DecodedStorage(ChunkedStorage):
    """The elements that a decoder makes, in chunks of so many rows as are a megabyte or so."""

    __slots__ = ("_decoder",)

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        stored = sum(part.nbytes for part in decoder.parts.values())
        if math.prod(decoder.shape) > _MAX_ELEMENTS_PER_BYTE * stored:
            raise CorruptError(f"has {math.prod(decoder.shape):,} elements in {stored:,} bytes")
        several = max(1, _BLOCK_ELEMENTS // decoder.columns)
        several = max(decoder.alignment, several - several % decoder.alignment)
        chunk_shape = (*(1 for _ in decoder.shape[:-2]), min(several, decoder.rows), decoder.columns)
        source = next(iter(decoder.parts.values())).storage
        super().__init__(ChunkGrid(decoder.shape, chunk_shape, 4), source, stored_nbytes=stored)

    @property
    def key(self) -> Hashable:
        parts = tuple((name, part.view_key) for name, part in self._decoder.parts.items())
        return type(self._decoder).__name__, self._decoder.shape, parts

    def __reduce__(self) -> tuple[Any, ...]:
        return _DecodedStorage, (self._decoder,)

    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        return [b""] * len(numbers)  # decoding reads what it needs

    def _decode(self, number: int, _data: bytes) -> memoryview:
        *outer, row, _ = self.chunks.index(number)
        matrix = 0
        for index, size in zip(outer, self._decoder.shape[:-2], strict=True):
            matrix = matrix * size + index
        several = self.chunks.chunk_shape[-2]
        first, last = row * several, min((row + 1) * several, self._decoder.rows)
        values = np.zeros((several, self._decoder.columns), np.float32)
        with np.errstate(all="ignore"):  # scales may be anything in a damaged file
            values[: last - first] = self._decoder.decode(matrix, first, last)
        return values.reshape(-1).view(np.uint8).data


def logical_entry(path: Path, scheme: str, decoder: Decoder) -> TensorEntry:
    """The weight that a decoder makes, of a type that is called after its scheme.

    Raises CorruptError for a shape that no weight has, and for parts that have no data or far too few.
    """
    shape = decoder.shape
    if not 2 <= len(shape) <= _MAX_AXES or not all(0 < size < 1 << 40 for size in shape):
        raise CorruptError(f"has the impossible shape {shape}")
    for part in decoder.parts.values():
        if part.storage is None:
            raise CorruptError("has parts without data")
        if part.dtype.kind not in _NUMBERS or part.dtype.elements_per_unit != 1 or part.layout != "strided":
            raise CorruptError(f"has parts of type {part.dtype}")
    dtype = DType(scheme, Kind.FLOAT, "<f4")
    storage = _DecodedStorage(decoder)
    return TensorEntry(
        path, dtype, shape, contiguous_strides(shape), storage, layout=LOGICAL, components=dict(decoder.parts)
    )
