"""Histograms with all that goes with them: linear or logarithmic counts, whose they are, how far they can be trusted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.analysis.histogram import Histogram
from inspector.text import number_text
from inspector.ui.widgets.buttons import choice_button
from inspector.ui.widgets.labels import ElidedLabel, plain_label
from inspector.ui.widgets.legend import Legend

if TYPE_CHECKING:
    from inspector.ui.plots.histogram_plot import HistogramPlot

__all__ = ["HistogramView"]

#: The quantiles said below the plot: the median, and what the middle half, and all but the tails, lie between.
_QUANTILES = (0.01, 0.25, 0.5, 0.75, 0.99)
#: How long the last plot may stay while the next one's is not there yet: blanking at once would flicker.
_STALE_MS = 150


class HistogramView(QWidget):
    """The plot of one histogram or several. Show none before a worker has loaded the plotting library.

    ``zoomed`` carries the range that the user looks at, which wants finer bins; ``again_wanted`` comes when the user asks to
    try once more what failed.
    """

    zoomed = Signal(float, float)
    again_wanted = Signal()

    def __init__(self, value_name: str = "value", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value_name = value_name
        self._plot: HistogramPlot | None = None
        self.linear = choice_button("Linear", "Counts on a linear axis")
        self.log = choice_button("Log", "Counts on a logarithmic axis: shows the tails")
        self.linear.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.linear)
        group.addButton(self.log)
        self.log.toggled.connect(self._set_log)
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = plain_label("")
        self.quantiles = ElidedLabel(role=QPalette.ColorRole.PlaceholderText, elide=Qt.TextElideMode.ElideRight)
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(60)
        self._busy.setAccessibleName("The exact histogram is being computed")
        self.again = QPushButton("Count all")
        self.again.setToolTip("Read all values and count them exactly")
        self.again.clicked.connect(self.again_wanted)
        self.again.hide()
        self.legend = Legend()
        self.legend.hide()
        self._empty = plain_label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(_STALE_MS)
        self._stale.timeout.connect(self._clear)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self.linear)
        bar.addWidget(self.log)
        bar.addSpacing(8)
        bar.addWidget(self._busy)
        bar.addWidget(self.state, 1)
        bar.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.legend)
        foot = QHBoxLayout()
        foot.addWidget(self.quantiles, 1)
        foot.addWidget(self.readout)
        layout.addLayout(foot)

    @property
    def plot(self) -> HistogramPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    @property
    def sentence(self) -> str:
        """What stands in place of a plot."""
        return self._empty.text() if self._stack.currentWidget() is self._empty else ""

    def begin(self) -> None:
        """Something else is to be shown: forget the last, after a moment if nothing comes."""
        self._stale.start()
        self.legend.show_names(())
        self.quantiles.set_text("")
        self.readout.clear()
        self.say_reading()

    def say_reading(self) -> None:
        """Exact numbers are under way."""
        self.again.hide()
        self._busy.show()
        self.state.set_text("Reading")

    def show_histograms(
        self,
        histograms: Sequence[Histogram],
        legend: Sequence[str] = (),
        names: Sequence[str] = (),
        *,
        state: str,
        is_exact: bool,
        first_color: int = 0,
    ) -> None:
        """Show histograms over the same bins; ``state`` says what they count. More is under way unless they are exact.

        ``legend`` says in full what they are of, ``names`` in a letter or two.
        """
        self._stale.stop()
        plot = self._drawn()
        plot.show_histograms(histograms, names, is_exact=is_exact, first_color=first_color)
        self.legend.show_names(legend, first_color)
        self.state.set_text(state)
        self.again.hide()
        self._busy.setVisible(not is_exact)

    def show_quantiles(self, histogram: Histogram, low: float, high: float) -> None:
        """Say and mark the quantiles of the one histogram shown, of values from ``low`` to ``high``.

        They are as exact as its bins are narrow; where ``low`` is an int all values are, and so are the quantiles of them.
        """
        values = [min(max(histogram.quantile(share), low), high) for share in _QUANTILES]
        width = min(float(histogram.edges[1] - histogram.edges[0]), high - low)
        if isinstance(low, int) and width <= 1:
            values = [float(round(value)) for value in values]
        texts = [f"{share:.0%} {_rounded(value, width)}" for share, value in zip(_QUANTILES, values, strict=True)]
        self.quantiles.set_text(f"Quantiles: {'  ·  '.join(texts)}")
        self.quantiles.setToolTip(f"Counted in bins: up to {number_text(width, 2)} away from the exact ones")
        self._drawn().mark_values(values)

    def show_detail(self, histograms: Sequence[Histogram]) -> None:
        """Show finer bins of the part looked at, unless the user went back to the whole."""
        self._busy.hide()
        if self._plot is not None and self._plot.is_zoomed:
            self._plot.show_detail(histograms)
            self.state.set_text(f"{len(histograms[0].counts)} bins of the part shown, exact")

    def show_sentence(self, sentence: str) -> None:
        """Say why there is nothing to draw."""
        self._stale.stop()
        self._busy.hide()
        self.again.hide()
        self.legend.show_names(())
        self.quantiles.set_text("")
        self.state.set_text("")
        self._empty.setText(sentence)
        self._stack.setCurrentWidget(self._empty)

    def show_failure(self, error: Exception) -> None:
        """Say why there are no exact numbers; a plot of a sample stays."""
        shows_plot = self._stack.currentWidget() is self._plot and not self._stale.isActive()
        if shows_plot:
            self._busy.hide()
            self.state.set_text(f"From a sample only: {error}")
        else:
            self.show_sentence(str(error))
        self.again.show()

    def say_counting(self, *, counting: bool) -> None:
        """The part looked at is being counted, or no more."""
        self._busy.setVisible(counting)

    def _clear(self) -> None:
        self._empty.clear()
        self._stack.setCurrentWidget(self._empty)

    def _drawn(self) -> HistogramPlot:
        if self._plot is None:
            from inspector.ui.plots.histogram_plot import HistogramPlot

            self._plot = HistogramPlot(self._value_name)
            self._plot.set_log(self.log.isChecked())
            self._plot.hovered.connect(self.readout.setText)
            self._plot.zoomed.connect(self.zoomed)
            self._stack.addWidget(self._plot)
        self._stack.setCurrentWidget(self._plot)
        return self._plot

    def _set_log(self, log: bool) -> None:
        if self._plot is not None:
            self._plot.set_log(log)


def _rounded(value: float, precision: float) -> str:
    """A value in as many digits as tell it from one that is ``precision`` away."""
    largest = max(abs(value), precision)
    digits = 1 + max(0, math.ceil(math.log10(largest / precision))) if precision > 0 else 5
    return number_text(0.0 if abs(value) < precision / 2 else value, min(digits, 5))
