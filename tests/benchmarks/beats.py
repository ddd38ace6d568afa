"""How long the window does not answer: a timer beats a thousand times a second, and the longest pause counts."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.ui.window.window import Window

__all__ = ["Beats"]

_BEAT_MS = 1
_CALM = 20


class Beats:
    """The timer, for a window; in a process that has an application.

    By ``time.process_time`` a pause is what all threads of this process worked meanwhile: on a busy machine a clock on the
    wall counts what others do, too.
    """

    def __init__(self, window: Window, clock: Callable[[], float] = time.perf_counter) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._window = window
        self._beats: list[float] = []
        self._clock = clock
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beats.append(clock()))
        self._timer.start(_BEAT_MS)

    def longest(
        self, step: Callable[[], object], done: Callable[[], bool] = lambda: True, *, at_once: bool = False
    ) -> float:
        """The longest pause in milliseconds from ``step`` until all is shown and painted, and ``done``.

        ``at_once`` begins in the midst of what is under way.
        """
        if not at_once:
            self._settle(done)
        self._beats[:] = [self._clock()]
        step()
        self._settle(done)
        self._beats.append(self._clock())
        return max(after - before for before, after in pairwise(self._beats)) * 1000

    def _settle(self, done: Callable[[], bool]) -> None:
        from PySide6.QtCore import QCoreApplication, QEventLoop

        calm = 0
        while calm < _CALM:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)
            calm = calm + 1 if self._window.is_settled and done() else 0
