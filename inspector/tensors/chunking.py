"""Tensors that are stored in chunks: reading views of them chunk by chunk, and where to cut so that no chunk is cut.

An entry counts elements of a storage in C order, however that is stored. A view of an array by slices is found again in
the array's own axes here; what is no such view, such as a reshaped one, is read as the bytes of the whole array are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from inspector.numeric import np
from inspector.sources.chunk_grid import Box, ChunkGrid
from inspector.sources.chunks import ChunkedStorage
from inspector.sources.storage import Storage
from inspector.tensors.entries import TensorEntry

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

__all__ = ["AxisChunks", "chunks_of", "cuts", "gather_chunks"]


class AxisChunks(NamedTuple):
    """The chunks along an axis of a tensor: ``length`` indices each, ``before`` of which lie before the first index."""

    length: int = 1
    before: int = 0


@dataclass(frozen=True, slots=True)
class _View:
    """A strided view as a part of the array: for each axis of the array the axis of the view that runs along it, if any."""

    box: Box
    axes: tuple[int | None, ...]


def chunks_of(entry: TensorEntry) -> tuple[AxisChunks, ...]:
    """The chunks along each axis of a tensor; those of length 1, where it can be cut anywhere, if it has none."""
    chunks = [AxisChunks()] * len(entry.shape)
    grid = entry.storage.chunks if entry.storage is not None else None
    view = _found(entry.shape, entry.strides, entry.storage_offset, grid) if grid is not None and entry.numel else None
    if view is not None and grid is not None:
        steps = zip(view.axes, view.box.starts, view.box.steps, grid.chunk_shape, strict=True)
        for axis, start, step, size in steps:
            if axis is not None:
                chunks[axis] = AxisChunks(max(1, size // step), start % size // step)
    return tuple(chunks)


def cuts(size: int, step: int, chunks: AxisChunks) -> Iterator[slice]:
    """Parts of at most ``step`` of ``size`` indices, none of which begins or ends inside a chunk that would fit it."""
    start = 0
    while start < size:
        stop = start + step
        boundary = (stop + chunks.before) // chunks.length * chunks.length - chunks.before
        if boundary > start:
            stop = boundary
        yield slice(start, min(stop, size))
        start = stop


def gather_chunks(storage: Storage, shape: tuple[int, ...], strides: tuple[int, ...], offset: int, out: Array) -> bool:
    """Fill ``out``, of ``shape``, with a strided view of a chunked storage; False, and nothing, if that can't be done so."""
    if not isinstance(storage, ChunkedStorage) or storage.chunks.itemsize != out.dtype.itemsize:
        return False
    repeated = [axis for axis, (size, stride) in enumerate(zip(shape, strides, strict=True)) if size > 1 and not stride]
    once = tuple(1 if axis in repeated else size for axis, size in enumerate(shape))
    view = _found(once, strides, offset, storage.chunks)
    if view is None:
        return False
    target = np.empty(once, out.dtype) if repeated else out
    mapped = [axis for axis in view.axes if axis is not None]
    kept = target[(*(slice(None) if axis in mapped else 0 for axis in range(len(shape))), ...)]
    ordered = kept.transpose([sorted(mapped).index(axis) for axis in mapped])
    placed = ordered[(*(np.newaxis if axis is None else slice(None) for axis in view.axes), ...)]
    storage.read_box(view.box, placed)
    if repeated:
        out[...] = target
    return True


def _found(shape: tuple[int, ...], strides: tuple[int, ...], offset: int, grid: ChunkGrid) -> _View | None:
    """The view in terms of the array's axes; None for one that slices of the array don't make."""
    starts = list(np.unravel_index(offset, grid.shape)) if grid.shape else []
    counts, steps = [1] * len(grid.shape), [1] * len(grid.shape)
    axes: list[int | None] = [None] * len(grid.shape)
    for axis, (size, stride) in enumerate(zip(shape, strides, strict=True)):
        if size == 1:
            continue
        place = next((k for k, each in enumerate(grid.strides) if grid.shape[k] > 1 and 0 < each <= stride), None)
        if place is None or axes[place] is not None or stride % grid.strides[place]:
            return None
        step = stride // grid.strides[place]
        if starts[place] + (size - 1) * step >= grid.shape[place]:
            return None
        axes[place], counts[place], steps[place] = axis, size, step
    return _View(Box(tuple(map(int, starts)), tuple(counts), tuple(steps)), tuple(axes))
