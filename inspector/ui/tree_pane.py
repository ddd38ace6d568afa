"""The left side: the filter, the tree of names below it, and the work that arranges the tree."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from inspector.checkpoint.arrangement import Arrangement, Order, arranged
from inspector.checkpoint.filtering import matching
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.document import MAX_BESIDE, Document
from inspector.ui.filter_box import FilterBox
from inspector.ui.icons import icon
from inspector.ui.models.name_tree import NameTreeModel
from inspector.ui.runner import JobRunner
from inspector.ui.silhouettes import Silhouettes
from inspector.ui.theme import Themed, current_theme
from inspector.ui.tree_view import NameTreeView

__all__ = ["TreePane"]

#: Rows shown when a file opens: levels are opened while they fit.
_FIRST_ROWS = 60
#: The same for what a filter found.
_FILTERED_ROWS = 1000


class TreePane(QWidget, Themed):
    """Shows one document.

    ``selected`` comes with the current node (None: nothing) when it or what is selected with it changes, a moment after.
    """

    selected = Signal(object)
    summary_requested = Signal()
    arrangement_changed = Signal()

    def __init__(self, document: Document, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._order = Order.NAME
        self._descending = False
        self._unfiltered: list[int] = []
        self._reported: tuple[int | None, list[int]] = (None, [])
        self._wanted: int | None = None  # to be selected as soon as it is shown
        self._arranging = False
        self._build()
        self._settle = _single_shot(self, 30, self._report_selection)
        self.silhouettes = Silhouettes(document.tree, runner, self)
        self.silhouettes.changed.connect(self.view.viewport().update)
        self.model = NameTreeModel(document, self)
        self.view.show_model(self.model, self.silhouettes)
        self.model.sort_requested.connect(self._sort)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.view.selectionModel().currentChanged.connect(self._selection_changed)
        self.view.expand_nodes(self.model.arrangement.expanded(_FIRST_ROWS))
        self.take_theme()

    def _build(self) -> None:
        self.summary_button = QToolButton()
        self.summary_button.setToolTip("Show the summary of the file (Alt+Home)")
        self.summary_button.setAccessibleName("Summary of the file")
        self.summary_button.setCheckable(True)
        self.summary_button.setChecked(True)
        self.summary_button.clicked.connect(self.summary_requested)
        self.filter = FilterBox()
        self.filter.queried.connect(self._arrange)
        self.filter.entered.connect(self._go_to_tree)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAccessibleName("Entries shown")
        self.view = NameTreeView()
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 10, 8)
        bar.setSpacing(8)
        bar.addWidget(self.summary_button)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self.count)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.filter.problem)
        layout.addWidget(self.view, 1)
        self._show_count(None)

    # what the page and the window ask for

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was asked for is still to be shown."""
        purpose = (self, "arrange")
        if not self.filter.is_settled or self._settle.isActive() or self._runner.is_running(purpose):
            return False
        return self.silhouettes.is_settled

    def select_node(self, node: int | None) -> None:
        """Select a node, or nothing. For a node that the filter hides, the filter is cleared."""
        self._wanted = None
        if node is None:
            self.view.selectionModel().clear()
        elif not self.view.select_node(node):
            self._wanted = node
            self.filter.clear()
            self.filter.apply()

    def expand_all(self) -> bool:
        """Open everything below the current row, or everything; False if that was too much and only a part was opened."""
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
        now = (node, self.view.first_selected(MAX_BESIDE + 1))
        if now != self._reported:
            self._reported = now
            self.summary_button.setChecked(node is None)
            self.selected.emit(node)

    # the filter and the order

    def _sort(self, order: Order, descending: bool) -> None:
        if (order, descending) != (self._order, self._descending):
            self._order, self._descending = order, descending
            self._arrange()

    def _arrange(self) -> None:
        tree, query, order, descending = self._document.tree, self.filter.query, self._order, self._descending
        purpose = (self, "arrange")
        if not query and order is Order.NAME and not descending:
            self._runner.cancel(purpose)
            self._show(self._document.natural)
            return

        def work(job: Job) -> Arrangement:
            matches = matching(query, tree, job) if query else None
            return arranged(tree, matches=matches, order=order, descending=descending, job=job)

        self._runner.start(purpose, work, self._show, self._failed, "Arranging the names")

    def _failed(self, error: InspectorError) -> None:
        self.filter.show_problem(str(error))

    def _show(self, arrangement: Arrangement) -> None:
        """Show another arrangement with the same groups open and the same row selected, as far as there are such.

        A selected row that the filter hides stays on the right side, and is selected again when it is shown again.
        """
        was_filtered = self.model.arrangement.matches is not None
        is_filtered = arrangement.matches is not None
        if not was_filtered:
            self._unfiltered = [node for node in self.view.expanded_nodes() if node < len(self._document.tree)]
        wanted = self._wanted if self._wanted is not None else self.view.current_node
        top = self.view.verticalScrollBar().value()
        self._arranging = True
        self.view.setUpdatesEnabled(False)
        self.model.set_arrangement(arrangement)
        self.view.expand_nodes(arrangement.expanded(_FILTERED_ROWS) if is_filtered else self._unfiltered)
        if wanted is not None and self.view.select_node(wanted):
            self._wanted = None
            self._settle.start()
        else:
            self._wanted = wanted
            self.view.verticalScrollBar().setValue(top if was_filtered == is_filtered else 0)
        self.view.setUpdatesEnabled(True)
        self._arranging = False
        self._show_count(arrangement)
        self.arrangement_changed.emit()

    def _show_count(self, arrangement: Arrangement | None) -> None:
        total = len(self._document.tree.source)
        if arrangement is None or arrangement.matches is None:
            self.count.setText(f"{total:,}")
            self.count.setToolTip("Entries of the file")
        else:
            self.count.setText(f"{len(arrangement.matches):,} of {total:,}")
            self.count.setToolTip("Entries the filter found, of all in the file")

    def _go_to_tree(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        matches = self.model.arrangement.matches
        if matches and self.view.current_node is None:
            self.view.select_node(matches[0])


def _single_shot(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
