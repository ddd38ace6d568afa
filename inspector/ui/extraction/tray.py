"""The extract tray: rows from any open checkpoint lined up for a new file, and everything that is decided about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.entries import ValueEntry
from inspector.checkpoint.findings import Finding
from inspector.checkpoint.renaming import Renaming
from inspector.errors import InspectorError, SelectionError
from inspector.export.checks import Obstacle, obstacles, remarks
from inspector.export.drafts import resolved_target
from inspector.export.execution import Report, export
from inspector.export.plan import Plan, PlannedValue
from inspector.jobs import Job
from inspector.text import number_text, plural, size_text
from inspector.ui.extraction.choice_fields import ChoiceFields
from inspector.ui.extraction.dragging import DragFolder, DragHandle, start_drag
from inspector.ui.extraction.plan_model import PlanModel
from inspector.ui.extraction.plan_table import PlanTable
from inspector.ui.extraction.rows import PromisedFile, Rows, extended, rows_in
from inspector.ui.runner import JobRunner
from inspector.ui.widgets import FlowLayout, IconButton, heading, plain_label, set_role

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["ExtractTray"]

_CHECK_MS = 80


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found of a plan: itself under the keys it would have, what stands in the way, what else is to be said."""

    renamed: Plan
    obstacles: Sequence[Obstacle]
    notes: Sequence[Finding]


