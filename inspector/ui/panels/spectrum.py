"""The singular values of a matrix, and how much of its rank it uses."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.analysis.spectrum import LARGEST_SIDE, MAX_SIDE, Spectrum, has_spectrum, spectrum
from inspector.analysis.spectrum_estimate import estimated_spectrum
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.tensors.entries import TensorEntry
from inspector.text import count_text, number_text
from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.buttons import choice_button
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, Tile, plain_label
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.wording import local_number, tr, translatable

if TYPE_CHECKING:
    from inspector.ui.plots.spectrum_plot import SpectrumPlot

__all__ = ["SpectrumPanel"]

_UNKNOWN = "–"  # noqa: RUF001 - a dash
_TILES = {
    translatable("Effective rank"): translatable("exp of the entropy of the singular values, normalized to sum to 1"),
    translatable("Stable rank"): translatable("Squared Frobenius norm over squared spectral norm"),
    translatable("Rank"): translatable("Singular values above rounding error (dashed line)"),
    translatable("Rank for 90% energy"): translatable(
        "Largest singular values that hold 90% of the energy (sum of squares)"
    ),
    translatable("Largest"): translatable("The spectral norm"),
    translatable("Condition"): translatable("Largest over smallest singular value"),
}


class SpectrumPanel(SelectionPanel):
    """The curve of singular values, with the ranks above it.

    Of a large matrix they are estimated at once, and computed on request; of a huge one they are estimated only.
    """

    title = translatable("Spectrum")

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
        self.tiles = {name: Tile(tr(name)) for name in _TILES}
        for name, tile in self.tiles.items():
            tile.setToolTip(tr(_TILES[name]))
            flow.addWidget(tile)
        self.linear = choice_button(tr("Linear"), tr("Singular values on a linear axis"))
        self.log = choice_button(tr("Log"), tr("Singular values on a logarithmic axis: shows the tail"))
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
        self.exact = QPushButton(tr("Compute exactly"))
        self.exact.setToolTip(tr("Takes minutes for a side of 8,192; the progress is below"))
        self.exact.clicked.connect(self._compute)
        bar.addWidget(self.exact)
        self._stack = PlotStack()
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
        return self._stack.sentence

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        entry = selection.tensor
        assert entry is not None
        self._entry, self._jobs = entry, jobs
        self._show_numbers(None)
        self._stack.say()
        if min(entry.shape) <= MAX_SIDE:
            self._start(spectrum, tr("Computing"))
        else:
            self._start(estimated_spectrum, tr("Estimating"))

    def _compute(self) -> None:
        self._start(lambda entry, job: spectrum(entry, job, max_side=LARGEST_SIDE), tr("Computing exactly"))

    def _start(self, find: Callable[[TensorEntry, Job], Spectrum], state: str) -> None:
        """Find the singular values; what is shown stays meanwhile."""
        entry = self._entry
        self.state.set_text(state)
        self.exact.hide()

        def work(job: Job) -> Spectrum:
            PlottingLibrary.load(job)
            return find(entry, job)

        self._jobs.start(
            work, self._draw, self._fail, tr("{state}: singular values of {key}", state=state, key=entry.key)
        )

    def _fail(self, error: InspectorError) -> None:
        self._show_numbers(None, _UNKNOWN)
        self.exact.hide()
        self.state.set_text("")
        self._stack.say(translated(str(error)))

    def _draw(self, result: Spectrum) -> None:
        if self._plot is None:
            from inspector.ui.plots.spectrum_plot import SpectrumPlot

            self._plot = SpectrumPlot()
            self._plot.set_log(self.log.isChecked())
            self._plot.hovered.connect(self._point_at)
        self._stack.show_plot(self._plot)
        self._plot.show_spectrum(result)
        self._show_numbers(result)
        count = tr("%n singular value", "%n singular values", len(result.values))
        self.state.set_text(tr("{count}, estimated from random vectors", count=count) if result.is_estimate else count)
        self.exact.setVisible(result.is_estimate and len(result.values) <= LARGEST_SIDE)

    def _show_numbers(self, result: Spectrum | None, otherwise: str = "…") -> None:
        """Fill the tiles, with ``otherwise`` while there are no numbers."""
        self._shown = result
        self.readout.clear()
        if result is None:
            for tile in self.tiles.values():
                tile.set_value(otherwise)
            return
        is_exact = not result.is_estimate
        about = "" if is_exact else "≈ "
        for name, value in (
            ("Effective rank", about + local_number(f"{result.effective_rank:,.1f}")),
            ("Stable rank", about + local_number(f"{result.stable_rank:,.1f}")),
            (
                "Rank",
                tr("{rank:,} of {total:,}", rank=result.rank, total=len(result.values)) if is_exact else _UNKNOWN,
            ),
            ("Rank for 90% energy", about + count_text(result.holding(0.9))),
            ("Largest", f"{about}{number_text(float(result.values[0]), 6 if is_exact else 3)}"),
            ("Condition", _condition(result) if is_exact else _UNKNOWN),
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
        self.readout.setText(
            tr(
                "#{number:,}: {value} · cumulative energy {held:.1%}",
                number=number + 1,
                value=number_text(value),
                held=held,
            )
        )


def _condition(result: Spectrum) -> str:
    return "∞" if math.isinf(result.condition) else number_text(result.condition, 3)
