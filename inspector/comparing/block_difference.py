"""How two tensors of one shape differ, in numbers that can be summed over blocks.

The difference is taken as numpy takes it: in the common type of both and float32, so in float32 unless one of them is wider,
and exactly for 64-bit integers. NaN against NaN is no difference, NaN or an infinity against anything else is one without a
size: it is counted, and everything that has a size is about the places where both are finite. Complex numbers range, and
are binned, by their magnitude.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.moments import lane_sum
from inspector.analysis.power_of_two_bins import Counts, PowerOfTwoBins
from inspector.analysis.range_summary import magnitude
from inspector.buffers import Scratch

__all__ = [
    "EXACT",
    "NEAR",
    "BlockDifference",
    "Tolerance",
    "block_difference",
    "common_type",
    "is_kept",
    "subtracted",
]

Array = npt.NDArray[Any]

#: The kinds of numpy types that can be subtracted.
_NUMBERS = "biufc"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """``|b - a| <= atol + rtol * |b|`` is as good as equal, as in ``numpy.isclose``."""

    rtol: float = 0.0
    atol: float = 0.0


EXACT = Tolerance()
#: Below this squared relative change, a cosine is so near 1 that its digits are lost in the product of the vectors.
NEAR = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class BlockDifference:
    """What of two blocks adds up to the difference of two tensors: see ``differences.Difference`` for the counts.

    ``largest`` is the largest ``|b - a|`` and ``largest_at`` where it is first, counted from the start of the block, or from
    wherever all that are added count from.
    ``aa`` to ``dd`` are sums of the products of a, b and the difference d. ``values`` counts a and b on one grid.
    """

    elements: int = 0
    differing: int = 0
    outside: int = 0
    non_finite: int = 0
    compared: int = 0
    largest: float = 0.0
    largest_at: int = 0
    sum_abs: float = 0.0
    aa: float = 0.0
    bb: float = 0.0
    ab: float = 0.0
    ad: float = 0.0
    dd: float = 0.0
    values: Counts | None = None
    differences: Counts | None = None

    def added(self, other: BlockDifference) -> BlockDifference:
        """The sum with another block. Of equally large differences, the one here is the first."""
        largest, largest_at = self.largest, self.largest_at
        if other.largest > largest:
            largest, largest_at = other.largest, other.largest_at
        return BlockDifference(
            self.elements + other.elements,
            self.differing + other.differing,
            self.outside + other.outside,
            self.non_finite + other.non_finite,
            self.compared + other.compared,
            largest,
            largest_at,
            self.sum_abs + other.sum_abs,
            self.aa + other.aa,
            self.bb + other.bb,
            self.ab + other.ab,
            self.ad + other.ad,
            self.dd + other.dd,
            _sum(self.values, other.values),
            _sum(self.differences, other.differences),
        )


def block_difference(
    a: Array, b: Array, tolerance: Tolerance, scratch: Scratch, *, binned_every: int = 1
) -> BlockDifference:
    """How two blocks of values differ, both of shape [n] with n > 0. The arrays are not changed.

    Only every ``binned_every``-th element is counted into the histograms, which else take more time than all else.
    """
    dtype = common_type(a.dtype, b.dtype)
    if dtype is None:
        differing = int(np.count_nonzero(_unequal(a, b, scratch)))
        return BlockDifference(len(a), differing, differing)
    found = _summed(a, b, dtype, tolerance, scratch)
    return _binned(found, a[::binned_every], b[::binned_every], dtype, scratch) if found.compared else found


def _summed(a: Array, b: Array, dtype: np.dtype[Any], tolerance: Tolerance, scratch: Scratch) -> BlockDifference:
    """How the blocks differ, in ``dtype``, but for the histograms."""
    x, y = _converted(a, dtype, scratch, "a"), _converted(b, dtype, scratch, "b")
    exact = _subtracted(a, b, x, y, scratch) if _are_wide_integers(a, b) else None
    found = _measured(x, y, exact, tolerance, scratch)
    if found is not None and is_kept(a.dtype, dtype) and is_kept(b.dtype, dtype):
        return found
    unequal = _unequal(a, b, scratch)
    differing = int(np.count_nonzero(unequal))
    if found is not None:
        return replace(found, differing=differing, outside=differing if tolerance == EXACT else found.outside)
    finite = np.isfinite(x) & np.isfinite(y)
    differing -= int(np.count_nonzero(np.isnan(x) & np.isnan(y)))
    non_finite = differing - int(np.count_nonzero(unequal & finite))
    places = np.flatnonzero(finite)
    if len(places):
        x, y = x[places], y[places]
        found = _measured(x, y, None, tolerance, scratch)
    found = found or BlockDifference()
    return replace(
        found,
        elements=len(a),
        differing=differing,
        outside=differing if tolerance == EXACT else found.outside + non_finite,
        non_finite=non_finite,
        largest_at=int(places[found.largest_at]) if len(places) else 0,
    )


def _binned(found: BlockDifference, a: Array, b: Array, dtype: np.dtype[Any], scratch: Scratch) -> BlockDifference:
    """What was found of two blocks, with the histograms of every n-th element: ``a`` and ``b``."""
    x, y = _converted(a, dtype, scratch, "a"), _converted(b, dtype, scratch, "b")
    difference = _subtracted(a, b, x, y, scratch)
    if found.compared < found.elements:
        finite = np.isfinite(x) & np.isfinite(y)
        x, y, difference = x[finite], y[finite], difference[finite]
        if not len(x):
            return found
    if np.finfo(dtype).max < found.largest < math.inf:
        difference = y.astype(_double(dtype)) - x
    x, y, difference = map(magnitude, (x, y, difference))
    x, y = (sizes[np.isfinite(sizes)] if sizes.max() == math.inf else sizes for sizes in (x, y))  # of finite halves
    if not (len(x) and len(y)):
        return found
    values = _counted((x, y), (*_bounds(x), *_bounds(y)), scratch)
    if found.largest == math.inf:
        return replace(found, values=values)
    return replace(found, values=values, differences=_counted((difference,), (-found.largest, found.largest), scratch))


def subtracted(a: Array, b: Array, scratch: Scratch) -> Array | None:
    """``b - a`` of two blocks of shape [n], as :func:`block_difference` takes it; None for what is no number.

    Float or complex, in scratch memory. Zero where both are the same infinity or NaN, NaN where only one is finite.
    """
    dtype = common_type(a.dtype, b.dtype)
    if dtype is None:
        return None
    x, y = _converted(a, dtype, scratch, "a"), _converted(b, dtype, scratch, "b")
    difference = _subtracted(a, b, x, y, scratch)
    if not np.isfinite(difference).all():
        non_finite = ~(np.isfinite(x) & np.isfinite(y))
        alike = non_finite & ((x == y) | (np.isnan(x) & np.isnan(y)))
        difference[non_finite] = np.nan
        difference[alike] = 0
    return difference


def _unequal(a: Array, b: Array, scratch: Scratch) -> npt.NDArray[np.bool_]:
    """Where the blocks differ, NaN from NaN too; what is no number is compared by its bytes if it is of one type."""
    unequal: npt.NDArray[np.bool_] = scratch.array("unequal", np.bool_, len(a))
    if a.dtype == b.dtype and a.dtype.kind not in _NUMBERS and not a.dtype.hasobject:
        rows = (np.ascontiguousarray(values).view(np.uint8).reshape(len(values), -1) for values in (a, b))
        return np.not_equal(*rows).any(axis=1, out=unequal)
    try:
        np.not_equal(a, b, out=unequal)
    except TypeError:  # numpy knows no such comparison: text and times, say
        unequal.fill(True)
    return unequal


def _measured(
    x: Array, y: Array, difference: Array | None, tolerance: Tolerance, scratch: Scratch
) -> BlockDifference | None:
    """The sums for float or complex numbers; None if some are not finite.

    ``difference``, which is overwritten, is given where it is not ``y - x`` as these types have it.
    """
    found = _measured_by_kernel(x, y, tolerance) if difference is None else None
    if found is None:
        found = _measured_by_numpy(x, y, difference, tolerance, scratch)
    if not math.isfinite(found.largest):
        if x.itemsize < _double(x.dtype).itemsize:
            x, y = x.astype(_double(x.dtype)), y.astype(_double(x.dtype))
            return _measured(x, y, None, tolerance, scratch)
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            return None
    if found.dd < NEAR * found.aa:  # products with b follow from those with the difference
        return replace(found, ab=found.aa + found.ad, bb=found.aa + 2 * found.ad + found.dd)
    products = kernel.products(x, y)
    if products is not None:
        return replace(found, ab=float(products[0].sum()), bb=float(products[1].sum()))
    x, y = _doubles(x, scratch, "doubles"), _doubles(y, scratch, "other doubles")
    return replace(found, ab=_sum_of_products(x, y, scratch), bb=_sum_of_products(y, y, scratch))


def _measured_by_kernel(x: Array, y: Array, tolerance: Tolerance) -> BlockDifference | None:
    found = kernel.difference(x, y, tolerance.rtol, tolerance.atol)
    if found is None:
        return None
    aa, ad, dd, sum_abs = (float(sums.sum()) for sums in found.sums)
    return BlockDifference(
        elements=len(x),
        differing=found.differing,
        outside=found.outside,
        compared=len(x),
        largest=found.largest,
        largest_at=found.largest_at,
        sum_abs=sum_abs,
        aa=aa,
        ad=ad,
        dd=dd,
    )


def _measured_by_numpy(
    x: Array, y: Array, difference: Array | None, tolerance: Tolerance, scratch: Scratch
) -> BlockDifference:
    if difference is None:
        difference = np.subtract(y, x, out=scratch.array("difference", x.dtype, len(x)))
    numbers, gaps = _doubles(x, scratch, "doubles"), _doubles(difference, scratch, "other doubles")
    aa, ad, dd = (_sum_of_products(*pair, scratch) for pair in ((numbers, numbers), (numbers, gaps), (gaps, gaps)))
    real = _real_type(x.dtype)
    size = difference if real == x.dtype else scratch.array("size", real, len(x))
    np.abs(difference, out=size)
    at = int(size.argmax())  # that of a NaN if there is one, as if either number is NaN or both are infinite
    differing = outside = int(np.count_nonzero(size.view(f"u{size.itemsize}")))  # numpy is slow to count floats
    if tolerance != EXACT:
        outside = int(np.count_nonzero(size > tolerance.atol + tolerance.rtol * np.abs(y)))
    sizes = scratch.array("products", np.float64, len(size))
    np.copyto(sizes, size)
    return BlockDifference(
        elements=len(size),
        differing=differing,
        outside=outside,
        compared=len(size),
        largest=float(size[at]),
        largest_at=at,
        sum_abs=lane_sum(sizes),
        aa=aa,
        ad=ad,
        dd=dd,
    )


def _doubles(values: Array, scratch: Scratch, purpose: str) -> Array:
    """The values, or the real and imaginary parts, as float64, which holds the products of float32 as they are."""
    values = values.view(_real_type(values.dtype))
    if values.dtype == np.float64:
        return values
    doubles = scratch.array(purpose, np.float64, len(values))
    np.copyto(doubles, values)
    return doubles


def _sum_of_products(x: Array, y: Array, scratch: Scratch) -> float:
    """Of float64, added up as the compiled kernel does."""
    return lane_sum(np.multiply(x, y, out=scratch.array("products", np.float64, len(x))))


def common_type(a: np.dtype[Any], b: np.dtype[Any]) -> np.dtype[Any] | None:
    """The type to subtract in: numpy's for both and float32, at most float64. None for what is no number."""
    if a.kind not in _NUMBERS or b.kind not in _NUMBERS:
        return None
    common = np.result_type(a, b, np.float32)
    return min(common, _double(common), key=lambda dtype: dtype.itemsize)


