"""The tabs of what is open: opening files in them, their titles, going from one to the next, and closing them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QToolButton, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.location import LocalLocation, Location, location_of
from inspector.text import shortened
from inspector.ui.document.checkpoint_refs import CheckpointRefs
from inspector.ui.inspection.page import Page
from inspector.ui.inspection.view import DocumentView
from inspector.ui.panels.panel import WindowContext
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.ui.tab import Tab
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.window.file_list import FileList
from inspector.ui.window.tab_bar import TabBar
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.extraction.merged import Merged

__all__ = ["MAX_TABS", "Tabs"]

#: Characters of a title that are measured; the bar cuts it to what there is room for.
_MAX_TITLE = 200
_MAX_LISTED = 90
#: So many files open as they are asked for; of more the first one does, and tabs of the others are made for these seconds,
#: then the window has its turn.
_AT_ONCE = 4
_TURN_S = 0.01
#: So many files of one drop have a tab; the others are listed in one.
MAX_TABS = 50


def _title(tab: Tab) -> str:
    return shortened(tab.title, _MAX_TITLE).replace("&", "&&")


class Tabs(QTabWidget):
    """Holds :class:`Tab` and nothing else, and closes the checkpoints that no tab reads from any more.

    ``changed`` comes when what is open, or how far it has opened, changes; ``rows_wanted`` says what is to be done with the
    rows selected in front; ``selection_changed`` comes when other rows are selected.
    """

    changed = Signal()
    rows_wanted = Signal(str)
    selection_changed = Signal()

    def __init__(self, settings: Settings, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.runner = runner
        #: The checkpoints that somebody besides the tabs still reads from.
        self.needed_elsewhere: Callable[[], Iterable[Checkpoint]] = tuple
        #: Whether tabs may be closed at once; if not, somebody is asked first, and what is given called once they may.
        self.may_close: Callable[[Sequence[Tab], Callable[[], object]], bool] = lambda _tabs, _go_on: True
        self._refs = CheckpointRefs(self._needed)
        self.bar = TabBar()
        self.bar.setAccessibleName(tr("Open files"))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.is_comparable = lambda number: isinstance(self.widget(number), Page)
        self.bar.middle_clicked.connect(lambda number: self.request_close(self.all[number : number + 1]))
        #: Files that have no tab yet.
        self._waiting: deque[Location] = deque()
        #: Files that are to be listed once those have theirs.
        self._to_list: list[str] = []
        self._adding = QTimer(self)
        self._adding.timeout.connect(self._take_turn)
        self._turn_ended = 0.0
        self._gave_way = False
        self.setTabBar(self.bar)
        self.setDocumentMode(True)
        self.bar.setDrawBase(False)  # which the mode has switched on
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setCornerWidget(self._make_list_button(), Qt.Corner.TopRightCorner)
        self.currentChanged.connect(self._give_close_button)
        self.currentChanged.connect(self.changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: in this mode Qt would draw a line beside the list of tabs, which the bar has not."""

    def _make_list_button(self) -> QToolButton:
        self.list_button = IconButton("list", tr("List all tabs"))
        self.list_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._list = QMenu(self.list_button)
        self._list.aboutToShow.connect(self._fill_list)
        self.list_button.setMenu(self._list)
        self.list_button.hide()
        return self.list_button

    def _fill_list(self) -> None:
        self._list.clear()
        for tab in self.all:
            text = shortened(tab.title, _MAX_LISTED).replace("&", "&&")
            action = self._list.addAction(text, lambda tab=tab: self.setCurrentWidget(tab))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(tab is self.front)

    # what is open

    @property
    def all(self) -> list[Tab]:
        """The tabs, from left to right."""
        return [tab for number in range(self.count()) if isinstance(tab := self.widget(number), Tab)]

    @property
    def pages(self) -> list[Page]:
        """The tabs of files, from left to right."""
        return [tab for tab in self.all if isinstance(tab, Page)]

    @property
    def front(self) -> Tab | None:
        """The tab in front."""
        return self.tab(self.currentIndex())

    @property
    def page(self) -> Page | None:
        """The tab in front, if it is one of a file."""
        return self.front if isinstance(self.front, Page) else None

    @property
    def view(self) -> DocumentView | None:
        """The document in front, if the tab in front has opened."""
        return self.page.view if self.page is not None else None

    def tab(self, number: int) -> Tab | None:
        """The tab with a number, None if there is none."""
        tab = self.widget(number)
        return tab if isinstance(tab, Tab) else None

    # opening

    def open_files(self, files: Sequence[str | Path | Location]) -> None:
        """Open each file in a tab of its own, the first one in front; a file that is open already comes to the front.

        Where there are many, the tabs of the later ones are made while the window answers, and open when looked at; of
        hundreds the last are a list in one tab.
        """
        places = [location_of(file) for file in files[:MAX_TABS]]
        at_once = len(places) if len(places) <= _AT_ONCE else 1
        pages = [self._page_of(place) or self._new_page(place) for place in places[:at_once]]
        if pages:
            self.setCurrentWidget(pages[0])
        self._waiting.extend(places[at_once:])
        self._to_list.extend(map(str, files[MAX_TABS:]))
        if self._waiting:
            self._adding.start()
        self.changed.emit()

    def _list_files(self) -> None:
        paths, self._to_list = self._to_list, []
        listed = next((tab for tab in self.all if isinstance(tab, FileList)), None)
        if listed is not None:
            listed.add(paths)
        elif paths:
            listed = FileList(paths)
            listed.files_chosen.connect(self.open_files)
            self._add(listed)

    def _new_page(self, location: Location, *, at_once: bool = True) -> Page:
        return self._add_page(Page(location, self.runner, self.release, at_once=at_once))

    def _page_of(self, location: Location) -> Page | None:
        return next((page for page in self.pages if page.location == location), None)

    def _take_turn(self) -> None:
        """Make tabs for a while, or the list behind them; one turn is given away where the window was just busy.

        What it did until now, such as to show the first file, and a turn right behind that would be one long pause.
        """
        begun = time.monotonic()
        self._gave_way = begun - self._turn_ended > _TURN_S and not self._gave_way
        if not self._gave_way:
            if self._waiting:
                self._add_waiting(begun + _TURN_S)
            else:
                self._adding.stop()
                self._list_files()
                self.changed.emit()
        self._turn_ended = time.monotonic()

    def _add_waiting(self, end: float) -> None:
        while self._waiting:
            location = self._waiting.popleft()
            if self._page_of(location) is None:
                self._new_page(location, at_once=False)
            if time.monotonic() >= end:
                break

    @property
    def is_settled(self) -> bool:
        """Whether there is a tab for every file that was to be opened, and nothing more to come in any."""
        return not self._adding.isActive() and all(tab.is_settled for tab in self.all)

    def open_merged(self, merged: Merged) -> None:
        """Open an unsaved checkpoint in front."""
        page = Page(location_of(merged.path), self.runner, self.release, merged)
        self._add_page(page)
        self.setCurrentWidget(page)
        self.changed.emit()

    def add_tab(self, tab: Tab) -> None:
        """Show another tab, in front."""
        self._add(tab)
        self.setCurrentWidget(tab)
        self.changed.emit()

    def _add_page(self, page: Page) -> Page:
        page.opened.connect(lambda: self._page_opened(page))
        page.rows_wanted.connect(self.rows_wanted)
        page.overview_taken.connect(self.changed)
        page.selection_changed.connect(self.selection_changed)
        page.sorting_changed.connect(lambda: self._keep_sorting(page))
        page.bookmarks_changed.connect(lambda: self._keep_bookmarks(page))
        page.bookmarks = self.settings.bookmarks(page.location.full_name)
        page.column_widths, page.sorting = self.settings.column_widths, self.settings.sorting
        self._add(page)
        return page

    def _add(self, tab: Tab) -> None:
        """Put a tab behind the others. Its close button asks for it to be closed."""
        tab.splitter_state = self.settings.state("splitter")
        number = self.addTab(tab, _title(tab))
        self._explain(tab)
        if not self._waiting:
            self._give_close_button(number)
        self.list_button.setVisible(self.count() > 1)
        tab.opened.connect(lambda: self._name(tab))
        tab.opened.connect(self.changed)
        tab.failed.connect(lambda: self._name(tab))
        tab.failed.connect(self.changed)
        tab.close_requested.connect(lambda: self.request_close([tab]))

    def _give_close_button(self, number: int) -> None:
        """Unless it has one. Qt lays out all tabs for a button: the later ones of many files get theirs when looked at."""
        tab = self.tab(number)
        if tab is None or self.bar.tabButton(number, QTabBar.ButtonPosition.RightSide) is not None:
            return
        close = IconButton("close", tr("Close {title}", title=tab.title))
        close.clicked.connect(tab.close_requested)
        self.bar.setTabButton(number, QTabBar.ButtonPosition.RightSide, close)

    def _name(self, tab: Tab) -> None:
        """Write on a tab what it is called, which for a comparison changes when its sides are swapped."""
        self.setTabText(self.indexOf(tab), _title(tab))
        self._explain(tab)

    def _explain(self, tab: Tab) -> None:
        hint = tr("Drag it onto another tab to compare the two.") if isinstance(tab, Page) else ""
        self.setTabToolTip(self.indexOf(tab), tool_tip(*(place.full_name for place in tab.places), hint))

    def _keep_sorting(self, page: Page) -> None:
        if page.view is not None:
            self.settings.sorting = page.view.tree.sorting

    def _keep_bookmarks(self, page: Page) -> None:
        """Remember them for the next time; an unsaved checkpoint has no name to remember them by."""
        if page.view is not None and page.merged is None:
            self.settings.set_bookmarks(page.location.full_name, page.view.bookmarks.keys)

    def _page_opened(self, page: Page) -> None:
        if page.merged is None:
            location = page.location
            self.settings.add_recent(location.full_name)
            if isinstance(location, LocalLocation):
                self.settings.folder = location.folder_name
        if page.view is not None:
            page.view.window_context = WindowContext(
                lambda: self._local_files(page),
                lambda: self.settings.verify_python,
                lambda: self.settings.verify_memory,
            )

    def _local_files(self, page: Page) -> list[Path]:
        """The files of this machine in other tabs."""
        others = (other.location for other in self.pages if other is not page and other.merged is None)
        return [location.path for location in others if isinstance(location, LocalLocation)]

    # closing

    def close_tab(self, tab: Tab | None) -> None:
        """Close a tab; what is under way for it is cancelled."""
        if tab is None or self.indexOf(tab) < 0:
            return
        self.keep_places(tab)
        tab.close_page()
        self.removeTab(self.indexOf(tab))
        self._refs.close_unneeded()
        tab.deleteLater()
        self.list_button.setVisible(self.count() > 1)
        self.changed.emit()

    def request_close(self, tabs: Iterable[Tab]) -> None:
        """Close several tabs as soon as they may be closed."""
        wanted = list(tabs)
        if self.may_close(wanted, lambda: self.request_close(tab for tab in wanted if self.indexOf(tab) >= 0)):
            self.close_all(wanted)

    def close_all(self, tabs: Sequence[Tab]) -> None:
        """Close several tabs."""
        for tab in tabs:
            self.close_tab(tab)

    def let_go(self) -> None:
        """Close all that is open, as the window closes."""
        self._adding.stop()
        self._waiting.clear()
        for tab in self.all:
            tab.close_page()
        self._refs.close_all()

    def keep_places(self, tab: Tab) -> None:
        """Remember where things stand in a tab, for the next one."""
        if not tab.splitter_state.isEmpty():
            self.settings.set_state("splitter", tab.splitter_state)
        if isinstance(tab, Page) and tab.view is not None:
            self.settings.column_widths = tab.view.tree.view.chosen_widths

    def release(self, checkpoint: Checkpoint) -> None:
        """Close a checkpoint that a tab is done with, unless another tab or the tray still reads from it."""
        self._refs.give_back(checkpoint)

    def close_unneeded(self) -> None:
        """Close the checkpoints that nobody reads from any more."""
        self._refs.close_unneeded()

    def _needed(self) -> list[Checkpoint]:
        needed = [checkpoint for tab in self.all for checkpoint in tab.checkpoints]
        return [*needed, *self.needed_elsewhere()]

    def step(self, by: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())
