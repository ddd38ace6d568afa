"""Plots that are images with a colour bar: what is under the mouse, zooming; for heat maps symmetric colours about zero.

Importing this module imports pyqtgraph, which takes a while: do it in a worker thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from inspector.analysis.heatmap import NonFinite, Picture, Window
from inspector.text import number_text
from inspector.ui.plots.index_axis import CellAxis
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.plot_theme import color_plot
from inspector.ui.widgets.theme import Themed, current_theme
from inspector.wording import tr

__all__ = ["HeatMapPlot", "ImagePlot", "diverging_colors", "non_finite_colors"]

#: Blue, through the colour of the ground, to red; readable with every common colour vision deficiency.
_NEGATIVE = ("#1d4f91", "#6fa8dc")
_POSITIVE = ("#9c2a2a", "#e8836b")
_DARK_NEGATIVE = ("#8cc2ff", "#2f6fb5")
_DARK_POSITIVE = ("#ffb199", "#b8452f")


#: Above and below the plot, for the half of the colour bar's first and last labels that stands out.
_LABEL_ROOM = 9


def diverging_colors() -> Sequence[str]:
    """Colours from the most negative over that of the ground to the most positive, at equal distances."""
    theme = current_theme()
    negative, positive = (_DARK_NEGATIVE, _DARK_POSITIVE) if theme.is_dark else (_NEGATIVE, _POSITIVE)
    return (*negative, theme.base, *reversed(positive))


class ImagePlot(pg.PlotWidget, Themed):  # type: ignore[misc]  # pyqtgraph has no annotations
    """An image with axes and a colour bar. ``hovered`` carries what is under the mouse, "" for nothing.

    A double click shows all of it again.
    """

    hovered = Signal(str)
    #: What it is called when it is saved.
    name = "heat map"

    def __init__(
        self, parent: QWidget | None = None, *, rows_go_down: bool, axes: Mapping[str, pg.AxisItem] | None = None
    ) -> None:
        self._view = pg.ViewBox(enableMenu=False, invertY=rows_go_down)
        super().__init__(parent, viewBox=self._view, axisItems=axes)
        self.hideButtons()
        self.getPlotItem().layout.setContentsMargins(1, _LABEL_ROOM, 1, _LABEL_ROOM)
        self._image = pg.ImageItem(axisOrder="row-major")
        self.addItem(self._image)
        self._bar = pg.ColorBarItem(width=12, interactive=False)
        self._bar.setImageItem([], insert_in=self.getPlotItem())
        self._whole = QRectF(0, 0, 1, 1)
        self.scene().sigMouseMoved.connect(self._hover)
        self.picture_menu = PictureMenu(self, self.name, self.numbers, self._actions_at)
        self.take_theme()

    def colors(self) -> Sequence[str]:
        """The colours of the theme in force, from the lowest level to the highest, at equal distances."""
        raise NotImplementedError

    def text_at(self, x: float, y: float) -> str:
        """What is to be said of a place."""
        raise NotImplementedError

    def numbers(self) -> list[Sequence[object]]:
        """What is drawn, as rows below their headings."""
        raise NotImplementedError

    def actions_at(self, x: float, y: float) -> list[tuple[str, Callable[[], object]]]:  # noqa: ARG002 - for others
        """What can be done with a place, besides saving the plot."""
        return []

    def _actions_at(self, place: QPoint) -> list[tuple[str, Callable[[], object]]]:
        point = self._view.mapSceneToView(self.mapToScene(place))
        return self.actions_at(point.x(), point.y())

    def show_all(self) -> None:
        """Undo the zooming."""
        self._view.setRange(self._whole, padding=0.02)

    def _show_image(
        self, values: npt.NDArray[Any], place: QRectF, levels: tuple[float, float], whole: QRectF | None = None
    ) -> None:
        """Show values of [rows, columns] at ``place``, and all of it; or, where that is part of ``whole``, zoomed as it is.

        pyqtgraph gets them as shares of the levels' span: it dies of levels at the limits of float32.
        """
        scale = max(map(abs, levels))
        low, high = (level / scale for level in levels)
        shares = np.clip((values / scale - low) / (high - low), 0, 1)
        self._image.setImage(shares.astype(np.float32), levels=(0, 1))
        self._image.setRect(place)
        self._bar.setLevels(levels)
        if whole is not None:
            return
        self._whole = place
        room = 2 * max(place.width(), place.height())  # a grid of kernels in equal steps may be far from square
        limits = place.adjusted(-room, -room, room, room)
        self._view.setLimits(xMin=limits.left(), xMax=limits.right(), yMin=limits.top(), yMax=limits.bottom())
        self.show_all()

    def take_theme(self) -> None:
        theme = current_theme()
        color_plot(self, self._bar.axis)
        colors = self.colors()
        color_map = pg.ColorMap(np.linspace(0, 1, len(colors)), list(colors))
        self._bar.setColorMap(color_map)
        self._image.setColorMap(color_map)
        self._image.setBorder(pg.mkPen(theme.border))  # where nothing stands out from the ground

    def _hover(self, place: QPointF) -> None:
        point = self._view.mapSceneToView(place)
        self.hovered.emit(self.text_at(point.x(), point.y()))

    # what Qt calls

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)
        self.hovered.emit("")

    def mouseDoubleClickEvent(self, event: object) -> None:
        super().mouseDoubleClickEvent(event)
        self.show_all()


class HeatMapPlot(ImagePlot):
    """One picture, in symmetric colors about zero.

    ``zoomed`` comes, a moment after the last step, with the part of the slice in sight: None for all of it;
    ``place_wanted`` with the first index of a cell whose values are to be shown: (row, column), of kernels (output,
    input, row, column).
    """

    zoomed = Signal(object)
    place_wanted = Signal(object)
    picture: Picture | None = None  # the base class takes the theme before there is one

    def __init__(self, parent: QWidget | None = None) -> None:
        self._row_axis, self._column_axis = CellAxis("left"), CellAxis("bottom")
        super().__init__(parent, rows_go_down=True, axes={"left": self._row_axis, "bottom": self._column_axis})
        self._whole_window: Window | None = None
        self._shows_part = False
        self._marks = pg.ImageItem(axisOrder="row-major")
        self._marks.setZValue(1)
        self.addItem(self._marks)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_window)
        self._view.sigRangeChangedManually.connect(lambda *_: self._pause.start())

    def colors(self) -> Sequence[str]:
        return diverging_colors()

    def numbers(self) -> list[Sequence[object]]:
        """The cells: those of a slice below the first column and beside the first row that each covers."""
        picture = self.picture
        if picture is None:
            return []
        (top, _), (left, _) = (
            (picture.window.rows, picture.window.columns) if picture.tile is None else ((0, 0), (0, 0))
        )
        rows, columns = picture.values.shape
        headings: Sequence[object] = ["row", *(left + at * picture.steps[1] for at in range(columns))]
        values = picture.values.tolist()
        return [headings, *([top + at * picture.steps[0], *values[at]] for at in range(rows))]

    def index_at(self, x: float, y: float) -> tuple[int, ...] | None:
        """The first index that the cell at a place covers, None beside the picture."""
        picture = self.picture
        if picture is None:
            return None
        if picture.tile is not None:
            return _kernel_index(picture, picture.tile, int(x // 1), int(y // 1))
        cell = _cell_at(picture, x, y)
        if cell is None:
            return None
        (top, _), (left, _) = picture.window.rows, picture.window.columns
        return top + cell[0] * picture.steps[0], left + cell[1] * picture.steps[1]

    def actions_at(self, x: float, y: float) -> list[tuple[str, Callable[[], object]]]:
        index = self.index_at(x, y)
        if index is None:
            return []
        return [
            (tr("Show values at [{index}]", index=", ".join(map(str, index))), lambda: self.place_wanted.emit(index))
        ]

    @property
    def is_zoomed(self) -> bool:
        """Whether only a part of the slice is in sight."""
        return self.window_in_sight != self._whole_window

    @property
    def window_in_sight(self) -> Window | None:
        """The rows and columns in sight, None without a picture."""
        if self._whole_window is None:
            return None
        sight = self._view.viewRect()
        (_, rows), (_, columns) = self._whole_window.rows, self._whole_window.columns
        return Window(_clamped(sight.top(), sight.bottom(), rows), _clamped(sight.left(), sight.right(), columns))

    def show_all(self) -> None:
        super().show_all()
        if self._shows_part:
            self._tell_window()

    def show_picture(self, picture: Picture, *, is_part: bool = False) -> None:
        """Show the picture of a slice, all of it; or of the part in sight, in the colors of the whole one."""
        if is_part and self.picture is not None:
            picture = replace(picture, limit=self.picture.limit)
        self.picture = picture
        self._shows_part = is_part
        rows, columns = picture.values.shape
        if picture.tile is None:
            (top, bottom), (left, right) = picture.window.rows, picture.window.columns
            place = QRectF(left, top, columns * picture.steps[1], rows * picture.steps[0])
            if not is_part:
                self._whole_window = picture.window
                self._row_axis.count, self._column_axis.count = bottom, right
                self._view.setAspectLocked(0.2 < (bottom - top) / max(right - left, 1) < 5)
        else:
            place = QRectF(0, 0, columns, rows)
            self._whole_window = None
            self._view.setAspectLocked(0.2 < rows / max(columns, 1) < 5)
        levels = (-picture.limit, picture.limit)
        self._show_image(picture.values, place, levels, self._whole if is_part else None)
        self._mark_non_finite(place)
        for name in ("left", "bottom"):  # places in the grid of kernels are no indices
            self.getAxis(name).setStyle(showValues=picture.tile is None)
        self.setAccessibleName(
            tr(
                "Heat map of {rows} × {columns} cells, color range ±{limit}",
                rows=rows,
                columns=columns,
                limit=number_text(picture.limit),
            )
        )

    def set_axis_titles(self, rows: str, columns: str) -> None:
        """Name what runs along both sides."""
        for name, title in (("left", rows), ("bottom", columns)):
            self.getAxis(name).enableAutoSIPrefix(False)
            self.setLabel(name, title)

    def take_theme(self) -> None:
        super().take_theme()
        if self.picture is not None:
            self._mark_non_finite(self._marks.mapRectToView(self._marks.boundingRect()))

    def _mark_non_finite(self, place: QRectF) -> None:
        picture = self.picture
        assert picture is not None
        colors = np.zeros((*picture.non_finite.shape, 4), np.uint8)
        for flag, color in non_finite_colors().items():
            paint = QColor(color)
            colors[(picture.non_finite & flag) != 0] = paint.red(), paint.green(), paint.blue(), 255
        self._marks.setVisible(bool(picture.non_finite.any()))
        self._marks.setImage(colors, levels=(0, 255))
        self._marks.setRect(place)

    def _tell_window(self) -> None:
        if self._whole_window is not None:
            self.zoomed.emit(self.window_in_sight if self.is_zoomed else None)

    def text_at(self, x: float, y: float) -> str:
        picture = self.picture
        if picture is None:
            return ""
        if picture.tile is not None:
            at = int(x // 1), int(y // 1)
            index = _kernel_index(picture, picture.tile, *at)
            return "" if index is None else f"[{', '.join(map(str, index))}] {_cell_text(picture, at[1], at[0])}"
        cell = _cell_at(picture, x, y)
        if cell is None:
            return ""
        spans = (picture.window.rows, picture.window.columns)
        places = (
            _place(span[0] + at * step, step, span[1])
            for span, at, step in zip(spans, cell, picture.steps, strict=True)
        )
        return f"[{', '.join(places)}] {_cell_text(picture, *cell)}"


#: How long zooming must pause before what is in sight is read again.
_PAUSE_MS = 120


def non_finite_colors() -> dict[NonFinite, str]:
    """What cells with values that are not finite are marked in."""
    if current_theme().is_dark:
        return {NonFinite.INFINITE: "#f2b705", NonFinite.NAN: "#ff6bf8"}
    return {NonFinite.INFINITE: "#b87f00", NonFinite.NAN: "#c000b8"}


def _clamped(start: float, stop: float, size: int) -> tuple[int, int]:
    first = min(max(math.floor(start), 0), size - 1)
    return first, max(min(math.ceil(stop), size), first + 1)


def _cell_at(picture: Picture, x: float, y: float) -> tuple[int, int] | None:
    """The row and column of the cell of a slice at a place."""
    row = int((y - picture.window.rows[0]) // picture.steps[0])
    column = int((x - picture.window.columns[0]) // picture.steps[1])
    rows, columns = picture.values.shape
    return (row, column) if 0 <= row < rows and 0 <= column < columns else None


def _kernel_index(picture: Picture, tile: tuple[int, int], x: int, y: int) -> tuple[int, int, int, int] | None:
    """Output, input, row and column of the value in a cell of the grid of kernels; None in a gap."""
    if not (0 <= y < picture.values.shape[0] and 0 <= x < picture.values.shape[1]):
        return None
    (output, row), (source, column) = divmod(y, tile[0]), divmod(x, tile[1])
    if row == tile[0] - 1 or column == tile[1] - 1:
        return None
    return output + picture.window.rows[0], source + picture.window.columns[0], row, column


def _cell_text(picture: Picture, row: int, column: int) -> str:
    """The number of a cell, and what is not finite in it."""
    flags = NonFinite(int(picture.non_finite[row, column]))
    names = [name for flag, name in ((NonFinite.NAN, "NaN"), (NonFinite.INFINITE, "±Inf")) if flag & flags]
    value = float(picture.values[row, column])
    return ", ".join([*([] if math.isnan(value) and names else [number_text(value, 6)]), *names])


def _place(start: int, step: int, end: int) -> str:
    """The index of the value that a cell shows, or the range of those it covers."""
    return f"{start:,}" if step == 1 else f"{start:,}:{min(start + step, end):,}"
