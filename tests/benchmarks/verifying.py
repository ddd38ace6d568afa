"""Whether the window answers while it finds out what a file is, and while a verification starts and runs."""

from __future__ import annotations

import os
import sys
from statistics import median

from inspector.resources import resource
from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child
from tests.benchmarks.report import Result

__all__ = ["verify_stall"]

_LIMIT_MS = 50
_ROUNDS = 5


def verify_stall(files: Files) -> list[Result]:
    """Verifying: no step keeps the window from answering for more than 50 ms (median of the longest stalls)."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    arguments = (files.many_safetensors(20_000), resource("example.pth"))
    rounds = [in_child(stalls, *arguments, environment=environment) for _ in range(_ROUNDS)]
    results = []
    for step in rounds[0]:
        longest = median(one[step] for one in rounds)
        results.append(Result(step, f"{longest:.0f} ms", "longest stall", longest, _LIMIT_MS, "ms"))
    return results


# in a child process


def stalls(large: str, small: str) -> dict[str, float]:
    """The longest times without a beat of a timer, in milliseconds, from opening a file to the answer."""
    from PySide6.QtCore import QSettings

    from inspector.ui.application import Application, create_window

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    beats = Beats(window)
    found = {"detect among 20,000 keys": beats.longest(lambda: window.open_files([large]))}
    beats.longest(lambda: window.open_files([small]))
    found["show what verifies"] = beats.longest(window.front_tab.show_verification)
    assert window.view is not None
    panel = window.view.detail.verification
    found["verify"] = beats.longest(panel.verify, lambda: not panel.is_running)
    assert panel.answer.report is not None
    assert panel.answer.report.bitwise
    assert "torch" not in sys.modules
    window.close()
    return found
