"""What is shown of one open file: the tree on the left, the selection on the right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.names.tree import ROOT
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, shortened
from inspector.ui.document.bookmarks import Bookmarks
from inspector.ui.document.document import MAX_SELECTED, Document, Overview, Selection, overview_of
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.document.snippets import snippets
from inspector.ui.panels.panel import WindowContext
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import JobRunner
from inspector.ui.steps import importing, take_steps
from inspector.ui.tree.pane import TreePane
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.file_manager import REVEAL_TEXT, reveal
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.splitter import Splitter
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.inspection.detail import DetailView

__all__ = ["DocumentView"]

#: Longer keys are shortened in the menu of bookmarks.
_MAX_KEY = 90
#: What the panels compute with: all that they import and that needs no Qt.
_COMPUTING = (
    "analysis.statistics", "analysis.axis_statistics", "analysis.locating", "analysis.heatmap", "analysis.health",
    "analysis.spectrum", "analysis.distribution", "analysis.overlay", "analysis.ridges", "checkpoint.composition",
    "operations.statistics", "operations.reporting", "operations.scanning",
    "architectures.computed_weights", "architectures.language_model",
    "verifying.report", "writing.atomic_file",
)  # fmt: skip
#: What the right side is made of; each takes some milliseconds to import.
_PANELS = (
    "widgets.legend", "document.snippets", "plots.treemap", "inspection.header", "panels.panel", "panels.tabs",
    "panels.contents", "panels.slice_chooser", "panels.values_view", "panels.values", "verification.detection",
    "verification.looks_like", "summary.health", "summary.panel", "panels.info", "panels.heatmap_view", "panels.heatmap",
    "panels.histogram_view", "panels.histogram", "panels.spectrum", "table.panel", "panels.axis", "panels.depth",
    "layers.view", "verification.form", "verification.answer",
    "verification.panel", "inspection.detail",
)  # fmt: skip


class DocumentView(QWidget):
    """The tree on the left, the selection on the right. The right side is made once the tree was painted.

    ``rows_wanted`` says what is to be done with the selected rows: ``tray``, ``export``, ``copy`` or ``drag``;
    ``overview_taken`` comes when all entries of very many were looked at.
    """

    rows_wanted = Signal(str)
    overview_taken = Signal()

    def __init__(self, document: Document, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._runner = runner
        self._detail: DetailView | None = None
        self._detail_steps = self._make_detail()
        self.window_context = WindowContext()
        self.numbers = TensorNumbers(document, runner, self)
        self.bookmarks = Bookmarks(document.tree, self)
        self.tree = TreePane(document, runner, self.numbers)
        self.tree.view.show_bookmarks(self.bookmarks)
        self.splitter = Splitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(QWidget())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([655, 625])
        self.tree.setMinimumWidth(260)
        self._notice: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.splitter, 1)
        self.tree.selected.connect(self._show_node)
        self.tree.layout_changed.connect(self._show_layout)
        self.tree.summary_requested.connect(lambda: self.show_file("Summary"))
        self.tree.view.customContextMenuRequested.connect(self._show_menu)
        copy_on(self.tree.view, QKeySequence.StandardKey.Copy, lambda: self.rows_wanted.emit("copy"))
        self.tree.view.dragged.connect(lambda: self.rows_wanted.emit("drag"))
        self.tree.view.painted.connect(self._complete)

    @property
    def detail(self) -> DetailView:
        """The right side, with nothing selected until something is; what was not made of it is made now."""
        for _ in () if self.is_complete else self._detail_steps:
            pass
        assert self._detail is not None
        return self._detail

    @property
    def is_complete(self) -> bool:
        """Whether the right side was made and is in its place."""
        return self._detail is not None and self.splitter.indexOf(self._detail) >= 0

    def _make_detail(self) -> Iterator[None]:
        """Make the right side, give it its first subject and put it in its place: each takes as long as a frame."""
        from inspector.ui.inspection.detail import DetailView

        detail = self._detail = DetailView(
            self.document, self._runner, self.numbers, self.tree.select_node, lambda: self.window_context
        )
        yield
        detail.show_selection(detail.selection)
        yield
        sizes = self.splitter.sizes()
        detail.setMinimumWidth(300)
        placeholder = self.splitter.replaceWidget(1, detail)
        self.splitter.setStretchFactor(1, 1)  # the new widget has none of its own
        if placeholder is not None:
            placeholder.deleteLater()
        self.splitter.setSizes(sizes)

    def show_notice(self, notice: QWidget) -> None:
        """Show something about the whole file above all that is shown of it, in place of what was there before."""
        if self._notice is not None:
            self._layout.removeWidget(self._notice)
            self._notice.deleteLater()
        self._notice = notice
        self._layout.insertWidget(0, notice)

    @property
    def selected_key(self) -> str:
        """The key of the selected entry, "" for none."""
        node = self.tree.view.current_node
        selection = Selection(self.document, self.tree.model.tree_layout, node)
        return selection.key if selection.entry is not None else ""

    @property
    def is_settled(self) -> bool:
        """Whether all that is asked for is shown. A view that was never seen has nothing to show yet."""
        if self._detail is None or not self.is_complete:
            return not self.isVisible()
        is_known = not self._runner.is_running((self, "overview"))
        return is_known and self.tree.is_settled and self._detail.is_settled

    def cancel(self) -> None:
        """Stop all that is under way for this document."""
        if self._detail is not None:
            self._detail.tabs.cancel()
        for child in (
            self,
            self.tree.sparklines,
            self.numbers,
            *self.findChildren(QWidget),
            *((*self._detail.panels, self._detail.detection) if self._detail is not None else ()),
        ):
            self._runner.cancel_owner(child)

    def _complete(self) -> None:
        """Make the right side; what its panels compute with is loaded in a thread first. Qt is left to this thread."""
        self.tree.view.painted.disconnect(self._complete)
        self._runner.start(
            (self, "right side"),
            lambda _job: [import_module(f"inspector.{name}") for name in _COMPUTING],
            lambda _modules: take_steps(self, self._complete_detail()),
            lambda _error: None,
        )

    def _begin_overview(self, document: Document) -> None:
        """Look at all entries, which are too many to have been looked at before the first were shown."""

        def work(job: Job) -> Overview:
            with collector_paused(for_good=True):
                return overview_of(document, job)

        what = tr("Looking at all entries of {name}", name=document.name)
        self._runner.start((self, "overview"), work, self._take_overview, lambda _error: None, what)

    def _take_overview(self, overview: Overview) -> None:
        """Show what was found by looking at all entries."""
        self.document.take_overview(overview)
        self.tree.model.forget_rows()
        self.tree.view.viewport().update()
        if self._detail is not None:
            self._detail.show_selection(self._detail.selection)
        self.overview_taken.emit()

    def _complete_detail(self) -> Iterator[object]:
        """Import the modules of the right side and make it, in steps; then look at all entries, if that was not done yet.

        A busy thread beside the steps would make each take two or three times as long.
        """
        yield from importing(_PANELS)
        yield from self._detail_steps
        self.detail.show()
        PlottingLibrary(self._runner, self)
        if self.document.overview is None:
            self._begin_overview(self.document)

    def _show_layout(self) -> None:
        if self._detail is not None:
            self._detail.show_layout(self._selection_of(self.tree.view.current_node))

    def show_file(self, panel: str) -> None:
        """Select nothing, and put a panel that is about the whole file in front."""
        self.tree.select_node(None)
        self._show_node(None)  # the tree tells of it a moment later
        self.detail.show_panel(panel)

    def select_key(self, key: str) -> bool:
        """Select the entry with a dotted key; False if there is none."""
        node = self.document.tree.find(key)
        if node is not None:
            self.tree.select_node(node)
        return node is not None

    @property
    def selected_nodes(self) -> list[int]:
        """The selected rows; the root, which stands for all, if nothing is selected."""
        return self.tree.view.selected_nodes() or [ROOT]

    def _show_node(self, node: int | None) -> None:
        self.detail.show_selection(self._selection_of(node))

    def _selection_of(self, node: int | None) -> Selection:
        selected = self.tree.view.first_selected(MAX_SELECTED)
        if node is None and selected:
            node = selected[0]
        beside = tuple(other for other in selected if other != node)[: MAX_SELECTED - 1]
        return Selection(self.document, self.tree.model.tree_layout, node, beside)

    @property
    def selected_keys(self) -> list[str]:
        """The keys of the selected rows; of groups what their keys begin with."""
        tree_layout = self.tree.model.tree_layout
        return [
            Selection(self.document, tree_layout, node).key
            for node in self.tree.view.selected_nodes()
            if not tree_layout.is_range(node)
        ]

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(self.tree.view.viewport().mapToGlobal(place))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """What can be done with the selected rows, also with one that was selected by the click for the menu."""
        self.tree.report_selection()
        menu = QMenu(self)
        keys = self.selected_keys
        copy = menu.addAction(
            tr("Copy key") if len(keys) < 2 else tr("Copy %n key", "Copy %n keys", len(keys)),
            lambda: self.rows_wanted.emit("copy"),
        )
        copy.setEnabled(bool(keys))
        copy.setIcon(icon("copy"))
        tensor = self.detail.selection.tensor if len(keys) == 1 else None
        menu.addAction(tr("Copy as Python"), lambda: self._copy_snippet(tensor)).setEnabled(tensor is not None)
        menu.addAction(tr("Copy shape"), lambda: self._copy_shape(tensor)).setEnabled(tensor is not None)
        menu.addSeparator()
        tray = menu.addAction(tr("Add to the extract tray"), lambda: self.rows_wanted.emit("tray"))
        tray.setIcon(icon("tray"))
        menu.addAction(tr("Export …"), lambda: self.rows_wanted.emit("export"))
        menu.addAction(tr("Drag rows out of the window to export them there")).setEnabled(False)
        menu.addSeparator()
        location = self.document.checkpoint.location
        if isinstance(location, LocalLocation) and location.path.exists():
            path = location.path.absolute()
            menu.addAction(tr("Copy file path"), lambda: copy_text(str(path)))
            menu.addAction(tr(REVEAL_TEXT), lambda: reveal(path))
            menu.addSeparator()
        elif location.is_far:
            menu.addAction(tr("Copy address"), lambda: copy_text(location.full_name))
            menu.addSeparator()
        is_set = self.detail.selection.node is not None and self.bookmarks.is_set(self.detail.selection.node)
        bookmark = menu.addAction(tr("Remove bookmark") if is_set else tr("Add bookmark"), self.toggle_bookmark)
        bookmark.setEnabled(self.detail.selection.entry is not None)
        self.fill_bookmarks(menu.addMenu(tr("Go to bookmark")))
        menu.addSeparator()
        menu.addAction(tr("Expand all below"), self.tree.expand_all)
        menu.addAction(tr("Collapse all"), self.tree.view.collapseAll)
        return menu

    def toggle_bookmark(self) -> None:
        """Bookmark the entry selected, or remove its bookmark."""
        self.tree.report_selection()
        selection = self.detail.selection
        if selection.entry is not None and selection.node is not None:
            self.bookmarks.toggle(selection.node)

    def fill_bookmarks(self, menu: QMenu) -> None:
        """Fill a menu with what goes to each bookmark."""
        menu.clear()
        for key, node in self.bookmarks.nodes.items():
            text = shortened(printable(key), _MAX_KEY).replace("&", "&&")
            menu.addAction(text, partial(self.tree.select_node, node))
        if menu.isEmpty():
            menu.addAction(tr("No bookmarks in this file")).setEnabled(False)

    def copy_snippet(self) -> None:
        """Copy lines of Python that load the selected tensor."""
        self.tree.report_selection()
        self._copy_snippet(self.detail.selection.tensor)

    def _copy_snippet(self, tensor: TensorEntry | None) -> None:
        if tensor is not None:
            copy_text(snippets(self.document.checkpoint, tensor)[0][1])

    def _copy_shape(self, tensor: TensorEntry | None) -> None:
        if tensor is not None:
            copy_text(repr(tensor.shape))
