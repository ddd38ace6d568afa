"""Rows are sorted by the keyboard as by a click on a heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTableView
from pytestqt.qtbot import QtBot

from inspector.ui.tree.model import Column
from inspector.ui.tree.name_tree_view import UNSORTED
from inspector.ui.window.window import Window
from tests.ui.conftest import settle
from tests.ui.extracting import opened_example


def offered(window: Window) -> dict[str, bool]:
    """The entries of the menu, and which are chosen."""
    menu = QMenu(window)
    window.front_tab.fill_sorting(menu)
    return {action.text(): action.isChecked() for action in menu.actions() if action.text()}


def choose(window: Window, qtbot: QtBot, text: str) -> None:
    menu = QMenu(window)
    window.front_tab.fill_sorting(menu)
    next(action for action in menu.actions() if action.text() == text).trigger()
    settle(qtbot, window)


def test_the_tree_is_sorted_by_a_menu(window: Window, qtbot: QtBot) -> None:
    assert offered(window) == {"No rows to sort": False}
    view = opened_example(window, qtbot).tree.view
    header = view.header()
    choices = offered(window)
    assert [text for text, chosen in choices.items() if chosen] == ["As in the file"]
    assert "Size" in choices
    assert "Distribution" not in choices  # has no order
    assert "Type" in choices
    view.resize(340, 400)  # in which the type has no room
    assert header.isSectionHidden(Column.TYPE)
    assert "Type" not in offered(window)

    before = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    choose(window, qtbot, "Name")
    choose(window, qtbot, "Descending")
    assert [text for text, chosen in offered(window).items() if chosen] == ["Name", "Descending"]
    rows = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert rows == sorted(before, reverse=True) != before
    choose(window, qtbot, "As in the file")
    assert header.sortIndicatorSection() == UNSORTED
    assert [view.model().index(row, 0).data() for row in range(view.model().rowCount())] == before


def test_a_table_that_has_the_keyboard_is_sorted_instead(window: Window, qtbot: QtBot) -> None:
    view = opened_example(window, qtbot)
    view.detail.show_panel("Tensors")
    settle(qtbot, window)
    table = next(each for each in window.findChildren(QTableView) if each.isVisible() and each.isSortingEnabled())
    table.setFocus()
    choose(window, qtbot, "Shape")
    choose(window, qtbot, "Ascending")
    by, order = table.horizontalHeader().sortIndicatorSection(), table.horizontalHeader().sortIndicatorOrder()
    assert table.model().headerData(by, Qt.Orientation.Horizontal) == "Shape"
    assert order == Qt.SortOrder.AscendingOrder
    assert view.tree.view.header().sortIndicatorSection() == UNSORTED
