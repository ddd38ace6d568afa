"""Checkpoints put together in the window: equal keys are asked about, sources shown, nothing unsaved is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file, save_file

from inspector.ui.extraction.merge_dialog import MergeDialog
from inspector.ui.extraction.plan_model import Column
from inspector.ui.extraction.rows import rows_at
from inspector.ui.window.session_keeper import SessionKeeper
from inspector.ui.window.window import Window
from inspector.writing.plan import PlannedTensor
from tests.ui.conftest import settle
from tests.ui.extracting import keys, lined_up


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files of one name in two folders, with a layer that both have."""
    paths = []
    for number, folder in enumerate(("old", "new")):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "model.safetensors")
        save_file(
            {
                "hidden.weight": np.full((2, 3), number, np.float32),
                "hidden.bias": np.full(2, number, np.float32),
                f"only.{folder}": np.zeros(1, np.float32),
            },
            paths[-1],
        )
    return paths


@pytest.fixture
def dropped(window: Window, qtbot: QtBot, files: list[Path]) -> MergeDialog:
    """The question after all of the second file was dropped on the tab of the first."""
    window.open_files(files)
    settle(qtbot, window)
    source = window.pages[1].view
    assert source is not None
    window.merge(window.pages[0], rows_at(source.document, source.tree.model.tree_layout, [0]))
    (dialog,) = window.findChildren(MergeDialog)
    return dialog


def values(window: Window) -> dict[str, list[float]]:
    """The tensors of the checkpoint in front, by key."""
    assert window.view is not None
    checkpoint = window.view.document.checkpoint
    assert len({tensor.key for tensor in checkpoint.tensors}) == len(checkpoint.tensors)
    return {tensor.key: checkpoint.read(tensor).ravel().tolist() for tensor in checkpoint.tensors}


def action(window: Window, text: str) -> QAction:
    return next(action for action in window.findChildren(QAction) if text in action.text())


def answer(window: Window, text: str) -> None:
    """Click a button of the question whether to save."""
    question = window.merging.question
    assert question is not None
    next(button for button in question.buttons() if text in button.text()).click()


def test_rows_dropped_on_equal_keys_replace_them(window: Window, dropped: MergeDialog, qtbot: QtBot) -> None:
    assert len(window.pages) == 2  # nothing is done before the answer
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    assert values(window) == {"hidden.bias": [1, 1], "hidden.weight": [1] * 6, "only.new": [0], "only.old": [0]}
    assert window.page is not None
    window.page.select_key("hidden.bias")
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.detail.header.facts.text().endswith("from new/model.safetensors")
    window.front_tab.show_summary()
    settle(qtbot, window)
    assert (
        "3 rows from new/model.safetensors · 1 row from old/model.safetensors" in window.view.detail.header.facts.text()
    )
    tree = window.view.tree.model
    node = window.view.document.tree.find("only.old")
    assert node is not None
    assert "from old/model.safetensors" in tree.row_tip(node)


def test_rows_dropped_on_equal_keys_are_kept_beside_them(window: Window, dropped: MergeDialog, qtbot: QtBot) -> None:
    dropped.keep_both.setChecked(True)
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    found = values(window)
    assert found["hidden.bias"] == [0, 0]
    assert found["model.hidden.bias"] == [1, 1]
    assert len(found) == 6


def test_rows_dropped_on_equal_keys_are_renamed(window: Window, dropped: MergeDialog, qtbot: QtBot) -> None:
    merge = dropped.buttons.button(dropped.buttons.StandardButton.Ok)
    for rules, problem in (
        ("hidden.*", "form OLD=NEW"),
        ("hidden.weight=x", "1 key would be there twice."),
        ("", "2 keys"),
    ):
        dropped.rules.textEdited.emit(rules)
        dropped.rules.setText(rules)
        assert problem in dropped.state.text()
        assert not merge.isEnabled()
    dropped.rules.setText("hidden.*=hidden1.*")
    assert merge.isEnabled()
    merge.click()
    settle(qtbot, window)
    assert values(window)["hidden1.weight"] == [1] * 6


def test_a_dismissed_question_merges_nothing(window: Window, dropped: MergeDialog) -> None:
    dropped.buttons.rejected.emit()
    assert len(window.pages) == 2


def test_the_tray_tells_rows_of_merged_checkpoints_apart(window: Window, dropped: MergeDialog, qtbot: QtBot) -> None:
    dropped.keep_both.setChecked(True)
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    assert window.view is not None
    tray = lined_up(window, window.view, qtbot, "hidden.bias", "model.hidden.bias")
    assert keys(tray) == ["hidden.bias", "model.hidden.bias"]
    sources = [tray.model.index(row, Column.SOURCE).data() for row in range(2)]
    assert sources == ["old/model.safetensors", "new/model.safetensors: hidden.bias"]
    assert [row.entry.key for row in tray.plan.rows if isinstance(row, PlannedTensor)] == ["hidden.bias"] * 2


def test_a_merged_checkpoint_is_saved_and_its_file_takes_its_place(
    window: Window, dropped: MergeDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = action(window, "Save merged")
    assert not save.isEnabled()
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    assert save.isEnabled()
    target = tmp_path / "saved.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    save.trigger()
    assert window.page is not None
    assert window.page.merged is not None
    window.page.select_key("hidden.bias")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    save.trigger()
    qtbot.waitUntil(lambda: window.page is not None and window.page.location.path == target)
    settle(qtbot, window)
    assert len(window.pages) == 3
    assert window.page.selected_key == "hidden.bias"
    assert load_file(target)["hidden.bias"].tolist() == [1, 1]
    assert not save.isEnabled()


def test_closing_the_window_asks_what_becomes_of_unsaved_work(
    window: Window, dropped: MergeDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    window.tabs.setCurrentIndex(0)
    assert not window.close()
    assert window.page is window.pages[2]
    answer(window, "Cancel")
    assert window.isVisible()
    assert len(window.pages) == 3

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "saved.safetensors"), ""))
    assert not window.close()
    answer(window, "Save")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert load_file(tmp_path / "saved.safetensors")["hidden.bias"].tolist() == [1, 1]


def test_closing_a_tab_asks_what_becomes_of_unsaved_work(window: Window, dropped: MergeDialog, qtbot: QtBot) -> None:
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    window.close_current()
    window.close_current()
    assert len(window.findChildren(QMessageBox)) == 1
    assert len(window.pages) == 3
    answer(window, "Close without saving")
    assert len(window.pages) == 2
    window.close_current()  # of a file: no question
    assert len(window.pages) == 1


def test_the_session_keeps_what_is_unsaved(window: Window, dropped: MergeDialog, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "config"
    keeper = SessionKeeper(window, window, folder)
    dropped.keep_both.setChecked(True)
    dropped.buttons.accepted.emit()
    settle(qtbot, window)
    before = values(window)
    keeper.save()
    keeper.release()
    window.tabs.close_all(window.all_tabs)

    again = SessionKeeper(window, window, folder)
    again.begin(restore=True)
    qtbot.waitUntil(lambda: len(window.pages) == 3)
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.title == "model + model (unsaved)"
    assert values(window) == before
    again.release()
