"""The distribution of a tensor's values: at once from a sample, then exactly, and exactly again of whatever is zoomed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.analysis.histogram import Histogram
from inspector.analysis.statistics import Statistics, statistics
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.document import Selection
from inspector.ui.panels.panel import Panel, PanelContext
from inspector.ui.plotting import PlottingLibrary
from inspector.ui.widgets import plain_label

if TYPE_CHECKING:
    from inspector.ui.histogram_plot import HistogramPlot

__all__ = ["HistogramPanel"]

#: Elements looked at for the first picture, which is there before the exact one of a large tensor.
_SAMPLE = 1 << 16
_BINS = 256
#: How long the last tensor's plot may stay while the next one's is not there yet: blanking at once would flicker.
_STALE_MS = 150


class HistogramPanel(Panel[Histogram | None]):
    """The histogram.

    The exact statistics come by :meth:`show_statistics` or :meth:`count_failed` from whoever computes them for the header,
    who is asked by ``count_again`` to try once more.
    """

    title = "Histogram"

    def __init__(self, context: PanelContext, count_again: Callable[[], None]) -> None:
        super().__init__(context)
        self._count_again = count_again
        self._selection: Selection | None = None
        self._statistics: Statistics | None = None
        self._plot: HistogramPlot | None = None
        self._can_plot = False  # until a worker has imported the plotting library

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        return 10 if entry is not None and entry.dtype.is_numeric and entry.storage is not None and entry.numel else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.linear = _choice("Linear", "Counts on a linear axis")
        self.log = _choice("Log", "Counts on a logarithmic axis: shows the tails")
        self.linear.setChecked(True)
        group = QButtonGroup(page)
        group.addButton(self.linear)
        group.addButton(self.log)
        self.log.toggled.connect(self._set_log)
        self.state = plain_label("", "muted")
        self.readout = plain_label("")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(60)
        self._busy.setAccessibleName("The exact histogram is being computed")
        self.again = QPushButton("Count all")
        self.again.setToolTip("Read all values and count them exactly")
        self.again.clicked.connect(self._start_again)
        self.again.hide()
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self.linear)
        bar.addWidget(self.log)
        bar.addSpacing(8)
        bar.addWidget(self._busy)
        bar.addWidget(self.state)
        bar.addWidget(self.again)
        bar.addStretch(1)
        bar.addWidget(self.readout)
        self._stack = QStackedWidget()
        self._empty = plain_label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._empty)
        self._stale = QTimer(page)
        self._stale.setSingleShot(True)
        self._stale.setInterval(_STALE_MS)
        self._stale.timeout.connect(self._clear)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        return page

    @property
    def plot(self) -> HistogramPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def begin(self, selection: Selection) -> None:
        self._selection, self._statistics = selection, None
        self.context.runner.cancel((self, "detail"))
        self._stale.start()
        self._say_reading()
        self.readout.clear()

    def work(self, selection: Selection, job: Job) -> Histogram | None:
        from inspector.analysis.sampling import sample_histogram

        PlottingLibrary.load(job)
        entry = selection.tensor
        if entry is None or entry.numel <= _SAMPLE:
            return None
        return sample_histogram(entry, elements=_SAMPLE, bins=_BINS, job=job)

    def show(self, selection: Selection, result: Histogram | None) -> None:  # noqa: ARG002 - the panel's signature
        self._can_plot = True
        if self._statistics is not None:
            self._show_exact(self._statistics)
        elif result is not None and result.counts.any():
            self._drawn().show_histogram(result, is_exact=False)
            self.state.setText(f"From a sample of {int(result.counts.sum()):,} values")

    def show_statistics(self, result: Statistics) -> None:
        """Show the exact histogram, as soon as the plot can be made."""
        self._statistics = result
        if self._can_plot:
            self._show_exact(result)

    def failed(self, error: InspectorError) -> None:
        self.count_failed(error)

    def count_failed(self, error: InspectorError) -> None:
        """Say why there is no exact histogram; one of a sample stays."""
        if self._stale.isActive():
            self._stale.stop()
            self._clear()
        self._busy.hide()
        self.again.show()
        if self._stack.currentWidget() is self._plot:
            self.state.setText(f"From a sample only: {error}")
        else:
            self.state.clear()
            self._empty.setText(str(error))

    def _clear(self) -> None:
        self._empty.clear()
        self._stack.setCurrentWidget(self._empty)

    def _start_again(self) -> None:
        self._say_reading()
        self._count_again()

    def _say_reading(self) -> None:
        self.again.hide()
        self._busy.show()
        self.state.setText("Reading")

    @property
    def is_settled(self) -> bool:
        return not self.context.runner.is_running((self, "detail"))

    def _drawn(self) -> HistogramPlot:
        if self._plot is None:
            from inspector.ui.histogram_plot import HistogramPlot

            self._plot = HistogramPlot()
            self._plot.set_log(self.log.isChecked())
            self._plot.hovered.connect(self.readout.setText)
            self._plot.zoomed.connect(self._show_detail)
            self._stack.addWidget(self._plot)
        self._stale.stop()
        self._stack.setCurrentWidget(self._plot)
        return self._plot

    def _show_exact(self, result: Statistics) -> None:
        self._busy.hide()
        self.again.hide()
        if not result.finite:
            self._stale.stop()
            self.state.clear()
            self._empty.setText("None of the values is finite: there is nothing to draw.")
            self._stack.setCurrentWidget(self._empty)
            return
        self._drawn().show_histogram(result.histogram, is_exact=True)
        self.state.setText(f"{len(result.histogram.counts)} bins, exact")

    def _set_log(self, log: bool) -> None:
        if self._plot is not None:
            self._plot.set_log(log)

    def _show_detail(self, low: float, high: float) -> None:
        entry = self._selection.tensor if self._selection is not None else None
        if entry is None or self._statistics is None or self._plot is None:
            return
        plot = self._plot

        def work(job: Job) -> Histogram:
            return statistics(entry, bins=_BINS, range=(low, high), job=job).histogram

        def show(histogram: Histogram) -> None:
            self._busy.hide()
            if plot.is_zoomed:
                plot.show_detail(histogram)
                self.state.setText(f"{len(histogram.counts)} bins of the part shown, exact")

        def failed(_error: InspectorError) -> None:
            self._busy.hide()

        self._busy.show()
        self.context.runner.start((self, "detail"), work, show, failed, "Counting the part shown")


def _choice(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setCheckable(True)
    button.setAutoExclusive(True)
    return button
