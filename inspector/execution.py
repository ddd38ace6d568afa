"""Work on the parts of something large, in a few threads here or by workers elsewhere, with the results in order.

The work is numpy calls, which release the interpreter lock, so threads share it almost evenly. Where that is not enough,
:class:`Workers` are other processes, here or in a cluster: parts travel to them as byte ranges and come back as results.
Results come in the order of the parts, whoever was faster: the same data gives the same sums, to the last bit, on every run,
on one thread and on many machines.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from inspector.buffers import Scratch
from inspector.errors import ExecutorError
from inspector.numeric import np

__all__ = ["Workers", "in_order", "in_threads"]

_MAX_WORKERS = 4
#: How often work is retried if its worker died. Workers of one pool die together, so another part may be to blame.
_ATTEMPTS = 5

Part = TypeVar("Part")
T = TypeVar("T")
Work = Callable[[Part, Scratch], T]

#: What each working thread has of its own: scratch memory, and whether it is a worker's.
_own = threading.local()


class Workers:
    """Workers in place of our own threads: any executor of the kind that :mod:`concurrent.futures` has.

    ``start`` makes the executor, and a new one when that is broken (:class:`~concurrent.futures.BrokenExecutor`, or one of
    the errors in ``lost``) because a process in it died; ``count`` is how many calls it works on at once. Work and parts are
    pickled, unless the executor is one of threads. A worker that dies only costs the time to do its part again.
    """

    def __init__(
        self, start: Callable[[], Executor], count: int, *, lost: tuple[type[BaseException], ...] = (BrokenExecutor,)
    ) -> None:
        self.count = count
        self.lost = lost
        self._start = start
        self._lock = threading.Lock()
        self._executor = start()

    @property
    def ahead(self) -> int:
        """How many calls are handed out before the first must be done, so that a slow one stalls nobody for a while."""
        return 2 * self.count

    def submit(self, work: Work[Part, T], part: Part) -> tuple[Executor, Future[T]]:
        """Begin ``work(part, scratch)``; returns the executor that does it, and its future."""
        with self._lock:
            while True:
                executor = self._executor
                try:
                    return executor, executor.submit(_run, work, part)
                except BrokenExecutor:
                    self._executor = self._start()

    def call(self, work: Work[Part, T], part: Part) -> T:
        """``work(part, scratch)``, done by a worker; raises what it raised, and ExecutorError if workers keep dying."""
        return _Call(self, work, part).result()

    def replace(self, broken: Executor) -> None:
        """Replace a broken executor by a new one, once."""
        with self._lock:
            if self._executor is broken:
                broken.shutdown(wait=False)
                self._executor = self._start()

    def close(self) -> None:
        """Shut the executor down once its current work is done."""
        self._executor.shutdown(cancel_futures=True)


class _Call(Generic[Part, T]):
    """A part that a worker works on, and another worker again if the first one dies."""

    def __init__(self, workers: Workers, work: Work[Part, T], part: Part) -> None:
        self.part = part
        self._workers = workers
        self._work = work
        self._begin()

    def _begin(self) -> None:
        self._executor, self._future = self._workers.submit(self._work, self.part)

    def result(self, others: Iterable[_Call[Part, T]] = ()) -> T:
        """The result. If the executor broke, ``others`` that it took down with it begin again, too, and not one by one."""
        for _ in range(_ATTEMPTS):
            try:
                return self._future.result()
            except self._workers.lost as error:
                reason = error
                self._workers.replace(self._executor)
                self._begin()
                for other in others:
                    other.begin_again_if_lost()
        self.cancel()
        raise ExecutorError(f"workers ended before they were done, {_ATTEMPTS} times ({reason})") from reason

    def begin_again_if_lost(self) -> None:
        future = self._future
        if future.done() and not future.cancelled() and isinstance(future.exception(), self._workers.lost):
            self._begin()

    def cancel(self) -> None:
        """Drop the call, if it has not begun."""
        self._future.cancel()


def in_order(
    parts: Iterable[Part], work: Work[Part, T], *, workers: Workers | None = None, spare_cores: int = 0
) -> Generator[tuple[Part, T], None, None]:
    """Yield each part with ``work(part, scratch)``, with numpy's warnings off and scratch memory for each thread.

    ``workers`` do the work, if given. Otherwise there is a thread per core, except for ``spare_cores`` of them: at least
    one, and not many. Within a worker, everything is done in its own thread. Parts are taken, and worked on, a few ahead of
    the result that is asked for. What ``work`` raises is raised here. Leaving the loop early drops work that has not begun
    and waits for threads that are working: ``work`` should check its job now and then.
    """
    if workers is not None:
        yield from _handed_out(parts, work, workers)
    elif getattr(_own, "is_worker", False):
        for part in parts:
            yield part, _run(work, part)
    else:
        yield from in_threads(parts, lambda part: _work_here(work, part), max(1, _threads(spare_cores)))


def in_threads(parts: Iterable[Part], work: Callable[[Part], T], count: int) -> Generator[tuple[Part, T], None, None]:
    """The same in ``count`` threads, for work that needs no scratch memory, such as waiting for other processes."""
    pending: deque[tuple[Part, Future[T]]] = deque()
    with ThreadPoolExecutor(count, "analysis") as pool:
        try:
            for part in parts:
                pending.append((part, pool.submit(work, part)))
                if len(pending) > 2 * count:
                    done, future = pending.popleft()
                    yield done, future.result()
            while pending:
                done, future = pending.popleft()
                yield done, future.result()
        finally:
            for _, future in pending:
                future.cancel()


def _threads(spare_cores: int) -> int:
    return min(_MAX_WORKERS, (os.cpu_count() or 1) - spare_cores)


def _handed_out(parts: Iterable[Part], work: Work[Part, T], workers: Workers) -> Iterator[tuple[Part, T]]:
    pending: deque[_Call[Part, T]] = deque()
    try:
        for part in parts:
            pending.append(_Call(workers, work, part))
            if len(pending) > workers.ahead:
                call = pending.popleft()
                yield call.part, call.result(pending)
        while pending:
            call = pending.popleft()
            yield call.part, call.result(pending)
    finally:
        for call in pending:
            call.cancel()


def _run(work: Work[Part, T], part: Part) -> T:
    """What a worker runs, in the one thread that it has for this, however many cores there are."""
    _own.is_worker = True
    return _work_here(work, part)


def _work_here(work: Work[Part, T], part: Part) -> T:
    if not hasattr(_own, "scratch"):
        _own.scratch = Scratch()
    with np.errstate(all="ignore"):
        return work(part, _own.scratch)
