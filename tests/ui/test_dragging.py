"""Dragging rows: out of the window, onto the tray, onto another tab; and what must stay open for them."""

from __future__ import annotations

import io
import os
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PySide6.QtCore import (
    QCoreApplication,
    QDir,
    QEvent,
    QEventLoop,
    QMimeData,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDrag
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file, save_file

from inspector.errors import CheckpointError, InspectorError
from inspector.exporting.report import ExportReport
from inspector.exporting.writers import writer_for
from inspector.jobs import Job
from inspector.operations.exporting import ExportOptions
from inspector.ui.extraction import dragging, held_drop
from inspector.ui.extraction.choices import file_name, options_named
from inspector.ui.extraction.dragging import FilePromise
from inspector.ui.extraction.rows import PromisedFile, RowsData, extended, rows_at, rows_in
from inspector.ui.inspection.view import DocumentView
from inspector.ui.widgets.offer_bar import OfferBar
from inspector.ui.window.window import Window
from inspector.writing.plan import Plan
from tests.ui.conftest import settle
from tests.ui.drags import dropped, entering
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

    def drop_at_once(drag: QDrag) -> bool:
        dropped.extend(url.toLocalFile() for url in drag.mimeData().urls())
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
    assert window.statusBar().currentMessage() == "Export cancelled; nothing was written."
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
        patch.setattr(dragging, "start_drag", lambda drag: bool(drag.mimeData().urls()))
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


@dataclass
class FileManager:
    """Another program that a drag ends over: it asks at once what is dragged, and says whether it takes that.

    Stands in for the platform's drag, which takes over the mouse: Qt's own one passes the release on to it.
    """

    takes: bool = True
    takes_when_asked_again: bool = False
    seen: list[Path] = field(default_factory=list)
    copied: list[bytes] = field(default_factory=list)

    def drag(self, drag: QDrag) -> bool:
        loop = QEventLoop()
        source = drag.source()
        assert isinstance(source, QWidget)
        manager = self

        class Mouse(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.MouseMove and manager.takes_when_asked_again:
                    drag.actionChanged.emit(Qt.DropAction.CopyAction)
                if event.type() == QEvent.Type.MouseButtonRelease:
                    loop.quit()
                return event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)

        mouse = Mouse()
        source.installEventFilter(mouse)
        self.seen = [Path(url.toLocalFile()) for url in drag.mimeData().urls()]
        assert not any(path.exists() for path in self.seen)
        if self.takes:
            drag.actionChanged.emit(Qt.DropAction.CopyAction)
        QTimer.singleShot(10, lambda: QTest.mouseRelease(source, Qt.MouseButton.LeftButton, pos=QPoint(-2000, -2000)))

        def look() -> None:
            if self.is_cancelled:
                loop.quit()

        cancelled = QTimer(source)
        cancelled.timeout.connect(look)
        cancelled.start(10)
        loop.exec()
        cancelled.stop()
        self.copied = [path.read_bytes() for path in self.seen if path.exists()]
        return (self.takes or self.takes_when_asked_again) and not self.is_cancelled

    is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> FileManager:
    manager = FileManager()
    monkeypatch.setattr(dragging, "can_hold", lambda: True)
    monkeypatch.setattr(dragging, "start_drag", manager.drag)
    monkeypatch.setattr(held_drop, "QDrag", SimpleNamespace(cancel=manager.cancel))
    monkeypatch.setattr(held_drop, "_GRACE_MS", 200)
    return manager


@pytest.mark.parametrize("answers", ["at once", "when asked again"])
def test_a_hasty_drop_waits_for_its_file(
    answers: str, window: Window, view: DocumentView, qtbot: QtBot, manager: FileManager
) -> None:
    """The path is told while rows hang over a file manager, and the file is whole before it sees the drop."""
    manager.takes, manager.takes_when_asked_again = answers == "at once", answers != "at once"
    select(view, "model.hidden.bias")
    names = []
    for _ in range(2):
        window.use_rows("drag")
        names += [path.name for path in manager.seen]
        (content,) = manager.copied
        assert torch.load(io.BytesIO(content), weights_only=True).keys() == {"model.hidden.bias"}
    assert names == ["example-model.hidden.bias.pth", "example-model.hidden.bias-2.pth"]
    assert window.statusBar().currentMessage().startswith("Wrote 1 tensor")


def test_what_nothing_takes_is_offered_to_be_saved(
    window: Window,
    view: DocumentView,
    qtbot: QtBot,
    manager: FileManager,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager.takes = False
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "saved.safetensors"), ""))
    select(view, "model.hidden.bias")
    window.use_rows("drag")
    assert manager.copied == []
    (bar,) = window.findChildren(OfferBar)
    button = next(button for button in bar.findChildren(QPushButton) if "Save" in button.text())
    button.click()
    qtbot.waitUntil(lambda: (tmp_path / "saved.safetensors").exists())
    settle(qtbot, window)
    assert load_file(tmp_path / "saved.safetensors").keys() == {"model.hidden.bias"}
    assert not window.findChildren(OfferBar)


