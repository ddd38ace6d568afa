"""The window: tabs of opened files, the menus, the status bar, and what may be dropped on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QStackedWidget, QTabBar, QTabWidget

import inspector
from inspector.resources import resource
from inspector.text import plural, printable, shortened
from inspector.ui.actions import build_menus
from inspector.ui.clipboard import copy_text
from inspector.ui.document import sums_of
from inspector.ui.icons import application_icon
from inspector.ui.page import DocumentView, Page
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.ui.snippets import snippets
from inspector.ui.status import JobStrip
from inspector.ui.theme import ThemeManager
from inspector.ui.welcome import WelcomePage
from inspector.ui.widgets import ElidedLabel, IconButton, tool_tip

__all__ = ["Window"]

_TITLE = "Checkpoint Inspector"
_MAX_TAB_TITLE = 32


class Window(QMainWindow):
    """The one window. ``page_changed`` comes when another tab is in front or the one in front has opened or failed."""

    page_changed = Signal()

    def __init__(self, settings: Settings, themes: ThemeManager, runner: JobRunner) -> None:
        super().__init__()
        self._settings = settings
        self._themes = themes
        self.runner = runner
        self.setWindowTitle(_TITLE)
        self.setWindowIcon(application_icon())
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabs.tabBar().setAccessibleName("Open files")
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.currentChanged.connect(self._update)
        self.tabs.tabBar().installEventFilter(self)
        self.welcome = WelcomePage()
        self.welcome.open_requested.connect(self.choose_files)
        self.welcome.example_requested.connect(self.open_example)
        self.welcome.path_requested.connect(lambda path: self.open_files([path]))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.tabs)
        self.setCentralWidget(self._stack)
        self._sums = ElidedLabel()
        self._sums.setContentsMargins(8, 0, 0, 0)
        self.jobs = JobStrip(runner)
        self.statusBar().addWidget(self._sums, 1)
        self.statusBar().addPermanentWidget(self.jobs)
        self.statusBar().setSizeGripEnabled(False)
        self._actions = build_menus(self)
        self._actions.recent.aboutToShow.connect(self._fill_recent)
        self.restoreGeometry(settings.state("window"))
        self._update()

    # files

    @property
    def pages(self) -> list[Page]:
        """The open tabs, from left to right."""
        return [page for number in range(self.tabs.count()) if isinstance(page := self.tabs.widget(number), Page)]

    @property
    def page(self) -> Page | None:
        """The tab in front."""
        page = self.tabs.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def view(self) -> DocumentView | None:
        """The document in front, if the tab in front has opened."""
        return self.page.view if self.page is not None else None

    @property
    def is_settled(self) -> bool:
        """Whether every file has opened or failed, and all that is asked for is shown."""
        return all(page.is_settled for page in self.pages)

    def open_files(self, files: Sequence[str | Path]) -> None:
        """Open each file in a tab of its own, the first one in front; a file that is open already comes to the front."""
        front: Page | None = None
        for file in files:
            path = Path(file)
            known = next((page for page in self.pages if page.path.absolute() == path.absolute()), None)
            if known is None:
                known = self._add_page(path)
            front = front or known
        if front is not None:
            self.tabs.setCurrentWidget(front)
        self._update()

    def open_requested(self, files: Sequence[str]) -> None:
        """Open what the desktop or another start of the program asks for, and come to the front."""
        self.open_files(files)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _add_page(self, path: Path) -> Page:
        page = Page(path, self.runner)
        page.splitter_state = self._settings.state("splitter")
        title = shortened(page.title, _MAX_TAB_TITLE).replace("&", "&&")
        number = self.tabs.addTab(page, title)
        self.tabs.setTabToolTip(number, tool_tip(str(path)))
        close = IconButton("close", f"Close {page.title}")
        close.clicked.connect(page.close_requested)
        self.tabs.tabBar().setTabButton(number, QTabBar.ButtonPosition.RightSide, close)
        page.opened.connect(lambda: self._page_opened(page))
        page.failed.connect(self._update)
        page.close_requested.connect(lambda: self.close_tab(self.tabs.indexOf(page)))
        return page

    def _page_opened(self, page: Page) -> None:
        path = page.path.absolute()
        self._settings.add_recent(path)
        self._settings.folder = str(path.parent)
        self._update()

    def choose_files(self) -> None:
        """Ask for files and open them."""
        files, _ = QFileDialog.getOpenFileNames(self, "Open checkpoints", self._settings.folder)
        self.open_files(files)

    def open_example(self) -> None:
        """Open the checkpoint that comes with the program."""
        self.open_files([resource("example.pth")])

    def reload(self) -> None:
        """Open the file in front again."""
        if self.page is not None:
            self.page.open()
            self._update()

    def close_tab(self, number: int) -> None:
        """Close a tab; what is under way for it is cancelled."""
        page = self.tabs.widget(number)
        if isinstance(page, Page):
            self._settings.set_state("splitter", page.splitter_state)
            page.close_page()
            self.tabs.removeTab(number)
            page.deleteLater()
            self._update()

    def close_current(self) -> None:
        """Close the tab in front."""
        self.close_tab(self.tabs.currentIndex())

    def step_tab(self, step: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    # the document in front

    def focus_filter(self) -> None:
        """Go to the filter box."""
        if self.view is not None:
            self.view.tree.focus_filter()

    def show_summary(self) -> None:
        """Select nothing: the right side shows the file."""
        if self.view is not None:
            self.view.tree.select_node(None)

    def show_panel(self, title: str) -> None:
        """Put a panel in front."""
        if self.view is not None:
            self.view.detail.show_panel(title)

    def expand_all(self) -> None:
        """Open all groups below the current row."""
        if self.view is not None and not self.view.tree.expand_all():
            self.statusBar().showMessage(
                "There is more below than can be opened at once; filter, or open it group by group.", 6000
            )

    def collapse_all(self) -> None:
        """Close all groups."""
        if self.view is not None:
            self.view.tree.view.collapseAll()

    def copy_keys(self) -> None:
        """Copy the keys of the selected rows."""
        if self.view is not None:
            self.view.copy_keys()

    def copy_snippet(self) -> None:
        """Copy lines of Python that load the selected tensor."""
        view = self.view
        if view is not None and (tensor := view.detail.selection.tensor) is not None:
            copy_text(snippets(view.document.checkpoint, tensor)[0][1])

    # the window

    @property
    def theme_mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._themes.mode

    def set_theme(self, mode: str) -> None:
        """Change the colours, now and from now on."""
        self._themes.mode = mode
        self._settings.theme = mode

    def show_about(self) -> None:
        """Say what this is."""
        box = QMessageBox(self)
        box.setWindowTitle(f"About {_TITLE}")
        box.setIconPixmap(application_icon().pixmap(64, 64))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"{_TITLE} {inspector.__version__}")
        box.setInformativeText(
            "Opens, inspects, extracts, compares and verifies checkpoints of any framework. "
            "Nothing in a file is ever executed. MIT licence."
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _update(self) -> None:
        """Everything that depends on which tab is in front and what is in it."""
        self._stack.setCurrentWidget(self.tabs if self.tabs.count() else self.welcome)
        if not self.tabs.count():
            self.welcome.show_recent(self._settings.recent)
        page, view = self.page, self.view
        self.setWindowTitle(f"{page.title} – {_TITLE}" if page is not None else _TITLE)  # noqa: RUF001 - a dash
        self._sums.set_text(" · ".join(sums_of(view.document.tree)) if view is not None else "")
        for action in self._actions.for_page:
            action.setEnabled(view is not None)
        for action in self._actions.for_tab:
            action.setEnabled(page is not None)
        self.page_changed.emit()

    def _fill_recent(self) -> None:
        menu = self._actions.recent
        menu.clear()
        for path in self._settings.recent:
            action = menu.addAction(shortened(printable(path), 90).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: self.open_files([path]))
        if not menu.isEmpty():
            menu.addSeparator()
            menu.addAction("Clear the list", self._settings.clear_recent)
        else:
            menu.addAction("Nothing was opened yet").setEnabled(False)

    # what Qt calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The middle button closes a tab."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            number = self.tabs.tabBar().tabAt(event.position().toPoint())
            if event.button() == Qt.MouseButton.MiddleButton and number >= 0:
                self.close_tab(number)
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        files = _local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.welcome.zone.set_lit(True)
            self.statusBar().showMessage(f"Drop to open {plural(len(files), 'file')}")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._end_drag()

    def dropEvent(self, event: QDropEvent) -> None:
        self._end_drag()
        files = _local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_files(files))  # the other program waits for the drop to end

    def _end_drag(self) -> None:
        self.welcome.zone.set_lit(False)
        self.statusBar().clearMessage()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.set_state("window", self.saveGeometry())
        if self.page is not None:
            self._settings.set_state("splitter", self.page.splitter_state)
        self.runner.close()
        for page in self.pages:
            page.close_page()
        super().closeEvent(event)


def _local_files(data: QMimeData) -> list[str]:
    """The files a drag carries, as far as they are on this machine."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
