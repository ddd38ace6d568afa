"""A tree view over a layout: rows that paint fast, bounded expanding, a search by typing that never stalls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from inspector.names.tree import ROOT
from inspector.ui.tree.layout_model import NAME, Index, TreeLayoutModel
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.theme import current_theme

__all__ = ["CELL_MARGIN", "MAX_ROWS", "UNSORTED", "NameTreeView"]

#: Rows opened at once by a command. The view takes some microseconds for each, and may never stall.
MAX_ROWS = 3000
CELL_MARGIN = 5
#: The number of the column that rows are sorted by while they are as in the file.
UNSORTED = -1
_ROW_PADDING = 6
_MAX_COLUMN = 2000
_MIN_NAME = 24  # characters
#: Of the name of the row that is nested most deeply so many characters are to be read.
_MIN_DEEP_NAME = 12
#: Columns are left out where the name would have less than this, in pixels.
_NAME_WIDTH = 190
_ICON_SIZE = 16
_ICON_GAP = 6
_NAME_MARGIN = 4


class _RowHeight(QStyledItemDelegate):
    """Says how high a row is and how wide a cell would like to be; the view itself paints."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model, view = index.model(), option.widget
        assert isinstance(model, TreeLayoutModel)
        assert isinstance(view, NameTreeView)
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(model.texts(index.internalId())[index.column()]) + 2 * CELL_MARGIN
        if index.column() == NAME:
            width += _ICON_SIZE + _ICON_GAP + view.sign_width(index.internalId())
        return QSize(width, max(metrics.height(), _ICON_SIZE) + _ROW_PADDING)


