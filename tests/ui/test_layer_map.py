"""The layer map of an open file: its cells are looked at in steps, and the right side that has it is made in steps, too."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.jobs import Job
from inspector.ui import steps
from inspector.ui.document.document import document_of
from inspector.ui.inspection.view import DocumentView
from inspector.ui.layers import view as layers_view
from inspector.ui.layers.grid import LayerGrid
from inspector.ui.layers.view import LayerMapView
from inspector.ui.runner import JobRunner
from inspector.ui.summary.panel import SummaryPanel
from tests.ui.conftest import checkpoint_of
from tests.ui.inspecting import Shown

LAYERS = 12


@pytest.fixture
def shown(qtbot: QtBot, runner: JobRunner) -> Iterator[Shown]:
    yield Shown(qtbot, runner, checkpoint_of(contents()))
    runner.close()


def contents() -> dict[str, np.ndarray]:
    return {f"h.{layer}.w": np.full((layer + 1, 2), layer + 1, np.float32) for layer in range(LAYERS)}


def map_of(shown: Shown) -> LayerMapView:
    panel = shown.view.detail.panel("Summary")
    assert isinstance(panel, SummaryPanel)
    return panel.layers


def choose(layers: LayerMapView, column: str) -> None:
    layers.column.setCurrentIndex(layers.column.findData(column))


def test_cells_of_a_large_map_are_colored_in_steps(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_TURN_S", 0)
    monkeypatch.setattr(layers_view, "_STEP", 3)
    layers = map_of(shown)
    assert sum(1 for _step in layers._color()) == LAYERS // 3 + 1
    choose(layers, "max")
    shown.settle()
    assert dict(layers.grid._values) == {layer: layer + 1 for layer in range(LAYERS)}
    choose(layers, "size")
    assert not layers.is_settled
    assert not shown.view.is_settled
    assert dict(layers.grid._values) == {layer: layer + 1 for layer in range(LAYERS)}
    shown.settle()
    assert dict(layers.grid._values) == {layer: 8 * (layer + 1) for layer in range(LAYERS)}


def test_what_is_chosen_last_is_shown(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_TURN_S", 0)
    monkeypatch.setattr(layers_view, "_STEP", 3)
    layers = map_of(shown)
    choose(layers, "max")
    choose(layers, "size")
    choose(layers, "zeros")
    shown.settle()
    assert layers.is_settled
    assert dict(layers.grid._values) == dict.fromkeys(range(LAYERS), 0)


def test_a_map_wider_than_the_window_is_scrolled_sideways_only(qtbot: QtBot, runner: JobRunner) -> None:
    shown = Shown(qtbot, runner, checkpoint_of({f"h.{layer}.w": np.ones(2, np.float32) for layer in range(200)}))
    layers, area = map_of(shown), map_of(shown)._area
    layers.hide()
    area.setStyleSheet("QScrollArea { border: 1px solid transparent; }")
    layers.show()
    shown.settle()
    assert area.horizontalScrollBar().maximum() > 0
    assert area.verticalScrollBar().maximum() == 0
    runner.close()


def test_labels_stay_in_sight_when_a_map_is_scrolled(
    qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(qtbot, runner, checkpoint_of({f"h.{layer}.w": np.ones(2, np.float32) for layer in range(200)}))
    layers = map_of(shown)
    grid, bar = layers.grid, layers._area.horizontalScrollBar()
    place = grid.cell_rect(0, 0).center()
    whole, activated = grid.grab(), list[int]()
    layers.activated.disconnect()
    layers.activated.connect(activated.append)
    bar.setValue(bar.maximum())
    labels = QRect(-grid.x(), 0, grid.cell_rect(0, 0).left(), 20)
    assert grid.grab(labels).toImage() == whole.copy(labels.translated(grid.x(), 0)).toImage()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(labels.center()))
    assert activated == []  # the cell below the label
    QTest.mouseClick(
        grid, Qt.MouseButton.LeftButton, pos=QPoint(labels.right() + place.x() - labels.width(), place.y())
    )
    assert len(activated) == 1
    runner.close()


def test_labels_are_painted_anew_where_qt_would_move_what_was_painted(
    qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[QRect] = []
    paint = LayerGrid.paintEvent

    def noting(grid: LayerGrid, event: QPaintEvent) -> None:
        painted.append(event.rect())
        paint(grid, event)

    monkeypatch.setattr(LayerGrid, "paintEvent", noting)
    shown = Shown(qtbot, runner, checkpoint_of({f"h.{layer}.w": np.ones(2, np.float32) for layer in range(200)}))
    painted.clear()
    map_of(shown)._area.horizontalScrollBar().setValue(8)
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0].left() <= 8
    runner.close()


def test_the_keyboard_scrolls_a_map(qtbot: QtBot, runner: JobRunner) -> None:
    shown = Shown(qtbot, runner, checkpoint_of({f"h.{layer}.w": np.ones(2, np.float32) for layer in range(200)}))
    layers = map_of(shown)
    grid, port = layers.grid, layers._area.viewport()

    def cell(column: int) -> QRect:
        return grid.cell_rect(0, column).translated(grid.pos())

    grid.setFocus()
    for column in range(1, 101):
        QTest.keyClick(grid, Qt.Key.Key_Right)
        assert port.rect().contains(cell(column)), column
    assert not port.rect().contains(cell(1))
    for column in range(99, 0, -1):
        QTest.keyClick(grid, Qt.Key.Key_Left)
        assert cell(column).left() >= grid.cell_rect(0, 0).left(), column  # not below the labels
    runner.close()


@pytest.mark.parametrize("taken", range(4))
def test_the_right_side_is_there_as_soon_as_it_is_asked_for(qtbot: QtBot, runner: JobRunner, taken: int) -> None:
    """Whatever part of it was made by then; and it is made once."""
    view = DocumentView(document_of(checkpoint_of(contents()), Job()), runner)
    qtbot.addWidget(view)
    making = view._detail_steps
    for _ in range(taken):
        next(making, None)
    detail = view.detail
    assert view.is_complete
    assert view.splitter.widget(1) is detail
    assert detail.current_panel is detail.panels[0]
    view.resize(1100, 700)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.is_settled)
    assert view.detail is detail
    assert detail.isVisible()
    assert view.splitter.count() == 2
    runner.close()
