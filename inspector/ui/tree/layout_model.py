"""A layout of a name tree for a view: what all models over one have in common, indexed by node number.

``createIndex`` gets the node's number and nothing else: PySide6 keeps no Python object alive for an index. What a row shows
is put together when the row is first shown, so that painting and scrolling compute nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from inspector.names.tree import NO_ENTRY, ROOT
from inspector.names.tree_layout import TreeLayout
from inspector.text import printable
from inspector.wording import tr

__all__ = ["LEFT", "NAME", "RIGHT", "Index", "TreeLayoutModel"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

#: The first column of every such model.
NAME = 0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
#: Longer labels are cut: no screen shows them, and measuring a megabyte of text takes a while.
_MAX_LABEL = 400
_NOWHERE = QModelIndex()


@cache
def _flags(has_children: bool, is_draggable: bool) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if is_draggable:
        flags |= Qt.ItemFlag.ItemIsDragEnabled
    return flags if has_children else flags | Qt.ItemFlag.ItemNeverHasChildren


class TreeLayoutModel(QAbstractItemModel):
    """The rows of a layout. A subclass says what is in them; the first column is the name."""

    headers: ClassVar[Sequence[str]] = ()
    #: How the cells of each column are aligned.
    alignments: ClassVar[Sequence[Qt.AlignmentFlag]] = ()
    #: The column whose cells are drawn by the view, and hold no text.
    picture_column: ClassVar[int] = -1
    is_draggable: ClassVar[bool] = False

    def __init__(self, tree_layout: TreeLayout, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree_layout.tree
        #: Whether the root is itself an entry (a lone tensor, a pickled module) and thus the one row at the top.
        self.is_rooted = self._tree.entries[ROOT] != NO_ENTRY
        self._set(tree_layout)

    def _set(self, tree_layout: TreeLayout) -> None:
        self.tree_layout = tree_layout
        self._children, self._has_children = tree_layout.children, tree_layout.has_children

    def set_layout(self, tree_layout: TreeLayout) -> None:
        """Show the same tree in another order, or another part of it."""
        self.beginResetModel()
        self.forget_rows()
        self._set(tree_layout)
        self.endResetModel()

    # what a subclass says of its rows

    def texts(self, node: int) -> Sequence[str]:
        """What the columns of a row say."""
        raise NotImplementedError

    def row_icon(self, node: int) -> QIcon:
        """The sign before the name."""
        raise NotImplementedError

    def foreground(self, node: int, column: int) -> QColor | None:
        """The colour of a cell that is not the ordinary one."""
        raise NotImplementedError

    def row_tip(self, node: int) -> str:
        """The tool tip of a row."""
        raise NotImplementedError

    def forget_rows(self) -> None:
        """Forget what was kept of rows: in another layout they may be folded otherwise, and ranges are other ones."""

    def label(self, node: int, root: str) -> str:
        """The name in a row; ``root`` is that of the root."""
        label = root if node == ROOT else self.tree_layout.label(node)
        shown = printable(label[:_MAX_LABEL])
        return shown if shown and shown == shown.strip() else f'"{shown}"'  # spaces at the ends are part of the name

    # what the views and the page ask for

    def node(self, index: Index) -> int:
        """The node shown at a valid index."""
        return index.internalId()

    def index_of(self, node: int, column: int = 0) -> QModelIndex:
        """Where a node is shown, if need be folded into the row of another one; invalid for one that is not shown."""
        node = self.tree_layout.unfolded(node)
        if node == ROOT:
            return self.createIndex(0, column, ROOT) if self.is_rooted else QModelIndex()
        place = self.tree_layout.place(node)
        return QModelIndex() if place is None else self.createIndex(place[1], column, node)

    # what Qt asks for, thousands of times when a large tree is opened: an invalid index, above the first rows, has the
    # column -1 and the number of the root

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if self.is_rooted and not parent.isValid():
            return 1
        return len(self._children(parent.internalId())) if parent.column() <= 0 else 0

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        if self.is_rooted and not parent.isValid():
            return True
        return parent.column() <= 0 and self._has_children(parent.internalId())

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        return len(self.headers)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        is_above = self.is_rooted and not parent.isValid()
        family = (ROOT,) if is_above else self._children(parent.internalId())
        if not (0 <= row < len(family) and 0 <= column < len(self.headers)):
            return QModelIndex()
        return self.createIndex(row, column, family[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # PySide6 has two parent()
        if not index.isValid():
            return QModelIndex()
        node = index.internalId()
        if node == ROOT:
            return QModelIndex()
        above = self.tree_layout.parent(node)
        if above == ROOT:
            return self.createIndex(0, 0, ROOT) if self.is_rooted else QModelIndex()
        return self.createIndex(self.tree_layout.row(above), 0, above)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _flags(self._has_children(index.internalId()), self.is_draggable)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.DisplayRole:
            return tr(self.headers[section])
        if role == _Role.TextAlignmentRole:
            return self.alignments[section]
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node, column = index.internalId(), index.column()
        if role == _Role.DisplayRole:
            return self.texts(node)[column]
        if role == _Role.DecorationRole:
            return self.row_icon(node) if column == NAME else None
        if role == _Role.TextAlignmentRole:
            return self.alignments[column]
        if role == _Role.ForegroundRole:
            return self.foreground(node, column)
        if role == _Role.ToolTipRole:
            return self.row_tip(node)
        if role == _Role.AccessibleTextRole and column == NAME:
            return ", ".join(filter(None, self.texts(node)))
        return None
