"""A base and its adapter, which have no tensors in common: what the adapter changes, module by module, and merging them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.adapters.report import AdapterReport, ModuleReport, module_row
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.text import printable, shortened
from inspector.ui.runner import JobRunner
from inspector.ui.verification.tables import AnswerTable, Columns, TextModel, TextRows
from inspector.ui.widgets.labels import heading, plain_label
from inspector.ui.widgets.message import Notice
from inspector.wording import tr, translatable

__all__ = ["AdapterView"]

_COLUMNS = Columns(
    (
        translatable("Module"),
        translatable("Rank"),
        translatable("Scaling"),
        translatable("Relative"),
        translatable("Eff. rank"),
        translatable("Note"),
    ),
    frozenset({1, 2, 3, 4}),
    rest=5,
)
#: Of a row of the command line those cells that are shown here.
_CELLS = (0, 3, 4, 6, 7)
_MAX_KEYS = 6
_LONGEST = 120


class AdapterView(QWidget):
    """Measures the adapter in the background. ``merge_requested`` comes when the merged model is to be written."""

    merge_requested = Signal()

    def __init__(self, adapter: Checkpoint, base: Checkpoint, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.adapter, self.base = adapter, base
        self.report: AdapterReport | None = None
        self._runner = runner
        self.sentence = plain_label(tr("Measuring what the adapter changes …"), wrap=True)
        self.model = TextModel(_COLUMNS, self)
        self.table = AnswerTable(tr("Modules of the adapter"), self.model)
        self.table.hide()
        self.merge = QPushButton(tr("Merge and save …"))
        self.merge.setToolTip(tr("Write the base with the adapter merged into it, as PEFT merges it"))
        self.merge.clicked.connect(self.merge_requested)
        self.merge.hide()
        row = QHBoxLayout()
        row.addWidget(self.merge)
        row.addStretch(1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self._layout.addWidget(heading(tr("Adapter")))
        self._layout.addWidget(self.sentence)
        self._layout.addWidget(self.table)
        self._layout.addLayout(row)
        runner.start((self, "adapter"), self._measure, self._show, self._fail, tr("Measuring the adapter"))

    @property
    def is_settled(self) -> bool:
        """Whether it was measured, or will not be."""
        return not self._runner.is_running((self, "adapter"))

    def cancel(self) -> None:
        """Stop measuring."""
        self._runner.cancel((self, "adapter"))

    def _measure(self, job: Job) -> AdapterReport:
        from inspector.operations.adapters import adapter

        return adapter(self.adapter, self.base, job=job)

    def _show(self, report: AdapterReport) -> None:
        self.report = report
        self.sentence.setText(translated(printable(report.sentence)))
        rows = [_cells(module) for module in report.modules]
        if rows:
            dead = [index for index, module in enumerate(report.modules) if module.is_dead]
            self.table.show()
            self.model.show_rows(TextRows.of(rows, dead))
        self.merge.setVisible(report.effective)
        for text in _notes(report):
            self._layout.addWidget(Notice("warning", text))

    def _fail(self, error: InspectorError) -> None:
        self.sentence.setText(printable(tr("The adapter can't be measured: {error}.", error=translated(str(error)))))


def _cells(module: ModuleReport) -> tuple[str, ...]:
    row = module_row(module)
    return (*(row[cell] for cell in _CELLS), translated(printable(module.reason)))


def _notes(report: AdapterReport) -> Sequence[str]:
    """What matches nothing, and what else was found."""
    notes = [translated(finding.message) for finding in report.findings]
    if report.dead:
        shown = ", ".join(shortened(key, _LONGEST) for key in report.dead[:_MAX_KEYS])
        more = tr(", and {count:,} more", count=len(report.dead) - _MAX_KEYS) if len(report.dead) > _MAX_KEYS else ""
        notes.append(
            tr(
                "%n tensor of the adapter without a match in the base: {shown}{more}.",
                "%n tensors of the adapter without a match in the base: {shown}{more}.",
                len(report.dead),
                shown=shown,
                more=more,
            )
        )
    return notes
