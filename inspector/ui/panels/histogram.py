"""The distribution of a tensor's values: at once from a sample, then exactly, and exactly again of whatever is zoomed to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.analysis.distribution import Distribution, Scale, Span, distribution
from inspector.analysis.histogram import Histogram
from inspector.analysis.overlay import MAX_CURVES, middle_of, overlaid, spread
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.names.layers import role_of
from inspector.names.tree import NO_ENTRY
from inspector.operations.statistics import Statistics
from inspector.tensors.entries import TensorEntry
from inspector.ui.document.document import Selection, each_tensor, tensors_of
from inspector.ui.panels.histogram_view import HistogramView
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.theme import MAX_SERIES
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.ui.plots.histogram_plot import HistogramPlot

__all__ = ["HistogramPanel"]

#: Elements looked at for the first picture, which is there before the exact one of a large tensor.
_SAMPLE = 1 << 16
_BINS = 256


class HistogramPanel(SelectionPanel):
    """The histogram of one tensor, or those of several that are selected together, over the same bins.

    The exact statistics of one come by :meth:`show_statistics` or :meth:`count_failed` from whoever computes them for the
    header, who is asked by ``count_again`` to try once more.
    """

    title = translatable("Histogram")

    def __init__(self, context: PanelContext, count_again: Callable[[], None]) -> None:
        super().__init__(context)
        self._count_again = count_again
        self._jobs: PanelJobs | None = None
        self._statistics: Statistics | None = None
        self._together: dict[str, TensorEntry] = {}
        self._total = 0  # of the tensors selected
        self._can_plot = False  # until a worker has imported the plotting library

    def accepts(self, selection: Selection) -> int:
        if selection.beside:
            entries = selection.document.tree.entries
            is_all_tensors = all(entries[node] != NO_ENTRY for node in selection.nodes)
            has_any = any(entry.has_numbers for _, entry in each_tensor(selection))
            return (11 if is_all_tensors else 3) if has_any else 0
        return 10 if selection.tensor is not None and selection.tensor.has_numbers else 0

    def make(self) -> QWidget:
        self.view = HistogramView()
        self.view.zoomed.connect(self._show_detail)
        self.view.again_wanted.connect(self._start_again)
        self.view.choices_changed.connect(self._choose)
        return self.view

    @property
    def plot(self) -> HistogramPlot | None:
        """The plot, once there was something to plot."""
        return self.view.plot

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        self._jobs, self._statistics = jobs, None
        together = [(entry.key, entry) for entry in tensors_of(selection).values() if entry.has_numbers]
        together.sort(key=lambda item: role_of(item[0])[1])  # by depth
        self._total = len(together)
        self._together = dict(spread(together, MAX_CURVES))
        self.view.begin()

        def work(job: Job) -> Histogram | None:
            from inspector.analysis.sampling import sample_histogram

            PlottingLibrary.load(job)
            entry = selection.tensor
            if entry is None or entry.numel <= _SAMPLE or selection.beside:
                return None
            return sample_histogram(entry, elements=_SAMPLE, bins=_BINS, job=job)

        jobs.start(work, self._show_first, self.count_failed, purpose="sample")

    def _show_first(self, result: Histogram | None) -> None:
        """The plot can be made: show what is known by now, at least a sample."""
        self._can_plot = True
        if len(self._together) > 1:
            self._count(None, self._show_together, self.count_failed, tr("Counting the tensors selected"))
        elif self._statistics is not None:
            self._show_exact(self._statistics)
        elif result is not None and result.counts.any():
            state = tr("From a sample of {count:,} values", count=int(result.counts.sum()))
            self.view.show_histograms((result,), state=state, is_exact=False)

    def show_statistics(self, result: Statistics) -> None:
        """Show the exact histogram, as soon as the plot can be made."""
        self._statistics = result
        if self._can_plot and len(self._together) < 2:
            self._show_exact(result)

    def count_failed(self, error: InspectorError) -> None:
        """Say why there is no exact histogram; one of a sample stays."""
        self.view.show_failure(error)

    def _start_again(self) -> None:
        self.view.say_reading()
        self._count_again()

    def _show_exact(self, result: Statistics) -> None:
        if not result.finite:
            self.view.show_sentence(tr("No finite values to plot."))
            return
        (entry,) = self._together.values()
        span = Span.WHOLE if self.view.whole.isChecked() else Span.ROBUST
        scale = Scale.LOG if self.view.log_values.isChecked() else Scale.LINEAR
        what = tr("magnitudes") if isinstance(result.mean, complex) else ""

        def work(job: Job) -> Distribution:
            return distribution(entry, result, span=span, scale=scale, job=job)

        def show(found: Distribution) -> None:
            self.view.show_distribution(found, result.min, result.max, what=what)

        if self._jobs is not None:
            self._jobs.start(work, show, self.count_failed, tr("Counting the values"), purpose="distribution")

    def _choose(self) -> None:
        """Other bins are wanted of what is shown."""
        if self._statistics is not None and self._can_plot and len(self._together) == 1:
            self._show_exact(self._statistics)

    def _show_together(self, histograms: Sequence[Histogram]) -> None:
        if not any(histogram.counts.any() for histogram in histograms):
            self.view.show_sentence(tr("No finite values to plot."))
            return
        tensors = tr("%n tensor", "%n tensors", self._total)
        if len(histograms) < self._total:
            tensors = tr("{shown:,} of %n tensor", "{shown:,} of %n tensors", self._total, shown=len(histograms))
        bins = tr("%n bin", "%n bins", len(histograms[0].counts))
        state = tr("{tensors}, {bins}, exact", tensors=tensors, bins=bins)
        keys = list(self._together)
        self.view.show_histograms(histograms, keys, keys if len(keys) > MAX_SERIES else (), state=state, is_exact=True)
        bulk = middle_of(histograms)
        if bulk is not None:
            self.view.zoom_to(*bulk)

    def _show_detail(self, low: float, high: float) -> None:
        if self._statistics is None and len(self._together) < 2:
            return

        def failed(_error: InspectorError) -> None:
            self.view.say_counting(counting=False)

        self.view.say_counting(counting=True)
        self._count((low, high), self.view.show_detail, failed, tr("Counting the visible range"))

    def _count(
        self,
        span: tuple[float, float] | None,
        show: Callable[[Sequence[Histogram]], None],
        failed: Callable[[InspectorError], None],
        what: str,
    ) -> None:
        """Exact histograms of all that is selected, over ``span`` or over all of their values."""
        entries = list(self._together.values())

        def work(job: Job) -> list[Histogram]:
            return overlaid(entries, bins=_BINS, range=span, job=job)

        if self._jobs is not None:
            self._jobs.start(work, show, failed, what, purpose="detail")
