"""The tree of names as a widget: rows that paint fast, marks, bounded expanding, a search by typing that never stalls."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from inspector.checkpoint.nametree import ROOT
from inspector.ui.document import Mark
from inspector.ui.models.name_tree import Column, NameTreeModel, mark_icon, mark_text

__all__ = ["MAX_ROWS", "NameTreeView"]

#: Rows opened at once by a command. The view takes some microseconds for each, and may never stall.
MAX_ROWS = 5000
_ROW_PADDING = 6
_MARK_SIZE = 14
_MARK_GAP = 4
#: What a name cell needs beside its text: the icon and the gaps around both.
_NAME_MARGINS = 32

Index = QModelIndex | QPersistentModelIndex


class _RowDelegate(QStyledItemDelegate):
    """Paints the cells. Reads the model's own lists, one call a cell, where the base class asks for seven roles."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, NameTreeModel)
        node, column = index.internalId(), index.column()
        feature = QStyleOptionViewItem.ViewItemFeature
        if not option.state & QStyle.StateFlag.State_Selected:
            option.state &= (
                ~QStyle.StateFlag.State_HasFocus
            )  # a frame around a row that is not selected reads as if it were
        option.text = model.texts(node)[column]
        if column == Column.NAME:
            option.icon = model.kind_icon(node)
            option.features |= feature.HasDisplay | feature.HasDecoration
            marks = model.marks(node)
            if marks:
                room = option.rect.width() - _NAME_MARGINS - len(marks) * (_MARK_SIZE + _MARK_GAP)
                option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideMiddle, room)
        else:
            option.features |= feature.HasDisplay
            if column >= Column.PARAMETERS:
                option.displayAlignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            color = model.foreground(node, column)
            if color is not None:
                option.palette.setColor(option.palette.ColorRole.Text, color)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - all rows are alike
        return QSize(0, option.fontMetrics.height() + _ROW_PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() != Column.NAME:
            return
        model = index.model()
        assert isinstance(model, NameTreeModel)
        for mark, place in _mark_places(model.marks(index.internalId()), option.rect):
            mark_icon(mark).paint(painter, place)


def _mark_places(marks: Mark, cell: QRect) -> Iterable[tuple[Mark, QRect]]:
    """Where in the cell of a name its marks are: at its right end."""
    left = cell.right() - _MARK_GAP
    for mark in marks:
        left -= _MARK_SIZE
        yield mark, QRect(left, cell.center().y() - _MARK_SIZE // 2, _MARK_SIZE, _MARK_SIZE)
        left -= _MARK_GAP


class NameTreeView(QTreeView):
    """The view of a :class:`NameTreeModel`. ``painted`` comes after the first time rows were painted."""

    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setAccessibleName("Entries of the checkpoint")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAllColumnsShowFocus(True)
        self.setAnimated(False)
        self.setIndentation(16)
        self.setIconSize(QSize(16, 16))
        self.setItemDelegate(_RowDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_model(self, model: NameTreeModel) -> None:
        """Show a model, its columns sized for what they usually hold."""
        header = self.header()
        header.setSortIndicator(Column.NAME, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setModel(model)
        self.setSortingEnabled(True)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        metrics = QFontMetrics(self.font())
        for column, sample in (
            (Column.SHAPE, "1024 × 256 × 3 × 3"),
            (Column.TYPE, "bfloat16m"),
            (Column.PARAMETERS, "1,234,567,890"),
            (Column.SIZE, "1,023 MiB"),
        ):
            header.resizeSection(column, metrics.horizontalAdvance(sample) + 14)

    @property
    def names(self) -> NameTreeModel:
        """The model shown."""
        model = self.model()
        assert isinstance(model, NameTreeModel)
        return model

    @property
    def current_node(self) -> int | None:
        """The node of the current row, if that row is selected."""
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isRowSelected(index.row(), index.parent()):
            return None
        return self.names.node(index)

    def selected_nodes(self) -> list[int]:
        """The nodes of the selected rows, in the order of the tree."""
        return sorted(index.internalId() for index in self.selectionModel().selectedRows())

    def select_node(self, node: int) -> bool:
        """Make a node the current row, opening what is above it; False if it is not shown."""
        index = self.names.index_of(node)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def expand_nodes(self, nodes: Iterable[int]) -> None:
        """Open groups. Cheap right after the model was reset, when the view has not laid out its rows yet."""
        for node in nodes:
            self.expand(self.names.index_of(node))

    def expanded_nodes(self) -> list[int]:
        """The groups that are open, those inside closed ones left out."""
        model = self.names
        found: list[int] = []
        pending = [QModelIndex()]
        while pending and len(found) < MAX_ROWS:
            parent = pending.pop()
            for row in range(model.rowCount(parent)):
                index = model.index(row, 0, parent)
                if self.isExpanded(index):
                    found.append(index.internalId())
                    pending.append(index)
        return found

    def expand_below(self, index: QModelIndex) -> bool:
        """Open everything below a row (the whole tree if it is invalid); False if that was more than MAX_ROWS."""
        model = self.names
        rows = 0
        pending = [index.internalId() if index.isValid() else ROOT]
        opened: list[int] = []
        while pending and rows < MAX_ROWS:
            node = pending.pop(0)
            family = model.arrangement.children[node]
            if family:
                rows += len(family)
                opened.append(node)
                pending += family
        self.setUpdatesEnabled(False)
        self.scheduleDelayedItemsLayout()  # lay out once, after all are open, and not once for each
        self.expand_nodes(opened)
        self.setUpdatesEnabled(True)
        return not any(model.arrangement.children[node] for node in pending)

    # what Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:
        # Passing through Python keeps the interpreter for the whole of the painting. Without this, each of the hundreds of
        # calls of the delegate would wait for a worker thread to let go of it: seconds, where this takes milliseconds.
        super().paintEvent(event)
        if self.model() is not None and self.names.rowCount():
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Asterisk:  # Qt opens everything, however much that is
            self.expand_below(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row on screen or below whose label begins with what was typed; looks at MAX_ROWS rows."""
        if not search:
            return
        index = self.currentIndex()
        for _ in range(MAX_ROWS):
            index = self.indexBelow(index) if index.isValid() else self.names.index(0, 0)
            if not index.isValid():
                index = self.names.index(0, 0)
            if not index.isValid():
                return
            if self.names.texts(index.internalId())[Column.NAME].lower().startswith(search.lower()):
                self.setCurrentIndex(index)
                return

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid() and index.column() == Column.NAME:
                for mark, place in _mark_places(self.names.marks(index.internalId()), self.visualRect(index)):
                    if place.contains(event.pos()):
                        QToolTip.showText(event.globalPos(), mark_text(mark), self, place)
                        return True
        return super().viewportEvent(event)
