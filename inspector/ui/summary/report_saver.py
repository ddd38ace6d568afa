"""Saving the report on a file as a page, from its summary."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.operations.reporting import report
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import ElidedLabel

__all__ = ["ReportSaver"]


class ReportSaver(QWidget):
    """A button, and beside it what became of the report."""

    def __init__(self, checkpoint: Checkpoint, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checkpoint = checkpoint
        self._runner = runner
        self.button = QPushButton("Save report…")
        self.button.clicked.connect(self._ask_where_to_save)
        self.state = ElidedLabel("Findings, layers and the numbers of all tensors as one HTML page to share.")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.state, 1)
        row.addWidget(self.button)

    def _ask_where_to_save(self) -> None:
        name = f"{Path(self._checkpoint.location.name).stem}.html"
        path, _ = QFileDialog.getSaveFileName(self, "Save the report", name, "HTML (*.html)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Read all tensors and write the page, in the background."""

        def work(job: Job) -> None:
            report(self._checkpoint, job=job).save(path)

        def failed(error: InspectorError) -> None:
            self.state.set_text(str(error))

        self.state.set_text("Reading all tensors")
        self._runner.start(
            (self, "report"), work, lambda _: self.state.set_text(f"Saved as {path}"), failed, "Writing the report"
        )
