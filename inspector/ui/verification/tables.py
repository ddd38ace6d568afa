"""The tables of an answer: outputs side by side, and the difference layer by layer."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.text import number_text, printable, shape_text
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.theme import current_theme
from inspector.verifying.report import LayerDifference, VerifyReport
from inspector.wording import tr, translatable

__all__ = ["LAYERS", "OUTPUTS", "AnswerTable", "Columns", "TextModel", "TextRows", "layer_rows", "output_rows"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_MAX_ROWS_IN_SIGHT = 9
_LEAST_WIDTH = 72
_CELL_MARGIN = 8


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings; ``numbers`` are the positions of those columns that are aligned to the right.

    The others are as wide as what is in them, and the one at the position ``rest`` has the rest.
    """

    headings: tuple[str, ...]
    numbers: frozenset[int]
    rest: int


OUTPUTS = Columns(
    (translatable("Position"), translatable("Output"), translatable("Expected"), translatable("Difference")),
    frozenset({0, 1, 2, 3}),
    rest=3,
)
LAYERS = Columns(
    (translatable("Layer"), translatable("Kind"), translatable("Output"), translatable("Max |d|"), "NMSE"),
    frozenset({3, 4}),
    rest=0,
)


@dataclass(frozen=True, slots=True)
class TextRows:
    """Rows of texts; those at the positions ``marked`` are in the colour of what is wrong.

    ``longest`` has the longest text of each column.
    """

    texts: Sequence[tuple[str, ...]] = ()
    marked: frozenset[int] = frozenset()
    longest: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Sequence[tuple[str, ...]], marked: Iterable[int]) -> TextRows:
        """The rows; looks at each of them."""
        return cls(texts, frozenset(marked), tuple(max(column, key=len) for column in zip(*texts, strict=True)))


class TextModel(QAbstractTableModel):
    """Rows of texts under headings."""

    def __init__(self, columns: Columns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows = TextRows()

    def show_rows(self, rows: TextRows) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows.texts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return tr(self.columns.headings[section])
        return self._alignment(section) if role == _Role.TextAlignmentRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.columns.numbers else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self.rows.texts[index.row()][index.column()]
        if role == _Role.ForegroundRole and index.row() in self.rows.marked:
            return QColor(current_theme().danger)
        return self._alignment(index.column()) if role == _Role.TextAlignmentRole else None


def output_rows(report: VerifyReport) -> TextRows:
    """The first values of both outputs; those that differ are marked, unless as much is allowed."""
    rows = []
    marked = set()
    for position, ours in enumerate(report.outputs):
        theirs = report.expected[position] if position < len(report.expected) else None
        apart = ""
        if theirs is not None:
            same = ours == theirs or (ours != ours and theirs != theirs)
            apart = "0" if same else number_text(ours - theirs, 3)
            if not same and not report.match:
                marked.add(position)
        rows.append(
            (_place(report.output_shapes, position), f"{ours:.9g}", "" if theirs is None else f"{theirs:.9g}", apart)
        )
    return TextRows.of(rows, marked)


def _place(shapes: Sequence[Sequence[int]], position: int) -> str:
    """The index of an element of the outputs, counted through all; of several outputs, behind the number of the output."""
    left = position
    for number, shape in enumerate(shapes):
        if left < math.prod(shape):
            index: list[int] = []
            for size in reversed(shape):
                left, at = divmod(left, size)
                index.insert(0, at)
            return f"{number}: {index}" if len(shapes) > 1 else f"{index}"
        left -= math.prod(shape)
    return f"{position:,}"


def layer_rows(layers: Sequence[LayerDifference]) -> TextRows:
    """What each layer gave, in the order of the calls; those that differ are marked."""
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
    return TextRows.of(rows, (index for index, layer in enumerate(layers) if layer.bitwise is False))


def _number(layer: LayerDifference, number: float | None) -> str:
    if layer.bitwise:
        return tr("equal")
    return "" if number is None else number_text(number, 3)


class AnswerTable(QTableView):
    """A table as high as its rows, up to a bound, that scrolls sideways rather than cut numbers off.

    Ctrl+C copies the selected rows, or all, separated by tabs.
    """

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
        header.setMinimumSectionSize(_LEAST_WIDTH)
        header.setSectionResizeMode(model.columns.rest, QHeaderView.ResizeMode.Stretch)
        copy_on(self, QKeySequence.StandardKey.Copy, self._copy)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        for column, texts in enumerate(
            zip(map(tr, self._model.columns.headings), self._model.rows.longest, strict=False)
        ):
            header.resizeSection(column, max(map(metrics.horizontalAdvance, texts)) + 2 * _CELL_MARGIN)
        self._fit_height()

    def show_first_marked(self) -> None:
        """Bring the first marked row to sight."""
        if marked := self._model.rows.marked:
            self.scrollTo(self._model.index(min(marked), 0), self.ScrollHint.PositionAtCenter)

    def _fit_height(self) -> None:
        header, bar = self.horizontalHeader(), self.horizontalScrollBar()
        rows = min(self._model.rowCount(), _MAX_ROWS_IN_SIGHT)
        height = header.sizeHint().height() + rows * self.verticalHeader().defaultSectionSize() + 4
        scrolls = header.length() > self.viewport().width()
        self.setFixedHeight(height + (bar.sizeHint().height() if scrolls else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _copy(self) -> None:
        texts = self._model.rows.texts
        chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        rows = [texts[row] for row in chosen] or texts
        copy_text("\n".join("\t".join(row) for row in (map(tr, self._model.columns.headings), *rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)  # through Python; see inspector.ui.tree.view
