"""Where comparing meets the window: the tabs of comparisons, whose files are shared with other tabs, and their reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.comparison.page import ComparisonPage
from inspector.ui.comparison.side import Side
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings

__all__ = ["ComparisonDesk"]

_FILTERS = "Page (*.html);;JSON (*.json)"


class ComparisonDesk(QObject):
    """Makes the tabs of comparisons and saves what they found. ``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(
        self,
        runner: JobRunner,
        settings: Settings,
        lend: Callable[[Path], Checkpoint | None],
        release: Callable[[Checkpoint], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._settings = settings
        self._lend = lend
        self._release = release
        self._window = parent

    def page(self, a: Side, b: Side) -> ComparisonPage:
        """The tab that compares two sides."""
        page = ComparisonPage((a, b), self._runner, self._release, self._lend)
        page.save_requested.connect(lambda: self.save(page))
        return page

    def choose_other(self) -> Path | None:
        """Ask for the file to compare with."""
        file, _ = QFileDialog.getOpenFileName(self._window, "Compare with", self._settings.folder)
        return Path(file) if file else None

    def save(self, page: ComparisonPage) -> None:
        """Ask where to, and write the report of what has been found so far."""
        stems = [Path(name).stem for name in page.names]
        proposed = str(Path(self._settings.folder) / f"{' against '.join(stems)}.html")
        file, chosen = QFileDialog.getSaveFileName(self._window, "Save comparison", proposed, _FILTERS)
        if file:
            path = Path(file)
            self.write(page, path if path.suffix else path.with_suffix(".json" if "json" in chosen else ".html"))

    def write(self, page: ComparisonPage, path: Path) -> None:
        """Write the report to a file, as JSON if its name says so."""
        ledger = page.ledger
        if ledger is None:
            return
        subject = ledger.subject
        name_a, name_b = map(str, page.paths)

        def work(job: Job) -> Path:
            from inspector.analysis.report import Report
            from inspector.export.reports import write_report

            job.check()
            report = Report(name_a, name_b, subject.a, subject.b, subject.alignment, ledger.known())
            write_report(report, path, as_json=path.suffix.lower() == ".json")
            return path

        def done(path: Path) -> None:
            self.said.emit(f"Saved the comparison as {path}")

        def failed(error: InspectorError) -> None:
            self.said.emit(str(error))

        self._runner.start((self, "save"), work, done, failed, f"Writing {path.name}")
