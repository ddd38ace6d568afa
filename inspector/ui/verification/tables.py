"""The tables of an answer: outputs side by side, and the difference layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.text import number_text, printable, shape_text
from inspector.ui.clipboard import copy_on, copy_text
from inspector.ui.theme import current_theme
from inspector.verify.report import LayerDifference, Report

__all__ = ["AnswerTable", "LayersModel", "OutputsModel", "TextModel"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_MAX_ROWS_IN_SIGHT = 9


class TextModel(QAbstractTableModel):
    """Rows of texts under headings. ``numbers`` are the columns that are aligned to the right."""

    headings: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[tuple[str, ...]] = ()
        self.marked: frozenset[int] = frozenset()

    def show_rows(self, rows: Sequence[tuple[str, ...]], marked: frozenset[int] = frozenset()) -> None:
        """Show other rows; those at the positions ``marked`` in the colour of what is wrong."""
        self.beginResetModel()
        self.rows, self.marked = rows, marked
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self.headings[section]
        return self._alignment(section) if role == _Role.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.numbers else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self.rows[index.row()][index.column()]
        if role == _Role.ForegroundRole and index.row() in self.marked:
            return QColor(current_theme().danger)
        return self._alignment(index.column()) if role == _Role.TextAlignmentRole else None


class OutputsModel(TextModel):
    """The first values of both outputs."""

    headings = ("Position", "Output", "Expected", "Difference")
    numbers = frozenset({0, 1, 2, 3})

    def show_report(self, report: Report) -> None:
        """Show the outputs of a report; values that differ are marked."""
        rows = []
        marked = set()
        for position, ours in enumerate(report.outputs):
            theirs = report.expected[position] if position < len(report.expected) else None
            apart = ""
            if theirs is not None:
                same = ours == theirs or (ours != ours and theirs != theirs)
                apart = "0" if same else number_text(ours - theirs, 3)
                if not same:
                    marked.add(position)
            rows.append((f"{position:,}", f"{ours:.9g}", "" if theirs is None else f"{theirs:.9g}", apart))
        self.show_rows(rows, frozenset(marked))


class LayersModel(TextModel):
    """What each layer gave, in the order of the calls."""

    headings = ("Layer", "Kind", "Output", "Max |d|", "NMSE")
    numbers = frozenset({3, 4})

    def show_layers(self, layers: Sequence[LayerDifference]) -> None:
        """Show the layers; those that differ are marked."""
        rows = [
            (
                printable(layer.layer[:200]),
                printable(layer.kind[:80]),
                shape_text(layer.shape),
                _number(layer, layer.max_abs),
                _number(layer, layer.nmse),
            )
            for layer in layers
        ]
        self.show_rows(rows, frozenset(index for index, layer in enumerate(layers) if layer.bitwise is False))


def _number(layer: LayerDifference, number: float | None) -> str:
    if layer.bitwise:
        return "equal"
    return "" if number is None else number_text(number, 3)


class AnswerTable(QTableView):
    """A table as high as its rows, up to a bound; Ctrl+C copies the selected rows, or all, separated by tabs."""

    def __init__(self, name: str, model: TextModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        copy_on(self, QKeySequence.StandardKey.Copy, self._copy)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        rows = min(self._model.rowCount(), _MAX_ROWS_IN_SIGHT)
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(height + 4)

    def _copy(self) -> None:
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        rows = [self._model.rows[row] for row in chosen] or self._model.rows
        copy_text("\n".join("\t".join(row) for row in (self._model.headings, *rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # through Python; see inspector.ui.tree_view
