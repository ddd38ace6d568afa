"""Whether the window answers while it has very much to show.

All times are processor time of the whole process: what else runs on a machine makes waits longer, by any clock on the wall.
For the same reason the least of some rounds counts.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child, offscreen, peak_memory
from tests.benchmarks.report import Result

if TYPE_CHECKING:
    from inspector.ui.tree.name_tree_pane import NameTreePane

__all__ = ["tree_100k", "tree_million"]

#: What is measured, what it should be at most, and the unit.
_AIMS = {
    "show": ("longest stall", 50, "ms"),
    "expand": ("longest stall", 50, "ms"),
    "filter": ("longest stall", 50, "ms"),
    "pattern": ("longest stall", 50, "ms"),
    "sort": ("longest stall", 50, "ms"),
    "select": ("longest stall", 50, "ms"),
    "filter, until shown": ("", 100, "ms"),
    "pattern, until shown": ("", 1000, "ms"),
    "pattern, until cancelled": ("", 100, "ms"),
    "look at all together": ("", 3000, "ms"),
    "memory at most": ("", 600, "MB"),
}
_ROUNDS = 3
_WORDS = ("a", "attn", "attn 77", "shape:8", "")
_PATTERNS = ("/layers\\.[0-9]+7\\./", "/w.*t$/", "/^model.*9.*norm/", "/x{2,9}y/")


def tree_100k(files: Files) -> list[Result]:
    """100,000 keys in the window: how long no step lets it answer, and how long filters take."""
    return _steps(files.many_safetensors(100_000), "100,000 keys")


def tree_million(files: Files) -> list[Result]:
    """A million keys in shards, likewise; and all that is found by looking at them together."""
    return _steps(files.million_shards(), "a million keys")


def _steps(path: Path, keys: str) -> list[Result]:
    rounds = [in_child(steps, path, environment=offscreen()) for _ in range(_ROUNDS)]
    results = []
    for what, (against, most, unit) in _AIMS.items():
        if what in rounds[0]:
            least = min(found[what] for found in rounds)
            results.append(Result(f"{keys}: {what}", f"{least:.0f} {unit}", against, least, most, unit))
    return results


# in a child process


def steps(path: str) -> dict[str, float]:
    """What each step takes, in milliseconds; of those that stall the window the longest pause between beats of a timer."""
    from PySide6.QtCore import QSettings, Qt

    from inspector.jobs import Job
    from inspector.ui.application import Application, create_window
    from inspector.ui.document.document import overview_of
    from inspector.ui.tree.model import Column

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    beats = Beats(window, time.process_time)
    found = {"show": beats.longest(lambda: window.open_files([path]))}
    view = window.view
    assert view is not None
    pane = view.tree
    found["memory at most"] = peak_memory() / 1e6
    found["expand"] = beats.longest(window.front_tab.expand_all)
    asked, shown = list[float](), list[float]()
    pane.filter.queried.connect(lambda: asked.append(time.process_time()))
    pane.layout_changed.connect(lambda: shown.append(time.process_time()))
    for what, queries in (("filter", _WORDS), ("pattern", _PATTERNS)):
        found[what] = max(beats.longest(partial(pane.filter.setText, query)) for query in queries)
        found[f"{what}, until shown"] = max(end - begin for begin, end in zip(asked, shown, strict=True)) * 1000
        asked.clear()
        shown.clear()
    found["pattern, until cancelled"] = _cancelled(pane)
    found["sort"] = beats.longest(lambda: pane.view.sortByColumn(Column.SIZE, Qt.SortOrder.DescendingOrder))
    found["select"] = beats.longest(lambda: pane.select_node(pane.layout_model.tree_layout.tree.nodes[-1]))
    start = time.process_time()
    overview_of(view.document, Job())
    found["look at all together"] = (time.process_time() - start) * 1000
    window.close()
    return found


def _cancelled(pane: NameTreePane) -> float:
    """How long the thread of a filter goes on after that was taken back, in milliseconds."""
    from PySide6.QtCore import QCoreApplication

    def is_running() -> bool:
        return any(thread.name == "job layout" for thread in threading.enumerate())

    def wait(until: Callable[[], bool]) -> None:
        while not until():
            QCoreApplication.processEvents()

    pane.filter.setText("/(e|x)+(w|y)+t$/")
    pane.filter.apply()
    wait(is_running)
    asked = time.process_time()
    pane.show_everything()
    wait(lambda: not is_running())
    return (time.process_time() - asked) * 1000
