"""The work that a panel does for one subject: it begins with the subject and ends, all together, with the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.runner import JobRunner

__all__ = ["PanelJobs"]

T = TypeVar("T")


class PanelJobs:
    """Starts work of one panel for one subject; after :meth:`close` nothing is started or delivered any more.

    Work is told apart by its ``purpose``: newer work displaces older of the same one.
    """

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self._is_closed = False

    def start(
        self,
        work: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[InspectorError], object],
        what: str = "",
        *,
        purpose: str = "panel",
    ) -> None:
        """Run ``work`` in a thread, then ``done`` or ``failed`` in this one; ``what`` says it in the status bar."""
        if not self._is_closed:
            self._runner.start((self, purpose), work, done, failed, what)

    def cancel(self, purpose: str) -> None:
        """Stop the work of one purpose."""
        self._runner.cancel((self, purpose))

    def is_running(self, purpose: str | None = None) -> bool:
        """Whether work of a purpose, or any at all, is under way."""
        return self._runner.is_busy(self) if purpose is None else self._runner.is_running((self, purpose))

    def close(self) -> None:
        """Stop all of it: something else is shown."""
        self._is_closed = True
        self._runner.cancel_owner(self)
