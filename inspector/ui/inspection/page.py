"""One tab of the window: a file being opened, the document once it is open, or why it could not be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedLayout, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError
from inspector.names.tree import ROOT
from inspector.tensors.entries import TensorEntry
from inspector.text import plural, printable
from inspector.ui.document.document import MAX_BESIDE, Document, Selection, open_document, sums_of
from inspector.ui.document.snippets import snippets
from inspector.ui.panels.panel import WindowContext
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import JobRunner
from inspector.ui.tab import Tab
from inspector.ui.tree.pane import TreePane
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.message import Message, advice, failure_sentence

if TYPE_CHECKING:
    from inspector.ui.extraction.controller import Merged
    from inspector.ui.inspection.detail import DetailView

__all__ = ["DocumentView", "Page"]


#: What the panels compute with.
_COMPUTING = ("statistics", "heatmap", "health", "spectrum")
#: What the right side is made of; each takes some milliseconds to import.
_PANELS = (
    "widgets.legend", "document.snippets", "plots.treemap", "inspection.header", "panels.panel", "panels.tabs",
    "panels.contents", "panels.slice_chooser", "panels.values_view", "panels.values", "verification.detection",
    "verification.looks_like", "summary.health", "summary.panel", "panels.info", "panels.heatmap_view", "panels.heatmap",
    "panels.histogram_view", "panels.histogram", "panels.spectrum", "verification.form", "verification.answer",
    "verification.panel", "inspection.detail",
)  # fmt: skip


class DocumentView(QWidget):
    """The tree on the left, the selection on the right. The right side is made once the tree was painted.

    ``rows_wanted`` says what is to be done with the selected rows: ``tray``, ``export``, ``copy`` or ``drag``.
    """

    rows_wanted = Signal(str)

    def __init__(self, document: Document, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._runner = runner
        self._detail: DetailView | None = None
        self.window_context = WindowContext()
        self.tree = TreePane(document, runner)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(QWidget())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([655, 625])
        self.tree.setMinimumWidth(260)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.tree.selected.connect(self._show_node)
        self.tree.summary_requested.connect(lambda: self.show_file("Summary"))
        self.tree.view.customContextMenuRequested.connect(self._show_menu)
        copy_on(self.tree.view, QKeySequence.StandardKey.Copy, lambda: self.rows_wanted.emit("copy"))
        self.tree.view.dragged.connect(lambda: self.rows_wanted.emit("drag"))
        self.tree.view.painted.connect(self._complete)

    @property
    def detail(self) -> DetailView:
        """The right side."""
        if self._detail is None:
            from inspector.ui.inspection.detail import DetailView

            sizes = self.splitter.sizes()
            self._detail = DetailView(self.document, self._runner, self.tree.select_node, lambda: self.window_context)
            self._detail.setMinimumWidth(300)
            placeholder = self.splitter.replaceWidget(1, self._detail)
            self.splitter.setStretchFactor(1, 1)  # the new widget has none of its own
            if placeholder is not None:
                placeholder.deleteLater()
            self.splitter.setSizes(sizes)
        return self._detail

    @property
    def selected_key(self) -> str:
        """The key of the selected entry, "" for none."""
        node = self.tree.view.current_node
        selection = Selection(self.document, self.tree.model.tree_layout, node)
        return selection.key if selection.entry is not None else ""

    @property
    def is_settled(self) -> bool:
        """Whether all that is asked for is shown. A view that was never seen has nothing to show yet."""
        if self._detail is None:
            return not self.isVisible()
        return self.tree.is_settled and self._detail.is_settled

    def cancel(self) -> None:
        """Stop all that is under way for this document."""
        for child in (
            self,
            self.tree.sparklines,
            *self.findChildren(QWidget),
            *((*self._detail.panels, self._detail.detection) if self._detail is not None else ()),
        ):
            self._runner.cancel_owner(child)

    def _complete(self) -> None:
        """Make the right side; what its panels compute with is loaded in a thread first. Qt is left to this thread."""
        self.tree.view.painted.disconnect(self._complete)
        self._runner.start(
            (self, "right side"),
            lambda _job: [import_module(f"inspector.analysis.{name}") for name in _COMPUTING],
            lambda _modules: self._load_panels(),
            lambda _error: None,
        )

    def _load_panels(self, left: Sequence[str] = _PANELS) -> None:
        """Import the modules of the right side one between two events, then make it."""
        if left:
            import_module(f"inspector.ui.{left[0]}")
            QTimer.singleShot(0, self, lambda: self._load_panels(left[1:]))
        else:
            self.detail.show()
            PlottingLibrary(self._runner, self)

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
        beside = tuple(other for other in self.tree.view.first_selected(MAX_BESIDE + 1) if other != node)[:MAX_BESIDE]
        self.detail.show_selection(Selection(self.document, self.tree.model.tree_layout, node, beside))

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
        """What can be done with the selected rows."""
        menu = QMenu(self)
        keys = self.selected_keys
        copy = menu.addAction(
            "Copy key" if len(keys) < 2 else f"Copy {plural(len(keys), 'key')}", lambda: self.rows_wanted.emit("copy")
        )
        copy.setEnabled(bool(keys))
        copy.setIcon(icon("copy"))
        tensor = self.detail.selection.tensor if len(keys) == 1 else None
        menu.addAction("Copy as Python", lambda: self._copy_snippet(tensor)).setEnabled(tensor is not None)
        menu.addAction("Copy shape", lambda: self._copy_shape(tensor)).setEnabled(tensor is not None)
        menu.addSeparator()
        tray = menu.addAction("Add to the extract tray", lambda: self.rows_wanted.emit("tray"))
        tray.setIcon(icon("tray"))
        menu.addAction("Export …", lambda: self.rows_wanted.emit("export"))
        menu.addAction("Drag the rows out of the window to make a file there").setEnabled(False)
        menu.addSeparator()
        menu.addAction("Expand all below", self.tree.expand_all)
        menu.addAction("Collapse all", self.tree.view.collapseAll)
        return menu

    def _copy_snippet(self, tensor: TensorEntry | None) -> None:
        if tensor is not None:
            copy_text(snippets(self.document.checkpoint, tensor)[0][1])

    def _copy_shape(self, tensor: TensorEntry | None) -> None:
        if tensor is not None:
            copy_text(repr(tensor.shape))


class Page(Tab):
    """A file in the window.

    ``merged`` is what an unsaved checkpoint is made of. ``release`` is called with a checkpoint the page is done with.
    """

    rows_wanted = Signal(str)
    selection_changed = Signal()

    def __init__(
        self,
        path: Path,
        runner: JobRunner,
        release: Callable[[Checkpoint], None] = Checkpoint.close,
        merged: Merged | None = None,
    ) -> None:
        super().__init__()
        self.path = path
        self.merged = merged
        self._release = release
        self.view: DocumentView | None = None
        self.error: InspectorError | None = None
        self._runner = runner
        self._pending_key = ""
        #: A key that was to be selected and is not in the file.
        self.missing_key = ""
        self._splitter_state = QByteArray()
        self.column_widths: Sequence[int] = ()
        self._stack = QStackedLayout(self)
        self.open()

    @property
    def title(self) -> str:
        """The name of the file, for the tab."""
        name = printable(self.path.name or str(self.path))
        return f"{name} (unsaved)" if self.merged is not None else name

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.path,)

    @property
    def is_open(self) -> bool:
        return self.view is not None

    @property
    def is_settled(self) -> bool:
        return self.error is not None or (self.view is not None and self.view.is_settled)

    @property
    def sums(self) -> list[str]:
        return sums_of(self.view.document) if self.view is not None else []

    @property
    def problems(self) -> list[str]:
        problems = [] if self.error is None else [str(self.error)]
        return [*problems, f"{self.path}: has no entry {self.missing_key!r}"] if self.missing_key else problems

    @property
    def checkpoints(self) -> list[Checkpoint]:
        needed = [] if self.view is None else [self.view.document.checkpoint]
        return needed if self.merged is None else [*needed, *self.merged.plan.sources]

    @property
    def splitter_state(self) -> QByteArray:
        return self.view.splitter.saveState() if self.view is not None else self._splitter_state

    @splitter_state.setter
    def splitter_state(self, state: QByteArray) -> None:
        self._splitter_state = state
        if self.view is not None and not state.isEmpty():
            self.view.splitter.restoreState(state)

    def open(self) -> None:
        if self.view is not None:
            self._pending_key = self.view.selected_key
            self.column_widths = self.view.tree.view.column_widths
        self._splitter_state = self.splitter_state
        self.error = None
        self._close_document()
        self._show(Message("recent", f"Opening {self.title}", ""))
        path, merged = self.path, self.merged
        self._runner.start(
            (self, "open"),
            lambda job: open_document(path, job) if merged is None else merged.document(job),
            self._show_document,
            self._show_error,
            f"Opening {self.title}",
            discard=lambda document: document.checkpoint.close(),
        )

    @property
    def selected_key(self) -> str:
        """The key of the selected entry, or of the one to be selected once the file is open; "" for none."""
        return self.view.selected_key if self.view is not None else self._pending_key

    def select_key(self, key: str) -> None:
        self._pending_key, self.missing_key = key, ""
        if self.view is not None:
            self._select_pending(self.view)

    def _select_pending(self, view: DocumentView) -> None:
        if self._pending_key and not view.select_key(self._pending_key):
            self.missing_key = self._pending_key
        self._pending_key = ""

    def close_page(self) -> None:
        self._runner.cancel_owner(self)
        self._close_document()

    def focus_filter(self) -> None:
        if self.view is not None:
            self.view.tree.filter.focus()

    def show_summary(self) -> None:
        if self.view is not None:
            self.view.show_file("Summary")

    def expand_all(self) -> bool:
        return self.view is None or self.view.tree.expand_all()

    def collapse_all(self) -> None:
        if self.view is not None:
            self.view.tree.view.collapseAll()

    def _close_document(self) -> None:
        if self.view is None:
            return
        view, self.view = self.view, None
        view.cancel()
        self._release(view.document.checkpoint)

    def _show_document(self, document: Document) -> None:
        self.view = DocumentView(document, self._runner)
        self.view.rows_wanted.connect(self.rows_wanted)
        self.view.tree.selected.connect(lambda _node: self.selection_changed.emit())
        self.view.tree.view.set_column_widths(self.column_widths)
        self._show(self.view)
        self.splitter_state = self._splitter_state
        self._select_pending(self.view)
        if self.isVisible():  # what is not to be seen would take the keyboard away from what is
            self.view.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:
            QTimer.singleShot(0, self, self._pass_focus_on)

    def _pass_focus_on(self) -> None:
        """Let the tree have the focus that Qt gave to the first widget here when the tab came to the front."""
        focused = self.window().focusWidget()
        if self.view is not None and focused is not None and self.isAncestorOf(focused):
            self.view.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, error: InspectorError) -> None:
        self.error = error
        reason = error.reason if isinstance(error, CheckpointError) else str(error)
        message = Message(
            "warning", "This file can't be opened", failure_sentence(self.title, printable(reason)), advice(error)
        )
        message.add_button("Try again", primary=True).clicked.connect(self.open)
        message.add_button("Close").clicked.connect(self.close_requested)
        self._show(message)
        self.failed.emit()

    def _show(self, widget: QWidget) -> None:
        while (item := self._stack.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
