"""From numbers to colors: a scale over what is shown, logarithmic where that tells more."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor

__all__ = ["ColorScale", "scale_of"]

#: From low to high; even steps of lightness, readable with every common color vision deficiency (viridis).
_STOPS = ((68, 1, 84), (65, 68, 135), (42, 120, 142), (34, 168, 132), (122, 209, 81), (253, 231, 37))
#: Steps between the first color and the last.
_SHADES = 1000
#: Numbers that span more than this are told apart by their logarithms.
_MAX_LINEAR_RATIO = 50.0


@dataclass(frozen=True, slots=True)
class ColorScale:
    """Colors from ``low`` to ``high``, both included; beyond them the color of the end."""

    low: float
    high: float
    is_log: bool

    def share(self, value: float) -> float:
        """Where a value lies between low and high, from 0 to 1."""
        if self.high <= self.low:
            return 0.5
        if self.is_log:
            value = max(value, self.low)
            return min(max(math.log(value / self.low) / math.log(self.high / self.low), 0.0), 1.0)
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def color(self, value: float) -> QColor:
        """The color of a value."""
        return _shade(round(self.share(value) * _SHADES))


@cache
def _shade(number: int) -> QColor:
    """One of so many colors as anybody can tell apart: a map paints thousands of cells each time numbers come in."""
    return color_at(number / _SHADES)


def color_at(share: float) -> QColor:
    """The color at a place from 0 to 1."""
    place = share * (len(_STOPS) - 1)
    before = min(int(place), len(_STOPS) - 2)
    part = place - before
    return QColor(*(round(x + (y - x) * part) for x, y in zip(_STOPS[before], _STOPS[before + 1], strict=True)))


def scale_of(values: Iterable[float]) -> ColorScale | None:
    """A scale over finite values, None if there are none. A single far value does not take all colors for itself."""
    ascending = sorted(value for value in values if math.isfinite(value))
    if not ascending:
        return None
    low, high = ascending[0], ascending[-1]
    first_positive = bisect.bisect_right(ascending, 0.0)
    if low >= 0 and first_positive < len(ascending) and high > _MAX_LINEAR_RATIO * ascending[first_positive]:
        return ColorScale(ascending[first_positive], high, is_log=True)
    return ColorScale(low, high, is_log=False)
