"""A job that steps back while the window paints.

Comparing thousands of small tensors is thousands of short steps of Python in several threads. A window that shows them
meanwhile would have to wait for the interpreter after every few of its own, and take many times as long.
"""

from __future__ import annotations

import threading

from inspector.jobs import Job

__all__ = ["YieldingJob"]

#: No longer is waited for a window to finish, in seconds.
_PATIENCE = 0.05


class YieldingJob(Job):
    """A job in the place of another, whose every look at it waits between :meth:`pause` and :meth:`go_on`."""

    __slots__ = ("_free", "_job")

    def __init__(self, job: Job) -> None:
        super().__init__(job.limits)
        self._job = job
        self._free = threading.Event()
        self._free.set()

    def pause(self) -> None:
        """Step back from the next look on. Called by the window."""
        self._free.clear()

    def go_on(self) -> None:
        """Go on. Called by the window."""
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
            self._free.wait(_PATIENCE)
            self._job.check()

    def report(self, done: int, total: int, what: str = "") -> None:
        self.check()
        self._job.report(done, total, what)
