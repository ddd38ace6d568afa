"""The first page: a place to drop files on, what was open before, and an example."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.sources.location import location_of
from inspector.text import printable, shortened
from inspector.ui.widgets.buttons import link_button
from inspector.ui.widgets.icons import application_icon, icon
from inspector.ui.widgets.labels import bold, heading, plain_label
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["DropZone", "WelcomePage"]

_MAX_RECENT = 8
_MAX_ZONE = QSize(960, 420)


class DropZone(QWidget):
    """A dashed frame that lights up while files are held over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = False

    def set_lit(self, lit: bool) -> None:
        """Light up, or no longer."""
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.accent if self._lit else theme.border), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.info_wash if self._lit else theme.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 12, 12)


class WelcomePage(QWidget, Themed):
    """Shown while nothing is open."""

    open_requested = Signal()
    example_requested = Signal()
    path_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = DropZone()
        self.zone.setMaximumSize(_MAX_ZONE)
        logo = QLabel()
        logo.setPixmap(application_icon().pixmap(QSize(72, 72), self.devicePixelRatioF()))
        title = plain_label(tr("Drop checkpoints here"))
        title.setFont(bold(self.font(), 1.6))
        promise = plain_label(
            tr(
                "PyTorch, safetensors, GGUF, ONNX, HDF5, NumPy and more. Opening reads only the index; nothing is executed."
            ),
            "muted",
            wrap=True,
        )
        promise.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button = QPushButton(tr("Open …"))
        self.open_button.setProperty("primary", True)
        self.open_button.clicked.connect(self.open_requested)
        self.example_button = QPushButton(tr("Open example"))
        self.example_button.clicked.connect(self.example_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.example_button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self.zone)
        inside.setContentsMargins(32, 36, 32, 36)
        inside.setSpacing(12)
        inside.addStretch(1)
        inside.addWidget(logo, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(promise)
        inside.addSpacing(4)
        inside.addLayout(buttons)
        inside.addStretch(1)
        self._recent = QWidget()
        self._recent_layout = QVBoxLayout(self._recent)
        self._recent_layout.setContentsMargins(8, 0, 8, 0)
        self._recent_layout.setSpacing(2)
        inner = QWidget()
        inner.setMaximumWidth(_MAX_ZONE.width())
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addStretch(1)
        column.addWidget(self.zone, 4)
        column.addWidget(self._recent)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addStretch(1)
        layout.addWidget(inner, 6)
        layout.addStretch(1)
        self._paths: Sequence[str] = ()
        self.take_theme()

    def take_theme(self) -> None:
        self.open_button.setIcon(icon("open", current_theme().on_accent))
        self.example_button.setIcon(icon("example", current_theme().text))
        self.show_recent(self._paths)

    def show_recent(self, paths: Sequence[str]) -> None:
        """List files opened before."""
        self._paths = paths
        while (item := self._recent_layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._recent.setVisible(bool(paths))
        self._recent_layout.addWidget(heading(tr("Recent")))
        for path in paths[:_MAX_RECENT]:
            place = location_of(path)
            name, folder = place.name, place.folder_name
            button = link_button(f"{shortened(printable(name), 60)}    {shortened(printable(folder), 60)}", path)
            button.setIcon(icon("recent"))
            button.clicked.connect(lambda _checked=False, path=path: self.path_requested.emit(path))
            self._recent_layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
