"""Passes over all elements of a tensor: bounded memory, a few threads, results in the order of the elements.

The work on a block is numpy calls, which let go of the interpreter lock, so threads share it almost evenly. Results come in
order whichever thread was faster: the same tensor gives the same sums, to the last bit, on every run and every machine.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from inspector.analysis.scratch import Scratch
from inspector.checkpoint.entries import TensorEntry
from inspector.checkpoint.reading import any_order, split
from inspector.errors import SelectionError
from inspector.jobs import Job

__all__ = ["Elements"]

Array = npt.NDArray[Any]
T = TypeVar("T")
Reader = Callable[[TensorEntry, npt.NDArray[np.uint8] | None], Array]
Work = Callable[[Array, Scratch], T]

#: A block's arrays should stay in a core's cache, and its numpy calls take long against a switch of threads.
_BLOCK_ELEMENTS = 1 << 18
#: What a worker takes on at once, so that handing out work costs nothing against doing it.
_BLOCKS_PER_TASK = 8
_MAX_WORKERS = 4
_MAX_ELEMENTS = 1 << 62


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
        self._threads = threading.local()

    def map(self, read: Reader, work: Work[T]) -> Iterator[T]:
        """``work(array, scratch)`` of each block in order, where ``array`` is what ``read`` makes of it, as one axis.

        ``work`` runs in several threads and must not change the array: a tensor of one block is read once for all passes.
        """
        if self.entry.numel > _BLOCK_ELEMENTS:
            yield from self._in_threads(read, work)
        elif self.entry.numel:
            if self._kept is None:
                self._kept = read(self.entry, None).reshape(-1)
            with np.errstate(all="ignore"):
                result = work(self._kept, self._scratch)
            self._advance(self.entry)
            yield result

    def _in_threads(self, read: Reader, work: Work[T]) -> Iterator[T]:
        workers = min(_MAX_WORKERS, os.cpu_count() or 1)
        block_nbytes = self.entry.dtype.nbytes(_BLOCK_ELEMENTS)
        pending: deque[tuple[TensorEntry, Future[list[T]]]] = deque()

        def run(task: TensorEntry) -> list[T]:
            results = []
            scratch = self._scratch
            with np.errstate(all="ignore"):
                for block in split(task, block_nbytes):
                    self._job.check()
                    results.append(work(read(block, scratch.buffer(block_nbytes)).reshape(-1), scratch))
            return results

        with ThreadPoolExecutor(workers, "statistics") as pool:
            try:
                for task in split(self.entry, block_nbytes * _BLOCKS_PER_TASK):
                    pending.append((task, pool.submit(run, task)))
                    if len(pending) > 2 * workers:
                        yield from self._collected(pending)
                while pending:
                    yield from self._collected(pending)
            finally:
                for _, future in pending:
                    future.cancel()

    def _collected(self, pending: deque[tuple[TensorEntry, Future[list[T]]]]) -> list[T]:
        task, future = pending.popleft()
        results = future.result()
        self._advance(task)
        return results

    @property
    def _scratch(self) -> Scratch:
        """The calling thread's own."""
        if not hasattr(self._threads, "scratch"):
            self._threads.scratch = Scratch()
        scratch: Scratch = self._threads.scratch
        return scratch

    def _advance(self, part: TensorEntry) -> None:
        self._done += part.nbytes
        self._job.report(self._done, self._total, f"Reading {self.entry.key}")


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
