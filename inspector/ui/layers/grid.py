"""The grid of the layer map: a column per layer, a row per role, a cell per tensor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QMoveEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inspector.names.layers import Stack
from inspector.text import printable
from inspector.ui.layers.scale import ColorScale
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

__all__ = ["LayerGrid"]

_MIN_CELL = 8
_MAX_CELL = 44
_ROW_HEIGHT = 20
_MAX_LABEL = 240
_GAP = 1
_MARGIN = 6


class LayerGrid(QWidget):
    """Paints one stack. ``activated`` carries the position of the key that was clicked; ``cursor_moved`` a cell's place.

    Tensors without a value are outlined; those in ``marked`` (with NaN or Inf) are crossed out. Where the grid is scrolled
    sideways the labels of its rows stay in sight.
    """

    activated = Signal(int)
    cursor_moved = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = Stack("", (), (), {})
        self._values: Mapping[int, float] = {}
        self._text: Callable[[int], str] = lambda _position: ""
        self._widest = 0  # of the labels, in pixels
        self._marked: frozenset[int] = frozenset()
        self._plain: frozenset[int] = frozenset()
        self._scales: Mapping[str, ColorScale | None] = {}
        self._cursor: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Layer map"))
        self.setMouseTracking(True)
        self.picture_menu = PictureMenu(self, "layer map", self.numbers)

    def show_stack(self, stack: Stack) -> None:
        """Show another stack, without values."""
        self._stack = stack
        self._cursor = None
        self._measure()
        self.setAccessibleDescription(
            tr(
                "{layers:,} layers of {prefix} by {roles:,} roles",
                layers=len(stack.layers),
                prefix=printable(stack.prefix),
                roles=len(stack.roles),
            )
        )
        self.updateGeometry()
        self.update()

    def _measure(self) -> None:
        metrics = self.fontMetrics()
        # texts have widths in fractions of a pixel, which eliding does not round down
        self._widest = max((metrics.horizontalAdvance(printable(role)) + 2 for role in self._stack.roles), default=0)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Scrolled: Qt moves what was painted, and the labels with it."""
        super().moveEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def show_values(
        self,
        values: Mapping[int, float],
        text: Callable[[int], str],
        scales: Mapping[str, ColorScale | None],
        marked: frozenset[int],
        plain: frozenset[int] = frozenset(),
    ) -> None:
        """Color the cells: values by the position of the key, scales by role. ``text`` is asked for what the mouse is on.

        Positions in ``marked`` are crossed out, those in ``plain`` have no value, as is known; of others it is not.
        """
        self._values, self._text, self._scales, self._marked, self._plain = values, text, scales, marked, plain
        self.update()

    def numbers(self) -> list[Sequence[object]]:
        """The cells: a row per role, a column per layer."""
        layers, cells = self._stack.layers, self._stack.cells
        rows = (
            [role, *(self._values.get(cells.get((layer, role), -1)) for layer in layers)] for role in self._stack.roles
        )
        return [["role", *layers], *rows]

    # geometry

    @property
    def _label_width(self) -> int:
        left = self.width() - _MARGIN - _MAX_CELL * len(self._stack.layers)  # by cells of the largest size
        room = max(min(_MAX_LABEL, self.width() // 3), left - 2 * _MARGIN)
        return min(self._widest, room) + 2 * _MARGIN

    @property
    def _scrolled(self) -> int:
        """How many pixels are out of sight on the left."""
        return max(0, -self.x())

    @property
    def _cell_width(self) -> int:
        room = self.width() - self._label_width - _MARGIN
        return min(max(room // max(len(self._stack.layers), 1), _MIN_CELL), _MAX_CELL)

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell is painted."""
        width = self._cell_width
        return QRect(self._label_width + column * width, row * _ROW_HEIGHT, width - _GAP, _ROW_HEIGHT - _GAP)

    def sizeHint(self) -> QSize:
        return QSize(_MAX_LABEL + _MIN_CELL * len(self._stack.layers), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        width = min(self._widest, _MAX_LABEL) + 3 * _MARGIN + _MIN_CELL * len(self._stack.layers)
        return QSize(width, _ROW_HEIGHT * (len(self._stack.roles) + 1) + _MARGIN)

    def _cell_at(self, place: QPoint) -> tuple[int, int] | None:
        row, column = place.y() // _ROW_HEIGHT, (place.x() - self._label_width) // self._cell_width
        inside = 0 <= row < len(self._stack.roles) and 0 <= column < len(self._stack.layers)
        return (row, column) if inside and place.x() >= self._scrolled + self._label_width else None

    def _position(self, cell: tuple[int, int] | None) -> int | None:
        if cell is None:
            return None
        return self._stack.cells.get((self._stack.layers[cell[1]], self._stack.roles[cell[0]]))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        rows = range(
            event.rect().top() // _ROW_HEIGHT, min(len(self._stack.roles), event.rect().bottom() // _ROW_HEIGHT + 1)
        )
        left, width = self._label_width, self._cell_width
        columns = range(
            (max(event.rect().left() - left, self._scrolled)) // width,
            min(len(self._stack.layers), (event.rect().right() - left) // width + 1),
        )
        for row in rows:
            for column in columns:
                rect = QRect(left + column * width, row * _ROW_HEIGHT, width - _GAP, _ROW_HEIGHT - _GAP)
                self._paint_cell(painter, (row, column), rect, muted)
        self._paint_layers(painter, muted, columns)
        if self._cursor is not None and self.hasFocus():
            painter.setPen(QPen(QColor(current_theme().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_rect(*self._cursor))
        self._paint_labels(painter, rows)

    def _paint_labels(self, painter: QPainter, rows: range) -> None:
        """The labels of the rows, over the cells that were scrolled below them."""
        band = QRect(self._scrolled, 0, self._label_width, self.height())
        if self._scrolled:
            painter.fillRect(band, self.palette().window())
        painter.setPen(self.palette().text().color())
        for row in rows:
            place = QRect(band.left(), row * _ROW_HEIGHT, band.width() - _MARGIN, _ROW_HEIGHT)
            label = self.fontMetrics().elidedText(
                printable(self._stack.roles[row]), Qt.TextElideMode.ElideLeft, band.width() - 2 * _MARGIN
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)

    def _paint_cell(self, painter: QPainter, cell: tuple[int, int], rect: QRect, muted: QColor) -> None:
        position = self._position(cell)
        if position is None:
            return
        scale = self._scales.get(self._stack.roles[cell[0]])
        value = self._values.get(position)
        if position in self._plain:
            painter.fillRect(rect, QColor(current_theme().border))
        elif value is None or scale is None:
            painter.setPen(QPen(muted, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        else:
            painter.fillRect(rect, scale.color(value))
        if position in self._marked:
            painter.setPen(QPen(QColor(current_theme().danger), 2))
            painter.drawLine(rect.topLeft(), rect.bottomRight())
            painter.drawLine(rect.topRight(), rect.bottomLeft())

    def _paint_layers(self, painter: QPainter, muted: QColor, columns: range) -> None:
        """The numbers of the layers below the grid, as many as there is room for."""
        painter.setPen(muted)
        left, width = self._label_width, self._cell_width
        widest = self.fontMetrics().horizontalAdvance(str(self._stack.layers[-1])) + 6 if self._stack.layers else 1
        step = max(1, -(-widest // width))
        top = len(self._stack.roles) * _ROW_HEIGHT
        for column in range(columns.start // step * step, columns.stop, step):  # the first may begin before
            rect = QRect(left + column * width, top, width * step, _ROW_HEIGHT)
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, str(self._stack.layers[column]))

    # mouse and keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            position = self._position(self._cell_at(event.pos()))
            QToolTip.showText(event.globalPos(), "" if position is None else self._text(position), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._cursor = cell
            self.update()
            self._activate()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from cell to cell, Return goes to the tensor."""
        steps = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate()
        elif event.key() in steps and self._stack.roles:
            down, right = steps[Qt.Key(event.key())]
            row, column = self._cursor or (0, 0)
            row = min(max(row + down, 0), len(self._stack.roles) - 1)
            column = min(max(column + right, 0), len(self._stack.layers) - 1)
            self._cursor = (row, column)
            self.update()
            # the labels hide what is below them
            self.cursor_moved.emit(self.cell_rect(row, column).adjusted(-self._label_width, 0, 0, 0))
        else:
            super().keyPressEvent(event)

    def _activate(self) -> None:
        position = self._position(self._cursor)
        if position is not None:
            self.activated.emit(position)
