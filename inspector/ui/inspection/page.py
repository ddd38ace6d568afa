"""One tab of the window: a file being opened, the document once it is open, or why it could not be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError, RangesUnsupportedError
from inspector.sentences import translated
from inspector.sources.location import Location
from inspector.text import printable, size_text
from inspector.ui.document.document import Document, open_document, sums_of
from inspector.ui.inspection.view import DocumentView
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.tab import Tab
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.message import Message, Notice, advice, failure_sentence
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.extraction.merged import Merged

__all__ = ["Page"]


class Page(Tab):
    """A file in the window.

    ``merged`` is what an unsaved checkpoint is made of. ``release`` is called with a checkpoint the page is done with.
    A page that is not to open ``at_once`` opens when it is first looked at. What is shown stays until the file was read
    again; if it can't be, it stays, with a notice.
    """

    rows_wanted = Signal(str)
    overview_taken = Signal()
    selection_changed = Signal()
    sorting_changed = Signal()
    bookmarks_changed = Signal()

    def __init__(
        self,
        location: Location,
        runner: JobRunner,
        release: Callable[[Checkpoint], None] = Checkpoint.close,
        merged: Merged | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        super().__init__()
        self.location = location
        self.merged = merged
        self._release = release
        self.view: DocumentView | None = None
        self.error: InspectorError | None = None
        #: What the tab adds to its name where its file can no longer be read; "" where it can.
        self._mark = ""
        self._runner = runner
        self._pending_key = ""
        #: A key that was to be selected and is not in the file.
        self.missing_key = ""
        self._splitter_state = QByteArray()
        self.column_widths: Sequence[int] = ()
        #: The column that the tree is sorted by, -1 for none, and whether the largest come first.
        self.sorting = (-1, False)
        #: The keys that are marked to come back to.
        self.bookmarks: Sequence[str] = ()
        self._is_waiting = not at_once
        if at_once:
            self.open()

    @property
    def title(self) -> str:
        """The name of the file, for the tab."""
        name = tr("{name} (unsaved)", name=self._name) if self.merged is not None else self._name
        return f"{name} {self._mark}".rstrip()

    @property
    def _name(self) -> str:
        return printable(self.location.name or str(self.location))

    @property
    def places(self) -> tuple[Location, ...]:
        return (self.location,)

    @property
    def is_open(self) -> bool:
        return self.view is not None

    @property
    def is_settled(self) -> bool:
        if self._runner.is_running((self, "open")):
            return False
        return self._is_waiting or self.error is not None or (self.view is not None and self.view.is_settled)

    @property
    def sums(self) -> list[str]:
        return sums_of(self.view.document) if self.view is not None else []

    @property
    def problems(self) -> list[str]:
        problems = [] if self.error is None else [str(self.error)]
        return [*problems, f"{self.location}: has no entry {self.missing_key!r}"] if self.missing_key else problems

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

    def open(self, *, download: bool = False) -> None:
        self._is_waiting = False
        self.error = None
        if self.view is None:
            self._show_alone(Message("recent", tr("Opening {title}", title=self.title), ""))
        location, merged = self.location.fresh(), self.merged
        self._runner.start(
            (self, "open"),
            lambda job: open_document(location, job, download=download) if merged is None else merged.document(job),
            self._show_document,
            self._show_error,
            tr("Opening {title}", title=self.title),
            discard=lambda document: document.checkpoint.close(),
        )
        QTimer.singleShot(0, self, _know_all_widgets)

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
        for source in () if self.merged is None else self.merged.plan.sources:
            self._release(source)

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

    def _leave_document(self) -> None:
        """Close what was shown of the file until now; what was selected in it, and how it was shown, is kept."""
        if self.view is not None:
            self._pending_key = self.view.selected_key
            self.column_widths = self.view.tree.view.chosen_widths
            self.sorting = self.view.tree.sorting
            self.bookmarks = self.view.bookmarks.keys
        self._splitter_state = self.splitter_state
        self._close_document()

    def _show_document(self, document: Document) -> None:
        self._leave_document()
        self._mark = ""
        self.view = DocumentView(document, self._runner)
        self.view.rows_wanted.connect(self.rows_wanted)
        self.view.overview_taken.connect(self.overview_taken)
        self.view.tree.selected.connect(lambda _node: self.selection_changed.emit())
        self.view.tree.view.set_chosen_widths(self.column_widths)
        self.view.tree.sorting = self.sorting
        self.view.tree.sorting_changed.connect(self.sorting_changed)
        self.view.bookmarks.set_keys(self.bookmarks)
        self.view.bookmarks.changed.connect(self.bookmarks_changed)
        self._show_alone(self.view)
        self.splitter_state = self._splitter_state
        self._select_pending(self.view)
        if self.isVisible():  # what is not to be seen would take the keyboard away from what is
            self.view.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_waiting:
            self.open()
        if self.focusWidget() is None:
            QTimer.singleShot(0, self, self._pass_focus_on)

    def _pass_focus_on(self) -> None:
        """Let the tree have the focus that Qt gave to the first widget here when the tab came to the front."""
        focused = self.window().focusWidget()
        if self.view is not None and focused is not None and self.isAncestorOf(focused):
            self.view.tree.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, error: InspectorError) -> None:
        if self.view is not None:
            self._keep_view(self.view, error)
            return
        self.error = error
        if isinstance(error, StoppedError):
            self._show_message(
                Message("cancel", tr("Opening cancelled"), tr("{title} was not opened.", title=self.title))
            )
            return
        if isinstance(error, RangesUnsupportedError):
            self._offer_download(error)
            return
        is_of_folder = isinstance(error, CheckpointError) and error.is_of_folder
        message = Message(
            "warning",
            tr("This folder can't be opened") if is_of_folder else tr("This file can't be opened"),
            failure_sentence(self.title, printable(_reason(error))),
            advice(error, is_far=self.location.is_far),
        )
        self._show_message(message)

    def _keep_view(self, view: DocumentView, error: InspectorError) -> None:
        """Go on showing what was read before, and say why there is nothing newer, unless the user wanted no more of it."""
        if isinstance(error, StoppedError):
            return
        self.error = error
        is_gone = isinstance(error.__cause__, FileNotFoundError) and _reason(error) == "does not exist"
        self._mark = tr("(deleted)") if is_gone else tr("(outdated)")
        if is_gone:
            reason = tr("{name} is no longer on disk.", name=self._name)
        else:
            reason = failure_sentence(self._name, printable(_reason(error)))
        notice = Notice("warning", tr("{reason} What is shown was read before.", reason=reason))
        if isinstance(error, RangesUnsupportedError):
            notice.add_button(_download_text(error)).clicked.connect(lambda: self.open(download=True))
        notice.add_button(tr("Try again")).clicked.connect(lambda: self.open())
        notice.setToolTip(tool_tip("" if is_gone else advice(error, is_far=self.location.is_far)))
        view.show_notice(notice)
        self.failed.emit()

    def _offer_download(self, error: RangesUnsupportedError) -> None:
        """Ask before all of a file is fetched."""
        reason = tr("Its server does not serve parts of files, so that opening it takes all of it.")
        message = Message("info", tr("Download {title}?", title=self.title), reason, str(self.location))
        message.add_button(_download_text(error), primary=True).clicked.connect(lambda: self.open(download=True))
        message.add_button(tr("Close")).clicked.connect(self.close_requested)
        self._show_alone(message)
        self.failed.emit()

    def _show_message(self, message: Message) -> None:
        """Say in place of the document why there is none."""
        message.add_button(tr("Try again"), primary=True).clicked.connect(lambda: self.open())
        message.add_button(tr("Close")).clicked.connect(self.close_requested)
        self._show_alone(message)
        self.failed.emit()


def _reason(error: InspectorError) -> str:
    """What is wrong with a file, without its name where the error has it apart."""
    return error.reason if isinstance(error, CheckpointError) else translated(str(error))


def _download_text(error: RangesUnsupportedError) -> str:
    much = "" if error.nbytes is None else f" {size_text(error.nbytes)}"
    return tr("Download{much}", much=much)


def _know_all_widgets() -> None:
    """Let PySide find all classes of widgets while a file is read.

    It does so when it is first given a widget that Qt made, such as the viewport of a tree, for 10 ms of the GUI thread.
    """
    QScrollArea().viewport()
