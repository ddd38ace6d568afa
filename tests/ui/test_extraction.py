"""Extracting in the window: the tray, its edits and exports, and rows that are copied and pasted."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

import inspector
from inspector.exporting.report import ExportReport
from inspector.operations import exporting
from inspector.resources import resource
from inspector.ui.extraction.plan_model import Column
from inspector.ui.inspection.view import DocumentView
from inspector.ui.window.window import Window
from tests.ui.conftest import settle
from tests.ui.extracting import exported, keys, lined_up, opened_example, select


@pytest.fixture
def view(window: Window, qtbot: QtBot) -> DocumentView:
    """The example, opened."""
    return opened_example(window, qtbot)


def test_a_group_lines_up_with_all_below(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    assert sorted(keys(tray)) == ["model.hidden.bias", "model.hidden.weight"]
    assert tray.isVisibleTo(window)
    assert tray.export_button.isEnabled()
    assert "2 tensors" in tray.sums.text()


def test_all_that_a_filter_shows_lines_up_without_what_it_hides(
    window: Window, view: DocumentView, qtbot: QtBot
) -> None:
    view.tree.filter.setText("bias")
    settle(qtbot, window)
    view.tree.view.selectAll()
    settle(qtbot, window)
    assert len(view.selected_nodes) > 2  # groups, too
    window.use_rows("tray")
    settle(qtbot, window)
    names = keys(window.extraction.tray)
    assert {"model.hidden.bias", "model.output.bias"} <= set(names)
    assert not any("weight" in name for name in names)
    assert view.detail.header.facts.text().startswith(f"{len(names)} tensors")


def test_two_layers_go_into_another_network(window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    tray.rename.setText("model.hidden.*=hidden1.*")
    tray.apply_renaming()
    settle(qtbot, window)
    exported(tray, window, tmp_path / "part.pth", qtbot)
    assert "verified by reading it back" in tray.state.text()
    part = torch.load(tmp_path / "part.pth", weights_only=True)

    class Other(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.hidden1 = torch.nn.Linear(20, 256)

    other = Other()
    other.load_state_dict(part, strict=True)
    source = torch.load(resource("example.pth"), weights_only=False)["model"]
    assert torch.equal(other.hidden1.weight, source["hidden.weight"])


def test_a_key_is_typed_in_place_and_a_collision_is_shown(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    first = tray.model.index(0, Column.KEY)
    tray.model.setData(first, keys(tray)[1])
    settle(qtbot, window)
    assert "both be called" in tray.state.text()
    assert not tray.export_button.isEnabled()
    assert not tray.handle.isEnabled()
    assert first.data(Qt.ItemDataRole.ForegroundRole) is not None
    tray.undo_edit()
    settle(qtbot, window)
    assert tray.export_button.isEnabled()


def test_what_a_rule_would_do_shows_while_it_is_typed(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    first = tray.model.index(0, Column.KEY)
    before = keys(tray)

    tray.rename.setText("model.*=*")
    settle(qtbot, window)
    assert first.data() == before[0].removeprefix("model.")
    assert first.data(Qt.ItemDataRole.FontRole).italic()
    assert tray.state.text() == "Return renames 2 rows as shown."
    assert keys(tray) == before  # nothing is renamed yet, nor can it be written unseen
    assert not tray.export_button.isEnabled()

    tray.rename.setText("model.hidden.weight=model.hidden.bias")
    settle(qtbot, window)
    assert "both be called" in tray.state.text()
    tray.rename.setText("nothing=else")
    settle(qtbot, window)
    assert tray.state.text() == "No key matches."
    QTest.keyClick(tray.rename, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert tray.rename.text() == "nothing=else"  # to be mended
    tray.rename.setText("half a rule")
    settle(qtbot, window)
    assert tray.state.property("role") == "muted"  # it is being typed
    QTest.keyClick(tray.rename, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert tray.state.property("role") == "error"
    assert [first.data(), first.data(Qt.ItemDataRole.FontRole)] == [before[0], None]

    tray.rename.setText("model.*=*")
    QTest.keyClick(tray.rename, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert keys(tray) == [key.removeprefix("model.") for key in before]
    assert first.data(Qt.ItemDataRole.FontRole) is None
    assert tray.export_button.isEnabled()


def test_casting_says_what_it_costs(window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden.weight")
    tray.fields.format.setCurrentIndex(tray.fields.format.findData("safetensors"))
    tray.fields.dtype.setCurrentText("bfloat16")
    settle(qtbot, window)
    assert tray.model.index(0, Column.TYPE).data() == "float32 → bfloat16"
    exported(tray, window, tmp_path / "half.safetensors", qtbot)
    weight = torch.load(resource("example.pth"), weights_only=False)["model"]["hidden.weight"]
    error = (weight.bfloat16().float() - weight).abs().max()
    assert f"1 tensor cast, largest error {error:.3g}" in tray.state.text()
    assert tray.state.property("role") == "good"
    assert f"errors up to {error:.3g}; relative error" in tray.model.index(0, Column.TYPE).data(
        Qt.ItemDataRole.ToolTipRole
    )
    tray.undo_edit()
    assert "relative error" not in str(tray.model.index(0, Column.TYPE).data(Qt.ItemDataRole.ToolTipRole))


def test_elements_too_large_for_a_type_are_a_warning(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    torch.save({"w": torch.tensor([1.0, 1e6])}, tmp_path / "large.pth")
    window.open_files([tmp_path / "large.pth"])
    settle(qtbot, window)
    assert window.view is not None
    tray = lined_up(window, window.view, qtbot, "w")
    tray.fields.dtype.setCurrentText("float16")
    settle(qtbot, window)
    exported(tray, window, tmp_path / "half.pth", qtbot)
    assert "1 element overflowed" in tray.state.text()
    assert tray.state.property("role") == "warning"
    assert "1 element overflowed" in tray.model.index(0, Column.TYPE).data(Qt.ItemDataRole.ToolTipRole)


def test_the_new_file_is_opened_with_a_click(window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    assert not tray.new_file.isVisible()
    exported(tray, window, tmp_path / "new.pth", qtbot)
    tray.new_file.open_button.click()
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.location.path == tmp_path / "new.pth"
    tray.undo_edit()
    assert not tray.new_file.isVisible()


def test_a_safetensors_file_is_spread_over_shards(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    assert not tray.fields.shards.isEnabled()
    tray.fields.format.setCurrentIndex(tray.fields.format.findData("safetensors"))
    assert tray.fields.shards.isEnabled()
    tray.fields.shards.addItem("1 KB", 1000)
    tray.fields.shards.setCurrentText("1 KB")
    settle(qtbot, window)
    exported(tray, window, tmp_path / "new.safetensors", qtbot)
    assert "to new.safetensors.index.json and 2 shards" in tray.state.text()
    assert {path.name for path in tmp_path.glob("new*")} == {
        "new.safetensors.index.json",
        "new-00001-of-00002.safetensors",
        "new-00002-of-00002.safetensors",
    }


def test_a_type_the_format_lacks_is_an_obstacle(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden.weight")
    tray.fields.format.setCurrentIndex(tray.fields.format.findData("npz"))
    tray.fields.dtype.setCurrentText("bfloat16")
    settle(qtbot, window)
    assert "can't hold" in tray.state.text()
    assert not tray.export_button.isEnabled()


def test_the_optimizer_goes_in_one_click(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model", "optimizer", "epoch")
    assert any(key.startswith("optimizer.") for key in keys(tray))
    tray.optimizer.click()
    settle(qtbot, window)
    assert all(key.startswith("model.") or key == "epoch" for key in keys(tray))
    assert not tray.optimizer.isEnabled()
    assert tray.sums.text().endswith("; 1 value left out")


def test_edits_are_taken_back_and_made_again(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    both = keys(tray)
    tray.clear_button.click()
    assert keys(tray) == []
    tray.table.setFocus()
    QTest.keyClick(view.tree.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert keys(tray) == both
    tray.redo.click()
    assert [keys(tray), tray.redo.isEnabled()] == [[], False]
    tray.undo.click()
    tray.undo.click()
    assert [keys(tray), tray.undo.isEnabled()] == [[], False]
    lined_up(window, view, qtbot, "model.output")  # a new edit takes the place of those that were taken back
    assert not tray.redo.isEnabled()
    window.show_tray(False)
    QTest.keyClick(view.tree.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(keys(tray)) == 2  # nothing is edited unseen


def test_a_rule_that_was_applied_is_taken_back_from_its_own_line(
    window: Window, view: DocumentView, qtbot: QtBot
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    before = keys(tray)
    window.activateWindow()
    tray.rename.setFocus()
    QTest.keyClicks(tray.rename, "model.*=*")
    QTest.keyClick(tray.rename, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # what is being typed comes first
    assert tray.rename.text() == ""
    QTest.keyClick(tray.rename, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(tray.rename, Qt.Key.Key_Return)
    settle(qtbot, window)
    renamed = keys(tray)
    assert renamed == [key.removeprefix("model.") for key in before]
    QTest.keyClick(tray.rename, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [keys(tray), tray.rename.text()] == [before, ""]
    QTest.keyClick(tray.rename, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert keys(tray) == renamed


@pytest.mark.parametrize("ending", ["written", "cancelled"])
def test_one_export_at_a_time(
    ending: str, window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second click would end the first export without a word."""
    tray = lined_up(window, view, qtbot, "model.hidden")
    goes_on = threading.Event()
    real = exporting.write

    def slow(*args: Any, **options: Any) -> ExportReport:
        goes_on.wait()
        return real(*args, **options)

    monkeypatch.setattr("inspector.ui.extraction.tray.write", slow)
    tray.export_to(tmp_path / "x.pth")
    assert not tray.export_button.isEnabled()
    tray.rename.setText("no=where")
    settle(qtbot, window)
    tray.rename.setText("")
    settle(qtbot, window)
    assert not tray.export_button.isEnabled()  # all is well with the rows; it is the other export
    assert tray.handle.isEnabled()
    if ending == "cancelled":
        window.runner.stop((tray, "export"))
        assert [tray.state.text(), tray.state.property("role")] == ["Export cancelled; nothing was written.", "warning"]
    goes_on.set()
    qtbot.waitUntil(tray.export_button.isEnabled)
    assert (tmp_path / "x.pth").exists() is (ending == "written")


