"""The small histograms in the rows: made for what is in sight, and painted."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from inspector.ui.document.document import Mark
from inspector.ui.runner import JobRunner
from inspector.ui.tree.sparklines import Sparklines, draw_sparkline
from tests.ui.conftest import document


def test_only_tensors_with_numbers_have_one(qtbot: QtBot, runner: JobRunner) -> None:
    made = document({"a": np.arange(100, dtype=np.float32), "b": np.array(["x"]), "c": 3, "d": np.zeros(0, np.float32)})
    sparklines = Sparklines(made.tree, runner)
    with qtbot.waitSignal(sparklines.changed):
        sparklines.see(range(len(made.tree)))
    found = {made.tree.key(node) for node in range(len(made.tree)) if sparklines.of(node)}
    assert found == {"a"}
    assert sparklines.is_settled


def test_what_is_not_finite_or_all_zero_is_marked(qtbot: QtBot, runner: JobRunner) -> None:
    made = document({"fine": np.ones(3), "nan": np.array([np.nan, 1]), "zero": np.zeros(9)})
    sparklines = Sparklines(made.tree, runner)
    nodes = {made.tree.key(node): node for node in range(len(made.tree)) if made.tree.key(node)}
    assert sparklines.marks(nodes["zero"]) == Mark.NONE
    with qtbot.waitSignal(sparklines.changed):
        sparklines.see(nodes.values())
    marks = {key: sparklines.marks(node) for key, node in nodes.items()}
    assert marks == {"fine": Mark.NONE, "nan": Mark.NOT_FINITE, "zero": Mark.ALL_ZERO}


def test_rows_out_of_sight_are_not_wanted_any_more(qtbot: QtBot, runner: JobRunner) -> None:
    made = document({f"w{number:03}": np.arange(10.0) for number in range(100)})
    sparklines = Sparklines(made.tree, runner)
    nodes = [node for node in range(len(made.tree)) if made.tree.key(node)]
    sparklines.see(nodes)
    sparklines.see(nodes[-3:])
    qtbot.waitUntil(lambda: sparklines.is_settled)
    assert [node for node in nodes if sparklines.of(node)] == nodes[-3:]


def test_bars_stand_on_the_bottom_of_the_cell() -> None:
    image = QImage(72, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("black"))
    draw_sparkline(painter, QRect(0, 0, 72, 20), bytes([255] + [0] * 22 + [1]))
    painter.end()

    def dark(left: int, right: int) -> int:
        return sum(image.pixelColor(x, y).lightness() < 128 for x in range(left, right) for y in range(20))

    assert dark(0, 3) > 30
    assert dark(3, 69) == 0
    assert 1 <= dark(69, 72) <= 3
