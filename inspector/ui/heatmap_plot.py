"""The plot of a picture: symmetric colours about zero, zooming, and what is under the mouse.

Importing this module imports pyqtgraph, which takes a while: do it in a worker thread.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from inspector.analysis.heatmap import Picture
from inspector.text import number_text
from inspector.ui.theme import Themed, current_theme

__all__ = ["HeatMapPlot", "diverging_colors"]

#: Blue, through the colour of the ground, to red; readable with every common colour vision deficiency.
_NEGATIVE = ("#1d4f91", "#6fa8dc")
_POSITIVE = ("#9c2a2a", "#e8836b")
_DARK_NEGATIVE = ("#8cc2ff", "#2f6fb5")
_DARK_POSITIVE = ("#ffb199", "#b8452f")


def diverging_colors(points: int = 255) -> npt.NDArray[np.uint8]:
    """Colours from the most negative over the ground colour to the most positive; uint8 of shape [points, 4]."""
    theme = current_theme()
    negative, positive = (_DARK_NEGATIVE, _DARK_POSITIVE) if theme.is_dark else (_NEGATIVE, _POSITIVE)
    stops = [*negative, theme.base, *reversed(positive)]
    colors = [QColor(stop) for stop in stops]
    channels = np.array([[color.red(), color.green(), color.blue()] for color in colors], np.float64)
    places = np.linspace(0, len(stops) - 1, points)
    mixed = np.stack([np.interp(places, range(len(stops)), channels[:, channel]) for channel in range(3)], axis=1)
    return np.hstack([mixed, np.full((points, 1), 255.0)]).astype(np.uint8)


class HeatMapPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """One picture. ``hovered`` carries the place and the value under the mouse, "" for none."""

    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False, invertY=True)
        super().__init__(parent, viewBox=self._view)
        self.picture: Picture | None = None
        self.hideButtons()
        self._image = pg.ImageItem(axisOrder="row-major")
        self.addItem(self._image)
        self._bar = pg.ColorBarItem(width=12, interactive=False, colorMap=self._color_map())
        self._bar.setImageItem(self._image, insert_in=self.getPlotItem())
        self.scene().sigMouseMoved.connect(self._hover)
        self.take_theme()

    def show_picture(self, picture: Picture) -> None:
        """Show a picture, all of it."""
        self.picture = picture
        rows, columns = picture.values.shape
        self._image.setImage(picture.values.astype(np.float32), autoLevels=False)
        self._image.setRect(QRectF(0, 0, columns * picture.steps[1], rows * picture.steps[0]))
        self._bar.setLevels((-picture.limit, picture.limit))
        square = picture.tile is not None or 0.2 < rows * picture.steps[0] / (columns * picture.steps[1]) < 5
        self._view.setAspectLocked(square)
        width, height = columns * picture.steps[1], rows * picture.steps[0]
        self._view.setLimits(xMin=-width, xMax=2 * width, yMin=-height, yMax=2 * height)
        self._view.setRange(QRectF(0, 0, width, height), padding=0.02)
        for name in ("left", "bottom"):  # places in the grid of tiles are no indices
            self.getAxis(name).setStyle(showValues=picture.tile is None)
        self.setAccessibleName(f"Heat map of {rows} × {columns} values, colours to ±{number_text(picture.limit)}")

    def take_theme(self) -> None:
        theme = current_theme()
        self.setBackground(theme.base)
        for axis in (self.getAxis("left"), self.getAxis("bottom"), self._bar.axis):
            axis.setPen(pg.mkPen(theme.border))
            axis.setTextPen(pg.mkPen(theme.muted))
        self._bar.setColorMap(self._color_map())

    @staticmethod
    def _color_map() -> Any:
        colors = diverging_colors()
        return pg.ColorMap(np.linspace(0, 1, len(colors)), colors)

    def _hover(self, place: QPointF) -> None:
        self.hovered.emit(self._text_at(self._view.mapSceneToView(place)))

    def _text_at(self, point: QPointF) -> str:
        picture = self.picture
        if picture is None:
            return ""
        row, column = int(point.y() // picture.steps[0]), int(point.x() // picture.steps[1])
        rows, columns = picture.values.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return ""
        value = number_text(float(picture.values[row, column]), 6)
        if picture.tile is None:
            return f"[{row * picture.steps[0]:,}, {column * picture.steps[1]:,}] {value}"
        (output, down), (source, across) = divmod(row, picture.tile[0]), divmod(column, picture.tile[1])
        if down == picture.tile[0] - 1 or across == picture.tile[1] - 1:
            return ""
        return f"[{output}, {source}, {down}, {across}] {value}"

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self.hovered.emit("")

    def mouseDoubleClickEvent(self, event: object) -> None:
        super().mouseDoubleClickEvent(event)
        if self.picture is not None:
            self.show_picture(self.picture)
