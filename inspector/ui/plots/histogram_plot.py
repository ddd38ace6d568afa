"""The plot of histograms, one or several over the same bins.

Importing this module imports pyqtgraph, which takes a while: do it in a worker thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from inspector.analysis.distribution import log_places, places_to_values
from inspector.analysis.histogram import Histogram
from inspector.text import count_text, distinct_texts, number_text
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.widgets.theme import MAX_SERIES, Themed, current_theme, depth_color, series_color
from inspector.wording import local_number, tr

__all__ = ["HistogramPlot"]

#: Where a bar of no values ends on a logarithmic axis: below the bar of one.
_LOG_FLOOR = -0.3
_ZOOM_SETTLE_MS = 120
#: Values beyond this are drawn in units of it: sums and differences of the largest floats would be infinite.
_HUGE = 1e300
#: And all that are smaller in units of the largest: Qt dies of shares of the smallest floats.
_TINY = 1e-290
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
        return [_count_text(value) for value in values]


class _ValueAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Values, in units of ``unit``; with a ``threshold``, on a scale that is logarithmic beyond it."""

    unit = 1.0
    threshold = 0.0

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        if self.threshold:
            return [(max(1.0, math.ceil((high - low) / 8)), 0.0)]
        spacing: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        return spacing

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.threshold:
            return [number_text(value, 2) for value in self.to_values(np.array(values))]
        if self.unit == 1.0:
            return [local_number(text) for text in super().tickStrings(values, scale, spacing)]
        return [number_text(value * self.unit) for value in values]

    def to_places(self, values: Floats) -> Floats:
        """Where values are drawn."""
        return log_places(values, self.threshold) if self.threshold else values / self.unit

    def to_values(self, places: Floats) -> Floats:
        """What is drawn at places."""
        return places_to_values(places, self.threshold) if self.threshold else places * self.unit


def _count_text(count: float) -> str:
    """A whole number that is short enough for the axis."""
    return local_number(f"{count / 1e6:,g}M" if count >= 1e6 else f"{count:,.0f}")


def _power_text(exponent: float) -> str:
    return count_text(10 ** round(exponent)) if exponent < 6 else f"1e{round(exponent)}"


def _unit(largest: float) -> float:
    """What values up to ``largest`` are drawn in units of: 1 unless that is beyond what can be drawn."""
    if largest > _HUGE:
        return _HUGE
    return largest if 0 < largest < _TINY else 1.0


class HistogramPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Bars of counts, those of several histograms over one another.

    ``hovered`` carries what the bin under the mouse says, "" for none; ``zoomed`` the range shown, ``zoom_changed`` whether
    that is less than all. Only the values axis can
    be zoomed and moved; the counts follow. A double click shows everything again.
    """

    hovered = Signal(str)
    zoomed = Signal(float, float)
    zoom_changed = Signal(bool)

    def __init__(self, value_name: str = "", parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=True, y=False)
        self._counts = _CountAxis("left")
        self._values = _ValueAxis("bottom")
        super().__init__(parent, viewBox=self._view, axisItems={"left": self._counts, "bottom": self._values})
        self.histograms: tuple[Histogram, ...] = ()
        self.names: tuple[str, ...] = ()
        self._whole: tuple[Histogram, ...] = ()
        self._first_color = 0
        self._log = False
        self._is_exact = True
        self.hideButtons()
        self._bars: list[pg.PlotCurveItem] = []
        self._marked: list[pg.InfiniteLine] = []
        self._bin = pg.PlotCurveItem()
        self.addItem(self._bin, ignoreBounds=True)
        self.setLabel("bottom", value_name or tr("value"))
        self.setLabel("left", tr("count"))
        self._counts.setWidth(64)
        self._values.enableAutoSIPrefix(False)
        self._counts.enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self._zooming = QTimer(self)
        self._zooming.setSingleShot(True)
        self._zooming.setInterval(_ZOOM_SETTLE_MS)
        self._zooming.timeout.connect(self._report_zoom)
        self._view.sigXRangeChanged.connect(self._zooming.start)
        self.picture_menu = PictureMenu(self, "histogram", self.numbers)
        self.take_theme()

    def show_histograms(
        self,
        histograms: Sequence[Histogram],
        names: Sequence[str] = (),
        *,
        is_exact: bool,
        first_color: int = 0,
        threshold: float = 0.0,
    ) -> None:
        """Show histograms over the same bins, whole. ``names``, short ones, are said when hovering over several.

        Histograms that are not exact are drawn paler. The first has the series color ``first_color``. Values beyond a
        ``threshold`` are on a logarithmic scale.
        """
        self._unmark()
        self._values.threshold = threshold
        self._values.picture = None
        self._whole = tuple(histograms)
        self.names = tuple(names)
        self._is_exact = is_exact
        self._first_color = first_color
        edges = self._whole[0].edges
        self._values.unit = _unit(float(max(-edges[0], edges[-1])))
        low, high = self._range
        span = high - low
        if span > 0:
            self._view.setLimits(xMin=low - span / 4, xMax=high + span / 4, minXRange=span * 1e-9)
        self.show_all()

    def mark_values(self, values: Sequence[float]) -> None:
        """Draw a line at each of some values, until other histograms are shown; the one in the middle stands out."""
        self._unmark()
        for number, value in enumerate(values):
            self._marked.append(pg.InfiniteLine(float(self._values.to_places(np.array([value]))[0]), angle=90))
            self._marked[-1].setZValue(2)
            self.addItem(self._marked[-1], ignoreBounds=True)
            self._marked[-1].is_middle = 2 * number + 1 == len(values)
        self._color()

    def _unmark(self) -> None:
        while self._marked:
            self.removeItem(self._marked.pop())

    def numbers(self) -> list[Sequence[object]]:
        """The bins shown: where each begins and ends, and how many values of each tensor are in it."""
        if not self.histograms:
            return []
        edges = self.histograms[0].edges.tolist()
        several = len(self.histograms) > 1 and len(self.names) == len(self.histograms)
        counts = [histogram.counts.tolist() for histogram in self.histograms]
        headings = ["from", "to", *(self.names if several else ["count"] * len(counts))]
        return [headings, *zip(edges, edges[1:], *counts, strict=False)]

    def show_detail(self, histograms: Sequence[Histogram]) -> None:
        """Show finer bins of the range now visible."""
        self._draw(tuple(histograms))

    def show_all(self) -> None:
        """Undo the zooming."""
        if self._whole:
            self._draw(self._whole)
            self._view.setXRange(*self._range, padding=0.02)
            self._zooming.stop()
            self.zoom_changed.emit(False)

    def zoom_to(self, low: float, high: float) -> None:
        """Look at the values between two; who listens is told of it a moment later."""
        first, last = self._values.to_places(np.array([low, high]))
        self._view.setXRange(float(first), float(last), padding=0)

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole range is visible."""
        if not self._whole:
            return False
        low, high = self._view.viewRange()[0]
        return bool(low > self._range[0] or high < self._range[1])

    @property
    def _range(self) -> tuple[float, float]:
        """Where all that can be shown begins and ends, as it is drawn."""
        edges = self._values.to_places(self._whole[0].edges)
        return float(edges[0]), float(edges[-1])

    @property
    def is_log(self) -> bool:
        """Whether the counts are on a logarithmic axis."""
        return self._log

    def set_log(self, log: bool) -> None:
        """Put the counts on a logarithmic or a linear axis."""
        self._log = log
        self._counts.is_log = log
        self._counts.picture = None
        if self.histograms:
            self._draw(self.histograms)

    def take_theme(self) -> None:
        color_plot(self)
        self.showGrid(x=False, y=True, alpha=0.12)
        self._color()

    def _color(self) -> None:
        """One histogram is filled; of several the outline tells more, and what lies below shows through."""
        many = len(self._bars) > MAX_SERIES
        for number, bars in enumerate(self._bars, self._first_color):
            color = depth_color((number - self._first_color) / (len(self._bars) - 1)) if many else series_color(number)
            outline, fill = QColor(color), QColor(color)
            if many:
                fill.setAlpha(0)
                bars.setPen(pg.mkPen(outline, width=1))
            elif len(self._bars) > 1:
                fill.setAlphaF(0.28 if self._is_exact else 0.14)
                outline.setAlphaF(1.0 if self._is_exact else 0.5)
                style = Qt.PenStyle.DashLine if number % 2 else Qt.PenStyle.SolidLine  # equal ones show both colours
                bars.setPen(pg.mkPen(outline, width=1.5, style=style))
            else:
                fill.setAlphaF(1.0 if self._is_exact else 0.45)
                bars.setPen(None)
            bars.setBrush(fill)
        for line in self._marked:
            style = Qt.PenStyle.DashLine if line.is_middle else Qt.PenStyle.DotLine
            line.setPen(pg.mkPen(current_theme().muted, style=style))
        self._bin.setPen(None)
        self._bin.setBrush(QColor(current_theme().warning))

    def _heights(self, counts: npt.NDArray[np.int64]) -> Floats:
        if not self._log:
            return counts.astype(np.float64)
        return np.where(counts > 0, np.log10(np.maximum(counts, 1)), _LOG_FLOOR)

    def _draw(self, histograms: tuple[Histogram, ...]) -> None:
        self.histograms = histograms
        while len(self._bars) < len(histograms):
            self._bars.append(pg.PlotCurveItem())
            self.addItem(self._bars[-1], ignoreBounds=True)  # the range is always set here
        while len(self._bars) > len(histograms):
            self.removeItem(self._bars.pop())
        floor = _LOG_FLOOR if self._log else 0.0
        heights = [self._heights(histogram.counts) for histogram in histograms]
        for bars, histogram, height in zip(self._bars, histograms, heights, strict=True):
            bars.setData(self._values.to_places(histogram.edges), height, stepMode="center", fillLevel=floor)
        self._bin.hide()
        self._color()
        top = max(float(height.max(initial=floor)) for height in heights)
        self._view.setYRange(floor, top + (top - floor) * 0.06 or 1.0, padding=0)
        edges = histograms[0].edges
        totals = tr(" and ").join(count_text(int(histogram.counts.sum())) for histogram in histograms)
        self.setAccessibleName(
            tr(
                "Histogram of {totals} values in {bins} bins from {low} to {high}",
                totals=totals,
                bins=len(edges) - 1,
                low=number_text(float(edges[0])),
                high=number_text(float(edges[-1])),
            )
        )

    def _report_zoom(self) -> None:
        if not self._whole:
            return
        self.zoom_changed.emit(self.is_zoomed)
        if not self.is_zoomed:
            self._draw(self._whole)
            return
        shown = self._view.viewRange()[0]
        low, high = max(shown[0], self._range[0]), min(shown[1], self._range[1])
        if low < high:
            span = self._values.to_values(np.array([low, high]))
            self.zoomed.emit(float(span[0]), float(span[1]))

    def _hover(self, place: QPointF) -> None:
        if not self.histograms or not self._view.sceneBoundingRect().contains(place):
            self._leave()
            return
        value = float(self._values.to_values(np.array([self._view.mapSceneToView(place).x()]))[0])
        edges = self.histograms[0].edges
        if not edges[0] <= value <= edges[-1]:
            self._leave()
            return
        index = min(int(np.searchsorted(edges, value, side="right")) - 1, len(edges) - 2)
        self._mark(index)
        self.hovered.emit(self._text_of(index))

    def _mark(self, index: int) -> None:
        """Draw one bin in another colour; where several lie over one another, a column behind them."""
        floor, top = (_LOG_FLOOR if self._log else 0.0), self._view.viewRange()[1][1]
        several = len(self.histograms) > 1
        heights = np.array([top]) if several else self._heights(self.histograms[0].counts[index : index + 1])
        self._bin.setZValue(-1 if several else 1)
        self._bin.setOpacity(0.3 if several else 1.0)
        edges = self._values.to_places(self.histograms[0].edges[index : index + 2])
        self._bin.setData(edges, heights, stepMode="center", fillLevel=floor)
        self._bin.show()

    def _text_of(self, index: int) -> str:
        """What one bin holds."""
        edges = self.histograms[0].edges
        low, high = distinct_texts((float(edges[index]), float(edges[index + 1])), 6)
        last = "]" if index == len(edges) - 2 else ")"
        parts = []
        if len(self.histograms) > MAX_SERIES:
            counts = [int(histogram.counts[index]) for histogram in self.histograms]
            most = self.names[int(np.argmax(counts))] if self.names else ""
            text = f"[{low}, {high}{last}: {count_text(sum(counts))}"
            return tr("{bin}, most of {key}", bin=text, key=most) if most and any(counts) else text
        for number, histogram in enumerate(self.histograms):
            count, total = int(histogram.counts[index]), int(histogram.counts.sum())
            name = f"{self.names[number]} " if number < len(self.names) and len(self.histograms) > 1 else ""
            parts.append(name + count_text(count) + (local_number(f" ({count / total:.2%})") if total else ""))
        return f"[{low}, {high}{last}: {' · '.join(parts)}"

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
