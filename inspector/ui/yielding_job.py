"""A job that pauses while the window paints.

To read or compare thousands of small tensors is thousands of short steps of Python in other threads. A window that paints at
the same time would wait for the interpreter lock after every few steps of its own, and take many times as long.
"""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer

from inspector.jobs import Job

__all__ = ["YieldingJob"]

#: The longest pause, in seconds, so that a busy window never stops the work.
_MAX_PAUSE_S = 0.05
#: How long painting takes, counted from the end of the step that asks for it.
_PAINTING_MS = 12


class YieldingJob(Job):
    """Wraps a job; its :meth:`check` and :meth:`report` block while the window paints what it is about to change."""

    __slots__ = ("_free", "_job")

    def __init__(self, job: Job) -> None:
        super().__init__(job.limits)
        self._job = job
        self._free = threading.Event()
        self._free.set()

    def pause(self, painter: QObject) -> None:
        """Pause at the next check, until what this step of the window changes was laid out and painted.

        Called by the window; the work goes on if ``painter`` is deleted meanwhile.
        """
        self._free.clear()
        QTimer.singleShot(0, painter, lambda: QTimer.singleShot(_PAINTING_MS, painter, lambda: self._go_on()))

    def _go_on(self) -> None:
        """The end of a pause. A timer keeps a function alive that calls this, but not the owner of a bound method."""
        self._free.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job was cancelled."""
        return self._job.cancelled

    def cancel(self) -> None:
        self._job.cancel()

    def check(self) -> None:
        self._job.check()
        if not self._free.is_set():
            self._free.wait(_MAX_PAUSE_S)
            self._job.check()

    def report(self, done: int, total: int, what: str = "") -> None:
        self.check()
        self._job.report(done, total, what)
