"""Which 2-d slice of a tensor is shown: two boxes for the axes, a slider for each other axis, and pages of long axes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QSpinBox, QWidget

from inspector.tensors.slices import Slice2D, value_shape
from inspector.ui.panels.value_table import MAX_COLUMNS, MAX_ROWS
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import labelled
from inspector.wording import tr

__all__ = ["SliceChooser"]

_MAX_INDEX = 2**31 - 1
#: An axis beyond this one can't be chosen to be shown; boxes for each of a thousand axes would help nobody.
_MAX_AXES = 32
_SLIDER_WIDTH = 100


class SliceChooser(QWidget):
    """Offers what a slice leaves open. ``changed`` comes with every choice; ``source``, ``top`` and ``left`` hold it.

    Without ``paged`` the slice is always shown whole.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, paged: bool = True) -> None:
        super().__init__(parent)
        self._paged = paged
        self._flow = FlowLayout(self, spacing=8)
        self.source: Slice2D | None = None
        self.row_axis: QComboBox | None = None
        self.column_axis: QComboBox | None = None
        self.indices: dict[int, QSpinBox] = {}
        self.pages: list[QSpinBox] = []

    @property
    def top(self) -> int:
        """The first row of the page."""
        return self.pages[0].value() if self.pages else 0

    @property
    def left(self) -> int:
        """The first column of the page."""
        return self.pages[1].value() if self.pages else 0

    @property
    def has_axes(self) -> bool:
        """Whether there are more axes than a picture has."""
        return self.row_axis is not None

    def offer(self, source: Slice2D) -> None:
        """Begin with a slice of another tensor."""
        self._clear()
        self.source = source
        sizes = source.entry.shape[:_MAX_AXES]
        self.row_axis = self.column_axis = None
        self.indices = {}
        if len(sizes) > 2:
            names = [tr("axis {axis} ({size:,})", axis=axis, size=size) for axis, size in enumerate(sizes)]
            self.row_axis = self._add_axis_box(tr("Rows"), names, source.row_axis)
            self.column_axis = self._add_axis_box(tr("Columns"), names, source.column_axis)
            for axis, size in enumerate(sizes):
                self.indices[axis] = box = self._add_number(
                    tr("axis {axis}", axis=axis), size - 1, value=source.index[axis]
                )
                _add_slider(box)
        if self._paged:
            self.pages = [
                self._add_number(tr("first row"), 0, MAX_ROWS),
                self._add_number(tr("first column"), 0, MAX_COLUMNS),
            ]
        self._fit()

    def turn_to(self, row: int, column: int) -> None:
        """Choose the page that a value is on, without telling of it."""
        for box, at, page in zip(self.pages, (row, column), (MAX_ROWS, MAX_COLUMNS), strict=False):
            with QSignalBlocker(box):
                box.setValue(at // page * page)

    def _clear(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_axis_box(self, name: str, axes: list[str], chosen: int | None) -> QComboBox:
        box = QComboBox()
        box.addItems(axes)
        box.setCurrentIndex(chosen or 0)
        box.setAccessibleName(tr("{name}: the axis", name=name))
        box.currentIndexChanged.connect(self._axis_chosen)
        self._flow.addWidget(labelled(name, box))
        return box

    def _add_number(self, name: str, maximum: int, step: int = 1, value: int = 0) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, min(maximum, _MAX_INDEX))
        box.setValue(value)
        box.setSingleStep(step)
        box.setAccelerated(True)
        box.setKeyboardTracking(False)
        box.setGroupSeparatorShown(True)
        box.setAccessibleName(name)
        box.valueChanged.connect(self._number_chosen)
        self._flow.addWidget(labelled(name, box))
        return box

    def _axis_chosen(self) -> None:
        """Take the axes from the boxes; where both would show the same one, the other box takes the axis given up."""
        if self.source is None or self.row_axis is None or self.column_axis is None:
            return
        row_axis, column_axis = self.row_axis.currentIndex(), self.column_axis.currentIndex()
        if row_axis == column_axis:
            if row_axis == self.source.column_axis:
                column_axis = self.source.row_axis or 0
            else:
                row_axis = self.source.column_axis or 0
            for box, axis in ((self.row_axis, row_axis), (self.column_axis, column_axis)):
                with QSignalBlocker(box):
                    box.setCurrentIndex(axis)
        self.source = replace(self.source, row_axis=row_axis, column_axis=column_axis)
        self._fit()
        self.changed.emit()

    def _number_chosen(self) -> None:
        if self.source is None:
            return
        index = list(self.source.index)
        for axis, box in self.indices.items():
            index[axis] = box.value()
        self.source = replace(self.source, index=tuple(index))
        self.changed.emit()

    def _fit(self) -> None:
        """Show the choices that the slice leaves open, with their limits."""
        source = self.source
        assert source is not None
        for axis, box in self.indices.items():
            _set_row_visible(
                box, axis not in (source.row_axis, source.column_axis) and value_shape(source.entry)[axis] > 1
            )
        limits = ((source.rows, MAX_ROWS), (source.columns, MAX_COLUMNS)) if self._paged else ()
        for box, (size, page) in zip(self.pages, limits, strict=True):
            with QSignalBlocker(box):
                box.setMaximum(max(0, min(size - 1, _MAX_INDEX)))
                box.setValue(0)
            _set_row_visible(box, size > page)
        self.setVisible(self.row_axis is not None or any(size > page for size, page in limits))


def _add_slider(box: QSpinBox) -> None:
    """A slider before a number, for the same."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(box.minimum(), box.maximum())
    slider.setValue(box.value())
    slider.setFixedWidth(_SLIDER_WIDTH)
    slider.setAccessibleName(box.accessibleName())
    slider.valueChanged.connect(box.setValue)
    box.valueChanged.connect(slider.setValue)
    row = box.parentWidget()
    layout = row.layout() if row is not None else None
    if isinstance(layout, QHBoxLayout):
        layout.insertWidget(1, slider)


def _set_row_visible(box: QWidget, visible: bool) -> None:
    row = box.parentWidget()
    if row is not None:
        row.setVisible(visible)
