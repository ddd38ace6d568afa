"""The singular values of a matrix, and how much of its rank it uses."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.analysis.spectrum import Spectrum, has_spectrum, spectrum
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.text import number_text
from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.buttons import choice_button
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, Tile, plain_label

if TYPE_CHECKING:
    from inspector.ui.plots.spectrum_plot import SpectrumPlot

__all__ = ["SpectrumPanel"]

_MOST = 0.9
_TILES = {
    "Effective rank": "exp of the entropy of the singular values, normalized to sum to 1",
    "Stable rank": "Squared Frobenius norm over squared spectral norm",
    "Rank": "Singular values above rounding error (dashed line)",
    f"Hold {_MOST:.0%}": f"Largest singular values that hold {_MOST:.0%} of the energy (sum of squares)",
    "Largest": "The spectral norm",
    "Condition": "Largest over smallest singular value",
}


class SpectrumPanel(SelectionPanel):
    """The curve of singular values, with the ranks above it."""

    title = "Spectrum"

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._plot: SpectrumPlot | None = None
        self._shown: Spectrum | None = None

    def accepts(self, selection: Selection) -> int:
        return 4 if selection.tensor is not None and has_spectrum(selection.tensor) else 0

    def make(self) -> QWidget:
        page = QWidget()
        numbers = QWidget()
        flow = FlowLayout(numbers, spacing=4)
        self.tiles = {name: Tile(name) for name in _TILES}
        for name, tile in self.tiles.items():
            tile.setToolTip(_TILES[name])
            flow.addWidget(tile)
        self.linear = choice_button("Linear", "Singular values on a linear axis")
        self.log = choice_button("Log", "Singular values on a logarithmic axis: shows the tail")
        self.linear.setChecked(True)
        self.log.toggled.connect(self._set_log)
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = plain_label("")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        bar.addWidget(self.linear)
        bar.addWidget(self.log)
        bar.addSpacing(8)
        bar.addWidget(self.state, 1)
        self._empty = plain_label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(numbers)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.readout)
        return page

    @property
    def plot(self) -> SpectrumPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    @property
    def sentence(self) -> str:
        """What stands in place of the plot."""
        return self._empty.text() if self._stack.currentWidget() is self._empty else ""

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        entry = selection.tensor
        assert entry is not None
        self._show_numbers(None)
        self.state.set_text("Computing")
        self._empty.clear()
        self._stack.setCurrentWidget(self._empty)

        def work(job: Job) -> Spectrum:
            PlottingLibrary.load(job)
            return spectrum(entry, job)

        jobs.start(work, self._draw, self._fail, "Computing singular values")

    def _fail(self, error: InspectorError) -> None:
        self._show_numbers(None, "–")  # noqa: RUF001 - a dash
        self.state.set_text("")
        self._empty.setText(str(error))
        self._stack.setCurrentWidget(self._empty)

    def _draw(self, result: Spectrum) -> None:
        if self._plot is None:
            from inspector.ui.plots.spectrum_plot import SpectrumPlot

            self._plot = SpectrumPlot()
            self._plot.set_log(self.log.isChecked())
            self._plot.hovered.connect(self._point_at)
            self._stack.addWidget(self._plot)
        self._stack.setCurrentWidget(self._plot)
        self._plot.show_spectrum(result)
        self._show_numbers(result)
        self.state.set_text(f"{len(result.values):,} singular values")

    def _show_numbers(self, result: Spectrum | None, otherwise: str = "…") -> None:
        """Fill the tiles, with ``otherwise`` while there are no numbers."""
        self._shown = result
        self.readout.clear()
        if result is None:
            for tile in self.tiles.values():
                tile.set_value(otherwise)
            return
        largest = float(result.values[0])
        for name, value in (
            ("Effective rank", f"{result.effective_rank:,.1f}"),
            ("Stable rank", f"{result.stable_rank:,.1f}"),
            ("Rank", f"{result.rank:,} of {len(result.values):,}"),
            (f"Hold {_MOST:.0%}", f"{result.holding(_MOST):,}"),
            ("Largest", number_text(largest)),
            ("Condition", "∞" if math.isinf(result.condition) else number_text(result.condition, 3)),
        ):
            self.tiles[name].set_value(value)

    def _set_log(self, log: bool) -> None:
        if self._plot is not None:
            self._plot.set_log(log)

    def _point_at(self, number: int) -> None:
        """Say what one singular value is and what it and those before it hold; -1 for none."""
        if self._shown is None or number < 0:
            self.readout.clear()
            return
        value, held = float(self._shown.values[number]), self._shown.held_by(number + 1)
        self.readout.setText(f"#{number + 1:,}: {number_text(value)} · cumulative energy {held:.1%}")
