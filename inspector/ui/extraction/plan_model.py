"""The rows of a plan as an editable table: the new key is typed in place, what stands in the way is marked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon

from inspector.operations.exporting import Blocker, ExportOptions
from inspector.sentences import translated
from inspector.text import number_text, printable, shape_text, shortened, size_text, value_text
from inspector.ui.document.merged_checkpoint import file_names
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr, translatable
from inspector.writing.casts import Cast
from inspector.writing.plan import Plan, PlannedTensor, Row, is_cast_unasked

__all__ = ["Column", "PlanModel"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns of the tray."""

    KEY = 0
    SOURCE = 1
    SHAPE = 2
    TYPE = 3
    SIZE = 4


_HEADERS = (
    translatable("New key"),
    translatable("From"),
    translatable("Shape or value"),
    translatable("Type"),
    translatable("Size"),
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlanModel(QAbstractTableModel):
    """Shows a plan. ``key_typed`` carries the position of a row and the key the user gave it."""

    key_typed = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = Plan()
        self._given = self.plan
        self._problems: dict[int, str] = {}
        self._costs: dict[str, Cast] = {}
        self._choices = ExportOptions()
        #: What the files are called that rows are from, if these are several.
        self._names: dict[int, str] = {}

    def show_plan(self, plan: Plan, choices: ExportOptions, given: Plan | None = None) -> None:
        """Show another plan, or the same one with other keys, and what ``choices`` make of its rows.

        Keys that are not those of ``given`` are marked as what they may become.
        """
        self._given = given or plan
        self._choices = choices
        same = len(plan.rows) == len(self.plan.rows)
        if not same:
            self.beginResetModel()
        self.plan = plan
        self._problems = {}
        self._costs = {}
        self._names = file_names(plan) if any(row.source is not plan.rows[0].source for row in plan.rows) else {}
        if not same:
            self.endResetModel()
        elif plan.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(plan.rows) - 1, len(Column) - 1))

    def show_blockers(self, blockers: Sequence[Blocker], positions: Sequence[int]) -> None:
        """Mark the rows that stand in the way; ``positions`` lead from rows of the written plan to rows shown."""
        self._problems = {positions[row]: translated(blocker.message) for blocker in blockers for row in blocker.rows}
        if self.plan.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.plan.rows) - 1, len(Column) - 1))

    def show_costs(self, casts: Sequence[Cast]) -> None:
        """Tell in tool tips what casting the tensors has cost."""
        self._costs = {cast.key: cast for cast in casts}

    # what Qt asks for

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.plan.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return tr(_HEADERS[section])
        if role == _Role.TextAlignmentRole and section == Column.SIZE:
            return _RIGHT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.KEY else flags

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or index.column() != Column.KEY or value == self.plan.rows[index.row()].key:
            return False
        self.key_typed.emit(index.row(), str(value))
        return True

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.plan.rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return self._text(row, column)
        if role == _Role.EditRole and column == Column.KEY:
            return row.key
        if role == _Role.TextAlignmentRole and column == Column.SIZE:
            return _RIGHT
        problem = self._problems.get(index.row(), "")
        if role == _Role.DecorationRole and column == Column.KEY:
            return self._sign(row, problem)
        if role == _Role.ForegroundRole:
            theme = current_theme()
            if not isinstance(row, PlannedTensor) and not self._choices.writes_values:
                return QColor(theme.faint)
            if column == Column.KEY:
                if problem:
                    return QColor(theme.danger)
                return QColor(theme.accent) if self._is_preview(index.row()) else None
            return QColor(theme.muted)
        if role == _Role.FontRole and column == Column.KEY and self._is_preview(index.row()):
            font = QFont()
            font.setItalic(True)
            return font
        if role == _Role.ToolTipRole:
            return tool_tip(
                row.key,
                problem,
                tr("from {key} of {location}", key=row.entry.key, location=row.source.location),
                self._cost(row),
            )
        return None

    def _is_preview(self, row: int) -> bool:
        return self._given is not self.plan and self._given.rows[row].key != self.plan.rows[row].key

    def _cost(self, row: Row) -> str:
        cast = self._costs.get(row.key)
        if cast is None:
            return ""
        error = tr(
            "cast with errors up to {error}; relative error {relative}",
            error=number_text(cast.max_abs, 3),
            relative=number_text(cast.rel_l2, 3),
        )
        parts = [error]
        if cast.overflows:
            parts.append(tr("%n element overflowed", "%n elements overflowed", cast.overflows))
        if cast.underflows:
            parts.append(tr("%n element became 0", "%n elements became 0", cast.underflows))
        return ", ".join(parts)

    @staticmethod
    def _sign(row: Row, problem: str) -> QIcon:
        theme = current_theme()
        if problem:
            return icon("warning", theme.danger)
        return icon("tensor", theme.accent) if isinstance(row, PlannedTensor) else icon("value", theme.faint)

    def _text(self, row: Row, column: int) -> str:
        if column == Column.KEY:
            return printable(shortened(row.key, 400))
        if column == Column.SOURCE:
            parts = [self._names[id(row.source)]] if self._names else []
            if row.entry.key != row.key:
                parts.append(row.entry.key)
            return printable(shortened(": ".join(parts), 400))
        if not isinstance(row, PlannedTensor):
            if column == Column.TYPE:
                return "" if self._choices.writes_values else tr("left out")
            return value_text(row.entry.value) if column == Column.SHAPE else ""
        entry = row.entry
        wanted = self._choices.dtype
        dtype = wanted if wanted is not None and is_cast_unasked(entry, wanted) else entry.dtype
        if column == Column.SHAPE:
            return shape_text(entry.shape[:16])
        if column == Column.TYPE:
            return str(dtype) if dtype.name == entry.dtype.name else f"{entry.dtype} → {dtype}"
        return size_text(dtype.nbytes(entry.numel))
