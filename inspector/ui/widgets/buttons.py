"""Buttons: icons with a name, links, one of several choices, clearing a line, and copying with an answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from inspector.text import printable
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["CopyButton", "IconButton", "choice_button", "give_clear_button", "link_button"]


def choice_button(text: str, tip: str) -> QToolButton:
    """One of several buttons side by side of which one is down."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tool_tip(tip))
    button.setCheckable(True)
    button.setAutoExclusive(True)
    return button


def link_button(text: str, tip: str) -> QPushButton:
    """A button that looks like a link: to what ``text``, which may be of a file, names."""
    button = QPushButton(printable(text).replace("&", "&&"))
    button.setProperty("link", True)
    button.setFlat(True)
    button.setToolTip(tool_tip(tip))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def give_clear_button(line: QLineEdit) -> None:
    """Give a line the button that empties it, and that button a name, which Qt's has not."""
    line.setClearButtonEnabled(True)
    for action in line.findChildren(QAction):  # the one that there is now
        if not action.text():
            action.setText(tr("Clear"))


class IconButton(QToolButton, Themed):
    """A button that is only an icon; its name is for the tool tip and for screen readers."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setToolTip(tool_tip(name))
        self.setAccessibleName(name)
        self.setAutoRaise(True)
        self.take_theme()

    def take_theme(self) -> None:
        self.setIcon(icon(self._icon_name))


class CopyButton(IconButton):
    """Puts a text on the clipboard, and says for a moment that it did."""

    def __init__(self, what: str, text: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__("copy", what, parent)
        self._text = text
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        copy_text(self._text())
        self.setIcon(icon("good", current_theme().good))
        QTimer.singleShot(1200, self, self.take_theme)
