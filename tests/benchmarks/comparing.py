"""Comparing two files, against only reading the bytes of both and adding them up; and whether the window answers."""

from __future__ import annotations

import os
import threading
import time
from functools import partial
from pathlib import Path
from statistics import median

from inspector.text import size_text
from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory, seconds_of
from tests.benchmarks.report import Result, seconds_text
from tests.benchmarks.statistics import BY_NUMPY_AND_KERNEL, read_and_added

__all__ = ["compare_3gb", "compare_20k"]

_LIMIT_MS = 50
_ROUNDS = 3


def compare_3gb(files: Files) -> list[Result]:
    """A fine-tune of 3 GB: at most three times the reading and np.sum of both, 64 MB, and cancelled within 100 ms."""
    base, tuned = files.fine_tune(files.gigabytes(3))
    results = []
    for environment, by in BY_NUMPY_AND_KERNEL:
        ours, peer, first, used, cancelled = in_child(measured, base, tuned, environment=environment)
        what = f"compare two files of {size_text(files.gigabytes(3))}, {by}"
        against = f"{seconds_text(peer)}, preadv and np.sum in blocks"
        whole = f"{seconds_text(ours)}, all results"
        results += [
            Result(what, seconds_text(ours), against, ours / peer, 3),
            Result("the first result of that", seconds_text(first), whole, first / ours, 0.05),
            Result("memory for that", f"{used / 1e6:.0f} MB", "the same process before", used / 1e6, 64, "MB"),
            Result("from cancelling that to its end", seconds_text(cancelled), "", cancelled * 1000, 100, "ms"),
        ]
    return results


def compare_20k(files: Files) -> list[Result]:
    """Two files of 20,000 tensors in the window: no step keeps it from answering for more than 50 ms; 100 ms to cancel."""
    paths = files.many_changed(20_000)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    rounds = [in_child(stalls, *paths, environment=environment) for _ in range(_ROUNDS)]
    results = []
    for step in rounds[0]:
        took = median(one[step] for one in rounds)
        what, limit = ("until it has ended", 100) if step == "cancel" else ("longest stall", _LIMIT_MS)
        results.append(Result(f"{step} 20,000 pairs", f"{took:.0f} ms", what, took, limit, "ms"))
    return results


# in a child process


def stalls(path_a: str, path_b: str) -> dict[str, float]:
    """The longest time without an answer, in milliseconds, while the window compares, filters, sorts and steps."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, Qt

    from inspector.ui.application import Application, create_window
    from inspector.ui.comparison.model import Column

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    beats = Beats(window)
    found = {"compare": beats.longest(lambda: window.comparisons.compare_files(Path(path_a), Path(path_b)))}
    page = window.comparison
    assert page is not None
    assert page.view is not None
    pane = page.view.pane
    queries = ("a", "attn", "attn 77", "shape:8", "/layers\\.[0-9]+7\\./", "")
    found["filter"] = max(beats.longest(partial(pane.filter.setText, query)) for query in queries)
    columns = (Column.CHANGE, Column.DISTRIBUTION, Column.NAME)
    orders = [partial(pane.view.sortByColumn, column, Qt.SortOrder.DescendingOrder) for column in columns]
    found["sort"] = max(map(beats.longest, orders))
    found["show only changes of"] = beats.longest(pane.only_changes.click)
    found["expand"] = beats.longest(window.front_tab.expand_all)
    found["step through"] = max(beats.longest(partial(window.comparisons.step, way)) for way in (1, 1, 1, -1))
    page.open()
    while page.results is None or not 0 < page.results.count < page.results.total:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    task = next(task for task in window.runner.tasks if task.purpose == (page, "compare"))
    start = time.perf_counter()
    window.runner.stop(task.purpose)
    while task.thread is not None and task.thread.is_alive():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    found["cancel"] = (time.perf_counter() - start) * 1000
    window.close()
    return found


def measured(path_a: str, path_b: str) -> tuple[float, float, float, float, float]:
    """Median seconds of comparing, of reading and adding, and to the first result; bytes of memory; seconds to cancel."""
    import inspector
    from inspector.comparing.alignment import align
    from inspector.comparing.comparison import compare
    from inspector.comparing.results import State
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
        delays: list[float] = []
        wait = min(0.3, median(ours) / 3)  # small files are compared in less
        while len(delays) < 5:
            job = Job()
            asked: list[float] = []
            threading.Timer(
                wait, lambda asked=asked, job=job: (asked.append(time.perf_counter()), job.cancel())
            ).start()
            try:
                work(job)
            except Cancelled:
                delays.append(time.perf_counter() - asked[0])
    return median(ours), median(peer), median(firsts), used, max(delays)
