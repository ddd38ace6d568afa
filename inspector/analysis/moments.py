"""Mean and spread of numbers that arrive in blocks: in float64, without cancellation, overflow or underflow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.buffers import Scratch

__all__ = ["Moments", "lane_sum", "lane_sums_of_rows", "moments_of", "sum_and_squares"]

#: Below this share of the sum of squares, what is left after subtracting the mean's part has lost too many digits.
_CANCELLATION = 1e-3
#: Sums of squares outside these have lost digits or all to the limits of float64.
_SMALLEST_SQUARE, _LARGEST_SQUARE = 1e-200, 1e300
#: What differs from a smaller number may do so by less than what has a square.
_LEAST_CENTER = 1e-100


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


def moments_of(
    values: npt.NDArray[Any],
    scratch: Scratch,
    *,
    center: float = 0.0,
    all_finite: bool = False,
    summed: kernel.LaneSums | None = None,
) -> Moments:
    """The moments of the finite numbers of a block, in float64; none of them complex.

    A ``center`` of numbers that are all far from zero, and ``all_finite``, save a second look, and so does what was
    ``summed`` of them about that center. numpy may warn of squares that overflow, which is found and mended.
    """
    count, total, square = _total(summed) if summed else sum_and_squares(values, center, scratch, all_finite)
    if not count:
        return Moments()
    if not square and abs(center) > _LEAST_CENTER:
        return Moments(count, center)
    if not _SMALLEST_SQUARE < square < _LARGEST_SQUARE:
        return _moments_of_extremes(values, scratch)
    mean = center + total / count
    m2 = square - total * total / count
    if m2 < _CANCELLATION * square:
        _, residue, square = sum_and_squares(values, mean, scratch, all_finite)
        m2 = square - residue * residue / count  # what rounding the mean left
    return Moments(count, mean, math.sqrt(max(m2, 0.0)))


def _moments_of_extremes(values: npt.NDArray[Any], scratch: Scratch) -> Moments:
    """The same for numbers whose squares leave float64: scaled by a power of two, which is exact, and back."""
    numbers = values[np.isfinite(values)].astype(np.float64)
    largest = float(np.abs(numbers).max())
    if largest == 0:
        return Moments(len(numbers))
    scale = math.ldexp(1.0, min(-math.frexp(largest)[1], 1023))
    scaled = moments_of(numbers * scale, scratch, all_finite=True)
    return Moments(scaled.count, scaled.mean / scale, scaled.spread / scale)


def sum_and_squares(
    values: npt.NDArray[Any], center: float, scratch: Scratch, all_finite: bool
) -> tuple[int, float, float]:
    """How many values are finite, the sum of what they differ from ``center``, and the sum of its squares.

    Both sums are taken in as many lanes as the compiled kernel has, in the same order, and so are rounded alike.
    """
    found = kernel.lane_sums(values, center, all_finite=all_finite or values.dtype.kind != "f")
    if found is not None:
        return _total(found)
    numbers = scratch.array("numbers", np.float64, len(values))
    np.copyto(numbers, values, casting="unsafe")
    finite = len(values)
    if center:
        np.subtract(numbers, center, out=numbers)
    if not all_finite and values.dtype.kind == "f":
        is_finite = np.isfinite(values)
        finite = int(np.count_nonzero(is_finite))
        if finite < len(values):
            np.copyto(numbers, 0.0, where=~is_finite)
    total = lane_sum(numbers)
    np.multiply(numbers, numbers, out=numbers)
    return finite, total, lane_sum(numbers)


def _total(summed: kernel.LaneSums) -> tuple[int, float, float]:
    return summed.finite, float(summed.sums.sum()), float(summed.squares.sum())


def lane_sum(numbers: npt.NDArray[np.float64]) -> float:
    """Their sum, in as many lanes as the compiled kernel has, and then rounded as its sums are."""
    whole = len(numbers) // kernel.ROW * kernel.ROW
    sums = np.add.reduce(numbers[:whole].reshape(-1, kernel.ROW), axis=0, initial=0.0)
    sums[: len(numbers) - whole] += numbers[whole:]
    return float(sums.sum())


def lane_sums_of_rows(rows: npt.NDArray[np.float64], scratch: Scratch) -> npt.NDArray[np.float64]:
    """What :func:`lane_sum` gives of each row of numbers; shape [rows]."""
    count, length = rows.shape
    lanes = scratch.array("lanes", np.float64, count * kernel.ROW).reshape(count, kernel.ROW)
    lanes[:] = 0.0
    for start in range(0, length, kernel.ROW):
        part = rows[:, start : start + kernel.ROW]
        lanes[:, : part.shape[1]] += part
    sums: npt.NDArray[np.float64] = lanes.sum(axis=1)
    return sums
