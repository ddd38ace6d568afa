"""The merged tree as a widget: both small histograms in each row, and columns that give way where there is no room."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QWidget

from inspector.analysis.histogram import Histogram
from inspector.analysis.sparkline import BINS
from inspector.ui.comparison.model import Column, ComparisonModel
from inspector.ui.tree.name_tree_view import NameTreeView
from inspector.ui.tree.sparklines import Sparklines, draw_sparkline
from inspector.ui.widgets.theme import current_theme, series_color
from inspector.wording import tr

__all__ = ["ComparisonTree"]

_MAX_KEPT = 4096
_FILL = 110

#: The outlines of both histograms in a cell of some size, from its top left corner.
Outlines = tuple[QSize, QPolygonF, QPolygonF]


class ComparisonTree(NameTreeView):
    """The view of a :class:`ComparisonModel`."""

    giving_way = (Column.TYPE, Column.COSINE, Column.SHAPE, Column.LARGEST, Column.DISTRIBUTION)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sparklines: Sparklines | None = None
        self._outlines: OrderedDict[int, Outlines] = OrderedDict()
        self._fill, self._line = QColor(), QPen()  # taken once for each painting
        self.setAccessibleName(tr("Tensors of both checkpoints"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_model(self, model: ComparisonModel, sparklines: Sparklines) -> None:
        """Show a model; ``sparklines`` are for the rows of which only one side, or no difference, is to be drawn."""
        self._sparklines = sparklines
        self._outlines.clear()
        samples = (
            (Column.CHANGE, tr("shape differs.")),
            (Column.LARGEST, "0.0001234"),
            (Column.COSINE, "-0.9999999"),
            (Column.SHAPE, "512 × 64 → 512 × 64"),
            (Column.TYPE, "float32 → float16"),
            (Column.DISTRIBUTION, tr("Distribution")),
        )
        self.show_columns(model, samples)

    @property
    def rows(self) -> ComparisonModel:
        """The model shown."""
        model = self.model()
        assert isinstance(model, ComparisonModel)
        return model

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._fill, self._line = series_color(0), QPen(series_color(1), 1.2)
        self._fill.setAlpha(_FILL)
        super().paintEvent(event)
        if self._sparklines is not None and not self.isColumnHidden(Column.DISTRIBUTION):
            self._sparklines.see(node for node in self.rows_in_sight() if self._is_alone(node))

    def _is_alone(self, node: int) -> bool:
        """Whether one sparkline is all there is to draw of a row: it has a result, and that has no histograms."""
        result = self.rows.result(node)
        return result is not None and (result.difference is None or result.difference.values is None)

    def draw_picture(self, painter: QPainter, cell: QRect, node: int) -> None:
        theme = current_theme()
        result = self.rows.result(node)
        if result is None:
            return
        if self._is_alone(node):
            if self._sparklines is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(
                    QColor(theme.faint) if result.agrees else series_color(0 if result.a is not None else 1)
                )
                draw_sparkline(painter, cell, self._sparklines.of(node))
            return
        outlines = self._outlines.get(node)
        if outlines is None or outlines[0] != cell.size():
            assert result.difference is not None
            histograms = result.difference.histograms  # made anew at each look
            assert histograms is not None
            outlines = self._outlines[node] = _outlines_of(*histograms, cell.size())
            if len(self._outlines) > _MAX_KEPT:
                self._outlines.popitem(last=False)
        painter.translate(cell.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._fill)
        painter.drawPolygon(outlines[1])
        painter.setPen(self._line)
        painter.drawPolyline(outlines[2])
        painter.translate(-cell.topLeft())


def _outlines_of(a: Histogram, b: Histogram, size: QSize) -> Outlines:
    """A's histogram as an area and B's as a line, in at most BINS bars, of which the highest fills the cell."""
    share = -(-len(a.counts) // BINS)
    starts = np.arange(0, len(a.counts), share)
    coarse = [np.add.reduceat(side.counts, starts).astype(np.float64) for side in (a, b)]
    highest = max(1.0, *(float(side.max()) for side in coarse))
    bottom, step = size.height() - 2.5, size.width() / len(starts)
    polygons: list[QPolygonF] = []
    for side in coarse:
        tops = (bottom - side / highest * (size.height() - 5)).tolist()
        line = [QPointF(0, bottom)]
        for number, top in enumerate(tops):
            line += [QPointF(number * step, top), QPointF((number + 1) * step, top)]
        polygons.append(QPolygonF([*line, QPointF(size.width(), bottom)]))
    return size, polygons[0], polygons[1]
