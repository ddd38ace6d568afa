"""What a file says of itself, as a table of names and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.text import printable
from inspector.ui.widgets.labels import tool_tip

__all__ = ["MetadataModel"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_MAX_SHOWN = 400
_NOWHERE = QModelIndex()


class MetadataModel(QAbstractTableModel):
    """Names and values of a mapping. Long values are cut on screen and whole on the clipboard (:meth:`text`)."""

    def __init__(self, metadata: Mapping[str, Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items = [
            (str(name), value if isinstance(value, str) else repr(value)) for name, value in metadata.items()
        ]
        self._shown = [(printable(name[:_MAX_SHOWN]), printable(text[:_MAX_SHOWN])) for name, text in self._items]

    def text(self, row: int, column: int) -> str:
        """A cell as it is in the file."""
        return self._items[row][column]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return ("Name", "Value")[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self._shown[index.row()][index.column()]
        if role == _Role.ToolTipRole:
            return tool_tip(self._items[index.row()][index.column()])
        return None
