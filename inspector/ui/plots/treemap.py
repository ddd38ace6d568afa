"""Size by tensor as a picture: every tensor a rectangle of proportional area, groups within groups.

The rectangles (:mod:`.treemap_layout`) are laid out in a worker and painted once into a picture, so that showing, hovering
and resizing are instant for any number of tensors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.names.tree import NameTree
from inspector.tensors.entries import TensorEntry
from inspector.text import size_text
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.treemap_layout import TITLE_HEIGHT, Cell, cell_labels, layout_treemap
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import Themed, current_theme, dtype_color
from inspector.ui.widgets.themes import text_on
from inspector.wording import local_number, tr

__all__ = ["TreemapView", "paint_treemap"]

#: How strongly groups side by side are coloured, in turn.
_LIGHT_SHADES = (1.0, 0.84, 0.70)
_DARK_SHADES = (0.80, 0.66, 0.52)


def paint_treemap(tree: NameTree, cells: Sequence[Cell], size: QSize, ratio: float, font: QFont, job: Job) -> QImage:
    """A picture of the cells in the colours of the theme in force, ``ratio`` pixels to a point; for a worker thread."""
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        painter.setFont(font)
        for count, cell in enumerate(cells):
            if count % 64 == 0:
                job.check()
            _paint_cell(painter, tree, cell)
    finally:
        painter.end()
    return image


def _paint_cell(painter: QPainter, tree: NameTree, cell: Cell) -> None:
    theme = current_theme()
    ground = QColor(theme.base)
    rect = QRectF(*cell.rect).adjusted(0.5, 0.5, -0.5, -0.5)
    color = _color(tree, cell, ground)
    if cell.others:
        painter.fillRect(rect, QColor(theme.hover))
        painter.setPen(QColor(theme.muted))
        _paint_text(painter, tr("%n other", "%n others", cell.others), rect.adjusted(5, 1, -3, -1))
        return
    if cell.is_frame:
        painter.fillRect(rect, _mixed(color, ground, 0.30))
        painter.setPen(QColor(theme.text))
        _paint_label(painter, tree, cell, QRectF(rect.x() + 5, rect.y(), rect.width() - 10, TITLE_HEIGHT))
        return
    painter.fillRect(rect, color)
    if rect.width() > 46 and rect.height() > 15:
        painter.setPen(text_on(color))
        _paint_label(painter, tree, cell, rect.adjusted(5, 1, -3, -1))


def _paint_label(painter: QPainter, tree: NameTree, cell: Cell, rect: QRectF) -> None:
    metrics, room = painter.fontMetrics(), int(rect.width())
    *shorter, shortest = cell_labels(tree, cell)
    fitting = (label for label in (*shorter, shortest) if metrics.horizontalAdvance(label) <= room)
    _paint_text(painter, next(fitting, shortest), rect)


def _paint_text(painter: QPainter, text: str, rect: QRectF) -> None:
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideLeft, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)


def _color(tree: NameTree, cell: Cell, ground: QColor) -> QColor:
    """The colour of the element type, a little different from group to group."""
    entry = next(_tensors(tree, cell.node), None)
    color = dtype_color(entry.dtype.name if entry is not None else "")
    return _mixed(color, ground, (_DARK_SHADES if current_theme().is_dark else _LIGHT_SHADES)[cell.shade % 3])


class TreemapView(QWidget, Themed):
    """A treemap of the tensors below some nodes. ``activated`` carries the node of a rectangle that was clicked."""

    activated = Signal(int)

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._tree: NameTree | None = None
        self._nodes: Sequence[int] = ()
        self._cells: list[Cell] = []
        self._laid_out_for = QSize()
        self._picture: QImage | None = None
        self._hovered: Cell | None = None
        self.setMouseTracking(True)
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Size by tensor: a rectangle for each tensor, its area proportional to its size"))
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(40)
        self._resized.timeout.connect(self._lay_out)
        self.picture_menu = PictureMenu(self, "size by tensor", self.numbers)

    def show_nodes(self, tree: NameTree, nodes: Sequence[int]) -> None:
        """Show the tensors at and below ``nodes``."""
        self._tree, self._nodes = tree, nodes
        self._cells, self._picture, self._hovered = [], None, None
        self.update()
        self._resized.start()

    @property
    def is_settled(self) -> bool:
        """Whether what is asked for is shown."""
        return not self._resized.isActive() and not self._runner.is_running((self, "treemap"))

    @property
    def cells(self) -> Sequence[Cell]:
        """The rectangles shown."""
        return self._cells

    def numbers(self) -> list[Sequence[object]]:
        """The tensors and their sizes, those too that are too small for a rectangle of their own."""
        tree = self._tree
        entries = [] if tree is None else [entry for node in self._nodes for entry in _tensors(tree, node)]
        return [["key", "bytes"], *((entry.key, entry.nbytes) for entry in entries)]

    def take_theme(self) -> None:
        self._resized.start()

    def _lay_out(self) -> None:
        tree, nodes, size, ratio, font = self._tree, self._nodes, self.size(), self.devicePixelRatioF(), self.font()
        if tree is None or size.isEmpty():
            return
        font.setPointSizeF(font.pointSizeF() * 0.85)

        def work(job: Job) -> tuple[list[Cell], QImage]:
            cells = layout_treemap(tree, nodes, (float(size.width()), float(size.height())), job)
            return cells, paint_treemap(tree, cells, size, ratio, font, job)

        def show(result: tuple[list[Cell], QImage]) -> None:
            self._cells, self._picture = result
            self._laid_out_for, self._hovered = size, None
            self.update()

        def failed(_error: InspectorError) -> None:
            self._cells, self._picture = [], None
            self.update()

        self._runner.start((self, "treemap"), work, show, failed)

    def _cell_at(self, point: QPointF) -> Cell | None:
        found = None
        for cell in self._cells:  # frames come before what is in them
            x, y, width, height = cell.rect
            if x <= point.x() < x + width and y <= point.y() < y + height:
                found = cell
                if not cell.is_frame:
                    break
        return found

    def _description(self, cell: Cell) -> str:
        tree, node = self._tree, cell.node
        if tree is None:
            return ""
        if cell.others:
            return tr(
                "%n other part of {name}",
                "%n other parts of {name}",
                cell.others,
                name=tree.key(node) or tr("the file"),
            )
        whole = sum(tree.nbytes[each] for each in self._nodes) or 1
        share = f"{size_text(tree.nbytes[node])}, {local_number(f'{tree.nbytes[node] / whole:.1%}')}"
        return tr(
            "{key}: {share}, %n parameter",
            "{key}: {share}, %n parameters",
            tree.parameters[node],
            key=tree.key(node),
            share=share,
        )

    # what Qt calls

    def sizeHint(self) -> QSize:
        return QSize(400, 240)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        if self._picture is not None:  # stretched while a new layout is under way
            painter.drawImage(self.rect(), self._picture)
        if self._hovered is not None and self._laid_out_for == self.size():
            painter.setPen(QColor(current_theme().text))
            painter.drawRect(QRectF(*self._hovered.rect).adjusted(0.5, 0.5, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if cell is not self._hovered:
            self._hovered = cell
            self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None and not cell.others:
            self.activated.emit(cell.node)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tool_tip(self._description(cell) if cell is not None else ""), self)
            return True
        return super().event(event)


def _tensors(tree: NameTree, node: int) -> Iterator[TensorEntry]:
    for child in range(node, tree.ends[node]):
        entry = tree.entry(child)
        if isinstance(entry, TensorEntry):
            yield entry


def _mixed(color: QColor, ground: QColor, share: float) -> QColor:
    """``color`` over ``ground``, as if painted with an opacity of ``share``."""
    return QColor.fromRgbF(
        color.redF() * share + ground.redF() * (1 - share),
        color.greenF() * share + ground.greenF() * (1 - share),
        color.blueF() * share + ground.blueF() * (1 - share),
    )
