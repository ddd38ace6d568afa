"""What the tests of an open file share: what is to be seen of its tree, and what hands do to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.ui.document.document import document_of
from inspector.ui.inspection.view import DocumentView
from inspector.ui.runner import JobRunner


class Shown:
    """A document in a view of its own."""

    def __init__(self, qtbot: QtBot, runner: JobRunner, checkpoint: Checkpoint) -> None:
        self._qtbot = qtbot
        self.view = DocumentView(document_of(checkpoint, Job()), runner)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 700)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.view.is_settled)
        self._qtbot.wait(60)
        self._qtbot.waitUntil(lambda: self.view.is_settled)

    def select(self, key: str, panel: str = "") -> QWidget:
        """Select an entry; returns the panel in front."""
        node = self.view.document.tree.find(key)
        return self.select_node(node, panel)

    def select_node(self, node: int | None, panel: str = "") -> QWidget:
        self.view.tree.select_node(node)
        self.settle()
        if panel:
            assert self.view.detail.show_panel(panel)
            self.settle()
        current = self.view.detail.current_panel
        assert current is not None
        return current.widget

    @property
    def offered(self) -> list[str]:
        return self.view.detail.tabs.offered


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
