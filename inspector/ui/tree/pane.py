"""The left side of a file's tab: the filter, the tree of names below it, and the work that lays out the tree."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.names.filter import matching
from inspector.names.tree_layout import Order, TreeLayout, lay_out
from inspector.sentences import translated
from inspector.text import count_text
from inspector.ui.document.document import MAX_SELECTED, Document
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.runner import JobRunner
from inspector.ui.tree.model import Column, NameTreeModel
from inspector.ui.tree.name_tree_pane import NameTreePane
from inspector.ui.tree.name_tree_view import UNSORTED
from inspector.ui.tree.view import DocumentTreeView
from inspector.wording import tr

__all__ = ["TreePane"]

#: How often what a filter on numbers shows is brought up to date while tensors are read.
_RENEW_MS = 500


class TreePane(NameTreePane):
    """Shows one document.

    ``selected`` comes with the current node (None: nothing) when it or what is selected with it changes, a moment after;
    ``sorting_changed`` when rows are to be sorted by another column.
    """

    summary_requested = Signal()
    layout_changed = Signal()
    sorting_changed = Signal()

    view: DocumentTreeView

    def __init__(
        self, document: Document, runner: JobRunner, numbers: TensorNumbers, parent: QWidget | None = None
    ) -> None:
        super().__init__(document.tree, runner, DocumentTreeView(), "file", parent)
        self._document = document
        self._numbers = numbers
        self._renewal = QTimer(self)
        self._renewal.setSingleShot(True)
        self._renewal.setInterval(_RENEW_MS)
        self._renewal.timeout.connect(self.lay_out)
        numbers.changed.connect(self._renew)
        self._order = Order.FILE
        self._descending = False
        self._reported: tuple[int | None, list[int]] = (None, [])
        self.summary_button.clicked.connect(self.summary_requested)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAccessibleName(tr("Entries shown"))
        self.bar.addWidget(self.count)
        self._show_count(None)
        self.model = NameTreeModel(document, self)
        self.view.show_model(self.model, self.sparklines)
        self.view.show_numbers(numbers)
        self.model.sort_requested.connect(self._sort)
        self.watch()

    def take_theme(self) -> None:
        super().take_theme()
        self.model.take_theme()

    def report_selection(self) -> None:
        node = self.view.current_node
        now = (node, self.view.first_selected(MAX_SELECTED + 1))
        if now != self._reported:
            self._reported = now
            self.summary_button.setChecked(node is None)
            self.selected.emit(node)

    @property
    def sorting(self) -> tuple[int, bool]:
        """The column that rows are sorted by, UNSORTED for the order of the file, and whether the largest come first."""
        header = self.view.header()
        return header.sortIndicatorSection(), header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    @sorting.setter
    def sorting(self, sorting: tuple[int, bool]) -> None:
        column, descending = sorting
        direction = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.header().setSortIndicator(column if column < len(Column) else UNSORTED, direction)

    # the filter and the order

    def _sort(self, order: Order, descending: bool) -> None:
        if (order, descending) != (self._order, self._descending):
            self._order, self._descending = order, descending
            self.lay_out()
            self.sorting_changed.emit()

    def lay_out(self) -> None:
        tree, query, order, descending = self._document.tree, self.filter.query, self._order, self._descending
        purpose = (self, "layout")
        if not query and order is Order.FILE:
            self.runner.cancel(purpose)
            self.show_layout(self._document.natural)
            return

        if query.needs_numbers:
            self._numbers.read_all()

        def work(job: Job) -> TreeLayout:
            matches = matching(query, tree, job, self._numbers.value) if query else None
            return lay_out(tree, matches=matches, order=order, descending=descending, job=job)

        self.runner.start(purpose, work, self.show_layout, self._failed, tr("Sorting the tree"))

    def _renew(self) -> None:
        """There are new numbers: filter again, soon, where they decide."""
        if self.filter.query.needs_numbers and not self._renewal.isActive():
            self._renewal.start()

    @property
    def is_settled(self) -> bool:
        is_reading = self.filter.query.needs_numbers and self._numbers.is_reading
        return super().is_settled and not is_reading and not self._renewal.isActive()

    def _failed(self, error: InspectorError) -> None:
        self.filter.show_problem(translated(str(error)))

    def show_layout(self, tree_layout: TreeLayout) -> None:
        super().show_layout(tree_layout)
        self._show_count(tree_layout)
        self.layout_changed.emit()

    def _show_count(self, tree_layout: TreeLayout | None) -> None:
        total = len(self._document.tree.source)
        if tree_layout is None or tree_layout.matches is None:
            self.count.setText(count_text(total))
            self.count.setToolTip(tr("Entries of the file"))
        else:
            self.count.setText(
                tr("{count:,} of {total:,}", count=len(tree_layout.matches), total=total) + self._unread_text()
            )
            self.count.setToolTip(tr("Entries that match the filter, of all in the file"))

    def _unread_text(self) -> str:
        """That the filter is not done with the file."""
        if not self.filter.query.needs_numbers:
            return ""
        if self._numbers.is_reading:
            return tr(", reading…")
        return tr(", not all read") if self._numbers.unread_nbytes else ""
