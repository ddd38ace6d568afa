"""The merged tree of a comparison for a view: what its rows say of what the results knows."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from inspector.comparing.results import PairResult, State
from inspector.comparing.wording import STATE_TEXTS, change_text, relative_text
from inspector.names.tree import NO_ENTRY
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, renamed_text, shape_text
from inspector.ui.comparison.ordering import FlatLayout, RowOrder
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.comparison.states import sentence_of, state_color, state_icon, state_text
from inspector.ui.comparison.subject import Pairing
from inspector.ui.tree.layout_model import LEFT, RIGHT, TreeLayoutModel
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import current_theme
from inspector.wording import local_number, tr, translatable

__all__ = ["Column", "ComparisonModel"]

_MAX_AXES = 16


class Column(IntEnum):
    """The columns of the tree."""

    NAME = 0
    CHANGE = 1
    LARGEST = 2
    COSINE = 3
    SHAPE = 4
    TYPE = 5
    DISTRIBUTION = 6


_ORDERS = {
    Column.NAME: RowOrder.NAME,
    Column.CHANGE: RowOrder.CHANGE,
    Column.LARGEST: RowOrder.LARGEST,
    Column.COSINE: RowOrder.COSINE,
    Column.SHAPE: RowOrder.SHAPE,
    Column.TYPE: RowOrder.TYPE,
    Column.DISTRIBUTION: RowOrder.DISTANCE,
}
_TIPS = {
    Column.CHANGE: translatable(
        "Relative change |b - a| / |a| (L2 norm), or how else the tensor differs; for a group, the largest"
    ),
    Column.LARGEST: translatable("Largest |b - a| of any element"),
    Column.COSINE: translatable("Cosine similarity of A and B as vectors"),
    Column.DISTRIBUTION: translatable("Both histograms overlaid; sorts by their Jensen-Shannon distance"),
}
#: Sorted by these, one wants to see the largest first.
_LARGEST_FIRST = (Column.CHANGE, Column.LARGEST, Column.DISTRIBUTION)


class ComparisonModel(TreeLayoutModel):
    """The rows of a comparison. ``sort_requested`` asks the owner for another layout."""

    headers = (
        translatable("Name"),
        translatable("Change"),
        translatable("Max |d|"),
        translatable("Cosine"),
        translatable("Shape"),
        translatable("Type"),
        translatable("Distribution"),
    )
    alignments = (LEFT, RIGHT, RIGHT, RIGHT, LEFT, LEFT, LEFT)
    picture_column = Column.DISTRIBUTION

    sort_requested = Signal(object, bool)

    def __init__(self, results: ComparisonResults, parent: QObject | None = None) -> None:
        self.results = results
        super().__init__(results.subject.natural, parent)
        #: Of the rows that have a result: what they say does not change any more.
        self._texts: dict[int, tuple[str, ...]] = {}
        self.take_theme()

    def take_theme(self) -> None:
        """Take the colours of the theme in force."""
        theme = current_theme()
        self._muted, self._faint = QColor(theme.muted), QColor(theme.faint)
        self._icons: dict[object, QIcon] = {}
        self._state_colors = {state: QColor(state_color(state)) for state in State}

    # what the views ask for

    def pairing(self, node: int) -> Pairing | None:
        """The row at a node, None for a mere group or a range."""
        index = NO_ENTRY if self.tree_layout.is_range(node) else self._tree.entries[node]
        return None if index == NO_ENTRY else self.results.subject.pairings[index]

    def result(self, node: int) -> PairResult | None:
        """What is known of the row at a node."""
        return None if self.tree_layout.is_range(node) else self.results.results[node]

    def texts(self, node: int) -> tuple[str, ...]:
        texts = self._texts.get(node)
        if texts is not None:
            return texts
        pairing, result = self.pairing(node), self.result(node)
        if pairing is None:
            return self._group_texts(node)
        texts = (self.label(node, pairing.entry.key), *_numbers(result), *_kinds(pairing), "")
        if result is not None:
            self._texts[node] = texts
        return texts

    def forget_rows(self) -> None:
        self._texts.clear()  # in a flat list names are whole keys

    def _group_texts(self, node: int) -> tuple[str, ...]:
        total, differing, largest = self._sums(node)
        change = relative_text(largest) if largest else ""
        return self.label(node, ""), change, "", "", _share_text(differing, total), "", ""

    def _sums(self, node: int) -> tuple[int, int, float]:
        """How many rows a group or a range stands for, how many of them differ, and the largest change."""
        tree, results = self._tree, self.results
        parts = self._children(node) if self.tree_layout.is_range(node) else (node,)
        largest = max((results.largest[part] for part in parts), default=0.0)
        if isinstance(self.tree_layout, FlatLayout):  # whose rows stand for themselves, whatever is below them
            return len(parts), sum(map(results.differs, parts)), largest
        return sum(tree.tensors[part] for part in parts), sum(results.differing[part] for part in parts), largest

    def row_icon(self, node: int) -> QIcon:
        result = self.result(node)
        what: object = result.state if result is not None else "no-data"
        if self.pairing(node) is None:
            what = ("range" if self.tree_layout.is_range(node) else "group", self._sums(node)[1] > 0)
        found = self._icons.get(what)
        if found is None:
            found = self._icons[what] = _icon_of(what)
        return found

    def foreground(self, node: int, column: int) -> QColor | None:
        """Names of what is the same stand back; the change has the colour of the state."""
        result = self.result(node)
        if self.pairing(node) is None:
            return None if column == Column.NAME else self._faint
        if column == Column.NAME:
            return self._muted if result is None or result.agrees else None
        if column == Column.CHANGE and result is not None:
            return self._state_colors[result.state]
        return self._muted

    def row_tip(self, node: int) -> str:
        """The keys on both sides and what became of the tensor."""
        pairing, result = self.pairing(node), self.result(node)
        if pairing is None:
            return tool_tip(self.tree_layout.label(node) if self.tree_layout.is_range(node) else self._tree.key(node))
        a, b = pairing.a, pairing.b
        key = pairing.entry.key if a is None or b is None else renamed_text(a.key, b.key)
        kinds = " · ".join(_kinds(pairing))
        said = [tr("Not compared yet.")]
        if result is not None:
            said = [tr("{sentence}.", sentence=state_text(result.state)), sentence_of(result, ("A", "B"))]
        return tool_tip(key, kinds, *said, tr("Compared transposed.") if _is_turned(pairing, self.results) else "")

    # what Qt asks for

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return tr(_TIPS.get(Column(section), ""))
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.InitialSortOrderRole:
            return Qt.SortOrder.DescendingOrder if section in _LARGEST_FIRST else Qt.SortOrder.AscendingOrder
        return super().headerData(section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        wanted = _ORDERS[Column(column)] if 0 <= column < len(Column) else RowOrder.FILE
        self.sort_requested.emit(wanted, order == Qt.SortOrder.DescendingOrder and column >= 0)


def _icon_of(what: object) -> QIcon:
    """The sign of a row in a state, of a group or a range (and whether something in it differs), or of anything else."""
    if isinstance(what, State):
        return icon(state_icon(what), state_color(what))
    if isinstance(what, tuple):
        name, differs = what
        return icon(name, state_color(State.CHANGED) if differs else current_theme().faint)
    return icon(str(what), current_theme().faint)


def _is_turned(pairing: Pairing, results: ComparisonResults) -> bool:
    return pairing.a is not None and pairing.a.key in results.subject.alignment.map.transposed


def _share_text(differing: int, total: int) -> str:
    return (
        tr("{differing:,} of {total:,} differ", differing=differing, total=total)
        if differing
        else tr("%n tensor", "%n tensors", total)
    )


def _numbers(result: PairResult | None) -> tuple[str, str, str]:
    """Change, largest difference, cosine; words where there are no numbers."""
    if result is None:
        return "", "", ""
    if result.difference is None:
        return tr(STATE_TEXTS[result.state]), "", ""
    found = result.difference
    cosine = "" if math.isnan(found.cosine) else local_number(f"{found.cosine:.6f}")
    return change_text(result), "" if math.isnan(found.max_abs) else number_text(found.max_abs, 3), cosine


def _kinds(pairing: Pairing) -> tuple[str, str]:
    """Shape and type, of both sides where they are not the same."""
    return _shapes_text(pairing), _either(pairing, lambda entry: entry.dtype.name)


def _shapes_text(pairing: Pairing) -> str:
    """Both shapes; of as many axes axis by axis, as there is little room: ``4096→4128 × 256``."""
    a, b = pairing.a, pairing.b
    if a is None or b is None or len(a.shape) != len(b.shape) or len(a.shape) > _MAX_AXES:
        return _either(pairing, _shape_text)
    if not a.shape:
        return _shape_text(a)
    axes = zip(a.shape, b.shape, strict=True)
    return " × ".join(str(one) if one == other else f"{one}→{other}" for one, other in axes)


def _shape_text(entry: TensorEntry) -> str:
    return shape_text(entry.shape[:_MAX_AXES]) + (" …" if len(entry.shape) > _MAX_AXES else "")


def _either(pairing: Pairing, text: Callable[[TensorEntry], str]) -> str:
    return " → ".join(dict.fromkeys(text(side) for side in (pairing.a, pairing.b) if side is not None))
