"""Any two axes of a tensor as colours: what rows, columns and kernels look like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from inspector.analysis.heatmap import Picture, picture, tiles
from inspector.jobs import Job
from inspector.tensors.slices import Slice2D
from inspector.ui.document.document import Selection
from inspector.ui.panels.heatmap_view import HeatMapView, PictureRequest
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.wording import translatable

if TYPE_CHECKING:
    from inspector.ui.plots.heatmap_plot import HeatMapPlot

__all__ = ["HeatMapPanel"]


class HeatMapPanel(SelectionPanel):
    """The heat map, what chooses its slice, and for convolutions all kernels at once.

    ``show_values`` goes to the values at an index.
    """

    title = translatable("Heat map")

    def __init__(self, context: PanelContext, show_values: Callable[[tuple[int, ...]], object]) -> None:
        super().__init__(context)
        self._show_values = show_values

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        if entry is None or entry.storage is None or not entry.dtype.is_numeric:
            return 0
        return (9 if len(entry.values.shape) > 1 else 7) if entry.values.numel > 1 else 0

    def make(self) -> QWidget:
        self.view = HeatMapView()
        self.view.place_wanted.connect(self._show_values)
        return self.view

    @property
    def plot(self) -> HeatMapPlot | None:
        """The plot, once there was something to plot."""
        return self.view.plot

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        entry = selection.tensor
        assert entry is not None
        self.view.offer(Slice2D.of(entry), _painted, jobs)


def _painted(request: PictureRequest, job: Job) -> Picture:
    if request.kernels is not None:
        return tiles(request.source, job, request.kernels)
    return picture(request.source, job, window=request.window, reduction=request.reduction)
