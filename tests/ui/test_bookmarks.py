"""Bookmarks: set by key, shown in the row, gone to by the menu, remembered for the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from inspector.ui.document.document import Mark
from inspector.ui.inspection.view import DocumentView
from inspector.ui.settings import Settings
from inspector.ui.window.window import Window
from tests.ui.conftest import opened, settle


def bookmarks_menu(window: Window) -> QMenu:
    menu = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.title() == "Book&marks")
    menu.aboutToShow.emit()
    return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def test_a_bookmark_is_set_gone_to_remembered_and_removed(
    window: Window, view: DocumentView, path: Path, qtbot: QtBot, settings_store: QSettings
) -> None:
    assert texts(bookmarks_menu(window)) == ["No bookmarks in this file"]
    assert not bookmarks_menu(window).actions()[0].isEnabled()
    window.front_tab.toggle_bookmark()  # nothing is selected
    for key in ("layer.10.weight", "<b>odd\n"):
        view.select_key(key)
        settle(qtbot, window)
        next(action for action in view.menu().actions() if action.text() == "Add bookmark").trigger()
    node = view.document.tree.find("layer.10.weight")
    assert node is not None
    assert Mark.BOOKMARKED in view.tree.view.marks(node)
    assert texts(bookmarks_menu(window)) == ["layer.10.weight", "<b>odd\\n"]
    bookmarks_menu(window).actions()[0].trigger()
    settle(qtbot, window)
    assert view.selected_key == "layer.10.weight"
    window.reload()
    settle(qtbot, window)
    assert len(texts(bookmarks_menu(window))) == 2
    window.close_current()
    again = opened(qtbot, window, path)
    assert again.bookmarks.keys == ["layer.10.weight", "<b>odd\n"]
    again.select_key("layer.10.weight")
    settle(qtbot, window)
    window.front_tab.toggle_bookmark()
    assert texts(bookmarks_menu(window)) == ["<b>odd\\n"]
    assert Mark.BOOKMARKED not in again.tree.view.marks(node)
    assert Settings(settings_store).bookmarks(str(path)) == ["<b>odd\n"]


def test_few_are_kept_and_broken_settings_are_none(settings_store: QSettings) -> None:
    settings = Settings(settings_store)
    for number in range(120):
        settings.set_bookmarks(f"/file{number}", [f"key{each}" for each in range(number and 400)] or ["a"])
    settings.set_bookmarks("/file30", [])
    assert settings.bookmarks("/file0") == settings.bookmarks("/file30") == []
    assert len(settings.bookmarks("/file119")) == 300
    assert settings.bookmarks("/file119")[-1] == "key399"
    for broken in ("{", "[1]", '{"/file119": 3}', "[" * 9999):
        settings_store.setValue("bookmarks", broken)
        assert settings.bookmarks("/file119") == []
    settings_store.setValue("bookmarks", '{"/f": ["a", 3]}')
    assert settings.bookmarks("/f") == ["a"]
