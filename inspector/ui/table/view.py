"""The table as it is painted while its numbers come in, from the model's own texts."""

from __future__ import annotations

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from inspector.ui.table.model import ALIGNMENTS, TensorTableModel
from inspector.ui.widgets.theme import current_theme

__all__ = ["TensorTableView"]

_MARGIN = 4
_MARK_WIDTH = 3


class TensorTableView(QTableView):
    """The view of a :class:`TensorTableModel`, by whole rows.

    Qt's way asks the model for eight roles of every cell, in calls that each wait for the interpreter while tensors are
    read: the window stopped answering for a tenth of a second whenever there were new numbers.
    """

    def __init__(self, model: TensorTableModel) -> None:
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Each call of Qt may have to wait for the interpreter when it returns: a cell takes one, to draw its text.
        painter, area, theme = QPainter(self.viewport()), event.rect(), current_theme()
        first, last = max(self.rowAt(area.top()), 0), self.rowAt(area.bottom())
        if last < 0:
            last = self.rows.rowCount() - 1
        if last < first:
            return
        top, height = self.rowViewportPosition(first), self.verticalHeader().defaultSectionSize()
        columns = self._columns_in(area)
        right = max((left + width for _, left, width in columns), default=0)
        bottom = top + (last + 1 - first) * height
        for block in self.selectionModel().selection().toList():
            begin, end = max(block.top(), first), min(block.bottom(), last)
            if begin > end:  # out of sight
                continue
            painter.fillRect(
                0, top + (begin - first) * height, right, (end + 1 - begin) * height, QColor(theme.selection)
            )
        if self.hasFocus() and first <= (current := self.currentIndex().row()) <= last:
            painter.fillRect(0, top + (current - first) * height, _MARK_WIDTH, height, QColor(theme.accent))
        painter.setPen(QColor(theme.hover))
        painter.drawLines([QLine(0, y - 1, right, y - 1) for y in range(top + height, bottom + 1, height)])
        painter.drawLines([QLine(left + width - 1, top, left + width - 1, bottom) for _, left, width in columns])
        painter.setPen(QColor(theme.text))
        self._draw_texts(painter, range(first, last + 1), top, columns)

    def _columns_in(self, area: QRect) -> list[tuple[int, int, int]]:
        """The columns that are seen in part of the view: which, from where, and how wide."""
        header = self.horizontalHeader()
        shown = [section for section in range(header.count()) if not header.isSectionHidden(section)]
        places = [(section, header.sectionViewportPosition(section), header.sectionSize(section)) for section in shown]
        return [place for place in places if place[1] <= area.right() and place[1] + place[2] > area.left()]

    def _draw_texts(self, painter: QPainter, rows: range, top: int, columns: list[tuple[int, int, int]]) -> None:
        metrics, height = self.fontMetrics(), self.verticalHeader().defaultSectionSize()
        wide = max(map(metrics.horizontalAdvance, ("W", "漢")))  # which no character exceeds by much
        sections = [section for section, _, _ in columns]
        for row in rows:
            for text, (section, left, width) in zip(self.rows.row_texts(row, sections), columns, strict=True):
                room = width - 2 * _MARGIN
                if len(text) * wide > room:
                    text = metrics.elidedText(text, Qt.TextElideMode.ElideLeft, room)
                if text:
                    painter.drawText(left + _MARGIN, top, room, height - 1, ALIGNMENTS[section], text)
            top += height
