"""The extract tray: rows from any open checkpoint lined up for a new file, and everything that is decided about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError, SelectionError
from inspector.exporting.report import ExportReport
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.operations.exporting import write
from inspector.sentences import translated
from inspector.ui.extraction.checking import Checked, check
from inspector.ui.extraction.choice_fields import ChoiceFields
from inspector.ui.extraction.choices import file_name
from inspector.ui.extraction.dragging import DragFolder, DragHandle, Outcome
from inspector.ui.extraction.history import PlanHistory
from inspector.ui.extraction.outcome import NewFileButtons, capital, failed_text, has_losses, written_text
from inspector.ui.extraction.plan_model import PlanModel
from inspector.ui.extraction.plan_table import PlanTable
from inspector.ui.extraction.rename_field import RenameField
from inspector.ui.extraction.rows import PromisedFile, Rows, extended, rows_in
from inspector.ui.extraction.target import ask_target
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import heading, plain_label, set_role
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["ExtractTray"]

_CHECK_MS = 80


class ExtractTray(QWidget):
    """Holds one plan.

    ``plan_changed`` comes with every edit, ``close_requested`` when it should be hidden, ``written`` with every file,
    ``unclaimed`` when one was dropped where nothing takes it, with its name and what saves it.
    """

    plan_changed = Signal()
    close_requested = Signal()
    written = Signal(Path)
    unclaimed = Signal(str, object)

    def __init__(self, runner: JobRunner, drags: DragFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._drags = drags
        #: What is in the tray, and was before.
        self.history = PlanHistory()
        #: Which module an open checkpoint is of, as far as that was found.
        self.architecture_of: Callable[[Checkpoint], Blueprint | None] = lambda _checkpoint: None
        #: The folder to begin with when a name is asked for.
        self.folder = ""
        #: The interpreter to verify in, and the bytes that may take.
        self.verifying: Callable[[], tuple[str, int]] = lambda: ("", 0)
        self.fields = ChoiceFields(self)
        self.fields.changed.connect(self._show)
        self.model = PlanModel(self)
        self.model.key_typed.connect(lambda row, key: self.set_plan(self.plan.with_keys({row: key})))
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(_CHECK_MS)
        self._checking.timeout.connect(self._check)
        self.setAcceptDrops(True)
        self._is_lit = False
        #: Whether the rules typed are to be applied as soon as it is known what they do.
        self._renames = False
        #: Whether nothing stands in the way of writing what is in the tray.
        self._can_be_written = False
        self._build()
        self._show()

    # the widgets

    def _build(self) -> None:
        self.table = PlanTable(self.model)
        self.table.removed.connect(lambda rows: self.set_plan(self.plan.without(rows)))
        self.empty = plain_label(
            tr("Drop rows from any open checkpoint here, or select them and press Ctrl+E."),
            "muted",
            wrap=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(self._edit_bar())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(self._foot())
        layout.insertLayout(0, self._title_bar())  # last for the keyboard, which comes to choose and to rename

    def _title_bar(self) -> QHBoxLayout:
        self.sums = plain_label("", "muted")
        self.optimizer = _button(tr("Drop optimizer"), "", self.drop_optimizers)
        self.undo = _button(tr("Undo"), tr("Undo the last edit (Ctrl+Z)"), self.undo_edit)
        self.redo = _button(tr("Redo"), tr("Redo the last undone edit (Ctrl+Shift+Z)"), self.redo_edit)
        self.clear_button = _button(tr("Clear"), tr("Remove all rows from the tray"), self.clear)
        close = IconButton("close", tr("Hide the extract tray"))
        close.clicked.connect(self.close_requested)
        bar = QHBoxLayout()
        bar.addWidget(heading(tr("Extract tray")))
        bar.addWidget(self.sums, 1)
        for button in (self.optimizer, self.undo, self.redo, self.clear_button, close):
            bar.addWidget(button)
        return bar

    def _edit_bar(self) -> FlowLayout:
        self.rename = RenameField()
        self.rename.returnPressed.connect(self.apply_renaming)
        self.rename.textChanged.connect(self._preview)
        bar = FlowLayout(spacing=8)
        for widget in (*self.fields.widgets, self.rename):
            bar.addWidget(widget)
        return bar

    def _foot(self) -> QHBoxLayout:
        self.state = plain_label("", wrap=True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.handle = DragHandle(self._drag_out)
        self.export_button = QPushButton(tr("Export …"))
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip(
            tr("Choose a name, write the file, and verify it by reading it back (Ctrl+Return)")
        )
        self.export_button.setShortcut("Ctrl+Return")
        self.export_button.clicked.connect(self.choose_target)
        self.new_file = NewFileButtons()
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.new_file)
        bar.addWidget(self.handle)
        bar.addWidget(self.export_button)
        return bar

    # the plan

    @property
    def plan(self) -> Plan:
        """The rows in the tray, types as they are in the file."""
        return self.history.plan

    def add(self, rows: Rows) -> None:
        """Line up more rows, and show them selected."""
        count = len(self.plan.rows)
        self.set_plan(extended(self.plan, rows))
        self.table.show_rows(count, len(self.plan.rows))

    def set_plan(self, plan: Plan) -> None:
        """Replace the plan; the one before can be had back."""
        self.history.edit(plan)
        self._show()

    def undo_edit(self) -> None:
        """Take back the last edit."""
        self.history.undo()
        self._show()

    def redo_edit(self) -> None:
        """Make the edit again that was taken back last."""
        self.history.redo()
        self._show()

    def clear(self) -> None:
        """Take out all rows."""
        self.set_plan(Plan())

    def forget(self) -> None:
        """Take out all rows for good, so that nothing is read from any more."""
        self.history = PlanHistory()
        self._show()

    def drop_optimizers(self) -> None:
        """Leave out the state of optimizers."""
        self.set_plan(self.plan.without_optimizers())

    def apply_renaming(self) -> None:
        """Rename all keys by the rules typed, once it is known what that gives."""
        self._renames = True
        self._checking.stop()
        self._check()

    def _preview(self) -> None:
        """Show what the rules that are being typed would do, once the typing pauses."""
        self._renames = False
        if self.plan.rows:
            self._allow_writing(False)  # until it is known that nothing stands in the way
            self._checking.start()

    def _show(self) -> None:
        """Everything that depends on the plan and the choices; what takes longer comes with the check."""
        self._renames = False
        self.fields.show_possible(self.blueprint)
        choices = self.fields.choices
        self.model.show_plan(self.plan, choices)
        has_rows = bool(self.plan.rows)
        self.table.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        self.undo.setEnabled(self.history.can_undo)
        self.redo.setEnabled(self.history.can_redo)
        self.clear_button.setEnabled(has_rows)
        self._show_optimizers(False)
        self._allow_writing(False)
        if not has_rows:
            self.sums.clear()
        self._say("")
        self._checking.start()
        self.plan_changed.emit()

    @property
    def blueprint(self) -> Blueprint | None:
        """The module that the rows are of, if they are all of one checkpoint whose module is known."""
        sources = self.plan.sources
        return self.architecture_of(sources[0]) if len(sources) == 1 else None

    @property
    def _kept_architecture(self) -> Blueprint | None:
        """The architecture to keep in the new file."""
        return self.blueprint if self.fields.keeps_architecture else None

    def _allow_writing(self, is_allowed: bool) -> None:
        """Allow it if nothing stands in the way. One export at a time: another would end the one under way."""
        self._can_be_written = is_allowed
        self.handle.setEnabled(is_allowed)
        self.export_button.setEnabled(is_allowed and not self._runner.is_running((self, "export")))

    def _check(self) -> None:
        """Rename as is being typed and find what stands in the way, in a thread: there may be a hundred thousand rows."""
        plan, choices, renames = self.plan, self.fields.choices, self._renames
        if not plan.rows:
            return
        try:
            renaming = Renaming.parse(self.rename.text().split())
        except SelectionError as error:
            self._show_preview(plan)
            self._say(translated(str(error)), "error" if renames else "muted")
            return

        def show(checked: Checked) -> None:
            if renames and checked.renames:
                self.rename.forget()
                self.set_plan(checked.renamed)
                return
            self.sums.setText(checked.sums)
            self._show_preview(checked.renamed)
            self.model.show_blockers(checked.blockers, checked.positions)
            self._allow_writing(not checked.blockers and checked.renamed is plan)
            self._show_optimizers(checked.has_optimizers)
            self._say_checked(plan, checked)

        self._runner.start(
            (self, "check"),
            lambda job: check(plan, choices, renaming, job),
            show,
            lambda error: self._say(translated(str(error)), "error"),
        )

    def _show_optimizers(self, are_there: bool) -> None:
        self.optimizer.setEnabled(are_there)
        self.optimizer.setToolTip(
            tr("Remove optimizer state") if are_there else tr("No torch optimizer state in the tray")
        )

    def _show_preview(self, renamed: Plan) -> None:
        """The rows under keys that are not given yet."""
        self.model.show_plan(renamed, self.fields.choices, given=self.plan)

    def _say_checked(self, plan: Plan, checked: Checked) -> None:
        if checked.blockers:
            first, *others = checked.blockers
            message = translated(
                first.message if first.rows else capital(first.message)
            )  # of rows it begins with a key
            self._say(message + (tr(" (and {count:,} more)", count=len(others)) if others else ""), "error")
        elif checked.renamed is not plan:
            count = checked.renames
            self._say(
                tr("Return renames %n row as shown.", "Return renames %n rows as shown.", count)
                if count
                else tr("No key matches."),
                "muted",
            )
        else:
            self._say("; ".join(translated(capital(note.message)) for note in checked.notes), "muted")

    @property
    def is_settled(self) -> bool:
        """Whether all checks of the plan are done."""
        return not self._checking.isActive() and not self._runner.is_running((self, "check"))

    # writing

    def choose_target(self) -> None:
        """Ask for a name and write the file."""
        choices = self.fields.choices
        proposed = Path(self.folder) / file_name(choices.written_rows(self.plan), choices.suffix)
        target = ask_target(self, proposed, [choices.writer])
        if target is not None:
            path, _, replace = target
            self.folder = str(path.parent)
            self.export_to(path, replace=replace)

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the plan to ``path``, read it back and say what came of it."""
        plan, choices, architecture = self.plan, self.fields.choices, self._kept_architecture
        python, memory = self.verifying()

        def work(job: Job) -> ExportReport:
            return write(
                plan, path, choices, architecture=architecture, replace=replace, python=python, memory_limit=memory, job=job
            )  # fmt: skip

        def done(report: ExportReport) -> None:
            self._say(written_text(report), "warning" if has_losses(report) else "good")
            self.model.show_costs(report.casts)
            self.new_file.offer(report.files[0])
            self._allow_writing(self._can_be_written)
            self.written.emit(path)

        self._say(tr("Writing {name} …", name=path.name), "muted")

        def failed(error: InspectorError) -> None:
            self._failed(error)
            self._allow_writing(self._can_be_written)

        self._runner.start((self, "export"), work, done, failed, tr("Writing {name}", name=path.name), writes=True)
        self._allow_writing(self._can_be_written)

    def _failed(self, error: InspectorError) -> None:
        self._say(failed_text(error), "warning" if isinstance(error, StoppedError) else "error")

    def _drag_out(self) -> None:
        plan, choices = self.plan, self.fields.choices
        name = file_name(choices.written_rows(plan), choices.suffix)
        promise = self._drags.promise(
            plan, name, choices, self._tell_dragged, self._kept_architecture, self.verifying()
        )
        promise.drag(
            self.handle, PromisedFile(promise.paths), name, lambda: self.unclaimed.emit(name, self.choose_target)
        )

    def _tell_dragged(self, outcome: Outcome) -> None:
        if isinstance(outcome, ExportReport):
            self._say(written_text(outcome), "warning" if has_losses(outcome) else "good")
            self.model.show_costs(outcome.casts)
        else:
            self._failed(outcome)

    def _say(self, text: str, role: str = "") -> None:
        self.new_file.hide()
        self.state.setText(text)
        set_role(self.state, role)

    # what Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is to choose takes more lines in a narrow window."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if rows_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        rows = rows_in(event.mimeData())
        if rows is not None:
            event.acceptProposedAction()
            self.add(rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_lit:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(current_theme().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 6, 6)

    def _light(self, is_lit: bool) -> None:
        """Show whether rows are over the tray that would be lined up."""
        self._is_lit = is_lit
        self.update()


def _button(text: str, tip: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(slot)
    return button
