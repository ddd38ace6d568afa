"""The layer map with what goes with it: which stack, colored by which number, and what the colors mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from inspector.names.layers import Stack
from inspector.operations.columns import COLUMN_NAMES, COLUMNS, TensorColumn
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, size_text
from inspector.ui.document.document import Document
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.layers.scale import ColorScale, scale_of
from inspector.ui.layers.stack_map import StackMap
from inspector.ui.widgets.labels import labelled
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.statistics import Statistics

__all__ = ["LayerMapView"]

_COLUMNS = tuple(column for column in COLUMNS if column.is_number and column.name not in ("shape", "elements"))
_FIRST_COLUMN = "rms"
#: The map is no higher than this; more roles are scrolled to.
_MAX_HEIGHT = 420
#: Cells looked at in one step.
_STEP = 2000


class LayerMapView(StackMap):
    """The map of one document. ``activated`` carries the index of an entry."""

    def __init__(self, document: Document, numbers: TensorNumbers, parent: QWidget | None = None) -> None:
        super().__init__(tr("Layer map"), document.stacks, _MAX_HEIGHT, parent)
        self._entries = entries = document.checkpoint.entries
        self._numbers = numbers
        #: What the cells are colored by, by column and stack. While numbers come in only cells with new ones are looked at.
        self._colored = ("", -1)
        self._seen: dict[int, Statistics | None] = {}
        self._values: dict[int, float] = {}
        self._marked: set[int] = set()
        #: of the tensors, if there are layers at all: entries may be very many
        self._indices = [
            index for index, entry in enumerate(entries if self._stacks else ()) if isinstance(entry, TensorEntry)
        ]
        self.column = QComboBox()
        self.column.setAccessibleName(tr("What the cells are colored by"))
        for column in _COLUMNS:
            self.column.addItem(tr(column.title), column.name)
        self.column.setCurrentIndex(self.column.findData(_FIRST_COLUMN))
        self.each_row = QCheckBox(tr("Scale each row"))
        self.each_row.setToolTip(tr("Colors of each role on their own, so that small changes over depth show"))
        self.read = QPushButton()
        self.read.clicked.connect(self._read)
        self.grid.activated.connect(lambda position: self.activated.emit(self._indices[position]))
        for widget in (labelled(tr("colored by"), self.column), self.each_row, self.read):
            self._choices.addWidget(widget)
        self.column.currentIndexChanged.connect(self.renew)
        self.each_row.toggled.connect(self.renew)
        numbers.changed.connect(self.renew)

    def begin(self) -> None:
        """The map is looked at: read what it is colored by, if that takes but a moment."""
        if self._stacks and self._numbers.is_read_on_opening:
            self._numbers.read_all()
        elif self._stacks and not self._numbers.known:
            with QSignalBlocker(self.column):
                self.column.setCurrentIndex(self.column.findData("size"))  # which needs no reading
        self.renew()

    def _read(self) -> None:
        if self._column.name == "size":
            self.column.setCurrentIndex(self.column.findData(_FIRST_COLUMN))
        self._numbers.read_all()
        self.renew()

    @property
    def _column(self) -> TensorColumn:
        return COLUMN_NAMES[self.column.currentData()]

    def _color(self) -> Iterator[None]:
        unread = 0 if self._numbers.is_reading else self._numbers.unread_nbytes
        self.read.setText(tr("Read all tensors ({unread})", unread=size_text(unread)))
        self.read.setVisible(bool(unread))
        column, stack, known = self._column, self._stack, self._numbers.known
        self._numbers.need(column)
        if self._colored != (column.name, self.stack.currentIndex()):
            self._colored = column.name, self.stack.currentIndex()
            self._seen, self._values, self._marked = {}, {}, set()
        for number, position in enumerate(stack.cells.values(), 1):
            if number % _STEP == 0:
                yield
            index = self._indices[position]
            found = known.get(index)
            if position in self._seen and self._seen[position] is found:
                continue
            self._seen[position] = found
            entry = self._entries[index]
            assert isinstance(entry, TensorEntry)
            value = column.value(entry, found)
            if isinstance(value, (int, float)):
                self._values[position] = float(value)
            if found is not None and found.finite < found.count:
                self._marked.add(position)
        yield
        whole = scale_of(self._values.values())
        self.grid.show_values(
            self._values, self._text, self._scales(stack, self._values, whole), frozenset(self._marked)
        )
        self.legend.show_scale(None if self.each_row.isChecked() else whole, column.text, marked=len(self._marked))

    def _text(self, position: int) -> str:
        """What a cell says when the mouse is on it."""
        index, column = self._indices[position], self._column
        entry, found = self._entries[index], self._numbers.known.get(index)
        assert isinstance(entry, TensorEntry)
        shown = column.text(column.value(entry, found)) or (
            tr("not read") if column.needs_data and found is None else tr("none")
        )
        return f"{printable(entry.key)}\n{tr(column.title)}: {shown}"

    def _scales(self, stack: Stack, values: dict[int, float], whole: ColorScale | None) -> dict[str, ColorScale | None]:
        if not self.each_row.isChecked():
            return dict.fromkeys(stack.roles, whole)
        by_role: dict[str, list[float]] = {}
        for (_, role), position in stack.cells.items():
            if position in values:
                by_role.setdefault(role, []).append(values[position])
        return {role: scale_of(found) for role, found in by_role.items()}
