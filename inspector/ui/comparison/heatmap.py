"""Where a tensor changed: ``b - a`` along any two axes, as colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.analysis.heatmap import Picture
from inspector.comparing.difference_heatmap import SlicePair, difference_picture, difference_tiles
from inspector.comparing.results import PairResult
from inspector.jobs import Job
from inspector.tensors.slices import Slice2D
from inspector.ui.comparison.panel import PairPanel, can_subtract
from inspector.ui.panels.heatmap_view import HeatMapView, PictureRequest
from inspector.ui.panels.jobs import PanelJobs
from inspector.wording import translatable

if TYPE_CHECKING:
    from inspector.ui.plots.heatmap_plot import HeatMapPlot

__all__ = ["DifferenceHeatMapPanel"]


class DifferenceHeatMapPanel(PairPanel):
    """The heat map of the difference; it begins at the slice that holds the largest one."""

    title = translatable("Heat map")

    def accepts(self, subject: PairResult) -> int:
        found = subject.difference
        return 8 if can_subtract(subject) and found is not None and found.elements > 1 else 0

    def make(self) -> QWidget:
        self.view = HeatMapView()
        return self.view

    @property
    def plot(self) -> HeatMapPlot | None:
        """The plot, once there was something to plot."""
        return self.view.plot

    def begin(self, subject: PairResult, jobs: PanelJobs) -> None:
        a, b, found = subject.a, subject.b, subject.difference
        assert a is not None
        assert b is not None
        assert found is not None

        def paint(request: PictureRequest, job: Job) -> Picture:
            pair = SlicePair.along(request.source, b)
            if request.kernels is not None:
                return difference_tiles(pair, job, request.kernels)
            return difference_picture(pair, job, window=request.window, reduction=request.reduction)

        self.view.offer(Slice2D.of(a, found.max_at), paint, jobs)
