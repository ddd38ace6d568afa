"""The line of the summary that says what a checkpoint looks like, and the button that verifies it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from inspector.ui.verification.detection import Detection
from inspector.ui.widgets.labels import plain_label, set_role
from inspector.wording import tr

__all__ = ["LooksLike"]


#: Beside the buttons the sentence is at least so wide, in pixels; where there is less room they stand below it.
_MIN_SENTENCE = 200
_SPACING = 12


class LooksLike(QWidget):
    """Says what was found as soon as it is. ``verify_requested`` carries whether to begin at once."""

    verify_requested = Signal(bool)

    def __init__(self, detection: Detection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detection = detection
        self.sentence = plain_label("", wrap=True)
        self.button = QPushButton(tr("Verify"))
        self.button.clicked.connect(self._ask)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_SPACING // 2)
        self._buttons.addWidget(self.button)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACING)
        self._layout.addWidget(self.sentence, 1)
        self._layout.addLayout(self._buttons)
        detection.changed.connect(self._show)
        self._show()

    def add_button(self, button: QPushButton) -> None:
        """Place another button beside the one that verifies."""
        self._buttons.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(max(self._buttons.minimumSize().width(), self.sentence.minimumSizeHint().width()), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _MIN_SENTENCE + _SPACING + self._buttons.sizeHint().width()
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction is not self._layout.direction():
            self._layout.setDirection(direction)
            self._buttons.setAlignment(Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag(0))

    def _show(self) -> None:
        found = self._detection.found
        can_verify = found is not None and found.can_verify
        self.sentence.setText(found.sentence if found is not None else tr("Detecting the architecture …"))
        set_role(self.sentence, "" if can_verify else "muted")
        self.button.setVisible(found is not None)
        self.button.setText(tr("Verify") if can_verify else tr("Verify …"))
        self.button.setToolTip(
            tr("Rebuild the module in a separate process, run it, and compare its outputs")
            if can_verify
            else tr("Choose an architecture, or custom code (Ctrl+Shift+V)")
        )

    def _ask(self) -> None:
        found = self._detection.found
        self.verify_requested.emit(found is not None and found.can_verify)
