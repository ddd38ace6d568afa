"""A table of texts that is painted while work goes on beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

__all__ = ["TableView"]

_HAS_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay


class _Texts(QStyledItemDelegate):
    """Asks a model in Python for the two roles that a cell of text has; Qt's way asks for eight of every cell."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        option.text = index.data()
        option.displayAlignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        option.features |= _HAS_TEXT


class TableView(QTableView):
    """The view of a model in Python whose cells are texts, without colors, icons or fonts of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Texts(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        # Passing through Python keeps the interpreter for the painting; otherwise each cell would wait for it anew.
        super().paintEvent(event)
