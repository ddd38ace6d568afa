"""Whether the window answers while it has very much to show."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child
from tests.benchmarks.report import Result

__all__ = ["tree_100k", "tree_million"]

_LIMIT_MS = 50
_SHOWN_MS = 100
_ROUNDS = 5


def tree_100k(files: Files) -> list[Result]:
    """100,000 keys in the window: no step keeps it from answering for more than 50 ms (median of the longest stalls)."""
    return _steps(files.many_safetensors(100_000), "100,000 keys", _ROUNDS)


def tree_million(files: Files) -> list[Result]:
    """A million keys in shards, likewise."""
    return _steps(files.million_shards(), "a million keys", files.rounds)


def _steps(path: Path, keys: str, count: int) -> list[Result]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    rounds = [in_child(steps, path, environment=environment) for _ in range(count)]
    results = []
    for step in rounds[0][0]:
        longest = median(stalls[step] for stalls, _ in rounds)
        results.append(Result(f"{step} {keys}", f"{longest:.0f} ms", "longest stall", longest, _LIMIT_MS, "ms"))
    shown = median(shown for _, shown in rounds)
    results.append(Result(f"filter {keys}, until shown", f"{shown:.0f} ms", "", shown, _SHOWN_MS, "ms"))
    return results


# in a child process


def steps(path: str) -> tuple[dict[str, float], float]:
    """The longest time without a beat of a timer while the window shows, opens, filters and sorts.

    And the median time from when a filter is asked for until its rows are there; all in milliseconds.
    """
    from PySide6.QtCore import QSettings, Qt

    from inspector.ui.application import Application, create_window
    from inspector.ui.tree.model import Column

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    beats = Beats(window)
    found = {"show": beats.longest(lambda: window.open_files([path]))}
    assert window.view is not None
    pane = window.view.tree
    found["expand"] = beats.longest(window.front_tab.expand_all)
    queries = ("a", "attn", "attn 77", "shape:8", "/layers\\.[0-9]+7\\./", "")
    asked, shown = list[float](), list[float]()
    pane.filter.queried.connect(lambda: asked.append(time.perf_counter()))
    pane.layout_changed.connect(lambda: shown.append(time.perf_counter()))
    found["filter"] = max(beats.longest(partial(pane.filter.setText, query)) for query in queries)
    waits = [(end - begin) * 1000 for begin, end in zip(asked, shown, strict=True)]
    found["sort"] = beats.longest(lambda: pane.view.sortByColumn(Column.SIZE, Qt.SortOrder.DescendingOrder))
    window.close()
    return found, median(waits)
