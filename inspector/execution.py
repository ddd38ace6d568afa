"""Work on the parts of something large, in a few threads, with the results in order.

The work is numpy calls, which let go of the interpreter lock, so threads share it almost evenly. Results come in the order
of the parts whichever thread was faster: the same data gives the same sums, to the last bit, on every run.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from inspector.buffers import Scratch

__all__ = ["in_order"]

_MAX_WORKERS = 4

Part = TypeVar("Part")
T = TypeVar("T")


def in_order(
    parts: Iterable[Part], work: Callable[[Part, Scratch], T], *, spare_cores: int = 0
) -> Generator[tuple[Part, T], None, None]:
    """Each part with ``work(part, scratch)``, in which numpy does not warn; each thread has scratch memory of its own.

    There is a thread for each core, but for ``spare_cores`` of them: at least one, and not many.
    Parts are taken, and worked on, a few ahead of the result that is asked for. What ``work`` raises is raised here.
    Leaving the loop early drops what has not begun and waits for what has: ``work`` should check its job now and then.
    """
    workers = max(1, min(_MAX_WORKERS, (os.cpu_count() or 1) - spare_cores))
    pending: deque[tuple[Part, Future[T]]] = deque()
    own = threading.local()

    def run(part: Part) -> T:
        if not hasattr(own, "scratch"):
            own.scratch = Scratch()
        with np.errstate(all="ignore"):
            return work(part, own.scratch)

    with ThreadPoolExecutor(workers, "analysis") as pool:
        try:
            for part in parts:
                pending.append((part, pool.submit(run, part)))
                if len(pending) > 2 * workers:
                    done, future = pending.popleft()
                    yield done, future.result()
            while pending:
                done, future = pending.popleft()
                yield done, future.result()
        finally:
            for _, future in pending:
                future.cancel()
