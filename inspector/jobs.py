"""Background work as the work itself sees it: where it is, and whether it is still wanted.

A long function takes a :class:`Job` and calls :meth:`Job.report` between blocks. That call is both the progress point and
the cancel point, so that work which shows progress can always be stopped, and work that can't be stopped shows none.
Nothing here knows threads or Qt: the interface samples :attr:`Job.progress` from outside at its own pace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from inspector.limits import LIMITS, Limits

__all__ = ["Cancelled", "Job", "Progress", "Stage"]

T = TypeVar("T")

#: How many items of a long loop pass between two looks at the job: about a millisecond of building an index.
_STRIDE = 2048


class Cancelled(Exception):  # noqa: N818 - not an error
    """The job was cancelled. Not an error: it passes through every handler up to whoever started the job."""


class Progress(NamedTuple):  # which is made in a third of the time that a dataclass takes
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

    ``limits`` say how much of anything the work may do. Both sides only ever replace an attribute (atomic in CPython), so no
    lock is needed. In another process, where nobody waits for it, it is one that was just begun.
    """

    __slots__ = ("_cancelled", "limits", "progress")

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.progress = Progress()
        self._cancelled = False

    def __reduce__(self) -> tuple[type[Job], tuple[Limits]]:
        return Job, (self.limits,)

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

    def each(self, items: Iterable[T], total: int = 0, what: str = "") -> Iterator[T]:
        """The ``items`` of a long loop, which can be cancelled that way; given ``what``, it also shows progress."""
        for done, item in enumerate(items):
            if done % _STRIDE == 0:
                if what:
                    self.report(done, total, what)
                else:
                    self.check()
            yield item


class Stage(Job):
    """A part of a longer job, for work that counts its own progress from nought: ``before`` of ``total`` is done already.

    Cancelling the job cancels its stages.
    """

    __slots__ = ("_before", "_job", "_total")

    def __init__(self, job: Job, before: int, total: int) -> None:
        super().__init__(job.limits)
        self._job = job
        self._before = before
        self._total = total

    @property
    def cancelled(self) -> bool:
        """Whether the job was cancelled."""
        return self._job.cancelled

    def cancel(self) -> None:
        self._job.cancel()

    def advance(self, amount: int) -> None:
        """Count ``amount`` as done: what is reported from here on comes on top of it."""
        self._before += amount

    def check(self) -> None:
        self._job.check()

    def report(self, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - the job has its own total
        self._job.report(self._before + done, self._total, what)
