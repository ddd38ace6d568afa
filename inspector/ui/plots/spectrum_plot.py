"""The plot of singular values. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.analysis.spectrum import Spectrum
from inspector.text import number_text
from inspector.ui.plots.index_axis import IndexAxis
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["SpectrumPlot"]

#: Powers of ten below the largest value that a logarithmic axis shows: what lies deeper is rounding.
_MAX_DECADES = 16.0
#: Largest values beyond these are the unit of the axis: pyqtgraph reckons with differences and products of them.
_SMALL, _LARGE = 1e-150, 1e150


class _ValueAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Singular values in units of ``unit``, or the powers of ten of those."""

    is_log = False
    unit = 1.0

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        return [number_text((10.0**value if self.is_log else value) * self.unit) for value in values]


class SpectrumPlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """A curve that falls from the largest singular value to the smallest.

    ``hovered`` carries the number of the one under the mouse, counted from 0, and -1 for none.
    """

    hovered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=False, y=False)
        self._values = _ValueAxis("left")
        super().__init__(parent, viewBox=self._view, axisItems={"left": self._values, "bottom": IndexAxis("bottom")})
        self.spectrum: Spectrum | None = None
        self._log = False
        self._curve = pg.PlotCurveItem()
        self._floor = pg.InfiniteLine(angle=0)
        self._place = pg.InfiniteLine(angle=90)
        self._pointed = -1
        self._place.hide()
        for item in (self._curve, self._floor, self._place):
            self.addItem(item, ignoreBounds=True)  # the range is always set here
        self.hideButtons()
        self.setLabel("bottom", tr("Index (descending)"))
        self.setLabel("left", tr("singular value"))
        self._values.setWidth(72)
        for name in ("left", "bottom"):
            self.getAxis(name).enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self.picture_menu = PictureMenu(self, "spectrum", self.numbers)
        self.take_theme()

    @property
    def is_log(self) -> bool:
        """Whether the values are on a logarithmic axis."""
        return self._log

    def set_log(self, log: bool) -> None:
        """Put the values on a logarithmic or a linear axis."""
        self._log = self._values.is_log = log
        self._draw()

    def show_spectrum(self, spectrum: Spectrum) -> None:
        """Show other singular values."""
        self.spectrum = spectrum
        self._point_at(-1)
        self.setLabel("left", tr("singular value (estimate)") if spectrum.is_estimate else tr("singular value"))
        self._draw()
        values = spectrum.values
        low, high = number_text(float(values[0])), number_text(float(values[-1]))
        name = tr(
            "%n singular value from {low} to {high}",
            "%n singular values from {low} to {high}",
            len(values),
            low=low,
            high=high,
        )
        if spectrum.is_estimate:
            name = tr(
                "%n estimated singular value from {low} to {high}",
                "%n estimated singular values from {low} to {high}",
                len(values),
                low=low,
                high=high,
            )
        self.setAccessibleName(name)

    def numbers(self) -> list[Sequence[object]]:
        """The singular values, the largest first."""
        values = [] if self.spectrum is None else self.spectrum.values.tolist()
        is_estimate = self.spectrum is not None and self.spectrum.is_estimate
        return [
            ["index", "estimated singular value" if is_estimate else "singular value"],
            *enumerate(values, 1),
        ]

    def _draw(self) -> None:
        if self.spectrum is None:
            return
        values = self.spectrum.values
        largest = float(values[0]) or 1.0
        self._values.unit = unit = 1.0 if _SMALL < largest < _LARGE else largest
        self._values.picture = None  # what was drawn of the axis has other numbers
        least = largest * 10**-_MAX_DECADES
        heights = self._heights(np.maximum(values, least) / unit)
        self._curve.setData(np.arange(1, len(values) + 1), heights)
        self._floor.setValue(self._heights(np.array([max(self.spectrum.floor, least) / unit]))[0])
        high = float(heights[0])
        low = min(float(heights[-1]), high - 1) if self._log else 0.0
        self._view.setRange(xRange=(1, len(values)), yRange=(low, high + (high - low) * 0.05), padding=0.01)

    def _heights(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.log10(values) if self._log else values

    def take_theme(self) -> None:
        theme = current_theme()
        color_plot(self)
        self.showGrid(x=False, y=True, alpha=0.12)
        self._curve.setPen(pg.mkPen(theme.accent, width=2))
        self._floor.setPen(pg.mkPen(theme.faint, style=Qt.PenStyle.DashLine))
        self._place.setPen(pg.mkPen(theme.warning))

    def _hover(self, place: QPointF) -> None:
        count = len(self.spectrum.values) if self.spectrum is not None else 0
        x = self._view.mapSceneToView(place).x() if self._view.sceneBoundingRect().contains(place) else math.nan
        self._point_at(min(max(round(x), 1), count) - 1 if count and not math.isnan(x) else -1)

    def _point_at(self, number: int) -> None:
        if number != self._pointed:
            self._pointed = number
            self._place.setValue(number + 1)
            self._place.setVisible(number >= 0)
            self.hovered.emit(number)

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._point_at(-1)
