"""Mean and spread of numbers that arrive in blocks: in float64, without cancellation, overflow or underflow."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Moments", "moments_of"]

#: Below this share of the sum of squares, what is left after subtracting the mean's part has lost too many digits.
_CANCELLATION = 1e-3
#: Sums of squares outside these have lost digits or all to the limits of float64.
_SMALLEST_SQUARE, _LARGEST_SQUARE = 1e-200, 1e300
#: BLAS starts threads of its own for the dot product of more than 10,000 elements, and numpy lets go of the interpreter lock
#: for more than 500 of them: so short rows.
_ROW = 512


@dataclass(frozen=True, slots=True)
class Moments:
    """``count`` numbers, their mean, and ``spread``, the root of the sum of their squared deviations from it.

    The root is kept, not the sum, because the square of a float64 may not be one.
    """

    count: int = 0
    mean: float = 0.0
    spread: float = 0.0

    def merged(self, other: Moments) -> Moments:
        """The moments of both sets of numbers (Chan, Golub and LeVeque 1979, "Updating formulae")."""
        if not self.count or not other.count:
            return self if self.count else other
        count = self.count + other.count
        share = other.count / count
        between = (other.mean - self.mean) * math.sqrt(self.count * share)
        mean = self.mean * (1 - share) + other.mean * share
        return Moments(count, mean, math.hypot(self.spread, other.spread, between))

    @property
    def std(self) -> float:
        """Population standard deviation; NaN of no numbers."""
        return self.spread / math.sqrt(self.count) if self.count else math.nan

    @property
    def l2(self) -> float:
        """Root of the sum of squares."""
        return math.hypot(self.spread, self.mean * math.sqrt(self.count))


def moments_of(values: npt.NDArray[np.float64]) -> Moments:
    """The moments of a block of finite numbers. numpy may warn of squares that overflow, which is found and mended."""
    count = len(values)
    if not count:
        return Moments()
    square = _sum_of_squares(values)
    if not _SMALLEST_SQUARE < square < _LARGEST_SQUARE:
        return _moments_of_extremes(values)
    mean = float(values.sum()) / count
    m2 = square - count * mean * mean
    if m2 < _CANCELLATION * square:
        deviations = values - mean
        residue = float(deviations.sum())  # what rounding the mean left
        m2 = _sum_of_squares(deviations) - residue * residue / count
    return Moments(count, mean, math.sqrt(max(m2, 0.0)))


def _moments_of_extremes(values: npt.NDArray[np.float64]) -> Moments:
    """The same for numbers whose squares leave float64: scaled by a power of two, which is exact, and back."""
    largest = float(np.abs(values).max())
    if largest == 0:
        return Moments(len(values))
    scale = math.ldexp(1.0, min(-math.frexp(largest)[1], 1023))
    scaled = moments_of(values * scale)
    return Moments(scaled.count, scaled.mean / scale, scaled.spread / scale)


def _sum_of_squares(values: npt.NDArray[np.float64]) -> float:
    """By the dot product of BLAS, which takes half the time of numpy's own loops, row by row."""
    whole = len(values) // _ROW * _ROW
    rows, rest = values[:whole].reshape(-1, _ROW), values[whole:]
    squares = np.matmul(rows[:, np.newaxis, :], rows[:, :, np.newaxis])
    return float(squares.sum()) + float(rest @ rest)
