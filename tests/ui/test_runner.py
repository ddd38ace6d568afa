from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from inspector.errors import CheckpointError, InspectorError
from inspector.jobs import Job
from inspector.ui.runner import JobRunner


class Owner:
    """Who starts work, and what came of it."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[str] = []

    def failed(self, error: InspectorError) -> None:
        self.errors.append(str(error))


def returning(result: str) -> Callable[[Job], str]:
    return lambda _job: result


def until_cancelled(job: Job) -> str:
    while True:
        job.check()
        time.sleep(0.001)


def test_results_come_back_in_the_thread_of_the_interface(runner: JobRunner, qtbot: QtBot) -> None:
    owner, threads = Owner(), []

    def work(job: Job) -> int:
        threads.append(threading.current_thread())
        return 1 << 40  # more than a Qt int holds

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        owner.results.append(result)

    runner.start((owner, "count"), work, done, owner.failed)
    qtbot.waitUntil(lambda: bool(owner.results))
    assert owner.results == [1 << 40]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert runner.tasks == []


def test_a_thread_starts_only_after_the_step_that_asked_for_it_was_painted(runner: JobRunner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.start((owner, "read"), until_cancelled, owner.results.append, owner.failed)
    task = runner.tasks[0]
    time.sleep(0.02)  # as long as a window may take to build what comes next
    QCoreApplication.processEvents()
    assert task.thread is None
    qtbot.waitUntil(lambda: task.thread is not None)


def test_newer_work_displaces_older_of_the_same_slot(runner: JobRunner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.start((owner, "read"), until_cancelled, owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: runner.tasks[0].thread is not None)
    for purpose, result in (("other", "other"), ("read", "newer")):
        runner.start((owner, purpose), returning(result), owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: len(owner.results) == 2)
    assert set(owner.results) == {"newer", "other"}
    assert owner.errors == []


def test_work_displaced_before_its_thread_began_never_runs(runner: JobRunner, qtbot: QtBot) -> None:
    owner, ran = Owner(), list[int]()

    def work(number: int) -> Callable[[Job], None]:
        return lambda _job: ran.append(number)

    for number in range(20):
        runner.start((owner, "read"), work(number), owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: bool(owner.results))
    assert ran == [19]


def test_cancelled_work_delivers_nothing(runner: JobRunner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.start((owner, "read"), until_cancelled, owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: runner.tasks[0].thread is not None)
    thread = runner.tasks[0].thread
    runner.cancel_owner(owner)
    assert thread is not None
    thread.join(60)
    qtbot.wait(20)
    assert (owner.results, owner.errors, runner.tasks) == ([], [], [])


def opening(runner: JobRunner, qtbot: QtBot) -> tuple[Owner, list[str], threading.Event]:
    """Who opens something, in a thread that ends when the event is set, and what was discarded."""
    owner, discarded, may_end = Owner(), list[str](), threading.Event()

    def work(_job: Job) -> str:
        may_end.wait(60)
        return "opened"

    runner.start((owner, "open"), work, owner.results.append, owner.failed, discard=discarded.append)
    qtbot.waitUntil(lambda: runner.tasks[0].thread is not None)
    return owner, discarded, may_end


def test_what_nobody_wants_any_more_is_discarded(runner: JobRunner, qtbot: QtBot) -> None:
    owner, discarded, may_end = opening(runner, qtbot)
    runner.cancel((owner, "open"))
    may_end.set()
    qtbot.waitUntil(lambda: bool(discarded))
    assert (discarded, owner.results) == (["opened"], [])


def test_what_has_come_when_everything_ends_is_discarded_at_once(runner: JobRunner, qtbot: QtBot) -> None:
    owner, discarded, may_end = opening(runner, qtbot)
    may_end.set()
    runner.close()  # nothing is delivered behind it: the runner goes with its window
    assert (discarded, owner.results) == (["opened"], [])


def test_work_of_a_widget_that_is_gone_is_discarded(runner: JobRunner, qtbot: QtBot) -> None:
    widget, told, discarded = QLabel(), list[str](), list[str]()
    runner.start(
        (widget, "read"), returning("text"), told.append, lambda error: told.append(str(error)), "", discarded.append
    )
    delete(widget)
    qtbot.waitUntil(lambda: bool(discarded))
    assert (told, runner.tasks) == ([], [])


def test_stopping_tells_the_owner(runner: JobRunner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.start((owner, "read"), until_cancelled, owner.results.append, owner.failed)
    runner.stop((owner, "read"))
    runner.stop((owner, "nothing"))
    assert owner.errors == ["cancelled"]


def test_the_fault_of_a_file_goes_to_the_owner(runner: JobRunner, qtbot: QtBot) -> None:
    owner = Owner()

    def work(_job: Job) -> None:
        raise CheckpointError("ends too soon", "a.pth")

    runner.start((owner, "open"), work, owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert owner.errors == ["a.pth: ends too soon"]


@pytest.mark.parametrize(("error", "crashes"), [(ZeroDivisionError("bug"), True), (MemoryError(), False)])
def test_other_faults_end_the_wait_and_bugs_are_reported(
    runner: JobRunner, qtbot: QtBot, error: Exception, crashes: bool
) -> None:
    owner, crashed = Owner(), list[BaseException]()
    runner.crashed.connect(crashed.append)

    def work(_job: Job) -> None:
        raise error

    runner.start((owner, "read"), work, owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert crashed == ([error] if crashes else [])
    assert len(owner.errors) == 1


def test_progress_is_sampled_while_work_is_under_way(runner: JobRunner, qtbot: QtBot) -> None:
    owner = Owner()

    def work(job: Job) -> str:
        job.report(1, 4, "halfway to half")
        return until_cancelled(job)

    runner.start((owner, "read"), work, owner.results.append, owner.failed, "Reading")
    qtbot.waitUntil(lambda: runner.tasks[0].job.progress.fraction == 0.25)
    with qtbot.waitSignals([runner.changed] * 3):
        pass
    assert runner.tasks[0].what == "Reading"
    runner.cancel((owner, "read"))
    with qtbot.assertNotEmitted(runner.changed, wait=150):
        pass


def test_few_jobs_of_a_kind_run_at_once_and_all_get_their_turn(runner: JobRunner, qtbot: QtBot) -> None:
    owners = [Owner() for _ in range(30)]
    hold, counting, counts = threading.Event(), threading.Lock(), [0, 0]

    def work(_job: Job) -> int:
        with counting:
            counts[0] += 1
            counts[1] = max(counts)
        hold.wait(60)
        with counting:
            counts[0] -= 1
        return 1

    for owner in owners:
        runner.start((owner, "open"), work, owner.results.append, owner.failed)
    other = Owner()
    runner.start((other, "values"), returning("at once"), other.results.append, other.failed)
    qtbot.waitUntil(lambda: other.results == ["at once"] and counts[0] == 8)
    runner.cancel((owners[0], "open"))  # hangs on, and nobody waits for it
    qtbot.waitUntil(lambda: counts[0] == 9)
    runner.cancel((owners[20], "open"))
    hold.set()
    qtbot.waitUntil(lambda: not runner.tasks)
    assert [len(owner.results) for owner in owners] == [0] + [1] * 19 + [0] + [1] * 9
    assert counts[1] == 9


def test_closing_ends_all_threads_and_starts_no_more(qtbot: QtBot) -> None:
    runner, owner = JobRunner(), Owner()
    for number in range(3):
        runner.start((owner, str(number)), until_cancelled, owner.results.append, owner.failed)
    qtbot.waitUntil(lambda: all(task.thread is not None for task in runner.tasks))
    threads = [task.thread for task in runner.tasks]
    runner.close()
    assert not any(thread is not None and thread.is_alive() for thread in threads)
    runner.start((owner, "late"), lambda _job: "late", owner.results.append, owner.failed)
    qtbot.wait(30)
    assert (owner.results, owner.errors, runner.tasks) == ([], [], [])
