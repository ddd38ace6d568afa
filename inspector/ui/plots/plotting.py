"""pyqtgraph, made ready without stopping the window.

Importing it takes half a second, so a worker thread does it. But it looks at every name of QtCore, QtGui and QtWidgets, and
PySide6 makes its types when they are first looked at, which is not safe in two threads at once (the process dies, rarely).
So all of them are looked at in the GUI thread before, a few at a time between events.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from inspector.jobs import Job
from inspector.ui.runner import JobRunner

__all__ = ["PlottingLibrary"]

_SLICE_MS = 6
#: How long to let the work that is under way have the processor before looking again whether it has ended.
_PAUSE_MS = 20
_names_are_made = threading.Event()
_is_wanted = threading.Event()


def _names() -> Iterator[None]:
    for module in (QtCore, QtGui, QtWidgets):
        for name in dir(module):
            getattr(module, name, None)
            yield


class PlottingLibrary(QObject):
    """Looks at Qt's names while the window has nothing else to do, or at once when a plot is wanted; one is enough."""

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._left = _names()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        if not _names_are_made.is_set():
            self._timer.start(0)

    def _look(self) -> None:
        if self._runner.tasks and not _is_wanted.is_set():
            self._timer.setInterval(_PAUSE_MS)
            return
        self._timer.setInterval(0)
        clock = QElapsedTimer()
        clock.start()
        for _ in self._left:
            if clock.elapsed() >= _SLICE_MS:
                return
        self._timer.stop()
        _names_are_made.set()

    @staticmethod
    def load(job: Job) -> None:
        """Import pyqtgraph, in a worker thread, as soon as that is safe."""
        _is_wanted.set()
        while not _names_are_made.wait(0.02):
            job.check()
        import pyqtgraph  # noqa: F401 - what imports it later finds it imported
