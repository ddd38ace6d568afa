"""Extracting in the window: the tray, copying and dragging rows, merged checkpoints, and what must stay open for them."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QCoreApplication, QEventLoop, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file, save_file

import inspector
from inspector.errors import CheckpointError, InspectorError
from inspector.export.execution import Report
from inspector.export.plan import Plan
from inspector.jobs import Job
from inspector.resources import resource
from inspector.ui.extraction import dragging
from inspector.ui.extraction.choices import Choices, file_name
from inspector.ui.extraction.dragging import FilePromise
from inspector.ui.extraction.plan_model import Column
from inspector.ui.extraction.rows import PromisedFile, RowsData, extended, rows_at, rows_in
from inspector.ui.extraction.tray import ExtractTray
from inspector.ui.page import DocumentView
from inspector.ui.window import Window
from tests.ui.conftest import settle


@pytest.fixture
def view(window: Window, qtbot: QtBot) -> DocumentView:
    """The example, opened."""
    window.open_files([resource("example.pth")])
    settle(qtbot, window)
    assert window.view is not None
    return window.view


def select(view: DocumentView, *keys: str) -> None:
    """Select rows by the dotted names of entries or groups."""
    tree = view.document.tree
    model = view.tree.view.selectionModel()
    model.clear()
    for node in range(len(tree)):
        if tree.key(node) in keys:
            model.select(view.tree.model.index_of(node), model.SelectionFlag.Select | model.SelectionFlag.Rows)


def lined_up(window: Window, view: DocumentView, qtbot: QtBot, *keys: str) -> ExtractTray:
    select(view, *keys)
    window.use_rows("tray")
    settle(qtbot, window)
    return window.desk.tray


def keys(tray: ExtractTray) -> list[str]:
    return [row.key for row in tray.plan.rows]


def exported(tray: ExtractTray, window: Window, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.written, timeout=20_000):
        tray.export_to(path)
    settle(qtbot, window)


def test_a_group_lines_up_with_all_below(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    assert sorted(keys(tray)) == ["model.hidden.bias", "model.hidden.weight"]
    assert tray.isVisibleTo(window)
    assert tray.export_button.isEnabled()
    assert "2 tensors" in tray.sums.text()


def test_two_layers_go_into_another_network(window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    tray.rename.setText("model.hidden.*=hidden1.*")
    tray.apply_renaming()
    settle(qtbot, window)
    exported(tray, window, tmp_path / "part.pth", qtbot)
    assert "read back and compared" in tray.state.text()
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
    assert tray.state.text() == "No key is like that."
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
    assert "1 element too large for the type" in tray.state.text()
    assert tray.state.property("role") == "warning"
    assert "1 element too large" in tray.model.index(0, Column.TYPE).data(Qt.ItemDataRole.ToolTipRole)


def test_the_new_file_is_opened_with_a_click(window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden")
    assert not tray.new_file.isVisible()
    exported(tray, window, tmp_path / "new.pth", qtbot)
    tray.new_file.open_button.click()
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.path == tmp_path / "new.pth"
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
    promise = window.desk._drags.promise(tray.plan, "x.safetensors", tray.fields.choices, str)
    assert len(PromisedFile(promise.paths).urls()) == 3


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
    qtbot.waitUntil(lambda: "exists already" in tray.state.text(), timeout=10_000)
    assert (tmp_path / "mine.pth").read_bytes() == b"mine"
    answer_with(monkeypatch, tmp_path / "mine.pth")  # which the dialog asks about
    with qtbot.waitSignal(tray.written, timeout=20_000):
        tray.export_button.click()
    assert tray.folder == str(tmp_path)
    answer_with(monkeypatch, tmp_path / "version.2")
    with qtbot.waitSignal(tray.written, timeout=20_000):
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
    with qtbot.waitSignal(window.desk.said, timeout=20_000) as said:
        window.use_rows("export")
    assert said.args == [f"Wrote 2 tensors, 21.0 KiB, to {written}; read back and compared, every byte is right."]
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
    assert sorted(keys(window.desk.tray)) == ["model.output.bias", "model.output.weight"]


def test_pasting_nothing_says_so(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("model.output")
    window.paste_rows()
    assert "no rows" in window.statusBar().currentMessage()


def test_a_drag_promises_a_file_and_writes_it_when_asked(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    arrangement = view.tree.model.arrangement
    node = view.document.tree.find("model.hidden.weight")
    assert node is not None
    rows = rows_at(view.document, arrangement, [node])
    asked: list[str] = []

    def write() -> list[Path]:
        asked.append("")
        return [Path("/somewhere/x.pth")]

    data = RowsData(rows, write)
    assert rows_in(data) is rows
    assert data.text() == "model.hidden.weight"
    assert data.hasUrls()
    assert not asked
    assert data.urls() == [QUrl.fromLocalFile("/somewhere/x.pth")]
    assert data.urls()
    assert len(asked) == 1


def test_the_file_of_a_drag_holds_the_rows(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    node = view.document.tree.find("model.hidden.weight")
    assert node is not None
    rows = rows_at(view.document, view.tree.model.arrangement, [node])
    choices = Choices.of("safetensors", "")
    plan = extended(Plan(), rows)
    (path,) = window.desk._drags.promise(plan, file_name(plan, choices.suffix), choices, str).paths()
    assert path.name == "example-model.hidden.weight.safetensors"
    assert load_file(path).keys() == {"model.hidden.weight"}


def test_rows_of_a_merged_checkpoint_are_dragged_out(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_file({"extra": np.arange(6, dtype=np.float32)}, tmp_path / "other.safetensors")
    window.open_files([tmp_path / "other.safetensors"])
    settle(qtbot, window)
    other = window.view
    assert other is not None
    window.merge(0, rows_at(other.document, other.tree.model.arrangement, [0]))
    settle(qtbot, window)
    merged = window.view
    assert merged is not None
    window.close_tab(0)
    window.close_tab(0)
    dropped: list[str] = []

    def drop_at_once(_source: object, data: QMimeData, _text: str) -> bool:
        dropped.extend(url.toLocalFile() for url in data.urls())
        return is_taken

    is_taken = True
    monkeypatch.setattr(dragging, "start_drag", drop_at_once)  # which takes over the mouse until it is dropped
    select(merged, "extra", "model.hidden.bias")
    window.use_rows("drag")
    (path,) = dropped
    assert window.statusBar().currentMessage().startswith("Wrote 2 tensors")
    assert torch.load(path, weights_only=True).keys() == {"extra", "model.hidden.bias"}

    is_taken = False
    window.use_rows("drag")
    assert window.statusBar().currentMessage() == "Nothing was dropped, and no file is left"
    assert Path(path).exists()
    assert not Path(dropped[1]).exists()


def test_a_drag_that_can_not_be_written_says_why(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    outcomes: list[dragging.Outcome] = []
    data = PromisedFile(window.desk._drags.promise(Plan(), "x.pth", Choices(), outcomes.append).paths)
    assert data.urls() == []
    assert bytes(data.data("text/uri-list").data()) == b"\r\n"  # none at all ends pcmanfm
    assert [str(outcome) for outcome in outcomes] == ["there is no tensor to export"]
    select(view, "args.lr")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dragging, "start_drag", lambda _source, data, _text: bool(data.urls()))
        window.use_rows("drag")
    assert window.statusBar().currentMessage() == "There is no tensor to export"


def test_a_file_manager_may_ask_again_while_it_waits(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    """As pcmanfm does: when the mouse comes in, and at the drop. Both get their answer, and the file is written once."""
    plan = Plan().added(view.document.checkpoint, view.document.checkpoint.tensors)
    outcomes: list[dragging.Outcome] = []
    promise = window.desk._drags.promise(plan, "x.pth", Choices(), outcomes.append)
    again: list[QUrl] = []
    QTimer.singleShot(0, lambda: again.extend(PromisedFile(promise.paths).urls()))
    first = PromisedFile(promise.paths).urls()
    assert first == again
    assert len(outcomes) == 1
    cancelled = window.desk._drags.promise(plan, "x.pth", Choices(), outcomes.append)
    QTimer.singleShot(0, lambda: again.extend(PromisedFile(cancelled.paths).urls()))
    QTimer.singleShot(0, lambda: window.runner.stop((cancelled, "write")))
    assert PromisedFile(cancelled.paths).urls() == []
    assert [len(again), str(outcomes[1])] == [1, "this was cancelled"]
    window.close()
    assert PromisedFile(window.desk._drags.promise(plan, "x.pth", Choices(), outcomes.append).paths).urls() == []


@pytest.mark.parametrize("is_held", [True, False])
def test_rows_held_over_a_file_manager_are_asked_to_stay(
    is_held: bool, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that asks before the drop takes none before it has its answer; one that asks at the drop needs no word."""
    told: list[str] = []
    is_enough = threading.Event()

    def work(_job: Job) -> Report:
        is_enough.wait()
        raise InspectorError("this was slow")

    def drag(_source: object, data: QMimeData, _text: str) -> bool:
        loop = QEventLoop()
        if not is_held:
            QTimer.singleShot(0, lambda: QTest.mouseRelease(window, Qt.MouseButton.LeftButton))
        QTimer.singleShot(0, data.urls)
        QTimer.singleShot(0, lambda: None if promise.paths() else loop.quit())
        QTimer.singleShot(200, is_enough.set)
        loop.exec()
        return False

    monkeypatch.setattr(dragging, "start_drag", drag)
    monkeypatch.setattr(dragging, "_HINT_MS", 1)
    promise = FilePromise(window.runner, work, lambda outcome: told.append(str(outcome)), Path("x.pth"))
    promise.drag(window, PromisedFile(promise.paths), "x", lambda: told.append("hold"))
    assert told[-1] == "this was slow"
    assert ("hold" in told) is is_held


