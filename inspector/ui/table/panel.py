"""All tensors of what is selected as one table, to be ranked by any number, copied, and saved as CSV."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.errors import OutputError
from inspector.operations.columns import COLUMNS
from inspector.sentences import translated
from inspector.tables import csv_text
from inspector.text import size_text
from inspector.ui.document.document import Selection, each_tensor, tensors_of
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.table.model import TensorTableModel, rows_as_text
from inspector.ui.table.view import TensorTableView
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.labels import ElidedLabel, plain_label
from inspector.wording import tr, translatable
from inspector.writing.atomic_file import write_atomically

__all__ = ["TablePanel"]

#: Columns shown at first; the others are a click away.
_USUAL = frozenset({"key", "shape", "dtype", "min", "max", "std", "l2", "rms", "peak", "zeros", "nan"})
_KEY_WIDTH = 220
#: Rows whose texts the widths of columns are taken from.
_MEASURED_ROWS = 200


class TablePanel(SelectionPanel):
    """The table; double-clicking a row goes to the tensor. Numbers are filled in while the panel is looked at."""

    title = translatable("Tensors")

    def __init__(self, context: PanelContext, numbers: TensorNumbers) -> None:
        super().__init__(context)
        self._numbers = numbers
        self._document_name = ""

    def accepts(self, selection: Selection) -> int:
        if selection.tensor is not None and not selection.beside:
            return 0
        has_several = len(list(islice(each_tensor(selection), 2))) > 1
        return 5 if has_several else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.model = TensorTableModel(self._numbers, page)
        self.view = TensorTableView(self.model)
        self.view.setAccessibleName(tr("Tensors and their numbers"))
        header = self.view.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        header.setSortIndicatorClearable(True)
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda place: self._columns_menu().exec(header.mapToGlobal(place)))
        self.view.setSortingEnabled(True)
        self.view.doubleClicked.connect(self._go_to)
        copy_on(self.view, QKeySequence.StandardKey.Copy, self.copy)
        for section, column in enumerate(COLUMNS):
            self.view.setColumnHidden(section, column.name not in _USUAL)
        self.state = ElidedLabel()
        self.columns = QPushButton(tr("Columns"))
        self.columns.setMenu(self._columns_menu())
        self.read = QPushButton()
        self.read.clicked.connect(self._read)
        self.save = QPushButton(tr("Save as CSV…"))
        self.save.clicked.connect(self._ask_where_to_save)
        self.problem = plain_label("", "error", wrap=True)
        self.problem.hide()
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.read)
        bar.addWidget(self.columns)
        bar.addWidget(self.save)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)
        self._numbers.changed.connect(self._show_state)
        return page

    @property
    def is_settled(self) -> bool:
        return not self._numbers.is_reading

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:  # noqa: ARG002 - the numbers are everybody's
        self._document_name = selection.document.name
        self._selection = selection
        self.problem.hide()
        self.model.show_entries(tensors_of(selection))
        self._fit_columns()
        if self._numbers.is_read_on_showing():
            self._numbers.read_all()
        self._show_state()

    def _read(self) -> None:
        self._numbers.read_all()
        self._show_state()

    def _fit_columns(self) -> None:
        for section in range(len(COLUMNS)):
            if not self.view.isColumnHidden(section):
                self._fit_column(section)

    def _fit_column(self, section: int) -> None:
        column, metrics = COLUMNS[section], self.view.fontMetrics()
        if column.name == "key":
            self.view.setColumnWidth(section, _KEY_WIDTH)
            return
        texts = {tr(column.title) + "  ", *self.model.texts(section, _MEASURED_ROWS)}
        if column.needs_data:
            texts.add("0" * 9)
        self.view.setColumnWidth(section, max(map(metrics.horizontalAdvance, texts)) + 16)

    def _show_state(self) -> None:
        rows = self.model.rows
        known, failed = (
            len(found.keys() & rows) if found else 0 for found in (self._numbers.known, self._numbers.failed)
        )
        text = tr("%n tensor", "%n tensors", len(rows))
        if self._numbers.is_reading:
            text += tr(", {count:,} read", count=known)
        unread = 0 if self._numbers.is_reading else self._numbers.unread_nbytes
        self.read.setText(tr("Read all tensors ({unread})", unread=size_text(unread)))
        self.read.setVisible(bool(unread))
        self.state.set_text(text + tr("; {count:,} can't be read", count=failed) if failed else text)

    def _columns_menu(self) -> QMenu:
        menu = QMenu(self.view)
        menu.setToolTipsVisible(True)
        for section, column in enumerate(COLUMNS[1:], 1):
            action = menu.addAction(tr(column.title))
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(section))
            action.setToolTip(tr(column.tip))
            action.toggled.connect(lambda shown, section=section: self._show_column(section, shown))
        return menu

    def _show_column(self, section: int, shown: bool) -> None:
        self.view.setColumnHidden(section, not shown)
        if shown:
            self._fit_column(section)
            self._numbers.need(COLUMNS[section])
            self._show_state()

    def _go_to(self, index: QModelIndex) -> None:
        document = self._selection.document
        self.context.select(document.tree.nodes[self.model.rows[index.row()]])

    def copy(self) -> None:
        """Copy the selected rows, or all, with their headings and all columns."""
        chosen = {index.row() for index in self.view.selectionModel().selectedRows()}
        table = self.model.table()
        copy_text(rows_as_text([row for number, row in enumerate(table) if number in chosen or not chosen], "\t"))

    def _ask_where_to_save(self) -> None:
        name = f"{Path(self._document_name).stem}-tensors.csv"
        path, _ = QFileDialog.getSaveFileName(self.view, tr("Save the table"), name, "CSV (*.csv)")
        if path:
            self.save_csv(Path(path))

    def save_csv(self, path: Path) -> None:
        """Write all rows and columns; what goes wrong is said above the table."""
        text = csv_text([[column.name for column in COLUMNS], *self.model.table()])
        try:
            write_atomically(path, text.encode("utf-8", "replace"))
        except OutputError as error:
            self.problem.setText(translated(str(error)))
            self.problem.show()
