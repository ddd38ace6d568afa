"""The line that takes rename rules."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from inspector.wording import tr

__all__ = ["RenameField"]


class RenameField(QLineEdit):
    """Takes OLD=NEW rules, separated by spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Rename: hidden.*=hidden1.*"))
        self.setToolTip(
            tr(
                "OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW puts at its own *: model.*=* "
                "strips a prefix, *=net.* adds one. New keys show as you type; Return applies them."
            )
        )
        self.setAccessibleName(tr("Rename rules"))
        self.setMinimumWidth(220)

    def forget(self) -> None:
        """Be empty, with nothing typed that could be had back."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window where there is nothing to undo or redo in the line."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_idle = (event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()) or (
                event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            )
            if is_idle:
                event.ignore()
                return False
        return super().event(event)
