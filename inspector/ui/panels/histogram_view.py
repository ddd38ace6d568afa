"""Histograms with all that goes with them: linear or logarithmic counts, whose they are, how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.analysis.distribution import Distribution
from inspector.analysis.histogram import Histogram
from inspector.sentences import translated
from inspector.text import distinct_texts, number_text
from inspector.ui.widgets.buttons import choice_button
from inspector.ui.widgets.labels import ElidedLabel, plain_label
from inspector.ui.widgets.legend import Legend
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.ui.widgets.theme import MAX_SERIES, depth_color
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.plots.histogram_plot import HistogramPlot

__all__ = ["HistogramView"]

#: How long the last plot may stay while the next one's is not there yet: blanking at once would flicker.
_STALE_MS = 150
#: Between a quantile and its value, which belong on one line.
_NO_BREAK = "\xa0"


class HistogramView(QWidget):
    """The plot of one histogram or several. Show none before a worker has loaded the plotting library.

    ``zoomed`` carries the range that the user looks at, which wants finer bins; ``again_wanted`` comes when the user asks to
    try once more what failed, ``choices_changed`` when other bins are wanted: over all values, or on a logarithmic scale.
    """

    zoomed = Signal(float, float)
    again_wanted = Signal()
    choices_changed = Signal()

    def __init__(self, value_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value_name = value_name
        self._plot: HistogramPlot | None = None
        self.linear = choice_button(tr("Linear"), tr("Counts on a linear axis"))
        self.log = choice_button(tr("Log"), tr("Counts on a logarithmic axis: shows the tails"))
        self.linear.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self.linear)
        group.addButton(self.log)
        self.log.toggled.connect(self._set_log)
        self.log_values = choice_button(tr("Log values"), tr("Values on a logarithmic axis, linear about zero"))
        self.log_values.toggled.connect(lambda _checked: self.choices_changed.emit())
        self.reset = QPushButton(tr("Reset zoom"))
        self.reset.clicked.connect(lambda: self._plot.show_all() if self._plot is not None else None)
        self.reset.hide()
        self.tails = ElidedLabel(role=QPalette.ColorRole.PlaceholderText, elide=Qt.TextElideMode.ElideRight)
        self.whole = QPushButton(tr("Show all values"))
        self.whole.setCheckable(True)
        self.whole.toggled.connect(lambda _checked: self.choices_changed.emit())
        self._hide_tails()
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = plain_label("")
        self.quantiles = plain_label("", "muted", wrap=True)  # in a narrow window, two lines
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(60)
        self._busy.setAccessibleName(tr("The exact histogram is being computed"))
        self.again = QPushButton(tr("Count all"))
        self.again.setToolTip(tr("Read all values and count them exactly"))
        self.again.clicked.connect(self.again_wanted)
        self.again.hide()
        self.legend = Legend()
        self.legend.hide()
        self._stack = PlotStack()
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
        bar.addWidget(self.log_values)
        bar.addSpacing(8)
        bar.addWidget(self._busy)
        bar.addWidget(self.state, 1)
        bar.addWidget(self.reset)
        bar.addWidget(self.again)
        tails = QHBoxLayout()
        tails.addWidget(self.tails, 1)
        tails.addWidget(self.whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.legend)
        layout.addLayout(tails)
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
        return self._stack.sentence

    def begin(self) -> None:
        """Something else is to be shown: forget the last, after a moment if nothing comes."""
        self._stale.start()
        self.legend.show_names(())
        self.quantiles.setText("")
        self.readout.clear()
        self._hide_tails()
        for choice in (self.whole, self.log_values):
            with QSignalBlocker(choice):
                choice.setChecked(False)
        self.say_reading()

    def say_reading(self) -> None:
        """Exact numbers are under way."""
        self.again.hide()
        self._busy.show()
        self.state.set_text(tr("Reading"))

    def show_histograms(
        self,
        histograms: Sequence[Histogram],
        legend: Sequence[str] = (),
        names: Sequence[str] = (),
        *,
        state: str,
        is_exact: bool,
        first_color: int = 0,
        threshold: float = 0.0,
    ) -> None:
        """Show histograms over the same bins; ``state`` says what they count. More is under way unless they are exact.

        ``legend`` says in full what they are of, ``names`` in a letter or two.
        """
        self._stale.stop()
        plot = self._drawn()
        plot.show_histograms(histograms, names, is_exact=is_exact, first_color=first_color, threshold=threshold)
        if len(legend) > MAX_SERIES:
            ends = [(legend[0], partial(depth_color, 0.0)), (legend[-1], partial(depth_color, 1.0))]
            self.legend.show_colors(ends, tr("{count:,} tensors, colored by depth", count=len(legend)))
        else:
            self.legend.show_names(legend, first_color)
        self.state.set_text(state)
        self.again.hide()
        self._busy.setVisible(not is_exact)

    def show_distribution(self, found: Distribution, low: float, high: float, *, what: str = "") -> None:
        """Show the exact distribution of one tensor, whose values lie between ``low`` and ``high``."""
        count = len(found.histogram.counts)
        bins = tr("%n bin", "%n bins", count)
        if found.by_value:
            bins = tr("%n value, one bar", "%n values, one bar each", count)
        state = tr("{bins}, exact", bins=bins if not what else tr("{bins} of {what}", bins=bins, what=what))
        self.show_histograms((found.histogram,), state=state, is_exact=True, threshold=found.threshold)
        values = list(found.quantiles.values())
        texts = distinct_texts([float(value) for value in values], 3)
        parts = [f"{_percent(share)}{_NO_BREAK}{text}" for share, text in zip(found.quantiles, texts, strict=True)]
        self.quantiles.setText(" · ".join(parts))
        exact = [f"{_percent(share)}: {value!r}" for share, value in found.quantiles.items()]
        self.quantiles.setToolTip("\n".join([tr("Quantiles; each is the value of an element"), *exact]))
        self._drawn().mark_values([float(value) for value in values[1:-1]])
        self._show_tails(found, low, high)

    def _show_tails(self, found: Distribution, low: float, high: float) -> None:
        """Name what lies beyond the bins."""
        edges = found.histogram.edges
        parts = []
        if found.below:
            parts.append(
                tr(
                    "{count:,} below {edge} (min {low})",
                    count=found.below,
                    edge=number_text(float(edges[0]), 3),
                    low=number_text(low),
                )
            )
        if found.above:
            parts.append(
                tr(
                    "{count:,} above {edge} (max {high})",
                    count=found.above,
                    edge=number_text(float(edges[-1]), 3),
                    high=number_text(high),
                )
            )
        self.tails.set_text(tr("Not drawn: {parts}", parts=" · ".join(parts)) if parts else "")
        self.tails.setVisible(bool(parts))
        self.whole.setVisible(bool(parts) or self.whole.isChecked())

    def _hide_tails(self) -> None:
        self.tails.hide()
        self.whole.hide()

    def show_detail(self, histograms: Sequence[Histogram]) -> None:
        """Show finer bins of the part looked at, unless the user went back to the whole."""
        self._busy.hide()
        if self._plot is not None and self._plot.is_zoomed:
            self._plot.show_detail(histograms)
            self.state.set_text(
                tr("%n bin (zoomed range), exact", "%n bins (zoomed range), exact", len(histograms[0].counts))
            )

    def zoom_to(self, low: float, high: float) -> None:
        """Look at a part of what is shown."""
        if self._plot is not None:
            self._plot.zoom_to(low, high)

    def show_sentence(self, sentence: str) -> None:
        """Say why there is nothing to draw."""
        self._stale.stop()
        self._busy.hide()
        self.again.hide()
        self.legend.show_names(())
        self.quantiles.setText("")
        self._hide_tails()
        self.state.set_text("")
        self._stack.say(sentence)

    def show_failure(self, error: Exception) -> None:
        """Say why there are no exact numbers; a plot of a sample stays."""
        shows_plot = self._stack.currentWidget() is self._plot and not self._stale.isActive()
        if shows_plot:
            self._busy.hide()
            self.state.set_text(tr("From a sample only: {error}", error=translated(str(error))))
        else:
            self.show_sentence(translated(str(error)))
        self.again.show()

    def say_counting(self, *, counting: bool) -> None:
        """The part looked at is being counted, or no more."""
        self._busy.setVisible(counting)

    def _clear(self) -> None:
        self._stack.say()

    def _drawn(self) -> HistogramPlot:
        if self._plot is None:
            from inspector.ui.plots.histogram_plot import HistogramPlot

            self._plot = HistogramPlot(self._value_name)
            self._plot.set_log(self.log.isChecked())
            self._plot.hovered.connect(self.readout.setText)
            self._plot.zoomed.connect(self.zoomed)
            self._plot.zoom_changed.connect(self.reset.setVisible)
        self._stack.show_plot(self._plot)
        return self._plot

    def _set_log(self, log: bool) -> None:
        if self._plot is not None:
            self._plot.set_log(log)


def _percent(share: float) -> str:
    return f"{100 * share:g}%"
