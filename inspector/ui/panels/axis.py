"""A tensor by the index of an axis: what each row, column, channel or head is like, and which of them stand out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView, QVBoxLayout, QWidget

from inspector.analysis.axis_statistics import OUTLIER_FACTOR, AxisStatistics, axis_statistics
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.tables import csv_text
from inspector.tensors.entries import TensorEntry
from inspector.tensors.slices import value_shape
from inspector.text import count_text
from inspector.ui.document.document import Selection
from inspector.ui.panels.axis_table import AXIS_COLUMNS, MAX_ROWS, AxisTableModel
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, labelled, plain_label
from inspector.ui.widgets.plot_stack import PlotStack
from inspector.ui.widgets.splitter import Splitter
from inspector.wording import tr, translatable

if TYPE_CHECKING:
    from inspector.ui.plots.axis_plot import AxisPlot

__all__ = ["AxisPanel"]

#: Axes that are gone through unasked, to name the outliers of each: each reads the tensor. One chosen is read in any case.
_MAX_UNASKED = 4
_MAX_AXES = 32
#: Lower than this a plot shows nothing.
_PLOT_HEIGHT = 120
#: Outliers that are named.
_NAMED = 12
#: Sizes of groups that are offered.
_MAX_GROUPINGS = 64


class AxisPanel(SelectionPanel):
    """Plot and table of one axis, and in words the outliers of all. ``show_values`` goes to the values at an index."""

    title = translatable("By axis")

    def __init__(self, context: PanelContext, show_values: Callable[[tuple[int, ...]], object]) -> None:
        super().__init__(context)
        self._show_values = show_values
        self._plot: AxisPlot | None = None
        self._entry: TensorEntry | None = None
        self._jobs: PanelJobs | None = None
        self._found: dict[int, AxisStatistics] = {}
        #: What will be read next, unasked, and why an axis can't be.
        self._unasked: list[int] = []
        self._failures: dict[int, str] = {}
        self._shown: AxisStatistics | None = None

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        if entry is None or not entry.has_numbers or entry.values.numel < 2 or not entry.values.shape:
            return 0
        return 6 if len(entry.values.shape) > 1 else 3

    def make(self) -> QWidget:
        page = QWidget()
        self.axis, self.group, self.statistic = QComboBox(), QComboBox(), QComboBox()
        self.group.setToolTip(tr("Neighboring indices taken together, such as the channels of an attention head"))
        for column in AXIS_COLUMNS:
            self.statistic.addItem(tr(column.title))
        bar = QWidget()
        flow = FlowLayout(bar, spacing=8)
        for label, box, name in (
            (tr("By"), self.axis, tr("Axis")),
            (tr("in groups of"), self.group, tr("Size of a group")),
            (tr("plot"), self.statistic, tr("Statistic plotted")),
        ):
            box.setAccessibleName(name)
            flow.addWidget(labelled(label, box))
        self.axis.currentIndexChanged.connect(self._axis_chosen)
        self.group.currentIndexChanged.connect(self._show)
        self.statistic.currentIndexChanged.connect(self._draw)
        self.outliers = plain_label("", wrap=True)
        self.outliers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.readout = ElidedLabel()
        self._stack = PlotStack()
        self.model = AxisTableModel(page)
        self.table = self._make_table()
        both = Splitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self._stack)
        both.addWidget(self.table)
        both.setSizes([1000, 1000])  # in equal parts
        self._stack.setMinimumHeight(_PLOT_HEIGHT)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(bar)
        layout.addWidget(self.outliers)
        layout.addWidget(both, 1)
        layout.addWidget(self.readout)
        return page

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(tr("Statistics of each index"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 6)
        table.horizontalHeader().setDefaultSectionSize(table.fontMetrics().horizontalAdvance("-1.2345e-06") + 10)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        table.horizontalHeader().setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        table.setToolTip(tr("Double-click a row to see its values"))
        table.doubleClicked.connect(self._go_to_row)
        copy_on(table, QKeySequence.StandardKey.Copy, self.copy)
        return table

    @property
    def plot(self) -> AxisPlot | None:
        """The plot, once there was something to plot."""
        return self._plot

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        assert selection.tensor is not None
        self._entry, self._jobs, self._found, self._failures = selection.tensor.values, jobs, {}, {}
        shape = value_shape(self._entry)
        axes = [axis for axis, size in enumerate(shape[:_MAX_AXES]) if size > 1] or [0]
        kept = self.axis.currentData()
        with QSignalBlocker(self.axis):
            self.axis.clear()
            for axis in axes:
                self.axis.addItem(_axis_text(axis, shape), axis)
            self.axis.setCurrentIndex(axes.index(kept) if kept in axes else 0)
        self._unasked = axes[:_MAX_UNASKED]
        self.readout.set_text("")
        self._axis_chosen()

    def _axis_chosen(self) -> None:
        """Show the axis chosen, from memory or from the file."""
        self._offer_groups()
        if self.axis.currentData() in self._found:
            self._show()
            return
        self._shown = None
        self.model.show_statistics(None)
        self._say(tr("Reading"))
        self._read(self.axis.currentData())
        self._name_outliers()

    def _read(self, axis: int) -> None:
        entry, jobs = self._entry, self._jobs
        if entry is None or jobs is None:
            return
        self._failures.pop(axis, None)

        def work(job: Job) -> AxisStatistics:
            PlottingLibrary.load(job)
            return axis_statistics(entry, axis, job)

        what = tr("Reading axis {axis}", axis=axis)
        jobs.start(work, self._take, lambda error: self._fail(axis, error), what, purpose="axis")

    def _take(self, found: AxisStatistics) -> None:
        self._found[found.axis] = found
        if found.axis == self.axis.currentData():
            self._show()
        self._unasked = [axis for axis in self._unasked if axis not in self._found]
        self._name_outliers()
        if self._unasked:
            self._read(self._unasked[0])

    def _fail(self, axis: int, error: InspectorError) -> None:
        """Say why an axis was not read, and read no more unasked: the user wants none, or the file is damaged."""
        self._unasked = []
        self._failures[axis] = translated(str(error))
        if axis == self.axis.currentData():
            self._say(self._failures[axis])
        self._name_outliers()

    def _say(self, sentence: str) -> None:
        self._stack.say(sentence)

    def _offer_groups(self) -> None:
        """Offer the sizes that the axis divides into."""
        assert self._entry is not None
        length = value_shape(self._entry)[self.axis.currentData()]
        sizes = [size for size in _divisors(length) if size < length][:_MAX_GROUPINGS]
        kept = self.group.currentData()
        with QSignalBlocker(self.group):
            self.group.clear()
            for size in sizes or [1]:
                self.group.addItem(
                    "1"
                    if size == 1
                    else tr("{size} (%n group)", "{size} (%n groups)", length // size, size=count_text(size)),
                    size,
                )
            self.group.setCurrentIndex(sizes.index(kept) if kept in sizes else 0)

    def _show(self) -> None:
        found = self._found.get(self.axis.currentData())
        if found is None:
            return
        size = self.group.currentData()
        self._shown = found if size == 1 else found.grouped(size)
        self.model.show_statistics(self._shown)
        self._draw()
        self._name_outliers()

    def _draw(self) -> None:
        if self._shown is None:
            return
        if self._plot is None:
            from inspector.ui.plots.axis_plot import AxisPlot

            self._plot = AxisPlot(self.numbers, self._actions)
            self._plot.hovered.connect(self._point_at)
            self._plot.activated.connect(self._select)
        self._stack.show_plot(self._plot)
        column = AXIS_COLUMNS[self.statistic.currentIndex()]
        size = self.group.currentData()
        what = (
            self.axis.currentText()
            if size == 1
            else tr("groups of {size:,} of {axis}", size=size, axis=self.axis.currentText())
        )
        values = column.values(self._shown).astype(np.float64)
        self._plot.show_values(values, self._shown.outliers, tr(column.title), what)

    def _name_outliers(self) -> None:
        """The outliers of each axis that was read, that of the plot in its groups; and of the others that they were not."""
        shown, lines, unread = self._shown, [], []
        for axis in (self.axis.itemData(at) for at in range(self.axis.count())):
            if axis in self._found:
                statistics = shown if shown is not None and shown.axis == axis else self._found[axis]
                lines.append(_outliers_text(axis, statistics) + _zeros_text(statistics))
            elif axis in self._failures:
                lines.append(tr("Axis {axis}: {reason}", axis=axis, reason=self._failures[axis]))
            elif axis in self._unasked or axis == self.axis.currentData():
                lines.append(tr("Axis {axis}: reading …", axis=axis))
            else:
                unread.append(str(axis))
        if unread:
            lines.append(tr("Axes read when chosen above: {axes}.", axes=", ".join(unread)))
        self.outliers.setText("\n".join(lines))

    def numbers(self) -> list[Sequence[object]]:
        """The table with its headings, in the order shown."""
        rows = self.model.rows()
        note = [[f"the first {MAX_ROWS:,}"]] if len(rows) == MAX_ROWS else []
        return [["index", *(column.title for column in AXIS_COLUMNS)], *rows, *note]

    def copy(self) -> None:
        """Copy the selected rows, or all, with their headings."""
        headings, *rows = self.numbers()
        chosen = {index.row() for index in self.table.selectionModel().selectedRows()}
        copy_text(csv_text([headings, *(row for at, row in enumerate(rows) if at in chosen or not chosen)], "\t"))

    def _point_at(self, index: int) -> None:
        if self._shown is None or index < 0:
            self.readout.set_text("")
            return
        parts = [f"{tr(column.title)} {column.text(column.values(self._shown)[index])}" for column in AXIS_COLUMNS]
        self.readout.set_text(f"{self._name_of(index)}: {' · '.join(parts)}")

    def _name_of(self, index: int) -> str:
        size = self.group.currentData()
        return (
            tr("Index {index:,}", index=index)
            if size == 1
            else tr(
                "Group {index:,} ({first:,} to {last:,})",
                index=index,
                first=index * size,
                last=(index + 1) * size - 1,
            )
        )

    def _select(self, index: int) -> None:
        """Select the row of an index."""
        row = self.model.row_of(index)
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _actions(self, index: int) -> list[tuple[str, Callable[[], object]]]:
        if index < 0:
            return []
        return [(tr("Show values of {what}", what=self._name_of(index).lower()), lambda: self._go_to(index))]

    def _go_to_row(self, row: QModelIndex) -> None:
        self._go_to(self.model.index_of_row(row.row()))

    def _go_to(self, index: int) -> None:
        assert self._entry is not None
        place = [0] * len(self._entry.shape)
        place[self.axis.currentData()] = index * self.group.currentData()
        self._show_values(tuple(place))


def _axis_text(axis: int, shape: Sequence[int]) -> str:
    """An axis as people call it."""
    size = shape[axis]
    if len(shape) != 2:
        return tr("axis {axis} ({size:,})", axis=axis, size=size)
    return tr("axis 1, columns ({size:,})", size=size) if axis else tr("axis 0, rows ({size:,})", size=size)


def _outliers_text(axis: int, found: AxisStatistics) -> str:
    outliers = found.outliers
    if not outliers:
        return tr("Axis {axis}: no outliers among {count:,}.", axis=axis, count=len(found.count))
    return tr(
        "Axis {axis}: %n outlier among {count:,} (mean |x| at least {factor:g}× the median): {named}.",
        "Axis {axis}: %n outliers among {count:,} (mean |x| at least {factor:g}× the median): {named}.",
        len(outliers),
        axis=axis,
        count=len(found.count),
        factor=OUTLIER_FACTOR,
        named=_named(outliers),
    )


def _zeros_text(found: AxisStatistics) -> str:
    zeros = found.all_zero
    return tr(" %n all zero: {named}.", " %n all zero: {named}.", len(zeros), named=_named(zeros)) if zeros else ""


def _named(indices: Sequence[int]) -> str:
    more = tr(" and {count:,} more", count=len(indices) - _NAMED) if len(indices) > _NAMED else ""
    return ", ".join(map(str, indices[:_NAMED])) + more


def _divisors(length: int) -> list[int]:
    """The divisors of a length, ascending."""
    small = [size for size in range(1, int(length**0.5) + 1) if length % size == 0]
    return sorted({*small, *(length // size for size in small)})
