"""The line of the summary that says what a checkpoint looks like, and the button that verifies it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from inspector.ui.verification.detection import Detection
from inspector.ui.widgets.labels import plain_label, set_role
from inspector.wording import tr

__all__ = ["LooksLike"]


class LooksLike(QWidget):
    """Says what was found as soon as it is. ``verify_requested`` carries whether to begin at once."""

    verify_requested = Signal(bool)

    def __init__(self, detection: Detection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detection = detection
        self.sentence = plain_label("", wrap=True)
        self.button = QPushButton(tr("Verify"))
        self.button.clicked.connect(self._ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.button)
        detection.changed.connect(self._show)
        self._show()

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
