"""The left side of a tab: a filter, a tree of names below it, and what happens when its rows are laid out anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from inspector.names.tree import NameTree
from inspector.names.tree_layout import TreeLayout
from inspector.ui.runner import JobRunner
from inspector.ui.tree.filter_box import FilterBox
from inspector.ui.tree.layout_model import TreeLayoutModel
from inspector.ui.tree.name_tree_view import NameTreeView
from inspector.ui.tree.sparklines import Sparklines
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["NameTreePane"]

#: Rows shown at first, and of what a filter found: levels are opened while they fit.
_FIRST_ROWS = 60
_FILTERED_ROWS = 1000
_SETTLE_MS = 30


class NameTreePane(QWidget, Themed):
    """The base of both trees. ``selected`` comes when what is selected changes, a moment after it did (None: nothing).

    A subclass shows a model in ``view`` and then calls :meth:`watch`; its :meth:`lay_out` starts the work that ends in
    :meth:`show_layout`.
    """

    selected = Signal(object)

    def __init__(
        self, tree: NameTree, runner: JobRunner, view: NameTreeView, subject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.view = view
        self._unfiltered: list[int] = []
        self._wanted: int | None = None  # to be selected as soon as it is shown
        self._is_changing = False
        self.sparklines = Sparklines(tree, runner, self)
        self.sparklines.changed.connect(self.view.viewport().update)
        self.summary_button = QToolButton()
        self.summary_button.setToolTip(tr("Show the summary of the {subject} (Alt+Home)", subject=subject))
        self.summary_button.setAccessibleName(tr("Summary of the {subject}", subject=subject))
        self.summary_button.setCheckable(True)
        self.summary_button.setChecked(True)
        self.filter = FilterBox()
        self.filter.queried.connect(self.lay_out)
        self.filter.entered.connect(self._go_to_tree)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(8, 8, 8, 8)
        self.bar.setSpacing(8)
        self.bar.addWidget(self.summary_button)
        self.bar.addWidget(self.filter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.bar)
        layout.addWidget(self.filter.problem)
        layout.addWidget(self.view, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.report_selection)

    def watch(self) -> None:
        """Open the first levels of what the view shows, and begin to say what is selected."""
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.view.selectionModel().currentChanged.connect(self._selection_changed)
        self.view.expand_nodes(self.layout_model.tree_layout.expanded(_FIRST_ROWS))
        self.take_theme()

    # what a subclass says

    @property
    def layout_model(self) -> TreeLayoutModel:
        """The model."""
        return self.view.layout_model

    def lay_out(self) -> None:
        """Begin to lay out the rows as is asked for now."""
        raise NotImplementedError

    def report_selection(self) -> None:
        """Say what is selected, if that is something else than before."""
        raise NotImplementedError

    def show_everything(self) -> None:
        """Take back what hides rows."""
        self.filter.clear()
        self.filter.apply()

    def is_whole(self, tree_layout: TreeLayout) -> bool:
        """Whether all rows are there, in their groups."""
        return tree_layout.matches is None

    # what the window asks for

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was asked for is still to be shown."""
        if not self.filter.is_settled or self._settle.isActive() or self.runner.is_running((self, "layout")):
            return False
        return self.sparklines.is_settled or not self.isVisible()

    def select_node(self, node: int | None) -> None:
        """Select a node, or nothing. For one that is hidden, whatever hides it is taken back."""
        self._wanted = None
        if node is None:
            self.view.selectionModel().clear()
        elif not self.view.select_node(node):
            self._wanted = node
            self.show_everything()

    def expand_all(self) -> bool:
        """Open everything below the current row, or everything; False if that was too much and only a part was opened."""
        return self.view.expand_below(self.view.currentIndex())

    def take_theme(self) -> None:
        self.summary_button.setIcon(icon("summary", current_theme().text))
        self.view.viewport().update()

    # rows that move

    def show_layout(self, tree_layout: TreeLayout) -> None:
        """Show another layout with the same groups open and the same row selected, as far as there are such.

        A selected row that is hidden now stays on the right side, and is selected again when it is shown again.
        """
        was_whole, is_whole = self.is_whole(self.layout_model.tree_layout), self.is_whole(tree_layout)
        if was_whole:
            self._unfiltered = [node for node in self.view.expanded_nodes() if node < len(tree_layout.tree)]
        wanted = self._wanted if self._wanted is not None else self.view.current_node
        top = self.view.verticalScrollBar().value()
        self._is_changing = True
        self.view.setUpdatesEnabled(False)
        self.layout_model.set_layout(tree_layout)
        self.view.expand_nodes(self._unfiltered if is_whole else tree_layout.expanded(_FILTERED_ROWS))
        if wanted is not None and wanted < len(tree_layout.tree) and self.view.select_node(wanted):
            self._wanted = None
            self._settle.start()
        else:
            self._wanted = wanted
            self.view.verticalScrollBar().setValue(top if was_whole is is_whole else 0)
        self.view.setUpdatesEnabled(True)
        self._is_changing = False

    def _selection_changed(self) -> None:
        if not self._is_changing:
            self._wanted = None
            self._settle.start()

    def _go_to_tree(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        matches = self.layout_model.tree_layout.matches
        if matches and self.view.current_node is None:
            self.view.select_node(matches[0])
