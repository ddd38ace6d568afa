"""The tree of names as a widget: marks and small distributions in its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from inspector.names.tree import NO_ENTRY, ROOT
from inspector.ui.document.bookmarks import Bookmarks
from inspector.ui.document.document import Mark
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.tree.model import Column, NameTreeModel, mark_icon, mark_text
from inspector.ui.tree.name_tree_view import NameTreeView
from inspector.ui.tree.sparklines import Sparklines, draw_sparkline
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

__all__ = ["DocumentTreeView"]

_MARK_SIZE = 14
_MARK_GAP = 4
#: Of so many rows the widths of columns are taken: a name needs all the room that is left.
_MEASURED_ROWS = 300
_MEASURED_TEXTS = 12


class DocumentTreeView(NameTreeView):
    """The view of a :class:`NameTreeModel`."""

    giving_way = (Column.PARAMETERS, Column.DISTRIBUTION, Column.TYPE, Column.SHAPE)
    without_order = (Column.DISTRIBUTION,)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sparklines: Sparklines | None = None
        self._numbers: TensorNumbers | None = None
        self._bookmarks: Bookmarks | None = None
        self.setAccessibleName(tr("Entries of the checkpoint"))
        self.setDragEnabled(True)

    def show_model(self, model: NameTreeModel, sparklines: Sparklines) -> None:
        """Show a model, and the distributions of its tensors."""
        self._sparklines = sparklines
        samples = (
            (Column.SHAPE, "1024 × 256 × 3 × 3"),
            (Column.TYPE, "float8_e4m3fnuz"),
            (Column.PARAMETERS, "1,234,567,890"),
            (Column.SIZE, "1,023 MiB"),
            (Column.DISTRIBUTION, tr("Distribution")),
        )
        nodes = range(min(len(model.tree_layout.tree), _MEASURED_ROWS))
        tops = model.tree_layout.children(ROOT)[:_MEASURED_ROWS]  # of many these are ranges
        first = [model.texts(node) for node in {*nodes, *tops}]
        metrics = self.fontMetrics()
        self.show_columns(model, ((column, _widest(column, first, most, metrics)) for column, most in samples))

    @property
    def names(self) -> NameTreeModel:
        """The model shown."""
        model = self.model()
        assert isinstance(model, NameTreeModel)
        return model

    def marks(self, node: int) -> Mark:
        """The marks of a node: those of the index, and those of its values as far as they were looked at."""
        marks = self.names.marks(node)
        if self._sparklines is not None:
            marks |= self._sparklines.marks(node)
        if self._numbers is not None and node < len(self.names.tree_layout.tree):
            index = self.names.tree_layout.tree.entries[node]
            marks |= self._numbers.mark(index) if index != NO_ENTRY else Mark.NONE
            if self._numbers.not_finite_below(node):
                marks |= Mark.NOT_FINITE
        if self._bookmarks is not None and self._bookmarks.is_set(node):
            marks |= Mark.BOOKMARKED
        return marks

    def show_bookmarks(self, bookmarks: Bookmarks) -> None:
        """Mark what is bookmarked."""
        self._bookmarks = bookmarks
        bookmarks.changed.connect(self.viewport().update)

    def show_numbers(self, numbers: TensorNumbers) -> None:
        """Mark what is found out about the values of tensors, whoever finds it; groups are marked for those below."""
        self._numbers = numbers
        numbers.changed.connect(self.viewport().update)

    def _mark_text(self, node: int, mark: Mark) -> str:
        below = 0 if self._numbers is None else self._numbers.not_finite_below(node)
        if mark is Mark.NOT_FINITE and below:
            return tr(
                "%n tensor below holds NaN or infinite values.",
                "%n tensors below hold NaN or infinite values.",
                below,
            )
        return mark_text(mark)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sparklines is not None:
            self._sparklines.see(self.rows_in_sight())

    def draw_picture(self, painter: QPainter, cell: QRect, node: int) -> None:
        if self._sparklines is not None:
            theme = current_theme()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent if theme.is_dark else theme.muted))
            draw_sparkline(painter, cell, self._sparklines.of(node))

    def sign_width(self, node: int) -> int:
        return len(self.marks(node)) * (_MARK_SIZE + _MARK_GAP)

    def draw_signs(self, painter: QPainter, cell: QRect, node: int) -> None:
        for mark, place in _mark_places(self.marks(node), cell):
            mark_icon(mark).paint(painter, place)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid() and index.column() == Column.NAME:
                header, row = self.header(), self.visualRect(index)
                left, width = header.sectionViewportPosition(Column.NAME), header.sectionSize(Column.NAME)
                cell = QRect(left, row.top(), width, row.height())
                for mark, place in _mark_places(self.marks(index.internalId()), cell):
                    if place.contains(event.pos()):
                        text = self._mark_text(index.internalId(), mark)
                        QToolTip.showText(event.globalPos(), text, self, place)
                        return True
        return super().viewportEvent(event)


def _widest(column: Column, rows: Sequence[Sequence[str]], most: str, metrics: QFontMetrics) -> str:
    """What a column is made wide enough for: what is in it, but no more than ``most``, and its title."""
    heading = tr(NameTreeModel.headers[column])
    title = f"{heading}    "  # and the sign of sorting
    longest = sorted({row[column] for row in rows}, key=len)[-_MEASURED_TEXTS:]  # to measure all takes a while
    enough = min(max(*longest, title, key=metrics.horizontalAdvance), most, key=metrics.horizontalAdvance)
    return max(enough, f"{heading} ", key=metrics.horizontalAdvance)


def _mark_places(marks: Mark, cell: QRect) -> Iterator[tuple[Mark, QRect]]:
    """Where in the cell of a name its marks are: at its right end."""
    if not marks:
        return
    left = cell.right() - _MARK_GAP
    for mark in marks:
        left -= _MARK_SIZE
        yield mark, QRect(left, cell.center().y() - _MARK_SIZE // 2, _MARK_SIZE, _MARK_SIZE)
        left -= _MARK_GAP
