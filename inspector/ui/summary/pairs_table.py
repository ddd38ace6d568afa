"""A table of two columns that fits its rows: metadata, pickle imports. It is copied whole, however much it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from inspector.text import printable
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.labels import tool_tip

__all__ = ["PairsModel", "PairsTable"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_MAX_SHOWN = 400
_NOWHERE = QModelIndex()
_MAX_ROWS = 9
_FIRST_WIDTH = 170


class PairsModel(QAbstractTableModel):
    """Pairs of texts below two ``headers``. Long texts are cut on screen and whole on the clipboard (:meth:`text`)."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]], headers: tuple[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._headers = headers
        self._pairs = list(pairs)
        self._shown = [(printable(first[:_MAX_SHOWN]), printable(second[:_MAX_SHOWN])) for first, second in self._pairs]

    def text(self, row: int, column: int) -> str:
        """A cell as it is in the file."""
        return self._pairs[row][column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self._shown[index.row()][index.column()]
        if role == _Role.ToolTipRole:
            return tool_tip(self._pairs[index.row()][index.column()])
        return None


class PairsTable(QTableView):
    """Shows a :class:`PairsModel`, whole as long as it has few rows."""

    def __init__(
        self, model: PairsModel, name: str, first_width: int = _FIRST_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pairs = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(self.fontMetrics().height() + 8)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(0, first_width)
        self.setFixedHeight((min(model.rowCount(), _MAX_ROWS) + 1) * rows.defaultSectionSize() + 16)
        copy_on(self, QKeySequence.StandardKey.Copy, self._copy)

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        copy_text("\n".join(f"{self._pairs.text(row, 0)}\t{self._pairs.text(row, 1)}" for row in rows))