def test_rows_of_several_files_say_which_they_are_from(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden.bias")
    assert tray.model.index(0, Column.SOURCE).data() == ""
    save_file({"model.hidden.bias": np.zeros(3, np.float32)}, tmp_path / "other.safetensors")
    window.open_files([tmp_path / "other.safetensors"])
    settle(qtbot, window)
    other = window.view
    assert other is not None
    lined_up(window, other, qtbot, "model.hidden.bias")
    assert "model.hidden.bias of example.pth and model.hidden.bias of other.safetensors" in tray.state.text()
    tray.model.setData(tray.model.index(1, Column.KEY), "b")
    assert [tray.model.index(row, Column.SOURCE).data() for row in (0, 1)] == [
        "example.pth",
        "other.safetensors: model.hidden.bias",
    ]
    assert [index.row() for index in tray.table.selectionModel().selectedRows()] == [1]  # what was added last


def answer_with(monkeypatch: pytest.MonkeyPatch, path: Path | str, picked: str = "") -> None:
    """Let the next dialogs choose this name."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(path), picked or arguments[-1]))


def test_no_file_is_replaced_that_the_dialog_has_not_asked_about(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    (tmp_path / "mine.pth").write_bytes(b"mine")
    answer_with(monkeypatch, tmp_path / "mine")  # which is not there
    tray.export_button.click()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "exists already" in tray.state.text())
    assert (tmp_path / "mine.pth").read_bytes() == b"mine"
    answer_with(monkeypatch, tmp_path / "mine.pth")  # which the dialog asks about
    with qtbot.waitSignal(tray.written):
        tray.export_button.click()
    assert tray.folder == str(tmp_path)
    answer_with(monkeypatch, tmp_path / "version.2")
    with qtbot.waitSignal(tray.written):
        tray.export_button.click()
    assert (tmp_path / "version.2.pth").exists()


@pytest.mark.parametrize(
    ("name", "picked", "written"),
    [
        ("a.npz", "", "a.npz"),
        ("a", "", "a.pth"),
        ("a", "NumPy archive (*.npz)", "a.npz"),
        ("a.pth", "NumPy archive (*.npz)", "a.npz"),
        ("a.pt", "", "a.pt"),
    ],
)
def test_rows_are_exported_in_the_format_of_the_name_or_the_one_picked(
    name: str, picked: str, written: str, window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    select(view, "model.hidden")
    answer_with(monkeypatch, tmp_path / name, picked)
    with qtbot.waitSignal(window.extraction.said) as said:
        window.use_rows("export")
    assert said.args == [f"Wrote 2 tensors, 21.0 KiB to {written}; verified by reading it back."]
    with inspector.open(tmp_path / written) as checkpoint:
        assert checkpoint.format == ("npz" if written.endswith("npz") else "pytorch-zip")


def test_nothing_is_written_when_no_name_is_chosen(
    window: Window, view: DocumentView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    answer_with(monkeypatch, "")
    tray.export_button.click()
    assert not window.runner.tasks


def test_rows_are_taken_out_with_delete(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    place = tray.table.visualRect(tray.model.index(0, Column.KEY)).center()
    QTest.mouseClick(tray.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    left = keys(tray)[1:]
    QTest.keyClick(tray.table, Qt.Key.Key_Delete)
    assert keys(tray) == left


def test_very_many_rows_are_not_selected(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    save_file({f"a.{number}": np.zeros(1, np.float32) for number in range(1001)}, tmp_path / "many.safetensors")
    window.open_files([tmp_path / "many.safetensors"])
    settle(qtbot, window)
    assert window.view is not None
    tray = lined_up(window, window.view, qtbot, "a")
    selection = tray.table.selectionModel()
    assert [len(keys(tray)), selection.hasSelection(), selection.currentIndex().row()] == [1001, False, 0]
    lined_up(window, window.view, qtbot, "a.5")
    assert [index.row() for index in selection.selectedRows()] == [1001]


def test_copied_rows_are_pasted_and_their_keys_are_text(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    select(view, "model.output")
    window.use_rows("copy")
    assert QGuiApplication.clipboard().text() == "model.output"
    window.paste_rows()
    settle(qtbot, window)
    assert sorted(keys(window.extraction.tray)) == ["model.output.bias", "model.output.weight"]


def test_pasting_nothing_says_so(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("model.output")
    window.paste_rows()
    assert "no rows" in window.statusBar().currentMessage()
