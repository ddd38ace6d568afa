"""The difference by layer as a plot. Importing this module imports pyqtgraph: do it where that is loaded already."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from inspector.text import number_text
from inspector.ui.plots.index_axis import IndexAxis
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.verifying.report import LayerDifference
from inspector.wording import tr

__all__ = ["LayersPlot"]

#: Decades below the smallest difference, where layers stand that are equal, and above the largest, where those stand
#: whose difference is no finite number.
_BESIDE = 1.0
#: The part of the height that is left free above and below.
_MARGIN = 0.08
#: More dots than this would lie on one another, and take long to draw; stems then are enough.
_MAX_DOTS = 1000


class _DecadeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Powers of ten between the place of no difference at all and that of differences that are no numbers."""

    floor = 0.0
    ceiling: float | None = None  # none where all differences are numbers

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        spacing = max(1.0, np.ceil((high - low) / max(2.0, size / 28)))
        last = high if self.ceiling is None else self.ceiling - spacing
        decades = np.arange(np.ceil(self.floor / spacing + 1), np.floor(last / spacing) + 1) * spacing
        ends = [self.floor] if self.ceiling is None else [self.floor, self.ceiling]
        return [(spacing, [*ends, *decades.tolist()])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        named = {self.floor: "0", self.ceiling: "∞"}
        return [named.get(value) or f"1e{round(value)}" for value in values]


class LayersPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """A stem for each call of a layer, as high as the largest difference. ``hovered`` carries what is under the mouse."""

    hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=True, y=False)
        self._decades = _DecadeAxis("left")
        super().__init__(parent, viewBox=self._view, axisItems={"left": self._decades, "bottom": IndexAxis("bottom")})
        self._layers: Sequence[LayerDifference] = ()
        self._heights = np.zeros(0)
        self.hideButtons()
        self._stems = pg.PlotCurveItem(connect="pairs")
        self._apart, self._equal = (pg.ScatterPlotItem(size=7, pxMode=True, pen=None) for _ in range(2))
        for item in (self._stems, self._apart, self._equal):
            self.addItem(item)
        self.setLabel("bottom", tr("Layer call (in order)"))
        self.setLabel("left", tr("max |d|"))
        self._decades.setWidth(64)
        for name in ("left", "bottom"):
            self.getAxis(name).enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self.picture_menu = PictureMenu(self, "difference by layer", self.numbers)
        self.take_theme()

    def show_layers(self, layers: Sequence[LayerDifference]) -> None:
        """Show the differences of a report."""
        self._layers = layers
        sizes = np.array([_size(layer) for layer in layers])
        is_number = np.isfinite(sizes) & (sizes > 0)
        logs = np.log10(sizes, where=is_number, out=np.zeros(len(sizes)))
        known = logs[is_number] if is_number.any() else np.zeros(1)
        floor, ceiling = float(np.floor(known.min())) - _BESIDE, float(np.ceil(known.max())) + _BESIDE
        self._heights = np.where(is_number, logs, np.where(sizes > 0, ceiling, floor))
        self._decades.floor, self._decades.ceiling = floor, None if np.isfinite(sizes).all() else ceiling
        self._draw()
        top = float(self._heights.max(initial=floor + _BESIDE))
        margin = _MARGIN * (top - floor)
        self._view.setLimits(xMin=-1, xMax=len(layers), minXRange=2)
        self._view.setRange(xRange=(-0.6, len(layers) - 0.4), yRange=(floor - margin, top + margin), padding=0)
        count = int((sizes > 0).sum())
        self.setAccessibleName(tr("Difference by layer: {count:,} of {total:,} differ", count=count, total=len(layers)))

    def numbers(self) -> list[Sequence[object]]:
        """Every call of a layer and how far its activations are apart."""
        rows = [(layer.layer, layer.kind, layer.bitwise, layer.max_abs, layer.nmse) for layer in self._layers]
        return [["layer", "kind", "equal", "max_abs", "nmse"], *rows]

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
                text = f"{layer.layer} ({layer.kind}): {_difference_text(layer)}"
        self.hovered.emit(text)


def _size(layer: LayerDifference) -> float:
    """The largest difference; infinite where it is no number."""
    if layer.bitwise:
        return 0.0
    return math.inf if layer.max_abs is None or math.isnan(layer.max_abs) else layer.max_abs


def _difference_text(layer: LayerDifference) -> str:
    if layer.bitwise:
        return tr("equal")
    return (
        tr("of another shape") if layer.max_abs is None else tr("max |d| {value}", value=number_text(layer.max_abs, 3))
    )
