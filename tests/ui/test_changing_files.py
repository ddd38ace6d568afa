"""A file that another program writes to while it is open: the window says so, and shows no numbers of both."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.ui.widgets.labels import ElidedLabel
from inspector.ui.window.window import Window
from tests.ui.conftest import opened, settle


def labels(window: Window) -> str:
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return "\n".join((*texts, *(label.text for label in window.findChildren(ElidedLabel) if label.isVisible())))


@pytest.mark.parametrize("panel", ["Values", "Histogram", "Heat map"])
@pytest.mark.parametrize("kept", [1.0, 0.5])
def test_a_panel_says_that_the_file_was_changed(
    panel: str, kept: float, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.safetensors"
    save_file({name: np.ones((300, 300), np.float32) for name in ("first", "second")}, path)
    window.open_files([path])
    settle(qtbot, window)
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.write(data[: int(len(data) * kept)].replace(np.float32(1).tobytes(), np.float32(2).tobytes()))
    os.truncate(path, int(len(data) * kept))
    assert window.page is not None
    assert window.view is not None
    window.page.select_key("second")
    settle(qtbot, window)
    assert window.view.detail.show_panel(panel)
    settle(qtbot, window)
    said = "was changed while it was read; open it again" if kept == 1 else "became shorter"
    assert said in labels(window)


def _go_away(path: Path) -> None:
    path.unlink()


def _become_a_page(path: Path) -> None:
    path.unlink()
    path.write_text("<!doctype html><p>Not found")


@pytest.mark.parametrize(
    ("fate", "sentence", "mark"),
    [
        (_go_away, "a.safetensors is no longer on disk. What is shown was read before.", "(deleted)"),
        (_become_a_page, "What is shown was read before.", "(outdated)"),
    ],
)
def test_what_was_read_stays_when_the_file_can_not_be_read_again(
    fate: Callable[[Path], None], sentence: str, mark: str, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.safetensors"
    save_file({"first": np.ones(3, np.float32), "second": np.ones(4, np.float32)}, path)
    view = opened(qtbot, window, path)
    assert view.select_key("second")
    fate(path)
    for _ in range(2):
        window.reload()
        settle(qtbot, window)
        assert window.view is view
        assert labels(window).count(sentence) == 1
        assert window.tabs.tabText(0) == f"a.safetensors {mark}"
        assert str(path) in (window.page.problems[0] if window.page else "")
    save_file({"second": np.ones(5, np.float32)}, path)
    window.reload()
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.selected_key == "second"
    assert [entry.numel for entry in window.view.document.checkpoint.tensors] == [5]
    assert "was read before" not in labels(window)
    assert window.tabs.tabText(0) == "a.safetensors"
    assert window.page is not None
    assert not window.page.problems
