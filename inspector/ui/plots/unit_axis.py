"""The axis of values of any size. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

import math

import pyqtgraph as pg

from inspector.text import number_text

__all__ = ["UnitAxis"]

#: Values beyond these are shown in units of a power of ten: pyqtgraph reckons with differences and products of them.
_SMALL, _LARGE = 1e-150, 1e150


class UnitAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no annotations
    """Values in units of ``unit``."""

    unit = 1.0

    def fit(self, largest: float) -> float:
        """Choose the unit for values up to ``largest``, and return it."""
        is_usual = _SMALL < largest < _LARGE or not largest
        self.unit = 1.0 if is_usual else 10.0 ** math.floor(math.log10(largest)) or largest
        self.picture = None
        return self.unit

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002 - pyqtgraph's
        return [number_text(value * self.unit) for value in values]
