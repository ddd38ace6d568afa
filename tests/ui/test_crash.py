"""After a bug of the program's own: a report, and everything that was open is still there and works."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import inspector
from inspector.resources import resource
from inspector.ui.window.crash import CrashDialog, install
from inspector.ui.window.window import Window
from tests.ui.conftest import settle


@pytest.fixture
def dialog(window: Window) -> CrashDialog:
    dialog = CrashDialog(window)
    install(dialog)
    return dialog


def fail() -> None:
    raise ZeroDivisionError("a bug")


def test_tabs_and_tray_survive_a_bug(
    window: Window, dialog: CrashDialog, qtbot: QtBot, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    window.open_files([resource("example.pth")])
    settle(qtbot, window)
    assert window.page is not None
    window.page.select_key("model.hidden.weight")
    settle(qtbot, window)
    window.use_rows("tray")
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: dialog.count == 1)
    assert dialog.isVisible()
    assert not dialog.isModal()
    report = dialog.text.toPlainText()
    assert report.startswith("Checkpoint Inspector ")
    assert "Qt 6." in report
    assert report.rstrip().endswith("ZeroDivisionError: a bug")
    assert "a bug" in capfd.readouterr().err
    dialog.close()
    window.page.select_key("model.hidden.bias")
    settle(qtbot, window)
    window.use_rows("tray")
    settle(qtbot, window)
    with qtbot.waitSignal(window.extraction.tray.written):
        window.extraction.tray.export_to(tmp_path / "saved.pth")
    with inspector.open(tmp_path / "saved.pth") as saved:
        assert [tensor.key for tensor in saved.tensors] == ["model.hidden.weight", "model.hidden.bias"]


def test_a_bug_in_every_repaint_is_one_dialog(dialog: CrashDialog, capfd: pytest.CaptureFixture[str]) -> None:
    for number in range(50):
        dialog.add(f"report {number}")
    assert dialog.text.toPlainText().count("report") == 20
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy the report")
    copy.click()
    assert QGuiApplication.clipboard().text().startswith("report 0")
    dialog.close()


def test_an_interrupt_is_no_bug(dialog: CrashDialog, capfd: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (dialog.count, dialog.isVisible()) == (0, False)
