"""What the tests of extracting share: rows that are selected, and lined up in the tray."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from inspector.resources import resource
from inspector.ui.extraction.tray import ExtractTray
from inspector.ui.inspection.view import DocumentView
from inspector.ui.window.window import Window
from tests.ui.conftest import settle

__all__ = ["exported", "keys", "lined_up", "opened_example", "select"]


def opened_example(window: Window, qtbot: QtBot) -> DocumentView:
    """The example, opened."""
    window.open_files([resource("example.pth")])
    settle(qtbot, window)
    assert window.view is not None
    return window.view


def select(view: DocumentView, *keys: str) -> None:
    """Select rows by the dotted names of entries or groups."""
    tree = view.document.tree
    model = view.tree.view.selectionModel()
    model.clear()
    for node in range(len(tree)):
        if tree.key(node) in keys:
            model.select(view.tree.model.index_of(node), model.SelectionFlag.Select | model.SelectionFlag.Rows)


def lined_up(window: Window, view: DocumentView, qtbot: QtBot, *keys: str) -> ExtractTray:
    select(view, *keys)
    window.use_rows("tray")
    settle(qtbot, window)
    return window.extraction.tray


def keys(tray: ExtractTray) -> list[str]:
    return [row.key for row in tray.plan.rows]


def exported(tray: ExtractTray, window: Window, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.written):
        tray.export_to(path)
    settle(qtbot, window)
