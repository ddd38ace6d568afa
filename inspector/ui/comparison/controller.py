"""Where comparing meets the window: which tabs can be compared, the tabs of comparisons, and their reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.text import shortened
from inspector.ui.comparison.page import ComparisonPage
from inspector.ui.comparison.side import Side
from inspector.ui.inspection.page import Page

if TYPE_CHECKING:
    from inspector.ui.window.window import Window

__all__ = ["ComparisonController"]

_FILTERS = "Page (*.html);;JSON (*.json)"
_MAX_TITLE = 90


class ComparisonController(QObject):
    """Everything the window does to compare. ``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    @property
    def front(self) -> ComparisonPage | None:
        """The comparison in front, if the tab in front is one."""
        tab = self._window.front
        return tab if isinstance(tab, ComparisonPage) else None

    # beginning to compare

    def compare_files(self, a: Path, b: Path) -> None:
        """Compare two files."""
        self._compare(Side(a), Side(b))

    def compare_tabs(self, first: int, second: int) -> None:
        """Compare the files of two tabs, A being the first; nothing happens if one of them is no file's."""
        pages = [tab for number in (first, second) if isinstance(tab := self._window.tabs.widget(number), Page)]
        if len(pages) == 2:
            self._compare(_side(pages[0]), _side(pages[1]))

    def compare_with(self, number: int, path: Path | None = None) -> None:
        """Compare the file of a tab with another one, which is asked for if it is not given."""
        page = self._window.tabs.widget(number)
        if path is None:
            file, _ = QFileDialog.getOpenFileName(self._window, "Compare with", self._window.settings.folder)
            path = Path(file) if file else None
        if isinstance(page, Page) and path is not None:
            self._compare(_side(page), Side(path))

    def fill_menu(self, menu: QMenu, number: int) -> None:
        """What the file of a tab can be compared with."""
        menu.clear()
        menu.addAction("Choose a file …", lambda: self.compare_with(number))
        menu.addSeparator()
        for other, tab in enumerate(self._window.all_tabs):
            if isinstance(tab, Page) and other != number:
                text = shortened(tab.title, _MAX_TITLE).replace("&", "&&")
                menu.addAction(text, partial(self.compare_tabs, number, other))

    def _compare(self, a: Side, b: Side) -> None:
        page = ComparisonPage((a, b), self._window.runner, self._window.release, self._lend)
        page.save_requested.connect(lambda: self._choose_and_save(page))
        page.file_requested.connect(lambda path: self._window.open_files([path]))
        self._window.add_tab(page)

    def _lend(self, path: Path) -> Checkpoint | None:
        """The checkpoint of a file that a tab has open."""
        for page in self._window.pages:
            if page.view is not None and page.merged is None and page.path.absolute() == path.absolute():
                return page.view.document.checkpoint
        return None

    # the comparison in front

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) tensor that differs."""
        page = self.front
        if page is not None and page.view is not None and not page.view.pane.step(way):
            self.said.emit(f"Nothing that is shown differs{' so far' if page.is_running else ''}.")

    def swap(self) -> None:
        """Compare B with A."""
        if self.front is not None:
            self.front.swap()

    def save(self) -> None:
        """Ask where to, and save the report of what has been found so far."""
        if self.front is not None:
            self._choose_and_save(self.front)

    def _choose_and_save(self, page: ComparisonPage) -> None:
        proposed = Path(self._window.settings.folder) / f"{_file_name(page.names)}.html"
        file, chosen = QFileDialog.getSaveFileName(self._window, "Save comparison", str(proposed), _FILTERS)
        if file:
            path = Path(file)
            self.write(page, path if path.suffix else path.with_suffix(".json" if "json" in chosen else ".html"))

    def write(self, page: ComparisonPage, path: Path) -> None:
        """Write the report to a file, as JSON if its name says so."""
        results = page.results
        if results is None:
            return
        subject = results.subject
        name_a, name_b = map(str, page.paths)

        def work(job: Job) -> None:
            from inspector.comparing.report.report import ComparisonReport
            from inspector.exporting.reports import write_report

            job.check()
            report = ComparisonReport(name_a, name_b, subject.a, subject.b, subject.alignment, results.known())
            write_report(report, path, as_json=path.suffix.lower() == ".json")

        def failed(error: InspectorError) -> None:
            self.said.emit(str(error))

        self._window.runner.start(
            (self, "save"),
            work,
            lambda _none: self.said.emit(f"Saved the comparison as {path}"),
            failed,
            f"Writing {path.name}",
        )


def _side(page: Page) -> Side:
    if page.merged is None or page.view is None:
        return Side(page.path)
    return Side(page.path, page.view.document.checkpoint, tuple(page.merged.plan.sources))


def _file_name(names: Sequence[str]) -> str:
    return " against ".join(Path(name).stem for name in names)
