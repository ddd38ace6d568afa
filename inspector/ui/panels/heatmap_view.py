"""A heat map with all that goes with it: which slice is shown, what a cell and a color mean, what is under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from inspector.analysis.heatmap import MAX_TILES, NonFinite, Picture, Reduction, Window, has_tiles
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.tensors.dtypes import Kind
from inspector.tensors.slices import Slice2D
from inspector.text import number_text
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.slice_chooser import SliceChooser
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.labels import ElidedLabel, labelled, plain_label
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.plots.heatmap_plot import HeatMapPlot

__all__ = ["HeatMapView", "Painter", "PictureRequest"]


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """What to make a picture of.

    ``kernels`` is the first output and input of the kernels to show side by side, None for the slice itself; ``window``
    the part of the slice to show, None for all of it.
    """

    source: Slice2D
    reduction: Reduction
    window: Window | None
    kernels: tuple[int, int] | None


#: Makes the picture that is asked for, in a worker thread.
Painter = Callable[[PictureRequest, Job], Picture]


class HeatMapView(QWidget):
    """Shows the pictures that a :data:`Painter` makes of the slices chosen; a newer choice displaces an older one.

    Zooming reads what is in sight again, in smaller cells, until a cell is a value. ``place_wanted`` carries an index of the
    tensor whose values are to be shown.
    """

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: PanelJobs | None = None
        self._paint: Painter | None = None
        self._plot: HeatMapPlot | None = None
        self.chooser = SliceChooser(paged=False)
        self.chooser.changed.connect(self._redraw)
        self.reduction = QComboBox()
        for reduction in Reduction:
            self.reduction.addItem(tr(reduction.value), reduction)
        self.reduction.setAccessibleName(tr("What a cell shows of the values it covers"))
        self.reduction.currentIndexChanged.connect(self._redraw)
        self._reduction_row = labelled(tr("Cells show"), self.reduction)
        self.tiled = QCheckBox(tr("All kernels side by side"))
        self.tiled.setToolTip(tr("Outputs as rows, inputs as columns; without it one slice is shown"))
        self.tiled.setChecked(True)
        self.tiled.toggled.connect(self._redraw)
        self.first_output, self.first_input = self._kernel_box(tr("First output")), self._kernel_box(tr("First input"))
        self._kernel_rows = [
            labelled(name, box)
            for name, box in ((tr("from output"), self.first_output), (tr("input"), self.first_input))
        ]
        self.reset = QPushButton(tr("Reset zoom"))
        self.reset.clicked.connect(self._reset_zoom)
        self.reset.hide()
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.legend = QLabel()
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.readout = plain_label("")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._stack = PlotStack()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.chooser)
        layout.addLayout(self._bar(self.tiled, *self._kernel_rows, self._reduction_row, self.reset, self.readout))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.state)
        layout.addWidget(self.legend)

    def _bar(self, *widgets: QWidget) -> QHBoxLayout:
        """The widgets in a row, the last one at its end."""
        bar = QHBoxLayout()
        for widget in widgets[:-1]:
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(widgets[-1])
        return bar

    def _kernel_box(self, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setSingleStep(MAX_TILES)
        box.setKeyboardTracking(False)
        box.setAccessibleName(name)
        box.valueChanged.connect(self._redraw)
        return box

    @property
    def plot(self) -> HeatMapPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def offer(self, source: Slice2D, paint: Painter, jobs: PanelJobs) -> None:
        """Begin with a slice of another tensor."""
        self._paint, self._jobs = None, jobs
        self.chooser.offer(source)
        is_convolution = has_tiles(source)
        self.tiled.setVisible(is_convolution)
        for box, size in zip((self.first_output, self.first_input), source.entry.shape, strict=False):
            box.setRange(0, max(0, size - 1) if is_convolution else 0)
            box.setValue(0)
        self.readout.clear()
        self._paint = paint
        self._redraw()

    def _redraw(self) -> None:
        self._ask(None)

    def _ask(self, window: Window | None) -> None:
        """Have a picture made of the slice chosen, or of a part of it."""
        source, paint = self.chooser.source, self._paint
        if source is None or paint is None or self._jobs is None:
            return
        tiled = has_tiles(source) and self.tiled.isChecked()
        self.chooser.setVisible(not tiled and self.chooser.has_axes)
        self._reduction_row.setVisible(not tiled)
        for row, size in zip(self._kernel_rows, source.entry.shape, strict=False):
            row.setVisible(tiled and size > MAX_TILES)
        start = (self.first_output.value(), self.first_input.value()) if tiled else None
        request = PictureRequest(source, self.reduction.currentData(), window, start)
        self.state.set_text(tr("Reading"))

        def work(job: Job) -> Picture:
            PlottingLibrary.load(job)
            return paint(request, job)

        self._jobs.start(
            work, lambda picture: self._draw(picture, request), self._failed, tr("Reading the slice"), purpose="slice"
        )

    def _draw(self, result: Picture, request: PictureRequest) -> None:
        if self._plot is None:
            from inspector.ui.plots.heatmap_plot import HeatMapPlot

            self._plot = HeatMapPlot()
            self._plot.hovered.connect(self.readout.setText)
            self._plot.zoomed.connect(self._ask)
            self._plot.place_wanted.connect(self._want_place)
        self._stack.show_plot(self._plot)
        self._plot.set_axis_titles(*_axis_titles(request, result))
        self._plot.show_picture(result, is_part=request.window is not None)
        self.reset.setVisible(request.window is not None)
        shown = self._plot.picture
        assert shown is not None
        is_complex = request.source.entry.values.dtype.kind is Kind.COMPLEX
        self.state.set_text(
            tr("Color range ±{limit}", limit=number_text(shown.limit))
            + _coverage(shown)
            + (tr(" · magnitudes") if is_complex else "")
        )
        legend = _legend(shown)
        self.legend.setText(legend)
        self.legend.setVisible(bool(legend))

    def _want_place(self, place: tuple[int, ...]) -> None:
        """Tell where in the tensor a cell is."""
        source = self.chooser.source
        if source is None:
            return
        index = list(source.index)
        axes = (source.row_axis, source.column_axis) if len(place) == 2 else range(len(index))
        for axis, at in zip(axes, place, strict=True):
            if axis is not None:
                index[axis] = at
        self.place_wanted.emit(tuple(index))

    def _reset_zoom(self) -> None:
        if self._plot is not None:
            self._plot.show_all()

    def _failed(self, error: InspectorError) -> None:
        self._stack.say(translated(str(error)))
        self.state.set_text("")
        self.legend.clear()


def _axis_titles(request: PictureRequest, picture: Picture) -> tuple[str, str]:
    """What the rows and the columns of a picture are."""
    if picture.tile is not None and picture.counts is not None:
        spans = (picture.window.rows, picture.window.columns)
        rows, columns = (
            tr("{name} {first:,} to {stop:,} of {count:,}", name=name, first=first, stop=stop - 1, count=count)
            for name, (first, stop), count in zip((tr("outputs"), tr("inputs")), spans, picture.counts, strict=True)
        )
        return rows, columns
    axes = ((request.source.row_axis, request.source.rows), (request.source.column_axis, request.source.columns))
    rows, columns = ("" if axis is None else tr("axis {axis} ({size:,})", axis=axis, size=size) for axis, size in axes)
    return rows, columns


def _coverage(picture: Picture) -> str:
    """What a cell stands for where it covers several values."""
    if picture.steps == (1, 1):
        return "" if picture.tile is not None else tr(" · a cell is a value")
    rows, columns = picture.steps
    return tr(
        " · {reduction} of each {rows:,}×{columns:,} block",
        reduction=tr(picture.reduction.value),
        rows=rows,
        columns=columns,
    )


def _legend(picture: Picture) -> str:
    """Marked cells and their colors, as rich text; nothing of it comes from a file."""
    from inspector.ui.plots.heatmap_plot import non_finite_colors

    names = {NonFinite.NAN: "NaN", NonFinite.INFINITE: "±Inf"}
    parts = []
    for flag, color in non_finite_colors().items():
        cells = int(np.count_nonzero(picture.non_finite & flag))
        if cells:
            parts.append(
                f'<span style="color:{color}">■</span> '
                + tr("{name} in %n cell", "{name} in %n cells", cells, name=names[flag])
            )
    if picture.clipped:
        parts.append(tr("%n cell beyond the color range", "%n cells beyond the color range", picture.clipped))
    return " &nbsp; ".join(parts)
