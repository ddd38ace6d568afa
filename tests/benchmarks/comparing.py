"""Comparing two files, against only reading the bytes of both and adding them up."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory, seconds_of
from tests.benchmarks.report import Result, seconds_text
from tests.benchmarks.statistics import read_and_added

__all__ = ["compare_3gb"]


def compare_3gb(files: Files) -> list[Result]:
    """A fine-tune of 3 GB: at most three times the reading and np.sum of both, 64 MB, and cancelled within 100 ms."""
    base, tuned = files.fine_tune(3 << 30)
    ours, peer, first, used, cancelled = in_child(measured, base, tuned)
    against = f"{seconds_text(peer)}, preadv and np.sum in blocks"
    whole = f"{seconds_text(ours)}, all results"
    return [
        Result("compare two files of 3 GB", seconds_text(ours), against, ours / peer, 3),
        Result("the first result of that", seconds_text(first), whole, first / ours, 0.05),
        Result("memory for that", f"{used / 1e6:.0f} MB", "the same process before", used / 1e6, 64, "MB"),
        Result("from cancelling that to its end", seconds_text(cancelled), "", cancelled * 1000, 100, "ms"),
    ]


def measured(path_a: str, path_b: str) -> tuple[float, float, float, float, float]:
    """Median seconds of comparing, of reading and adding, and to the first result; bytes of memory; seconds to cancel."""
    import inspector
    from inspector.analysis.alignment import align
    from inspector.analysis.comparison import State, compare
    from inspector.jobs import Cancelled, Job

    with inspector.open(path_a) as a, inspector.open(path_b) as b:
        firsts: list[float] = []

        def work(job: Job | None = None) -> None:
            start = time.perf_counter()
            results = compare(a, b, align(a.entries, b.entries), job)
            assert next(results).state is State.CHANGED
            firsts.append(time.perf_counter() - start)
            assert all(result.state is State.CHANGED for result in results)

        forget_peak_memory()
        idle = memory()
        work()
        used = peak_memory() - idle
        nbytes = sum(tensor.nbytes for tensor in a.tensors)
        starts = [(path, Path(path).stat().st_size - nbytes) for path in (path_a, path_b)]
        ours, peer = [], []
        for _ in range(3):
            ours += seconds_of(work, 1)
            peer += seconds_of(lambda: [read_and_added(path, start) for path, start in starts], 1)
        delays = []
        for _ in range(5):
            job = Job()
            asked: list[float] = []
            threading.Timer(0.3, lambda asked=asked, job=job: (asked.append(time.perf_counter()), job.cancel())).start()
            try:
                work(job)
            except Cancelled:
                delays.append(time.perf_counter() - asked[0])
    return median(ours), median(peer), median(firsts), used, max(delays)
