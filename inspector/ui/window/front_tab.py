"""The menus' commands on the tab in front. If there is none, or none of the right kind, they do nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMenu

from inspector.ui.window.tabs import Tabs
from inspector.wording import tr

__all__ = ["FrontTab"]


class FrontTab:
    """The commands; ``say`` takes a sentence for the status bar."""

    def __init__(self, tabs: Tabs, say: Callable[[str], object]) -> None:
        self._tabs = tabs
        self._say = say

    def focus_filter(self) -> None:
        """Go to the filter box."""
        if self._tabs.front is not None:
            self._tabs.front.focus_filter()

    def show_summary(self) -> None:
        """Select nothing: the right side shows the file."""
        if self._tabs.front is not None:
            self._tabs.front.show_summary()

    def show_verification(self) -> None:
        """Go to what rebuilds the module of the file in front."""
        if self._tabs.view is not None:
            self._tabs.view.show_file("Verify")

    def show_panel(self, title: str) -> None:
        """Put a panel in front."""
        if self._tabs.view is not None:
            self._tabs.view.detail.show_panel(title)

    def expand_all(self) -> None:
        """Open all groups below the current row."""
        if self._tabs.front is not None and not self._tabs.front.expand_all():
            self._say(tr("Too many rows to expand at once; filter, or expand group by group."))

    def collapse_all(self) -> None:
        """Close all groups."""
        if self._tabs.front is not None:
            self._tabs.front.collapse_all()

    def toggle_bookmark(self) -> None:
        """Bookmark the selected entry, or remove its bookmark."""
        if self._tabs.view is not None:
            self._tabs.view.toggle_bookmark()

    def fill_sorting(self, menu: QMenu) -> None:
        """Fill a menu with what the rows can be sorted by that have the keyboard, or those of the tree in front."""
        from inspector.ui.window.sorting_menu import fill_sorting_menu, sortable_view

        menu.clear()
        view = sortable_view(QApplication.focusWidget(), self._tabs.front)
        if view is None:
            menu.addAction(tr("No rows to sort")).setEnabled(False)
        else:
            fill_sorting_menu(menu, view)

    def fill_bookmarks(self, menu: QMenu) -> None:
        """Fill a menu with the bookmarks of the file in front."""
        menu.clear()
        if self._tabs.view is not None:
            self._tabs.view.fill_bookmarks(menu)

    def copy_snippet(self) -> None:
        """Copy lines of Python that load the selected tensor."""
        if self._tabs.view is not None:
            self._tabs.view.copy_snippet()
