"""Hashes of an open file are saved from the window, and the file is checked against them."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.cli import main
from inspector.jobs import Job
from inspector.operations import manifest as module
from inspector.tensors.hashing import tensor_hashes
from inspector.ui.inspection.page import Page
from inspector.ui.window.check_dialog import CheckDialog
from inspector.ui.window.window import Window
from tests.ui.conftest import settle

WEIGHTS = {"layer.weight": np.arange(12, dtype=np.float32).reshape(3, 4), "layer.bias": np.ones(3, np.float32)}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    save_file(WEIGHTS, tmp_path / "model.safetensors")
    return tmp_path / "model.safetensors"


@pytest.fixture
def damaged(model: Path, tmp_path: Path) -> Path:
    """A copy in which bit 30 of the weight at [1, 2] is turned."""
    data = bytearray(model.read_bytes())
    value = np.float32(6).tobytes()
    at = data.rindex(value) + 3
    assert data.count(value) == 1
    data[at] ^= 1 << 6
    path = tmp_path / "damaged.safetensors"
    path.write_bytes(data)
    return path


def opened(window: Window, path: Path, qtbot: QtBot) -> Page:
    window.open_files([path])
    settle(qtbot, window)
    assert window.page is not None
    return window.page


def check_dialog(window: Window) -> CheckDialog:
    window.check_manifest()
    return window.findChildren(CheckDialog)[-1]


def test_hashes_are_saved_as_the_verb_saves_them(
    window: Window, model: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.save_manifest()  # without a file there is nothing to do
    opened(window, model, qtbot)
    target = tmp_path / "saved.manifest"
    asked: list[str] = []

    def answer(_parent: object, _title: str, proposed: str, _filters: str) -> tuple[str, str]:
        asked.append(Path(proposed).name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.save_manifest()
    qtbot.waitUntil(lambda: "Hashes of 2 tensors saved" in window.statusBar().currentMessage())
    assert asked == ["model.safetensors.manifest"]
    assert main(["hash", str(model), "-o", str(tmp_path / "by_verb")]) == 0
    assert target.read_bytes() == (tmp_path / "by_verb").read_bytes()
    target.write_text("an older one")  # replacing it was agreed to in the dialog
    window.statusBar().clearMessage()
    window.save_manifest()
    qtbot.waitUntil(lambda: "Hashes of 2 tensors saved" in window.statusBar().currentMessage())
    assert target.read_bytes() == (tmp_path / "by_verb").read_bytes()
    window.integrity.save(window.pages[0], tmp_path / "missing" / "x")
    qtbot.waitUntil(lambda: "there is no folder" in window.statusBar().currentMessage())


def test_damage_is_shown_with_its_element_and_bit(
    window: Window, model: Path, damaged: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    assert main(["hash", str(model), "-o", str(tmp_path / "good.manifest")]) == 0
    opened(window, damaged, qtbot)
    dialog = check_dialog(window)
    assert not dialog.check_button.isEnabled()
    dialog.manifest.line.setText(str(tmp_path / "good.manifest"))
    dialog.replica.line.setText(str(model))
    QTest.keyClick(dialog.replica.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.message.text() == "1 same, 1 damaged."
    assert dialog.message.property("role") == "error"
    (row,) = (dialog.findings.topLevelItem(at) for at in range(dialog.findings.topLevelItemCount()))
    assert row is not None
    assert row.text(0) == "layer.weight"
    assert row.text(1) == "damaged at [1, 2], bit 30: 00c00000 instead of 40c00000"
    dialog.replica.line.setText(str(tmp_path / "none.safetensors"))
    dialog.check()
    qtbot.waitUntil(lambda: "none.safetensors" in dialog.message.text())
    assert dialog.findings.topLevelItemCount() == 0
    dialog.manifest.line.setText(str(damaged))
    dialog.check()
    qtbot.waitUntil(lambda: "is not a manifest" in dialog.message.text())
    dialog.close()


def test_a_good_file_agrees_and_a_check_can_be_cancelled(
    window: Window, model: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["hash", str(model), "-o", str(tmp_path / "good.manifest")]) == 0
    opened(window, model, qtbot)
    dialog = check_dialog(window)
    dialog.manifest.line.setText(str(tmp_path / "good.manifest"))
    go_on = threading.Event()
    real = tensor_hashes

    def waiting(entry: object, job: Job) -> object:
        while not go_on.wait(0.01):
            job.check()
        return real(entry, job)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "tensor_hashes", waiting)
    dialog.check()
    qtbot.waitUntil(lambda: not dialog.stop_button.isHidden())
    assert (dialog.check_button.isEnabled(), dialog.manifest.isEnabled()) == (False, False)
    QTest.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert dialog.message.text() == "Cancelled."
    go_on.set()
    qtbot.waitUntil(lambda: dialog.check_button.isEnabled())
    dialog.check()
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.message.text() == "2 same."
    assert dialog.message.property("role") == "good"
    dialog.close()


def test_hashing_that_is_cancelled_says_how_to_go_on(
    window: Window, model: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window, model, qtbot)
    begun = threading.Event()

    def waiting(_entry: object, job: Job) -> object:
        begun.set()
        while True:
            job.check()

    monkeypatch.setattr(module, "tensor_hashes", waiting)
    window.integrity.save(page, tmp_path / "saved.manifest")
    qtbot.waitUntil(begun.is_set)
    window.runner.stop((page, "manifest"))
    assert "Hashing cancelled; it goes on" in window.statusBar().currentMessage()
    qtbot.waitUntil(lambda: not window.runner.is_busy(page))
    assert not (tmp_path / "saved.manifest").exists()
