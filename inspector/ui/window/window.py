"""The window: tabs of opened files, the menus, the status bar, and what may be dropped on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolBar,
)

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.resources import resource
from inspector.sources.location import Location, location_of
from inspector.ui.inspection.page import Page
from inspector.ui.inspection.view import DocumentView
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.ui.tab import Tab
from inspector.ui.widgets.clipboard import leave_text
from inspector.ui.widgets.icons import application_icon
from inspector.ui.widgets.labels import ElidedLabel
from inspector.ui.widgets.offer_bar import OfferBar
from inspector.ui.widgets.splitter import Splitter
from inspector.ui.widgets.theme import ThemeManager
from inspector.ui.window.actions import build_menus
from inspector.ui.window.dialogs import Dialogs
from inspector.ui.window.extraction_pane import ExtractionPane
from inspector.ui.window.front_tab import FrontTab
from inspector.ui.window.merging import Merging
from inspector.ui.window.status import JobStrip
from inspector.ui.window.tab_bar import local_files
from inspector.ui.window.tab_menu import tab_menu
from inspector.ui.window.tabs import Tabs
from inspector.ui.window.unfinished import Unfinished
from inspector.ui.window.welcome import WelcomePage
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint
    from inspector.ui.comparison.controller import ComparisonController
    from inspector.ui.comparison.page import ComparisonPage
    from inspector.ui.extraction.controller import ExtractionController
    from inspector.ui.extraction.merged import Merged
    from inspector.ui.extraction.rows import Rows
    from inspector.ui.window.integrity import Integrity
    from inspector.ui.window.session_keeper import SessionKeeper
    from inspector.writing.plan import Plan

__all__ = ["Window"]

_TITLE = "Checkpoint Inspector"
_MIN_STACK = 170
_SIZE = QSize(1280, 800)
#: What the desktop puts around a window, at the most.
_FRAME = QSize(16, 48)


class Window(QMainWindow):
    """The one window. ``page_changed`` comes when another tab is in front or the one in front has opened or failed.

    ``session_changed`` comes, too often rather than too seldom, when something is to be kept that is open or selected;
    ``closing`` when the window closes, with its tabs still there.
    """

    page_changed = Signal()
    session_changed = Signal()
    closing = Signal()

    def __init__(self, settings: Settings, themes: ThemeManager, runner: JobRunner) -> None:
        super().__init__()
        self.settings = settings
        self._themes = themes
        self.runner = runner
        self.setWindowTitle(_TITLE)
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        room = self.screen().availableSize() - _FRAME
        self.resize(_SIZE.boundedTo(room))
        self.tabs = Tabs(settings, runner)
        self.tabs.changed.connect(self._update)
        self.tabs.rows_wanted.connect(self.use_rows)
        self.tabs.selection_changed.connect(self.session_changed)
        self.front_tab = FrontTab(self.tabs, lambda text: self.statusBar().showMessage(text, 6000))
        self._connect_bar()
        self.welcome = WelcomePage()
        self.welcome.open_requested.connect(self.choose_files)
        self.welcome.example_requested.connect(self.open_example)
        self.welcome.path_requested.connect(lambda path: self.open_files([path]))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.tabs)
        self._stack.setMinimumHeight(_MIN_STACK)  # so that the extract tray has room in a low window
        self._middle = Splitter(Qt.Orientation.Vertical)
        self._middle.addWidget(self._stack)
        self.setCentralWidget(self._middle)
        self._extracting = ExtractionPane(runner, settings, self._middle, self)
        self._connect_extracting()
        self.merging = Merging(self.tabs, self._extracting, settings, self)
        self.unfinished = Unfinished(runner, self)
        self.session: SessionKeeper | None = None
        self.dialogs = Dialogs(settings, self)
        self.dialogs.theme_chosen.connect(self.set_theme)
        self.dialogs.export_chosen.connect(self._extracting.take_defaults)
        self._comparisons: ComparisonController | None = None
        self._integrity: Integrity | None = None
        self._sums = ElidedLabel()
        self._sums.setContentsMargins(8, 0, 0, 0)
        self.jobs = JobStrip(runner)
        self.statusBar().addWidget(self._sums, 1)
        self.statusBar().addPermanentWidget(self.jobs)
        self.statusBar().setSizeGripEnabled(False)
        self._actions = build_menus(self.menuBar(), self, self)
        self._actions.recent.chosen.connect(lambda path: self.open_files([path]))
        self._actions.recent.cleared.connect(self._update)
        compare = self._actions.compare
        compare.aboutToShow.connect(lambda: self.comparisons.fill_menu(compare, self.front))
        self.restoreGeometry(settings.state("window"))
        self._update()

    def _connect_bar(self) -> None:
        bar = self.tabs.bar
        bar.rows_dropped.connect(lambda number, rows: self.merge(self.tabs.tab(number), rows))
        bar.tab_dropped.connect(self._tab_dropped)
        bar.files_dropped.connect(self._files_dropped)
        bar.hinted.connect(self.statusBar().showMessage)
        bar.customContextMenuRequested.connect(self._show_tab_menu)

    # files

    @property
    def all_tabs(self) -> list[Tab]:
        """The open tabs, from left to right."""
        return self.tabs.all

    @property
    def front(self) -> Tab | None:
        """The tab in front."""
        return self.tabs.front

    @property
    def pages(self) -> list[Page]:
        """The tabs of files, from left to right."""
        return self.tabs.pages

    @property
    def page(self) -> Page | None:
        """The tab in front, if it is one of a file."""
        return self.tabs.page

    @property
    def view(self) -> DocumentView | None:
        """The document in front, if the tab in front has opened."""
        return self.tabs.view

    @property
    def is_settled(self) -> bool:
        """Whether every file has opened or failed, and all that is asked for is shown."""
        return self.tabs.is_settled and self._extracting.is_settled

    def open_files(self, files: Sequence[str | Path | Location]) -> None:
        """Open each file in a tab of its own; a file that is open already comes to the front."""
        self.tabs.open_files(files)

    def open_requested(self, files: Sequence[str], compare: Sequence[str] = ()) -> None:
        """Come to the front, at once, and open what the desktop or another start of the program asks for.

        Whoever sees the files there may turn to another window, which must not be covered after that.
        """
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.open_files(files)
        if compare:
            self.compare_files(*compare)

    def choose_files(self) -> None:
        """Ask for files and open them."""
        files, _ = QFileDialog.getOpenFileNames(self, tr("Open checkpoints"), self.settings.folder)
        self.open_files(files)

    def choose_location(self) -> None:
        """Ask for an address and open what is there."""
        self.dialogs.ask_location(self.open_files)

    def choose_history(self) -> None:
        """Ask for the folder of a training run and show its history."""
        folder = QFileDialog.getExistingDirectory(self, tr("Folder of a training run"), self.settings.folder)
        if folder:
            self.show_history([location_of(folder)])

    def show_history(self, places: Sequence[Location]) -> None:
        """Show the history of a training run in a tab: of a folder, or of several files."""
        from inspector.ui.history.page import HistoryPage

        page = HistoryPage(places, self.runner)
        page.compare_requested.connect(lambda a, b: self.comparisons.compare_files(a, b))
        page.file_requested.connect(lambda place: self.open_files([place]))
        self.tabs.add_tab(page)

    def open_example(self) -> None:
        """Open the checkpoint that comes with the program."""
        self.open_files([resource("example.pth")])

    def reload(self) -> None:
        """Open what is in front again."""
        if self.front is not None:
            self.front.open()
            self._update()

    def bring_to_front(self, tab: Tab) -> None:
        """Put a tab in front."""
        self.tabs.setCurrentWidget(tab)

    def close_current(self) -> None:
        """Close the tab in front."""
        if self.front is not None:
            self.tabs.request_close([self.front])

    def step_tab(self, by: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        self.tabs.step(by)

    # hashes of the file in front

    @property
    def integrity(self) -> Integrity:
        """What hashes and checks, made when first asked for."""
        if self._integrity is None:
            from inspector.ui.window.integrity import Integrity

            self._integrity = Integrity(self.runner, self.settings, self)
            self._integrity.said.connect(lambda text: self.statusBar().showMessage(text, 15_000))
        return self._integrity

    def save_manifest(self) -> None:
        """Ask for a name and save the hashes of the file in front."""
        self.integrity.ask_where_to_save(self.page)

    def check_manifest(self) -> None:
        """Check the file in front against a manifest."""
        self.integrity.check(self.page)

    # comparing

    @property
    def comparison(self) -> ComparisonPage | None:
        """The comparison in front, if the tab in front is one."""
        return self._comparisons.front if self._comparisons is not None else None

    @property
    def comparisons(self) -> ComparisonController:
        """What compares, made when first asked for."""
        if self._comparisons is None:
            from inspector.ui.comparison.controller import ComparisonController

            self._comparisons = ComparisonController(self.tabs, self)
            self._comparisons.said.connect(lambda text: self.statusBar().showMessage(text, 15_000))
        return self._comparisons

    def compare_files(self, a: str | Path, b: str | Path) -> None:
        """Compare two files in a tab."""
        self.comparisons.compare_files(a, b)

    def tab_menu(self, tab: Tab) -> QMenu:
        """What can be done with a tab."""
        return tab_menu(
            self.tabs, tab, lambda menu, page: self.comparisons.fill_menu(menu, page), self.show_history, self
        )

    def _show_tab_menu(self, place: QPoint) -> None:
        tab = self.tabs.tab(self.tabs.bar.tabAt(place))
        if tab is not None:
            menu = self.tab_menu(tab)
            menu.exec(self.tabs.bar.mapToGlobal(place))
            menu.deleteLater()

    def _tab_dropped(self, number: int, onto: int) -> None:
        self.comparisons.compare_tabs(self.tabs.tab(onto), self.tabs.tab(number))

    def _files_dropped(self, number: int, files: list[str]) -> None:
        tab = self.tabs.tab(number)
        if isinstance(tab, Page):
            self.comparisons.compare_with(tab, Path(files[0]))
        else:
            self.open_files(files)

    # extracting

    @property
    def extraction(self) -> ExtractionController:
        """What extracts."""
        return self._extracting.controller

    @property
    def planned(self) -> Plan | None:
        """What is in the extract tray, None if that was never used."""
        return self._extracting.plan

    def _connect_extracting(self) -> None:
        pane = self._extracting
        pane.architecture_of = self._architecture_of
        pane.said.connect(lambda text: self.statusBar().showMessage(text, 15_000))
        pane.open_wanted.connect(lambda path: self.open_files([path]))
        pane.unclaimed.connect(self._offer_to_save)
        pane.released.connect(self.tabs.close_unneeded)
        pane.released.connect(self.session_changed)
        self.tabs.needed_elsewhere = pane.sources

    def _architecture_of(self, checkpoint: Checkpoint) -> Blueprint | None:
        views = [page.view for page in self.pages if page.view is not None]
        view = next((view for view in views if view.document.checkpoint is checkpoint), None)
        return view.detail.detection.blueprint if view is not None else None

    def use_rows(self, what: str) -> None:
        """Put the selected rows in the tray, export, copy or drag them."""
        if self.view is not None:
            self._extracting.use_rows(self.view, what)

    def paste_rows(self) -> None:
        """Line up copied rows in the tray."""
        self.extraction.paste()

    def show_tray(self, visible: bool) -> None:
        """Show or hide the extract tray."""
        self._extracting.show(visible)

    def line_up(self, plan: Plan) -> None:
        """Fill the extract tray and show it."""
        self._extracting.line_up(plan)

    def toggle_tray(self) -> None:
        """Show the extract tray, or hide it."""
        self._extracting.toggle()

    def merge(self, tab: Tab | None, rows: Rows) -> None:
        """Open a new, unsaved checkpoint: that of a tab with rows of another added."""
        self.merging.merge(tab, rows)

    def open_merged(self, merged: Merged) -> None:
        """Open an unsaved checkpoint in front."""
        self.tabs.open_merged(merged)

    def save_merged(self) -> None:
        """Save the unsaved checkpoint in front."""
        self.merging.save(self.page)

    # the window

    @property
    def theme_mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._themes.mode

    def set_theme(self, mode: str) -> None:
        """Change the colours, now and from now on."""
        self._themes.mode = mode
        self.settings.theme = mode

    @property
    def can_reopen_session(self) -> bool:
        """Whether there is something that was open before."""
        return self.session is not None and bool(self.session.previous)

    def reopen_session(self) -> None:
        """Open what was open before."""
        if self.session is not None:
            self.session.reopen()

    def step_pane(self) -> None:
        """Give the keyboard to the next pane, in a circle."""
        from inspector.ui.window.panes import next_pane

        following = next_pane(self.front, self._extracting.tray, self.focusWidget())
        if following is not None:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_to_save(self, name: str, save: Callable[[], object]) -> None:
        """A file was dropped where nothing takes one: it is not lost for that."""

        def accept() -> None:
            dismiss()
            save()

        def dismiss() -> None:
            self.remove_bar(bar)
            bar.deleteLater()

        bar = OfferBar(
            tr("Dropped file"),
            tr("Nothing took {name} where it was dropped.", name=name),
            tr("Save it to …"),
            accept,
            dismiss,
        )
        self.show_bar(bar)

    def show_bar(self, bar: QToolBar) -> None:
        """Show a bar below the menus."""
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)

    def remove_bar(self, bar: QToolBar) -> None:
        """Take a bar away."""
        self.removeToolBar(bar)

    def _update(self) -> None:
        """Everything that depends on which tab is in front and what is in it."""
        self._stack.setCurrentWidget(self.tabs if self.tabs.count() else self.welcome)
        if not self.tabs.count():
            self.welcome.show_recent(self.settings.recent)
        tab = self.front
        self.setWindowTitle(f"{tab.title} – {_TITLE}" if tab is not None else _TITLE)  # noqa: RUF001 - a dash
        self._sums.set_text(" · ".join(tab.sums) if tab is not None else "")
        is_open = tab is not None and tab.is_open
        self._actions.allow(
            tab=tab is not None,
            tree=is_open,
            document=self.view is not None,
            unsaved=self.page is not None and self.page.merged is not None,
            comparison=is_open and tab is self.comparison,
        )
        self._actions.compare.setEnabled(self.page is not None)
        self.page_changed.emit()
        self.session_changed.emit()

    # what Qt calls

    @staticmethod
    def _rows_in(data: QMimeData) -> Rows | None:
        from inspector.ui.extraction.rows import rows_in

        return rows_in(data)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._rows_in(event.mimeData()) is not None:
            return  # asking for its file would write one; rows are dropped on the tray or on a tab
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.welcome.zone.set_lit(True)
            self.statusBar().showMessage(tr("Drop to open %n file", "Drop to open %n files", len(files)))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        self._end_drag()
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_files(files))  # the other program waits for the drop to end

    def _end_drag(self) -> None:
        self.welcome.zone.set_lit(False)
        self.statusBar().clearMessage()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.merging.may_close(self.all_tabs, self.close) and self.unfinished.may_close(self.close)):
            event.ignore()
            return
        self.closing.emit()
        self.settings.set_state("window", self.saveGeometry())
        if self.front is not None:
            self.tabs.keep_places(self.front)
        self.runner.close()
        self._extracting.let_go()
        self.tabs.let_go()
        leave_text()
        super().closeEvent(event)
