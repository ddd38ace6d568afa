"""Small widgets that several places use. Text from files is always shown as plain text, with escapes for what hides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.text import printable
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.theme import Themed, current_theme, series_color

__all__ = [
    "CopyButton",
    "ElidedLabel",
    "FlowLayout",
    "IconButton",
    "Legend",
    "Notice",
    "Swatch",
    "Tile",
    "bold",
    "choice_button",
    "heading",
    "labelled",
    "link_button",
    "plain_label",
    "set_role",
    "tool_tip",
]

#: Text beyond this is not measured: no screen shows it.
_MAX_SHOWN = 2000
#: Names in a legend are shortened to this.
_LEGEND_WIDTH = 210
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


def choice_button(text: str, tip: str) -> QToolButton:
    """One of several buttons side by side of which one is down."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tool_tip(tip))
    button.setCheckable(True)
    button.setAutoExclusive(True)
    return button


def heading(text: str) -> QLabel:
    """The title of a section."""
    return plain_label(text, "heading")


def link_button(text: str, tip: str) -> QPushButton:
    """A button that looks like a link: to what ``text``, which may be of a file, names."""
    button = QPushButton(printable(text).replace("&", "&&"))
    button.setProperty("link", True)
    button.setFlat(True)
    button.setToolTip(tool_tip(tip))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


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
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        width = min(metrics.horizontalAdvance(self._text) + 2, 600) + margins.left() + margins.right()
        return QSize(width, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._role))
        text = self.fontMetrics().elidedText(self._text, self._elide, self.contentsRect().width())
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


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


class Tile(QWidget):
    """A number and what it is: the name small above the value."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = plain_label(name, "muted")
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

    def set_value(self, text: str, role: str = "", exact: str = "") -> None:
        """Show a value; ``role`` "error" for one that should worry, ``exact`` with all digits in the tool tip."""
        self._value.setText(text)
        self._value.setToolTip(tool_tip(exact))
        self._value.setAccessibleDescription(exact or text)
        set_role(self._value, role)

    @property
    def value(self) -> str:
        """The text shown."""
        return self._value.text()


class Swatch(QWidget):
    """A small square of the colour that stands for something; ``color`` is asked while painting."""

    def __init__(self, color: Callable[[], QColor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = color
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color())
        painter.drawRoundedRect(self.rect(), 3, 3)


class Legend(QWidget):
    """Which colour of a plot is what: names in the order of :func:`~inspector.ui.widgets.theme.series_color`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._layout = FlowLayout(self, spacing=12)

    @property
    def names(self) -> tuple[str, ...]:
        """The names shown."""
        return self._names

    def show_names(self, names: Sequence[str], first: int = 0) -> None:
        """Show other names; the first has the colour number ``first``."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._names = tuple(names)
        for number, name in enumerate(names, first):
            shown = QWidget()
            row = QHBoxLayout(shown)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(Swatch(partial(series_color, number)))
            label = ElidedLabel(name)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            label.setMaximumWidth(_LEGEND_WIDTH)
            row.addWidget(label)
            self._layout.addWidget(shown)
        self.setVisible(bool(names))


class FlowLayout(QLayout):
    """Widgets side by side, as many to a line as there is room for."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._hints: list[QSize] = []  # asked for again only after something changed: a styled widget takes long to say
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # None ends Qt's iteration
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._hints = []
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, apply: bool) -> int:
        """Place the items in ``rect`` (or only measure); returns the height they take."""
        y = rect.y()
        for line in self._lines(rect.width()):
            x, height = rect.x(), max(hint.height() for _, hint in line)
            for item, hint in line:
                if apply:
                    item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), hint))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items with their sizes, as many to a line as fit the width."""
        if len(self._hints) != len(self._items):
            self._hints = [item.sizeHint() for item in self._items]
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item, hint in zip(self._items, self._hints, strict=True):
            if not lines or x + hint.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, hint))
            x += hint.width() + self.spacing()
        return lines


class Notice(QFrame):
    """A sentence with a sign, on a wash of the sign's colour. ``severity`` is danger, warning, info or good."""

    def __init__(self, severity: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self._text = plain_label(printable(text), wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(36, 8, 12, 8)
        layout.addWidget(self._text)

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
