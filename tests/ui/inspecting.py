"""What the tests of an open file share: what is to be seen of its tree, and what hands do to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from inspector.ui.inspection.view import DocumentView


def rows(view: DocumentView) -> list[str]:
    """The names of the rows that are to be seen, from the top."""
    tree = view.tree.view
    names, index = [], tree.model().index(0, 0)
    while index.isValid():
        names.append(index.data())
        index = tree.indexBelow(index)
    return names


def click(view: DocumentView, key: str) -> None:
    """Click the row of an entry."""
    node = view.document.tree.find(key)
    assert node is not None
    tree = view.tree.view
    index = view.tree.model.index_of(node)
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())


def press(widget: QWidget, key: QKeySequence.StandardKey) -> None:
    QTest.keySequence(widget, QKeySequence(key))


def clipboard() -> str:
    return QGuiApplication.clipboard().text()
