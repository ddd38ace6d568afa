"""Passes over all elements of a tensor in blocks: bounded memory, a few threads, results in the order of the elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from inspector.buffers import BLOCK_NBYTES, Scratch
from inspector.errors import LimitError, SelectionError
from inspector.execution import Workers, in_order
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import any_order, split
from inspector.text import size_text

__all__ = ["BLOCK_ELEMENTS", "Elements", "has_whole_numbers"]

Array = npt.NDArray[Any]
T = TypeVar("T")
Reader = Callable[[TensorEntry, npt.NDArray[np.uint8] | None], Array]
Work = Callable[[Array, Scratch], T]

#: Numpy calls should take long against the wait for the interpreter lock after each, and their arrays stay in the cache.
BLOCK_ELEMENTS = 1 << 19
#: What a worker takes on at once, so that handing out work costs nothing against doing it, and none is done much later than
#: the others.
_BLOCKS_PER_TASK, _TASK_NBYTES = 4, 2 * BLOCK_NBYTES
#: What a worker of another process takes on at once: handing out takes a millisecond or so.
_TASKS_PER_CALL = 8
_MAX_ELEMENTS = 1 << 62


def has_whole_numbers(entry: TensorEntry) -> bool:
    """Whether every value is an integer, and exact as one."""
    return entry.quantization is None and entry.dtype.kind in (Kind.BOOL, Kind.INT, Kind.UINT, Kind.BITS)


class Elements:
    """The elements of one tensor in whatever order reads fastest, for work that does not care.

    ``repeats`` is how often each element that is read occurs: an expanded tensor is read once. ``passes`` is how many
    :meth:`map` calls are to follow, for the progress. ``workers`` do the work, where they are given: it must pickle then.
    Raises SelectionError for a tensor without data or without numbers.
    """

    def __init__(self, entry: TensorEntry, job: Job, passes: int = 1, workers: Workers | None = None) -> None:
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
        self._workers = workers
        self._done = 0
        self._total = self.entry.nbytes * passes
        self._kept: Array | None = None

    @property
    def block_elements(self) -> int:
        """How many elements a block has, of sums whose rounding depends on what is added up first."""
        return BLOCK_ELEMENTS

    @property
    def read_elements(self) -> int:
        """``block_elements`` for work that goes through several blocks at once, so that there are fewer reads.

        Where elements are decoded it is one: arrays of their values should stay in the cache.
        """
        if self.entry.numel <= BLOCK_ELEMENTS:  # it is one block, whatever its type
            return BLOCK_ELEMENTS
        dtype = self.entry.dtype
        is_decoded = self.entry.quantization is not None or dtype.stored_dtype.name != dtype.name
        return BLOCK_ELEMENTS if is_decoded or 2 * dtype.nbytes(BLOCK_ELEMENTS) > BLOCK_NBYTES else 2 * BLOCK_ELEMENTS

    def map(
        self, read: Reader, work: Work[T], add: Callable[[T, T], T] | None = None, *, block_elements: int = 0
    ) -> Iterator[T]:
        """``work(array, scratch)`` of each block in order, where ``array`` is what ``read`` makes of it, as one axis.

        Results that ``add`` may add up in any order (counts, no rounded sums) come as the sums of several blocks.

        ``work`` runs in several threads and must not change the array: a tensor of one block is read once for all passes.
        ``block_elements`` is for work that makes no arrays of the size of a block, and goes through larger ones.
        Raises LimitError for a tensor whose elements are out of all proportion to what its file holds of it.
        """
        if is_inflated(self.entry, self._job.limits):
            size, dense = self.entry.numel, size_text(self.entry.nbytes)
            raise LimitError(f"{size:,} elements ({dense}) are too many to go through: the file holds few of them")
        if self.entry.numel > BLOCK_ELEMENTS:
            yield from self._in_blocks(read, work, add, block_elements or BLOCK_ELEMENTS)
        elif self.entry.numel:
            if self._kept is None:
                self._kept = read(self.entry, None).reshape(-1)
            with np.errstate(all="ignore"):
                result = work(self._kept, Scratch())
            self._advance(self.entry)
            yield result

    def _in_blocks(
        self, read: Reader, work: Work[T], add: Callable[[T, T], T] | None, block_elements: int
    ) -> Iterator[T]:
        block_nbytes = min(self.entry.dtype.nbytes(block_elements), BLOCK_NBYTES)
        task_nbytes = max(block_nbytes, min(block_nbytes * _BLOCKS_PER_TASK, _TASK_NBYTES))
        tasks = split(self.entry, task_nbytes, ordered=False)
        calls = _grouped(tasks, 1 if self._workers is None else _TASKS_PER_CALL)
        run = _BlockWork(read, work, add, block_nbytes, self._job)
        with closing(in_order(calls, run, workers=self._workers)) as found:
            for call, results in found:
                for task in call:
                    self._advance(task)
                yield from results

    def _advance(self, part: TensorEntry) -> None:
        self._done += part.nbytes
        self._job.report(min(self._done, self._total), self._total, f"Reading {self.entry.key}")


@dataclass(frozen=True, slots=True)
class _BlockWork(Generic[T]):
    """What is done with a few tasks, in any process: a result for each of their blocks, or their sum."""

    read: Reader
    work: Work[T]
    add: Callable[[T, T], T] | None
    block_nbytes: int
    job: Job

    def __call__(self, tasks: Sequence[TensorEntry], scratch: Scratch) -> list[T]:
        results: list[T] = []
        for block in (block for task in tasks for block in split(task, self.block_nbytes, ordered=False)):
            self.job.check()
            result = self.work(self.read(block, scratch.buffer(self.block_nbytes)).reshape(-1), scratch)
            if self.add is not None and results:
                results[0] = self.add(results[0], result)
            else:
                results.append(result)
        return results


def _grouped(tasks: Iterable[TensorEntry], size: int) -> Iterator[tuple[TensorEntry, ...]]:
    remaining = iter(tasks)
    while group := tuple(islice(remaining, size)):
        yield group


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
