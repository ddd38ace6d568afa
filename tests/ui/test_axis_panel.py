"""A tensor by axis, and where in it something is: from numbers and plots to values."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from inspector.analysis.axis_statistics import AxisStatistics, axis_statistics
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.ui.panels.axis import AxisPanel
from inspector.ui.panels.axis_table import AXIS_COLUMNS, AxisTableModel
from inspector.ui.panels.heatmap import HeatMapPanel
from inspector.ui.panels.values import ValuesPanel
from inspector.ui.runner import JobRunner
from tests.tensors import entry_of
from tests.ui.conftest import checkpoint_of
from tests.ui.inspecting import Shown, clipboard

Values = npt.NDArray[np.float64]
Show = Callable[[Values], Shown]


@pytest.fixture
def show(qtbot: QtBot, runner: JobRunner) -> Iterator[Show]:
    def show(values: Values) -> Shown:
        shown = Shown(qtbot, runner, checkpoint_of({"w": values}))
        shown.select("w")
        return shown

    yield show
    runner.close()


def with_outliers() -> Values:
    values = np.random.default_rng(0).normal(size=(12, 30))
    values[:, [4, 17]] *= 50
    values[7] *= 20
    values[3, 9] = np.nan
    return values


def axis_panel(shown: Shown) -> AxisPanel:
    shown.select("w", "By axis")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, AxisPanel)
    return panel


def values_panel(shown: Shown) -> ValuesPanel:
    shown.settle()
    panel = shown.view.detail.current_panel
    assert isinstance(panel, ValuesPanel)
    return panel


def place(panel: ValuesPanel) -> tuple[int, int]:
    """Row and column of the value that is selected."""
    index = panel.view.table.currentIndex()
    return index.row() + panel.view.model.top, index.column() + panel.view.model.left


def test_outliers_of_all_axes_are_named_and_what_is_ranked_is_what_numpy_has(show: Show) -> None:
    values = with_outliers()
    values[5] = 0
    panel = axis_panel(show(values))
    assert panel.outliers.text().splitlines() == [
        "Axis 0: 1 outlier among 12 (mean |x| at least 3× the median): 7. 1 all zero: 5.",
        "Axis 1: 2 outliers among 30 (mean |x| at least 3× the median): 4, 17.",
    ]
    panel.axis.setCurrentIndex(1)
    by_max = 1 + [column.title for column in AXIS_COLUMNS].index("Max")
    panel.table.sortByColumn(by_max, Qt.SortOrder.DescendingOrder)
    headings, *rows = panel.numbers()
    assert headings[:2] == ["index", "RMS"]
    largest = np.nanmax(values, axis=0)
    assert [row[0] for row in rows] == np.argsort(-largest).tolist()
    assert [row[by_max] for row in rows] == np.sort(largest)[::-1].tolist()
    assert next(row[-1] for row in rows if row[0] == 9) == 1
    panel.table.selectRow(0)
    panel.copy()
    assert clipboard().splitlines()[1].split("\t")[0] == str(int(np.argmax(largest)))
    assert len(clipboard().splitlines()) == 2


def test_axes_read_unasked_say_so_and_others_wait_to_be_chosen(
    show: Show, qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_ending(entry: TensorEntry, axis: int, job: Job) -> AxisStatistics:
        while axis == 1:
            job.check()
            time.sleep(0.001)
        return axis_statistics(entry, axis, job)

    shown = show(np.ones((2, 2, 2, 2, 2, 2)))
    monkeypatch.setattr("inspector.ui.panels.axis.axis_statistics", never_ending)
    assert shown.view.detail.show_panel("By axis")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, AxisPanel)

    def lines() -> list[str]:
        return panel.outliers.text().splitlines()

    rest = "Axes read when chosen above: 4, 5."
    read = "Axis 0: no outliers among 2."
    qtbot.waitUntil(lambda: lines() == [read, "Axis 1: reading …", "Axis 2: reading …", "Axis 3: reading …", rest])
    runner.stop(next(task.purpose for task in runner.tasks if task.what == "Reading axis 1"))
    shown.settle()
    assert lines() == [read, "Axis 1: cancelled", "Axes read when chosen above: 2, 3, 4, 5."]
    assert panel._stack.sentence == ""
    panel.axis.setCurrentIndex(5)
    shown.settle()
    assert lines()[2:] == ["Axis 5: no outliers among 2.", "Axes read when chosen above: 2, 3, 4."]


def test_heads_are_groups_of_an_axis(show: Show) -> None:
    values = np.ones((6, 4))
    values[2:4] = 9
    panel = axis_panel(show(values))
    panel.group.setCurrentIndex(panel.group.findData(2))
    assert [row[0] for row in panel.numbers()[1:]] == [0, 1, 2]
    assert [row[1] for row in panel.numbers()[1:]] == pytest.approx([1, 9, 1])
    assert panel.outliers.text().startswith("Axis 0: 1 outlier among 3")
    panel._point_at(1)
    assert panel.readout.text.startswith("Group 1 (2 to 3): RMS 9 ")
    assert [panel.group.itemData(at) for at in range(panel.group.count())] == [1, 2, 3]


def test_a_long_axis_keeps_its_peaks_and_a_click_finds_the_row(show: Show) -> None:
    values = np.zeros((9000, 2))
    values[4321] = 1
    shown = show(values)
    panel = axis_panel(shown)
    assert panel.plot is not None
    _, heights = panel.plot._curve.getData()
    assert len(heights) < 9000
    assert heights.max() == 1
    panel.plot.activated.emit(4321)
    assert panel.model.index_of_row(panel.table.currentIndex().row()) == 4321
    panel.table.doubleClicked.emit(panel.table.currentIndex())
    assert place(values_panel(shown)) == (4321, 0)


def test_the_table_is_a_sound_model(qtbot: QtBot) -> None:
    model = AxisTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    values = np.array([[np.nan, np.nan], [3.0, 1.0], [-5.0, 2.0]])
    model.show_statistics(axis_statistics(entry_of(values), 0))
    for order, expected in ((Qt.SortOrder.DescendingOrder, [1, 2, 0]), (Qt.SortOrder.AscendingOrder, [2, 1, 0])):
        model.sort(3, order)  # the mean
        assert [row[0] for row in model.rows()] == expected
    model.sort(-1)
    assert [row[0] for row in model.rows()] == [0, 1, 2]
    model.show_statistics(None)
    assert tester.model() is model


def test_numbers_of_the_header_lead_to_where_they_are(show: Show) -> None:
    values = with_outliers()
    shown = show(values)
    header = shown.view.detail.header
    QTest.mouseClick(header.tiles["NaN"], Qt.MouseButton.LeftButton)
    assert place(values_panel(shown)) == (3, 9)
    assert values_panel(shown).answer.text == "The first NaN is at [3, 9]."
    value = header.tiles["Max"]._value
    QTest.mouseClick(value, Qt.MouseButton.LeftButton, pos=value.rect().center())
    row, column = np.unravel_index(np.nanargmax(values), values.shape)
    assert place(values_panel(shown)) == (int(row), int(column))
    selected = place(values_panel(shown))
    QTest.mouseClick(header.tiles["Inf"], Qt.MouseButton.LeftButton)  # there are none
    assert place(values_panel(shown)) == selected


@pytest.mark.parametrize(
    ("typed", "expected"), [("2, 1, 5, 0", (5, 0)), ("[-1 0 -2 -1]", (5, 1)), ("0 0 0 2", None), ("1, 2", None)]
)
def test_any_index_is_gone_to(show: Show, typed: str, expected: tuple[int, int] | None) -> None:
    shown = show(np.arange(3 * 2 * 7 * 2, dtype="f8").reshape(3, 2, 7, 2))
    shown.select("w", "Values")
    panel = values_panel(shown)
    panel.index.setText(typed)
    QTest.keyClick(panel.index, Qt.Key.Key_Return)
    shown.settle()
    if expected is None:
        assert panel.answer.text == "Not an index of 3 × 2 × 7 × 2: type a number for each axis."
    else:
        assert place(panel) == expected
        source = panel.view.chooser.source
        assert source is not None
        assert source.index[:2] == (2, 1 if typed.startswith("2") else 0)


def test_an_index_on_a_later_page_turns_to_it(show: Show) -> None:
    shown = show(np.zeros((2, 12_000)))
    shown.select("w", "Values")
    panel = values_panel(shown)
    panel.go_to((1, 11_003))
    assert panel.view.model.left == 10_000
    assert place(panel) == (1, 11_003)


def test_a_cell_of_a_heat_map_leads_to_its_values(show: Show) -> None:
    values = np.random.default_rng(0).normal(size=(5, 2, 3, 3))
    shown = show(values)
    shown.select("w", "Heat map")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, HeatMapPanel)
    assert panel.plot is not None
    assert panel.plot.index_at(4.5, 9.5) == (2, 1, 1, 0)
    assert panel.plot.index_at(3.5, 9.5) is None  # between two kernels
    ((text, go),) = panel.plot.actions_at(4.5, 9.5)
    assert text == "Show values at [2, 1, 1, 0]"
    go()
    found = values_panel(shown)
    assert found.answer.text == "At [2, 1, 1, 0]."
    assert place(found) == (1, 0)


def test_a_slice_leads_to_its_place_in_the_tensor(show: Show) -> None:
    shown = show(np.random.default_rng(0).normal(size=(4, 5, 6)))
    shown.select("w", "Heat map")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, HeatMapPanel)
    panel.view.chooser.indices[0].setValue(3)
    shown.settle()
    assert panel.plot is not None
    menu = panel.plot.picture_menu.menu(QPoint(1, 1))  # beside the picture
    assert menu.actions()[0].text() == "Copy image"
    panel.plot.place_wanted.emit((4, 2))
    assert values_panel(shown).answer.text == "At [3, 4, 2]."
