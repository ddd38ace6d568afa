"""Saving a report as a page: on a file, from its summary, or on a run, from its history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from inspector.jobs import Job
from inspector.sentences import translated
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import ElidedLabel
from inspector.wording import tr

__all__ = ["ReportSaver"]


class ReportSaver(QPushButton):
    """The button; ``write`` makes the page in a thread, and ``name`` is what its file is called by itself.

    The owner places ``state``, which says what became of the report and is hidden before.
    """

    def __init__(
        self,
        name: str,
        write: Callable[[Path, Job], object],
        runner: JobRunner,
        tip: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Save report…"), parent)
        self._name = name
        self._write = write
        self._runner = runner
        self.setToolTip(tip)
        self.clicked.connect(self._ask_where_to_save)
        self.state = ElidedLabel()
        self.state.hide()

    def _ask_where_to_save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), f"{self._name}.html", "HTML (*.html)")
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """Write the page, in the background."""
        self._say(tr("Writing the report"))
        self._runner.start(
            (self, "report"),
            lambda job: self._write(path, job),
            lambda _: self._say(tr("Saved as {path}", path=path)),
            lambda error: self._say(translated(str(error))),
            tr("Writing the report"),
        )

    def _say(self, text: str) -> None:
        self.state.set_text(text)
        self.state.show()
