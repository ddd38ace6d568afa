"""Background work as the work itself sees it: where it is, and whether it is still wanted.

A long function takes a :class:`Job` and calls :meth:`Job.report` between blocks. That call is both the progress point and
the cancel point, so that work which shows progress can always be stopped, and work that can't be stopped shows none.
Nothing here knows threads or Qt: the interface samples :attr:`Job.progress` from outside at its own pace.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cancelled", "Job", "Progress"]


class Cancelled(Exception):  # noqa: N818 - not an error
    """The job was cancelled. Not an error: it passes through every handler up to whoever started the job."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``done`` of ``total`` units (bytes, entries); ``total`` 0 means unknown."""

    done: int = 0
    total: int = 0
    what: str = ""

    @property
    def fraction(self) -> float | None:
        """Share done in [0, 1], or None while the total is unknown."""
        return min(1.0, self.done / self.total) if self.total > 0 else None


class Job:
    """The handle of one piece of work, shared between the thread that does it and the one that waits for it.

    Both sides only ever replace an attribute (atomic in CPython), so no lock is needed.
    """

    __slots__ = ("_cancelled", "progress")

    def __init__(self) -> None:
        self.progress = Progress()
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next :meth:`report` or :meth:`check`. Callable from any thread."""
        self._cancelled = True

    def check(self) -> None:
        """Raise :class:`Cancelled` if the job was cancelled."""
        if self._cancelled:
            raise Cancelled

    def report(self, done: int, total: int, what: str = "") -> None:
        """Publish the progress; raises :class:`Cancelled` if the job was cancelled meanwhile."""
        if self._cancelled:
            raise Cancelled
        self.progress = Progress(done, total, what)
