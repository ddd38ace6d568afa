"""What an answer of *Verify* shows of outputs and layers: tables and a plot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.verification.layers_plot import LayersPlot
from inspector.ui.verification.tables import OUTPUTS, AnswerTable, TextModel, layer_rows, output_rows
from inspector.verifying.report import LayerDifference, VerifyReport


def test_tables_mark_what_differs() -> None:
    outputs = output_rows(VerifyReport("mlp", {}, outputs=(1.0, 2.0, float("nan")), expected=(1.0, 2.5, float("nan"))))
    assert [row[3] for row in outputs.texts] == ["0", "-0.5", "0"]
    assert outputs.marked == {1}
    assert not output_rows(VerifyReport("mlp", {}, match=True, outputs=(1.0,), expected=(1.1,))).marked
    values = tuple(map(float, range(8)))
    for shapes, places in (
        (((2, 3), (2,)), ["0: [0, 0]", "0: [1, 0]", "1: [1]"]),
        (((2, 4),), ["[0, 0]", "[0, 3]", "[1, 3]"]),
        ((), ["0", "3", "7"]),
    ):
        rows = output_rows(VerifyReport("mlp", {}, output_shapes=shapes, outputs=values)).texts
        assert [rows[position][0] for position in (0, 3, 7)] == places
    layers = layer_rows([LayerDifference("a", "Linear", (2, 3), True, 0.0, 0.0), LayerDifference("b", "ReLU", (2, 3))])
    assert [row[3] for row in layers.texts] == ["equal", ""]


def test_numbers_are_never_cut_off(qtbot: QtBot) -> None:
    model = TextModel(OUTPUTS)
    table = AnswerTable("Outputs", model)
    qtbot.addWidget(table)
    values = tuple(-1.23456789e-20 * 1.1**power for power in range(40))
    model.show_rows(output_rows(VerifyReport("mlp", {}, outputs=values, expected=values)))
    for width in (900, 220):
        table.resize(width, 200)
        table.show()
        for column in (1, 2):
            assert table.columnWidth(column) >= table.fontMetrics().horizontalAdvance("-1.23456789e-20") + 8
        assert (table.horizontalScrollBar().maximum() > 0) == (width == 220)
        assert table.viewport().height() >= 9 * table.verticalHeader().defaultSectionSize()  # beside the bar


def test_the_first_value_that_differs_is_in_sight(qtbot: QtBot) -> None:
    model = TextModel(OUTPUTS)
    table = AnswerTable("Outputs", model)
    qtbot.addWidget(table)
    values = tuple(map(float, range(200)))
    model.show_rows(output_rows(VerifyReport("mlp", {}, outputs=values, expected=(*values[:150], 0.0, *values[151:]))))
    table.show()
    table.show_first_marked()
    assert table.rowAt(0) < 150 < table.rowAt(table.viewport().height() - 1)


def test_the_plot_takes_what_no_axis_has(kept: Callable[[QWidget], None]) -> None:
    plot = LayersPlot()
    kept(plot)
    sizes = (0.0, 1e-7, float("inf"), float("nan"), None)
    plot.show_layers([LayerDifference(f"l{size}", "Linear", (1,), size == 0, size, size) for size in sizes])
    assert plot._heights.tolist() == [-8.0, -7.0, -6.0, -6.0, -6.0]
    plot.resize(300, 200)
    plot.grab()
    axis = plot.getAxis("left")
    ((spacing, places),) = axis.tickValues(-8.2, -5.8, 200)
    assert dict(zip(axis.tickStrings(places, 1, spacing), places, strict=True)) == {"0": -8, "∞": -6, "1e-7": -7}
    plot.show_layers([LayerDifference("a", "Linear", (1,), False, 0.03, 0.1)])
    ((spacing, places),) = axis.tickValues(-3.2, -1.3, 200)
    assert axis.tickStrings(places, 1, spacing) == ["0", "1e-2"]
