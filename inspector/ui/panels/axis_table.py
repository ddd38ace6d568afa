"""The statistics of each index of an axis as rows for a view, sorted by any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from inspector.analysis.axis_statistics import AxisStatistics
from inspector.text import count_text, number_text
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr, translatable

__all__ = ["AXIS_COLUMNS", "MAX_ROWS", "AxisColumn", "AxisTableModel"]

#: Rows that Qt's headers bear; of longer axes the first in the order chosen are shown.
MAX_ROWS = 100_000
_DIGITS = 5

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class AxisColumn:
    """A statistic: its heading, its tool tip, and its values by index."""

    title: str
    tip: str
    values: Callable[[AxisStatistics], npt.NDArray[Any]]

    def text(self, value: float) -> str:
        """One value as it is shown."""
        return count_text(int(value)) if self.title == "NaN/Inf" else number_text(float(value), _DIGITS)


#: What is known of each index, what is most asked for first.
AXIS_COLUMNS = (
    AxisColumn("RMS", translatable("Root mean square"), lambda found: found.rms),
    AxisColumn(
        translatable("Mean |x|"),
        translatable("Mean magnitude, by which outliers are told"),
        lambda found: found.mean_abs,
    ),
    AxisColumn(translatable("Mean"), translatable("Mean"), lambda found: found.mean),
    AxisColumn(translatable("Min"), translatable("Smallest element"), lambda found: found.min),
    AxisColumn(translatable("Max"), translatable("Largest element"), lambda found: found.max),
    AxisColumn(translatable("L2 norm"), translatable("Square root of the sum of squares"), lambda found: found.l2),
    AxisColumn(translatable("NaN/Inf"), translatable("Elements that are not finite"), lambda found: found.non_finite),
)


class AxisTableModel(QAbstractTableModel):
    """A row per index: the index, then :data:`AXIS_COLUMNS`. Outliers are washed with a color."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: list[npt.NDArray[Any]] = []
        self._outliers: frozenset[int] = frozenset()
        self._order: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._sorted_by: tuple[int, bool] = (0, False)

    def show_statistics(self, found: AxisStatistics | None) -> None:
        """Show another axis, sorted as the last one was; None for nothing."""
        self.beginResetModel()
        self._columns = [] if found is None else [column.values(found) for column in AXIS_COLUMNS]
        self._outliers = frozenset(() if found is None else found.outliers)
        self._order = self._ordered(0 if found is None else len(found.count))
        self.endResetModel()

    def index_of_row(self, row: int) -> int:
        """The index of the axis that a row is about."""
        return int(self._order[row])

    def row_of(self, index: int) -> int | None:
        """The row of an index of the axis, None if it is not among those shown."""
        rows = np.flatnonzero(self._order == index)
        return int(rows[0]) if len(rows) else None

    def rows(self) -> list[list[float]]:
        """The rows as they are shown, without headings."""
        return [[index, *(column[index].item() for column in self._columns)] for index in self._order.tolist()]

    def _ordered(self, length: int) -> npt.NDArray[np.int64]:
        section, descending = self._sorted_by
        indices = np.arange(length, dtype=np.int64)
        if section <= 0 or not length:
            return (indices[::-1] if descending and section == 0 else indices)[:MAX_ROWS]
        keys = self._columns[section - 1]
        known = indices[~np.isnan(keys)]
        order = known[np.argsort(-keys[known] if descending else keys[known], kind="stable")]
        return np.concatenate([order, indices[np.isnan(keys)]])[:MAX_ROWS]

    # what Qt calls

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(AXIS_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        place = int(self._order[index.row()])
        if role == Qt.ItemDataRole.BackgroundRole and place in self._outliers:
            return QColor(current_theme().warning_wash)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return count_text(place)
        section = index.column() - 1
        return AXIS_COLUMNS[section].text(self._columns[section][place])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(AXIS_COLUMNS[section - 1].title) if section else tr("Index")
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return tr(AXIS_COLUMNS[section - 1].tip)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, -1 for the order of the axis; indices without finite elements come last."""
        self._sorted_by = (column, order == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self._order = self._ordered(len(self._columns[0]) if self._columns else 0)
        self.endResetModel()
