"""Layers below one another: how the distributions of one role, or of all that is selected, change with depth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.analysis.overlay import spread
from inspector.analysis.ridges import MAX_RIDGES, Ridges, chosen, ridges
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.names.layers import Role, roles
from inspector.sentences import translated
from inspector.tensors.entries import TensorEntry
from inspector.text import printable
from inspector.ui.document.document import Selection, tensors_of
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.labels import ElidedLabel
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.ui.plots.ridge_plot import RidgePlot

__all__ = ["RidgePanel", "RidgesOfTensors", "largest_first", "role_box"]


#: Takes one of the roles that were found.
Choice = Callable[[Sequence[Role]], Role | None]


@dataclass(frozen=True, slots=True, eq=False)
class RidgesOfTensors:
    """The ridges, keys and indices of the tensors they are of and what these are called; ``total`` tensors could have one.

    ``role`` is which of the ``roles`` is shown, None for all tensors.
    """

    ridges: Ridges
    keys: Sequence[str]
    indices: Sequence[int]
    labels: Sequence[str]
    total: int
    roles: Sequence[Role]
    role: Role | None


class RidgePanel(SelectionPanel):
    """The ridge plot of a group, a range, several rows or the whole file; a click goes to the tensor.

    Of a role there is a row for each layer; at first that of the role with most elements is shown.
    """

    title = translatable("Distributions")

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._plot: RidgePlot | None = None
        self._shown: RidgesOfTensors | None = None
        self._jobs: PanelJobs | None = None

    def accepts(self, selection: Selection) -> int:
        if selection.tensor is not None:
            return 0
        tree = selection.document.tree
        return 4 if sum(tree.tensors[node] for node in selection.nodes) > 1 else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.role = role_box()
        self.role.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.role.currentIndexChanged.connect(self._role_chosen)
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = ElidedLabel()
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.readout, 1)
        self._stack = PlotStack()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.role)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        return page

    @property
    def plot(self) -> RidgePlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        self._selection, self._jobs = selection, jobs
        self._start(lambda found: found[0] if found else None)

    def _start(self, choose: Choice) -> None:
        """Read the tensors of the role that ``choose`` takes."""
        selection = self._selection
        self._shown = None
        self._say(tr("Reading"))
        self._stack.say()
        if self._jobs is not None:
            self._jobs.start(lambda job: _ridges_below(selection, choose, job), self._show, self._fail)

    def _role_chosen(self) -> None:
        role = self.role.currentData()
        self._start(lambda _found: role)

    def _show(self, result: RidgesOfTensors) -> None:
        self._offer_roles(result)
        if not result.ridges.heights.any():
            self._say("")
            self._stack.say(tr("No finite values to plot."))
            return
        if self._plot is None:
            from inspector.ui.plots.ridge_plot import RidgePlot

            self._plot = RidgePlot()
            self._plot.hovered.connect(self._hover)
            self._plot.activated.connect(self._go)
        self._shown = result
        self._stack.show_plot(self._plot)
        self._plot.show_ridges(result.ridges, result.labels, tr("%n tensor", "%n tensors", len(result.labels)))
        shown, total = len(result.indices), result.total
        some = tr("{shown:,} of %n tensor (sampled)", "{shown:,} of %n tensors (sampled)", total, shown=shown)
        self._say(some if shown < total else tr("%n tensor (sampled)", "%n tensors (sampled)", total))

    def _offer_roles(self, result: RidgesOfTensors) -> None:
        with QSignalBlocker(self.role):
            self.role.clear()
            for role in result.roles:
                self.role.addItem(
                    tr("{name} (%n layer)", "{name} (%n layers)", len(role.positions), name=printable(role.name)), role
                )
            self.role.addItem(tr("All tensors"), None)
            names = [role.name for role in result.roles]
            self.role.setCurrentIndex(len(names) if result.role is None else names.index(result.role.name))
        self.role.setVisible(bool(result.roles))

    def _fail(self, error: InspectorError) -> None:
        self._say("")
        self._stack.say(translated(str(error)))

    def _say(self, state: str) -> None:
        self.state.set_text(state)
        self.readout.set_text("")

    def _hover(self, row: int) -> None:
        self.readout.set_text(self._shown.keys[row] if self._shown is not None and row >= 0 else "")

    def _go(self, row: int) -> None:
        if self._shown is not None:
            self.context.select(self._selection.document.tree.nodes[self._shown.indices[row]])


def role_box() -> QComboBox:
    """A choice among roles, whose names may be longer than there is room for."""
    box = QComboBox()
    box.setAccessibleName(tr("Role whose layers are shown"))
    box.setMinimumContentsLength(14)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def largest_first(found: Sequence[Role], entries: Sequence[TensorEntry]) -> list[Role]:
    """Roles whose tensors have most elements first; ``entries`` are what the keys are of."""
    return sorted(found, key=lambda role: -sum(entries[position].numel for position in role.positions))


def _ridges_below(selection: Selection, choose: Choice, job: Job) -> RidgesOfTensors:
    """The ridges of the tensors at and below what is selected; for a worker thread."""
    PlottingLibrary.load(job)
    tensors = tensors_of(selection)
    indices, entries = list(tensors), list(tensors.values())
    job.check()
    found = largest_first([role for role in roles(entry.key for entry in entries) if _is_drawn(role, entries)], entries)
    role = choose(found)
    if role is None:
        picked = chosen(entries)
        node, is_range = selection.node, selection.tree_layout.is_range
        above = "" if node is None or selection.beside or is_range(node) else selection.key
        labels = [printable(entries[at].key[: 1 << 12].removeprefix(f"{above}.")) for at in picked]
        total = len(entries)
    else:
        rows = spread(list(zip(role.positions, role.labels, strict=True)), MAX_RIDGES)
        picked, labels = [at for at, _ in rows], [label for _, label in rows]
        total = len(role.positions)
    drawn = ridges([entries[at] for at in picked], job)
    keys = [entries[at].key for at in picked]
    return RidgesOfTensors(drawn, keys, [indices[at] for at in picked], labels, total, found, role)


def _is_drawn(role: Role, entries: Sequence[TensorEntry]) -> bool:
    """Whether the tensors of a role have distributions: counters do not."""
    return any(entries[at].numel > 1 and entries[at].dtype.is_numeric for at in role.positions)
