"""The distributions of the selected tensor over the steps of a run: they are read once the tensor is selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.operations.history import RunStep
from inspector.operations.step_ridges import StepRidges, step_ridges
from inspector.sentences import translated
from inspector.text import printable
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.widgets.labels import ElidedLabel, heading
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.plots.ridge_plot import RidgePlot

__all__ = ["StepDistributions"]

#: What the plot's axis takes, and each ridge.
_AXIS_HEIGHT, _RIDGE_HEIGHT = 90, 22
_MIN_HEIGHT = 220


class StepDistributions(QWidget):
    """A ridge for each step, hidden while no tensor is selected. ``activated`` carries the position of a step clicked.

    What was read of a tensor stays known as long as the run is shown.
    """

    activated = Signal(int)

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._known: dict[tuple[str, str], StepRidges] = {}
        self._asked: tuple[str, str] | None = None
        self._shown: StepRidges | None = None
        self._steps: Sequence[RunStep] = ()
        self.plot: RidgePlot | None = None
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = ElidedLabel()
        self.stack = PlotStack()
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.readout, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(tr("Distributions over the steps")))
        column.addLayout(bar)
        column.addWidget(self.stack)
        self.hide()
        PlottingLibrary(runner, self)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being read."""
        return not self._runner.is_busy(self)

    def stop(self) -> None:
        """Stop what is being read."""
        self._runner.cancel_owner(self)

    def show_none(self) -> None:
        """Show nothing: no tensor is selected."""
        self.stop()
        self._asked = None
        self.hide()

    def show_tensor(self, steps: Sequence[RunStep], key: str, moment: str) -> None:
        """Show a tensor of the model, or a ``moment`` of it; what is shown or being read already stays so."""
        asked = key, moment
        if asked == self._asked:
            return
        self.stop()
        self._asked, self._steps = asked, steps
        self.show()
        if asked in self._known:
            self._show(self._known[asked])
            return
        self._say(tr("Reading"))
        self.stack.say()

        def read(job: Job) -> StepRidges:
            PlottingLibrary.load(job)
            return step_ridges(steps, key, moment, job)

        def show(found: StepRidges) -> None:
            self._known[asked] = found
            self._show(found)

        self._runner.start(
            (self, "ridges"), read, show, self._fail, tr("Reading {key} at each step", key=printable(key))
        )

    def _show(self, found: StepRidges) -> None:
        self._shown = found
        if not found.ridges.heights.any():
            self._say("")
            self.stack.say(tr("No finite values to plot."))
            return
        if self.plot is None:
            from inspector.ui.plots.ridge_plot import RidgePlot

            self.plot = RidgePlot()
            self.plot.hovered.connect(self._hover)
            self.plot.activated.connect(self._go)
        labels = [printable(self._steps[at].label) for at in found.positions]
        self.stack.setFixedHeight(max(_MIN_HEIGHT, _AXIS_HEIGHT + _RIDGE_HEIGHT * len(labels)))
        self.stack.show_plot(self.plot)
        self.plot.show_ridges(found.ridges, labels, tr("%n step", "%n steps", len(labels)))
        steps = tr("%n step", "%n steps", found.total)
        if len(labels) < found.total:
            steps = tr("{shown:,} of %n step", "{shown:,} of %n steps", found.total, shown=len(labels))
        self._say(tr("{name} at {steps} (sampled)", name=printable(self._name()), steps=steps))

    def _name(self) -> str:
        key, moment = self._asked or ("", "")
        return tr("{moment} of {key}", moment=moment, key=key) if moment else key

    def _fail(self, error: InspectorError) -> None:
        self._asked = self._shown = None  # selecting it again reads it again
        self._say("")
        self.stack.say(tr("Cancelled.") if isinstance(error, StoppedError) else printable(translated(str(error))))

    def _say(self, state: str) -> None:
        self.state.set_text(state)
        self.readout.set_text("")

    def _hover(self, row: int) -> None:
        shown = self._shown if row >= 0 else None
        self.readout.set_text(
            "" if shown is None else tr("step {number}", number=self._steps[shown.positions[row]].label)
        )

    def _go(self, row: int) -> None:
        if self._shown is not None:
            self.activated.emit(self._shown.positions[row])
