from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.analysis.histogram import Histogram
from inspector.jobs import Job
from inspector.resources import resource
from inspector.sources.local_file import LocalFile
from inspector.ui.application import create_window
from inspector.ui.inspection.page import Page
from inspector.ui.inspection.view import DocumentView
from inspector.ui.plots.histogram_plot import HistogramPlot
from inspector.ui.tree.model import Column
from inspector.ui.widgets.file_manager import REVEAL_TEXT
from inspector.ui.widgets.message import Message
from inspector.ui.widgets.theme import current_theme
from inspector.ui.widgets.themes import DARK, LIGHT
from inspector.ui.window.recent_menu import RecentMenu
from inspector.ui.window.status import JobStrip
from inspector.ui.window.window import Window
from tests.ui.conftest import settle

ARRAYS: dict[str, npt.NDArray[Any]] = {
    "layer.0.weight": np.linspace(-1, 1, 600, dtype=np.float32).reshape(20, 30) ** 3,
    "layer.0.bias": np.zeros(30, np.float32),
    "layer.10.weight": np.arange(24, dtype=np.int64).reshape(2, 3, 4),
    "<b>odd\n": np.array([np.nan, np.inf, 1], np.float32),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "model & more.safetensors"
    save_file(ARRAYS, path, metadata={"format": "np", "note": "<i>x</i>"})
    return path


@pytest.fixture
def view(window: Window, path: Path, qtbot: QtBot) -> DocumentView:
    """The document of a file that was opened in a window."""
    return opened(qtbot, window, path)


def opened(qtbot: QtBot, window: Window, path: Path) -> DocumentView:
    window.open_files([path])
    settle(qtbot, window)
    assert window.view is not None
    return window.view


def rows(view: DocumentView) -> list[str]:
    """The names of the rows that are to be seen, from the top."""
    tree = view.tree.view
    names, index = [], tree.model().index(0, 0)
    while index.isValid():
        names.append(index.data())
        index = tree.indexBelow(index)
    return names


def click(view: DocumentView, key: str) -> None:
    """Click the row of an entry."""
    node = view.document.tree.find(key)
    assert node is not None
    tree = view.tree.view
    index = view.tree.model.index_of(node)
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())


def press(widget: QWidget, key: QKeySequence.StandardKey) -> None:
    QTest.keySequence(widget, QKeySequence(key))


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def drop(window: Window, *urls: QUrl) -> tuple[bool, bool]:
    """Drag files onto the window and let them go; returns what it accepted."""
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, modifiers)
    enter.ignore()
    QGuiApplication.sendEvent(window, enter)
    release = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, modifiers)
    release.ignore()
    QGuiApplication.sendEvent(window, release)
    return enter.isAccepted(), release.isAccepted()


def test_an_opened_file_shows_its_tree_and_its_summary(window: Window, view: DocumentView) -> None:
    assert rows(view) == ["layer", "10.weight", "0", "bias", "weight", "<b>odd\\n"]
    assert view.detail.header.title.text == "model & more.safetensors"
    assert "safetensors · 4 tensors · 657 parameters" in view.detail.header.facts.text()
    assert "model & more.safetensors" in window.windowTitle()
    assert window.tabs.tabText(0) == "model && more.safetensors"
    summary: Any = view.detail.panel("Summary")
    assert [share.dtype for share in summary.view.bar._shares] == ["float32", "int64"]
    assert {view.document.tree.key(cell.node) for cell in summary.view.treemap.cells if not cell.is_frame} >= {
        "layer.0.weight",
        "layer.10.weight",
    }


