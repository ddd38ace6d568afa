"""A file in the window: its tree, the filter above it, and what is shown of a tensor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.analysis.histogram import Histogram
from inspector.ui.inspection.view import DocumentView
from inspector.ui.plots.histogram_plot import HistogramPlot
from inspector.ui.summary.panel import SummaryPanel
from inspector.ui.tree.model import Column
from inspector.ui.widgets.file_manager import REVEAL_TEXT
from inspector.ui.window.window import Window
from tests.ui.conftest import ARRAYS, opened, settle
from tests.ui.inspecting import click, clipboard, press, rows


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
    window.front_tab.focus_filter()
    QTest.keyClicks(view.tree.filter, "weight")
    settle(qtbot, window)
    QTest.keyClick(view.tree.filter, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert view.selected_key == "layer.0.weight"


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
    assert rows(view) == ["layer", "0", "bias", "weight", "10.weight", "<b>odd\\n"]  # as in the file
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
    click(view, "layer.0.weight")  # the menu of a row comes with the click that selects it
    actions = {action.text(): action for action in view.menu().actions()}
    actions["Copy as Python"].trigger()
    assert "layer.0.weight" in clipboard()
    click(view, "layer.10.weight")
    window.front_tab.copy_snippet()
    assert "layer.10.weight" in clipboard()
    view.tree.view.selectAll()
    assert {action.text() for action in view.menu().actions()} >= {"Copy 6 keys"}
    window.use_rows("copy")
    assert set(clipboard().split("\n")) >= {"layer.10.weight", "layer.0.bias"}


def test_the_report_is_saved_from_the_summary(view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    panel = view.detail.panel("Summary")
    assert isinstance(panel, SummaryPanel)
    panel.report.save(tmp_path / "report.html")
    qtbot.waitUntil(lambda: panel.report.state.text.startswith("Saved as "))
    assert "layer.10.weight" in (tmp_path / "report.html").read_text()
    panel.report.save(tmp_path / "missing" / "report.html")
    qtbot.waitUntil(lambda: "missing" in panel.report.state.text)
