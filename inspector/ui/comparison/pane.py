"""The left side of a comparison: the filter, what is shown of the rows, and the merged tree below."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from inspector.jobs import Job
from inspector.names.tree import NO_ENTRY
from inspector.names.tree_layout import TreeLayout
from inspector.sentences import translated
from inspector.ui.comparison.model import ComparisonModel
from inspector.ui.comparison.ordering import FlatLayout, RowOrder, ordered, shown_rows
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.comparison.tree import ComparisonTree
from inspector.ui.runner import JobRunner
from inspector.ui.tree.name_tree_pane import NameTreePane
from inspector.ui.widgets.buttons import IconButton
from inspector.wording import tr

__all__ = ["ComparisonPane"]

#: While results come, rows that depend on them are put in order anew this often: nobody can read rows that move.
_REORDER_SECONDS = 1.0
#: Orders that do not depend on results.
_STEADY = (RowOrder.FILE, RowOrder.NAME, RowOrder.SHAPE, RowOrder.TYPE)


class ComparisonPane(NameTreePane):
    """Shows the rows of a comparison. ``selected`` comes with the node selected (None: nothing), a moment after it is."""

    view: ComparisonTree

    def __init__(self, results: ComparisonResults, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(results.subject.tree, runner, ComparisonTree(), tr("comparison"), parent)
        self._results = results
        self._order, self._descending = RowOrder.FILE, False
        self._rows: Sequence[int] = results.subject.rows  # from the top, whatever is folded
        self._reported: int | None = None
        self._laid_out_at = (0, 0.0)  # of how many results, and when
        self.summary_button.clicked.connect(lambda: self.select_node(None))
        self.filter.setPlaceholderText(tr("Filter: words, shape:4096, dtype:bf16, size>1M, /regex/"))  # of both sides
        self.only_changes = QCheckBox(tr("Only changes"))
        self.only_changes.setToolTip(tr("Show only the tensors that differ"))
        self.only_changes.toggled.connect(self.lay_out)
        self.previous = IconButton("previous", tr("Previous change (Shift+F8)"))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next = IconButton("next", tr("Next change (F8)"))
        self.next.clicked.connect(lambda: self.step(1))
        self.bar.addWidget(self.only_changes)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        self.bar.addLayout(steps)
        self.model = ComparisonModel(results, self)
        self.view.show_model(self.model, self.sparklines)
        self.model.sort_requested.connect(self._sort)
        self.watch()

    # what the page asks for

    def step(self, way: int) -> bool:
        """Go to the next (1) or previous (-1) row that differs, in the order shown, around the ends; False if none does."""
        rows, current = self._rows, self.view.current_node
        start = -1 if way > 0 else 0
        if current is not None and rows:
            start = self._row_at(current, way)
        for place in range(1, len(rows) + 1):
            node = rows[(start + way * place) % len(rows)]
            if self._results.differs(node):
                return self.view.select_node(node)
        return False

    def _row_at(self, node: int, way: int) -> int:
        """Which of the rows a node is; of a group, the place before the first row in it, seen from where one comes."""
        tree_layout, tree = self.model.tree_layout, self._results.subject.tree
        is_row = node < len(tree) and tree.entries[node] != NO_ENTRY
        first = node
        while first >= len(tree) or tree.entries[first] == NO_ENTRY:
            first = tree_layout.children(first)[0]
        return self._rows.index(first) - (way > 0 and not is_row)

    def refresh(self, *, is_last: bool) -> None:
        """Show what has been found meanwhile."""
        self.view.viewport().update()
        if self._order in _STEADY and not self.only_changes.isChecked():
            return
        count, when = self._laid_out_at
        is_due = is_last or time.monotonic() - when > _REORDER_SECONDS
        if is_due and count != self._results.count and not self.runner.is_running((self, "layout")):
            self.lay_out()

    def take_theme(self) -> None:
        super().take_theme()
        self.model.take_theme()

    def report_selection(self) -> None:
        node = self.view.current_node
        if node != self._reported:
            self._reported = node
            self.summary_button.setChecked(node is None)
            self.selected.emit(node)

    # the filter and the order

    def show_everything(self) -> None:
        self.only_changes.setChecked(False)
        super().show_everything()

    def is_whole(self, tree_layout: TreeLayout) -> bool:
        return tree_layout.matches is None and not isinstance(tree_layout, FlatLayout)

    def _sort(self, order: RowOrder, descending: bool) -> None:
        if (order, descending) != (self._order, self._descending):
            self._order, self._descending = order, descending
            self.lay_out()

    def lay_out(self) -> None:
        results, query, order, descending = self._results, self.filter.query, self._order, self._descending
        only_changes = self.only_changes.isChecked()
        self._laid_out_at = (results.count, time.monotonic())

        def work(job: Job) -> tuple[TreeLayout, list[int]]:
            tree_layout = ordered(results, query, order, descending=descending, only_changes=only_changes, job=job)
            return tree_layout, shown_rows(tree_layout)

        def show(found: tuple[TreeLayout, list[int]]) -> None:
            tree_layout, self._rows = found
            self.show_layout(tree_layout)

        self.runner.start(
            (self, "layout"),
            work,
            show,
            lambda error: self.filter.show_problem(translated(str(error))),
            tr("Sorting the tensors"),
        )
