"""Several rows selected together, and layers over depth: all of it is summed, drawn and said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import inspector
from inspector.jobs import Job
from inspector.tensors.entries import Key, ValueEntry
from inspector.ui.document import document
from inspector.ui.inspection import view
from inspector.ui.inspection.view import DocumentView
from inspector.ui.panels.depth import DepthPanel
from inspector.ui.panels.ridges import RidgePanel
from inspector.ui.runner import JobRunner
from inspector.ui.table.panel import TablePanel
from tests.tensors import entry_of
from tests.ui.conftest import checkpoint_of
from tests.ui.inspecting import Shown, rows

FIXTURES = Path(__file__).parents[1] / "fixtures"
Show = Callable[[Mapping[str, Any]], Shown]


@pytest.fixture
def show(qtbot: QtBot, runner: JobRunner) -> Iterator[Show]:
    yield lambda contents: Shown(qtbot, runner, checkpoint_of(contents))
    runner.close()


def layers(count: int = 12) -> dict[str, Any]:
    """Layers whose spread grows with depth, and what has no number."""
    random = np.random.default_rng(0)
    arrays: dict[str, Any] = {"wte": random.normal(size=(4, 4))}
    for layer in range(count):
        arrays[f"h.{layer}.attn.weight"] = random.normal(size=(6, 5)) * (layer + 1)
        arrays[f"h.{layer}.ln.bias"] = np.full(3, float(layer))
    return arrays


def test_very_many_entries_are_shown_before_all_of_them_were_looked_at(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = {"a.w": np.ones(4, np.float32), "a.b": np.ones(3, np.float32), "running_mean": np.ones(2, np.float32)}
    monkeypatch.setattr(document, "_MAX_AT_ONCE", 2)
    made = document.document_of(checkpoint_of(contents), Job())
    assert made.overview is None
    assert document.sums_of(made) == ["3 tensors", "9 elements", "36 B"]
    shown = show(contents)
    whole = shown.view.document
    assert whole.overview is not None
    assert document.sums_of(whole) == ["3 tensors", "7 parameters", "2 in buffers", "36 B"]
    assert "7 parameters" in shown.view.detail.header.facts.text()
    assert shown.view.numbers.unread_nbytes in (0, 36)
    monkeypatch.setattr(document, "_MAX_AT_ONCE", 3)
    assert document.document_of(checkpoint_of(contents), Job()).overview is not None


def test_very_many_entries_are_looked_at_once_the_right_side_was_made(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete = list[bool]()

    def spy(looked_at: document.Document, job: Job) -> document.Overview:
        views = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, DocumentView)]
        complete.extend(one.is_complete for one in views if one.document is looked_at)
        return document.overview_of(looked_at, job)

    monkeypatch.setattr(document, "_MAX_AT_ONCE", 0)
    monkeypatch.setattr(view, "overview_of", spy)
    assert show({"w": np.ones(4, np.float32)}).view.document.overview is not None
    assert complete == [True]


def test_states_of_optimizers_among_very_many_entries_are_found_by_their_parameter(
    runner: JobRunner, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(document, "_MAX_AT_ONCE", 0)
    weight = np.ones((2, 3), np.float32)
    shown = Shown(
        qtbot,
        runner,
        checkpoint_of(
            [
                entry_of(weight, path=("model", "head.weight")),
                entry_of(weight, path=("optimizer", "state", Key(0), "exp_avg")),
                ValueEntry(("optimizer", "param_groups", 0, "params"), [0]),
                ValueEntry(("optimizer", "param_groups", 0, "param_names"), ["head.weight"]),
            ]
        ),
    )
    shown.view.tree.filter.setText("head.weight exp_avg")
    shown.settle()
    assert shown.view.tree.count.text() == "1 of 4"
    runner.close()


def test_layers_of_keras_have_their_names(runner: JobRunner, qtbot: QtBot) -> None:
    shown = Shown(qtbot, runner, inspector.open(FIXTURES / "keras" / "keras3.keras"))
    key = next(tensor.key for tensor in shown.view.document.checkpoint.tensors if tensor.key.startswith("layers"))
    shown.select(key)
    assert any(row.endswith(" · zeta") for row in rows(shown.view))
    assert "layer zeta" in shown.view.detail.header.facts.text()
    shown.view.tree.filter.setText("zeta")
    shown.settle()
    assert key.rpartition(".")[2] in rows(shown.view)
    runner.close()


def select_all(shown: Shown) -> None:
    shown.view.tree.view.expandAll()
    shown.view.tree.view.selectAll()
    shown.settle()


def test_all_of_a_selection_is_summed_and_drawn(show: Show) -> None:
    arrays = layers()
    shown = show({**arrays, "step": 3})
    shown.view.tree.filter.setText("attn")
    shown.settle()
    select_all(shown)
    header, histogram = shown.view.detail.header, shown.view.detail.histogram.view
    values = np.concatenate([arrays[f"h.{layer}.attn.weight"].ravel() for layer in range(12)])
    assert header.title.text == "13 rows selected"  # with the group
    assert header.facts.text() == "12 tensors · 360 elements · 2.81 KiB"
    assert float(header.tiles["Min"].value) == pytest.approx(values.min(), rel=1e-4)
    assert float(header.tiles["Std"].value) == pytest.approx(values.std(), rel=1e-4)
    assert float(header.tiles["L2 norm"].value) == pytest.approx(np.linalg.norm(values), rel=1e-4)
    assert "12 tensors, 256 bins, exact" in histogram.state.text
    assert histogram.plot is not None
    assert [int(one.counts.sum()) for one in histogram.plot.histograms] == [30] * 12
    assert histogram.plot.names == tuple(f"h.{layer}.attn.weight" for layer in range(12))  # by depth, not by letters
    assert histogram.legend.names == ("h.0.attn.weight", "h.11.attn.weight")
    assert not {"Heat map", "Values", "Info", "Spectrum"} & set(shown.offered)  # those of one tensor
    shown.select("wte")
    assert header.title.text == "wte"
    assert header.facts.text().startswith("4 × 4 · ")


def test_groups_selected_together_are_taken_with_all_that_is_below(show: Show) -> None:
    shown = show(layers(3))
    tree = shown.view.document.tree
    first, second = (tree.parents[tree.find(f"h.{layer}.ln.bias") or 0] for layer in (0, 1))
    selection = document.Selection(shown.view.document, shown.view.document.natural, first, (second, first + 1))
    assert [entry.key for entry in document.tensors_of(selection).values()] == [
        "h.0.attn.weight",
        "h.0.ln.bias",
        "h.1.attn.weight",
        "h.1.ln.bias",
    ]
    assert selection.nodes == [first, second]
    assert selection.tensor is None


def test_more_rows_than_are_looked_at_are_said_to_be_more(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("inspector.ui.inspection.view", "inspector.ui.inspection.header"):
        monkeypatch.setattr(f"{module}.MAX_SELECTED", 5)
    shown = show({f"w{number}": np.ones(2) for number in range(9)})
    select_all(shown)
    assert shown.view.detail.header.title.text == "First 5 rows selected"


def test_of_very_many_the_plot_says_how_many_it_draws(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.ui.panels.histogram.MAX_CURVES", 8)
    shown = show({f"w{number:03}": np.arange(4.0) + number for number in range(100)})
    select_all(shown)
    view = shown.view.detail.histogram.view
    assert view.state.text == "8 of 100 tensors, 256 bins, exact"
    assert view.legend.names == ("w000", "w099")


def test_a_few_far_values_do_not_hide_the_rest(show: Show) -> None:
    values = np.random.default_rng(0).normal(size=20_000)
    shown = show({"a": np.append(values, 1e4), "b": values})
    select_all(shown)
    view = shown.view.detail.histogram.view
    shown._qtbot.waitUntil(lambda: "zoomed range" in view.state.text)
    assert view.plot is not None
    assert view.plot.histograms[0].edges[-1] < 100
    assert not view.reset.isHidden()


def test_ridges_are_of_one_role_a_row_for_each_layer_as_far_as_the_filter_shows_them(show: Show) -> None:
    shown = show(layers())
    shown.select_node(None, "Distributions")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, RidgePanel)
    assert [panel.role.itemText(at) for at in range(panel.role.count())] == [
        "h.*.attn.weight (12 layers)", "h.*.ln.bias (12 layers)", "All tensors",
    ]  # fmt: skip
    assert panel.plot is not None
    assert panel.plot.numbers()[0] == ["from", "to", *map(str, range(12))]
    assert panel.state.text == "12 tensors (sampled)"
    panel.role.setCurrentIndex(2)
    shown.settle()
    assert "wte" in panel.plot.numbers()[0]
    assert panel.state.text == "13 of 25 tensors (sampled)"  # biases are left to their role
    shown.view.tree.filter.setText("/h.1[01]?.attn/")
    shown.settle()
    assert panel.plot.numbers()[0][2:] == ["1", "10", "11"]


@pytest.mark.parametrize("title", ["Distributions", "Tensors"])
def test_a_view_that_is_chosen_after_the_filter_shows_what_the_filter_shows(show: Show, title: str) -> None:
    shown = show(layers())
    shown.view.tree.filter.setText("/h.1[01]?.attn/")
    shown.settle()
    shown.view.detail.show_panel(title)
    shown.settle()
    panel = shown.view.detail.current_panel
    if isinstance(panel, RidgePanel):
        assert panel.plot is not None
        assert panel.plot.numbers()[0][2:] == ["1", "10", "11"]
    else:
        assert isinstance(panel, TablePanel)
        assert len(panel.model.rows) == 3


def test_ridges_of_the_largest_numbers_are_drawn_in_units_of_a_power_of_ten(show: Show) -> None:
    largest = np.random.default_rng(0).normal(size=(2, 500)) * 1e307
    shown = show({"a": largest[0], "b": largest[1], "c": np.ones(500)})
    shown.select_node(None, "Distributions")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, RidgePanel)
    assert panel.plot is not None
    assert panel.plot._values.unit == 1e307
    assert all(np.abs(curve.getData()[0]).max() < 10 for curve in panel.plot._curves)
    assert panel.plot._values.tickStrings([-2, 0], 1, 1) == ["-2e+307", "0"]
    assert panel.plot.ridges is not None
    assert panel.plot.numbers()[-1][1] == panel.plot.ridges.edges[-1] > 1e306
    assert panel.plot._values.fit(5e-324) == 5e-324


def test_a_ridge_leads_to_its_tensor(show: Show) -> None:
    shown = show(layers())
    shown.select_node(None, "Distributions")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, RidgePanel)
    assert panel.plot is not None
    middle = panel.plot._view.mapViewToScene(QPointF(0, 12 - 1 - 10 + 0.2))  # the eleventh from the top
    panel.plot._hover(middle)
    assert panel.readout.text == "h.10.attn.weight"
    QTest.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=panel.plot.mapFromScene(middle))
    shown.settle()
    assert shown.view.selected_key == "h.10.attn.weight"


def test_any_number_over_depth_a_line_for_each_role(show: Show) -> None:
    arrays = layers()
    shown = show(arrays)
    shown.select_node(None, "Over depth")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, DepthPanel)
    panel.column.setCurrentIndex(panel.column.findData("max"))
    shown.settle()
    assert panel.plot is not None
    headings, *rows = panel.plot.numbers()
    assert headings == ["role", "layer", "value"]
    expected = [["h.*.attn.weight", str(layer), arrays[f"h.{layer}.attn.weight"].max()] for layer in range(12)]
    assert [list(row) for row in rows[:12]] == expected
    assert panel.legend.names == ("attn.weight", "ln.bias")
    panel.role.setCurrentIndex(2)
    assert [row[2] for row in panel.plot.numbers()[1:]] == list(range(12))
    point = panel.plot._view.mapViewToScene(QPointF(7, 7))
    panel.plot._hover(point)
    assert panel.readout.text == "h.7.ln.bias: Max 7"
    panel.log.setChecked(True)
    panel.plot._hover(panel.plot._view.mapViewToScene(QPointF(8, np.log10(8))))
    QTest.mouseClick(panel.plot.viewport(), Qt.MouseButton.LeftButton, pos=panel.plot.viewport().rect().topLeft())
    panel.plot.activated.emit((0, 8))
    shown.settle()
    assert shown.view.selected_key == "h.8.ln.bias"


def test_without_layers_there_is_a_sentence(show: Show) -> None:
    shown = show({"a": np.ones(2), "b": np.ones(3)})
    shown.select_node(None, "Over depth")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, DepthPanel)
    assert panel._stack.sentence == "No layers: no two keys differ in numbers only."


def test_a_role_of_which_no_number_is_known_has_no_points_over_depth(show: Show) -> None:
    shown = show(
        {f"h.{layer}.{name}": np.full(4, value) for layer in range(2) for name, value in (("w", 1), ("x", np.nan))}
    )
    shown.select_node(None, "Over depth")
    panel = shown.view.detail.current_panel
    assert isinstance(panel, DepthPanel)
    assert panel.plot is not None
    assert [curve.getData()[0] is None for curve in panel.plot._curves] == [False, True]
    assert [row[2] for row in panel.plot.numbers()[1:]] == [1, 1, None, None]
