"""Passes over all elements of a tensor in blocks: bounded memory, a few threads, results in the order of the elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from inspector.buffers import BLOCK_NBYTES, Scratch
from inspector.errors import LimitError, SelectionError
from inspector.execution import in_order
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import any_order, split
from inspector.text import size_text

__all__ = ["BLOCKS_PER_TASK", "BLOCK_ELEMENTS", "Elements", "has_numbers", "has_whole_numbers"]

Array = npt.NDArray[Any]
T = TypeVar("T")
Reader = Callable[[TensorEntry, npt.NDArray[np.uint8] | None], Array]
Work = Callable[[Array, Scratch], T]

#: Numpy calls should take long against the wait for the interpreter lock after each, and their arrays stay in the cache.
BLOCK_ELEMENTS = 1 << 19
#: What a worker takes on at once, so that handing out work costs nothing against doing it.
BLOCKS_PER_TASK = 4
_MAX_ELEMENTS = 1 << 62


def has_numbers(entry: TensorEntry) -> bool:
    """Whether there are elements in the file, and they are numbers."""
    return entry.storage is not None and entry.dtype.is_numeric and entry.numel > 0


def has_whole_numbers(entry: TensorEntry) -> bool:
    """Whether every value is an integer, and exact as one."""
    return entry.quantization is None and entry.dtype.kind in (Kind.BOOL, Kind.INT, Kind.UINT, Kind.BITS)


class Elements:
    """The elements of one tensor in whatever order reads fastest, for work that does not care.

    ``repeats`` is how often each element that is read occurs: an expanded tensor is read once. ``passes`` is how many
    :meth:`map` calls are to follow, for the progress. Raises SelectionError for a tensor without data or without numbers.
    """

    def __init__(self, entry: TensorEntry, job: Job, passes: int = 1) -> None:
        entry = entry.values
        if entry.storage is None:
            raise SelectionError(f"{entry.key} has no data in the file (device meta)")
        if not entry.dtype.is_numeric:
            raise SelectionError(f"{entry.key} holds {entry.dtype}, which is not a number")
        if entry.numel > _MAX_ELEMENTS:
            raise SelectionError(f"{entry.key} has more elements than can be counted")
        distinct = _without_expansion(entry)
        self.entry = any_order(distinct)
        self.repeats = entry.numel // max(distinct.numel, 1)
        self._job = job
        self._done = 0
        self._total = self.entry.nbytes * passes
        self._kept: Array | None = None

    def map(self, read: Reader, work: Work[T], *, block_elements: int = 0) -> Iterator[T]:
        """``work(array, scratch)`` of each block in order, where ``array`` is what ``read`` makes of it, as one axis.

        ``work`` runs in several threads and must not change the array: a tensor of one block is read once for all passes.
        ``block_elements`` is for work that makes no arrays of the size of a block, and goes through larger ones.
        Raises LimitError for a tensor whose elements are out of all proportion to what its file holds of it.
        """
        if is_inflated(self.entry):
            size, dense = self.entry.numel, size_text(self.entry.nbytes)
            raise LimitError(f"{size:,} elements ({dense}) are too many to go through: the file holds few of them")
        if self.entry.numel > BLOCK_ELEMENTS:
            yield from self._in_threads(read, work, block_elements or BLOCK_ELEMENTS)
        elif self.entry.numel:
            if self._kept is None:
                self._kept = read(self.entry, None).reshape(-1)
            with np.errstate(all="ignore"):
                result = work(self._kept, Scratch())
            self._advance(self.entry)
            yield result

    def _in_threads(self, read: Reader, work: Work[T], block_elements: int) -> Iterator[T]:
        block_nbytes = min(self.entry.dtype.nbytes(block_elements), BLOCK_NBYTES)

        def run(task: TensorEntry, scratch: Scratch) -> list[T]:
            results = []
            for block in split(task, block_nbytes, ordered=False):
                self._job.check()
                results.append(work(read(block, scratch.buffer(block_nbytes)).reshape(-1), scratch))
            return results

        with closing(in_order(split(self.entry, block_nbytes * BLOCKS_PER_TASK, ordered=False), run)) as tasks:
            for task, results in tasks:
                self._advance(task)
                yield from results

    def _advance(self, part: TensorEntry) -> None:
        self._done += part.nbytes
        self._job.report(min(self._done, self._total), self._total, f"Reading {self.entry.key}")


def _without_expansion(entry: TensorEntry) -> TensorEntry:
    """The entry without the axes along which the same elements repeat (stride 0, as torch's ``expand`` makes them).

    An axis with its own scales repeats the stored number, not the value.
    """
    scaled = entry.quantization.axis if entry.quantization is not None else None
    return entry.region(
        tuple(
            0 if stride == 0 and size > 0 and axis != scaled else slice(None)
            for axis, (stride, size) in enumerate(zip(entry.strides, entry.shape, strict=True))
        )
    )
