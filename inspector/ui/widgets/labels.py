"""Text on the window, always shown as plain text, with escapes for what hides: labels, headings, tool tips, numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from inspector.text import printable

__all__ = ["ElidedLabel", "Tile", "bold", "heading", "labelled", "plain_label", "set_role", "tool_tip"]

#: Text beyond this is not measured: no screen shows it.
_MAX_SHOWN = 2000
_TEXT = QPalette.ColorRole.WindowText


def tool_tip(*lines: str) -> str:
    """A tool tip that says the lines as they are: Qt takes plain text that looks like markup for markup."""
    shown = "<br>".join(_escaped(printable(line[:_MAX_SHOWN])) for line in lines if line)
    return f"<p>{shown}</p>" if shown else ""


def _escaped(text: str) -> str:  # importing html takes longer than opening a file
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def bold(font: QFont, scale: float = 1.0) -> QFont:
    """The font in semibold, ``scale`` times as large."""
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    result.setPointSizeF(font.pointSizeF() * scale)
    return result


def plain_label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that never takes its text for markup; ``role`` is one of the style sheet's."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def set_role(widget: QWidget, role: str) -> None:
    """Give a label another role of the style sheet's."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def labelled(text: str, box: QWidget) -> QWidget:
    """A box with its name before it."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(5)
    label = plain_label(text, "muted")
    label.setBuddy(box)
    layout.addWidget(label)
    layout.addWidget(box)
    return row


def heading(text: str) -> QLabel:
    """The title of a section."""
    return plain_label(text, "heading")


class ElidedLabel(QWidget):
    """One line of text of which something is left out where there is no room, by default in the middle.

    The tool tip has all of it.
    """

    def __init__(
        self,
        text: str = "",
        role: QPalette.ColorRole = _TEXT,
        parent: QWidget | None = None,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._role = role
        self._elide = elide
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text``, hidden and reordering characters as escapes."""
        self._text = printable(text[:_MAX_SHOWN])
        self.setAccessibleName(self._text)
        self.setToolTip(tool_tip(text))
        self.update()

    @property
    def text(self) -> str:
        """The text shown, unshortened."""
        return self._text

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self._text) + 2, 600)
        return QSize(width, self.fontMetrics().height() + 2).grownBy(self.contentsMargins())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._role))
        text = self.fontMetrics().elidedText(self._text, self._elide, self.contentsRect().width())
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Tile(QWidget):
    """A number and what it is: the name small above the value. ``clicked`` comes while it can be clicked."""

    clicked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = plain_label(name, "muted")
        self._is_clickable = False
        small = self._name.font()
        small.setPointSizeF(small.pointSizeF() * 0.88)
        self._name.setFont(small)
        self._value = plain_label("…")
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("-0.00000"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.setSpacing(1)
        layout.addWidget(self._name)
        layout.addWidget(self._value)
        self._value.setAccessibleName(name)
        self._value.installEventFilter(self)

    def set_name(self, name: str) -> None:
        """Call the number something else."""
        self._name.setText(name)
        self._value.setAccessibleName(name)

    def set_value(self, text: str, role: str = "", exact: str = "") -> None:
        """Show a value; ``role`` "error" for one that should worry, ``exact`` with all digits in the tool tip."""
        self._value.setText(text)
        self._value.setToolTip(tool_tip(exact))
        self._value.setAccessibleDescription(exact or text)
        set_role(self._value, role)

    def set_clickable(self, what: str) -> None:
        """Say what a click does; nothing for "" ."""
        self._is_clickable = bool(what)
        self.setToolTip(tool_tip(what))
        self._name.setToolTip(tool_tip(what))
        for widget in (self, self._value):  # the text of the value may be selected otherwise
            widget.setCursor(Qt.CursorShape.PointingHandCursor if what else Qt.CursorShape.ArrowCursor)
        set_role(self._name, "link" if what else "muted")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """A click on the value, which takes the mouse to be selected, is one on the tile."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and not self._value.hasSelectedText()
        ):
            self.mouseReleaseEvent(event)
        return False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_clickable and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    @property
    def name(self) -> str:
        """What the number is called."""
        return self._name.text()

    @property
    def value(self) -> str:
        """The text shown."""
        return self._value.text()