def drop(target: QObject, data: QMimeData, place: QPoint) -> None:
    args = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(target, QDragEnterEvent(place, Qt.DropAction.CopyAction, *args))
    QCoreApplication.sendEvent(target, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, *args))


def rows_of(view: DocumentView, key: str) -> RowsData:
    node = view.document.tree.find(key)
    assert node is not None
    return RowsData(rows_at(view.document, view.tree.model.arrangement, [node]), tuple)


def test_rows_dropped_on_the_tray_line_up(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    window.show_tray(True)
    drop(window.desk.tray, rows_of(view, "model.output.bias"), QPoint(50, 50))
    settle(qtbot, window)
    assert keys(window.desk.tray) == ["model.output.bias"]


def test_rows_dropped_on_another_tab_make_a_merged_checkpoint(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    save_file({"extra": np.arange(6, dtype=np.float32)}, tmp_path / "other.safetensors")
    window.open_files([tmp_path / "other.safetensors"])
    settle(qtbot, window)
    other = window.view
    assert other is not None
    bar = window.tabs.tabBar()
    drop(bar, rows_of(other, "extra"), bar.tabRect(0).center())
    qtbot.waitUntil(lambda: len(window.pages) == 3, timeout=10_000)
    settle(qtbot, window)
    merged = window.view
    assert merged is not None
    assert window.page is not None
    assert window.page.title == "example + other (unsaved)"
    found = {entry.key for entry in merged.document.checkpoint.tensors}
    assert {"extra", "model.hidden.weight"} <= found

    window.close_tab(0)  # both files are still needed
    window.close_tab(0)
    settle(qtbot, window)
    checkpoint = merged.document.checkpoint
    np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[-1]), np.arange(6, dtype=np.float32))
    source = window.page.merged
    assert source is not None
    window.close_tab(0)
    with pytest.raises(CheckpointError):
        source.plan.sources[0].read(source.plan.tensors[0].entry)


