"""Copying text to the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

__all__ = ["copy_on", "copy_text", "leave_text"]


def copy_text(text: str) -> None:
    """Put text on the clipboard. Lone surrogates, which a clipboard can't hold, become question marks."""
    QGuiApplication.clipboard().setText(text.encode("utf-8", "replace").decode("utf-8"))


def leave_text() -> None:
    """Leave of what this process put on the clipboard only the text.

    Qt lets go of it after Python has ended, and an object of Python's among it then aborts the process.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen":  # which never says so
        clipboard.setText(clipboard.text())


def copy_on(widget: QWidget, key: QKeySequence.StandardKey, copy: Callable[[], None]) -> None:
    """Call ``copy`` when the key is pressed while the widget has the focus."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(copy)
