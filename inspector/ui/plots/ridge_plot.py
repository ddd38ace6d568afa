"""The plot of distributions below one another. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtWidgets import QWidget

from inspector.analysis.ridges import Ridges
from inspector.text import shortened
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.plots.unit_axis import UnitAxis
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["RidgePlot"]

#: How far a ridge reaches over the one above it, in rows.
_HEIGHT = 1.7
_MAX_LABEL = 22
_AXIS_WIDTH = 170
_TICK_ROOM = 16
#: Rows that have room for a label each.
_MAX_LABELS = 24


class RidgePlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """A ridge for each tensor, or each step of one, the first on top.

    ``hovered`` carries the number of the one under the mouse, -1 for none; ``activated`` that of one clicked.
    """

    hovered = Signal(int)
    activated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._view = pg.ViewBox(enableMenu=False)
        self._view.setMouseEnabled(x=False, y=False)
        self._values = UnitAxis("bottom")
        super().__init__(parent, viewBox=self._view, axisItems={"bottom": self._values})
        self.ridges: Ridges | None = None
        self._curves: list[pg.PlotCurveItem] = []
        self._labels: Sequence[str] = ()
        self._hovered = -1
        self.hideButtons()
        self.setLabel("bottom", tr("value"))
        self.getAxis("bottom").enableAutoSIPrefix(False)
        self.scene().sigMouseMoved.connect(self._hover)
        self.picture_menu = PictureMenu(self, "distributions", self.numbers)
        self.take_theme()

    def show_ridges(self, ridges: Ridges, labels: Sequence[str], what: str) -> None:
        """Show other ridges, each of one ``what``."""
        self.ridges, self._labels = ridges, labels
        self._hovered = -1
        for curve in self._curves:
            self.removeItem(curve)
        self._curves = []
        rows = len(ridges.heights)
        edges = ridges.edges / self._values.fit(float(np.abs(ridges.edges).max(initial=0.0)))
        for row, heights in enumerate(ridges.heights):
            base = float(rows - 1 - row)
            curve = pg.PlotCurveItem()
            curve.setData(edges, base + heights * _HEIGHT, stepMode="center", fillLevel=base)
            curve.setZValue(row)  # those below lie in front
            self.addItem(curve, ignoreBounds=True)
            self._curves.append(curve)
        every = -(-rows // _MAX_LABELS)
        ticks = [(rows - 1 - row, shortened(label, _MAX_LABEL)) for row, label in enumerate(labels) if row % every == 0]
        self.getAxis("left").setTicks([ticks])
        widest = max((self.fontMetrics().horizontalAdvance(label) for _, label in ticks), default=0)
        self.getAxis("left").setWidth(min(widest + _TICK_ROOM, _AXIS_WIDTH))
        self._view.setRange(xRange=(float(edges[0]), float(edges[-1])), yRange=(-0.3, rows - 1 + _HEIGHT), padding=0.01)
        self.setAccessibleName(tr("Distributions of {what}, the first on top", what=what))
        self._color()

    def numbers(self) -> list[Sequence[object]]:
        """The bins of all ridges, and how high each ridge is in them, of its highest."""
        if self.ridges is None:
            return []
        edges = self.ridges.edges.tolist()
        return [["from", "to", *self._labels], *zip(edges, edges[1:], *self.ridges.heights.tolist(), strict=False)]

    def row_at(self, y: float) -> int:
        """The ridge that stands at a height of the plot, -1 for none."""
        row = len(self._curves) - 1 - int(np.floor(y))
        return row if 0 <= row < len(self._curves) else -1

    def take_theme(self) -> None:
        color_plot(self)
        self._color()

    def _color(self) -> None:
        theme = current_theme()
        for row, curve in enumerate(self._curves):
            color = QColor(theme.warning if row == self._hovered else theme.accent)
            curve.setPen(pg.mkPen(color, width=1))
            curve.setBrush(_half_way(color, QColor(theme.base)))  # opaque: each stands before the one above it

    def _hover(self, place: QPointF) -> None:
        inside = self._view.sceneBoundingRect().contains(place)
        self._point_at(self.row_at(self._view.mapSceneToView(place).y()) if inside else -1)

    def _point_at(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self._color()
            self.hovered.emit(row)

    # what Qt calls

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._hovered >= 0:
            self.activated.emit(self._hovered)


def _half_way(a: QColor, b: QColor) -> QColor:
    return QColor((a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2)
