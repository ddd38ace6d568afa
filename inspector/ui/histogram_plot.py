"""The plot of one histogram. Importing this module imports pyqtgraph, which takes a while: do it in a worker thread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from inspector.analysis.histogram import Histogram
from inspector.text import number_text
from inspector.ui.theme import Themed, current_theme

__all__ = ["HistogramPlot"]

#: Where a bar of no values ends on a logarithmic axis: below the bar of one.
_LOG_FLOOR = -0.3
_ZOOM_SETTLE_MS = 120
Floats = npt.NDArray[np.float64]


class _CountAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Counts: whole numbers, or powers of ten where the heights are logarithms."""

    is_log = False

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        if self.is_log:
            return [(1.0, 0.0)]
        return [(max(1.0, spacing), 0.0) for spacing, _ in super().tickSpacing(low, high, size)][:2]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        if self.is_log:
            return [_power_text(value) if value >= 0 else "" for value in values]
        return [f"{value:,.0f}" for value in values]


def _power_text(exponent: float) -> str:
    return f"{10 ** round(exponent):,}" if exponent < 6 else f"1e{round(exponent)}"


class HistogramPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Bars of counts. ``hovered`` carries what the bin under the mouse says, "" for none; ``zoomed`` the range shown.

    Only the values axis can be zoomed and moved; the counts follow. A double click shows everything again.
    """

    hovered = Signal(str)
    zoomed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=True, y=False)
        self._counts = _CountAxis("left")
        super().__init__(parent, viewBox=self._view, axisItems={"left": self._counts})
        self.histogram: Histogram | None = None
        self._whole: Histogram | None = None
        self._log = False
        self._is_exact = True
        self.hideButtons()
        self._bars = pg.PlotCurveItem()
        self._bin = pg.PlotCurveItem()
        self.addItem(self._bars)
        self.addItem(self._bin)
        self.setLabel("bottom", "value")
        self.setLabel("left", "count")
        self._counts.setWidth(64)
        self.getAxis("bottom").enableAutoSIPrefix(False)
        self._counts.enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self._zooming = QTimer(self)
        self._zooming.setSingleShot(True)
        self._zooming.setInterval(_ZOOM_SETTLE_MS)
        self._zooming.timeout.connect(self._report_zoom)
        self._view.sigXRangeChanged.connect(self._zooming.start)
        self.take_theme()

    def show_histogram(self, histogram: Histogram, *, is_exact: bool) -> None:
        """Show the histogram of a whole tensor, all of it. A histogram that is not exact is drawn paler."""
        self._whole = histogram
        self._is_exact = is_exact
        low, high = float(histogram.edges[0]), float(histogram.edges[-1])
        span = high - low
        if np.isfinite(span) and span > 0:
            self._view.setLimits(xMin=low - span / 4, xMax=high + span / 4, minXRange=span * 1e-9)
        self._draw(histogram)
        self.show_all()

    def show_detail(self, histogram: Histogram) -> None:
        """Show finer bins of the range now visible."""
        self._draw(histogram)

    def show_all(self) -> None:
        """Undo the zooming."""
        if self._whole is not None:
            self._draw(self._whole)
            self._view.setXRange(float(self._whole.edges[0]), float(self._whole.edges[-1]), padding=0.02)
            self._zooming.stop()

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole range is visible."""
        if self._whole is None:
            return False
        low, high = self._view.viewRange()[0]
        return bool(low > self._whole.edges[0] or high < self._whole.edges[-1])

    @property
    def is_log(self) -> bool:
        """Whether the counts are on a logarithmic axis."""
        return self._log

    def set_log(self, log: bool) -> None:
        """Put the counts on a logarithmic or a linear axis."""
        self._log = log
        self._counts.is_log = log
        self._counts.picture = None
        if self.histogram is not None:
            self._draw(self.histogram)

    def take_theme(self) -> None:
        theme = current_theme()
        self.setBackground(theme.base)
        for name in ("left", "bottom"):
            axis = self.getAxis(name)
            axis.setPen(pg.mkPen(theme.border))
            axis.setTextPen(pg.mkPen(theme.muted))
        self.showGrid(x=False, y=True, alpha=0.12)
        self._color()

    def _color(self) -> None:
        theme = current_theme()
        bars = QColor(theme.accent)
        if not self._is_exact:
            bars.setAlphaF(0.45)
        self._bars.setPen(None)
        self._bars.setBrush(bars)
        self._bin.setPen(None)
        self._bin.setBrush(QColor(theme.warning))

    def _heights(self, counts: npt.NDArray[np.int64]) -> Floats:
        if not self._log:
            return counts.astype(np.float64)
        return np.where(counts > 0, np.log10(np.maximum(counts, 1)), _LOG_FLOOR)

    def _draw(self, histogram: Histogram) -> None:
        self.histogram = histogram
        floor = _LOG_FLOOR if self._log else 0.0
        heights = self._heights(histogram.counts)
        self._bars.setData(histogram.edges, heights, stepMode="center", fillLevel=floor)
        self._bin.hide()
        self._color()
        top = float(heights.max(initial=floor))
        self._view.setYRange(floor, top + (top - floor) * 0.06 or 1.0, padding=0)
        total = int(histogram.counts.sum())
        self.setAccessibleName(
            f"Histogram of {total:,} values in {len(histogram.counts)} bins "
            f"from {number_text(float(histogram.edges[0]))} to {number_text(float(histogram.edges[-1]))}"
        )

    def _report_zoom(self) -> None:
        if self._whole is None:
            return
        if not self.is_zoomed:
            self._draw(self._whole)
            return
        low, high = self._view.viewRange()[0]
        low, high = max(low, float(self._whole.edges[0])), min(high, float(self._whole.edges[-1]))
        if low < high:
            self.zoomed.emit(low, high)

    def _hover(self, place: QPointF) -> None:
        histogram = self.histogram
        if histogram is None or not self._view.sceneBoundingRect().contains(place):
            self._leave()
            return
        value = self._view.mapSceneToView(place).x()
        edges, counts = histogram.edges, histogram.counts
        if not edges[0] <= value <= edges[-1]:
            self._leave()
            return
        index = min(int(np.searchsorted(edges, value, side="right")) - 1, len(counts) - 1)
        floor = _LOG_FLOOR if self._log else 0.0
        heights = self._heights(counts[index : index + 1])
        self._bin.setData(edges[index : index + 2], heights, stepMode="center", fillLevel=floor)
        self._bin.show()
        total = int(counts.sum())
        share = f" ({counts[index] / total:.2%})" if total else ""
        low, high = number_text(float(edges[index]), 6), number_text(float(edges[index + 1]), 6)
        last = "]" if index == len(counts) - 1 else ")"
        self.hovered.emit(f"[{low}, {high}{last}: {int(counts[index]):,}{share}")

    def _leave(self) -> None:
        self._bin.hide()
        self.hovered.emit("")

    # what Qt calls

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.show_all()
            event.accept()
