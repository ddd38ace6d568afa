"""The dialog that checks an open file against a manifest: what is damaged, and where, down to the bit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.operations.checking import CheckReport, check
from inspector.sentences import translated
from inspector.text import count_text, printable, shortened
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.verification.fields import FileField
from inspector.ui.widgets.labels import plain_label, set_role
from inspector.wording import tr, translatable

__all__ = ["CheckDialog"]

_EXPLANATION = translatable(
    "Reads all tensors and compares them with saved hashes: a manifest, an LFS pointer, a list of SHA-256 sums, or what "
    "gguf-hash prints. The file may be in another format by now. Damage is located to blocks of 4 MiB; with a good copy, to "
    "the element and the bit."
)
_SIZE = (720, 460)
_MAX_NAME = 60
#: Rows of what is wrong; where all is, the first tell as much.
_MAX_ROWS = 10_000
_STEPS = 1000
_WORK = "check"


class CheckDialog(QDialog):
    """Checks ``checkpoint``, which stays open; ``report`` is what was found."""

    def __init__(self, checkpoint: Checkpoint, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Check {name}", name=shortened(printable(checkpoint.location.name), _MAX_NAME)))
        self.resize(*_SIZE)
        self._checkpoint = checkpoint
        self._runner = runner
        self.report: CheckReport | None = None
        self.manifest = FileField(tr("Manifest"))
        self.replica = FileField(tr("Good copy"), tr("optional"))
        self.message = plain_label("", wrap=True)
        self.findings = QTreeWidget()
        self.findings.setAccessibleName(tr("Findings"))
        self.findings.setHeaderLabels([tr("Tensor or file"), tr("Finding")])
        self.findings.setRootIsDecorated(False)
        self.findings.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton(tr("Cancel"))
        self.check_button = QPushButton(tr("Check"))
        self.check_button.setProperty("primary", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.stop_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.check_button, QDialogButtonBox.ButtonRole.AcceptRole)
        form = QFormLayout()
        form.addRow(tr("Manifest"), self.manifest)
        form.addRow(tr("Good copy"), self.replica)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(plain_label(tr(_EXPLANATION), "muted", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.message)
        layout.addWidget(self.findings, 1)
        layout.addWidget(self.bar)
        layout.addWidget(buttons)
        self.manifest.changed.connect(self._update)
        self.check_button.clicked.connect(self.check)
        self.stop_button.clicked.connect(lambda: runner.stop((self, _WORK)))
        buttons.rejected.connect(self.reject)
        runner.changed.connect(self._update)
        self.finished.connect(lambda: runner.cancel_owner(self))
        self._update()

    def check(self) -> None:
        """Read and compare, in the background."""
        manifest, replica = self.manifest.path, self.replica.text
        if manifest is None:
            return
        self._show(tr("Reading all tensors …"), "muted")
        self._runner.start(
            (self, _WORK),
            lambda job: check(manifest, self._checkpoint, replica=replica or None, job=job),
            self._show_report,
            self._fail,
            tr("Checking {name}", name=self._checkpoint.location.name),
        )
        self._update()

    def _show_report(self, report: CheckReport) -> None:
        self._show(_counts_text(report), "good" if report.agrees else "error")
        self.report = report
        table = report.table(_MAX_ROWS)
        rows = ([printable(key), translated(printable(found))] for key, found in table.rows)
        self.findings.addTopLevelItems([QTreeWidgetItem(row) for row in rows])
        if table.total > len(table.rows):
            self.findings.addTopLevelItem(
                QTreeWidgetItem(["…", tr("%n more row", "%n more rows", table.total - len(table.rows))])
            )
        self.findings.resizeColumnToContents(0)
        self._update()

    def _fail(self, error: InspectorError) -> None:
        is_stopped = isinstance(error, StoppedError)
        self._show(
            tr("Cancelled.") if is_stopped else translated(f"{printable(str(error))}."),
            "muted" if is_stopped else "error",
        )
        self._update()

    def _show(self, message: str, role: str) -> None:
        self.report = None
        self.findings.clear()
        self.message.setText(message)
        set_role(self.message, role)

    def _update(self) -> None:
        """What can be done now, and how far it is."""
        task = next((task for task in self._runner.tasks if task.purpose == (self, _WORK)), None)
        for widget in (self.manifest, self.replica):
            widget.setEnabled(task is None)
        self.check_button.setEnabled(task is None and self.manifest.path is not None)
        self.stop_button.setVisible(task is not None)
        self.bar.setVisible(task is not None)
        if task is not None:
            fraction = task.job.progress.fraction
            self.bar.setRange(0, 0 if fraction is None else _STEPS)
            self.bar.setValue(int((fraction or 0) * _STEPS))


def _counts_text(report: CheckReport) -> str:
    """How many tensors are in each state, as a sentence."""
    counts = [f"{count_text(count)} {tr(state.value)}" for state, count in report.counts.items()]
    return tr("{sentence}.", sentence=", ".join(counts) or translated(report.sentence))
