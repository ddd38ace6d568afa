"""Where the bytes are: every tensor a rectangle of proportional area, groups within groups.

The rectangles are laid out in a worker and painted once into a picture; showing, hovering and resizing stay instant for any
number of tensors, since rectangles too small to see are not divided further.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from inspector.names.tree import ROOT, NameTree
from inspector.tensors.entries import TensorEntry
from inspector.text import plural, printable, size_text
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import tool_tip
from inspector.ui.widgets.theme import Themed, current_theme, dtype_color

__all__ = ["Cell", "TreemapView", "layout_treemap", "paint_treemap", "squarified"]

#: Rectangles of fewer square points are not divided, and of a large family only the largest members are drawn.
_MIN_AREA = 90.0
_MAX_MEMBERS = 2000
_MAX_DEPTH = 12
_MAX_FRAMES = 2
_TITLE_HEIGHT = 15.0
_MAX_LABEL = 60
#: How strongly groups side by side are coloured, in turn.
_LIGHT_SHADES = (1.0, 0.84, 0.70)
_DARK_SHADES = (0.80, 0.66, 0.52)
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle: a leaf (a tensor, or a group too small to divide) or the frame of a group with its title.

    Of a large family only the largest members get rectangles; ``others`` is how many more this one stands for, its node
    being their parent's.
    """

    node: int
    rect: Rect
    shade: int
    is_frame: bool = False
    others: int = 0


def squarified(sizes: Sequence[float], rect: Rect) -> list[Rect]:
    """Rectangles that tile ``rect`` with areas in proportion to ``sizes`` (positive, descending), close to squares.

    Bruls, Huizing, van Wijk: "Squarified Treemaps" (2000).
    """
    x, y, width, height = rect
    total = sum(sizes)
    if total <= 0 or width <= 0 or height <= 0:
        return [(x, y, 0.0, 0.0)] * len(sizes)
    scale = width * height / total
    areas = [size * scale for size in sizes]
    rects: list[Rect] = []
    start = 0
    while start < len(areas):
        side = min(width, height)
        stop, row = start + 1, areas[start]
        worst = _worst(areas[start], areas[start], row, side)
        while stop < len(areas):
            longer = row + areas[stop]
            next_worst = _worst(areas[start], areas[stop], longer, side)
            if next_worst > worst:
                break
            stop, row, worst = stop + 1, longer, next_worst
        thickness = row / side if side > 0 else 0.0
        along = 0.0
        for area in areas[start:stop]:
            length = area / thickness if thickness > 0 else 0.0
            rects.append((x, y + along, thickness, length) if width >= height else (x + along, y, length, thickness))
            along += length
        if width >= height:
            x, width = x + thickness, max(0.0, width - thickness)
        else:
            y, height = y + thickness, max(0.0, height - thickness)
        start = stop
    return rects


def _worst(largest: float, smallest: float, row: float, side: float) -> float:
    """The worst aspect ratio in a row of ``row`` area along a side."""
    if row <= 0 or smallest <= 0 or side <= 0:
        return float("inf")
    return max(side * side * largest / (row * row), row * row / (side * side * smallest))


def layout_treemap(tree: NameTree, nodes: Sequence[int], size: tuple[float, float], job: Job) -> list[Cell]:
    """The cells of the bytes below ``nodes``, frames before what is in them; for a worker thread."""
    while len(nodes) == 1 and tree.children[nodes[0]]:
        nodes = tree.children[nodes[0]]  # a frame around everything says nothing
    cells: list[Cell] = []
    pending = [_Area(nodes, (0.0, 0.0, *size), depth=0, frames=0, shade=None)]
    while pending:
        job.check()
        area = pending.pop()
        sized = [node for node in area.nodes if tree.nbytes[node]]
        room = int(area.rect[2] * area.rect[3] / _MIN_AREA)
        members = heapq.nlargest(min(max(room, 1), _MAX_MEMBERS), sized, tree.nbytes.__getitem__)
        sizes = [float(tree.nbytes[node]) for node in members]
        if len(members) < len(sized):
            sizes.append(float(sum(tree.nbytes[node] for node in sized)) - sum(sizes))
        rects = squarified(sizes, area.rect)
        if len(members) < len(sized):
            parent = tree.parents[members[0]]
            cells.append(Cell(parent, rects.pop(), area.shade or 0, others=len(sized) - len(members)))
        for count, (node, rect) in enumerate(zip(members, rects, strict=True)):
            shade = count % 3 if area.shade is None else area.shade
            children = tree.children[node]
            if not children or rect[2] * rect[3] < _MIN_AREA or area.depth >= _MAX_DEPTH:
                cells.append(Cell(node, rect, shade))
            elif area.frames < _MAX_FRAMES and len(children) > 1 and rect[2] > 70 and rect[3] > 48:
                cells.append(Cell(node, rect, shade, is_frame=True))
                pending.append(_Area(children, _inside(rect), area.depth + 1, area.frames + 1, shade))
            else:
                pending.append(_Area(children, rect, area.depth + 1, area.frames, shade))
    return cells


@dataclass(frozen=True, slots=True)
class _Area:
    """Nodes that are to share a rectangle; the shade is None until there is a group to choose one for."""

    nodes: Sequence[int]
    rect: Rect
    depth: int
    frames: int
    shade: int | None


def _inside(rect: Rect) -> Rect:
    x, y, width, height = rect
    return x + 2, y + _TITLE_HEIGHT, width - 4, height - _TITLE_HEIGHT - 2


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
        _paint_text(painter, f"{cell.others:,} others", rect.adjusted(5, 1, -3, -1))
        return
    if cell.is_frame:
        painter.fillRect(rect, _mixed(color, ground, 0.30))
        painter.setPen(QColor(theme.text))
        _paint_label(painter, tree, cell, QRectF(rect.x() + 5, rect.y(), rect.width() - 10, _TITLE_HEIGHT))
        return
    painter.fillRect(rect, color)
    if rect.width() > 46 and rect.height() > 15:
        painter.setPen(QColor("#ffffff") if color.lightness() < 150 else QColor("#10151b"))
        _paint_label(painter, tree, cell, rect.adjusted(5, 1, -3, -1))


def _paint_label(painter: QPainter, tree: NameTree, cell: Cell, rect: QRectF) -> None:
    """The label of a frame; of a leaf as many last parts of the key as fit, since ``weight`` alone says little."""
    metrics, room = painter.fontMetrics(), int(rect.width())
    label = printable(tree.labels[cell.node][:_MAX_LABEL])
    above = tree.parents[cell.node]
    while not cell.is_frame and above > ROOT:
        longer = f"{printable(tree.labels[above][:_MAX_LABEL])}.{label}"
        if metrics.horizontalAdvance(longer) > room:
            break
        label, above = longer, tree.parents[above]
    _paint_text(painter, label, rect)


def _paint_text(painter: QPainter, text: str, rect: QRectF) -> None:
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(rect.width()))
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
        self.setAccessibleName("Where the bytes are: a rectangle for each tensor, its area in proportion to its size")
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(40)
        self._resized.timeout.connect(self._lay_out)

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
            return f"{plural(cell.others, 'other part')} of {tree.key(node) or 'the file'}"
        whole = sum(tree.nbytes[each] for each in self._nodes) or 1
        share = f"{size_text(tree.nbytes[node])}, {tree.nbytes[node] / whole:.1%}"
        return f"{tree.key(node)}: {share}, {plural(tree.parameters[node], 'parameter')}"

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
