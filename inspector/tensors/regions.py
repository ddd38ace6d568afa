"""A tensor cut into regions that say where in it they are, for work that depends on the place of an element."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.tensors.chunking import AxisChunks, chunks_of, cuts
from inspector.tensors.entries import TensorEntry

__all__ = ["Region", "regions"]

Region = tuple[slice, ...]
"""A slice, with its start and stop, for each axis: what :meth:`TensorEntry.region` takes."""


def regions(entry: TensorEntry, elements: int) -> Iterator[Region]:
    """Regions of at most about ``elements`` each that together are ``entry``, neighbours in its storage kept together.

    The axis with the widest stride is cut first, packed types between their units, and along chunks where there are such.
    """
    if entry.numel == 0:
        return
    by_stride = sorted(range(len(entry.shape)), key=lambda axis: -abs(entry.strides[axis]))
    chunks = chunks_of(entry)
    pending: list[Region] = [tuple(slice(0, size) for size in entry.shape)]
    while pending:
        region = pending.pop()
        sizes = [part.stop - part.start for part in region]
        numel = 1
        for size in sizes:
            numel *= size
        axis = next((axis for axis in by_stride if sizes[axis] > _granule(entry, axis)), None)
        if numel <= elements or axis is None:
            yield region
            continue
        step = max(1, elements // (numel // sizes[axis]))
        granule = _granule(entry, axis)
        step = max(granule, step - step % granule)
        whole = region[axis]
        length, before = chunks[axis]
        parts = cuts(sizes[axis], step, AxisChunks(length, (before + whole.start) % length))
        for part in reversed(list(parts)):  # the first one is to be taken next
            moved = slice(whole.start + part.start, whole.start + part.stop)
            pending.append((*region[:axis], moved, *region[axis + 1 :]))


def _granule(entry: TensorEntry, axis: int) -> int:
    """How many indices of an axis can't be told apart."""
    return entry.dtype.elements_per_unit if axis == len(entry.shape) - 1 else 1
