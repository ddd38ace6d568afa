"""The rows of the table for a view: sorted by any column, filled in as the numbers come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.operations.columns import COLUMNS, TensorColumn, Value
from inspector.sentences import translated
from inspector.tensors.entries import TensorEntry
from inspector.text import printable
from inspector.ui.document.numbers import TensorNumbers
from inspector.wording import tr

__all__ = ["ALIGNMENTS", "TensorTableModel"]

Index = QModelIndex | QPersistentModelIndex
_CENTER = Qt.AlignmentFlag.AlignVCenter
ALIGNMENTS = [  # of each column; to combine flags takes longer than the rest of a call
    (Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft) | _CENTER for column in COLUMNS
]


class TensorTableModel(QAbstractTableModel):
    """Tensors by their index in the document; ``rows`` is the order in which they are shown."""

    def __init__(self, numbers: TensorNumbers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = numbers
        self._entries: dict[int, TensorEntry] = {}
        self.rows: list[int] = []
        self._sorted_by: tuple[TensorColumn, bool] | None = None
        #: What is sorted, with its keys, and what has no value yet: new numbers are merged into the first.
        self._keyed: list[tuple[Any, int]] = []
        self._rest: dict[int, None] = {}
        self._told: set[int] = set()  # whose numbers the view knows of
        numbers.changed.connect(self._refresh)

    def show_entries(self, entries: dict[int, TensorEntry]) -> None:
        """Show other tensors, by index, in the order given unless they are sorted by a column."""
        self.beginResetModel()
        self._entries = entries
        self._keyed, self._rest = [], dict.fromkeys(entries)
        self.rows = self._ordered()
        self.endResetModel()

    def entry(self, row: int) -> TensorEntry:
        """The tensor of a row."""
        return self._entries[self.rows[row]]

    def value(self, index: int, column: TensorColumn) -> Value:
        """What a column says of the tensor with an index; None if that is not known, or there is nothing to know."""
        return column.value(self._entries[index], self._numbers.known.get(index))

    def texts(self, section: int, most: int) -> list[str]:
        """What a column says in the first rows, ``most`` of them."""
        return [text for row in range(min(most, len(self.rows))) for text in self.row_texts(row, [section])]

    def row_texts(self, row: int, sections: Iterable[int]) -> list[str]:
        """What some columns say of a tensor."""
        index = self.rows[row]
        entry, found = self._entries[index], self._numbers.known.get(index)
        has_failed = index in self._numbers.failed
        return [
            tr("unreadable") if has_failed and column.needs_data else printable(column.text(column.value(entry, found)))
            for column in (COLUMNS[section] for section in sections)
        ]

    def table(self) -> list[list[Value]]:
        """The rows as they are shown, without headings."""
        return [[self.value(index, column) for column in COLUMNS] for index in self.rows]

    def _ordered(self) -> list[int]:
        if self._sorted_by is None:
            return list(self._entries)
        column, descending = self._sorted_by
        known, rest = self._numbers.known, self._rest
        for index in sorted(rest.keys() & known.keys()) if column.needs_data else list(rest):
            entry = self._entries[index]
            value = column.value(entry, known.get(index))
            if value is not None:
                self._keyed.append((_sort_key(value, entry, column), index))
                del rest[index]
        self._keyed.sort(key=itemgetter(0), reverse=descending)  # what is sorted already takes it no time
        return [*map(itemgetter(1), self._keyed), *rest]

    def _refresh(self) -> None:
        """There are new numbers: sort again where they decide, keeping what is selected."""
        if self._sorted_by is not None and self._sorted_by[0].needs_data:
            self._reorder()
            return
        found = {*self._numbers.known, *self._numbers.failed}
        new, self._told = found - self._told, found
        rows = [row for row, index in enumerate(self.rows) if index in new] or range(len(self.rows))  # or better ones
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], len(COLUMNS) - 1))

    def _reorder(self) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self.rows[index.row()]) for index in before]
        self.rows = self._ordered()
        places = {tensor: row for row, tensor in enumerate(self.rows)} if held else {}
        self.changePersistentIndexList(before, [self.index(places[tensor], index.column()) for index, tensor in held])
        self.layoutChanged.emit()

    # what Qt calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row_texts(index.row(), [index.column()])[0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNMENTS[index.column()]
        if role != Qt.ItemDataRole.ToolTipRole:
            return None
        tensor = self.rows[index.row()]
        error, value = self._numbers.failed.get(tensor), self.value(tensor, COLUMNS[index.column()])
        return translated(str(error)) if error is not None else "" if value is None else printable(str(value))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.SortOrder | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section].title)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return tr(COLUMNS[section].tip)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.InitialSortOrderRole:
            # who ranks by a number wants the largest
            return Qt.SortOrder.DescendingOrder if COLUMNS[section].is_number else Qt.SortOrder.AscendingOrder
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, -1 for the order of the file; what has no value comes last either way."""
        descending = order == Qt.SortOrder.DescendingOrder
        self._sorted_by = None if column < 0 else (COLUMNS[column], descending)
        self._keyed, self._rest = [], dict.fromkeys(self._entries)
        self._reorder()


def _sort_key(value: Value, entry: TensorEntry, column: TensorColumn) -> Any:
    """Shapes are ordered by their sizes, all else by the value."""
    return entry.values.shape if column.name == "shape" else value


def rows_as_text(rows: Sequence[Sequence[Value]], separator: str) -> str:
    """Rows below their headings, as a spreadsheet takes them."""
    lines = [separator.join(column.title for column in COLUMNS)]
    lines += [separator.join("" if cell is None else printable(str(cell)) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"
