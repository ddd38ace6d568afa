"""Whether the window answers while it has very much to show."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child
from tests.benchmarks.report import Result

if TYPE_CHECKING:
    from inspector.ui.window import Window

__all__ = ["tree_100k"]

_BEAT_MS = 1
_LIMIT_MS = 50
_ROUNDS = 5


def tree_100k(files: Files) -> list[Result]:
    """100,000 keys in the window: no step keeps it from answering for more than 50 ms (median of the longest stalls)."""
    path = files.many_safetensors(100_000)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    rounds = [in_child(stalls, path, environment=environment) for _ in range(_ROUNDS)]
    results = []
    for step in rounds[0]:
        longest = median(one[step] for one in rounds)
        results.append(Result(f"{step} 100,000 keys", f"{longest:.0f} ms", "longest stall", longest, _LIMIT_MS, "ms"))
    return results


# in a child process


def stalls(path: str) -> dict[str, float]:
    """The longest time without a beat of a timer, in milliseconds, while the window shows, opens, filters and sorts."""
    from PySide6.QtCore import QSettings, Qt, QTimer

    from inspector.ui.application import Application, create_window
    from inspector.ui.models.name_tree import Column

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(_BEAT_MS)

    def longest(step: Callable[[], object]) -> float:
        _settle(window)
        beats[:] = [time.perf_counter()]
        step()
        _settle(window)
        beats.append(time.perf_counter())
        return max(after - before for before, after in pairwise(beats)) * 1000

    found = {"show": longest(lambda: window.open_files([path]))}
    assert window.view is not None
    pane = window.view.tree
    found["expand"] = longest(window.expand_all)
    queries = ("a", "attn", "attn 77", "shape:8", "/layers\\.[0-9]+7\\./", "")
    found["filter"] = max(longest(partial(pane.filter.setText, query)) for query in queries)
    found["sort"] = longest(lambda: pane.view.sortByColumn(Column.SIZE, Qt.SortOrder.DescendingOrder))
    window.close()
    return found


def _settle(window: Window) -> None:
    """Let Qt work until all is shown and painted."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    calm = 0
    while calm < 20:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.001)
        calm = calm + 1 if window.is_settled else 0
