"""Where the layer map puts its labels and cells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion
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


@pytest.mark.parametrize("layers", [2, 26, 80, 126, 5000])
def test_the_last_layer_fits_where_the_grid_is_as_narrow_as_it_gets(qtbot: QtBot, layers: int) -> None:
    grid = grid_of(qtbot, layers, width=100)
    grid.resize(grid.minimumSizeHint())
    assert grid.cell_rect(0, layers - 1).right() < grid.width()


def test_only_the_numbers_of_layers_in_sight_are_painted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """There may be 100,000 layers; the first number in sight may begin before what is painted."""
    grid = grid_of(qtbot, layers=5000, width=5000 * 8 + 400)
    painted: list[str] = []
    monkeypatch.setattr(QPainter, "drawText", lambda *args: painted.append(args[-1]))
    place = QRect(grid.cell_rect(0, 1001).left(), 0, 8 * 20, grid.height())
    grid.render(QPixmap(place.size()), QPoint(), QRegion(place))
    assert painted.pop().endswith(ROLE[-9:])
    numbers = [int(text) for text in painted]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers) * (step := numbers[1] - numbers[0]), step))
    assert numbers[0] % step == 0
    assert numbers[0] <= 1001 < numbers[0] + step
    assert len(numbers) <= 20 // step + 2
