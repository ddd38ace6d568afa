"""Fields that the form of a verification is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from inspector.ui.widgets.buttons import IconButton
from inspector.wording import tr

__all__ = ["FileField", "choice_box"]


class FileField(QWidget):
    """The path of a file: typed, chosen in a dialog, or dropped. ``changed`` comes with each edit."""

    changed = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self._changed)
        self.button = IconButton("open", tr("Choose {name}", name=name[:1].lower() + name[1:]))
        self.button.clicked.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.line.text().strip()

    @property
    def path(self) -> Path | None:
        """The file; None if nothing was given."""
        return Path(self.text).expanduser() if self.text else None

    def _changed(self, text: str) -> None:
        if text.startswith("file:"):  # dropped
            self.line.setText(QUrl(text.strip()).toLocalFile())
        else:
            self.changed.emit()

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self._name, self.text)
        if path:
            self.line.setText(path)


def choice_box(name: str) -> QComboBox:
    """A combo box that may be narrower than its longest choice."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box
