"""Longer work of the GUI thread: events come between its steps, and threads wait for its end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from inspector.jobs import Job
from inspector.ui import steps
from inspector.ui.document.document import Document
from inspector.ui.inspection import page
from inspector.ui.inspection.page import Page
from inspector.ui.runner import JobRunner
from inspector.ui.steps import are_steps_under_way, take_steps
from inspector.ui.window.window import Window
from tests.ui.conftest import opened


def noting(events: list[str], count: int, seconds: float = 0.0) -> Iterator[None]:
    """So many steps that take so long."""
    for number in range(count):
        time.sleep(seconds)
        events.append(f"step {number}")
        yield


def test_short_steps_follow_one_another_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_TURN_S", 60)
    events: list[str] = []
    take_steps(QObject(), noting(events, 3))
    assert events == ["step 0", "step 1", "step 2"]
    assert not are_steps_under_way()


def test_events_come_between_longer_steps(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_TURN_S", 0)
    events: list[str] = []
    owner, beats = QObject(), QTimer()
    beats.timeout.connect(lambda: events.append("event"))
    beats.start(0)
    take_steps(owner, noting(events, 5, seconds=0.005))
    assert are_steps_under_way()
    qtbot.waitUntil(lambda: not are_steps_under_way())
    taken = [number for number, event in enumerate(events) if event != "event"]
    assert len(taken) == 5
    assert all(after - before > 1 for before, after in pairwise(taken)), events


def test_steps_end_when_they_are_not_wanted_any_more(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_TURN_S", 0)
    events: list[str] = []
    owner = QObject()
    take_steps(owner, noting(events, 9), lambda: len(events) < 2)
    qtbot.waitUntil(lambda: not are_steps_under_way())
    assert events == ["step 0", "step 1"]


def test_steps_end_with_their_owner(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_TURN_S", 0)
    events: list[str] = []
    owner = QObject()
    take_steps(owner, noting(events, 9))
    delete(owner)
    assert not are_steps_under_way()
    qtbot.wait(10)
    assert events == ["step 0"]


def test_threads_start_when_the_window_is_built(
    runner: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy thread beside the steps would make each of them take two or three times as long."""
    monkeypatch.setattr("inspector.ui.runner._MAX_BREATHS", 10_000)
    events: list[str] = []
    owner = QObject()
    take_steps(owner, noting(events, 20, seconds=0.005))
    runner.start((owner, "read"), lambda _job: events.append("thread"), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not runner.tasks)
    assert events.index("thread") > events.index("step 19")


def test_threads_do_not_wait_for_ever(runner: JobRunner, qtbot: QtBot) -> None:
    def endless() -> Iterator[None]:
        while True:
            time.sleep(0.005)
            yield

    owner = QObject()
    started: list[Job] = []
    take_steps(owner, endless())
    runner.start((owner, "read"), started.append, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: bool(started))
    assert are_steps_under_way()


def test_classes_of_widgets_are_known_before_the_first_document_is_shown(
    window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To find them takes as long as to make all widgets of a document."""
    events: list[str] = []
    show = Page._show_document

    def shown(tab: Page, document: Document) -> None:
        events.append("shown")
        show(tab, document)

    monkeypatch.setattr(page, "_know_all_widgets", lambda: events.append("known"))
    monkeypatch.setattr(Page, "_show_document", shown)
    opened(qtbot, window, path)
    assert events == ["known", "shown"]
