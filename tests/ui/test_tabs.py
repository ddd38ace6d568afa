"""Many open files: their tabs, the list of them, and the menu of one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from inspector.ui.widgets.file_manager import REVEAL_TEXT
from inspector.ui.window.window import Window
from tests.ui.conftest import settle


@pytest.fixture
def files(window: Window, tmp_path: Path, qtbot: QtBot) -> list[Path]:
    """Twelve files whose names begin alike, open."""
    files = [tmp_path / f"a-long-name-of-a-run-that-all-of-them-share-step-{step:06}.npy" for step in range(12)]
    for file in files:
        np.save(file, np.zeros(2))
    window.open_files(files)
    settle(qtbot, window)
    return files


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_the_list_goes_to_a_tab_that_is_out_of_sight(window: Window, files: list[Path]) -> None:
    bar = window.tabs.bar
    assert bar.tabRect(11).left() > bar.width()  # more than fit: they are scrolled, not squeezed
    menu = window.tabs.list_button.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == [files[0].name]
    choose(menu, files[11].name)
    assert window.page is window.pages[11]
    assert bar.tabAt(QPoint(bar.tabRect(11).center())) == 11


def test_a_tab_keeps_the_end_of_its_name(window: Window, files: list[Path]) -> None:
    bar = window.tabs.bar
    assert bar.tabRect(0).width() < bar.fontMetrics().horizontalAdvance(bar.tabText(0))
    assert bar.elideMode() == Qt.TextElideMode.ElideMiddle


def test_other_tabs_are_closed_and_this_one_stays(window: Window, files: list[Path]) -> None:
    third = window.all_tabs[2]
    choose(window.tab_menu(third), "Close to the right")
    assert [page.location.path for page in window.pages] == files[:3]
    choose(window.tab_menu(third), "Close others")
    assert window.all_tabs == [third]
    menu = {action.text(): action for action in window.tab_menu(third).actions()}
    assert not menu["Close others"].isEnabled()
    assert window.tabs.list_button.isHidden()


def test_the_file_of_a_tab_is_shown_in_its_folder(
    window: Window, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    menu = window.tab_menu(window.all_tabs[1])
    choose(menu, "Copy path")
    assert QGuiApplication.clipboard().text() == str(files[1])
    choose(menu, REVEAL_TEXT)
    assert shown == [QUrl.fromLocalFile(str(files[1].parent))]
