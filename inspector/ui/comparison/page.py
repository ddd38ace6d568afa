"""The tab of a comparison: both files are opened and brought together, then compared while the tree fills.

Opening and comparing are one piece of work each, in one slot: cancelling either from the status bar leaves what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.sources.location import Location
from inspector.text import printable
from inspector.ui.comparison.side import Side
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.steps import importing, take_steps
from inspector.ui.tab import Tab
from inspector.ui.widgets.message import Message, advice, failure_sentence
from inspector.ui.yielding_job import YieldingJob
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.alignment import Map
    from inspector.operations.comparison import TieChange
    from inspector.ui.comparison.results import ComparisonResults
    from inspector.ui.comparison.view import ComparisonView

__all__ = ["ComparisonPage"]

#: How often what has been found meanwhile is shown.
_REFRESH_MS = 90
#: How long comparing waits for the first rows to be painted: beside busy threads that would take long.
_BREATH_MS = 60
#: Notices of what is tied in one file only.
_MAX_TIES = 3
#: What it is shown with; each takes some milliseconds to import.
_MODULES = (
    "tree.filter_box", "tree.sparklines", "comparison.states", "comparison.model", "comparison.tree",
    "comparison.pane",
    "comparison.fingerprint", "comparison.map_editor", "comparison.changed_most", "layers.grid", "layers.stack_map",
    "comparison.layer_map", "comparison.summary", "comparison.view",
)  # fmt: skip


class ComparisonPage(Tab):
    """Two files compared.

    ``release`` is called with a checkpoint the page is done with, ``lend`` with a path: the checkpoint somebody has open for
    it, if any, which is then shared. ``save_requested`` comes when the report is to be saved, ``merge_requested`` when an
    adapter is to be merged, ``file_requested`` when one of the files is to be opened by itself.
    """

    save_requested = Signal()
    merge_requested = Signal()
    file_requested = Signal(object)

    def __init__(
        self,
        sides: tuple[Side, Side],
        runner: JobRunner,
        release: Callable[[Checkpoint], None] = Checkpoint.close,
        lend: Callable[[Location], Checkpoint | None] = lambda _location: None,
    ) -> None:
        super().__init__()
        self.sides = sides
        self.view: ComparisonView | None = None
        self.error: InspectorError | None = None
        self._runner = runner
        self._release = release
        self._lend = lend
        self._checkpoints: tuple[Checkpoint, ...] = ()
        self._pending_key = ""
        #: A key that was to be selected and is in neither file.
        self.missing_key = ""
        self._failure: InspectorError | None = None
        self._yielding_job: YieldingJob | None = None
        self._coming: ComparisonResults | None = None  # what is to be shown as soon as that can be
        self._refresh = QTimer(self)
        self._refresh.setInterval(_REFRESH_MS)
        self._refresh.timeout.connect(lambda: self._show_progress(is_last=False))
        self.open()

    # what the window asks for

    @property
    def names(self) -> tuple[str, str]:
        """What A and B are called: the names of the files, with their folders where the names are the same."""
        a, b = self.sides
        if a.name != b.name:
            return a.name, b.name
        return _with_folder(a), _with_folder(b)

    @property
    def title(self) -> str:
        return " ↔ ".join(PurePath(side.name).stem or side.name for side in self.sides)

    @property
    def places(self) -> tuple[Location, Location]:
        return self.sides[0].location, self.sides[1].location

    @property
    def compared_files(self) -> tuple[str, str] | None:
        a, b = self.sides
        return None if a.checkpoint or b.checkpoint else (a.location.full_name, b.location.full_name)

    @property
    def is_open(self) -> bool:
        return self.view is not None

    @property
    def is_running(self) -> bool:
        """Whether it is being opened or compared."""
        return self._coming is not None or self._runner.is_running((self, "compare"))

    @property
    def is_settled(self) -> bool:
        if self.is_running:
            return False
        return self.error is not None or (self.view is not None and self.view.is_settled)

    @property
    def sums(self) -> list[str]:
        if self.view is None:
            return []
        results = self.view.results
        return [
            tr("{differences:,} of {total:,} differ", differences=results.differences, total=results.total),
            *self.names,
        ]

    @property
    def problems(self) -> list[str]:
        found = [str(error) for error in (self.error, self._failure) if error is not None]
        missing = f"{' and '.join(self.names)}: have no tensor {self.missing_key!r}"
        return [*found, missing] if self.missing_key else found

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        return (*self._checkpoints, *(source for side in self.sides for source in side.sources))

    @property
    def results(self) -> ComparisonResults | None:
        """What has been found, once there is something to compare."""
        return self.view.results if self.view is not None else None

    def open(self) -> None:
        """Open both files, or open them again, and compare them by the map that is in force."""
        names = None if self.view is None else self.view.results.subject.alignment.map
        before = self._checkpoints
        self._forget()
        self._start(
            tuple(Side(side.location, side.checkpoint or self._lend(side.location)) for side in self.sides), names
        )
        self._release_all(before)

    def compare_by(self, names: Map) -> None:
        """Bring the names together by another map and compare again."""
        self._runner.cancel((self, "compare"))
        self._coming = None
        sides = tuple(
            Side(side.location, checkpoint) for side, checkpoint in zip(self.sides, self._checkpoints, strict=True)
        )
        self._remember_selection()
        self._start(sides, names)

    def swap(self) -> None:
        """Compare B with A."""
        if self.view is not None:
            self.sides, self._checkpoints = self.sides[::-1], self._checkpoints[::-1]
            self.compare_by(self.view.results.subject.alignment.map_back)

    def close_page(self) -> None:
        self._refresh.stop()
        self._runner.cancel_owner(self)
        self._let_go()

    def select_key(self, key: str) -> None:
        self._pending_key, self.missing_key = key, ""
        if self.view is not None:
            self._select_pending(self.view)

    def focus_filter(self) -> None:
        if self.view is not None:
            self.view.pane.filter.focus()

    def show_summary(self) -> None:
        if self.view is not None:
            self.view.pane.select_node(None)

    def expand_all(self) -> bool:
        return self.view is None or self.view.pane.expand_all()

    def collapse_all(self) -> None:
        if self.view is not None:
            self.view.pane.view.collapseAll()

    # opening

    def _start(self, sides: tuple[Side, ...], names: Map | None) -> None:
        """Open what is not open yet and bring both together, by a map or by what is found."""
        a, b = sides
        held = tuple(side.checkpoint for side in sides if side.checkpoint is not None)
        self._checkpoints = held
        self.error = self._failure = None
        if self.view is None:
            self._show_alone(Message("recent", tr("Comparing {a} with {b}", a=self.names[0], b=self.names[1]), ""))

        def discard(results: ComparisonResults) -> None:
            for checkpoint in results.subject.checkpoints:
                if not any(checkpoint is other for other in held):
                    checkpoint.close()

        def work(job: Job) -> ComparisonResults:
            from inspector.ui.comparison.results import (
                ComparisonResults,  # which takes a while, and knows nothing of Qt
            )
            from inspector.ui.comparison.subject import brought_together, opened

            with collector_paused(for_good=True):
                first, second = opened((a, b), job)
                try:
                    return ComparisonResults(brought_together(first, second, names, job))
                except BaseException:
                    for side, checkpoint in ((a, first), (b, second)):
                        if side.checkpoint is None:
                            checkpoint.close()
                    raise

        self._runner.start(
            (self, "compare"),
            work,
            self._show_results,
            self._show_error,
            tr("Opening {title}", title=self.title),
            discard=discard,
        )

    def _show_results(self, results: ComparisonResults) -> None:
        self._checkpoints = results.subject.checkpoints
        self._coming = results
        take_steps(self, self._make_view(results), lambda: self._coming is results)

    def _make_view(self, results: ComparisonResults) -> Iterator[object]:
        """Import what it is shown with and make it, in steps."""
        yield from importing(_MODULES)
        from inspector.ui.comparison.pane import ComparisonPane
        from inspector.ui.comparison.summary import ComparisonSummary
        from inspector.ui.comparison.view import ComparisonView

        pane = ComparisonPane(results, self._runner)
        yield pane
        summary = ComparisonSummary(results, self.names)
        yield summary
        view = ComparisonView(results, self.names, self._runner, pane, summary)
        yield view
        self._show_view(results, view)

    def _show_view(self, results: ComparisonResults, view: ComparisonView) -> None:
        old = self.view
        self.view = view
        if old is not None:
            view.splitter.restoreState(old.splitter.saveState())
            old.cancel()
        view.summary.mapped.connect(self.compare_by)
        view.summary.saved.connect(self.save_requested)
        view.summary.swap.clicked.connect(self.swap)
        if view.adapter is not None:
            view.adapter.merge_requested.connect(self.merge_requested)
        self._show_alone(view)
        self._select_pending(view)
        view.pane.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()
        QTimer.singleShot(_BREATH_MS, self, lambda: self._compare(results))

    def _compare(self, results: ComparisonResults) -> None:
        if self._coming is not results:
            return
        self._coming = None
        subject = results.subject

        def work(job: Job) -> Sequence[TieChange]:
            from inspector.operations.comparison import compare, tie_changes

            self._yielding_job = yielding_job = YieldingJob(job)
            with collector_paused(for_good=True):
                compare(subject.a, subject.b, alignment=subject.alignment, each=results.add, job=yielding_job)
                return tie_changes(subject.a, subject.b, results.known(), yielding_job)

        self._refresh.start()
        self._runner.start(
            (self, "compare"), work, self._say_ties, self._end, tr("Comparing {title}", title=self.title)
        )

    def _say_ties(self, ties: Sequence[TieChange]) -> None:
        """The comparison has come to its end, and this is tied in one of the files only."""
        if self.view is not None:
            for one in ties[:_MAX_TIES]:
                self.view.summary.add_notice("info", one.sentence)
        self._end(None)

    def _end(self, failure: InspectorError | None) -> None:
        """The comparison is over; with an error if it did not come to its end, or files changed meanwhile."""
        self._refresh.stop()
        self._failure = failure
        if self.view is None:
            return
        results, summary = self.view.results, self.view.summary
        if failure is not None:
            left = results.total - results.count
            reason = (
                printable(str(failure))
                if isinstance(failure, CheckpointError)
                else tr("Comparing: {failure}", failure=failure)
            )
            missing = (
                tr(
                    " %n tensor of {total:,} were not compared.",
                    " %n tensors of {total:,} were not compared.",
                    left,
                    total=results.total,
                )
                if left
                else ""
            )
            summary.add_notice("warning", f"{reason}.{missing}", tr("Compare again"), self.open)
        self._show_progress(is_last=True)
        self.opened.emit()

    def _show_progress(self, *, is_last: bool) -> None:
        if self.view is None:
            return
        if self._yielding_job is not None and self.view.isVisible():
            self._yielding_job.pause(self)
        self.view.refresh(is_last=is_last)

    def _show_error(self, error: InspectorError) -> None:
        self.error = error
        self._let_go()
        if isinstance(error, StoppedError):
            self._show_message(Message("cancel", tr("Comparison cancelled"), tr("The files were not compared.")))
            return
        reason = printable(translated(str(error)))
        if isinstance(error, CheckpointError):
            reason = failure_sentence(printable(PurePath(error.place).name), printable(error.reason))
        message = Message("warning", tr("These files can't be compared"), reason, advice(error))
        self._show_message(message, [side for side in self.sides if _is_sound(side, error)])

    def _show_message(self, message: Message, sound: Sequence[Side] = ()) -> None:
        """Say in place of the comparison why there is none; offer to open the ``sound`` files by themselves."""
        message.add_button(tr("Try again"), primary=True).clicked.connect(self.open)
        for side in sound:
            message.add_button(tr("Open {name}", name=side.name)).clicked.connect(
                partial(self.file_requested.emit, side.location)
            )
        message.add_button(tr("Close")).clicked.connect(self.close_requested)
        self._show_alone(message)
        self.failed.emit()

    # what is shown

    def _remember_selection(self) -> None:
        if self.view is not None and not self._pending_key:
            self._pending_key = self.view.selected_key

    def _select_pending(self, view: ComparisonView) -> None:
        if self._pending_key and not view.select_key(self._pending_key):
            self.missing_key = self._pending_key
        self._pending_key = ""

    def _forget(self) -> None:
        """Forget what is shown, but not what was selected."""
        self._coming = None
        self._remember_selection()
        if self.view is not None:
            self.view.cancel()
            self.view = None

    def _let_go(self) -> None:
        """Forget what is shown, and the files."""
        self._forget()
        before, self._checkpoints = self._checkpoints, ()
        self._release_all(before)

    def _release_all(self, checkpoints: Sequence[Checkpoint]) -> None:
        for checkpoint in dict.fromkeys(checkpoints):
            self._release(checkpoint)


def _is_sound(side: Side, error: InspectorError) -> bool:
    """Whether a file that was to be opened is not the one that an error is about."""
    return isinstance(error, CheckpointError) and error.place != str(side.location) and side.checkpoint is None


def _with_folder(side: Side) -> str:
    """What a side is called where the other has the same name."""
    return printable(str(PurePath(PurePath(side.location.folder_name).name, side.name)))
