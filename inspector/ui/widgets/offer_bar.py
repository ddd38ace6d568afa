"""A bar below the menus that offers to do something, for as long as nobody has decided: not a box that stops all else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolBar, QWidget

from inspector.ui.widgets.labels import ElidedLabel
from inspector.wording import tr

__all__ = ["OfferBar"]


class OfferBar(QToolBar):
    """Says ``text`` beside a button for ``accept`` and one for ``dismiss``."""

    def __init__(
        self, title: str, text: str, label: str, accept: Callable[[], object], dismiss: Callable[[], object]
    ) -> None:
        super().__init__(title)
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(10)
        layout.addWidget(ElidedLabel(text), 1)
        for caption, slot in ((label, accept), (tr("Dismiss"), dismiss)):
            button = QPushButton(caption)
            button.setProperty("primary", slot is accept)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            layout.addWidget(button)
        self.addWidget(row)
