"""Sorting rows by the keyboard: what a click on a heading does, as a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QTreeView, QWidget

from inspector.ui.tree.name_tree_view import UNSORTED, NameTreeView
from inspector.wording import tr

__all__ = ["SortableView", "fill_sorting_menu", "sortable_view"]

SortableView = QTreeView | QTableView

_Order = Qt.SortOrder


def sortable_view(focus: QWidget | None, front: QWidget | None) -> SortableView | None:
    """The rows that have the keyboard, if they can be sorted; those of the tree in front otherwise."""
    if isinstance(focus, QTreeView | QTableView) and focus.isSortingEnabled():
        return focus
    trees = front.findChildren(NameTreeView) if front is not None else []
    return next((tree for tree in trees if tree.isVisible() and tree.isSortingEnabled()), None)


def fill_sorting_menu(menu: QMenu, view: SortableView) -> None:
    """Offer the columns of ``view``, both orders, and that of the file where rows can have it."""
    header = _header(view)
    by, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
    columns = QActionGroup(menu)
    for column in _columns(view, header):
        title = str(view.model().headerData(column, Qt.Orientation.Horizontal)).replace("&", "&&")
        action = _choice(menu, columns, title, is_chosen=column == by)
        action.triggered.connect(lambda _checked=False, column=column: view.sortByColumn(column, order))
    if header.isSortIndicatorClearable():
        action = _choice(menu, columns, tr("As in the file"), is_chosen=by == UNSORTED)
        action.triggered.connect(lambda _checked=False: view.sortByColumn(UNSORTED, _Order.AscendingOrder))
    menu.addSeparator()
    orders = QActionGroup(menu)
    for wanted, text in ((_Order.AscendingOrder, tr("Ascending")), (_Order.DescendingOrder, tr("Descending"))):
        action = _choice(menu, orders, text, is_chosen=by != UNSORTED and order == wanted)
        action.setEnabled(by != UNSORTED)
        action.triggered.connect(lambda _checked=False, wanted=wanted: view.sortByColumn(by, wanted))


def _header(view: SortableView) -> QHeaderView:
    return view.header() if isinstance(view, QTreeView) else view.horizontalHeader()


def _columns(view: SortableView, header: QHeaderView) -> list[int]:
    """The columns to be seen, from left to right, but for those that have no order."""
    left_out = view.without_order if isinstance(view, NameTreeView) else ()
    columns = (header.logicalIndex(place) for place in range(header.count()))
    return [column for column in columns if not header.isSectionHidden(column) and column not in left_out]


def _choice(menu: QMenu, group: QActionGroup, text: str, *, is_chosen: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    group.addAction(action)
    return action
