"""Any number of the tensors over depth: a line for each role, a point for each layer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from inspector.names.layers import Role, roles
from inspector.operations.columns import COLUMN_NAMES, COLUMNS, TensorColumn
from inspector.sentences import translated
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, size_text
from inspector.ui.document.document import Selection, tensors_of
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.panels.ridges import largest_first, role_box
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, labelled
from inspector.ui.widgets.legend import Legend
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.ui.plots.depth_plot import DepthPlot

__all__ = ["DepthPanel"]

_COLUMNS = tuple(column for column in COLUMNS if column.is_number and column.name not in ("shape", "elements"))
_FIRST_COLUMN = "rms"
#: Lines that still are a picture, and of which the names fit below it.
_MAX_LINES = 48
_MAX_NAMES = 12


class DepthPanel(SelectionPanel):
    """The lines of a group, several rows or the whole file, as far as the filter shows them; a click goes to the tensor."""

    title = translatable("Over depth")

    def __init__(self, context: PanelContext, numbers: TensorNumbers) -> None:
        super().__init__(context)
        self._numbers = numbers
        self._plot: DepthPlot | None = None
        self._indices: list[int] = []
        self._entries: list[TensorEntry] = []
        self._roles: list[Role] = []
        self._can_plot = False  # until a worker has imported the plotting library

    def accepts(self, selection: Selection) -> int:
        if selection.tensor is not None:
            return 0
        tree = selection.document.tree
        return 3 if sum(tree.tensors[node] for node in selection.nodes) > 1 else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.column, self.role = QComboBox(), role_box()
        self.column.setAccessibleName(tr("Number that is plotted"))
        for column in _COLUMNS:
            self.column.addItem(tr(column.title), column.name)
        self.column.setCurrentIndex(self.column.findData(_FIRST_COLUMN))
        self.log = QCheckBox(tr("Log scale"))
        self.read = QPushButton()
        self.read.clicked.connect(self._read)
        bar = QWidget()
        flow = FlowLayout(bar, spacing=8)
        for widget in (labelled(tr("Plot"), self.column), labelled(tr("of"), self.role), self.log, self.read):
            flow.addWidget(widget)
        self.readout = ElidedLabel()
        self.legend = Legend()
        self._stack = PlotStack()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(bar)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.legend)
        layout.addWidget(self.readout)
        self.column.currentIndexChanged.connect(self._draw)
        self.role.currentIndexChanged.connect(self._draw)
        self.log.toggled.connect(self._draw)
        self._numbers.changed.connect(self._renew)
        return page

    @property
    def plot(self) -> DepthPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    @property
    def is_settled(self) -> bool:
        return not self._numbers.is_reading

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        self._selection = selection
        tensors = tensors_of(selection)
        self._indices, self._entries = list(tensors), list(tensors.values())
        found = largest_first(roles(entry.key for entry in self._entries), self._entries)
        self._roles = found[:_MAX_LINES]
        with QSignalBlocker(self.role):
            self.role.clear()
            largest = tr("the {count} largest of {total:,} roles", count=_MAX_LINES, total=len(found))
            self.role.addItem(largest if len(found) > _MAX_LINES else tr("all roles"), None)
            for role in self._roles:
                self.role.addItem(printable(role.name), role)
        if self._numbers.is_read_on_showing():
            self._numbers.read_all()
        if self._can_plot:
            self._draw()
        else:
            jobs.start(PlottingLibrary.load, self._loaded, lambda error: self._stack.say(translated(str(error))))

    def _loaded(self, _result: object) -> None:
        self._can_plot = True
        self._draw()

    def _read(self) -> None:
        self._numbers.read_all()
        self._draw()

    def _renew(self) -> None:
        if self.widget.isVisible():
            self._draw()

    @property
    def _column(self) -> TensorColumn:
        return COLUMN_NAMES[self.column.currentData()]

    @property
    def _shown(self) -> Sequence[Role]:
        chosen = self.role.currentData()
        return self._roles if chosen is None else [chosen]

    def _draw(self) -> None:
        if not self._can_plot:
            return
        self._numbers.need(self._column)
        unread = 0 if self._numbers.is_reading else self._numbers.unread_nbytes
        self.read.setText(tr("Read all tensors ({unread})", unread=size_text(unread)))
        self.read.setVisible(bool(unread))
        if not self._roles:
            self._stack.say(tr("No layers: no two keys differ in numbers only."))
            self.legend.show_names(())
            return
        from inspector.ui.plots.depth_plot import DepthLine, DepthPlot, line_color

        if self._plot is None:
            self._plot = DepthPlot()
            self._plot.hovered.connect(self._point_at)
            self._plot.activated.connect(self._go)
        self._stack.show_plot(self._plot)
        shown, column = self._shown, self._column
        is_by_layer = all(len(numbers) == 1 for role in shown for numbers in role.numbers)
        lines = [
            DepthLine(
                role.name,
                [numbers[0] for numbers in role.numbers] if is_by_layer else range(len(role.positions)),
                role.labels,
                np.array([self._value(column, position) for position in role.positions], np.float64),
            )
            for role in shown
        ]
        self._plot.show_lines(
            lines, tr(column.title), tr("layer") if is_by_layer else tr("position"), is_log=self.log.isChecked()
        )
        names = _without_shared_parts([role.name for role in shown])
        named = [(name, partial(line_color, number, len(shown))) for number, name in enumerate(names)]
        self.legend.show_colors(named if len(named) <= _MAX_NAMES else [], "")

    def _value(self, column: TensorColumn, position: int) -> float:
        """What is known of a tensor, NaN for nothing."""
        value = column.value(self._entries[position], self._numbers.known.get(self._indices[position]))
        return float(value) if isinstance(value, (int, float)) else float("nan")

    def _position(self, point: tuple[int, int]) -> int:
        return self._shown[point[0]].positions[point[1]]

    def _point_at(self, point: tuple[int, int] | None) -> None:
        if point is None:
            self.readout.set_text("")
            return
        position, column = self._position(point), self._column
        known = self._numbers.known.get(self._indices[position])
        entry = self._entries[position]
        self.readout.set_text(f"{entry.key}: {tr(column.title)} {column.text(column.value(entry, known))}")

    def _go(self, point: tuple[int, int]) -> None:
        self.context.select(self._selection.document.tree.nodes[self._indices[self._position(point)]])


def _without_shared_parts(names: Sequence[str]) -> list[str]:
    """The names of roles without the parts that all begin with, for which a legend has no room."""
    parts = [name.split(".") for name in names]
    columns = zip(*(part[:-1] for part in parts), strict=False)
    shared = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns)) if len(parts) > 1 else 0
    return [".".join(part[shared:]) for part in parts]