def test_the_tray_outlives_the_tab_it_is_filled_from(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden.bias")
    source = view.document.checkpoint
    window.close_tab(0)
    exported(tray, window, tmp_path / "x.pth", qtbot)
    assert (tmp_path / "x.pth").exists()
    tray.clear()
    tray.undo_edit()
    exported(tray, window, tmp_path / "y.pth", qtbot)
    window.desk.let_go()
    with pytest.raises(CheckpointError):
        source.read(source.tensors[0])


def test_rows_over_the_window_do_not_write_a_file(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    written: list[int] = []
    node = view.document.tree.find("model.hidden.bias")
    assert node is not None
    rows = rows_at(view.document, view.tree.model.arrangement, [node])

    def write() -> list[Path]:
        written.append(1)
        return []

    drop(window, RowsData(rows, write), QPoint(10, 10))
    assert not written
    assert len(window.pages) == 1


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("model.hidden.bias", "example-model.hidden.bias.pth"),
        ("args.lr", "example-args.lr.pth"),
        ("model.hidden", "example-2-tensors.pth"),
        ("", "example-copy.pth"),
    ],
)
def test_names_of_dragged_files(view: DocumentView, key: str, name: str) -> None:
    tree = view.document.tree
    node = next(node for node in range(len(tree)) if tree.key(node) == key)
    assert file_name(extended(Plan(), rows_at(view.document, view.tree.model.arrangement, [node])), ".pth") == name


def test_a_merged_checkpoint_is_never_exported_onto_its_sources(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    source = tmp_path / "other.safetensors"
    save_file({"extra": np.arange(6, dtype=np.float32)}, source)
    before = source.read_bytes()
    window.open_files([source])
    settle(qtbot, window)
    other = window.view
    assert other is not None
    window.merge(0, rows_at(other.document, other.tree.model.arrangement, [0]))
    settle(qtbot, window)
    merged = window.view
    assert merged is not None
    tray = lined_up(window, merged, qtbot, "extra")
    window.close_tab(2)
    window.close_tab(1)
    settle(qtbot, window)
    tray.export_to(source, replace=True)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: tray.state.property("role") == "error", timeout=10_000)
    assert source.read_bytes() == before
    exported(tray, window, tmp_path / "new.pth", qtbot)  # its sources are still open
    assert torch.equal(torch.load(tmp_path / "new.pth", weights_only=True)["extra"], torch.arange(6.0))
