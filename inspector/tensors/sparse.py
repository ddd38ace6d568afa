"""Sparse tensors as a storage: the bytes of the dense form, made on demand from the stored components.

Reading, statistics, hashes and the value table then need not know that a tensor is sparse. The components are read once and
kept; the dense form never exists as a whole.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from inspector.errors import CorruptError, LimitError, UnsupportedError
from inspector.limits import LIMITS, Limits
from inspector.numeric import np
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_stored
from inspector.text import size_text

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

__all__ = ["LAYOUTS", "SparseStorage"]


#: Layout -> names of its components, as torch has them.
LAYOUTS: dict[str, tuple[str, ...]] = {
    "sparse_coo": ("indices", "values"),
    "sparse_csr": ("crow_indices", "col_indices", "values"),
    "sparse_csc": ("ccol_indices", "row_indices", "values"),
    "sparse_bsr": ("crow_indices", "col_indices", "values"),
    "sparse_bsc": ("ccol_indices", "row_indices", "values"),
}


class SparseStorage(Storage):
    """The dense bytes of a sparse tensor of ``shape``.

    ``components`` are the tensors :data:`LAYOUTS` names. Indices are checked when they are first read: CorruptError for
    ones that are no integers or point outside the shape.
    """

    def __init__(
        self,
        layout: str,
        shape: tuple[int, ...],
        components: Mapping[str, TensorEntry],
        limits: Limits = LIMITS,
    ) -> None:
        self.layout = layout
        self.limits = limits
        self.shape = shape
        self.components = components
        self.unit = components["values"].dtype.stored_dtype.newbyteorder("<")
        self.nbytes = math.prod(shape) * self.unit.itemsize
        self._lock = threading.Lock()
        self._elements: tuple[Array, Array] | None = None

    @property
    def key(self) -> Hashable:
        return self.layout, self.shape, tuple(component.view_key for component in self.components.values())

    def __reduce__(self) -> tuple[Any, ...]:
        return SparseStorage, (self.layout, self.shape, dict(self.components), self.limits)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        positions, values = self._load()
        itemsize = self.unit.itemsize
        first, last = offset // itemsize, -(-(offset + len(buffer)) // itemsize)
        dense = np.zeros(last - first, self.unit)
        start, stop = np.searchsorted(positions, (first, last))
        dense[positions[start:stop] - first] = values[start:stop]
        skipped = offset - first * itemsize
        memoryview(buffer)[:] = dense.view(np.uint8).data[skipped : skipped + len(buffer)]

    def _load(self) -> tuple[Array, Array]:
        """Flat dense positions, ascending and unique, and the stored units there."""
        with self._lock:
            if self._elements is None:
                self._check_components()
                values = read_stored(self.components["values"])
                rows, cell_values = self._coo(values) if self.layout == "sparse_coo" else self._compressed(values)
                self._elements = _coalesced(rows, cell_values)
            return self._elements

    def _check_components(self) -> None:
        nbytes = sum(component.nbytes for component in self.components.values())
        stored = sum(component.stored_nbytes for component in self.components.values())
        if nbytes > self.limits.sparse_of(stored):
            raise LimitError(f"a sparse tensor of {size_text(nbytes)} of elements can't be shown in its dense form")

    def _indices(self, name: str) -> Array:
        entry = self.components[name]
        indices = read_stored(entry)
        if indices.dtype.kind not in "iu":
            raise CorruptError(f"the {name} of a sparse tensor are of type {entry.dtype}, not integers")
        return indices.astype(np.int64, copy=False)

    def _coo(self, values: Array) -> tuple[Array, Array]:
        indices = self._indices("indices")
        if indices.ndim != 2 or indices.shape[0] > len(self.shape) or values.shape[:1] != indices.shape[1:]:
            raise CorruptError("indices and values of a sparse tensor do not fit each other")
        sparse, dense = self.shape[: indices.shape[0]], self.shape[indices.shape[0] :]
        if values.shape[1:] != dense:
            raise CorruptError("the values of a sparse tensor do not fit its shape")
        rows = _ravelled(indices, sparse)
        cell = math.prod(dense)
        return (rows[:, np.newaxis] * cell + np.arange(cell)).reshape(-1), values.reshape(-1)

    def _compressed(self, values: Array) -> tuple[Array, Array]:
        """CSR, CSC and their block forms; axes before the last two count matrices of as many elements each."""
        batch = self.shape[:-2]
        by_row = self.layout in ("sparse_csr", "sparse_bsr")
        pointers = self._indices("crow_indices" if by_row else "ccol_indices")
        minor = self._indices("col_indices" if by_row else "row_indices")
        inner = 3 if self.layout in ("sparse_bsr", "sparse_bsc") else 1
        axes = len(batch)
        fits = len(self.shape) >= 2 and values.ndim == axes + inner and minor.ndim == pointers.ndim == axes + 1
        if not fits or values.shape[: axes + 1] != minor.shape or not pointers.shape[:-1] == minor.shape[:-1] == batch:
            raise CorruptError("indices and values of a sparse tensor do not fit each other")
        matrices = math.prod(batch)
        if not matrices:
            return np.zeros(0, np.int64), values.reshape(-1)
        places = [
            self._places(*each, by_row=by_row)
            for each in zip(
                pointers.reshape(matrices, -1),
                minor.reshape(matrices, minor.shape[-1]),
                values.reshape(matrices, *values.shape[axes:]),
                strict=True,
            )
        ]
        size = self.shape[-2] * self.shape[-1]
        return np.concatenate([place + number * size for number, place in enumerate(places)]), values.reshape(-1)

    def _places(self, pointers: Array, minor: Array, values: Array, *, by_row: bool) -> Array:
        """Where the elements of one matrix are in its dense form."""
        shape = self.shape[-2:]
        height, width = values.shape[1:] if values.ndim > 1 else (1, 1)
        if not height or not width or shape[0] % height or shape[1] % width:
            raise CorruptError(f"a sparse tensor of shape {self.shape} can't have blocks of {(height, width)}")
        grid = (shape[0] // height, shape[1] // width)
        major = _repeated(pointers, grid[0 if by_row else 1], minor.size)
        rows, columns = (major, minor) if by_row else (minor, major)
        _ravelled(np.stack([rows, columns]), grid)  # checks them
        rows = rows[:, None, None] * height + np.arange(height)[None, :, None]
        columns = columns[:, None, None] * width + np.arange(width)[None, None, :]
        places: Array = (rows * shape[1] + columns).reshape(-1)
        return places


def _repeated(pointers: Array, lines: int, count: int) -> Array:
    """The line of each of ``count`` elements; line i has those from ``pointers[i]`` to ``pointers[i + 1]``."""
    fits = pointers.shape == (lines + 1,) and pointers[0] == 0 and pointers[-1] == count
    if not fits or (pointers < 0).any() or (pointers > count).any() or (np.diff(pointers) < 0).any():
        raise CorruptError("the pointers of a sparse tensor do not fit its indices")
    return np.repeat(np.arange(lines), np.diff(pointers))


def _ravelled(indices: Array, shape: tuple[int, ...]) -> Array:
    limits = np.array(shape, np.int64)[:, np.newaxis]
    if ((indices < 0) | (indices >= limits)).any():
        raise CorruptError(f"an index of a sparse tensor points outside its shape {shape}")
    flat = np.zeros(indices.shape[1], np.int64)
    for axis, size in enumerate(shape):
        flat = flat * size + indices[axis]
    return flat


def _coalesced(positions: Array, values: Array) -> tuple[Array, Array]:
    order = np.argsort(positions, kind="stable")
    positions, values = positions[order], values[order]
    if values.dtype.kind in "fc":
        values = values + values.dtype.type(0)  # torch adds the values to zeros, so that -0.0 becomes 0.0
    unique, first = np.unique(positions, return_index=True)
    if unique.size == positions.size:
        return positions, values
    if values.dtype.kind not in "iufc":
        raise UnsupportedError("a sparse tensor with repeated indices and a type that can't be summed")
    return unique, np.add.reduceat(values, first)
