"""A job that pauses while the window paints.

Comparing thousands of small tensors is thousands of short steps of Python in several threads. A window that paints at the
same time would wait for the interpreter lock after every few steps of its own, and take many times as long.
"""

from __future__ import annotations

import threading

from inspector.jobs import Job

__all__ = ["YieldingJob"]

#: The longest pause, in seconds, so that a busy window never stops the work.
_MAX_PAUSE_S = 0.05


class YieldingJob(Job):
    """Wraps a job; its :meth:`check` and :meth:`report` block while paused, between :meth:`pause` and :meth:`go_on`."""

    __slots__ = ("_free", "_job")

    def __init__(self, job: Job) -> None:
        super().__init__(job.limits)
        self._job = job
        self._free = threading.Event()
        self._free.set()

    def pause(self) -> None:
        """Pause at the next check. Called by the window."""
        self._free.clear()

    def go_on(self) -> None:
        """End the pause. Called by the window."""
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
