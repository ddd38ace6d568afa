"""Background work seen from the window: the one object that threads and the interface share.

A piece of work is a function of a :class:`~inspector.jobs.Job`; it runs in a thread of its own and its result comes back in
the GUI thread. Work is started in a *slot*, an owner and a purpose: newer work of the same slot displaces older, whose
result is then never delivered. Every piece of work ends in exactly one of: done, failed, or (cancelled, displaced) nothing.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from inspector.errors import InspectorError
from inspector.jobs import Cancelled, Job
from inspector.ui.steps import are_steps_under_way
from inspector.wording import tr, translatable

__all__ = ["JobRunner", "Purpose", "StoppedError", "Task"]

T = TypeVar("T")
Purpose = tuple[object, str]
"""The slot of a piece of work: who wants it, and what for."""

_SAMPLING_MS = 50
#: How long a thread waits before it starts, from the end of the step that asked for it, so that what the interface is just
#: building is first built and painted: with a busy thread beside it, every call into Qt may wait for the interpreter.
_BREATH_MS = 8
#: So often it waits again, since the interface is still being built.
_MAX_BREATHS = 25
#: So many jobs of one kind run at once: those of a thousand files dropped on the window would take all of its time.
_MAX_ALIKE = 8
_BUG = translatable("internal error, a bug in this program; the report has the details")


class StoppedError(InspectorError):
    """The user stopped the work; nothing is wrong with it."""


@dataclass(eq=False)
class Task:
    """One piece of work under way. ``what`` says it for the status bar; "" for work too short to speak of.

    Work that ``writes`` makes a file that somebody asked for: it is not ended with the window without a word.
    """

    purpose: Purpose
    what: str
    work: Callable[[Job], Any]
    done: Callable[[Any], object]
    failed: Callable[[InspectorError], object]
    discard: Callable[[Any], None] | None = None
    writes: bool = False
    job: Job = field(default_factory=Job)
    started: float = field(default_factory=time.monotonic)
    result: Any = None
    error: BaseException | None = None
    thread: threading.Thread | None = None

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return time.monotonic() - self.started


def _is_gone(owner: object) -> bool:
    """Whether Qt has deleted an owner, which had work begun after all its work was cancelled: by a timer, say."""
    return isinstance(owner, QObject) and not isValid(owner)


class JobRunner(QObject):
    """Starts work, delivers results, and ends everything with the window.

    ``changed`` comes at most 20 times a second while work is under way, and once when it has ended; ``crashed`` carries the
    exception of work that failed by a bug.
    """

    changed = Signal()
    crashed = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: dict[Purpose, Task] = {}
        self._threads: set[threading.Thread] = set()
        self._waiting = deque[Task]()
        self._closed = False
        self._ended.connect(self._deliver)
        self._sampling = QTimer(self)
        self._sampling.setInterval(_SAMPLING_MS)
        self._sampling.timeout.connect(self.changed)

    @property
    def tasks(self) -> list[Task]:
        """What is under way and still wanted, oldest first."""
        return list(self._current.values())

    @property
    def writing(self) -> list[str]:
        """What is under way that makes files, oldest first."""
        return [task.what for task in self._current.values() if task.writes]

    def stop_writing(self) -> None:
        """Stop all work that makes files, on the user's behalf."""
        for task in self.tasks:
            if task.writes:
                self.stop(task.purpose)

    def start(
        self,
        purpose: Purpose,
        work: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[InspectorError], object],
        what: str = "",
        discard: Callable[[T], None] | None = None,
        *,
        writes: bool = False,
    ) -> None:
        """Run ``work`` in a thread, then ``done`` with its result or ``failed`` with its error in this one.

        ``discard`` is called with a result that came although nobody wants it any more: the place to close what was opened.
        ``writes`` if it makes a file.
        """
        self.cancel(purpose)
        if self._closed:
            return
        task = Task(purpose, what, work, done, failed, discard, writes)
        self._current[purpose] = task
        self._sampling.start()
        QTimer.singleShot(0, self, lambda: self._launch_after(task, _MAX_BREATHS))

    def _launch_after(self, task: Task, breaths: int) -> None:
        """Launch a task after a breath, and after the steps that build the interface, but for that no more than so many."""
        if breaths and are_steps_under_way():
            QTimer.singleShot(_BREATH_MS, self, lambda: self._launch_after(task, breaths - 1))
        else:
            QTimer.singleShot(_BREATH_MS, self, lambda: self._launch(task))

    def _launch(self, task: Task) -> None:
        if self._current.get(task.purpose) is not task:
            return
        if self._has_room(task):
            task.thread = threading.Thread(target=self._run, args=(task,), name=f"job {task.purpose[1]}", daemon=True)
            self._threads.add(task.thread)
            task.thread.start()
        else:
            self._waiting.append(task)

    def _has_room(self, task: Task) -> bool:
        """Whether few enough jobs of its kind run; one that nobody wants any more does not count, since it may hang."""
        alike = (other for purpose, other in self._current.items() if purpose[1] == task.purpose[1])
        return sum(other.thread is not None for other in alike) < _MAX_ALIKE

    def _launch_waiting(self) -> None:
        """Launch what waited for others of its kind to end, in the order in which it was started."""
        if self._closed:
            return
        waiting, self._waiting = self._waiting, deque()
        while waiting and (self._current.get(waiting[0].purpose) is not waiting[0] or self._has_room(waiting[0])):
            self._launch(waiting.popleft())
        self._waiting.extendleft(reversed(waiting))

    def is_running(self, purpose: Purpose) -> bool:
        """Whether work of this slot is under way."""
        return purpose in self._current

    def is_busy(self, owner: object) -> bool:
        """Whether any work of an owner is under way."""
        return any(purpose[0] is owner for purpose in self._current)

    def cancel(self, purpose: Purpose) -> None:
        """Stop the work of one slot; it is not delivered, whatever it does from now on."""
        task = self._current.pop(purpose, None)
        if task is not None:
            task.job.cancel()
            self._changed_once()

    def stop(self, purpose: Purpose) -> None:
        """Stop the work of one slot on the user's behalf: its owner is told that it failed, so that no wait goes on."""
        task = self._current.get(purpose)
        self.cancel(purpose)
        if task is not None:
            task.failed(StoppedError(tr("cancelled")))

    def cancel_owner(self, owner: object) -> None:
        """Stop all work of one owner."""
        for purpose in [purpose for purpose in self._current if purpose[0] is owner]:
            self.cancel(purpose)

    def close(self, seconds: float = 2.0) -> None:
        """Stop everything and wait for the threads, at most ``seconds``; nothing is delivered any more.

        A thread that hangs in a read (a dead network drive) is left behind; it is a daemon and ends with the process.
        """
        self._closed = True
        for purpose in list(self._current):
            self.cancel(purpose)
        self._sampling.stop()
        deadline = time.monotonic() + seconds
        for thread in list(self._threads):
            thread.join(max(0.0, deadline - time.monotonic()))
        QCoreApplication.sendPostedEvents(self)  # what has come meanwhile may hold files, which are closed with it

    def _run(self, task: Task) -> None:
        """The body of a thread."""
        try:
            task.job.check()
            task.result = task.work(task.job)
        except BaseException as error:  # carried into the GUI thread, which sorts it out
            task.error = error
        with suppress(RuntimeError):  # the window, and this object with it, may be gone
            self._ended.emit(task)

    @Slot(object)
    def _deliver(self, task: Task) -> None:
        """In the GUI thread: hand over what came of a task, unless nobody wants it any more."""
        if task.thread is not None:
            self._threads.discard(task.thread)
        if self._current.get(task.purpose) is task and _is_gone(task.purpose[0]):
            self.cancel(task.purpose)
        if self._current.get(task.purpose) is not task:
            if task.error is None and task.discard is not None:
                task.discard(task.result)
            self._report_crash(task)
            return
        del self._current[task.purpose]
        try:
            if task.error is None:
                task.done(task.result)
            elif isinstance(task.error, InspectorError):
                task.failed(task.error)
            elif isinstance(task.error, MemoryError):
                task.failed(InspectorError(tr("not enough memory")))
            elif not isinstance(task.error, Cancelled):
                task.failed(InspectorError(tr(_BUG)))
                self._report_crash(task)
        finally:
            self._changed_once()

    def _report_crash(self, task: Task) -> None:
        if task.error is not None and not isinstance(task.error, InspectorError | MemoryError | Cancelled):
            self.crashed.emit(task.error)

    def _changed_once(self) -> None:
        self._launch_waiting()
        if not self._current:
            self._sampling.stop()
        self.changed.emit()
