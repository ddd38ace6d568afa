"""The difference by layer as a plot. Importing this module imports pyqtgraph: do it where that is loaded already."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from inspector.text import number_text
from inspector.ui.theme import Themed, current_theme
from inspector.verify.report import LayerDifference

__all__ = ["LayersPlot"]

#: Decades below the smallest difference, where layers stand that are equal.
_BELOW = 1.0
_LEAST, _MOST = 1e-300, 1e300
#: More dots than this would lie on one another, and take long to draw; stems then are enough.
_MAX_DOTS = 1000


class _DecadeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Powers of ten; the lowest place is that of no difference at all."""

    floor = 0.0

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        most = max(2.0, size / 28)
        return [(max(1.0, np.ceil((high - low) / most)), 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        return [f"1e{round(value)}" if value > self.floor + _BELOW / 2 else "" for value in values]


class LayersPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """A stem for each call of a layer, as high as the largest difference. ``hovered`` carries what is under the mouse."""

    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=True, y=False)
        self._decades = _DecadeAxis("left")
        super().__init__(parent, viewBox=self._view, axisItems={"left": self._decades})
        self._layers: Sequence[LayerDifference] = ()
        self._heights = np.zeros(0)
        self.hideButtons()
        self._stems = pg.PlotCurveItem(connect="pairs")
        self._apart, self._equal = (pg.ScatterPlotItem(size=7, pxMode=True, pen=None) for _ in range(2))
        for item in (self._stems, self._apart, self._equal):
            self.addItem(item)
        self.setLabel("bottom", "call of a layer, in order")
        self.setLabel("left", "max |d|")
        self._decades.setWidth(64)
        for name in ("left", "bottom"):
            self.getAxis(name).enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self.take_theme()

    def show_layers(self, layers: Sequence[LayerDifference]) -> None:
        """Show the differences of a report."""
        self._layers = layers
        sizes = np.array([_size(layer) for layer in layers])
        logs = np.log10(sizes, where=sizes > 0, out=np.zeros(len(sizes)))
        floor = (float(np.floor(logs[sizes > 0].min())) if (sizes > 0).any() else 0.0) - _BELOW
        self._heights = np.where(sizes > 0, logs, floor)
        self._decades.floor = floor
        self._draw()
        top = float(self._heights.max(initial=floor + _BELOW))
        self._view.setLimits(xMin=-1, xMax=len(layers), minXRange=2)
        self._view.setRange(xRange=(-0.6, len(layers) - 0.4), yRange=(floor, top + 0.2), padding=0.02)
        count = int((sizes > 0).sum())
        self.setAccessibleName(f"Difference by layer: {count} of {len(layers)} differ")

    def take_theme(self) -> None:
        theme = current_theme()
        self.setBackground(theme.base)
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(theme.border))
            axis.setTextPen(pg.mkPen(theme.muted))
        self.showGrid(x=False, y=True, alpha=0.12)
        self._draw()

    def _draw(self) -> None:
        theme = current_theme()
        places = np.arange(len(self._heights), dtype=float)
        stems = np.column_stack([np.full(len(places), self._decades.floor), self._heights]).ravel()
        is_dense = len(places) > _MAX_DOTS
        self._stems.setData(np.repeat(places, 2), stems, pen=pg.mkPen(theme.danger, width=1 if is_dense else 2))
        for dots, color, chosen in (
            (self._apart, theme.danger, self._heights > self._decades.floor),
            (self._equal, theme.good, self._heights <= self._decades.floor),
        ):
            shown = chosen & (not is_dense)
            dots.setData(places[shown], self._heights[shown], brush=pg.mkBrush(QColor(color)))

    def _hover(self, place: QPointF) -> None:
        text = ""
        if self._layers and self._view.sceneBoundingRect().contains(place):
            index = round(self._view.mapSceneToView(place).x())
            if 0 <= index < len(self._layers):
                layer = self._layers[index]
                by = "equal" if layer.bitwise else f"max |d| {number_text(_size(layer), 3)}"
                text = f"{layer.layer} ({layer.kind}): {by}"
        self.hovered.emit(text)


def _size(layer: LayerDifference) -> float:
    """The height of a layer's stem; infinite and undefined differences stand at the top."""
    if layer.bitwise or layer.max_abs == 0:
        return 0.0
    if layer.max_abs is None or not layer.max_abs < _MOST:
        return _MOST if layer.max_abs is not None else 1.0
    return max(layer.max_abs, _LEAST)
