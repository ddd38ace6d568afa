"""Any two axes of a tensor as colours: what rows, columns and kernels look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.analysis.heatmap import Picture, has_tiles, picture, tiles
from inspector.checkpoint.slices import Slice2D
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.text import number_text
from inspector.ui.document import Selection
from inspector.ui.panels.panel import Panel, PanelContext
from inspector.ui.panels.slice_chooser import SliceChooser
from inspector.ui.plotting import PlottingLibrary
from inspector.ui.widgets import plain_label

if TYPE_CHECKING:
    from inspector.ui.heatmap_plot import HeatMapPlot

__all__ = ["HeatMapPanel"]


class HeatMapPanel(Panel[Picture]):
    """The heat map, what chooses its slice, and for convolutions all kernels at once."""

    title = "Heat map"

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._plot: HeatMapPlot | None = None

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        if entry is None or entry.storage is None or not entry.dtype.is_numeric:
            return 0
        return (9 if len(entry.values.shape) > 1 else 7) if entry.values.numel > 1 else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.chooser = SliceChooser(paged=False)
        self.chooser.changed.connect(self._redraw)
        self.tiled = QCheckBox("All kernels side by side")
        self.tiled.setToolTip("Outputs down, inputs across; without it one slice is shown")
        self.tiled.setChecked(True)
        self.tiled.toggled.connect(self._redraw)
        self.state = plain_label("", "muted")
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
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.chooser)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        return page

    @property
    def plot(self) -> HeatMapPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def begin(self, selection: Selection) -> None:
        entry = selection.tensor
        assert entry is not None
        source = Slice2D.of(entry)
        self.chooser.offer(source)
        self.tiled.setVisible(has_tiles(source))
        self.chooser.setEnabled(not self._shows_tiles(source))
        self.state.setText("Reading")
        self.readout.clear()

    def work(self, selection: Selection, job: Job) -> Picture:
        PlottingLibrary.load(job)
        entry = selection.tensor
        assert entry is not None
        source = Slice2D.of(entry)
        return tiles(source, job) if self._shows_tiles(source) else picture(source, job)

    def show(self, selection: Selection, result: Picture) -> None:  # noqa: ARG002 - the panel's signature
        self._draw(result)

    def failed(self, error: InspectorError) -> None:
        self._empty.setText(str(error))
        self._stack.setCurrentWidget(self._empty)
        self.state.clear()

    @property
    def is_settled(self) -> bool:
        return not self.context.runner.is_running((self, "slice"))

    def _shows_tiles(self, source: Slice2D) -> bool:
        return has_tiles(source) and self.tiled.isChecked()

    def _redraw(self) -> None:
        source = self.chooser.source
        if source is None:
            return
        tiled = self._shows_tiles(source)
        self.chooser.setEnabled(not tiled)

        def work(job: Job) -> Picture:
            return tiles(source, job) if tiled else picture(source, job)

        self.context.runner.start((self, "slice"), work, self._draw, self.failed, "Reading the slice")

    def _draw(self, result: Picture) -> None:
        if self._plot is None:
            from inspector.ui.heatmap_plot import HeatMapPlot

            self._plot = HeatMapPlot()
            self._plot.hovered.connect(self.readout.setText)
            self._stack.addWidget(self._plot)
        self._stack.setCurrentWidget(self._plot)
        self._plot.show_picture(result)
        sampled = f"; every {result.steps[0]} × {result.steps[1]}th value" if result.steps != (1, 1) else ""
        self.state.setText(f"colours to ±{number_text(result.limit)}{sampled}")