class NameTreeView(QTreeView):
    """The view of an :class:`TreeLayoutModel`. ``painted`` comes whenever rows were painted, ``dragged`` when a drag begins.

    Rows are painted by :meth:`drawRow` from the model's own lists. Qt's way asks the model for seven roles of every cell
    and styles each: ten times the time, all of it spent in calls that wait for the interpreter while a worker is busy.
    """

    painted = Signal()
    dragged = Signal()

    #: The columns that are left out where there is no room for them, the first one first.
    giving_way: ClassVar[Sequence[int]] = ()
    #: The columns that rows can't be sorted by.
    without_order: ClassVar[Sequence[int]] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # taken once for each painting: the columns' places, and a width no character exceeds by much
        self._columns: list[tuple[int, int, int]] = []
        self._wide = 1
        self._deepest = 0  # of all rows painted so far
        self._hidden_widths: dict[int, int] = {}  # what columns that are left out would have
        self._measured_widths: list[
            int
        ] = []  # of all columns but the first, before anybody made them wider or narrower
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAllColumnsShowFocus(True)
        self.setAnimated(False)
        self.setIndentation(16)
        self.setItemDelegate(_RowHeight(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def show_columns(self, model: TreeLayoutModel, samples: Iterable[tuple[int, str]]) -> None:
        """Show a model, its columns sized for what they usually hold; the name has the rest."""
        header = self.header()
        header.setSortIndicator(UNSORTED, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setModel(model)
        self.setSortingEnabled(True)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        metrics = QFontMetrics(self.font())
        for column, sample in samples:
            # texts have widths in fractions of a point, which eliding does not round down
            header.resizeSection(column, metrics.horizontalAdvance(sample) + 2 * CELL_MARGIN + 1)
        header.sectionResized.connect(self._fit_name)
        self._measured_widths = self.column_widths
        self._give_way()

    def _give_way(self) -> None:
        """Leave out columns until there is room for the name."""
        header = self.header()
        room = self.viewport().width() - sum(self._width(column) for column in range(1, header.count()))
        for column in self.giving_way if header.count() else ():
            width, is_left_out = self._width(column), room < _NAME_WIDTH
            if is_left_out:
                room += width
                self._hidden_widths[column] = width
            header.setSectionHidden(column, is_left_out)

    def _width(self, column: int) -> int:
        """The width of a column, or if it is left out, the one it would have: Qt says 0."""
        header = self.header()
        return self._hidden_widths[column] if header.isSectionHidden(column) else header.sectionSize(column)

    def _fit_name(self, resized: int = -1) -> None:
        """Let the name have the room that is left, or where that is little, as much as tells it from others."""
        header = self.header()
        if resized != NAME and header.count():
            left = self.viewport().width() - sum(header.sectionSize(column) for column in range(1, header.count()))
            least = self._least_name()
            mode = QHeaderView.ResizeMode.Stretch if left >= least else QHeaderView.ResizeMode.Interactive
            if header.sectionResizeMode(NAME) != mode:
                header.setSectionResizeMode(NAME, mode)
                header.resizeSection(NAME, least)

    def _least_name(self) -> int:
        """The width a name needs, with what stands before it in the row nested most deeply."""
        letter = QFontMetrics(self.font()).averageCharWidth()
        before = (self._deepest + 1) * self.indentation() + _ICON_SIZE + _ICON_GAP
        return max(_MIN_NAME * letter, before + _MIN_DEEP_NAME * letter)

    def _make_room(self) -> None:
        """A row nested more deeply than any before came into sight."""
        self._fit_name()
        if self.header().count() and self.header().sectionSize(NAME) < self._least_name():
            self.header().resizeSection(NAME, self._least_name())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()
        self._fit_name()

    @property
    def column_widths(self) -> list[int]:
        """Of all columns but the first, which takes the rest."""
        return [self._width(column) for column in range(1, self.header().count())]

    @property
    def chosen_widths(self) -> list[int]:
        """The same, but 0 for columns that nobody made wider or narrower: another file may hold longer texts."""
        both = zip(self.column_widths, self._measured_widths, strict=True)
        return [0 if width == measured else width for width, measured in both]

    def set_chosen_widths(self, widths: Sequence[int]) -> None:
        """Make columns as wide as this that are not 0; any other number of widths is of another version."""
        if len(widths) == self.header().count() - 1:
            for column, width in enumerate(widths, 1):
                if not width:
                    continue
                self.header().resizeSection(column, min(width, _MAX_COLUMN))
                self._hidden_widths[column] = min(width, _MAX_COLUMN)
            self._give_way()

    @property
    def layout_model(self) -> TreeLayoutModel:
        """The model shown."""
        model = self.model()
        assert isinstance(model, TreeLayoutModel)
        return model

    @property
    def current_node(self) -> int | None:
        """The node of the current row, if that row is selected."""
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isSelected(index):
            return None
        return self.layout_model.node(index)

    def selected_nodes(self) -> list[int]:
        """The nodes of the selected rows, in the order of the tree."""
        return sorted(index.internalId() for index in self.selectionModel().selectedRows())

    def first_selected(self, limit: int) -> list[int]:
        """At most ``limit`` of the selected nodes, in the order of the tree as far as they were selected in it.

        Takes no longer where thousands are selected.
        """
        selection, nodes = self.selectionModel().selection(), list[int]()
        for number in range(selection.count()):
            part = selection.at(number)
            rows = range(part.top(), min(part.bottom() + 1, part.top() + limit))
            nodes += [part.model().index(row, NAME, part.parent()).internalId() for row in rows]
            if len(nodes) >= limit:
                break
        return sorted(nodes[:limit])

    def select_node(self, node: int) -> bool:
        """Make a node the current row, opening what is above it; False if it is not shown."""
        index = self.layout_model.index_of(node)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self._go_to(index)
        self.scrollTo(index)
        return True

    def _go_to(self, index: QModelIndex) -> None:
        """Select a row and no other: Qt's own way adds to the selection while Ctrl is held, as it may be for a shortcut."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def expand_nodes(self, nodes: Iterable[int]) -> None:
        """Open groups that are shown. Rows are laid out once, when all are open."""
        self.scheduleDelayedItemsLayout()
        index_of = self.layout_model.index_of
        for node in nodes:
            self.expand(index_of(node))

    def expanded_nodes(self) -> list[int]:
        """The groups that are open, those inside closed ones left out, at most MAX_ROWS."""
        model = self.layout_model
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
        """Open everything below a row (the whole tree if it is invalid), from the top; False if MAX_ROWS were not enough."""
        layout = self.layout_model.tree_layout
        pending = [index.internalId() if index.isValid() else ROOT]
        opened: list[int] = []
        rows = 0
        while pending and rows < MAX_ROWS:
            node = pending.pop()
            if layout.has_children(node):
                family = layout.children(node)
                rows += len(family)
                opened.append(node)
                pending.extend(reversed(family))
        self.expand_nodes(opened)
        return not any(layout.has_children(node) for node in pending)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        # Passing through Python keeps the interpreter for the painting; otherwise each row would wait for it anew.
        header = self.header()
        self._columns = [
            (column, header.sectionViewportPosition(column), header.sectionSize(column))
            for column in range(header.count())
            if not header.isSectionHidden(column)
        ]
        metrics = self.fontMetrics()
        self._wide = max(metrics.horizontalAdvance("W"), metrics.horizontalAdvance("漢"))
        deepest = self._deepest
        super().paintEvent(event)
        if self._deepest > deepest:
            QTimer.singleShot(0, self, self._make_room)
        self.painted.emit()

    def rows_in_sight(self) -> list[int]:
        """The nodes of the rows on screen, from the top."""
        found = []
        index = self.indexAt(QPoint(0, 0))
        bottom = self.viewport().height()
        while index.isValid() and self.visualRect(index).top() < bottom:
            found.append(index.internalId())
            index = self.indexBelow(index)
        return found

    def draw_picture(self, painter: QPainter, cell: QRect, node: int) -> None:
        """Draw what is in the picture column."""
        raise NotImplementedError

    def sign_width(self, node: int) -> int:  # noqa: ARG002 - for those that override it
        """How much room the signs behind a name take."""
        return 0

    def draw_signs(self, painter: QPainter, cell: QRect, node: int) -> None:
        """Draw the signs behind a name, at the right end of its cell."""

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, theme = self.layout_model, current_theme()
        node, rect = index.internalId(), option.rect
        top, height = rect.top(), rect.height()
        if self.selectionModel().isSelected(index):
            painter.fillRect(rect, QColor(theme.selection))
        if self.hasFocus() and self.currentIndex().isValid() and node == self.currentIndex().internalId():
            painter.fillRect(QRect(rect.left(), top, 3, height), QColor(theme.accent))
        texts = model.texts(node)
        for column, left, width in self._columns:
            cell = QRect(left + CELL_MARGIN, top, width - 2 * CELL_MARGIN, height)
            if column == NAME:
                cell = self._draw_name_signs(painter, index, QRect(left, top, width, height))
            elif column == model.picture_column:
                self.draw_picture(painter, cell, node)
            if not texts[column]:
                continue
            color = model.foreground(node, column)
            painter.setPen(color if color is not None else QColor(theme.text))
            text = texts[column]
            if len(text) * self._wide > cell.width():
                text = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, cell.width())
            painter.drawText(cell, model.alignments[column], text)

    def _draw_name_signs(self, painter: QPainter, index: Index, cell: QRect) -> QRect:
        """The arrow, the icon and the signs of a row; returns where there is room for the name."""
        model, node = self.layout_model, index.internalId()
        depth = self._depth(node)
        self._deepest = max(self._deepest, depth)
        left = cell.left() + depth * self.indentation()
        middle = cell.top() + (cell.height() - _ICON_SIZE) // 2
        painter.save()
        painter.setClipRect(cell)
        if model.tree_layout.has_children(node):
            arrow = icon("opened" if self.isExpanded(index) else "closed")
            arrow.paint(painter, QRect(left, middle, _ICON_SIZE, _ICON_SIZE))
        left += self.indentation()
        model.row_icon(node).paint(painter, QRect(left, middle, _ICON_SIZE, _ICON_SIZE))
        left += _ICON_SIZE + _ICON_GAP
        self.draw_signs(painter, cell, node)
        painter.restore()
        right = cell.right() - _NAME_MARGIN - self.sign_width(node)
        return QRect(left, cell.top(), max(0, right - left), cell.height())

    def _depth(self, node: int) -> int:
        """How many rows are above a node, towards the root."""
        layout = self.layout_model.tree_layout
        depth = 0 if self.layout_model.is_rooted else -1
        while node != ROOT:
            node = layout.parent(node)
            depth += 1
        return depth

    # keyboard and mouse

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: ARG002 - Qt's signature
        self.dragged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Asterisk:  # Qt opens everything, however much that is
            self.expand_below(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.selectionModel().clear()
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.customContextMenuRequested.emit(self._current_place())  # Qt knows only the Menu key, which few have
        else:
            super().keyPressEvent(event)

    def _current_place(self) -> QPoint:
        """Where the current row is in sight."""
        header, sight = self.header(), self.viewport().rect()
        cell = self.visualRect(self.currentIndex()) & sight
        name = header.sectionViewportPosition(NAME) + header.sectionSize(NAME) // 2
        return QPoint(min(max(name, 0), sight.right()), cell.center().y())

    def keyboardSearch(self, search: str) -> None:
        """Go to the next row on screen or below whose label begins with what was typed; looks at MAX_ROWS rows."""
        if not search:
            return
        index = self.currentIndex()
        for _ in range(MAX_ROWS):
            index = self.indexBelow(index) if index.isValid() else self.layout_model.index(0, 0)
            if not index.isValid():
                index = self.layout_model.index(0, 0)
            if not index.isValid():
                return
            if self.layout_model.texts(index.internalId())[NAME].lower().startswith(search.lower()):
                self._go_to(index)
                return
