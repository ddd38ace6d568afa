"""Labels that are drawn by themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui.widgets.labels import ElidedLabel


def test_a_line_has_room_for_its_letters_within_its_margins(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    label = ElidedLabel("an answer")
    label.setContentsMargins(12, 8, 12, 3)
    layout = QVBoxLayout(page)
    layout.addWidget(label)
    layout.addWidget(QWidget(), 1)
    page.resize(300, 200)
    page.show()
    assert label.contentsRect().height() >= label.fontMetrics().height()
    assert label.sizeHint().width() >= 12 + label.fontMetrics().horizontalAdvance("an answer") + 12
