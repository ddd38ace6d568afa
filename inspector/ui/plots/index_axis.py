"""The axis of indices. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

import pyqtgraph as pg

from inspector.text import count_text

__all__ = ["CellAxis", "IndexAxis"]


class IndexAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Labels at whole numbers only, however few are in sight."""

    #: How far from an index its label is.
    offset = 0.0

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        return [(max(1.0, spacing), self.offset) for spacing, _ in super().tickSpacing(low, high, size)][:2]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        return [count_text(round(value - self.offset)) for value in values]


class CellAxis(IndexAxis):
    """Indices of ``count`` cells, of which each is one wide and has its label at its middle; there are none beyond."""

    offset = 0.5
    count = 0

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        levels = super().tickValues(low, high, size)
        return [(spacing, [value for value in values if 0 <= value < self.count]) for spacing, values in levels]
