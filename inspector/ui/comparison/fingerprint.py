"""The fingerprint of a fine-tune: a bar for the relative change of each tensor, in the order of the file."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.comparing.results import FROM_ZERO
from inspector.comparing.wording import STATE_TEXTS, change_text
from inspector.text import number_text, printable, shortened
from inspector.ui.comparison.results import STATES, ComparisonResults
from inspector.ui.comparison.states import state_color
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

__all__ = ["Fingerprint"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 6, 5
#: A bar is at least so wide, in pixels: where there are more tensors than bars, the largest of several is drawn.
_MIN_STEP = 2.0
_MAX_STEP = 56.0
#: Narrower bars touch each other: gaps that fall between pixels would look like stripes.
_MIN_GAP_STEP = 3.0
#: Changes that span more than this are drawn on a logarithmic scale, of at most so many decades below the largest.
_LINEAR_SPAN = 50.0
_MAX_DECADES = 8
#: What is the same still has a stub, in pixels.
_STUB = 2.0
#: The frame around the bar of the selected row is at least so wide.
_MARK_WIDTH = 6.0
#: How opaque what has no size is.
_PALE = 70

#: Decades of room below the least change.
_BELOW = 0.3

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


class Fingerprint(QWidget):
    """``hovered`` carries the row under the mouse (None for none), ``chosen`` the row that was clicked; by number."""

    hovered = Signal(object)
    chosen = Signal(int)

    def __init__(self, results: ComparisonResults, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = results
        self._marked: int | None = None
        self._under: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Relative change of each tensor, in the order of the file"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.picture_menu = PictureMenu(self, "changes", self.numbers)

    def sizeHint(self) -> QSize:
        return QSize(400, 96)

    def mark(self, row: int | None) -> None:
        """Point out the bar of a row."""
        self._marked = row
        self.update()

    def text_of(self, row: int) -> str:
        """Key and value of a row."""
        subject = self._results.subject
        result = self._results.results[subject.tree.nodes[row]]
        key = printable(shortened(subject.pairings[row].entry.key, 200))
        if result is None:
            return tr("{key}: not compared yet", key=key)
        said = tr(STATE_TEXTS[result.state])
        if result.difference is not None:
            said += f", {change_text(result)}"
        return f"{key}: {said}"

    def numbers(self) -> list[Sequence[object]]:
        """Key, state and relative change of each row."""
        subject = self._results.subject
        rows: list[Sequence[object]] = [["key", "state", "relative change"]]
        for row, change in enumerate(self._results.changes.tolist()):
            result = self._results.results[subject.tree.nodes[row]]
            state = None if result is None else result.state.value
            rows.append((subject.pairings[row].entry.key, state, None if math.isnan(change) else change))
        return rows

    # where bars are

    @property
    def share(self) -> int:
        """How many tensors a bar stands for."""
        return max(1, math.ceil(self._results.total * _MIN_STEP / max(1.0, self._room().width())))

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _step(self) -> float:
        bars = -(-self._results.total // self.share)
        return min(_MAX_STEP, self._room().width() / max(1, bars))

    def row_at(self, place: QPoint) -> int | None:
        """The row whose bar is at a place: the one that changed most of those that share it."""
        number = math.floor((place.x() - _LEFT) / self._step())
        start = number * self.share
        if number < 0 or start >= self._results.total:
            return None
        return start + _argmax(self._results.changes[start : start + self.share])

    def place_of(self, row: int) -> QPoint:
        """A place on the bar of a row."""
        return QPoint(int(_LEFT + (row // self.share + 0.5) * self._step()), self.height() - _BOTTOM - 1)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        theme, room = current_theme(), self._room()
        painter.fillRect(self.rect(), QColor(theme.base))
        changes = self._results.changes
        low, high = _span(changes)
        is_log = high > low * _LINEAR_SPAN > 0
        self._draw_scale(painter, room, low, high, is_log=is_log)
        rows = _tallest(changes, self.share)
        heights = _heights(changes[rows], low, high, is_log=is_log) * room.height()
        self._draw_bars(painter, room, rows, np.maximum(heights, _STUB).tolist())
        painter.setPen(QColor(theme.border))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        if self._marked is not None:
            self._draw_mark(painter, room)

    def _draw_bars(self, painter: QPainter, room: QRectF, rows: Rows, heights: list[float]) -> None:
        """All bars of a state in one go: while a worker is busy, every call into Qt may wait for the interpreter."""
        step = self._step()
        wide = step - 1 if step > _MIN_GAP_STEP else step
        codes, sized = self._results.codes[rows].tolist(), np.isfinite(self._results.changes[rows]).tolist()
        left, bottom = room.left(), room.bottom()
        bars: dict[tuple[int, bool], list[QRectF]] = {}
        for number, (code, has_size, tall) in enumerate(zip(codes, sized, heights, strict=True)):
            if code >= 0:
                bar = QRectF(left + number * step, bottom - tall, wide, tall)
                bars.setdefault((code, has_size), []).append(bar)
        painter.setPen(Qt.PenStyle.NoPen)
        for (code, has_size), rects in bars.items():
            color = QColor(state_color(STATES[code]))
            if not has_size:  # bars that are only outlined at their top
                painter.setBrush(color)
                painter.drawRects([QRectF(rect.x(), rect.y(), rect.width(), _STUB) for rect in rects])
                color.setAlpha(_PALE)
            painter.setBrush(color)
            painter.drawRects(rects)

    def _draw_mark(self, painter: QPainter, room: QRectF) -> None:
        """A frame around the bar of the selected row."""
        assert self._marked is not None
        step = self._step()
        wide = max(step, _MARK_WIDTH)
        left = room.left() + (self._marked // self.share + 0.5) * step - wide / 2
        painter.setPen(QPen(QColor(current_theme().text), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(left, room.top() - 3, wide, room.height() + 5), 2, 2)

    def _draw_scale(self, painter: QPainter, room: QRectF, low: float, high: float, *, is_log: bool) -> None:
        """Lines across with their values at the left."""
        theme = current_theme()
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * 0.85)
        painter.setFont(small)
        if not high:
            return
        for value in _ticks(low, high, is_log=is_log):
            y = room.bottom() - room.height() * float(_heights(np.array([value]), low, high, is_log=is_log)[0])
            painter.setPen(QColor(theme.hover))
            painter.drawLine(int(room.left()), int(y), int(room.right()), int(y))
            painter.setPen(QColor(theme.muted))
            cell = QRect(0, int(y) - 8, _LEFT - 6, 16)
            painter.drawText(cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number_text(value, 3))

    # mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.row_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().toPoint())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from bar to bar."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() not in steps or not self._results.total:
            super().keyPressEvent(event)
            return
        bars = _tallest(self._results.changes, self.share)
        current = -1 if self._marked is None else self._marked // self.share
        self.chosen.emit(int(bars[max(0, min(len(bars) - 1, current + steps[Qt.Key(event.key())]))]))

    def _hover(self, row: int | None) -> None:
        if row != self._under:
            self._under = row
            self.hovered.emit(row)


def _argmax(changes: Floats) -> int:
    return int(np.nan_to_num(changes, nan=-1.0, posinf=math.inf).argmax())


def _tallest(changes: Floats, share: int) -> Rows:
    """The row that changed most of each ``share`` neighbours."""
    known = np.where(np.isnan(changes), -1.0, changes)
    padded = np.concatenate((known, np.full(-len(known) % share, -2.0))).reshape(-1, share)
    rows: Rows = padded.argmax(axis=1) + np.arange(len(padded)) * share
    return rows


def _span(changes: Floats) -> tuple[float, float]:
    """The least and the largest change that has a size; zeros if there is none."""
    sized = changes[np.isfinite(changes) & (changes > FROM_ZERO)]
    if not len(sized):
        return 0.0, 0.0
    high = float(sized.max())
    return max(float(sized.min()), high * 10.0**-_MAX_DECADES), high


def _heights(changes: Floats, low: float, high: float, *, is_log: bool) -> Floats:
    """How high changes reach, from 0 to 1; what is not known has no height.

    What can't be measured reaches the top, and so does what changed from zero where there is nothing to compare it with.
    """
    known = np.nan_to_num(changes, nan=0.0, posinf=math.inf)
    if not high:
        return np.where(known > 0, 1.0, 0.0)
    if not is_log:
        return np.minimum(known / high, 1.0)
    bottom = math.floor(math.log10(low)) - _BELOW
    shares = (np.log10(np.maximum(known, low)) - bottom) / (math.log10(high) - bottom)
    return np.where(known > FROM_ZERO, np.minimum(shares, 1.0), 0.0)


def _ticks(low: float, high: float, *, is_log: bool) -> list[float]:
    """At most four values for lines across."""
    if not is_log:
        return [high / 2, high]
    first, last = math.floor(math.log10(low)), math.floor(math.log10(high))
    stride = max(1, -(-(last - first + 1) // 4))
    return [10.0**decade for decade in range(last, first - 1, -stride) if 10.0**decade >= low]
