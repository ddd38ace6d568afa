"""A group's layers below one another: how distributions change with depth, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector.analysis.ridges import Ridges, chosen, ridges
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.text import plural, printable
from inspector.ui.document.document import Selection
from inspector.ui.panels.contents import nodes_of
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.labels import ElidedLabel, plain_label

if TYPE_CHECKING:
    from inspector.ui.plots.ridge_plot import RidgePlot

__all__ = ["RidgePanel", "RidgesOfNodes"]


@dataclass(frozen=True, slots=True, eq=False)
class RidgesOfNodes:
    """The ridges, the nodes they are of and what these are called; ``total`` tensors are below the group."""

    ridges: Ridges
    nodes: list[int]
    labels: list[str]
    total: int


class RidgePanel(SelectionPanel):
    """The ridge plot of a group, a range or the whole file; a click goes to the tensor."""

    title = "Distributions"

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._plot: RidgePlot | None = None
        self._shown: RidgesOfNodes | None = None

    def accepts(self, selection: Selection) -> int:
        if selection.tensor is not None:
            return 0
        tree = selection.document.tree
        return 4 if sum(tree.tensors[node] for node in nodes_of(selection)) > 1 else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.readout = ElidedLabel()
        bar = QHBoxLayout()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.readout, 1)
        self._empty = plain_label("", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        return page

    @property
    def plot(self) -> RidgePlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        self._shown = None
        self._say("Reading")
        self._empty.clear()
        self._stack.setCurrentWidget(self._empty)
        jobs.start(lambda job: _ridges_below(selection, job), self._show, self._fail)

    def _show(self, result: RidgesOfNodes) -> None:
        if not result.ridges.heights.any():
            self._say("")
            self._empty.setText("No finite values to plot.")
            return
        if self._plot is None:
            from inspector.ui.plots.ridge_plot import RidgePlot

            self._plot = RidgePlot()
            self._plot.hovered.connect(self._hover)
            self._plot.activated.connect(self._go)
            self._stack.addWidget(self._plot)
        self._shown = result
        self._stack.setCurrentWidget(self._plot)
        self._plot.show_ridges(result.ridges, result.labels)
        shown = f"{len(result.nodes):,} of " if len(result.nodes) < result.total else ""
        self._say(f"{shown}{plural(result.total, 'tensor')} (sampled)")

    def _fail(self, error: InspectorError) -> None:
        self._say("")
        self._empty.setText(str(error))
        self._stack.setCurrentWidget(self._empty)

    def _say(self, state: str) -> None:
        self.state.set_text(state)
        self.readout.set_text("")

    def _hover(self, row: int) -> None:
        self.readout.set_text(self._shown.labels[row] if self._shown is not None and row >= 0 else "")

    def _go(self, row: int) -> None:
        if self._shown is not None:
            self.context.select(self._shown.nodes[row])


def _ridges_below(selection: Selection, job: Job) -> RidgesOfNodes:
    """The ridges of the tensors at and below what is selected; for a worker thread."""
    PlottingLibrary.load(job)
    tree = selection.document.tree
    tensors = []
    for top in nodes_of(selection):
        for node in range(top, tree.ends[top]):
            entry = tree.entry(node)
            if isinstance(entry, TensorEntry):
                tensors.append((node, entry))
        job.check()
    picked = [tensors[number] for number in chosen([entry for _, entry in tensors])]
    nodes = [node for node, _ in picked]
    above = "" if selection.node is None or selection.tree_layout.is_range(selection.node) else selection.key
    labels = [printable(tree.key(node)[: 1 << 12].removeprefix(f"{above}.")) for node in nodes]
    return RidgesOfNodes(ridges([entry for _, entry in picked], job), nodes, labels, len(tensors))
