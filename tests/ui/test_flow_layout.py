"""Widgets set in lines: what does not fit goes to the next, and margins are kept."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.widgets.flow_layout import FlowLayout


def _flow(qtbot: QtBot, widths: list[int], line_spacing: int | None = None) -> tuple[QWidget, FlowLayout, list[QLabel]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, 5, line_spacing)
    labels = [QLabel() for _ in widths]
    for label, width in zip(labels, widths, strict=True):
        label.setFixedSize(width, 20)
        flow.addWidget(label)
    return holder, flow, labels


def test_lines_are_broken_where_the_width_ends(qtbot: QtBot) -> None:
    _, flow, labels = _flow(qtbot, [40, 40, 40])
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert [(label.x(), label.y()) for label in labels] == [(0, 0), (45, 0), (0, 25)]
    assert flow.heightForWidth(90) == 45
    assert flow.heightForWidth(130) == 20


def test_lines_are_as_far_apart_as_they_should_be(qtbot: QtBot) -> None:
    _, flow, labels = _flow(qtbot, [40, 40, 40], line_spacing=1)
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert [(label.x(), label.y()) for label in labels] == [(0, 0), (45, 0), (0, 21)]
    assert flow.heightForWidth(90) == 41


def test_margins_are_kept_on_all_sides(qtbot: QtBot) -> None:
    _, flow, labels = _flow(qtbot, [40, 40])
    flow.setContentsMargins(30, 1, 2, 4)
    flow.setGeometry(QRect(0, 0, 116, 100))
    assert [(label.x(), label.y()) for label in labels] == [(30, 1), (30, 26)]
    assert flow.heightForWidth(116) == 1 + 45 + 4
    assert flow.heightForWidth(117) == 1 + 20 + 4
    assert (flow.minimumSize().width(), flow.minimumSize().height()) == (72, 25)


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    _, flow, labels = _flow(qtbot, [40, 40, 40])
    labels[0].hide()
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert [(label.x(), label.y()) for label in labels[1:]] == [(0, 0), (45, 0)]
    assert flow.heightForWidth(90) == 20