def _double(dtype: np.dtype[Any]) -> np.dtype[Any]:
    return np.dtype(np.complex128 if dtype.kind == "c" else np.float64)


def _real_type(dtype: np.dtype[Any]) -> np.dtype[Any]:
    return np.dtype(f"f{dtype.itemsize // 2}") if dtype.kind == "c" else dtype


def _converted(values: Array, dtype: np.dtype[Any], scratch: Scratch, purpose: str) -> Array:
    """The values in ``dtype`` and side by side, which numpy is faster with: themselves, or in scratch memory."""
    if values.dtype == dtype and values.strides[0] == dtype.itemsize:
        return values
    converted = scratch.array(purpose, dtype, len(values))
    np.copyto(converted, values, casting="same_kind")
    return converted


def _subtracted(a: Array, b: Array, x: Array, y: Array, scratch: Scratch) -> Array:
    """``b - a``, from ``x`` and ``y``, which are a and b as floats. 64-bit integers are subtracted as they are."""
    difference = scratch.array("difference", x.dtype, len(x))
    if not _are_wide_integers(a, b):
        np.subtract(y, x, out=difference)
        return difference
    is_larger = b > a
    gap = np.where(is_larger, b - a, a - b).view(np.uint64)  # wraps around, to what it is as an unsigned number
    np.copyto(difference, gap, casting="unsafe")
    np.negative(difference, out=difference, where=~is_larger)
    return difference


def _are_wide_integers(a: Array, b: Array) -> bool:
    """Whether they are of one type of integers that no float holds all of."""
    return a.dtype == b.dtype and a.dtype.kind in "iu" and a.itemsize == 8


def is_kept(dtype: np.dtype[Any], common: np.dtype[Any]) -> bool:
    """Whether numbers of ``dtype`` are different in the common type if they are different."""
    return np.can_cast(dtype, common, "safe") and not (dtype.kind in "iu" and dtype.itemsize >= common.itemsize)


def _bounds(values: Array) -> tuple[float, float]:
    """The least and the greatest."""
    return float(values.min()), float(values.max())


def _counted(sets: tuple[Array, ...], bounds: tuple[float, ...], scratch: Scratch) -> Counts:
    """The counts of the sets of numbers, all of them within ``bounds``, on one grid."""
    grid = PowerOfTwoBins.over(min(bounds), max(bounds), sets[0].dtype)
    return Counts(grid, np.stack([grid.count(grid.positions(values, scratch), scratch) for values in sets]))


def _sum(a: Counts | None, b: Counts | None) -> Counts | None:
    return a.added(b) if a is not None and b is not None else a or b
