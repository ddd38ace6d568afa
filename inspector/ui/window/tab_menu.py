"""What can be done with a tab: the menu one opens on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from inspector.sources.location import LocalLocation, Location
from inspector.text import printable, shortened
from inspector.ui.inspection.page import Page
from inspector.ui.tab import Tab
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.file_manager import REVEAL_TEXT, reveal
from inspector.ui.widgets.icons import icon
from inspector.ui.window.tabs import Tabs
from inspector.wording import tr

__all__ = ["tab_menu"]


def tab_menu(
    tabs: Tabs,
    tab: Tab,
    fill_compare: Callable[[QMenu, Tab], None],
    show_history: Callable[[Sequence[Location]], object],
    parent: QWidget,
) -> QMenu:
    """The menu of a tab; ``fill_compare`` fills its submenu of what the tab's file can be compared with.

    ``show_history`` is called with the places of all open files, where they are to be looked at as the steps of a run.
    """
    menu = QMenu(parent)
    if isinstance(tab, Page):
        compare = menu.addMenu(tr("Compare with"))
        compare.setIcon(icon("compare"))
        fill_compare(compare, tab)
        menu.addAction(tr("Drag the tab onto another one to compare the two")).setEnabled(False)
        steps = [page.location for page in tabs.pages if page.merged is None]
        menu.addAction(tr("History of all open files"), partial(show_history, steps)).setEnabled(len(steps) > 1)
        menu.addSeparator()
    local = [place.path.absolute() for place in tab.places if isinstance(place, LocalLocation)]
    files = [path for path in local if path.exists()]
    one, several = (tr("Copy path"), tr("Copy paths")) if local else (tr("Copy address"), tr("Copy addresses"))
    menu.addAction(
        one if len(tab.places) == 1 else several, lambda: copy_text("\n".join(place.full_name for place in tab.places))
    )
    for path in files:
        menu.addAction(f"{tr(REVEAL_TEXT)}{_which(path, files)}", partial(reveal, path))
    menu.addSeparator()
    menu.addAction(tr("Reload"), tab.open)
    menu.addAction(tr("Close"), lambda: tabs.request_close([tab]))
    others = [other for other in tabs.all if other is not tab]
    menu.addAction(tr("Close others"), lambda: tabs.request_close(others)).setEnabled(bool(others))
    right = tabs.all[tabs.indexOf(tab) + 1 :]
    menu.addAction(tr("Close to the right"), lambda: tabs.request_close(right)).setEnabled(bool(right))
    return menu


def _which(path: Path, files: Sequence[Path]) -> str:
    """The name of the file where there are two."""
    return "" if len(files) == 1 else f": {shortened(printable(path.name), 60)}".replace("&", "&&")
