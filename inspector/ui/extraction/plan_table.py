"""The table of rows to extract: keys are edited in place, and Delete takes the selected rows out."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector.ui.extraction.plan_model import Column, PlanModel
from inspector.wording import tr

__all__ = ["PlanTable"]

#: More rows are not selected unasked: Qt asks the model about each cell of a selection.
_MAX_SELECTED = 1000


class PlanTable(QTableView):
    """The view of a :class:`PlanModel`. ``removed`` carries the positions of rows that are to go."""

    removed = Signal(set)

    def __init__(self, model: PlanModel) -> None:
        super().__init__()
        self.setAccessibleName(tr("Rows to export"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 7)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        metrics = self.fontMetrics()
        for column, sample in (
            (Column.SHAPE, "1024 × 256 × 3 × 3"),
            (Column.TYPE, "float32 → float8_e4m3fn"),
            (Column.SIZE, "1,023 MiB"),
        ):
            header.resizeSection(column, metrics.horizontalAdvance(sample) + 16)
        for column in (Column.KEY, Column.SOURCE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, start: int, stop: int) -> None:
        """Scroll to the rows from ``start`` to before ``stop``, and select them."""
        if start < stop:
            first, last = self.model().index(start, 0), self.model().index(stop - 1, len(Column) - 1)
            model = self.selectionModel()
            model.setCurrentIndex(first, model.SelectionFlag.NoUpdate)  # where the keyboard goes on
            if stop - start <= _MAX_SELECTED:
                model.select(QItemSelection(first, last), model.SelectionFlag.ClearAndSelect)
            self.scrollTo(last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.state() != QAbstractItemView.State.EditingState:
            rows = {index.row() for index in self.selectionModel().selectedRows()}
            if rows:
                self.removed.emit(rows)
        else:
            super().keyPressEvent(event)
