"""Closing the window while a file is written: it is asked about, and never lost without a word."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from inspector.exporting.report import ExportReport
from inspector.jobs import Job
from inspector.operations import exporting
from inspector.ui.window.window import Window
from tests.ui.conftest import settle
from tests.ui.extracting import lined_up, opened_example


@pytest.fixture
def goes_on(window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """What lets an export to ``x.pth`` go on, which has begun and waits."""
    goes_on = threading.Event()
    real = exporting.write

    def slow(*args: Any, job: Job, **options: Any) -> ExportReport:
        goes_on.wait()
        job.check()
        return real(*args, job=job, **options)

    monkeypatch.setattr("inspector.ui.extraction.tray.write", slow)
    tray = lined_up(window, opened_example(window, qtbot), qtbot, "model.hidden")
    tray.export_to(tmp_path / "x.pth")
    yield goes_on
    goes_on.set()


def question(window: Window) -> QMessageBox:
    question = window.unfinished.question
    assert question is not None
    assert question.isVisible()
    return question


def press(window: Window, text: str) -> None:
    box = question(window)
    next(button for button in box.buttons() if button.text() == text).click()


def test_an_export_under_way_is_asked_about(
    window: Window, goes_on: threading.Event, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not window.close()
    assert not window.close()  # one question
    assert question(window).text() == "Writing x.pth is not done."
    press(window, "Keep writing")
    assert window.isVisible()
    assert window.runner.writing == ["Writing x.pth"]
    assert not window.close()
    press(window, "Cancel it and close")
    assert not window.isVisible()
    goes_on.set()
    assert not (tmp_path / "x.pth").exists()


def test_the_question_goes_when_the_file_is_written(
    window: Window, goes_on: threading.Event, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not window.close()
    goes_on.set()
    qtbot.waitUntil(lambda: window.unfinished.question is None)
    settle(qtbot, window)
    assert (tmp_path / "x.pth").exists()
    assert window.isVisible()
    assert window.extraction.tray.state.text().startswith("Wrote 2 tensors")
    assert window.close()


def test_reading_is_ended_with_the_window(window: Window, qtbot: QtBot) -> None:
    is_asked = threading.Event()
    window.runner.start((window, "read"), lambda _job: is_asked.wait(60), lambda _: None, lambda _: None, "Reading")
    closed = window.close()
    is_asked.set()
    assert closed
