"""One number over the steps of a run: a line for each tensor, colored from the first to the last, one of them in front."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inspector.text import number_text
from inspector.ui.layers.scale import ColorScale
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import current_theme, depth_color
from inspector.wording import tr

__all__ = ["StepLines"]

_HEIGHT = 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 16, 10, 24
#: Lines beside the one in front; more would be a surface.
_MAX_LINES = 200
#: The opacity of those that are not in front.
_BESIDE, _ALONE = 0.3, 0.8
#: A line is pointed at from so many pixels.
_NEAR = 12

Line = Sequence[float | None]
"""A value for each step; None where there is none."""


class StepLines(QWidget):
    """The lines, from the first step to the last, on the scale of the map; gaps where there is no finite number.

    The mouse reads the name of a line and its value; ``activated`` carries the line and the step that are clicked.
    """

    activated = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()
        self._names: Sequence[str] = ()
        self._lines: Sequence[Line] = ()
        self._front = -1
        self._step = -1
        self._scale: ColorScale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Lines over the steps"))
        self.setMouseTracking(True)
        self.picture_menu = PictureMenu(self, "history", self.numbers)

    def show_lines(
        self, labels: Sequence[str], names: Sequence[str], lines: Sequence[Line], scale: ColorScale | None
    ) -> None:
        """Show other lines, one for each of ``names``; ``labels`` are those of the steps."""
        self._labels, self._names, self._lines, self._scale = labels, names, lines, scale
        self.update()

    def show_front(self, front: int, step: int) -> None:
        """Put a line in front, and mark a step of it; -1 for none."""
        self._front, self._step = front, step
        self.update()

    def numbers(self) -> list[Sequence[object]]:
        """A row per line."""
        return [
            ["tensor", *self._labels],
            *([name, *line] for name, line in zip(self._names, self._lines, strict=True)),
        ]

    def sizeHint(self) -> QSize:
        return QSize(400, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    # the mouse

    def nearest(self, place: QPointF) -> tuple[int, int] | None:
        """The line and the step whose point is near a place; None if none is."""
        if self._scale is None or not self._labels:
            return None
        room = self._room
        step = min(max(int((place.x() - room.left()) / room.width() * len(self._labels)), 0), len(self._labels) - 1)
        found, distance = None, _NEAR + 1.0
        for number, line in enumerate(self._lines[:_MAX_LINES]):
            value = line[step]
            if value is not None and math.isfinite(value):
                away = abs(self._y(room, value, self._scale) - place.y())
                if away < distance:
                    found, distance = number, away
        return None if found is None else (found, step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.nearest(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor)
        if found is None:
            QToolTip.hideText()
            return
        number, step = found
        value = self._lines[number][step]
        assert value is not None
        said = tool_tip(
            self._names[number], tr("at step {step}: {value}", step=self._labels[step], value=number_text(value, 4))
        )
        QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.nearest(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is not None:
            self.activated.emit(*found)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        room = self._room
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(room)
        if self._scale is None or not self._labels:
            return
        self._paint_axes(painter, room, self._scale)
        has_front = 0 <= self._front < len(self._lines)
        for number, line in enumerate(self._lines[:_MAX_LINES]):
            color = depth_color(number / max(len(self._lines) - 1, 1))
            color.setAlphaF(_BESIDE if has_front else _ALONE)
            painter.setPen(QPen(color, 1.5))
            self._paint_line(painter, room, line, self._scale, dots=False)
        if has_front:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(QColor(theme.accent))
            self._paint_line(painter, room, self._lines[self._front], self._scale, dots=True)

    @property
    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _y(self, room: QRectF, value: float, scale: ColorScale) -> float:
        return room.bottom() - room.height() * scale.share(value)

    def _x(self, room: QRectF, step: int) -> float:
        return room.left() + room.width() * (step + 0.5) / len(self._labels)

    def _paint_axes(self, painter: QPainter, room: QRectF, scale: ColorScale) -> None:
        theme = current_theme()
        if self._step >= 0:
            painter.setPen(QPen(QColor(theme.warning), 1, Qt.PenStyle.DashLine))
            x = self._x(room, self._step)
            painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(QColor(theme.muted))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value, y in ((scale.high, room.top()), (scale.low, room.bottom())):
            painter.drawText(QRectF(0, y - 10, _LEFT - 8, 20), align, number_text(value, 4))
        width = max(map(painter.fontMetrics().horizontalAdvance, self._labels)) + 10
        every = max(1, math.ceil(width * len(self._labels) / max(room.width(), 1)))
        for step in range(0, len(self._labels), every):
            place = QRectF(self._x(room, step) - width / 2, room.bottom() + 3, width, 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._labels[step])

    def _paint_line(self, painter: QPainter, room: QRectF, line: Line, scale: ColorScale, *, dots: bool) -> None:
        points: list[QPointF] = []
        for step, value in enumerate([*line, None]):
            if value is not None and math.isfinite(value):
                points.append(QPointF(self._x(room, step), self._y(room, value, scale)))
                continue
            if len(points) > 1:
                painter.drawPolyline(QPolygonF(points))
            for point in points if dots or len(points) == 1 else ():
                painter.drawEllipse(point, 2.5, 2.5)
            points = []
