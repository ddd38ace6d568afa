"""Saving the report on a file as a page, from its summary."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.operations.reporting import report
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import ElidedLabel
from inspector.wording import tr

__all__ = ["ReportSaver"]


class ReportSaver(QPushButton):
    """The button. The owner places ``state``, which says what became of the report and is hidden before."""

    def __init__(self, checkpoint: Checkpoint, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(tr("Save report…"), parent)
        self._checkpoint = checkpoint
        self._runner = runner
        self.setToolTip(tr("Findings, health, layers and the numbers of all tensors as one HTML page to share"))
        self.clicked.connect(self._ask_where_to_save)
        self.state = ElidedLabel()
        self.state.hide()

    def _ask_where_to_save(self) -> None:
        name = f"{Path(self._checkpoint.location.name).stem}.html"
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), name, tr("HTML (*.html)"))
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Read all tensors and write the page, in the background."""

        def work(job: Job) -> None:
            report(self._checkpoint, job=job).save(path)

        def failed(error: InspectorError) -> None:
            self._say(str(error))

        self._say(tr("Reading all tensors for the report"))
        self._runner.start(
            (self, "report"),
            work,
            lambda _: self._say(tr("Saved as {path}", path=path)),
            failed,
            tr("Writing the report"),
        )

    def _say(self, text: str) -> None:
        self.state.set_text(text)
        self.state.show()