class ExtractTray(QWidget):
    """Holds one plan. ``plan_changed`` comes with every edit; ``close_requested`` when it should be hidden."""

    plan_changed = Signal()
    close_requested = Signal()
    written = Signal(Path)

    def __init__(self, runner: JobRunner, drags: DragFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._drags = drags
        self._plan = Plan()
        self._undo: list[Plan] = []
        #: Which module an open checkpoint is of, as far as that was found.
        self.architecture_of: Callable[[Checkpoint], Blueprint | None] = lambda _checkpoint: None
        #: The folder to begin with when a name is asked for.
        self.folder = ""
        #: The interpreter to verify in, and the bytes that may take.
        self.verifying: Callable[[], tuple[str, int]] = lambda: ("", 0)
        self.fields = ChoiceFields(self)
        self.fields.changed.connect(self._show)
        self.model = PlanModel(self)
        self.model.key_typed.connect(lambda row, key: self.set_plan(self._plan.with_keys({row: key})))
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(_CHECK_MS)
        self._checking.timeout.connect(self._check)
        self.setAcceptDrops(True)
        self._build()
        self._show()

    # the widgets

    def _build(self) -> None:
        self.table = PlanTable(self.model)
        self.table.removed.connect(lambda rows: self.set_plan(self._plan.without(rows)))
        self.empty = plain_label(
            "Drop rows of any open checkpoint here, or choose “Add to the tray” in their menu.", "muted", wrap=True
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(self._title_bar())
        layout.addLayout(self._edit_bar())
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(self._foot())

    def _title_bar(self) -> QHBoxLayout:
        self.sums = plain_label("", "muted")
        close = IconButton("close", "Hide the extract tray")
        close.clicked.connect(self.close_requested)
        bar = QHBoxLayout()
        bar.addWidget(heading("Extract"))
        bar.addWidget(self.sums, 1)
        bar.addWidget(close)
        return bar

    def _edit_bar(self) -> FlowLayout:
        self.rename = QLineEdit()
        self.rename.setPlaceholderText("Rename: hidden.*=hidden1.*")
        self.rename.setToolTip(
            "OLD=NEW, several separated by spaces; one * in OLD is repeated by NEW. The new keys show as you type; Return "
            "applies them."
        )
        self.rename.setAccessibleName("Rename rules")
        self.rename.setMinimumWidth(220)
        self.rename.returnPressed.connect(self.apply_renaming)
        self.rename.textChanged.connect(self._preview)
        self.optimizer = _button("Drop optimizer", "Leave out what torch's optimizers keep", self.drop_optimizers)
        self.undo = _button("Undo", "Take back the last edit", self.undo_edit)
        self.clear_button = _button("Clear", "Take all rows out of the tray", self.clear)
        bar = FlowLayout(spacing=8)
        for widget in (
            *self.fields.widgets, self.rename, self.optimizer, self.undo, self.clear_button,
        ):  # fmt: skip
            bar.addWidget(widget)
        return bar

    def _foot(self) -> QHBoxLayout:
        self.state = plain_label("", wrap=True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.handle = DragHandle(self._drag_out)
        self.export_button = QPushButton("Export …")
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip("Choose a name, write the file, read it back and compare (Ctrl+Return)")
        self.export_button.setShortcut("Ctrl+Return")
        self.export_button.clicked.connect(self.choose_target)
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.handle)
        bar.addWidget(self.export_button)
        return bar

    # the plan

    @property
    def plan(self) -> Plan:
        """The rows in the tray, types as they are in the file."""
        return self._plan

    def add(self, rows: Rows) -> None:
        """Line up more rows."""
        self.set_plan(extended(self._plan, rows))

    def set_plan(self, plan: Plan) -> None:
        """Replace the plan; the one before can be had back."""
        self._undo.append(self._plan)
        self._plan = plan
        self._show()

    def undo_edit(self) -> None:
        """Take back the last edit."""
        if self._undo:
            self._plan = self._undo.pop()
            self._show()

    def clear(self) -> None:
        """Take out all rows."""
        self._undo.clear()
        self._plan = Plan()
        self._show()

    def drop_optimizers(self) -> None:
        """Leave out the state of optimizers."""
        self.set_plan(self._plan.without_optimizers())

    def apply_renaming(self) -> None:
        """Rename all keys by the rules typed."""
        try:
            renaming = Renaming.parse(self.rename.text().split())
        except SelectionError as error:
            self._say(str(error), "error")
            return
        self.set_plan(self._plan.renamed(renaming))
        self.rename.clear()

    def _preview(self) -> None:
        """Show what the rules that are being typed would do, once the typing pauses."""
        if self._plan.rows:
            self._forbid_writing()
            self._checking.start()

    def _show(self) -> None:
        """Everything that depends on the plan and the choices."""
        self.fields.show_possible(self.blueprint)
        choices = self.fields.choices
        self.model.show_plan(choices.shown(self._plan), writes_values=choices.writes_values)
        has_rows = bool(self._plan.rows)
        self.table.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        self.undo.setEnabled(bool(self._undo))
        self.clear_button.setEnabled(has_rows)
        self.optimizer.setEnabled(any(isinstance(row.entry, ValueEntry) for row in self._plan.rows))
        self._forbid_writing()
        self.sums.setText(_sums(choices.applied(self._plan)) if has_rows else "")
        self._say("")
        self._checking.start()
        self.plan_changed.emit()

    @property
    def blueprint(self) -> Blueprint | None:
        """The module that the rows are of, if they are all of one checkpoint whose module is known."""
        sources = self._plan.sources
        return self.architecture_of(sources[0]) if len(sources) == 1 else None

    def _forbid_writing(self) -> None:
        """Until it is known that nothing stands in the way."""
        self.export_button.setEnabled(False)
        self.handle.setEnabled(False)

    def _check(self) -> None:
        """Rename as is being typed and find what stands in the way, in a thread: there may be a hundred thousand rows."""
        plan, choices = self._plan, self.fields.choices
        if not plan.rows:
            return
        try:
            renaming = Renaming.parse(self.rename.text().split())
        except SelectionError as error:
            self._show_preview(plan)
            self._say(str(error), "muted")
            return
        positions = [
            index for index, row in enumerate(plan.rows) if choices.writes_values or not isinstance(row, PlannedValue)
        ]

        def work(job: Job) -> _Checked:
            renamed = plan.renamed(renaming) if renaming.rules else plan
            job.check()
            written = choices.applied(renamed)
            return _Checked(renamed, obstacles(written, choices.writer), remarks(written, choices.writer))

        def show(checked: _Checked) -> None:
            self._show_preview(checked.renamed)
            self.model.show_obstacles(checked.obstacles, positions)
            can_be_written = not checked.obstacles and checked.renamed is plan
            self.export_button.setEnabled(can_be_written)
            self.handle.setEnabled(can_be_written)
            self._say_checked(plan, checked)

        self._runner.start((self, "check"), work, show, lambda error: self._say(str(error), "error"))

    def _show_preview(self, renamed: Plan) -> None:
        """The rows under keys that are not given yet."""
        choices = self.fields.choices
        self.model.show_plan(choices.shown(renamed), writes_values=choices.writes_values, given=self._plan)

    def _say_checked(self, plan: Plan, checked: _Checked) -> None:
        if checked.obstacles:
            first, *others = checked.obstacles
            message = first.message if first.rows else _capital(first.message)  # of rows it begins with a key
            self._say(message + (f" (and {len(others)} more)" if others else ""), "error")
        elif checked.renamed is not plan:
            count = sum(new.key != old.key for new, old in zip(checked.renamed.rows, plan.rows, strict=True))
            self._say(f"Return renames {plural(count, 'row')} as shown." if count else "No key is like that.", "muted")
        else:
            self._say("; ".join(_capital(note.message) for note in checked.notes), "muted")

    @property
    def is_settled(self) -> bool:
        """Whether all checks of the plan are done."""
        return not self._checking.isActive() and not self._runner.is_running((self, "check"))

    # writing

    def choose_target(self) -> None:
        """Ask for a name and write the file."""
        choices = self.fields.choices
        name = str(Path(self.folder) / f"extract{choices.suffix}")
        pattern = " ".join(f"*{suffix}" for suffix in choices.writer.suffixes)
        path, _ = QFileDialog.getSaveFileName(self, "Export", name, f"{choices.writer.title} ({pattern})")
        if path:
            target = Path(path)
            self.export_to(target if target.suffix else target.with_suffix(choices.suffix), replace=True)

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the plan to ``path``, read it back and say what came of it."""
        plan, choices = self.fields.choices.applied(self._plan), self.fields.choices
        blueprint = self.blueprint if choices.keep_architecture else None
        where = self.verifying()

        def work(job: Job) -> Report:
            written = plan
            if blueprint is not None:
                from inspector.export.keeping import with_architecture  # which only this needs

                resolved_target(path, plan.sources, replace=replace)  # refused before anything is run
                written = with_architecture(plan, blueprint, choices.writer, path, job, *where)
            return export(written, path, job, writer=choices.writer, replace=replace)

        def done(report: Report) -> None:
            lost = (
                f"; {plural(len(report.casts), 'tensor')} cast, largest error {_worst(report)}" if report.casts else ""
            )
            kept = f"; it keeps its architecture, {blueprint.arch}" if blueprint is not None else ""
            self._say(
                f"Wrote {plural(report.tensors, 'tensor')}, {size_text(report.nbytes)}, to {path.name}; read back and "
                f"compared: every byte is right{lost}{kept}.",
                "good",
            )
            self.written.emit(path)

        self._say(f"Writing {path.name}", "muted")
        self._runner.start((self, "export"), work, done, self._failed, f"Writing {path.name}")

    def _failed(self, error: InspectorError) -> None:
        self._say(_capital(str(error)), "error")

    def _drag_out(self) -> None:
        plan, choices = self._plan, self.fields.choices
        name = f"extract-{len(plan.tensors)}-tensors{choices.suffix}"
        data = PromisedFile(lambda: self._drags.write(plan, name, choices))
        start_drag(self.handle, data, name)
        if self._drags.problem:
            self._say(_capital(self._drags.problem), "error")

    def _say(self, text: str, role: str = "") -> None:
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

    def dropEvent(self, event: QDropEvent) -> None:
        rows = rows_in(event.mimeData())
        if rows is not None:
            event.acceptProposedAction()
            self.add(rows)


def _button(text: str, tip: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(slot)
    return button


def _sums(plan: Plan) -> str:
    nbytes = sum((row.dtype or row.entry.dtype).nbytes(row.entry.numel) for row in plan.tensors)
    values = f", {plural(len(plan.values), 'value')}" if plan.values else ""
    return f"{plural(len(plan.tensors), 'tensor')}, {size_text(nbytes)}{values}"


def _worst(report: Report) -> str:
    return number_text(max(cast.max_abs for cast in report.casts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
