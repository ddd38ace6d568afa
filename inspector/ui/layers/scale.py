"""From numbers to colors: a scale over what is shown, logarithmic where that tells more."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QColor

__all__ = ["ColorScale", "scale_of"]

#: From low to high; even steps of lightness, readable with every common color vision deficiency (viridis).
_STOPS = ("#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725")
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
        return color_at(self.share(value))


def color_at(share: float) -> QColor:
    """The color at a place from 0 to 1."""
    place = share * (len(_STOPS) - 1)
    before = min(int(place), len(_STOPS) - 2)
    part = place - before
    a, b = QColor(_STOPS[before]), QColor(_STOPS[before + 1])
    mixed = (round(x + (y - x) * part) for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue())))
    return QColor(*mixed)


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
