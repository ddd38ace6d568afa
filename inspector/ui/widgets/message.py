"""Sentences with a sign: a notice on a page; a message that fills a tab, as when a file can't be opened."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.findings import Severity
from inspector.sentences import translated
from inspector.text import printable
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import bold, plain_label
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["Message", "Notice", "advice", "failure_sentence"]


class Message(QWidget, Themed):
    """A sentence in the middle of a page, a sign above it, and buttons."""

    def __init__(self, sign: str, title: str, text: str, advice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_name = sign
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = plain_label(title, wrap=True)
        self.title.setFont(bold(self.font(), 1.4))
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = plain_label(text, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.advice = plain_label(advice, "muted", wrap=True)
        self.advice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._sign)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.advice)
        column.addSpacing(6)
        column.addLayout(self.buttons)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(column, 4)
        layout.addStretch(1)
        self.advice.setVisible(bool(advice))
        self.take_theme()

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button to the row of them."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button

    def take_theme(self) -> None:
        color = current_theme().danger if self._sign_name == "warning" else current_theme().faint
        self._sign.setPixmap(icon(self._sign_name, color).pixmap(48, 48))


class Notice(QFrame):
    """A sentence with a sign, on a wash of the sign's colour. ``severity`` is danger, warning, info or good."""

    def __init__(self, severity: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self._text = plain_label(printable(text), wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(36, 8, 12, 8)
        self._layout.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)  # where the sign is, beside a button

    def add_button(self, text: str) -> QPushButton:
        """Add a button behind the sentence."""
        button = QPushButton(text)
        self._layout.addWidget(button)
        return button

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(printable(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        theme = current_theme()
        color = {"danger": theme.danger, "warning": theme.warning, "good": theme.good}.get(self._severity, theme.accent)
        wash = {"danger": theme.danger_wash, "warning": theme.warning_wash}.get(self._severity, theme.info_wash)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(wash))
        painter.drawRoundedRect(self.rect(), 6, 6)
        line = self._text.fontMetrics().height()
        icon(self._severity, color).paint(painter, QRect(11, self._text.y() + (line - 16) // 2, 16, 16))


def failure_sentence(name: str, reason: str) -> str:
    """The reason as a sentence that names the file: reasons are whole clauses or go on from the name."""
    goes_on = reason.split(" ", 1)[0] in ("is", "was", "has", "can't", "does", "holds", "ends", "begins", "names")
    text = f"{name} {reason}" if goes_on else f"{name}: {reason}"
    return translated(text if text.endswith((".", "!", "?")) else f"{text}.")


def advice(error: InspectorError, *, is_far: bool = False) -> str:
    """What can be done about a file that can't be opened, of this machine or of a server."""
    from inspector.errors import (
        CheckpointError,
        LimitError,
        MissingDependencyError,
        TruncatedError,
        UnknownFormatError,
        UnsupportedError,
    )

    dangers = [] if not isinstance(error, CheckpointError) or error.is_of_folder else error.findings
    if any(found.severity is Severity.DANGER for found in dangers):
        return tr("Nothing in it was executed. Don't load it in Python, which would execute it.")
    if isinstance(error, TruncatedError) or (isinstance(error, UnknownFormatError) and error.reason == "is empty"):
        return tr("The file looks incomplete. Copy or download it again.")
    if isinstance(error, UnknownFormatError) and "Python path" in str(error):
        return tr("It is a Python path configuration file, not a checkpoint. Nothing in it was run.")
    if isinstance(error, UnknownFormatError) and "configuration of a model" in error.reason:
        return ""  # the sentence says what to open
    if isinstance(error, UnknownFormatError) and error.is_of_folder:
        return tr("Open a folder that holds a checkpoint, or one of the files in it.")
    if isinstance(error, UnknownFormatError):
        return tr("Check that the download isn't a web page or an LFS pointer.")
    if isinstance(error, LimitError | UnsupportedError):
        return tr("The file may be fine; this version can't read it.")
    if isinstance(error, MissingDependencyError):
        return tr("Install the extra named above, then try again.")
    if isinstance(error.__cause__, FileNotFoundError):
        return tr("The file may have been moved or deleted.")
    if isinstance(error.__cause__, PermissionError):
        return tr("You may not have permission to read it.")
    if is_far and type(error) is CheckpointError:
        return tr("Check the address, the connection, and whether a token is needed.")
    return tr("Nothing in it was executed. Try another copy of the file.")
