from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import ObjectEntry
from inspector.ui.document.document import Document
from inspector.ui.runner import JobRunner
from inspector.ui.tree import name_tree_view
from inspector.ui.tree.model import Column, NameTreeModel, mark_text
from inspector.ui.tree.name_tree_view import CELL_MARGIN
from inspector.ui.tree.sparklines import Sparklines
from inspector.ui.tree.view import DocumentTreeView
from tests.tensors import entry_of
from tests.ui.conftest import document


def shown(qtbot: QtBot, runner: JobRunner, made: Document) -> DocumentTreeView:
    view = DocumentTreeView()
    qtbot.addWidget(view)
    view.show_model(NameTreeModel(made, view), Sparklines(made.tree, runner, view))
    view.resize(700, 500)
    with qtbot.waitSignal(view.painted):
        view.show()
    return view


def rows(view: DocumentTreeView) -> list[str]:
    names, index = [], view.names.index(0, 0)
    while index.isValid():
        names.append(index.data())
        index = view.indexBelow(index)
    return names


@pytest.fixture
def nested(qtbot: QtBot, runner: JobRunner) -> DocumentTreeView:
    keys = [f"{group}.{layer}.{name}" for group in "ab" for layer in range(3) for name in "wv"]
    return shown(qtbot, runner, document({key: np.zeros(2) for key in keys}))


def test_everything_is_opened_from_the_top(nested: DocumentTreeView) -> None:
    assert rows(nested) == ["a", "b"]
    assert nested.expand_below(QModelIndex())
    assert rows(nested) == [*"a0wv1wv2wv", *"b0wv1wv2wv"]


def test_opening_everything_is_bounded(nested: DocumentTreeView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_tree_view, "MAX_ROWS", 9)
    nested.setCurrentIndex(nested.names.index(0, 0))
    QTest.keyClick(nested, Qt.Key.Key_Asterisk)
    assert rows(nested) == [*"a0wv1wv2wv", "b"]
    assert not nested.expand_below(QModelIndex())
    assert len(rows(nested)) < 20


def test_selecting_opens_what_is_above(nested: DocumentTreeView) -> None:
    node = nested.names.tree_layout.tree.find("b.1.w")
    assert node is not None
    assert nested.select_node(node)
    assert nested.current_node == node
    assert rows(nested) == ["a", "b", "0", "1", "w", "v", "2"]
    QTest.keyClick(nested, Qt.Key.Key_Escape)
    assert nested.current_node is None


def test_typing_goes_to_a_row_by_its_name(qtbot: QtBot, runner: JobRunner) -> None:
    view = shown(qtbot, runner, document({"alpha": 1, "beta": 2, "Bravo": 3}))
    view.keyboardSearch("br")
    assert view.currentIndex().data() == "Bravo"
    view.keyboardSearch("b")
    assert view.currentIndex().data() == "beta"
    view.keyboardSearch("zzz")
    assert view.currentIndex().data() == "beta"
    view.keyboardSearch("")


def test_marks_have_tool_tips_of_their_own(qtbot: QtBot, runner: JobRunner) -> None:
    made = document({"evil": ObjectEntry(("evil",), "posix.system"), "w": np.zeros(2)})
    view = shown(qtbot, runner, made)
    cell = view.visualRect(view.names.index_of(made.tree.nodes[0]))
    width = view.header().sectionSize(Column.NAME)
    place = QPoint(width - 10, cell.center().y())
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == mark_text(next(iter(made.mark(0))))
    QToolTip.hideText()


def test_columns_can_be_fitted_to_what_they_hold(nested: DocumentTreeView) -> None:
    nested.expand_below(QModelIndex())
    nested.resizeColumnToContents(Column.SHAPE)
    assert nested.columnWidth(Column.SHAPE) > 30


def test_hostile_names_are_painted(qtbot: QtBot, runner: JobRunner) -> None:
    names = ["x" * 100_000, "\u202e" * 50, "a\nb\0c", "<b>", "", "😀" * 500, "\ud800", "." * 5000]
    view = shown(qtbot, runner, document({name: np.zeros(1) for name in names}))
    view.expand_below(QModelIndex())
    assert not view.grab().isNull()


def test_names_nested_deeply_have_room(qtbot: QtBot, runner: JobRunner) -> None:
    levels = [".".join(f"level{level}" for level in range(depth)) for depth in range(1, 30)]
    view = shown(qtbot, runner, document({f"{level}.w": np.zeros(2) for level in levels}))
    before = view.header().sectionSize(Column.NAME)
    assert view.header().length() == view.viewport().width()
    view.expand_below(QModelIndex())
    view.scrollToBottom()
    letters = 12 * view.fontMetrics().averageCharWidth()
    qtbot.waitUntil(lambda: view.header().sectionSize(Column.NAME) > 30 * view.indentation() + letters)
    assert view.header().length() > view.viewport().width() > before


def test_columns_are_as_wide_as_what_they_hold(qtbot: QtBot, runner: JobRunner) -> None:
    entries = {
        "a": ObjectEntry(("a",), "m.mmmmmm"),
        "b": entry_of(np.zeros(4, np.uint8), dtype_named("float8_e4m3fn")),
    }
    view = shown(qtbot, runner, document(entries))
    for node in range(1, 3):
        for column in (Column.SHAPE, Column.TYPE, Column.PARAMETERS, Column.SIZE):
            text = view.names.texts(node)[column]
            assert view.fontMetrics().horizontalAdvance(text) <= view.columnWidth(column) - 2 * CELL_MARGIN


def test_shift_f10_asks_for_the_menu_of_the_current_row(nested: DocumentTreeView, qtbot: QtBot) -> None:
    nested.select_node(2)
    with qtbot.waitSignal(nested.customContextMenuRequested) as asked:
        QTest.keyClick(nested, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert nested.indexAt(asked.args[0]).internalId() == 2


def test_going_to_a_row_selects_no_other_though_ctrl_is_held(nested: DocumentTreeView) -> None:
    nested.expand_below(QModelIndex())
    nested.select_node(2)
    QTest.keyPress(nested.windowHandle(), Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    nested.select_node(4)
    assert nested.selected_nodes() == [4]
    nested.keyboardSearch("B")
    assert len(nested.selected_nodes()) == 1
    QTest.keyRelease(nested.windowHandle(), Qt.Key.Key_Control)


def test_columns_are_as_wide_as_the_sums_of_ranges(qtbot: QtBot, runner: JobRunner) -> None:
    view = shown(qtbot, runner, document({f"w{number:04}": np.zeros(4, np.float32) for number in range(3000)}))
    node = view.names.node(view.names.index(0, 0))
    assert view.names.tree_layout.is_range(node)
    text = view.names.texts(node)[Column.SIZE]
    assert view.fontMetrics().horizontalAdvance(text) <= view.columnWidth(Column.SIZE) - 2 * CELL_MARGIN


def test_columns_give_way_to_the_name_and_come_back(nested: DocumentTreeView) -> None:
    header, widths = nested.header(), nested.column_widths
    nested.resize(430, 500)
    left_out = [column for column in Column if header.isSectionHidden(column)]
    assert Column.PARAMETERS in left_out
    assert Column.SIZE not in left_out
    assert header.length() <= nested.viewport().width()
    assert nested.column_widths == widths
    nested.resize(700, 500)
    assert not any(header.isSectionHidden(column) for column in Column)
    assert nested.column_widths == widths
