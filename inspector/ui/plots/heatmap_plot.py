"""Plots that are images with a colour bar: what is under the mouse, zooming; for heat maps symmetric colours about zero.

Importing this module imports pyqtgraph, which takes a while: do it in a worker thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from inspector.analysis.heatmap import Picture
from inspector.text import number_text
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.widgets.theme import Themed, current_theme

__all__ = ["HeatMapPlot", "ImagePlot", "diverging_colors"]

#: Blue, through the colour of the ground, to red; readable with every common colour vision deficiency.
_NEGATIVE = ("#1d4f91", "#6fa8dc")
_POSITIVE = ("#9c2a2a", "#e8836b")
_DARK_NEGATIVE = ("#8cc2ff", "#2f6fb5")
_DARK_POSITIVE = ("#ffb199", "#b8452f")


#: Above and below the plot, for the half of the colour bar's first and last labels that stands out.
_LABEL_ROOM = 9


def diverging_colors() -> Sequence[str]:
    """Colours from the most negative over that of the ground to the most positive, at equal distances."""
    theme = current_theme()
    negative, positive = (_DARK_NEGATIVE, _DARK_POSITIVE) if theme.is_dark else (_NEGATIVE, _POSITIVE)
    return (*negative, theme.base, *reversed(positive))


class ImagePlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """An image with axes and a colour bar. ``hovered`` carries what is under the mouse, "" for nothing.

    A double click shows all of it again.
    """

    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, rows_go_down: bool) -> None:
        self._view = pg.ViewBox(enableMenu=False, invertY=rows_go_down)
        super().__init__(parent, viewBox=self._view)
        self.hideButtons()
        self.getPlotItem().layout.setContentsMargins(1, _LABEL_ROOM, 1, _LABEL_ROOM)
        self._image = pg.ImageItem(axisOrder="row-major")
        self.addItem(self._image)
        self._bar = pg.ColorBarItem(width=12, interactive=False)
        self._bar.setImageItem([], insert_in=self.getPlotItem())
        self._whole = QRectF(0, 0, 1, 1)
        self.scene().sigMouseMoved.connect(self._hover)
        self.take_theme()

    def colors(self) -> Sequence[str]:
        """The colours of the theme in force, from the lowest level to the highest, at equal distances."""
        raise NotImplementedError

    def text_at(self, x: float, y: float) -> str:
        """What is to be said of a place."""
        raise NotImplementedError

    def show_all(self) -> None:
        """Undo the zooming."""
        self._view.setRange(self._whole, padding=0.02)

    def _show_image(self, values: npt.NDArray[Any], whole: QRectF, levels: tuple[float, float]) -> None:
        """Show values of [rows, columns] at ``whole``, and all of it. pyqtgraph gets them as shares of the levels' span.

        It dies of levels at the limits of float32.
        """
        self._whole = whole
        scale = max(map(abs, levels))
        low, high = (level / scale for level in levels)
        shares = np.clip((values / scale - low) / (high - low), 0, 1)
        self._image.setImage(shares.astype(np.float32), levels=(0, 1))
        self._image.setRect(whole)
        self._bar.setLevels(levels)
        width, height = whole.width(), whole.height()
        limits = whole.adjusted(-width, -height, width, height)
        self._view.setLimits(xMin=limits.left(), xMax=limits.right(), yMin=limits.top(), yMax=limits.bottom())
        self.show_all()

    def take_theme(self) -> None:
        theme = current_theme()
        color_plot(self, self._bar.axis)
        colors = self.colors()
        color_map = pg.ColorMap(np.linspace(0, 1, len(colors)), list(colors))
        self._bar.setColorMap(color_map)
        self._image.setColorMap(color_map)
        self._image.setBorder(pg.mkPen(theme.border))  # where nothing stands out from the ground

    def _hover(self, place: QPointF) -> None:
        point = self._view.mapSceneToView(place)
        self.hovered.emit(self.text_at(point.x(), point.y()))

    # what Qt calls

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self.hovered.emit("")

    def mouseDoubleClickEvent(self, event: object) -> None:
        super().mouseDoubleClickEvent(event)
        self.show_all()


class HeatMapPlot(ImagePlot):
    """One picture, in symmetric colours about zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, rows_go_down=True)
        self.picture: Picture | None = None

    def colors(self) -> Sequence[str]:
        return diverging_colors()

    def show_picture(self, picture: Picture) -> None:
        """Show a picture, all of it."""
        self.picture = picture
        rows, columns = picture.values.shape
        width, height = columns * picture.steps[1], rows * picture.steps[0]
        self._view.setAspectLocked(picture.tile is not None or 0.2 < height / width < 5)
        self._show_image(picture.values, QRectF(0, 0, width, height), (-picture.limit, picture.limit))
        for name in ("left", "bottom"):  # places in the grid of tiles are no indices
            self.getAxis(name).setStyle(showValues=picture.tile is None)
        self.setAccessibleName(f"Heat map of {rows} × {columns} values, colours to ±{number_text(picture.limit)}")

    def text_at(self, x: float, y: float) -> str:
        picture = self.picture
        if picture is None:
            return ""
        row, column = int(y // picture.steps[0]), int(x // picture.steps[1])
        rows, columns = picture.values.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return ""
        value = number_text(float(picture.values[row, column]), 6)
        if picture.tile is None:
            places = (_place(at, step, picture) for at, step in zip((row, column), picture.steps, strict=True))
            return f"[{', '.join(places)}] {value}"
        (output, down), (source, across) = divmod(row, picture.tile[0]), divmod(column, picture.tile[1])
        if down == picture.tile[0] - 1 or across == picture.tile[1] - 1:
            return ""
        return f"[{output}, {source}, {down}, {across}] {value}"


def _place(at: int, step: int, picture: Picture) -> str:
    """The index of the value a point shows, or the region it is the extreme of."""
    start = at * step
    return f"{start:,}:{start + step:,}" if picture.is_extreme and step > 1 else f"{start:,}"
