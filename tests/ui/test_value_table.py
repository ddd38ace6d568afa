from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from inspector.errors import TruncatedError
from inspector.jobs import Job
from inspector.sources.storage import Buffer
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.slices import Slice2D
from inspector.ui.panels import value_table
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.value_table import TILE, PlainValues, Tile, ValueTableModel, read_tile
from inspector.ui.panels.values_view import ValuesView, values_as_literal, values_as_tsv
from inspector.ui.runner import JobRunner
from tests.tensors import CountingStorage, entry_of

pytestmark = pytest.mark.usefixtures("qapp")


def test_cells_are_read_when_they_are_first_asked_for() -> None:
    array = np.arange(200 * 100, dtype=np.int32).reshape(200, 100)
    source = PlainValues(Slice2D.of(entry_of(array)))
    model, wanted = ValueTableModel(), list[Tile]()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_source(source)
    wanted.clear()
    model.wanted.connect(wanted.append)
    assert (model.rowCount(), model.columnCount()) == (200, 100)
    assert model.index(70, 40).data() == "…"
    assert model.index(71, 41).data() == "…"
    assert wanted == [(70 // TILE[0], 40 // TILE[1])]
    model.add_tile(wanted[0], read_tile(source, wanted[0], Job()))
    assert model.index(70, 40).data() == str(array[70, 40])
    assert model.index(127, 63).data() == str(array[127, 63])


def test_the_last_tile_is_smaller() -> None:
    source = PlainValues(Slice2D.of(entry_of(np.arange(70 * 33).reshape(70, 33))))
    tile = read_tile(source, (1, 1), Job()).texts
    assert (len(tile), len(tile[0])) == (6, 1)
    assert tile[5][0] == str(69 * 33 + 32)


def test_a_slice_of_more_than_a_page_is_shown_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_table, "MAX_ROWS", 50)
    monkeypatch.setattr(value_table, "MAX_COLUMNS", 20)
    array = np.arange(120 * 50).reshape(120, 50)
    source = PlainValues(Slice2D.of(entry_of(array)))
    model = ValueTableModel()
    model.show_source(source, top=100, left=40)
    assert (model.rowCount(), model.columnCount()) == (20, 10)
    assert model.headerData(0, Qt.Orientation.Vertical) == "100"
    assert model.headerData(9, Qt.Orientation.Horizontal) == "49"
    tile = (100 // TILE[0], 40 // TILE[1])
    model.add_tile(tile, read_tile(source, tile, Job()))
    assert model.index(0, 0).data() == str(array[100, 40])


def test_another_slice_forgets_the_values_of_the_last() -> None:
    model = ValueTableModel()
    entry = entry_of(np.arange(8).reshape(2, 2, 2))
    first, second = (PlainValues(Slice2D(entry, 1, 2, (at, 0, 0))) for at in (0, 1))
    model.show_source(first)
    model.add_tile((0, 0), read_tile(first, (0, 0), Job()))
    model.show_source(second)
    assert model.index(0, 0).data() == "…"


@pytest.mark.parametrize(
    ("array", "dtype", "shown"),
    [
        (np.array([0.1], np.float32), None, "0.1"),
        (np.array([0.1], np.float64), None, "0.1"),
        (np.array([1e-45], np.float32), None, "1e-45"),
        (np.array([0x3DCD], np.uint16), dtype_named("bfloat16"), "0.100097656"),
        (np.array([np.nan], np.float32), None, "nan"),
        (np.array([-np.inf], np.float16), None, "-inf"),
        (np.array([2**63 - 1]), None, "9223372036854775807"),
        (np.array([True]), None, "True"),
        (np.array([1 + 2j], np.complex64), None, "(1+2j)"),
        (np.array(["a\nb"]), None, "a\\nb"),
    ],
)
def test_values_are_exact(array: np.ndarray[tuple[int], np.dtype[np.generic]], dtype: object, shown: str) -> None:
    source = PlainValues(Slice2D.of(entry_of(array, dtype)))  # type: ignore[arg-type]
    assert read_tile(source, (0, 0), Job()).texts == [[shown]]


def test_values_are_copied_as_text_and_as_python() -> None:
    array = np.array([[0.1, -2.5, 3e-8], [1, 2, np.inf]], np.float32)
    source = PlainValues(Slice2D.of(entry_of(array)))
    assert values_as_tsv(source, (0, 2), (0, 3), Job()) == "0.1\t-2.5\t3e-08\n1.0\t2.0\tinf"
    code = values_as_literal(source, (0, 2), (0, 3), Job())
    read_back = eval(code, {"numpy": np, "inf": np.inf})
    np.testing.assert_array_equal(read_back, array)
    assert read_back.dtype == np.float32
    vector = eval(values_as_literal(source, (0, 1), (0, 3), Job()), {"numpy": np})
    np.testing.assert_array_equal(vector, array[0])


def test_copied_python_is_not_shortened() -> None:
    array = np.arange(5000, dtype=np.int64)
    code = values_as_literal(PlainValues(Slice2D.of(entry_of(array))), (0, 5000), (0, 1), Job())
    np.testing.assert_array_equal(eval(code, {"numpy": np}), array)


class UnpluggedStorage(CountingStorage):
    """A file on a drive that can be pulled out and put back."""

    is_plugged = True

    def read_into(self, buffer: Buffer, offset: int) -> None:
        if not self.is_plugged:
            raise TruncatedError("the drive is gone", "w.npy")
        super().read_into(buffer, offset)


def test_values_that_could_not_be_read_are_read_again_once_they_can_be(qtbot: QtBot, runner: JobRunner) -> None:
    array = np.arange(12, dtype=np.int32).reshape(3, 4)
    storage = UnpluggedStorage(array.tobytes())
    storage.is_plugged = False
    view = ValuesView(runner)
    qtbot.addWidget(view)
    view.show()
    view.offer(Slice2D.of(entry_of(array, storage=storage)), PanelJobs(runner))
    qtbot.waitUntil(lambda: "the drive is gone" in view.state.text)
    assert view.model.index(2, 3).data() == "…"
    storage.is_plugged = True
    view.again.click()
    qtbot.waitUntil(lambda: view.model.index(2, 3).data() == "11")
    assert view.again.isHidden()
    assert view.state.text == "3 × 4 values"
