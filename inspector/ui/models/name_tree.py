"""The tree of names for a view: a thin layer over an arrangement, indexed by node number.

``createIndex`` gets the node's number and nothing else: PySide6 keeps no Python object alive for an index. What a row shows
is put together when the row is first shown and kept, so that painting and scrolling compute nothing.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from inspector.checkpoint.arrangement import Arrangement, Order
from inspector.checkpoint.entries import Entry, ObjectEntry, TensorEntry, ValueEntry
from inspector.checkpoint.nametree import NO_ENTRY, ROOT
from inspector.text import count_text, plural, printable, shape_text, size_text, value_text
from inspector.ui.document import Document, Mark
from inspector.ui.icons import icon
from inspector.ui.theme import current_theme
from inspector.ui.widgets import tool_tip

__all__ = ["ALIGNMENTS", "Column", "NameTreeModel", "mark_icon", "mark_text"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

#: Longer labels are cut: no screen shows them, and measuring a megabyte of text takes a while.
_MAX_LABEL = 400


class Column(IntEnum):
    """The columns of the tree."""

    NAME = 0
    SHAPE = 1
    TYPE = 2
    PARAMETERS = 3
    SIZE = 4
    DISTRIBUTION = 5


_HEADERS = ("Name", "Shape or value", "Type", "Parameters", "Size", "Distribution")
_ORDERS = {
    Column.NAME: Order.NAME,
    Column.SHAPE: Order.SHAPE,
    Column.TYPE: Order.TYPE,
    Column.PARAMETERS: Order.PARAMETERS,
    Column.SIZE: Order.SIZE,
}

_MARKS = {
    Mark.DANGEROUS_CLASS: ("danger", "An object of a class that can run code when it is loaded; nothing was run."),
    Mark.UNKNOWN_CLASS: ("unknown", "An object of a class this program does not know; it was not imported."),
    Mark.NO_DATA: ("no-data", "The file holds no data for this tensor (device meta)."),
    Mark.SHARED: ("shared", "Other tensors look into the same storage."),
    Mark.OVERSIZED: ("oversized", "The storage is larger than what its tensors need."),
    Mark.VIEW: ("view", "A strided view: its elements do not lie side by side in the file."),
}


@cache
def _flags(has_children: bool) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
    return flags if has_children else flags | Qt.ItemFlag.ItemNeverHasChildren


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
#: How the cells of each column are aligned.
ALIGNMENTS = (_LEFT, _LEFT, _LEFT, _RIGHT, _RIGHT, _LEFT)
_NOWHERE = QModelIndex()


def mark_icon(mark: Mark) -> QIcon:
    """The sign of one mark, in the colour of its weight."""
    theme = current_theme()
    color = {Mark.DANGEROUS_CLASS: theme.danger, Mark.UNKNOWN_CLASS: theme.warning, Mark.OVERSIZED: theme.warning}
    return icon(_MARKS[mark][0], color.get(mark, theme.faint))


def mark_text(mark: Mark) -> str:
    """What one mark means, as a sentence."""
    return _MARKS[mark][1]


class NameTreeModel(QAbstractItemModel):
    """The entries of a document as an arrangement shows them. ``sort_requested`` asks the owner for another arrangement."""

    sort_requested = Signal(object, bool)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._tree = document.tree
        #: Whether the root is itself an entry (a lone tensor, a pickled module) and thus the one row at the top.
        self.is_rooted = self._tree.entries[ROOT] != NO_ENTRY
        self._texts: dict[int, tuple[str, ...]] = {}
        self._icons: dict[str, QIcon] = {}
        self.take_theme()
        self._set(document.natural)

    def _set(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self._children = arrangement.children
        self._parents = arrangement.parents
        self._rows = arrangement.rows

    def set_arrangement(self, arrangement: Arrangement) -> None:
        """Show the same tree in another order, or another part of it."""
        self.beginResetModel()
        for node in [node for node in self._texts if node >= len(self._tree)]:
            del self._texts[node]  # ranges belong to the old arrangement
        self._set(arrangement)
        self.endResetModel()

    def take_theme(self) -> None:
        """Take icons and colours from the theme in force."""
        self._icons.clear()
        self._muted, self._faint = QColor(current_theme().muted), QColor(current_theme().faint)

    # what the views and the page ask for

    def node(self, index: Index) -> int:
        """The node shown at a valid index."""
        return index.internalId()

    def index_of(self, node: int, column: int = 0) -> QModelIndex:
        """Where a node is shown; invalid for one that is not."""
        if node == ROOT:
            return self.createIndex(0, column, ROOT) if self.is_rooted else QModelIndex()
        above = node
        while above != ROOT:
            if not self.arrangement.is_shown(above):
                return QModelIndex()
            above = self._parents[above]
        return self.createIndex(self._rows[node], column, node)

    def entry(self, node: int) -> Entry | None:
        """The entry at a node, None for a group or a range."""
        if node >= len(self._tree):
            return None
        return self._tree.entry(node)

    def marks(self, node: int) -> Mark:
        """The marks of a node's entry."""
        index = self._tree.entries[node] if node < len(self._tree) else NO_ENTRY
        return Mark.NONE if index == NO_ENTRY else self._document.marks[index]

    def texts(self, node: int) -> tuple[str, ...]:
        """What the columns of a row say."""
        texts = self._texts.get(node)
        if texts is None:
            texts = self._texts[node] = (*self._row_texts(node), "")  # distributions are drawn, not written
        return texts

    def kind_icon(self, node: int) -> QIcon:
        """The sign of what a row is."""
        name = self._kind(node)
        found = self._icons.get(name)
        if found is None:
            theme = current_theme()
            found = self._icons[name] = icon(name, theme.accent if name == "tensor" else theme.faint)
        return found

    def _kind(self, node: int) -> str:
        entry = self.entry(node)
        if isinstance(entry, TensorEntry):
            return "tensor"
        if isinstance(entry, ObjectEntry):
            return "object"
        if isinstance(entry, ValueEntry):
            return "value"
        return "range" if self.arrangement.is_range(node) else "group"

    def _row_texts(self, node: int) -> tuple[str, ...]:
        entry = self.entry(node)
        label = self._label(node, entry)
        tensors, parameters, nbytes = self.sums(node)
        if isinstance(entry, TensorEntry):
            shape = shape_text(entry.shape[:16]) + (" …" if len(entry.shape) > 16 else "")
            return label, shape, entry.dtype.name, count_text(parameters), size_text(nbytes)
        if isinstance(entry, ValueEntry):
            return label, value_text(entry.value), type(entry.value).__name__, "", ""
        described = plural(tensors, "tensor") if tensors else ""
        kind = printable(entry.class_name.rpartition(".")[2])[:_MAX_LABEL] if isinstance(entry, ObjectEntry) else ""
        return label, described, kind, count_text(parameters) if tensors else "", size_text(nbytes) if tensors else ""

    def _label(self, node: int, entry: Entry | None) -> str:
        if node == ROOT:
            label = entry.class_name.rpartition(".")[2] if isinstance(entry, ObjectEntry) else self._document.name
        else:
            label = self.arrangement.label(node)
        shown = printable(label[:_MAX_LABEL])
        return shown if shown and shown == shown.strip() else f'"{shown}"'  # spaces at the ends are part of the name

    def sums(self, node: int) -> tuple[int, int, int]:
        """Tensors, elements and bytes at and below a node."""
        tree = self._tree
        nodes = (node,) if node < len(tree) else self._children[node]
        return (
            sum(tree.tensors[child] for child in nodes),
            sum(tree.parameters[child] for child in nodes),
            sum(tree.nbytes[child] for child in nodes),
        )

    # what Qt asks for

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return 1 if self.is_rooted else len(self._children[ROOT])
        return len(self._children[parent.internalId()]) if parent.column() == 0 else 0

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        if not parent.isValid():
            return self.is_rooted or len(self._children[ROOT]) > 0
        return parent.column() == 0 and len(self._children[parent.internalId()]) > 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        return len(Column)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not parent.isValid():
            if self.is_rooted:
                return self.createIndex(row, column, ROOT) if row == 0 <= column < len(Column) else QModelIndex()
            family = self._children[ROOT]
        else:
            family = self._children[parent.internalId()]
        if not (0 <= row < len(family) and 0 <= column < len(Column)):
            return QModelIndex()
        return self.createIndex(row, column, family[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # PySide6 has two parent()
        if not index.isValid():
            return QModelIndex()
        node = index.internalId()
        if node == ROOT:
            return QModelIndex()
        above = self._parents[node]
        if above == ROOT:
            return self.createIndex(0, 0, ROOT) if self.is_rooted else QModelIndex()
        return self.createIndex(self._rows[above], 0, above)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _flags(len(self._children[index.internalId()]) > 0)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return _HEADERS[section]
        if role == _Role.TextAlignmentRole:
            return ALIGNMENTS[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node, column = index.internalId(), index.column()
        if role == _Role.DisplayRole:
            return self.texts(node)[column]
        if role == _Role.DecorationRole:
            return self.kind_icon(node) if column == Column.NAME else None
        if role == _Role.TextAlignmentRole:
            return ALIGNMENTS[column]
        if role == _Role.ForegroundRole:
            return self.foreground(node, column)
        if role == _Role.ToolTipRole:
            return self._tool_tip(node)
        if role == _Role.AccessibleTextRole and column == Column.NAME:
            return ", ".join(filter(None, self.texts(node)))
        return None

    def foreground(self, node: int, column: int) -> QColor | None:
        """The colour of a cell that is not the ordinary one: names stand out, what is said of groups stands back."""
        if column == Column.NAME:
            return None
        return self._muted if isinstance(self.entry(node), TensorEntry | ValueEntry) else self._faint

    def _tool_tip(self, node: int) -> str:
        """The full name, the class and the marks."""
        if self.arrangement.is_range(node):
            return tool_tip(self.arrangement.label(node))
        entry = self.entry(node)
        name = self._document.tree.key(node) or self._document.name
        kind = entry.class_name if isinstance(entry, ObjectEntry) else ""
        return tool_tip(name, kind, *(mark_text(mark) for mark in self.marks(node)))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column == Column.DISTRIBUTION:
            return
        wanted = _ORDERS[Column(column)] if 0 <= column < len(Column) else Order.FILE
        self.sort_requested.emit(wanted, order == Qt.SortOrder.DescendingOrder)
