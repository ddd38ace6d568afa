"""A heat map with all that goes with it: which slice is shown, what the colours mean, what is under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.analysis.heatmap import Picture, has_tiles
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.tensors.slices import Slice2D
from inspector.text import number_text
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.slice_chooser import SliceChooser
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.labels import ElidedLabel, plain_label

if TYPE_CHECKING:
    from inspector.ui.plots.heatmap_plot import HeatMapPlot

__all__ = ["HeatMapView", "Painter"]

#: Makes the picture of a slice, in a worker thread; of all kernels of a convolution if the second argument is set.
Painter = Callable[[Slice2D, bool, Job], Picture]


class HeatMapView(QWidget):
    """Shows the pictures that a :data:`Painter` makes of the slices chosen; a newer choice displaces an older one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: PanelJobs | None = None
        self._paint: Painter | None = None
        self._plot: HeatMapPlot | None = None
        self.chooser = SliceChooser(paged=False)
        self.chooser.changed.connect(self._redraw)
        self.tiled = QCheckBox("All kernels side by side")
        self.tiled.setToolTip("Outputs down, inputs across; without it one slice is shown")
        self.tiled.setChecked(True)
        self.tiled.toggled.connect(self._redraw)
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = plain_label("")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = QHBoxLayout()
        bar.addWidget(self.tiled)
        bar.addWidget(self.state, 1)
        bar.addWidget(self.readout)
        self._stack = QStackedWidget()
        self._empty = plain_label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.chooser)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    @property
    def plot(self) -> HeatMapPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def offer(self, source: Slice2D, paint: Painter, jobs: PanelJobs) -> None:
        """Begin with a slice of another tensor."""
        self._paint, self._jobs = paint, jobs
        self.chooser.offer(source)
        self.tiled.setVisible(has_tiles(source))
        self.readout.clear()
        self._redraw()

    def _redraw(self) -> None:
        source, paint = self.chooser.source, self._paint
        if source is None or paint is None or self._jobs is None:
            return
        tiled = has_tiles(source) and self.tiled.isChecked()
        self.chooser.setEnabled(not tiled)
        self.state.set_text("Reading")

        def work(job: Job) -> Picture:
            PlottingLibrary.load(job)
            return paint(source, tiled, job)

        self._jobs.start(work, self._draw, self._failed, "Reading the slice")

    def _draw(self, result: Picture) -> None:
        if self._plot is None:
            from inspector.ui.plots.heatmap_plot import HeatMapPlot

            self._plot = HeatMapPlot()
            self._plot.hovered.connect(self.readout.setText)
            self._stack.addWidget(self._plot)
        self._stack.setCurrentWidget(self._plot)
        self._plot.show_picture(result)
        self.state.set_text(f"colours to ±{number_text(result.limit)}{_reduction(result)}")

    def _failed(self, error: InspectorError) -> None:
        self._empty.setText(str(error))
        self._stack.setCurrentWidget(self._empty)
        self.state.set_text("")


def _reduction(picture: Picture) -> str:
    """What a point of a picture that has fewer of them than there are values stands for."""
    if picture.steps == (1, 1):
        return ""
    rows, columns = picture.steps
    return f"; the largest of each {rows} × {columns}" if picture.is_extreme else f"; every {rows} × {columns}th value"
