"""Work that pauses while the window paints, and goes on afterwards."""

from __future__ import annotations

import gc
import threading
import time
from typing import Any
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import inspector
from inspector.jobs import Cancelled, Job
from inspector.resources import resource
from inspector.ui.document.document import document_of
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.runner import JobRunner
from inspector.ui.yielding_job import YieldingJob


class Painted(QWidget):
    """Notes that it was painted."""

    def __init__(self, events: list[str]) -> None:
        super().__init__()
        self._events = events

    def paintEvent(self, event: QPaintEvent) -> None:
        self._events.append("painted")


def test_work_goes_on_after_what_is_new_was_painted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.ui.yielding_job._MAX_PAUSE_S", 60)
    events: list[str] = []
    widget, job = Painted(events), YieldingJob(Job())
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: bool(events))

    def work() -> None:
        job.check()
        events.append("worked")

    events.clear()
    job.pause(widget)
    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.05)  # a step of the window that takes longer than painting does
    widget.update()
    qtbot.waitUntil(lambda: "worked" in events)
    thread.join()
    assert events == ["painted", "worked"]


def test_a_window_that_never_paints_does_not_stop_the_work() -> None:
    job = YieldingJob(Job())
    job.pause(QObject())
    job.check()  # no event comes meanwhile


def test_a_pause_outlives_the_work_that_it_was_for(qtbot: QtBot) -> None:
    """A timer that called what no longer exists would end the program."""
    painter, job = QObject(), YieldingJob(Job())
    alive = ref(job._free)
    job.pause(painter)
    del job
    qtbot.wait(4)  # the step has ended and the window paints
    gc.collect()
    assert alive() is not None
    qtbot.waitUntil(lambda: alive() is None)


def test_paused_work_can_be_cancelled() -> None:
    job = YieldingJob(Job())
    job.pause(QObject())
    job.cancel()
    with pytest.raises(Cancelled):
        job.check()


def test_reading_all_tensors_pauses_when_others_are_told(
    runner: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.ui.document.numbers._REFRESH_MS", 1)
    pauses: list[object] = []
    monkeypatch.setattr(YieldingJob, "pause", lambda _job, painter: pauses.append(painter))
    found = TensorNumbers._numbers_of

    def waiting(numbers: TensorNumbers, *args: Any) -> Any:
        deadline = time.monotonic() + 60
        while not pauses and time.monotonic() < deadline:
            time.sleep(0.001)
        return found(numbers, *args)

    monkeypatch.setattr(TensorNumbers, "_numbers_of", waiting)
    with inspector.open(resource("example.pth")) as checkpoint:
        numbers = TensorNumbers(document_of(checkpoint, Job()), runner)
        numbers.read_all()
        qtbot.waitUntil(lambda: not numbers.is_reading)
        assert pauses[0] is numbers
        assert len(numbers.known) == len([entry for entry in checkpoint.tensors if entry.values.has_numbers])
