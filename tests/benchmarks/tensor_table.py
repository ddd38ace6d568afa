"""Whether the window answers while the table of very many tensors fills, and how soon it stops when asked to."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child
from tests.benchmarks.report import Result

if TYPE_CHECKING:
    from inspector.ui.inspection.view import DocumentView
    from inspector.ui.window.window import Window

__all__ = ["table_20k"]

_LIMIT_MS = 50
_CANCEL_MS = 100
#: What the window with the table full may have taken more than before it.
_LIMIT_MIB = 200
_ROUNDS = 3
#: Tensors whose numbers are known when a cancel comes.
_BEGUN = 500


def table_20k(files: Files) -> list[Result]:
    """The table of 20,000 tensors: stalls while it fills, sorted or not, how long a cancel takes, and its memory."""
    path = files.many_safetensors(20_000)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    rounds = [in_child(measured, path, environment=environment) for _ in range(_ROUNDS)]
    limits = {
        "fill": (_LIMIT_MS, "ms", "longest stall"),
        "fill sorted": (_LIMIT_MS, "ms", "longest stall"),
        "cancel": (_CANCEL_MS, "ms", "from the click to the end"),
        "memory": (_LIMIT_MIB, "MiB", "for the numbers of all"),
    }
    results = []
    for step, (limit, unit, against) in limits.items():
        value = median(one[step] for one in rounds)
        what = f"table of 20,000 tensors: {step}"
        results.append(Result(what, f"{value:.0f} {unit}", against, value, limit, unit))
    return results


# in a child process


def measured(path: str) -> dict[str, float]:
    """The longest time without a beat of a timer while the table fills, in milliseconds; the time of a cancel; MiB."""
    from PySide6.QtCore import QSettings, Qt

    from inspector.operations.columns import COLUMNS
    from inspector.ui.application import Application, create_window

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.resize(1280, 800)
    window.show()
    beats = Beats(window)
    rms = next(number for number, column in enumerate(COLUMNS) if column.name == "rms")
    found: dict[str, float] = {}
    for step in ("cancel", "fill", "fill sorted"):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        view = _opened(window, path)
        if step == "fill sorted":
            view.detail.table.view.sortByColumn(rms, Qt.SortOrder.DescendingOrder)
        if step == "cancel":
            found[step] = _cancelled(view, window)
        else:
            found[step] = beats.longest(lambda: None, partial(_is_full, view), at_once=True)
        if step == "fill":
            found["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        window.tabs.close_all(list(window.pages))
    window.close()
    return found


def _wait_while(condition: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication

    while condition():
        QCoreApplication.processEvents()
        time.sleep(0.001)


def _opened(window: Window, path: str) -> DocumentView:
    """The file, its table in front as soon as there is one: the numbers are being read."""
    window.open_files([path])
    _wait_while(lambda: window.view is None or not window.view.is_complete)
    assert window.view is not None
    window.view.show_file("Tensors")
    _wait_while(lambda: not _reading())
    return window.view


def _reading() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "job all"]


def _is_full(view: DocumentView) -> bool:
    numbers = view.numbers  # not what is unread: to go through it takes longer than what is measured
    return not numbers.is_reading and len(numbers.known) + len(numbers.failed) >= view.document.tree.tensors[0]


def _cancelled(view: DocumentView, window: Window) -> float:
    """Milliseconds from stopping what fills the table until its thread has ended, and the window has said so."""
    known = len(view.numbers.known)
    _wait_while(lambda: len(view.numbers.known) < known + _BEGUN)
    begun = time.perf_counter()
    window.runner.stop((view.numbers, "all"))
    _wait_while(lambda: view.numbers.is_reading or bool(_reading()))
    assert not _is_full(view)
    return (time.perf_counter() - begun) * 1000
