"""The tabs of what is open: their titles, their close buttons, and going from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from inspector.text import shortened
from inspector.ui.inspection.page import Page
from inspector.ui.tab import Tab
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.window.tab_bar import TabBar

__all__ = ["Tabs"]

_MAX_TITLE = 32


class Tabs(QTabWidget):
    """Holds :class:`Tab` and nothing else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = TabBar()
        self.bar.setAccessibleName("Open files")
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.bar.is_comparable = lambda number: isinstance(self.widget(number), Page)
        self.setTabBar(self.bar)
        self.setDocumentMode(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)

    @property
    def all(self) -> list[Tab]:
        """The tabs, from left to right."""
        return [tab for number in range(self.count()) if isinstance(tab := self.widget(number), Tab)]

    @property
    def front(self) -> Tab | None:
        """The tab in front."""
        tab = self.currentWidget()
        return tab if isinstance(tab, Tab) else None

    def tab(self, number: int) -> Tab | None:
        """The tab with a number, None if there is none."""
        tab = self.widget(number)
        return tab if isinstance(tab, Tab) else None

    def add(self, tab: Tab) -> None:
        """Put a tab behind the others. Its close button asks for it to be closed."""
        number = self.addTab(tab, "")
        self.name(tab)
        close = IconButton("close", f"Close {tab.title}")
        close.clicked.connect(tab.close_requested)
        self.bar.setTabButton(number, QTabBar.ButtonPosition.RightSide, close)

    def name(self, tab: Tab) -> None:
        """Write on a tab what it is called, which for a comparison changes when its sides are swapped."""
        number = self.indexOf(tab)
        self.setTabText(number, shortened(tab.title, _MAX_TITLE).replace("&", "&&"))
        hint = "Drag it onto another tab to compare the two." if isinstance(tab, Page) else ""
        self.setTabToolTip(number, tool_tip(*map(str, tab.paths), hint))

    def step(self, by: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())
