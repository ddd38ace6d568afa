"""The left side of a comparison: the filter, what is shown of the rows, and the merged tree below."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from inspector.checkpoint.arrangement import Arrangement
from inspector.checkpoint.nametree import NO_ENTRY
from inspector.jobs import Job
from inspector.ui.comparison.ledger import Ledger
from inspector.ui.comparison.model import ComparisonModel
from inspector.ui.comparison.ordering import FlatArrangement, RowOrder, ordered, shown_rows
from inspector.ui.comparison.tree import ComparisonTree
from inspector.ui.filter_box import FilterBox
from inspector.ui.icons import icon
from inspector.ui.runner import JobRunner
from inspector.ui.silhouettes import Silhouettes
from inspector.ui.theme import Themed, current_theme
from inspector.ui.widgets import IconButton

__all__ = ["ComparisonPane"]

#: Rows shown at first, and of what a filter found: levels are opened while they fit.
_FIRST_ROWS = 60
_FILTERED_ROWS = 1000
_SETTLE_MS = 30
#: While results come, rows that depend on them are put in order anew this often: nobody can read rows that move.
_REORDER_SECONDS = 1.0
#: Orders that do not depend on results.
_STEADY = (RowOrder.NAME, RowOrder.SHAPE, RowOrder.TYPE)


class ComparisonPane(QWidget, Themed):
    """Shows one ledger. ``selected`` comes when the selected node changes (None: nothing), a moment after it did."""

    selected = Signal(object)

    def __init__(self, ledger: Ledger, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._runner = runner
        self._order, self._descending = RowOrder.NAME, False
        self._unfiltered: list[int] = []
        self._rows: Sequence[int] = ledger.subject.rows  # from the top, whatever is folded
        self._reported: int | None = None
        self._wanted: int | None = None  # to be selected as soon as it is shown
        self._arranging = False
        self._arranged_at = (0, 0.0)  # of how many results, and when
        self._build()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._report_selection)
        self.silhouettes = Silhouettes(ledger.subject.tree, runner, self)
        self.silhouettes.changed.connect(self.view.viewport().update)
        self.model = ComparisonModel(ledger, self)
        self.view.show_model(self.model, self.silhouettes)
        self.model.sort_requested.connect(self._sort)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.view.selectionModel().currentChanged.connect(self._selection_changed)
        self.view.expand_nodes(self.model.arrangement.expanded(_FIRST_ROWS))
        self.take_theme()

    def _build(self) -> None:
        self.summary_button = QToolButton()
        self.summary_button.setToolTip("Show the summary of the comparison (Alt+Home)")
        self.summary_button.setAccessibleName("Summary of the comparison")
        self.summary_button.setCheckable(True)
        self.summary_button.setChecked(True)
        self.summary_button.clicked.connect(lambda: self.select_node(None))
        self.filter = FilterBox()
        self.filter.queried.connect(self._arrange)
        self.filter.entered.connect(self._go_to_tree)
        self.only_changes = QCheckBox("Only changes")
        self.only_changes.setToolTip("Show only the tensors that differ")
        self.only_changes.toggled.connect(self._arrange)
        self.previous = IconButton("previous", "Previous change (Shift+F8)")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next = IconButton("next", "Next change (F8)")
        self.next.clicked.connect(lambda: self.step(1))
        self.view = ComparisonTree()
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 8, 8)
        bar.setSpacing(8)
        bar.addWidget(self.summary_button)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.only_changes)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        bar.addLayout(steps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.filter.problem)
        layout.addWidget(self.view, 1)

    # what the page asks for

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was asked for is still to be shown."""
        if not self.filter.is_settled or self._settle.isActive() or self._runner.is_running((self, "arrange")):
            return False
        return self.silhouettes.is_settled or not self.isVisible()

    def select_node(self, node: int | None) -> None:
        """Select a node, or nothing. For one that is hidden, filter and check box are cleared."""
        self._wanted = None
        if node is None:
            self.view.selectionModel().clear()
        elif not self.view.select_node(node):
            self._wanted = node
            self.only_changes.setChecked(False)
            self.filter.clear()
            self.filter.apply()

    def step(self, way: int) -> bool:
        """Go to the next (1) or previous (-1) row that differs, in the order shown, around the ends; False if none does."""
        rows, current = self._rows, self.view.current_node
        start = -1 if way > 0 else 0
        if current is not None and rows:
            start = self._row_at(current, way)
        for place in range(1, len(rows) + 1):
            node = rows[(start + way * place) % len(rows)]
            if self._ledger.differs(node):
                return self.view.select_node(node)
        return False

    def _row_at(self, node: int, way: int) -> int:
        """Which of the rows a node is; of a group, the place before the first row in it, seen from where one comes."""
        arrangement, tree = self.model.arrangement, self._ledger.subject.tree
        is_row = node < len(tree) and tree.entries[node] != NO_ENTRY
        first = node
        while first >= len(tree) or tree.entries[first] == NO_ENTRY:
            first = arrangement.children[first][0]
        return self._rows.index(first) - (way > 0 and not is_row)

    def refresh(self, *, is_last: bool) -> None:
        """Show what has been found meanwhile."""
        self.view.viewport().update()
        if self._order in _STEADY and not self.only_changes.isChecked():
            return
        count, when = self._arranged_at
        is_due = is_last or time.monotonic() - when > _REORDER_SECONDS
        if is_due and count != self._ledger.count and not self._runner.is_running((self, "arrange")):
            self._arrange()

    def expand_all(self) -> bool:
        """Open everything below the current row, or everything; False if that was too much."""
        return self.view.expand_below(self.view.currentIndex())

    def take_theme(self) -> None:
        self.summary_button.setIcon(icon("summary", current_theme().text))
        self.model.take_theme()
        self.view.viewport().update()

    # the selection

    def _selection_changed(self) -> None:
        if not self._arranging:
            self._wanted = None
            self._settle.start()

    def _report_selection(self) -> None:
        node = self.view.current_node
        if node != self._reported:
            self._reported = node
            self.summary_button.setChecked(node is None)
            self.selected.emit(node)

    def _go_to_tree(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        matches = self.model.arrangement.matches
        if matches and self.view.current_node is None:
            self.view.select_node(matches[0])

    # the filter and the order

    def _sort(self, order: RowOrder, descending: bool) -> None:
        if (order, descending) != (self._order, self._descending):
            self._order, self._descending = order, descending
            self._arrange()

    def _arrange(self) -> None:
        ledger, query, order, descending = self._ledger, self.filter.query, self._order, self._descending
        only_changes = self.only_changes.isChecked()
        self._arranged_at = (ledger.count, time.monotonic())

        def work(job: Job) -> tuple[Arrangement, list[int]]:
            arrangement = ordered(ledger, query, order, descending=descending, only_changes=only_changes, job=job)
            return arrangement, shown_rows(arrangement)

        self._runner.start(
            (self, "arrange"),
            work,
            self._show,
            lambda error: self.filter.show_problem(str(error)),
            "Arranging the names",
        )

    def _show(self, found: tuple[Arrangement, list[int]]) -> None:
        """Show another arrangement with the same groups open and the same row selected, as far as there are such."""
        arrangement, self._rows = found
        old = self.model.arrangement
        if old.matches is None and not isinstance(old, FlatArrangement):
            self._unfiltered = [node for node in self.view.expanded_nodes() if node < len(arrangement.tree)]
        wanted = self._wanted if self._wanted is not None else self.view.current_node
        top = self.view.verticalScrollBar().value()
        self._arranging = True
        self.view.setUpdatesEnabled(False)
        self.model.set_arrangement(arrangement)
        if arrangement.matches is None and not isinstance(arrangement, FlatArrangement):
            self.view.expand_nodes(self._unfiltered)
        else:
            self.view.expand_nodes(arrangement.expanded(_FILTERED_ROWS))
        if wanted is not None and wanted < len(arrangement.tree) and self.view.select_node(wanted):
            self._wanted = None
            self._settle.start()
        else:
            self._wanted = wanted
            self.view.verticalScrollBar().setValue(top if type(old) is type(arrangement) else 0)
        self.view.setUpdatesEnabled(True)
        self._arranging = False
