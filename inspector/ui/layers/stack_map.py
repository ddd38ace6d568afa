"""A map of one stack of layers: which stack it is of, the grid, and what its colors mean. What colors it is for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector.names.layers import Stack
from inspector.text import printable
from inspector.ui.layers.grid import LayerGrid
from inspector.ui.layers.legend import ScaleLegend
from inspector.ui.steps import after_events, take_steps
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import heading, labelled
from inspector.wording import tr

__all__ = ["StackMap"]

_MAX_STACKS = 32


class StackMap(QWidget):
    """The map of some stacks, one at a time, of no more than ``height`` pixels; hidden where there is none.

    It is colored while somebody looks. ``activated`` carries what the cell that was clicked stands for.
    """

    activated = Signal(int)

    def __init__(self, title: str, stacks: Sequence[Stack], height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stacks = stacks[:_MAX_STACKS]
        self._height = height
        self._coloring: Iterator[None] | None = None
        self.stack = QComboBox()
        self.stack.setAccessibleName(tr("Stack of layers"))
        for stack in self._stacks:
            self.stack.addItem(
                tr(
                    "{name} (%n layer)",
                    "{name} (%n layers)",
                    len(stack.layers),
                    name=printable(stack.prefix) or tr("layers"),
                )
            )
        self.grid = LayerGrid()
        self.legend = ScaleLegend()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self.grid)
        self._area.setAccessibleName(title)
        self._choices = FlowLayout(spacing=8)  # in a narrow window, two lines
        self._choices.addWidget(labelled(tr("Layers of"), self.stack))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading(title))
        layout.addLayout(self._choices)
        layout.addWidget(self._area)
        layout.addWidget(self.legend)
        self.grid.cursor_moved.connect(self._keep_in_sight)
        self.stack.currentIndexChanged.connect(self._show_stack)
        if self._stacks:
            self._show_stack()
        else:
            self.hide()

    @property
    def is_settled(self) -> bool:
        """Whether all that is known is shown."""
        return self._coloring is None

    @property
    def has_layers(self) -> bool:
        """Whether there is a map to show."""
        return bool(self._stacks)

    def renew(self) -> None:
        """There is something new: it is shown if somebody looks."""
        if self._stacks and self.isVisible():
            coloring = self._coloring = self._steps()
            take_steps(self, coloring, lambda: self._coloring is coloring)

    def _steps(self) -> Iterator[None]:
        yield from self._color()
        self._coloring = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_height()
        after_events(self, self.renew)

    @property
    def _stack(self) -> Stack:
        return self._stacks[self.stack.currentIndex()]

    def _show_stack(self) -> None:
        self.grid.show_stack(self._stack)
        self._fit_height()
        self.renew()

    def _keep_in_sight(self, place: QRect) -> None:
        """Scroll to the cell that the keyboard went to."""
        for corner in (place.bottomRight(), place.topLeft()):
            self._area.ensureVisible(corner.x(), corner.y(), 2, 2)

    def _fit_height(self) -> None:
        """Let all roles be seen, if they are not very many. The frame is known once the style applies."""
        bar, frame = self._area.horizontalScrollBar().sizeHint().height(), 2 * self._area.frameWidth()
        self._area.setFixedHeight(min(self.grid.minimumSizeHint().height() + bar + frame, self._height))

    def _color(self) -> Iterator[None]:
        """Show the values of the stack's cells, and what their colors mean, in steps: there may be 100,000 cells."""
        raise NotImplementedError
