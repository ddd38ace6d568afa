"""The plot of a statistic along an axis. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.plots.index_axis import IndexAxis
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.plots.unit_axis import UnitAxis
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["AxisPlot"]

#: Indices in sight beyond twice as many are drawn by the least and the largest of each run.
_MAX_RUNS = 2000
#: Marked indices that get a dot each.
_MAX_MARKED = 2000

Numbers = npt.NDArray[np.float64]


class AxisPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """A value for each index, those that stand out marked. The wheel zooms along the axis, a double click shows all.

    ``hovered`` carries the index under the mouse, -1 for none; ``activated`` one that was clicked. ``numbers`` and
    ``actions`` are for the menu.
    """

    hovered = Signal(int)
    activated = Signal(int)

    def __init__(
        self,
        numbers: Callable[[], Sequence[Sequence[object]]],
        actions: Callable[[int], Sequence[tuple[str, Callable[[], object]]]],
        parent: QWidget | None = None,
    ) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=True, y=False)
        self._values_axis = UnitAxis("left")
        axes = {"left": self._values_axis, "bottom": IndexAxis("bottom")}
        super().__init__(parent, viewBox=self._view, axisItems=axes)
        self._values: Numbers = np.zeros(0)
        self._marked: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._pointed = -1
        self.hideButtons()
        self._curve = pg.PlotCurveItem(connect="finite")
        self._dots = pg.ScatterPlotItem(size=8, pxMode=True)
        self._place = pg.InfiniteLine(angle=90)
        self._place.hide()
        for item in (self._curve, self._dots, self._place):
            self.addItem(item, ignoreBounds=True)  # the range is always set here
        self._values_axis.setWidth(72)
        for name in ("left", "bottom"):
            self.getAxis(name).enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self._view.sigXRangeChanged.connect(self._draw)
        self.picture_menu = PictureMenu(self, "by axis", numbers, lambda place: actions(self._index_at(place)))
        self.take_theme()

    def show_values(self, values: Numbers, marked: Sequence[int], name: str, axis_name: str) -> None:
        """Show other values by index, NaN where there is none; those of ``marked`` stand out."""
        self._point_at(-1)
        known = values[np.isfinite(values)]
        largest = float(np.abs(known).max(initial=0.0))
        unit = self._values_axis.fit(largest)
        self._values = np.where(np.isfinite(values), values / unit, np.nan)
        self._marked = np.array(marked[:_MAX_MARKED], np.int64)
        self.setLabel("left", name)
        self.setLabel("bottom", axis_name)
        low = min(0.0, float(known.min(initial=0.0)) / unit)
        high = max(0.0, float(known.max(initial=0.0)) / unit)
        margin = 0.05 * (high - low) or 1.0
        count = len(values)
        self._view.setLimits(xMin=-1, xMax=count, minXRange=min(4, count + 1))
        self._view.setRange(yRange=(low - margin * (low < 0), high + margin), padding=0)
        self.show_all()
        self._draw()
        self.setAccessibleName(
            tr("{name} of {count:,} indices, {marked:,} of them marked", name=name, count=count, marked=len(marked))
        )

    def show_all(self) -> None:
        """Undo the zooming."""
        self._view.setXRange(-0.5, max(len(self._values) - 0.5, 0.5), padding=0.01)

    def take_theme(self) -> None:
        theme = current_theme()
        color_plot(self)
        self.showGrid(x=False, y=True, alpha=0.12)
        self._curve.setPen(pg.mkPen(theme.accent, width=1))
        self._dots.setPen(None)
        self._dots.setBrush(QColor(theme.danger))
        self._place.setPen(pg.mkPen(theme.warning))

    def _draw(self) -> None:
        """Draw what is in sight: all of few values, of many the least and the largest of each run."""
        count = len(self._values)
        if not count:
            return
        low, high = self._view.viewRange()[0]
        first, stop = max(math.floor(low) - 1, 0), min(math.ceil(high) + 2, count)
        if stop - first <= 2 * _MAX_RUNS:
            self._curve.setData(np.arange(first, stop, dtype=float), self._values[first:stop])
        else:
            starts = np.linspace(first, stop, _MAX_RUNS, endpoint=False).astype(np.int64)
            runs = self._values[:stop]
            ends = np.stack([np.fmin.reduceat(runs, starts), np.fmax.reduceat(runs, starts)], axis=1)
            self._curve.setData(np.repeat(starts.astype(float), 2), ends.ravel())
        self._dots.setData(self._marked.astype(float), self._values[self._marked])

    def _hover(self, place: QPointF) -> None:
        inside = self._view.sceneBoundingRect().contains(place)
        self._point_at(self._nearest(self._view.mapSceneToView(place).x()) if inside else -1)

    def _index_at(self, place: QPoint) -> int:
        return self._nearest(self._view.mapSceneToView(self.mapToScene(place)).x())

    def _nearest(self, x: float) -> int:
        """The index at a place; a marked one if that is as near as can be pointed at."""
        count = len(self._values)
        if not count:
            return -1
        reach = 4 * self._view.viewPixelSize()[0]
        if len(self._marked):
            nearest = int(self._marked[np.abs(self._marked - x).argmin()])
            if abs(nearest - x) <= reach:
                return nearest
        return min(max(round(x), 0), count - 1)

    def _point_at(self, index: int) -> None:
        if index != self._pointed:
            self._pointed = index
            self._place.setValue(index)
            self._place.setVisible(index >= 0)
            self.hovered.emit(index)

    # what Qt calls

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._pointed >= 0:
            self.activated.emit(self._pointed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.show_all()
