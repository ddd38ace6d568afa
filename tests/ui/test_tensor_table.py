"""The table of all tensors, and the numbers that it shares with the tree and the layer map."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from inspector.jobs import Job
from inspector.operations.columns import COLUMN_NAMES, COLUMNS
from inspector.operations.statistics import statistics
from inspector.tensors.entries import Entry
from inspector.ui.document.document import Document, Mark, document_of
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.inspection.view import DocumentView
from inspector.ui.layers.scale import scale_of
from inspector.ui.layers.view import LayerMapView
from inspector.ui.runner import JobRunner
from inspector.ui.table.panel import TablePanel
from inspector.ui.widgets.theme import current_theme
from tests.ui.conftest import checkpoint_of

SECTIONS = {column.name: section for section, column in enumerate(COLUMNS)}


def model_of_layers(layers: int = 4) -> dict[str, npt.NDArray[Any]]:
    random = np.random.default_rng(0)
    arrays: dict[str, npt.NDArray[Any]] = {"wte.weight": random.normal(size=(20, 8)).astype("f4")}
    for layer in range(layers):
        arrays[f"h.{layer}.attn.weight"] = (random.normal(size=(8, 8)) * (layer + 1)).astype("f4")
        arrays[f"h.{layer}.ln.weight"] = np.ones(8, "f4")
    arrays["h.2.attn.weight"][1, 1] = np.nan
    return arrays


@pytest.fixture
def view(qtbot: QtBot, runner: JobRunner) -> Iterator[DocumentView]:
    view = DocumentView(document_of(checkpoint_of(model_of_layers()), Job()), runner)
    qtbot.addWidget(view)
    view.resize(1200, 760)
    with qtbot.waitExposed(view):
        view.show()
    settle(qtbot, view)
    yield view
    runner.close()


def settle(qtbot: QtBot, view: DocumentView) -> None:
    for _ in range(2):
        qtbot.waitUntil(lambda: view.is_settled)
        qtbot.wait(30)


def table_of(view: DocumentView, qtbot: QtBot) -> TablePanel:
    view.show_file("Tensors")
    settle(qtbot, view)
    return view.detail.table


def column(panel: TablePanel, name: str) -> list[str]:
    model = panel.model
    return [model.data(model.index(row, SECTIONS[name])) for row in range(model.rowCount())]


def test_tensors_are_ranked_by_any_number(view: DocumentView, qtbot: QtBot) -> None:
    panel = table_of(view, qtbot)
    QAbstractItemModelTester(panel.model)
    arrays = model_of_layers()
    assert column(panel, "key") == list(arrays)
    panel.view.sortByColumn(SECTIONS["l2"], Qt.SortOrder.DescendingOrder)
    norms = {key: np.sqrt(np.nansum(array.astype("f8") ** 2)) for key, array in arrays.items()}
    assert column(panel, "key") == sorted(arrays, key=lambda key: -norms[key])
    assert column(panel, "nan")[column(panel, "key").index("h.2.attn.weight")] == "1"
    panel.view.sortByColumn(SECTIONS["elements"], Qt.SortOrder.AscendingOrder)
    assert column(panel, "elements") == ["8"] * 4 + ["64"] * 4 + ["160"]
    panel.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert column(panel, "key") == list(arrays)
    wte = column(panel, "key").index("wte.weight")
    exact = np.quantile(arrays["wte.weight"], 0.99, method="inverted_cdf")
    assert column(panel, "q0.99")[wte] == f"{exact:.4g}"


def test_effective_ranks_are_found_when_they_are_asked_for(view: DocumentView, qtbot: QtBot) -> None:
    panel = table_of(view, qtbot)
    assert set(column(panel, "effective_rank")) == {""}
    actions = {action.text(): action for action in panel._columns_menu().actions()}
    assert "estimated" in actions["Effective rank"].toolTip()
    actions["Effective rank"].trigger()
    settle(qtbot, view)
    ranks = dict(zip(column(panel, "key"), column(panel, "effective_rank"), strict=True))
    values = np.linalg.svd(model_of_layers()["wte.weight"].astype("f8"), compute_uv=False)
    shares = values / values.sum()
    assert ranks["wte.weight"] == f"{np.exp(-(shares * np.log(shares)).sum()):.4g}"
    assert {key for key, rank in ranks.items() if not rank} == {
        "h.2.attn.weight",
        *(f"h.{n}.ln.weight" for n in range(4)),
    }
    assert not view.numbers.unread_nbytes


def test_ranks_that_are_asked_for_while_all_is_read_follow(
    qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slowly(*arguments: Any, **options: Any) -> Any:
        found = statistics(*arguments, **options)
        begun.set()
        goes_on.wait(60)
        return found

    monkeypatch.setattr("inspector.operations.statistics.statistics", slowly)
    numbers = TensorNumbers(document_of(checkpoint_of(model_of_layers()), Job()), runner)
    numbers.read_all()
    qtbot.waitUntil(begun.is_set)
    numbers.need(COLUMN_NAMES["effective_rank"])
    goes_on.set()
    qtbot.waitUntil(lambda: not numbers.is_reading)
    assert len(numbers.known) == 9
    assert all(found.effective_rank is not None for found in numbers.known.values())
    runner.close()


def test_a_row_leads_to_its_tensor(view: DocumentView, qtbot: QtBot) -> None:
    panel = table_of(view, qtbot)
    panel.view.doubleClicked.emit(panel.model.index(2, 0))
    settle(qtbot, view)
    assert view.selected_key == "h.0.ln.weight"


def test_the_filter_of_the_tree_holds_for_the_table(view: DocumentView, qtbot: QtBot) -> None:
    panel = table_of(view, qtbot)
    QTest.keyClicks(view.tree.filter, "attn")
    qtbot.waitUntil(lambda: column(panel, "key") == [f"h.{layer}.attn.weight" for layer in range(4)])


def test_the_table_is_saved_as_csv(view: DocumentView, qtbot: QtBot, tmp_path: Path) -> None:
    panel = table_of(view, qtbot)
    panel.save_csv(tmp_path / "t.csv")
    rows = list(csv.DictReader((tmp_path / "t.csv").read_text().splitlines()))
    assert [row["key"] for row in rows] == list(model_of_layers())
    assert float(rows[1]["rms"]) == pytest.approx(
        float(np.sqrt((model_of_layers()["h.0.attn.weight"] ** 2).mean())), 1e-5
    )
    panel.save_csv(tmp_path / "nowhere" / "t.csv")
    assert panel.problem.isVisible()


def test_what_anybody_finds_out_is_marked_in_the_tree(view: DocumentView, qtbot: QtBot) -> None:
    table_of(view, qtbot)
    tree = view.document.tree
    node, layer, h = (tree.find(key) for key in ("h.2.attn.weight", "h.2", "h"))
    marks = view.tree.view.marks
    assert node is not None
    assert Mark.NOT_FINITE in marks(node)
    for above in (tree.parents[node], tree.parents[tree.parents[node]], tree.parents[tree.parents[tree.parents[node]]]):
        assert Mark.NOT_FINITE in marks(above)
        assert view.tree.view._mark_text(above, Mark.NOT_FINITE) == "1 tensor below holds NaN or infinite values."
    assert view.tree.view._mark_text(node, Mark.NOT_FINITE) == "Contains NaN or Inf."
    assert layer is None
    assert h is None


@pytest.fixture
def layers(qtbot: QtBot, runner: JobRunner) -> Iterator[tuple[LayerMapView, Document]]:
    document = document_of(checkpoint_of(model_of_layers()), Job())
    numbers = TensorNumbers(document, runner)
    view = LayerMapView(document, numbers)
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.show()
    view.begin()
    qtbot.waitUntil(lambda: not numbers.is_reading)
    yield view, document
    runner.close()


def test_the_layer_map_has_a_cell_for_each_tensor(layers: tuple[LayerMapView, Document], qtbot: QtBot) -> None:
    view, document = layers
    keys = [entry.key for entry in document.checkpoint.entries]
    stack = view._stack
    assert (stack.prefix, list(stack.layers), stack.roles) == ("h", [0, 1, 2, 3], ["attn.weight", "ln.weight"])
    rms = [view.grid._values[stack.cells[layer, "attn.weight"]] for layer in range(4)]
    assert rms == sorted(rms)
    assert view.grid._marked == {keys.index("h.2.attn.weight")}
    assert "crossed out: NaN or Inf in 1 tensor" in view.legend.notes
    with qtbot.waitSignal(view.activated) as activated:
        place = view.grid.cell_rect(0, 3).center()
        QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert keys[activated.args[0]] == "h.3.attn.weight"
    with qtbot.waitSignal(view.activated) as activated:
        QTest.keyClick(view.grid, Qt.Key.Key_Down)
        QTest.keyClick(view.grid, Qt.Key.Key_Left)
        QTest.keyClick(view.grid, Qt.Key.Key_Return)
    assert keys[activated.args[0]] == "h.2.ln.weight"
    view.grab()


def test_a_row_may_have_a_scale_of_its_own(layers: tuple[LayerMapView, Document]) -> None:
    view, _ = layers
    whole = view.grid._scales
    assert whole["attn.weight"] is whole["ln.weight"]
    view.each_row.setChecked(True)
    own = view.grid._scales
    assert own["ln.weight"] is not None
    assert own["ln.weight"].low == own["ln.weight"].high == 1


def test_only_cells_with_new_numbers_are_looked_at(layers: tuple[LayerMapView, Document]) -> None:
    view, document = layers
    keys = [entry.key for entry in document.checkpoint.entries]
    looked_at: list[str] = []

    class Watched(list[Entry]):
        def __getitem__(self, index: Any) -> Any:
            looked_at.append(keys[index])
            return super().__getitem__(index)

    view._entries = Watched(document.checkpoint.entries)
    before, cells = dict(view.grid._values), view._stack.cells
    view.renew()
    assert (looked_at, view.grid._values) == ([], before)
    known = view._numbers._known
    known[keys.index("h.1.attn.weight")] = known[keys.index("h.3.attn.weight")]
    view.renew()
    assert looked_at == ["h.1.attn.weight"]
    assert view.grid._values == before | {cells[1, "attn.weight"]: before[cells[3, "attn.weight"]]}
    view.column.setCurrentIndex(view.column.findData("size"))
    assert len(looked_at) == 1 + len(cells)
    assert view.grid._values[cells[1, "attn.weight"]] == 8 * 8 * 4


def test_scales_are_logarithmic_where_that_tells_more() -> None:
    linear, log = scale_of([1, 2, 3]), scale_of([0, 1e-3, 1, 1e3])
    assert linear is not None
    assert log is not None
    assert not linear.is_log
    assert log.is_log
    assert log.share(1) == pytest.approx(0.5)
    assert scale_of([float("nan")]) is None


@pytest.mark.parametrize("limit", ["NBYTES", "TENSORS"])
def test_a_large_file_is_read_when_asked_to(
    limit: str, qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"inspector.ui.document.numbers._OPENING_{limit}", 1)
    document = document_of(checkpoint_of(model_of_layers()), Job())
    numbers = TensorNumbers(document, runner)
    view = LayerMapView(document, numbers)
    qtbot.addWidget(view)
    view.begin()
    assert not numbers.is_reading
    assert view.column.currentData() == "size"
    view.show()
    view.read.click()
    qtbot.waitUntil(lambda: bool(numbers.known) and not numbers.is_reading)
    assert view.column.currentData() == "rms"
    assert view.read.isHidden()
    runner.close()


def test_a_filter_on_numbers_reads_them_and_holds_for_tree_and_table(view: DocumentView, qtbot: QtBot) -> None:
    view.tree.filter.setText("has:nan or std>3")
    settle(qtbot, view)
    assert view.numbers.unread_nbytes == 0
    assert view.tree.count.text() == "2 of 9"
    panel = table_of(view, qtbot)
    assert sorted(column(panel, "key")) == ["h.2.attn.weight", "h.3.attn.weight"]
    view.tree.filter.setText("has:inf")
    settle(qtbot, view)
    assert view.tree.count.text() == "0 of 9"
    view.tree.filter.setText("std>")
    view.tree.filter.apply()
    assert view.tree.filter.problem.text() == "std> takes a number such as 0.5, -1e-3 or 50%"


def test_a_filter_says_while_it_is_not_done(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, runner: JobRunner) -> None:
    monkeypatch.setattr(TensorNumbers, "read_all", lambda _numbers: None)  # as if that had been cancelled
    view = DocumentView(document_of(checkpoint_of(model_of_layers()), Job()), runner)
    qtbot.addWidget(view)
    view.show()
    view.tree.filter.setText("std>0")
    settle(qtbot, view)
    assert view.tree.count.text() == "0 of 9, not all read"


def test_rows_are_painted_with_their_texts_and_what_is_selected(view: DocumentView, qtbot: QtBot) -> None:
    panel = table_of(view, qtbot)
    table, theme = panel.view, current_theme()
    table.selectRow(1)
    top, height = table.rowViewportPosition(1), table.rowHeight(1)
    right = table.columnViewportPosition(0) + table.columnWidth(0)

    def colors(row_top: int) -> set[str]:
        picture = table.viewport().grab().toImage()
        scale = picture.devicePixelRatio()
        place = (range(6, right - 1), range(row_top, row_top + height - 1))
        return {picture.pixelColor(int(x * scale), int(y * scale)).name() for x in place[0] for y in place[1]}

    selected, plain = colors(top), colors(top + height)
    assert theme.selection in selected
    assert theme.selection not in plain
    assert len(selected) > 2  # the text, too
    assert len(plain) > 2
