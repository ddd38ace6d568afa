"""The layer map of a comparison: a cell for each tensor of a stack of layers, colored by how much it changed."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector.comparing.wording import STATE_TEXTS, change_text
from inspector.names.layers import Stack
from inspector.text import number_text, plural, printable
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.layers.grid import LayerGrid
from inspector.ui.layers.legend import ScaleLegend
from inspector.ui.layers.scale import scale_of
from inspector.ui.widgets.labels import heading, labelled

__all__ = ["ChangeMap"]

_MAX_STACKS = 32
_MAX_HEIGHT = 300


class ChangeMap(QWidget):
    """The map of the model, without what is beside it; hidden where its names do not repeat.

    Cells of tensors that do not differ are outlined, those with infinite changes crossed out. ``activated`` carries a row.
    """

    activated = Signal(int)

    def __init__(self, results: ComparisonResults, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = results
        self._stacks = results.subject.stacks[:_MAX_STACKS]
        self.stack = QComboBox()
        self.stack.setAccessibleName("Stack of layers")
        for stack in self._stacks:
            self.stack.addItem(f"{printable(stack.prefix) or 'layers'} ({plural(len(stack.layers), 'layer')})")
        self.grid = LayerGrid()
        self.grid.setAccessibleName("Layer map of the relative change")
        self.grid.activated.connect(self.activated)
        self.legend = ScaleLegend()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading("Layer map of the relative change"))
        layout.addWidget(labelled("Layers of", self.stack))
        layout.addWidget(self._area)
        layout.addWidget(self.legend)
        self.stack.currentIndexChanged.connect(self._show_stack)
        if self._stacks:
            self._show_stack()

    @property
    def has_layers(self) -> bool:
        """Whether there is a map to show."""
        return bool(self._stacks)

    def refresh(self) -> None:
        """Show what has been found meanwhile, if somebody looks."""
        if self._stacks and self.isVisible():
            self._color()

    @property
    def _stack(self) -> Stack:
        return self._stacks[self.stack.currentIndex()]

    def _show_stack(self) -> None:
        self.grid.show_stack(self._stack)
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setFixedHeight(min(self.grid.minimumSizeHint().height() + bar, _MAX_HEIGHT))
        self._color()

    def _color(self) -> None:
        stack, measured = self._stack, self._results.measured
        changes = {position: float(measured[position]) for position in stack.cells.values()}
        values = {position: change for position, change in changes.items() if math.isfinite(change)}
        marked = frozenset(position for position, change in changes.items() if math.isinf(change))
        scale = scale_of(values.values())
        self.grid.show_values(values, self._text, dict.fromkeys(stack.roles, scale), marked)
        self.legend.show_scale(scale, lambda value: number_text(value, 3), marked=len(marked))

    def _text(self, position: int) -> str:
        """What a cell says when the mouse is on it."""
        tree = self._results.subject.tree
        result = self._results.results[tree.nodes[position]]
        key = printable(tree.source[position].key)
        if result is None:
            return f"{key}\nnot compared yet"
        return f"{key}\n{STATE_TEXTS[result.state]}: {change_text(result)}"
