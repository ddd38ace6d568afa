"""The values themselves: any 2-d slice of a tensor as a table, to read and to copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from inspector.checkpoint.slices import Slice2D
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.text import count_text
from inspector.ui.clipboard import copy_on, copy_text
from inspector.ui.document import Selection
from inspector.ui.models.value_table import Tile, ValueTableModel, read_tile, value_text
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.panels.slice_chooser import SliceChooser
from inspector.ui.theme import monospace_font
from inspector.ui.widgets import plain_label

__all__ = ["ValuesPanel", "values_as_python", "values_as_tsv"]

#: Values copied at once: text of some tens of megabytes.
_MAX_COPIED = 1_000_000
#: Tiles are read once painting has asked for all that are in sight.
_GATHER_MS = 15
Span = tuple[int, int]
Writer = Callable[[Slice2D, Span, Span, Job], str]


class _Table(QTableView):
    """A table that paints without letting go of the interpreter; see :class:`inspector.ui.tree_view.NameTreeView`."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)


class ValuesPanel(SelectionPanel[None]):
    """The table, what chooses its slice, and copying from it."""

    title = "Values"

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._wanted: set[Tile] = set()

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        return 8 if entry is not None and entry.storage is not None and entry.numel else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.chooser = SliceChooser()
        self.chooser.changed.connect(self._show_slice)
        self.model = ValueTableModel(page)
        self.model.wanted.connect(self._want)
        self._gather = QTimer(page)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._read_wanted)
        self.table = self._make_table()
        self.state = plain_label("", "muted")
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        for text, tip, slot in (
            ("Copy", "Copy the selected values, or the whole table, separated by tabs (Ctrl+C)", self.copy_tsv),
            ("Copy as Python", "Copy the selected values, or the whole table, as a numpy array", self.copy_python),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            foot.addWidget(button)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.chooser)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        return page

    def _make_table(self) -> QTableView:
        table = _Table()
        table.setModel(self.model)
        table.setFont(monospace_font(0.95))
        table.setAccessibleName("Values of the slice")
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        metrics = table.fontMetrics()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setDefaultSectionSize(metrics.horizontalAdvance("-1.2345678e-12") + 16)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(metrics.height() + 6)
        copy_on(table, QKeySequence.StandardKey.Copy, self.copy_tsv)
        return table

    def begin(self, selection: Selection) -> None:
        entry = selection.tensor
        assert entry is not None
        self.chooser.offer(Slice2D.of(entry))
        self._show_slice()

    def work(self, selection: Selection, job: Job) -> None:
        """Nothing: tiles are read when they come into sight."""

    def show(self, selection: Selection, result: None) -> None:
        """Nothing more to show."""

    def failed(self, error: InspectorError) -> None:
        self.state.setText(str(error))

    @property
    def is_settled(self) -> bool:
        return not self._gather.isActive() and not self.context.runner.is_running((self, "tiles"))

    def _show_slice(self) -> None:
        source = self.chooser.source
        assert source is not None
        self._wanted.clear()
        self.context.runner.cancel((self, "tiles"))
        self.model.show_slice(source, self.chooser.top, self.chooser.left)
        self.table.scrollToTop()
        self.state.setText(f"{count_text(source.rows)} × {count_text(source.columns)} values")

    # reading

    def _want(self, tile: Tile) -> None:
        self._wanted.add(tile)
        self._gather.start()

    def _read_wanted(self) -> None:
        """Read the tiles painting asked for, in one job; those asked for meanwhile come in the next."""
        source = self.model.source
        if source is None or not self._wanted or self.context.runner.is_running((self, "tiles")):
            return
        tiles = sorted(self._wanted)
        self._wanted.clear()

        def work(job: Job) -> dict[Tile, Sequence[Sequence[str]]]:
            return {tile: read_tile(source, tile, job) for tile in tiles}

        def show(found: dict[Tile, Sequence[Sequence[str]]]) -> None:
            for tile, values in found.items():
                self.model.add_tile(tile, values)
            if self._wanted:
                self._gather.start()

        self.context.runner.start((self, "tiles"), work, show, self.failed, "Reading values")

    # copying

    def copy_tsv(self) -> None:
        """Copy the selected values, or the page, as text separated by tabs."""
        self._copy(values_as_tsv)

    def copy_python(self) -> None:
        """Copy the selected values, or the page, as Python."""
        self._copy(values_as_python)

    def _copy(self, write: Writer) -> None:
        source = self.model.source
        if source is None:
            return
        rows, columns = self._selected_spans()
        count = (rows[1] - rows[0]) * (columns[1] - columns[0])
        if count > _MAX_COPIED:
            self.state.setText(
                f"{count_text(count)} values are too many to copy; select at most {count_text(_MAX_COPIED)}"
            )
            return

        def show(text: str) -> None:
            copy_text(text)
            self.state.setText(f"Copied {count_text(count)} values")

        def work(job: Job) -> str:
            return write(source, rows, columns, job)

        self.context.runner.start((self, "copy"), work, show, self.failed, "Copying values")

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


def values_as_tsv(source: Slice2D, rows: Span, columns: Span, job: Job) -> str:
    """The values as lines of cells separated by tabs."""
    job.check()
    return "\n".join("\t".join(value_text(value) for value in row) for row in source.read(rows, columns))


def values_as_python(source: Slice2D, rows: Span, columns: Span, job: Job) -> str:
    """The values as an expression that makes a numpy array of them; one row or column becomes a vector."""
    job.check()
    values = source.read(rows, columns)
    if 1 in values.shape:
        values = values.reshape(-1)
    listed = np.array2string(values, separator=", ", threshold=values.size + 1, floatmode="unique", max_line_width=120)
    return f"numpy.array({listed}, dtype={values.dtype.name!r})"
