"""A line of the summary that opens to more: pickle imports, notes, the configuration beside the weights."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

__all__ = ["Fold"]


class Fold(QWidget):
    """A line that opens to more, which is made when it is first opened."""

    def __init__(self, title: str, make: Callable[[], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._make = make
        self._content: QWidget | None = None
        self.button = QPushButton()
        self.button.setCheckable(True)
        self.button.setFlat(True)
        self.button.setProperty("fold", True)
        self.button.toggled.connect(self._toggle)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.button)
        self._toggle(False)

    def _toggle(self, opened: bool) -> None:
        self.button.setText(f"{'▾' if opened else '▸'}  {self._title}")
        if opened and self._content is None:
            self._content = self._make()
            self._layout.addWidget(self._content)
        if self._content is not None:
            self._content.setVisible(opened)
