"""The layer map of a comparison: a cell for each tensor of a stack of layers, colored by how much it changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtWidgets import QWidget

from inspector.comparing.wording import STATE_TEXTS, change_text
from inspector.text import number_text, printable
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.layers.scale import scale_of
from inspector.ui.layers.stack_map import StackMap
from inspector.wording import tr

__all__ = ["ChangeMap"]

_MAX_HEIGHT = 300


class ChangeMap(StackMap):
    """The map of the model, without what is beside it. ``activated`` carries a row.

    Cells of tensors that do not differ are gray, those with infinite changes crossed out.
    """

    def __init__(self, results: ComparisonResults, parent: QWidget | None = None) -> None:
        super().__init__(tr("Layer map of the relative change"), results.subject.stacks, _MAX_HEIGHT, parent)
        self._results = results
        self.grid.setAccessibleName(tr("Layer map of the relative change"))
        self.grid.activated.connect(self.activated)

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to color: two adapters of different ranks have not a tensor that could be measured."""
        results = self._results
        known = (results.results[node] for node in results.subject.tree.nodes)
        return any(result is not None and (result.agrees or result.difference is not None) for result in known)

    def _color(self) -> Iterator[None]:
        stack, results = self._stack, self._results
        positions = np.fromiter(stack.cells.values(), np.intp, len(stack.cells))
        changes = results.measured[positions]
        sized = np.isfinite(changes)
        values = dict(zip(positions[sized].tolist(), changes[sized].tolist(), strict=True))
        marked = frozenset(positions[np.isinf(changes)].tolist())
        same = frozenset(positions[results.agreeing[positions] & ~sized].tolist())
        yield
        scale = scale_of(values.values())
        self.grid.show_values(values, self._text, dict.fromkeys(stack.roles, scale), marked, same)
        plain = tr("no difference in %n tensor", "no difference in %n tensors", len(same)) if same else ""
        self.legend.show_scale(scale, lambda value: number_text(value, 3), marked=len(marked), plain=plain)

    def _text(self, position: int) -> str:
        """What a cell says when the mouse is on it."""
        tree = self._results.subject.tree
        result = self._results.results[tree.nodes[position]]
        key = printable(tree.source[position].key)
        if result is None:
            return tr("{key}\nnot compared yet", key=key)
        return f"{key}\n{tr(STATE_TEXTS[result.state])}: {change_text(result)}"
