"""A short list of what changed most, painted as one widget: while results come, a button a row would be laid out anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

__all__ = ["ChangedMost"]

_ROW_PADDING = 6
_GAP = 14


class ChangedMost(QWidget):
    """Rows of a value and a key; ``chosen`` carries the number of one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[str, str]] = ()
        self._current = -1
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Tensors that changed most"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        """What is listed: values and keys."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """List other rows."""
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        self._current = min(self._current, len(rows) - 1)
        self.setAccessibleDescription(", ".join(f"{key}: {value}" for value, key in rows))
        self.update()

    def place_of(self, number: int) -> QRect:
        """Where a row is."""
        high = self._row_height()
        return QRect(0, number * high, self.width(), high)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + _ROW_PADDING

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, len(self._rows)) * self._row_height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        theme, metrics = current_theme(), self.fontMetrics()
        wide = max((metrics.horizontalAdvance(value) for value, _ in self._rows), default=0)
        side = Qt.AlignmentFlag.AlignVCenter
        for number, (value, key) in enumerate(self._rows):
            place = self.place_of(number)
            if self.hasFocus() and number == self._current:
                painter.fillRect(place, QColor(theme.selection))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRect(0, place.y(), wide, place.height()), side | Qt.AlignmentFlag.AlignRight, value)
            painter.setPen(QColor(theme.accent))
            room = place.adjusted(wide + _GAP, 0, 0, 0)
            text = metrics.elidedText(key, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, side | Qt.AlignmentFlag.AlignLeft, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().y()) // self._row_height()
        if event.button() == Qt.MouseButton.LeftButton and number < len(self._rows):
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the rows, Return chooses one."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._current = max(0, min(len(self._rows) - 1, self._current + steps[Qt.Key(event.key())]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._current < len(self._rows):
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)
