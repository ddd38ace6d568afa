"""A table of values with all that goes with it: which slice is shown, reading what is in sight, copying."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.tensors.slices import Slice2D
from inspector.text import count_text
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.slice_chooser import SliceChooser
from inspector.ui.panels.value_table import (
    Cells,
    PlainValues,
    Span,
    Tile,
    ValueSource,
    ValueTableModel,
    cell_text,
    read_tile,
)
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.labels import ElidedLabel
from inspector.ui.widgets.theme import monospace_font
from inspector.wording import tr

__all__ = ["SourceOf", "ValuesView", "values_as_literal", "values_as_tsv"]

#: Values copied at once: text of some tens of megabytes.
_MAX_COPIED = 1_000_000
#: Tiles are read once painting has asked for all that are in sight.
_GATHER_MS = 15
Writer = Callable[[ValueSource, Span, Span, Job], str]
#: Makes what is shown of a slice.
SourceOf = Callable[[Slice2D], ValueSource]


class _Table(QTableView):
    """A table that paints without letting go of the interpreter; see :class:`inspector.ui.tree.view.NameTreeView`."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)


class ValuesView(QWidget):
    """The table, what chooses its slice, and copying from it. ``source_of`` makes what is shown of the slice chosen.

    Copying is left to ``runner``: it goes on when something else is shown.
    """

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._jobs: PanelJobs | None = None
        self._source_of: SourceOf = PlainValues
        self._wanted: set[Tile] = set()
        self.chooser = SliceChooser()
        self.chooser.changed.connect(self.show_slice)
        self.model = ValueTableModel(self)
        self.model.wanted.connect(self._want)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._read_wanted)
        self.table = self._make_table()
        self.state = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        foot = QHBoxLayout()
        self.again = QPushButton(tr("Try again"))
        self.again.setToolTip(tr("Retry what could not be read"))
        self.again.clicked.connect(self._read_again)
        self.again.hide()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.again)
        for text, tip, slot in (
            (
                tr("Copy as TSV"),
                tr("Copy the selected values, or the whole page, as tab-separated text (Ctrl+C)"),
                self.copy_tsv,
            ),
            (
                tr("Copy values"),
                tr("Copy the selected values, or the whole page, as a NumPy literal"),
                self.copy_literal,
            ),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.chooser)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    @property
    def is_settled(self) -> bool:
        """Whether all that is in sight is being read, or was."""
        return not self._gather.isActive()

    def offer(self, slice_: Slice2D, jobs: PanelJobs, source_of: SourceOf = PlainValues) -> None:
        """Begin with a slice of another tensor."""
        self._jobs, self._source_of = jobs, source_of
        self.chooser.offer(slice_)
        self.show_slice()

    def show_slice(self) -> None:
        """Show the slice chosen, from its start."""
        self.show_again()
        self.table.scrollToTop()

    def show_again(self) -> None:
        """Show the same place, as ``source_of`` makes something else of it now."""
        if self.chooser.source is None or self._jobs is None:
            return
        source = self._source_of(self.chooser.source)
        self._wanted.clear()
        self._jobs.cancel("tiles")
        self.model.show_source(source, self.chooser.top, self.chooser.left)
        self._say_size(source)

    def show_place(self, slice_: Slice2D, jobs: PanelJobs) -> None:
        """Show a slice, and select the value at its index."""
        row, column = (0 if axis is None else slice_.index[axis] for axis in (slice_.row_axis, slice_.column_axis))
        self._jobs = jobs
        self.chooser.offer(slice_)
        self.chooser.turn_to(row, column)
        self.show_again()
        self.reveal(row, column)

    def reveal(self, row: int, column: int) -> None:
        """Scroll to a value and select it, if it is on the page shown."""
        index = self.model.index(row - self.model.top, column - self.model.left)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _make_table(self) -> QTableView:
        table = _Table()
        table.setModel(self.model)
        table.setFont(monospace_font(0.95))
        table.setAccessibleName(tr("Values of the slice"))
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        metrics = table.fontMetrics()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setDefaultSectionSize(metrics.horizontalAdvance("-1.2345678e-12") + 16)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(metrics.height() + 6)
        copy_on(table, QKeySequence.StandardKey.Copy, self.copy_tsv)
        return table

    # reading

    def _want(self, tile: Tile) -> None:
        self._wanted.add(tile)
        self._gather.start()

    def _read_wanted(self) -> None:
        """Read the tiles painting asked for, in one job; those asked for meanwhile come in the next."""
        source, jobs = self.model.source, self._jobs
        if source is None or jobs is None or not self._wanted or jobs.is_running("tiles"):
            return
        tiles = sorted(self._wanted)
        self._wanted.clear()

        def work(job: Job) -> dict[Tile, Cells]:
            return {tile: read_tile(source, tile, job) for tile in tiles}

        def show(found: dict[Tile, Cells]) -> None:
            for tile, cells in found.items():
                self.model.add_tile(tile, cells)
            if not self.again.isHidden():  # the file can be read again
                self._say_size(source)
            if self._wanted:
                self._gather.start()

        def failed(error: InspectorError) -> None:
            for tile in tiles:
                self.model.forget_asked(tile)
            self.again.show()
            self._say_failure(error)

        jobs.start(work, show, failed, tr("Reading values"), purpose="tiles")

    def _read_again(self) -> None:
        """Paint what is in sight, which asks for what could not be read."""
        self.table.viewport().update()

    def _say_size(self, source: ValueSource) -> None:
        self.again.hide()
        self.state.set_text(
            tr("{rows} × {columns} values", rows=count_text(source.rows), columns=count_text(source.columns))
        )

    def _say_failure(self, error: InspectorError) -> None:
        self.state.set_text(translated(str(error)))

    # copying

    def copy_tsv(self) -> None:
        """Copy the selected values, or the page, as text separated by tabs."""
        self._copy(values_as_tsv)

    def copy_literal(self) -> None:
        """Copy the selected values, or the page, as Python."""
        self._copy(values_as_literal)

    def _copy(self, write: Writer) -> None:
        source = self.model.source
        if source is None:
            return
        rows, columns = self._selected_spans()
        count = (rows[1] - rows[0]) * (columns[1] - columns[0])
        if count > _MAX_COPIED:
            self.state.set_text(
                tr(
                    "{count:,} values are too many to copy; select at most {most:,}",
                    count=count,
                    most=_MAX_COPIED,
                )
            )
            return

        def show(text: str) -> None:
            copy_text(text)
            self.state.set_text(tr("Copied {count} values", count=count_text(count)))

        def work(job: Job) -> str:
            return write(source, rows, columns, job)

        self._runner.start((self, "copy"), work, show, self._say_failure, tr("Copying values"))

    def _selected_spans(self) -> tuple[Span, Span]:
        """The rectangle around the selected cells, or the page, in rows and columns of the slice."""
        model = self.model
        selection = self.table.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        if not ranges:
            return (model.top, model.top + model.rowCount()), (model.left, model.left + model.columnCount())
        return (
            (model.top + min(part.top() for part in ranges), model.top + max(part.bottom() for part in ranges) + 1),
            (model.left + min(part.left() for part in ranges), model.left + max(part.right() for part in ranges) + 1),
        )


def values_as_tsv(source: ValueSource, rows: Span, columns: Span, job: Job) -> str:
    """The values as lines of cells separated by tabs."""
    job.check()
    return "\n".join("\t".join(cell_text(value) for value in row) for row in source.read(rows, columns))


def values_as_literal(source: ValueSource, rows: Span, columns: Span, job: Job) -> str:
    """The values as an expression that makes a numpy array of them; one row or column becomes a vector."""
    job.check()
    values = source.read(rows, columns)
    if 1 in values.shape:
        values = values.reshape(-1)
    listed = np.array2string(values, separator=", ", threshold=values.size + 1, floatmode="unique", max_line_width=120)
    return f"numpy.array({listed}, dtype={values.dtype.name!r})"
