"""Where comparing meets the window: which tabs can be compared, the tabs of comparisons, and their reports."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.sources.location import Location, location_of
from inspector.text import shortened
from inspector.ui.comparison.host import ComparisonHost
from inspector.ui.comparison.page import ComparisonPage
from inspector.ui.comparison.side import Side
from inspector.ui.inspection.page import Page
from inspector.ui.tab import Tab
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.operations.adapters import MergeReport

__all__ = ["ComparisonController"]

_FILTERS = translatable("Page (*.html);;JSON (*.json)")
_MODEL_FILTERS = "safetensors (*.safetensors);;PyTorch (*.pth)"
_MAX_TITLE = 90


class ComparisonController(QObject):
    """Everything the window does to compare. ``said`` carries a sentence for the status bar."""

    said = Signal(str)

    def __init__(self, host: ComparisonHost, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self._parent = parent

    @property
    def front(self) -> ComparisonPage | None:
        """The comparison in front, if the tab in front is one."""
        tab = self._host.front
        return tab if isinstance(tab, ComparisonPage) else None

    # beginning to compare

    def compare_files(self, a: str | Path | Location, b: str | Path | Location) -> None:
        """Compare two files."""
        self._compare(Side(location_of(a)), Side(location_of(b)))

    def compare_tabs(self, first: Tab | None, second: Tab | None) -> None:
        """Compare the files of two tabs, A being the first; nothing happens if one of them is no file's."""
        if isinstance(first, Page) and isinstance(second, Page):
            self._compare(_side(first), _side(second))

    def compare_with(self, tab: Tab | None, path: Path | None = None) -> None:
        """Compare the file of a tab with another one, which is asked for if it is not given."""
        if path is None:
            file, _ = QFileDialog.getOpenFileName(self._parent, tr("Compare with"), self._host.settings.folder)
            path = Path(file) if file else None
        if isinstance(tab, Page) and path is not None:
            self._compare(_side(tab), Side(location_of(path)))

    def fill_menu(self, menu: QMenu, tab: Tab | None) -> None:
        """What the file of a tab can be compared with."""
        menu.clear()
        menu.addAction(tr("Choose a file …"), lambda: self.compare_with(tab))
        menu.addSeparator()
        for other in self._host.all:
            if isinstance(other, Page) and other is not tab:
                text = shortened(other.title, _MAX_TITLE).replace("&", "&&")
                menu.addAction(text, partial(self.compare_tabs, tab, other))

    def _compare(self, a: Side, b: Side) -> None:
        page = ComparisonPage((a, b), self._host.runner, self._host.release, self._lend)
        page.save_requested.connect(lambda: self._choose_and_save(page))
        page.merge_requested.connect(lambda: self._choose_and_merge(page))
        page.file_requested.connect(lambda path: self._host.open_files([path]))
        self._host.add_tab(page)

    def _lend(self, location: Location) -> Checkpoint | None:
        """The checkpoint of a file that a tab has open."""
        for tab in self._host.all:
            if not isinstance(tab, Page) or tab.view is None or tab.merged is not None:
                continue
            if tab.location == location:
                return tab.view.document.checkpoint
        return None

    # the comparison in front

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) tensor that differs."""
        page = self.front
        if page is not None and page.view is not None and not page.view.pane.step(way):
            none, none_yet = tr("None of the tensors shown differ."), tr("None of the tensors shown differ so far.")
            self.said.emit(none_yet if page.is_running else none)

    def swap(self) -> None:
        """Compare B with A."""
        if self.front is not None:
            self.front.swap()

    def save(self) -> None:
        """Ask where to, and save the report of what has been found so far."""
        if self.front is not None:
            self._choose_and_save(self.front)

    def _choose_and_save(self, page: ComparisonPage) -> None:
        proposed = Path(self._host.settings.folder) / f"{_file_name(page.names)}.html"
        file, chosen = QFileDialog.getSaveFileName(self._parent, tr("Save comparison"), str(proposed), tr(_FILTERS))
        if file:
            path = Path(file)
            self.write(page, path if path.suffix else path.with_suffix(".json" if "json" in chosen else ".html"))

    def write(self, page: ComparisonPage, path: Path) -> None:
        """Write the report to a file, as JSON if its name says so."""
        results = page.results
        if results is None:
            return
        subject = results.subject
        name_a, name_b = map(str, page.places)

        def work(job: Job) -> None:
            from inspector.operations.comparison import ComparisonReport, explained

            job.check()
            report = ComparisonReport(name_a, name_b, subject.a, subject.b, subject.alignment, results.known())
            explained(report, job).save(path)

        def failed(error: InspectorError) -> None:
            self.said.emit(translated(str(error)))

        self._host.runner.start(
            (self, "save"),
            work,
            lambda _none: self.said.emit(tr("Saved the comparison as {path}", path=path)),
            failed,
            tr("Writing {name}", name=path.name),
        )

    def _choose_and_merge(self, page: ComparisonPage) -> None:
        name = f"{_file_name(page.names)} merged.safetensors"
        file, _ = QFileDialog.getSaveFileName(
            self._parent, tr("Merge and save"), str(Path(self._host.settings.folder) / name), _MODEL_FILTERS
        )
        if file:
            path = Path(file)
            self.merge(page, path if path.suffix else path.with_suffix(".safetensors"))

    def merge(self, page: ComparisonPage, path: Path) -> None:
        """Write the base of a comparison with the adapter merged into it; what matches nothing was said, and is left out."""
        if page.results is None or page.results.subject.adapted is None:
            return
        adapter, base = page.results.subject.adapted

        def work(job: Job) -> MergeReport:
            from inspector.operations.adapters import merge_adapter

            return merge_adapter(adapter, base, path, partial=True, replace=True, job=job)

        self._host.runner.start(
            (self, "merge"),
            work,
            lambda report: self.said.emit(translated(report.sentence)),
            lambda error: self.said.emit(translated(str(error))),
            tr("Writing {name}", name=path.name),
            writes=True,
        )


def _side(page: Page) -> Side:
    if page.merged is None or page.view is None:
        return Side(page.location)
    return Side(page.location, page.view.document.checkpoint, tuple(page.merged.plan.sources))


def _file_name(names: Sequence[str]) -> str:
    return " against ".join(Path(name).stem for name in names)
