"""Cycles are collected by the GUI thread, whichever thread makes objects."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from inspector.garbage import collector_paused
from inspector.ui.collector import Collector
from inspector.ui.runner import JobRunner


class Cycle:
    """Holds itself, and notes which thread deletes it."""

    def __init__(self, deleted_by: list[threading.Thread]) -> None:
        self._itself = self
        self._deleted_by = deleted_by

    def __del__(self) -> None:
        self._deleted_by.append(threading.current_thread())


def test_what_worker_threads_make_is_collected_by_the_gui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    deleted_by: list[threading.Thread] = []
    owner = object()

    def work(_job: object) -> None:
        for _ in range(2_000):  # for which Python itself would collect twice
            Cycle(deleted_by)

    runner.start((owner, "make"), work, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not runner.tasks)
    qtbot.waitUntil(lambda: len(deleted_by) == 2_000)
    assert set(deleted_by) == {threading.main_thread()}


def test_python_itself_does_not_collect() -> None:
    gc.enable()
    Collector()
    assert not gc.isenabled()


def test_nothing_is_collected_while_something_large_is_built() -> None:
    collector = Collector()
    deleted_by: list[threading.Thread] = []
    with collector_paused():
        for _ in range(2_000):
            Cycle(deleted_by)
        collector.collect()
        assert not deleted_by
    collector.collect()
    assert len(deleted_by) == 2_000


def test_only_what_is_due_is_collected() -> None:
    collector = Collector()
    gc.collect()
    deleted_by: list[threading.Thread] = []
    Cycle(deleted_by)
    collector.collect()
    assert not deleted_by