class TopLevelShows(QObject):
    """Notes whatever is shown as a window of its own: a widget without a parent would flash on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_is_shown_while_a_file_opens(window: Window, path: Path, qtbot: QtBot) -> None:
    watcher = TopLevelShows()
    application = QGuiApplication.instance()
    assert application is not None
    application.installEventFilter(watcher)
    for file in (path, resource("example.pth")):
        view = opened(qtbot, window, file)
        for title in view.detail.tabs.offered:
            view.detail.show_panel(title)
            settle(qtbot, window)
    application.removeEventFilter(watcher)
    assert watcher.shown == []


def test_a_click_shows_the_exact_histogram_and_the_numbers(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.0.weight")
    settle(qtbot, window)
    plot = view.detail.histogram.plot
    assert plot is not None
    assert plot.histograms
    array = ARRAYS["layer.0.weight"]
    edges = plot.histograms[0].edges
    assert (edges[0], edges[-1]) == (array.min(), array.max())
    np.testing.assert_array_equal(plot.histograms[0].counts, np.histogram(array.astype(np.float64), edges)[0])
    tiles = {name: tile.value for name, tile in view.detail.header.tiles.items()}
    assert (tiles["Min"], tiles["Max"], tiles["NaN"], tiles["Zeros"]) == ("-1", "1", "0", "0")
    assert float(tiles["Std"]) == pytest.approx(float(array.std()), rel=1e-4)
    assert view.detail.header.facts.text() == "20 × 30 · float32 · 600 elements · 2.34 KiB"


def test_the_arrow_keys_go_from_tensor_to_tensor(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.0.bias")
    QTest.keyClick(view.tree.view, Qt.Key.Key_Down)
    settle(qtbot, window)
    assert view.detail.header.title.text == "layer.0.weight"
    QTest.keyClick(view.tree.view, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert view.detail.header.title.text == "model & more.safetensors"
    assert view.tree.summary_button.isChecked()


def test_what_is_not_finite_is_counted_and_warned_of(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "<b>odd\n")
    settle(qtbot, window)
    tiles = view.detail.header.tiles
    assert (tiles["NaN"].value, tiles["Inf"].value) == ("1 (33.3%)", "1 (33.3%)")
    assert view.detail.header.title.text == "<b>odd\\n"
    click(view, "layer.0.bias")
    settle(qtbot, window)
    assert tiles["Zeros"].value == "all"


def test_logarithmic_counts_and_the_bin_under_the_mouse(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.0.weight")
    settle(qtbot, window)
    panel = view.detail.histogram
    assert panel.plot is not None
    panel.view.log.click()
    assert panel.plot.is_log
    assert panel.plot.histograms
    heights = panel.plot._bars[0].getData()[1]
    counts = panel.plot.histograms[0].counts
    np.testing.assert_allclose(heights[counts > 0], np.log10(counts[counts > 0]))
    said: list[str] = []
    panel.plot.hovered.connect(said.append)
    middle = panel.plot._view.mapViewToScene(QPointF(0.999, 0.1))
    panel.plot._hover(middle)
    assert said[-1].startswith(f"[{panel.plot.histograms[0].edges[-2]:.6g}, 1]")
    assert f": {counts[-1]}" in said[-1]
    assert panel.view.readout.text() == said[-1]
    panel.plot._hover(QPointF(-5, -5))
    assert panel.view.readout.text() == ""


def test_zooming_counts_the_part_shown_exactly(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.0.weight")
    settle(qtbot, window)
    plot = view.detail.histogram.plot
    assert plot is not None
    plot._view.setXRange(-0.01, 0.01, padding=0)
    qtbot.waitUntil(lambda: "zoomed range" in view.detail.histogram.view.state.text)
    assert plot.histograms
    low, high = plot.histograms[0].edges[0], plot.histograms[0].edges[-1]
    expected = np.histogram(ARRAYS["layer.0.weight"].astype(np.float64), 256, (low, high))[0]
    np.testing.assert_array_equal(plot.histograms[0].counts, expected)
    plot.show_all()
    assert plot.histograms[0].edges[0] == -1


def test_a_large_tensor_is_first_shown_from_a_sample(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.safetensors"
    save_file({"w": np.random.default_rng(0).normal(size=300_000).astype(np.float32)}, path)
    view = opened(qtbot, window, path)
    drawn: list[tuple[int, bool]] = []

    def draw(plot: HistogramPlot, histograms: tuple[Histogram], *names: Any, is_exact: bool, **more: Any) -> None:
        drawn.append((int(histograms[0].counts.sum()), is_exact))
        show(plot, histograms, *names, is_exact=is_exact, **more)

    show = HistogramPlot.show_histograms
    monkeypatch.setattr(HistogramPlot, "show_histograms", draw)
    exact = view.detail.histogram.show_statistics
    monkeypatch.setattr(
        view.detail.histogram, "show_statistics", lambda result: QTimer.singleShot(200, lambda: exact(result))
    )
    click(view, "w")
    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert drawn[0][0] <= 70_000
    assert drawn == [(drawn[0][0], False), (300_000, True)]


def test_the_filter_shows_what_it_finds_and_counts_it(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(view.tree.filter, "weight dtype:f32")
    settle(qtbot, window)
    assert rows(view) == ["layer.0.weight"]
    assert view.tree.count.text() == "1 of 4"
    QTest.keyClick(view.tree.filter, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert len(rows(view)) == 6
    assert view.tree.count.text() == "4"


def test_a_filter_that_can_not_be_understood_is_explained(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(view.tree.filter, "size>many")
    settle(qtbot, window)
    assert "takes a number" in view.tree.filter.problem.text()
    assert len(rows(view)) == 6
    view.tree.filter.clear()
    settle(qtbot, window)
    assert view.tree.filter.problem.isHidden()


def test_what_the_filter_hides_stays_on_the_right_and_is_selected_again(
    view: DocumentView, window: Window, qtbot: QtBot
) -> None:
    click(view, "layer.0.bias")
    settle(qtbot, window)
    view.tree.filter.setText("weight")
    settle(qtbot, window)
    assert view.detail.header.title.text == "layer.0.bias"
    assert view.selected_key == ""
    view.tree.filter.clear()
    settle(qtbot, window)
    assert view.selected_key == "layer.0.bias"


def test_going_to_a_hidden_tensor_clears_the_filter(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    view.tree.filter.setText("bias")
    settle(qtbot, window)
    assert view.select_key("layer.10.weight")
    settle(qtbot, window)
    assert (view.selected_key, view.tree.filter.text()) == ("layer.10.weight", "")
    assert view.detail.header.title.text == "layer.10.weight"


def test_return_in_the_filter_goes_to_the_first_match(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    window.focus_filter()
    QTest.keyClicks(view.tree.filter, "weight")
    settle(qtbot, window)
    QTest.keyClick(view.tree.filter, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert view.selected_key == "layer.10.weight"


def test_a_click_on_a_heading_sorts_and_that_is_remembered(
    view: DocumentView, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    another = tmp_path / "another.npz"
    np.savez(another, a=np.zeros(3), b=np.zeros(9))
    header = view.tree.view.header()
    place = QPoint(header.sectionViewportPosition(Column.SIZE) + 5, 5)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, window)
    smallest_first = rows(view)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, window)
    assert smallest_first == ["<b>odd\\n", "layer", "10.weight", "0", "bias", "weight"]
    assert rows(view) == ["layer", "0", "weight", "bias", "10.weight", "<b>odd\\n"]
    window.open_files([another])
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.tree.sorting == (Column.SIZE, True)  # and so is what is opened next
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, window)
    assert rows(view) == ["layer", "10.weight", "0", "bias", "weight", "<b>odd\\n"]  # as in the file
    assert window.settings.sorting == (-1, False)


def test_values_show_any_slice_and_are_copied(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.10.weight")
    settle(qtbot, window)
    assert view.detail.show_panel("Values")
    settle(qtbot, window)
    panel, array = view.detail.values.view, ARRAYS["layer.10.weight"]
    assert panel.model.index(2, 3).data() == str(array[0, 2, 3])
    panel.chooser.indices[0].setValue(1)
    settle(qtbot, window)
    assert panel.model.index(2, 3).data() == str(array[1, 2, 3])
    assert panel.chooser.row_axis is not None
    assert panel.chooser.column_axis is not None
    panel.chooser.row_axis.setCurrentIndex(2)  # the axis across: they change places
    settle(qtbot, window)
    assert panel.chooser.column_axis.currentIndex() == 1
    assert panel.model.index(3, 2).data() == str(array[1, 2, 3])
    panel.chooser.column_axis.setCurrentIndex(0)
    settle(qtbot, window)
    assert (panel.model.rowCount(), panel.model.columnCount()) == (4, 2)
    panel.table.setFocus()
    panel.table.selectColumn(1)
    press(panel.table, QKeySequence.StandardKey.Copy)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Copied 4" in panel.state.text)
    assert clipboard() == "\n".join(str(number) for number in array[1, 0, :])


def test_the_tab_one_goes_to_stays_for_the_next_tensor(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.0.bias")
    settle(qtbot, window)
    to_info = next(action for action in window.findChildren(QAction) if action.text().endswith("Info"))
    QTest.keySequence(window, to_info.shortcut())
    click(view, "layer.0.weight")
    settle(qtbot, window)
    assert view.detail.current_panel is view.detail.panel("Info")
    view.tree.select_node(None)
    settle(qtbot, window)
    assert view.detail.current_panel is view.detail.panel("Summary")


def test_keys_snippets_and_shapes_are_copied(view: DocumentView, window: Window, qtbot: QtBot) -> None:
    click(view, "layer.10.weight")
    settle(qtbot, window)
    press(view.tree.view, QKeySequence.StandardKey.Copy)
    assert clipboard() == "layer.10.weight"
    actions = {action.text(): action for action in view.menu().actions()}
    actions["Copy file path"].trigger()
    assert clipboard() == str(view.document.checkpoint.path)
    assert REVEAL_TEXT in actions
    actions["Copy shape"].trigger()
    assert clipboard() == "(2, 3, 4)"
    actions["Copy as Python"].trigger()
    found: dict[str, Any] = {}
    exec(clipboard().replace('framework="pt"', 'framework="np"'), found)
    np.testing.assert_array_equal(found["tensor"], ARRAYS["layer.10.weight"])
    view.tree.view.selectAll()
    assert {action.text() for action in view.menu().actions()} >= {"Copy 6 keys"}
    window.use_rows("copy")
    assert set(clipboard().split("\n")) >= {"layer.10.weight", "layer.0.bias"}


def test_several_files_have_a_tab_each_and_open_once(window: Window, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.npz"
    np.savez(other, a=np.zeros(3))
    window.open_files([path, other])
    settle(qtbot, window)
    assert [page.title for page in window.pages] == ["model & more.safetensors", "other.npz"]
    assert window.page is window.pages[0]
    window.open_files([other])
    settle(qtbot, window)
    assert (len(window.pages), window.page) == (2, window.pages[1])
    QTest.keySequence(window, QKeySequence("Ctrl+Tab"))
    assert window.page is window.pages[0]
    first = window.page
    assert first.view is not None
    checkpoint = first.view.document.checkpoint
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Close))
    assert len(window.pages) == 1
    assert all(file._closing for file in checkpoint.files if isinstance(file, LocalFile))
    window.close_current()
    assert window.welcome.isVisible()


def test_files_are_dropped_on_the_window(window: Window, path: Path, qtbot: QtBot) -> None:
    assert drop(window, QUrl("https://example.org/model.pth")) == (False, False)
    assert drop(window, QUrl.fromLocalFile(str(path))) == (True, True)
    qtbot.waitUntil(lambda: window.page is not None)
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.path == path


def test_an_unreadable_file_is_explained_in_its_tab_and_can_be_tried_again(
    window: Window, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(path.read_bytes()[:50])
    window.open_files([broken])
    settle(qtbot, window)
    page = window.page
    assert page is not None
    assert page.view is None
    buttons = {button.text(): button for button in page.findChildren(QPushButton)}
    assert "broken.safetensors" in str(page.error)
    shutil.copy(path, broken)
    buttons["Try again"].click()
    settle(qtbot, window)
    assert page.view is not None
    assert page.error is None


def test_an_error_page_closes_its_tab(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_files([tmp_path / "missing.pth"])
    settle(qtbot, window)
    assert window.page is not None
    buttons = {button.text(): button for button in window.page.findChildren(QPushButton)}
    buttons["Close"].click()
    assert window.page is None
    assert window.welcome.isVisible()


def test_opening_can_be_cancelled(window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_path: Path, job: Job) -> None:
        while True:
            job.report(1, 4, "Reading the index")
            time.sleep(0.001)

    monkeypatch.setattr("inspector.ui.inspection.page.open_document", endless)
    window.open_files([path])
    strip: JobStrip = window.jobs
    qtbot.waitUntil(strip.isVisible)
    assert strip.text.text.startswith("Reading the index 25%")
    strip.button.click()
    page = window.page
    assert isinstance(page, Page)
    assert str(page.error) == "cancelled"
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_reloading_shows_what_the_file_has_become(window: Window, path: Path, qtbot: QtBot) -> None:
    view = opened(qtbot, window, path)
    click(view, "layer.0.bias")
    settle(qtbot, window)
    save_file({"layer.0.bias": np.ones(5, np.float32)}, path)
    QTest.keySequence(window, QKeySequence("F5"))
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.selected_key == "layer.0.bias"
    assert window.view.detail.header.facts.text().startswith("5 · float32")


def test_a_file_that_shrinks_while_it_is_open_is_an_error_in_place(window: Window, path: Path, qtbot: QtBot) -> None:
    view = opened(qtbot, window, path)
    with path.open("r+b") as file:
        file.truncate(100)
    click(view, "layer.0.weight")
    settle(qtbot, window)
    assert "shorter" in view.detail.histogram.view.sentence
    assert view.detail.header.tiles["Mean"].value == "?"


def test_light_and_dark(view: DocumentView, window: Window, qtbot: QtBot, settings_store: QSettings) -> None:
    click(view, "layer.0.weight")
    settle(qtbot, window)
    assert current_theme() is LIGHT
    light = window.grab().toImage().pixelColor(20, 300)
    window.set_theme("dark")
    settle(qtbot, window)
    dark = window.grab().toImage().pixelColor(20, 300)
    assert current_theme() is DARK
    assert (light.lightness() > 200, dark.lightness() < 80) == (True, True)
    assert settings_store.value("theme") == "dark"
    window.set_theme("light")


def test_the_window_remembers_files_and_where_things_stood(
    window: Window, path: Path, qtbot: QtBot, settings_store: QSettings
) -> None:
    view = opened(qtbot, window, path)
    view.splitter.setSizes([700, 500])
    sizes = view.splitter.sizes()
    view.tree.view.header().resizeSection(Column.TYPE, 123)
    window.close()
    again = create_window(settings_store, "light")
    qtbot.addWidget(again)
    again.resize(window.size())
    again.show()
    assert [Path(recent) for recent in again.settings.recent] == [path]
    view = opened(qtbot, again, path)
    assert view.splitter.sizes() == pytest.approx(sizes, abs=2)
    assert view.tree.view.header().sectionSize(Column.TYPE) == 123
    again.close()


def test_the_first_page_opens_the_example_and_recent_files(window: Window, path: Path, qtbot: QtBot) -> None:
    window.welcome.example_button.click()
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.path == resource("example.pth")
    window.close_current()
    recent = [button for button in window.welcome._recent.findChildren(QPushButton) if "example.pth" in button.text()]
    recent[0].click()
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.document.tree.tensors[0] == 16


def test_a_key_that_is_not_there_is_remembered(window: Window, path: Path, qtbot: QtBot) -> None:
    window.open_files([path])
    assert window.page is not None
    window.page.select_key("no.such.key")
    settle(qtbot, window)
    assert window.page.missing_key == "no.such.key"


def test_closing_while_work_is_under_way_ends_it(
    window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(qtbot, window, path)
    click(view, "layer.0.weight")
    window.open_files([resource("example.pth")])
    window.close()
    assert window.runner.tasks == []


def test_names_keep_room_in_a_narrow_window_and_the_tray_in_a_low_one(window: Window, path: Path, qtbot: QtBot) -> None:
    view = opened(qtbot, window, path)
    header = view.tree.view.header()
    window.resize(800, 600)
    qtbot.waitUntil(lambda: header.isSectionHidden(Column.PARAMETERS))
    assert header.length() <= view.tree.view.viewport().width()
    letter = view.tree.view.fontMetrics().averageCharWidth()
    assert header.sectionSize(Column.NAME) >= 24 * letter
    window.use_rows("tray")
    settle(qtbot, window)
    assert (window.width(), window.height()) == (800, 600)
    tray = window.extraction.tray
    assert tray.rename.geometry().bottom() < tray.table.geometry().top()
    window.resize(2000, 1000)
    qtbot.waitUntil(lambda: header.length() == view.tree.view.viewport().width())
    assert not header.isSectionHidden(Column.PARAMETERS)


def test_the_keyboard_is_with_the_tree_in_front(window: Window, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.pth"
    other.write_bytes(path.read_bytes())
    window.open_files([path, other])
    settle(qtbot, window)
    trees = [page.view.tree.view for page in window.pages if page.view is not None]
    assert window.focusWidget() is trees[0]
    window.step_tab(1)
    settle(qtbot, window)
    assert window.focusWidget() is trees[1]
    window.focus_filter()
    window.step_tab(1)
    assert window.focusWidget() is trees[0]
    window.step_tab(1)
    view = window.view
    assert view is not None
    assert view.tree.filter.isAncestorOf(window.focusWidget()) or view.tree.filter is window.focusWidget()


def test_the_menu_of_recent_files_opens_them_and_is_cleared(window: Window, path: Path, qtbot: QtBot) -> None:
    opened(qtbot, window, path)
    window.close_current()
    menu = window.findChild(RecentMenu)
    assert menu is not None
    menu.aboutToShow.emit()
    first, *_, clear = menu.actions()
    assert first.text().endswith(path.name.replace("&", "&&"))  # a long path is shortened before its end
    first.trigger()
    settle(qtbot, window)
    assert [page.path for page in window.pages] == [path]
    window.close_current()
    link = {button.text() for button in window.welcome.findChildren(QPushButton) if button.property("link")}
    assert len(link) == 1
    clear.trigger()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["No recent files"]
    qtbot.waitUntil(
        lambda: not [button for button in window.welcome.findChildren(QPushButton) if button.property("link")]
    )


def test_the_summary_says_which_folder_a_file_is_in(
    window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    opened(qtbot, window, Path(path.name))
    assert window.view is not None
    assert window.view.detail.header.facts.text().endswith(f" · {path.parent}")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file looks incomplete"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "Check that the download"),
        (b"/usr/lib/python3/extra\n", "It is a Python path configuration file"),
    ],
)
def test_an_error_page_says_what_can_be_done(
    window: Window, tmp_path: Path, qtbot: QtBot, content: bytes, says: str
) -> None:
    broken = tmp_path / "broken.pth"
    broken.write_bytes(content)
    window.open_files([broken])
    settle(qtbot, window)
    assert window.page is not None
    message = window.page.findChild(Message)
    assert message is not None
    assert message.advice.text().startswith(says)
