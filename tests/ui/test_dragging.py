"""Dragging rows: out of the window, onto the tray, onto another tab; and what must stay open for them."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtCore import QCoreApplication, QEventLoop, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file, save_file

from inspector.errors import CheckpointError, InspectorError
from inspector.exporting.report import ExportReport
from inspector.jobs import Job
from inspector.operations.exporting import ExportOptions
from inspector.ui.extraction import dragging
from inspector.ui.extraction.choices import file_name, options_named
from inspector.ui.extraction.dragging import FilePromise
from inspector.ui.extraction.rows import PromisedFile, RowsData, extended, rows_at, rows_in
from inspector.ui.inspection.view import DocumentView
from inspector.ui.window.window import Window
from inspector.writing.plan import Plan
from tests.ui.conftest import settle
from tests.ui.extracting import exported, keys, lined_up, opened_example, select


@pytest.fixture
def view(window: Window, qtbot: QtBot) -> DocumentView:
    """The example, opened."""
    return opened_example(window, qtbot)


def test_a_drag_promises_a_file_and_writes_it_when_asked(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    tree_layout = view.tree.model.tree_layout
    node = view.document.tree.find("model.hidden.weight")
    assert node is not None
    rows = rows_at(view.document, tree_layout, [node])
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
    rows = rows_at(view.document, view.tree.model.tree_layout, [node])
    choices = options_named("safetensors", "")
    plan = extended(Plan(), rows)
    (path,) = window.extraction._drags.promise(plan, file_name(plan, choices.suffix), choices, str).paths()
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
    window.merge(window.tabs.tab(0), rows_at(other.document, other.tree.model.tree_layout, [0]))
    settle(qtbot, window)
    merged = window.view
    assert merged is not None
    window.tabs.close_tab(window.tabs.tab(0))
    window.tabs.close_tab(window.tabs.tab(0))
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
    data = PromisedFile(window.extraction._drags.promise(Plan(), "x.pth", ExportOptions(), outcomes.append).paths)
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
    promise = window.extraction._drags.promise(plan, "x.pth", ExportOptions(), outcomes.append)
    again: list[QUrl] = []
    QTimer.singleShot(0, lambda: again.extend(PromisedFile(promise.paths).urls()))
    first = PromisedFile(promise.paths).urls()
    assert first == again
    assert len(outcomes) == 1
    cancelled = window.extraction._drags.promise(plan, "x.pth", ExportOptions(), outcomes.append)
    QTimer.singleShot(0, lambda: again.extend(PromisedFile(cancelled.paths).urls()))
    QTimer.singleShot(0, lambda: window.runner.stop((cancelled, "write")))
    assert PromisedFile(cancelled.paths).urls() == []
    assert [len(again), str(outcomes[1])] == [1, "cancelled"]
    window.close()
    assert (
        PromisedFile(window.extraction._drags.promise(plan, "x.pth", ExportOptions(), outcomes.append).paths).urls()
        == []
    )


@pytest.mark.parametrize("is_held", [True, False])
def test_rows_held_over_a_file_manager_are_asked_to_stay(
    is_held: bool, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that asks before the drop takes none before it has its answer; one that asks at the drop needs no word."""
    told: list[str] = []
    is_enough = threading.Event()

    def work(_job: Job) -> ExportReport:
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
    return RowsData(rows_at(view.document, view.tree.model.tree_layout, [node]), tuple)


def test_rows_dropped_on_the_tray_line_up(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    window.show_tray(True)
    drop(window.extraction.tray, rows_of(view, "model.output.bias"), QPoint(50, 50))
    settle(qtbot, window)
    assert keys(window.extraction.tray) == ["model.output.bias"]


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

    window.tabs.close_tab(window.tabs.tab(0))  # both files are still needed
    window.tabs.close_tab(window.tabs.tab(0))
    settle(qtbot, window)
    checkpoint = merged.document.checkpoint
    np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[-1]), np.arange(6, dtype=np.float32))
    source = window.page.merged
    assert source is not None
    window.tabs.close_tab(window.tabs.tab(0))
    with pytest.raises(CheckpointError):
        source.plan.sources[0].read(source.plan.tensors[0].entry)


def test_the_tray_outlives_the_tab_it_is_filled_from(
    window: Window, view: DocumentView, qtbot: QtBot, tmp_path: Path
) -> None:
    tray = lined_up(window, view, qtbot, "model.hidden.bias")
    source = view.document.checkpoint
    window.tabs.close_tab(window.tabs.tab(0))
    exported(tray, window, tmp_path / "x.pth", qtbot)
    assert (tmp_path / "x.pth").exists()
    tray.clear()
    tray.undo_edit()
    exported(tray, window, tmp_path / "y.pth", qtbot)
    window.extraction.let_go()
    with pytest.raises(CheckpointError):
        source.read(source.tensors[0])


def test_rows_over_the_window_do_not_write_a_file(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    written: list[int] = []
    node = view.document.tree.find("model.hidden.bias")
    assert node is not None
    rows = rows_at(view.document, view.tree.model.tree_layout, [node])

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
    assert file_name(extended(Plan(), rows_at(view.document, view.tree.model.tree_layout, [node])), ".pth") == name


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
    window.merge(window.tabs.tab(0), rows_at(other.document, other.tree.model.tree_layout, [0]))
    settle(qtbot, window)
    merged = window.view
    assert merged is not None
    tray = lined_up(window, merged, qtbot, "extra")
    window.tabs.close_tab(window.tabs.tab(2))
    window.tabs.close_tab(window.tabs.tab(1))
    settle(qtbot, window)
    tray.export_to(source, replace=True)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: tray.state.property("role") == "error", timeout=10_000)
    assert source.read_bytes() == before
    exported(tray, window, tmp_path / "new.pth", qtbot)  # its sources are still open
    assert torch.equal(torch.load(tmp_path / "new.pth", weights_only=True)["extra"], torch.arange(6.0))