@pytest.mark.parametrize("ending", ["fails", "is cancelled"])
def test_a_drop_whose_file_can_not_be_written_is_none(ending: str, window: Window, manager: FileManager) -> None:
    told: list[str] = []
    is_enough = threading.Event()

    def work(_job: Job) -> ExportReport:
        is_enough.wait()
        raise InspectorError("the disk is full")

    def end() -> None:
        if ending == "fails":
            is_enough.set()
        else:
            window.runner.stop((promise, "write"))

    path = Path("x.pth")
    promise = FilePromise(window.runner, work, lambda outcome: told.append(str(outcome)), path, path)
    QTimer.singleShot(150, end)
    promise.drag(window, PromisedFile(promise.paths), "x", lambda: told.append("offered"))
    is_enough.set()
    assert manager.is_cancelled
    assert told == ["the disk is full" if ending == "fails" else "cancelled"]


def test_shards_are_dragged_as_one_folder(window: Window, view: DocumentView, qtbot: QtBot) -> None:
    plan = Plan().added(view.document.checkpoint, view.document.checkpoint.tensors)
    choices = ExportOptions(writer_for(Path("x.safetensors")), max_shard_nbytes=1 << 14)
    (folder,) = window.extraction._drags.promise(plan, "x.safetensors", choices, str).paths()
    assert folder.name == "x"
    assert "x.safetensors.index.json" in {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("free", "place"), [({"tmp": 1 << 30, "cache": 1 << 40}, "tmp"), ({"tmp": 1 << 20, "cache": 1 << 40}, "cache"),
                        ({"tmp": 1 << 20, "cache": 1 << 10}, "tmp")],
)  # fmt: skip
def test_a_dragged_file_is_written_where_there_is_room(
    free: dict[str, int],
    place: str,
    window: Window,
    view: DocumentView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The system's folder for such files may be in memory, and smaller than what is dragged."""
    for name in free:
        (tmp_path / name).mkdir()
    monkeypatch.setattr(QDir, "tempPath", lambda: str(tmp_path / "tmp"))
    monkeypatch.setattr(dragging, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(dragging, "_free_nbytes", lambda folder: free[folder.name])
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = [tmp_path / place / f"checkpoint-inspector-drags-{pid}-abcdef" for pid in (gone.pid, os.getpid())]
    recent = tmp_path / place / f"checkpoint-inspector-drags-{gone.pid}-ghijkl"
    for folder in (*left, recent):
        folder.mkdir()
    for folder in left:
        os.utime(folder, (0, 0))
    plan = Plan().added(view.document.checkpoint, view.document.checkpoint.tensors)
    (path,) = window.extraction._drags.promise(plan, "x.pth", ExportOptions(), str).paths()
    assert path.is_relative_to(tmp_path / place)
    assert [folder.exists() for folder in (*left, recent)] == [False, True, True]
    window.close()
    assert not path.parents[1].exists()


def drop(target: QObject, data: QMimeData, place: QPoint) -> None:
    QCoreApplication.sendEvent(target, entering(place, data))
    QCoreApplication.sendEvent(target, dropped(place, data))


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
    qtbot.waitUntil(lambda: len(window.pages) == 3)
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
    qtbot.waitUntil(lambda: tray.state.property("role") == "error")
    assert source.read_bytes() == before
    exported(tray, window, tmp_path / "new.pth", qtbot)  # its sources are still open
    assert torch.equal(torch.load(tmp_path / "new.pth", weights_only=True)["extra"], torch.arange(6.0))
