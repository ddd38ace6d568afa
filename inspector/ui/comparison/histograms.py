"""The distributions of both sides over one another, and that of their difference.

What the comparison counted is shown at once; of large tensors that is a part of the elements, and the exact counts follow by
:meth:`BinnedPanel.show_exact` from whoever has the pair read again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QWidget

from inspector.analysis.histogram import Histogram
from inspector.analysis.overlay import overlaid
from inspector.comparing.results import PairResult
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.ui.comparison.panel import PairContext, PairPanel, is_complex, is_drawable
from inspector.ui.panels.histogram_view import HistogramView
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.ui.plots.histogram_plot import HistogramPlot

__all__ = ["BinnedPanel", "DifferenceHistogramPanel", "HistogramsPanel", "about_zero"]


_LETTERS = ("A", "B")


class BinnedPanel(PairPanel):
    """A panel of histograms of a pair. ``count_again`` is called when the user wants to try again what failed."""

    value_name = ""

    def __init__(self, context: PairContext, count_again: Callable[[], None]) -> None:
        super().__init__(context)
        self._count_again = count_again
        self._result: PairResult | None = None
        self._jobs: PanelJobs | None = None
        self._can_plot = False  # until a worker has imported the plotting library

    def make(self) -> QWidget:
        self.view = HistogramView(self.value_name)
        self.view.zoomed.connect(self.count_part)
        self.view.again_wanted.connect(self._start_again)
        return self.view

    @property
    def plot(self) -> HistogramPlot | None:
        """The plot, once there was something to plot."""
        return self.view.plot

    def begin(self, subject: PairResult, jobs: PanelJobs) -> None:
        self._result, self._jobs = subject, jobs
        self.view.begin()
        jobs.start(PlottingLibrary.load, self._show_first, self.view.show_failure, purpose="plot")

    def _show_first(self, _none: None) -> None:
        """The plot can be made: show what is known by now."""
        self._can_plot = True
        assert self._result is not None
        self.draw(self._result)

    def count_failed(self, error: InspectorError) -> None:
        """Say why there is no exact histogram; one of a sample stays."""
        self.view.show_failure(error)

    def show_exact(self, result: PairResult) -> None:
        """Show what all elements were counted for, as soon as the plot can be made."""
        self._result = result
        if self._can_plot:
            self.draw(result)

    def draw(self, result: PairResult) -> None:
        """Show the histograms of a result."""
        raise NotImplementedError

    def count_part(self, low: float, high: float) -> None:
        """Show finer bins of a range, where they can be had."""

    def show_counts(self, result: PairResult, histograms: Sequence[Histogram], legend: Sequence[str]) -> None:
        """Show histograms of the result's difference, and say how many elements they count."""
        every = result.difference.binned_every if result.difference is not None else 1
        bins = tr("%n bin", "%n bins", len(histograms[0].counts))
        state = (
            tr("{bins}, exact", bins=bins)
            if every == 1
            else tr("{bins}, from 1 in {every:,} elements", bins=bins, every=every)
        )
        if is_complex(result):
            state = tr("Magnitudes. {state}", state=state)
        self.view.show_histograms(histograms, legend, _LETTERS, state=state, is_exact=every == 1)

    def _start_again(self) -> None:
        self.view.say_reading()
        self._count_again()


class HistogramsPanel(BinnedPanel):
    """Both sides over common bins, or the only one that has numbers."""

    title = translatable("Histograms")

    def accepts(self, subject: PairResult) -> int:
        return 10 if _sides(subject) else 0

    def draw(self, result: PairResult) -> None:
        found = result.difference.histograms if result.difference is not None else None
        if found is not None:
            self.show_counts(result, found, self.context.legend)
            return
        sides = _sides(result)
        legend = ["A = B"] if result.is_bitwise else [self.context.legend[number] for number in sides]

        def show(histograms: list[Histogram]) -> None:
            if any(histogram.counts.any() for histogram in histograms):
                state = tr("{bins}, exact", bins=tr("%n bin", "%n bins", len(histograms[0].counts)))
                self.view.show_histograms(
                    histograms, legend, _LETTERS, state=state, is_exact=True, first_color=min(sides)
                )
            else:
                self.view.show_sentence(tr("No finite values to plot."))

        self._count(list(sides.values()), None, show, self.view.show_failure)

    def count_part(self, low: float, high: float) -> None:
        if self._result is None:
            return

        def failed(_error: InspectorError) -> None:
            self.view.say_counting(counting=False)

        self.view.say_counting(counting=True)
        self._count(list(_sides(self._result).values()), (low, high), self.view.show_detail, failed)

    def _count(
        self,
        sides: Sequence[TensorEntry],
        span: tuple[float, float] | None,
        show: Callable[[list[Histogram]], None],
        failed: Callable[[InspectorError], None],
    ) -> None:
        """Histograms by reading the sides: of what was not compared in numbers, or of a part of the range."""

        def work(job: Job) -> list[Histogram]:
            return overlaid(sides, range=span, job=job)

        if self._jobs is not None:
            self._jobs.start(work, show, failed, tr("Counting the elements"), purpose="count")


class DifferenceHistogramPanel(BinnedPanel):
    """The histogram of ``b - a``."""

    title = translatable("Difference")
    value_name = "b - a"

    def accepts(self, subject: PairResult) -> int:
        return 9 if subject.difference is not None and subject.difference.differences is not None else 0

    def draw(self, result: PairResult) -> None:
        found = result.difference.histogram_of_difference if result.difference is not None else None
        if found is None:
            self.view.show_sentence(tr("No element is finite in both."))
            return
        self.show_counts(result, (found if is_complex(result) else about_zero(found),), ())


def about_zero(histogram: Histogram) -> Histogram:
    """The histogram with an empty bin at one end, so that zero is in the middle."""
    edges, counts = histogram.edges, histogram.counts
    low, high = float(edges[0]), float(edges[-1])
    if -high < low:
        return Histogram(np.concatenate(([-high], edges)), np.concatenate(([0], counts)))
    if high < -low:
        return Histogram(np.concatenate((edges, [-low])), np.concatenate((counts, [0])))
    return histogram


def _sides(result: PairResult) -> dict[int, TensorEntry]:
    """The sides to draw by number, A being 0: those with numbers, one of them if both are the same."""
    both = {number: side for number, side in enumerate((result.a, result.b)) if side is not None and is_drawable(side)}
    return {0: both[0]} if result.is_bitwise and 0 in both else both
