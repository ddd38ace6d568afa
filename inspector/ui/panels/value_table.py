"""Exact values of a 2-d slice as a table of any size: tiles are read when they come into sight, and remembered.

Positions in the model are within a *page*: Qt's headers take memory and time for every row and column they have, so a slice
of more than a page is shown a page at a time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from inspector.jobs import Job
from inspector.tensors.slices import Slice2D
from inspector.text import printable
from inspector.ui.widgets.theme import current_theme

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
    "TILE",
    "Cells",
    "PlainValues",
    "Span",
    "Tile",
    "ValueSource",
    "ValueTableModel",
    "cell_text",
    "read_tile",
]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()

MAX_ROWS = 100_000
MAX_COLUMNS = 5_000
#: Rows and columns of a tile: about what a screen shows.
TILE = (64, 32)
_MAX_TILES = 512
_MAX_CELL = 200

Tile = tuple[int, int]
Span = tuple[int, int]


class ValueSource(Protocol):
    """What a table can show: values by row and column. Compared to tell whether it is still the same."""

    @property
    def rows(self) -> int:
        """Number of rows."""

    @property
    def columns(self) -> int:
        """Number of columns."""

    def read(self, rows: Span, columns: Span) -> npt.NDArray[Any]:
        """The values of rows [start, stop) and columns [start, stop), shape [rows, columns]."""

    def marked(self, rows: Span, columns: Span) -> npt.NDArray[np.bool_] | None:
        """Which of them are marked, of the same shape; None for none."""


@dataclass(frozen=True, slots=True)
class PlainValues:
    """The values of a slice of one tensor, none of them marked."""

    slice: Slice2D

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.slice.rows

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.slice.columns

    def read(self, rows: Span, columns: Span) -> npt.NDArray[Any]:
        """The values of the slice."""
        return self.slice.read(rows, columns)

    def marked(self, rows: Span, columns: Span) -> None:
        """Nothing is."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of a tile, and which of its cells are marked."""

    texts: Sequence[Sequence[str]]
    marked: npt.NDArray[np.bool_] | None = None


def read_tile(source: ValueSource, tile: Tile, job: Job) -> Cells:
    """The values of one tile as text, each as exact as its type; for a worker thread."""
    job.check()
    top, left = tile[0] * TILE[0], tile[1] * TILE[1]
    rows, columns = (top, min(top + TILE[0], source.rows)), (left, min(left + TILE[1], source.columns))
    texts = [[cell_text(value) for value in row] for row in source.read(rows, columns)]
    return Cells(texts, source.marked(rows, columns))


def cell_text(value: Any) -> str:
    """One value as text that reads back as the same value."""
    return printable(str(value)[:_MAX_CELL])


class ValueTableModel(QAbstractTableModel):
    """A page of a slice. ``wanted`` carries the tile that a cell just painted lies in, if it was not read yet."""

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source: ValueSource | None = None
        self.top = 0
        self.left = 0
        self._tiles: OrderedDict[Tile, Cells] = OrderedDict()
        self._asked: set[Tile] = set()

    def show_source(self, source: ValueSource | None, top: int = 0, left: int = 0) -> None:
        """Show the page of a slice that begins at row ``top`` and column ``left``."""
        self.beginResetModel()
        if source != self.source:
            self._tiles.clear()
        self.source, self.top, self.left = source, top, left
        self._asked.clear()
        self.endResetModel()

    def add_tile(self, tile: Tile, cells: Cells) -> None:
        """Take in the values of a tile."""
        self._asked.discard(tile)
        self._tiles[tile] = cells
        while len(self._tiles) > _MAX_TILES:
            self._tiles.popitem(last=False)
        first = self.index(max(0, tile[0] * TILE[0] - self.top), max(0, tile[1] * TILE[1] - self.left))
        last = self.index(
            min(self.rowCount(), (tile[0] + 1) * TILE[0] - self.top) - 1,
            min(self.columnCount(), (tile[1] + 1) * TILE[1] - self.left) - 1,
        )
        if first.isValid() and last.isValid():
            self.dataChanged.emit(first, last, [_Role.DisplayRole, _Role.BackgroundRole])

    def forget_asked(self, tile: Tile) -> None:
        """A tile that was wanted will not come; ask again when it is next painted."""
        self._asked.discard(tile)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.source is None else min(MAX_ROWS, self.source.rows - self.top)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.source is None else min(MAX_COLUMNS, self.source.columns - self.left)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role == _Role.DisplayRole:
            return str(section + (self.left if orientation == Qt.Orientation.Horizontal else self.top))
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (_Role.DisplayRole, _Role.BackgroundRole):
            return None
        row, column = index.row() + self.top, index.column() + self.left
        tile = (row // TILE[0], column // TILE[1])
        cells = self._tiles.get(tile)
        if role == _Role.BackgroundRole:
            is_marked = cells is not None and cells.marked is not None and cells.marked[row % TILE[0], column % TILE[1]]
            return QColor(current_theme().warning_wash) if is_marked else None
        if cells is not None:
            return cells.texts[row % TILE[0]][column % TILE[1]]
        if tile not in self._asked:
            self._asked.add(tile)
            self.wanted.emit(tile)
        return "…"
