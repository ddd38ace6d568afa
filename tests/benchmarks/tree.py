"""Whether the window answers while it has very much to show."""

from __future__ import annotations

import os
from functools import partial
from statistics import median

from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child
from tests.benchmarks.report import Result

__all__ = ["tree_100k"]

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
    found["expand"] = beats.longest(window.expand_all)
    queries = ("a", "attn", "attn 77", "shape:8", "/layers\\.[0-9]+7\\./", "")
    found["filter"] = max(beats.longest(partial(pane.filter.setText, query)) for query in queries)
    found["sort"] = beats.longest(lambda: pane.view.sortByColumn(Column.SIZE, Qt.SortOrder.DescendingOrder))
    window.close()
    return found
