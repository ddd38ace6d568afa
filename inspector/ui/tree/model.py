"""The tree of names for a view: what the rows of a document say. It is put together when a row is first shown, and kept."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon

from inspector.checkpoint.optimizer_states import ASSUMED, StateOwner
from inspector.names.tree import NO_ENTRY
from inspector.names.tree_layout import Order
from inspector.sentences import translated
from inspector.tensors.entries import (
    UNREADABLE,
    Entry,
    ObjectEntry,
    ReferenceEntry,
    TensorEntry,
    ValueEntry,
    key_of,
    key_parts,
)
from inspector.text import count_text, printable, shape_text, shortened, size_text, value_text
from inspector.ui.document.document import Document, Mark
from inspector.ui.tree.layout_model import LEFT, RIGHT, TreeLayoutModel
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr, translatable

__all__ = ["MARKS", "Column", "NameTreeModel", "mark_icon", "mark_text"]

#: Longer names of classes are cut.
_MAX_CLASS = 400
_MAX_KEY = 100
_MAX_LABEL = 200


class Column(IntEnum):
    """The columns of the tree."""

    NAME = 0
    SHAPE = 1
    TYPE = 2
    PARAMETERS = 3
    SIZE = 4
    DISTRIBUTION = 5


_ORDERS = {
    Column.NAME: Order.NAME,
    Column.SHAPE: Order.SHAPE,
    Column.TYPE: Order.TYPE,
    Column.PARAMETERS: Order.PARAMETERS,
    Column.SIZE: Order.SIZE,
}

#: The sign of each mark and what it means, the weightiest first.
MARKS = {
    Mark.BOOKMARKED: ("bookmark", translatable("Bookmarked.")),
    Mark.DANGEROUS_CLASS: ("danger", translatable("Dangerous class: loading it can run code. Nothing was run.")),
    Mark.DAMAGED: (
        "danger",
        translatable("Damaged: the bytes do not match the checksum that the archive has of them."),
    ),
    Mark.UNREADABLE: ("warning", translatable("This tensor can't be read.")),
    Mark.UNKNOWN_CLASS: ("unknown", translatable("Unknown class; it was not imported.")),
    Mark.NOT_FINITE: ("not-finite", translatable("Contains NaN or Inf.")),
    Mark.ALL_ZERO: ("all-zero", translatable("All values checked are zero.")),
    Mark.NO_DATA: ("no-data", translatable("No data in the file (meta tensor).")),
    Mark.SHARED: ("shared", translatable("Shares storage with other tensors.")),
    Mark.OVERSIZED: ("oversized", translatable("The storage is larger than its tensors need.")),
    Mark.VIEW: ("view", translatable("Strided view: not contiguous in the file.")),
}


def mark_icon(mark: Mark) -> QIcon:
    """The sign of one mark, in the colour of its weight."""
    theme = current_theme()
    color = {
        Mark.BOOKMARKED: theme.accent,
        Mark.DANGEROUS_CLASS: theme.danger,
        Mark.DAMAGED: theme.danger,
        Mark.UNREADABLE: theme.danger,
        Mark.NOT_FINITE: theme.danger,
        Mark.ALL_ZERO: theme.warning,
        Mark.UNKNOWN_CLASS: theme.warning,
        Mark.OVERSIZED: theme.warning,
    }
    return icon(MARKS[mark][0], color.get(mark, theme.faint))


def mark_text(mark: Mark) -> str:
    """What one mark means, as a sentence."""
    return tr(MARKS[mark][1])


def class_text(name: str) -> str:
    """The name of a class as it is shown."""
    return translated(name) if name == UNREADABLE else printable(name)


class NameTreeModel(TreeLayoutModel):
    """The entries of a document as a layout shows them. ``sort_requested`` asks the owner for another layout."""

    headers = (
        translatable("Name"),
        translatable("Shape or value"),
        translatable("Type"),
        translatable("Parameters"),
        translatable("Size"),
        translatable("Distribution"),
    )
    alignments = (LEFT, LEFT, LEFT, RIGHT, RIGHT, LEFT)
    picture_column = Column.DISTRIBUTION
    is_draggable = True

    sort_requested = Signal(object, bool)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(document.natural, parent)
        self._document = document
        self._texts: dict[int, tuple[str, ...]] = {}
        self._icons: dict[str, QIcon] = {}
        self.take_theme()

    def forget_rows(self) -> None:
        self._texts.clear()

    def take_theme(self) -> None:
        """Take icons and colours from the theme in force."""
        self._icons.clear()
        self._muted, self._faint = QColor(current_theme().muted), QColor(current_theme().faint)

    # what the views and the page ask for

    def entry(self, node: int) -> Entry | None:
        """The entry at a node, None for a group or a range."""
        if node >= len(self._tree):
            return None
        return self._tree.entry(node)

    def marks(self, node: int) -> Mark:
        """The marks of a node's entry."""
        index = self._tree.entries[node] if node < len(self._tree) else NO_ENTRY
        return Mark.NONE if index == NO_ENTRY else self._document.mark(index)

    def texts(self, node: int) -> tuple[str, ...]:
        texts = self._texts.get(node)
        if texts is None:
            texts = self._texts[node] = (*self._row_texts(node), "")  # distributions are drawn, not written
        return texts

    def row_icon(self, node: int) -> QIcon:
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
        if isinstance(entry, ValueEntry | ReferenceEntry):
            return "value"
        return "range" if self.tree_layout.is_range(node) else "group"

    def _row_texts(self, node: int) -> tuple[str, ...]:
        entry = self.entry(node)
        label = self.label(
            node, entry.class_name.rpartition(".")[2] if isinstance(entry, ObjectEntry) else self._document.name
        )
        owner = self.owner(node)
        if owner is not None and (entry is None or self.tree_layout.label(node) != key_parts(entry.path[-1:])[0]):
            label = f"{label} · {printable(owner.name[:_MAX_LABEL])}"
        elif entry is None and (layer := self.layer_name(node)):
            label = f"{label} · {printable(layer[:_MAX_LABEL])}"
        tensors, parameters, nbytes = self.sums(node)
        if isinstance(entry, TensorEntry):
            sizes = entry.values.shape
            shape = shape_text(sizes[:16]) + (" …" if len(sizes) > 16 else "")
            if not entry.in_state_dict:  # which no sum is of
                parameters, nbytes = entry.numel, entry.file_nbytes
            return label, shape, entry.dtype.name, count_text(parameters), size_text(nbytes)
        if isinstance(entry, ValueEntry):
            return label, value_text(entry.value), type(entry.value).__name__, "", ""
        if isinstance(entry, ReferenceEntry):
            return label, f"= {printable(shortened(key_of(entry.to), _MAX_KEY))}", tr("reference"), "", ""
        described = tr("%n tensor", "%n tensors", tensors) if tensors else ""
        kind = class_text(entry.class_name.rpartition(".")[2][:_MAX_CLASS]) if isinstance(entry, ObjectEntry) else ""
        return label, described, kind, count_text(parameters) if tensors else "", size_text(nbytes) if tensors else ""

    def sums(self, node: int) -> tuple[int, int, int]:
        """Tensors, elements and bytes at and below a node."""
        tree = self._tree
        nodes = (node,) if node < len(tree) else self._children(node)
        return (
            sum(tree.tensors[child] for child in nodes),
            sum(tree.parameters[child] for child in nodes),
            sum(tree.nbytes[child] for child in nodes),
        )

    def foreground(self, node: int, column: int) -> QColor | None:
        """Names stand out, what is said of groups stands back."""
        if column == Column.NAME:
            return None
        return self._muted if isinstance(self.entry(node), TensorEntry | ValueEntry | ReferenceEntry) else self._faint

    def owner(self, node: int) -> StateOwner | None:
        """The parameter that a row is a state of, be it the number of that parameter or one of the values below."""
        return self._document.owner(self._entry_or_first(node))

    def layer_name(self, node: int) -> str:
        """What the author called the layer whose variables a group holds, or that a row is a variable of; "" for none."""
        return self._document.layer_name(self._entry_or_first(node))

    def _entry_or_first(self, node: int) -> Entry | None:
        """The entry in a row, or the first one in a group of entries."""
        if node >= len(self._tree):
            return None
        if self._tree.entries[node] == NO_ENTRY and node + 1 < self._tree.ends[node]:
            node = node + 1 if self._tree.parents[node + 1] == node else node
        return self._tree.entry(node)

    def row_tip(self, node: int) -> str:
        """The full name, the class and the marks."""
        if self.tree_layout.is_range(node):
            return tool_tip(self.tree_layout.label(node))
        entry = self.entry(node)
        name = self._document.tree.key(node) or self._document.name
        kind = entry.class_name if isinstance(entry, ObjectEntry) else ""
        origin = self._document.origin(self._tree.entries[node])
        whence = tr("from {origin}", origin=origin) if origin else ""
        owner = self.owner(node)
        state = (
            tr("optimizer state of {key}", key=owner.key) + (tr(ASSUMED) if owner.is_assumed else "")
            if owner is not None
            else ""
        )
        layer = self.layer_name(node)
        state = state or (tr("layer {name}", name=printable(layer[:_MAX_LABEL])) if layer else "")
        return tool_tip(name, kind, state, *(mark_text(mark) for mark in self.marks(node)), whence)

    # what Qt asks for

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column == Column.DISTRIBUTION:
            return
        is_sorted = 0 <= column < len(Column)
        wanted = _ORDERS[Column(column)] if is_sorted else Order.FILE
        self.sort_requested.emit(wanted, is_sorted and order == Qt.SortOrder.DescendingOrder)
