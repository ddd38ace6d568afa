"""A tensor that lies in pieces, in as many files perhaps: the bytes of the whole, put together as they are read.

Reading, statistics and hashes then need not know of the pieces. Nothing is kept; a block of the whole reads just what it
needs of the pieces it touches.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.numeric import np
from inspector.sources.chunk_grid import boxes_between
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import Path, TensorEntry, contiguous_strides
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_stored

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

__all__ = ["AssembledStorage", "Piece", "assembled_entry"]

Box = tuple[slice, ...]


class Piece(NamedTuple):
    """A tensor whose first element is at ``offsets`` of the whole."""

    offsets: tuple[int, ...]
    entry: TensorEntry


class AssembledStorage(Storage):
    """The elements of a tensor of ``shape``, in C order, little-endian, of which each piece is a part.

    Where pieces overlap the later one counts. ``missing`` says why there may be holes, which only reading notices: it raises
    TruncatedError then, with these words. Raises CorruptError for pieces of different types or outside the whole,
    LimitError for one that is larger than its file out of all proportion.
    """

    __slots__ = ("_missing", "_pieces", "_starts", "_stops", "_unit", "nbytes", "shape")

    def __init__(self, shape: tuple[int, ...], dtype: DType, pieces: Sequence[Piece], missing: str = "") -> None:
        self.shape = shape
        self._unit = dtype.stored_dtype.newbyteorder("<")
        self._pieces = pieces
        self._missing = missing or "a part of the tensor is in none of its files"
        self.nbytes = math.prod(shape) * dtype.itemsize
        if math.prod(size or 1 for size in shape) * dtype.itemsize >= 1 << 63:
            raise CorruptError(f"a tensor has the impossible shape {shape}")
        for piece in pieces:
            _check(piece, shape, dtype)
        self._starts = np.array([piece.offsets for piece in pieces], np.int64).reshape(len(pieces), len(shape))
        sizes = np.array([piece.entry.shape for piece in pieces], np.int64).reshape(len(pieces), len(shape))
        self._stops = self._starts + sizes

    @property
    def key(self) -> Hashable:
        pieces = tuple((piece.offsets, piece.entry.view_key) for piece in self._pieces)
        return "assembled", self.shape, self._unit.str, pieces

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if not len(buffer):
            return
        itemsize = self._unit.itemsize
        first, last = offset // itemsize, -(-(offset + len(buffer)) // itemsize)
        if offset % itemsize or len(buffer) % itemsize:
            whole = bytearray((last - first) * itemsize)
            self.read_into(whole, first * itemsize)
            skipped = offset - first * itemsize
            memoryview(buffer)[:] = memoryview(whole)[skipped : skipped + len(buffer)]
            return
        out = np.frombuffer(buffer, self._unit)
        done = 0
        for box in boxes_between(first, last, self.shape):
            sizes = tuple(part.stop - part.start for part in box)
            count = math.prod(sizes)
            self._fill(out[done : done + count].reshape(sizes), box)
            done += count

    def _fill(self, out: Array, box: Box) -> None:
        """Copy into ``out``, which is the region ``box`` of the whole, what each piece has of it."""
        lows, highs = np.array([part.start for part in box], np.int64), np.array([part.stop for part in box], np.int64)
        touched = np.flatnonzero(np.all((self._starts < highs) & (self._stops > lows), axis=1)).tolist()
        covered: Array | None = None
        for number in touched:
            starts, entry = self._starts[number], self._pieces[number].entry
            low, high = np.maximum(lows, starts), np.minimum(highs, self._stops[number])
            inside = tuple(slice(*ends) for ends in zip((low - lows).tolist(), (high - lows).tolist(), strict=True))
            region = tuple(slice(*ends) for ends in zip((low - starts).tolist(), (high - starts).tolist(), strict=True))
            target = out[inside]
            _read(entry.region(region) if region else entry, target)
            if target.size < out.size:
                covered = np.zeros(out.shape, bool) if covered is None else covered
                covered[inside] = True
            elif number == touched[-1]:
                return
            else:
                covered = np.ones(out.shape, bool)
        if covered is None or not covered.all():
            raise TruncatedError(self._missing)


def _read(entry: TensorEntry, target: Array) -> None:
    if target.flags.c_contiguous:
        read_stored(entry, target.reshape(-1).view(np.uint8))
    else:
        target[...] = read_stored(entry)


def _check(piece: Piece, shape: tuple[int, ...], dtype: DType) -> None:
    entry = piece.entry
    if entry.dtype.name != dtype.name or entry.dtype.elements_per_unit != 1 or not dtype.is_numeric:
        raise CorruptError(f"a tensor of type {dtype} has a piece of type {entry.dtype}")
    fits = len(piece.offsets) == len(entry.shape) == len(shape) and all(
        start >= 0 and start + size <= whole
        for start, size, whole in zip(piece.offsets, entry.shape, shape, strict=True)
    )
    if not fits:
        raise CorruptError(f"a piece of shape {entry.shape} at {piece.offsets} is outside a tensor of shape {shape}")
    if is_inflated(entry):
        raise LimitError("a piece of a tensor is larger than its file out of all proportion")


def assembled_entry(
    path: Path,
    shape: tuple[int, ...],
    pieces: Sequence[Piece],
    *,
    missing: str = "",
    flat: bool = False,
    attributes: Mapping[str, Any] | None = None,
) -> TensorEntry:
    """The tensor that the pieces, at least one, are together; raises as :class:`AssembledStorage`.

    ``flat`` pieces are of the tensor's elements in C order, as one axis. A single piece that is the whole is that itself.
    """
    dtype = pieces[0].entry.dtype
    if len(pieces) == 1 and pieces[0].entry.shape == shape and pieces[0].offsets == (0,) * len(shape):
        return pieces[0].entry.at(path)
    storage = AssembledStorage((math.prod(shape),) if flat else shape, dtype, pieces, missing)
    if dtype.is_big_endian:
        dtype = dtype.little_endian()
    return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage, attributes=attributes or {})
