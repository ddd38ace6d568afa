"""The plot of a number over depth, a line per role. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from inspector.text import number_text
from inspector.ui.plots.index_axis import IndexAxis
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.widgets.theme import MAX_SERIES, Themed, current_theme, depth_color, series_color
from inspector.wording import tr

__all__ = ["DepthLine", "DepthPlot", "line_color"]

#: How near, in pixels, the mouse must be to a point to mean it.
_REACH = 24
#: Numbers beyond are not drawn: pyqtgraph reckons with differences and products of them.
_LARGEST = 1e150


@dataclass(frozen=True, slots=True, eq=False)
class DepthLine:
    """A role: its name, and for each of its tensors the depth, the label, and the number, NaN where that is not known."""

    name: str
    depths: Sequence[int]
    labels: Sequence[str]
    numbers: npt.NDArray[np.float64]


def line_color(number: int, total: int) -> QColor:
    """The colour of one of so many lines."""
    return series_color(number) if total <= MAX_SERIES else depth_color(number / (total - 1))


class _NumberAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Numbers, or the powers of ten of those."""

    is_log = False

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        return [number_text(10.0**value if self.is_log else value, 4) for value in values]


class DepthPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Lines over the same axes. ``hovered`` and ``activated`` carry (line, place in it) of a point, None for none."""

    hovered = Signal(object)
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=False, y=False)
        self._numbers = _NumberAxis("left")
        axes = {"left": self._numbers, "bottom": IndexAxis("bottom")}
        super().__init__(parent, viewBox=self._view, axisItems=axes)
        self._lines: Sequence[DepthLine] = ()
        self._curves: list[pg.PlotDataItem] = []
        self._pointed: tuple[int, int] | None = None
        self._spot = pg.ScatterPlotItem(size=11, pxMode=True)
        self._spot.setZValue(2)
        self.addItem(self._spot, ignoreBounds=True)
        self.hideButtons()
        self._numbers.setWidth(72)
        for name in ("left", "bottom"):
            self.getAxis(name).enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self.picture_menu = PictureMenu(self, "over depth", self.numbers)
        self.take_theme()

    def show_lines(self, lines: Sequence[DepthLine], name: str, depth_name: str, *, is_log: bool) -> None:
        """Show other lines, on a common scale."""
        self._lines = lines
        self._numbers.is_log = is_log
        self._numbers.picture = None
        self._point_at(None)
        for curve in self._curves:
            self.removeItem(curve)
        self._curves = []
        for line in lines:
            line_heights = self._heights(line)
            is_known = np.isfinite(line_heights).any()  # pyqtgraph takes the range of the points, and NaN has none
            points = (np.array(line.depths, float), line_heights) if is_known else ()
            curve = pg.PlotDataItem(*points, connect="finite", symbolSize=5)
            self.addItem(curve, ignoreBounds=True)
            self._curves.append(curve)
        self.setLabel("left", name)
        self.setLabel("bottom", depth_name)
        heights = np.concatenate([self._heights(line) for line in lines]) if lines else np.zeros(0)
        known = heights[np.isfinite(heights)]
        depths = [depth for line in lines for depth in line.depths] or [0]
        if len(known):
            margin = 0.06 * float(known.max() - known.min()) or 0.06 * abs(float(known.max())) or 1.0
            self._view.setRange(
                xRange=(min(depths) - 0.5, max(depths) + 0.5),
                yRange=(float(known.min()) - margin, float(known.max()) + margin),
                padding=0,
            )
        self.setAccessibleName(
            tr("{name} over depth of %n role", "{name} over depth of %n roles", len(lines), name=name)
        )
        self._color()

    def numbers(self) -> list[Sequence[object]]:
        """Every point: role, layer, number."""
        rows = (
            (line.name, label, None if math.isnan(number) else number)
            for line in self._lines
            for label, number in zip(line.labels, line.numbers.tolist(), strict=True)
        )
        return [["role", "layer", "value"], *rows]

    def point_at(self, place: QPointF) -> tuple[int, int] | None:
        """The line and the place in it of the point nearest to a place of the scene, if that is near."""
        best, found = float(_REACH), None
        for number, line in enumerate(self._lines):
            for at, (depth, height) in enumerate(zip(line.depths, self._heights(line).tolist(), strict=True)):
                if math.isfinite(height):
                    point = self._view.mapViewToScene(QPointF(depth, height))
                    distance = math.hypot(point.x() - place.x(), point.y() - place.y())
                    if distance < best:
                        best, found = distance, (number, at)
        return found

    def take_theme(self) -> None:
        color_plot(self)
        self.showGrid(x=False, y=True, alpha=0.12)
        self._color()

    def _heights(self, line: DepthLine) -> npt.NDArray[np.float64]:
        numbers = np.where(np.abs(line.numbers) < _LARGEST, line.numbers, np.nan)
        if not self._numbers.is_log:
            return numbers
        return np.log10(numbers, where=numbers > 0, out=np.full(len(numbers), np.nan))

    def _color(self) -> None:
        for number, curve in enumerate(self._curves):
            color = line_color(number, len(self._curves))
            stands_out = self._pointed is not None and self._pointed[0] == number
            curve.setPen(pg.mkPen(color, width=3 if stands_out else 1))
            curve.setSymbol("o")
            curve.setSymbolBrush(color)
            curve.setSymbolPen(None)
        self._spot.setPen(pg.mkPen(current_theme().text))
        self._spot.setBrush(None)

    def _hover(self, place: QPointF) -> None:
        inside = self._view.sceneBoundingRect().contains(place)
        self._point_at(self.point_at(place) if inside else None)

    def _point_at(self, point: tuple[int, int] | None) -> None:
        if point == self._pointed:
            return
        self._pointed = point
        if point is None:
            self._spot.clear()
        else:
            line = self._lines[point[0]]
            self._spot.setData([line.depths[point[1]]], [self._heights(line)[point[1]]])
        self._color()
        self.hovered.emit(point)

    # what Qt calls

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._pointed is not None:
            self.activated.emit(self._pointed)
