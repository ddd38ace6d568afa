"""Where extracting meets the window: the tray, what rows can be done with, and checkpoints that must stay open for it.

A plan reads from checkpoints whose tab may be closed before the plan is written, and so does a merged checkpoint, which has
no file of its own yet. The controller knows who still needs which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.exporting.report import ExportReport
from inspector.exporting.writers import writers
from inspector.jobs import Job
from inspector.operations.exporting import ExportOptions, write
from inspector.ui.extraction.choices import file_name, options_named
from inspector.ui.extraction.dragging import DragFolder, Outcome
from inspector.ui.extraction.outcome import failed_text, written_text
from inspector.ui.extraction.rows import Rows, RowsData, extended, put_rows, rows_in
from inspector.ui.extraction.target import ask_target
from inspector.ui.extraction.tray import ExtractTray
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.wording import tr
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["ExtractionController"]

_NOTHING = Plan()


class ExtractionController(QObject):
    """Everything the window does to get rows into a file.

    ``tray_wanted`` comes when the tray has something to show; ``said`` carries a sentence for the status bar,
    ``open_wanted`` a file that is to be looked at; ``released`` comes when a checkpoint may no longer be needed;
    ``unclaimed`` when a file was dropped where nothing takes one, with its name and what saves it.
    """

    tray_wanted = Signal()
    open_wanted = Signal(Path)
    said = Signal(str)
    released = Signal()
    unclaimed = Signal(str, object)

    def __init__(self, runner: JobRunner, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._runner = runner
        self._settings = settings
        self._drags = DragFolder(runner, self)
        self._tray: ExtractTray | None = None
        self._copied: Rows | None = None
        #: Which module an open checkpoint is of, as far as that was found.
        self.architecture_of: Callable[[Checkpoint], Blueprint | None] = lambda _checkpoint: None

    @property
    def tray(self) -> ExtractTray:
        """The tray, made when first asked for."""
        if self._tray is None:
            self._tray = ExtractTray(self._runner, self._drags)
            self._tray.fields.choices = options_named(*self._settings.export_choices)
            self._tray.architecture_of = lambda checkpoint: self.architecture_of(checkpoint)
            self._tray.verifying = lambda: (self._settings.verify_python, self._settings.verify_memory)
            self._tray.folder = self._settings.folder
            self._tray.plan_changed.connect(self._remember)
            self._tray.new_file.open_wanted.connect(self.open_wanted)
            self._tray.unclaimed.connect(self.unclaimed)
        return self._tray

    @property
    def is_settled(self) -> bool:
        """Whether the tray shows all it is asked for."""
        return self._tray is None or self._tray.is_settled

    @property
    def plan(self) -> Plan:
        """What is in the tray."""
        return self._tray.plan if self._tray is not None else _NOTHING

    def take_defaults(self) -> None:
        """Set the tray to the format and the type that the settings have."""
        if self._tray is not None:
            self._tray.fields.choices = options_named(*self._settings.export_choices)

    def _remember(self) -> None:
        choices = self.tray.fields.choices
        dtype = choices.dtype.name if choices.dtype is not None else ""
        self._settings.export_choices = (choices.writer.name, dtype)
        self.released.emit()

    def sources(self) -> Iterable[Checkpoint]:
        """The checkpoints the tray reads from, or would after some undoing."""
        return self._tray.history.sources if self._tray is not None else ()

    def let_go(self) -> None:
        """Need no checkpoint any more, nor files that were dragged: the window closes."""
        self._drags.remove()
        if self._tray is not None:
            self._tray.forget()

    # what can be done with rows

    def add(self, rows: Rows) -> None:
        """Line rows up in the tray."""
        if rows.entries:
            self.tray.add(rows)
            self.tray_wanted.emit()

    def undo(self) -> None:
        """Take back the last edit of the tray, if it is there to be seen."""
        if self._tray is not None and self._tray.isVisible():
            self._tray.undo_edit()

    def redo(self) -> None:
        """Make the edit again that was taken back last, if the tray is there to be seen."""
        if self._tray is not None and self._tray.isVisible():
            self._tray.redo_edit()

    def paste(self) -> None:
        """Line up the rows that were copied."""
        data = QGuiApplication.clipboard().mimeData()
        rows = rows_in(data) if data is not None else None
        if rows is None:
            self.said.emit(tr("The clipboard holds no rows of an open checkpoint."))
        else:
            self.add(rows)

    def copy(self, rows: Rows, keys: Iterable[str]) -> None:
        """Put rows on the clipboard, for pasting into the tray, and ``keys`` as text for everybody else."""
        data = QMimeData()
        put_rows(data, rows)
        self._copied = rows
        data.setText("\n".join(keys))
        QGuiApplication.clipboard().setMimeData(data)

    def drag(self, source: QWidget, rows: Rows) -> None:
        """Drag rows: within the window as such, out of it as a file."""
        if not rows.entries:
            return
        choices = self._choices()
        plan = extended(Plan(), rows)
        name = file_name(plan, choices.suffix)
        promise = self._drags.promise(plan, name, choices, self._tell)
        data = RowsData(rows, promise.paths)
        promise.drag(
            source, data, _drag_text(plan, choices), lambda: self.unclaimed.emit(name, lambda: self.export(rows))
        )

    def export(self, rows: Rows) -> None:
        """Ask for a name and write the rows to it, under the keys they have."""
        choices = self._choices()
        plan = extended(Plan(), rows)
        proposed = Path(self._settings.folder) / file_name(plan, choices.suffix)
        others = [writer for writer in writers() if writer is not choices.writer]
        target = ask_target(self._window, proposed, [choices.writer, *others])
        if target is not None:
            path, writer, replace_file = target
            self.export_to(plan, path, choices.in_format(writer), replace_file=replace_file)

    def export_to(
        self,
        plan: Plan,
        path: Path,
        choices: ExportOptions,
        *,
        replace_file: bool = False,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Write a plan to a file; the status bar says what came of it, and ``then`` is called if it was written."""

        def work(job: Job) -> ExportReport:
            return write(plan, path, choices, replace=replace_file, job=job)

        def done(report: ExportReport) -> None:
            self._tell(report)
            if then is not None:
                then()

        # Each file has a slot of its own: an export does not displace the one before it.
        self._runner.start(
            (self, f"export {path}"),
            work,
            done,
            self._tell,
            tr("Writing {name}", name=path.name),
            writes=True,
        )

    def _tell(self, outcome: Outcome) -> None:
        self.said.emit(written_text(outcome) if isinstance(outcome, ExportReport) else failed_text(outcome))

    def _choices(self) -> ExportOptions:
        return self._tray.fields.choices if self._tray is not None else options_named(*self._settings.export_choices)


def _drag_text(plan: Plan, choices: ExportOptions) -> str:
    """What hangs on the mouse: how much it is, and what a file of it would be."""
    counts = []
    if plan.tensors:
        counts.append(tr("%n tensor", "%n tensors", len(plan.tensors)))
    if plan.values:
        counts.append(tr("%n value", "%n values", len(plan.values)))
    cast = f", {choices.dtype}" if choices.dtype is not None else ""
    what = tr(" and ").join(counts)
    return f"{what} ({choices.suffix}{cast})"
