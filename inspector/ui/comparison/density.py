"""Where values went: A against B as a density."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.comparing.density import Density, density
from inspector.comparing.results import PairResult
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.ui.comparison.panel import PairContext, PairPanel, is_complex
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.labels import ElidedLabel, plain_label
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.ui.comparison.density_plot import DensityPlot

__all__ = ["DensityPanel"]


class DensityPanel(PairPanel):
    """The density plot."""

    title = translatable("Density")

    def __init__(self, context: PairContext) -> None:
        super().__init__(context)
        self._plot: DensityPlot | None = None

    def accepts(self, subject: PairResult) -> int:
        return 7 if subject.difference is not None and subject.difference.values is not None else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = plain_label("")
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.readout)
        self._stack = PlotStack()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        return page

    @property
    def plot(self) -> DensityPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def begin(self, subject: PairResult, jobs: PanelJobs) -> None:
        self._say(tr("Reading"))
        self._stack.say()

        def work(job: Job) -> Density:
            PlottingLibrary.load(job)
            return density(subject, job)

        jobs.start(work, lambda found: self._show(subject, found), self._fail)

    def _show(self, subject: PairResult, result: Density) -> None:
        if self._plot is None:
            from inspector.ui.comparison.density_plot import DensityPlot

            self._plot = DensityPlot(self.context.legend)
            self._plot.hovered.connect(self.readout.setText)
        self._stack.show_plot(self._plot)
        self._plot.show_density(result)
        values = tr("magnitudes") if is_complex(subject) else tr("values")
        self._say(
            tr(
                "%n element by their {values}; log color scale",
                "%n elements by their {values}; log color scale",
                int(result.counts.sum()),
                values=values,
            )
        )

    def _fail(self, error: InspectorError) -> None:
        self._say("")
        self._stack.say(translated(str(error)))

    def _say(self, state: str) -> None:
        self.state.set_text(state)
        self.readout.clear()
