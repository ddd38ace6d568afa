"""Where the layer map puts its labels and cells."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from inspector.names.layers import stacks
from inspector.ui.layers.grid import LayerGrid

ROLE = "transformer_blocks.attentions.0.time_embedding_projection.weight"


def grid_of(qtbot: QtBot, layers: int, width: int) -> LayerGrid:
    grid = LayerGrid()
    qtbot.addWidget(grid)
    grid.show_stack(stacks(f"h.{n}.{ROLE}" for n in range(layers))[0])
    grid.resize(width, grid.sizeHint().height())
    return grid


def test_few_layers_leave_room_for_whole_labels(qtbot: QtBot) -> None:
    grid = grid_of(qtbot, layers=3, width=700)
    assert grid.cell_rect(0, 0).left() >= grid.fontMetrics().horizontalAdvance(ROLE)
    assert grid.cell_rect(0, 2).right() < 700


def test_labels_of_many_layers_take_no_more_than_a_third(qtbot: QtBot) -> None:
    grid = grid_of(qtbot, layers=40, width=900)
    assert grid.cell_rect(0, 0).left() <= 900 // 3 + 12
    assert grid.cell_rect(0, 39).right() < 900
