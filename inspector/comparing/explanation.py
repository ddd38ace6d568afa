"""What was done to a tensor, where that is one simple thing: rounded, pruned, scaled, a few rows or a low-rank update."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.passes import BLOCK_ELEMENTS
from inspector.analysis.spectrum import MAX_SIDE, spectrum
from inspector.comparing.comparison import PairResult
from inspector.errors import UnsupportedError
from inspector.jobs import Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES, DType, Kind
from inspector.tensors.encode import encode
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values
from inspector.tensors.regions import Region, regions
from inspector.text import count_text, number_text

__all__ = ["explanation"]

Array = npt.NDArray[Any]

#: Types that a tensor is looked at for being rounded to.
_ROUNDED_TO = ("float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2")
#: The distance from 1 to the next number.
_EPSILON = {"float64": 2.0**-52, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}
#: Rows are named where no more of them than this share differ, of at least so many.
_FEW, _MIN_ROWS = 0.1, 8
_NAMED = 8
#: Elements of which the difference is held in memory, for its rank.
_MAX_HELD = 1 << 22
_LOW_RANK = 0.25


def explanation(result: PairResult, job: Job | None = None) -> str:
    """A sentence about what turns A into B, exactly unless it says otherwise; "" where nothing simple does.

    Reads both tensors, and stops as soon as nothing is left to be found. Raises what reading raises.
    """
    if not _can_be_explained(result):
        return ""
    assert result.a is not None
    assert result.b is not None
    a, b, job = result.a.values, result.b.values, job or Job()
    hypotheses = [*_roundings(a.dtype, b.dtype), _Pruned(), _Scaled(a.dtype, b.dtype)]
    hypotheses += [_FewIndices(axis, size) for axis, size in enumerate(a.shape) if len(a.shape) > 1]
    if len(a.shape) == 2 and min(a.shape) <= MAX_SIDE and a.numel <= _MAX_HELD and b.dtype.name in _EPSILON:
        hypotheses.append(_LowRank(a, b))
    done = 0
    for region in regions(a, BLOCK_ELEMENTS):
        job.report(done, a.numel, f"Comparing {a.key}")
        values_a, values_b = (np.asarray(read_values(entry.region(region))) for entry in (a, b))
        hypotheses = [one for one in hypotheses if one.survives(region, values_a, values_b)]
        if not hypotheses:
            return ""
        done += values_a.size
    return next((sentence for one in hypotheses if (sentence := one.sentence(job))), "")


def _can_be_explained(result: PairResult) -> bool:
    """Whether both are real floating-point numbers of one shape, of which some differ."""
    if result.a is None or result.b is None or result.difference is None or not result.difference.differing:
        return False
    sides = (result.a.values, result.b.values)
    return sides[0].shape == sides[1].shape and all(
        side.dtype.kind is Kind.FLOAT and side.dtype.elements_per_unit == 1 and not is_inflated(side) for side in sides
    )


class _Hypothesis(ABC):
    """Something that may have been done to all elements."""

    @abstractmethod
    def survives(self, region: Region, a: Array, b: Array) -> bool:
        """Whether the values of a region are as it says."""

    @abstractmethod
    def sentence(self, job: Job) -> str:
        """What it says, once all regions are known; "" if that is nothing."""


class _Rounded(_Hypothesis):
    """One of them is the other rounded to a type."""

    def __init__(self, dtype: DType, *, is_b: bool) -> None:
        self._dtype = dtype
        self._is_b = is_b

    def survives(self, region: Region, a: Array, b: Array) -> bool:  # noqa: ARG002 - others look at it
        source, rounded = (a, b) if self._is_b else (b, a)
        try:
            expected = decode(encode(source, self._dtype), self._dtype)
        except UnsupportedError:
            return False
        return _are_equal(expected, rounded)

    def sentence(self, job: Job) -> str:  # noqa: ARG002 - others take time
        which = "B is A" if self._is_b else "A is B"
        return f"{which} rounded to {self._dtype}, exactly."


def _roundings(a: DType, b: DType) -> list[_Hypothesis]:
    """B may be A rounded to a type that is no wider, or A may be B."""
    return [
        _Rounded(DTYPES[name], is_b=is_b)
        for source, is_b in ((a, True), (b, False))
        for name in _ROUNDED_TO
        if name != source.name and DTYPES[name].itemsize <= source.itemsize
    ]


class _Pruned(_Hypothesis):
    """B is A with some elements set to zero."""

    def __init__(self) -> None:
        self._zeroed = self._elements = 0

    def survives(self, region: Region, a: Array, b: Array) -> bool:  # noqa: ARG002
        is_zero = b == 0
        self._zeroed += int(np.count_nonzero(is_zero & (a != 0)))
        self._elements += a.size
        return _are_equal(a[~is_zero], b[~is_zero])

    def sentence(self, job: Job) -> str:  # noqa: ARG002
        share = 100 * self._zeroed / self._elements
        return f"B is A with {share:.3g}% of the elements ({count_text(self._zeroed)}) set to zero."


class _Scaled(_Hypothesis):
    """B is A times a number, as near as rounding leaves it."""

    def __init__(self, a: DType, b: DType) -> None:
        self._tolerance = 2 * max(_EPSILON.get(side.name, math.inf) for side in (a, b))
        self._factor = math.nan

    def survives(self, region: Region, a: Array, b: Array) -> bool:  # noqa: ARG002
        if not math.isfinite(self._tolerance) or not (np.isfinite(a).all() and np.isfinite(b).all()):
            return False
        a, b = a.astype(np.float64), b.astype(np.float64)
        if math.isnan(self._factor) and a.any():
            place = np.unravel_index(int(np.abs(a).argmax()), a.shape)
            self._factor = float(b[place] / a[place])
        if math.isnan(self._factor):
            return not b.any()
        return bool((np.abs(b - a * self._factor) <= self._tolerance * np.abs(b)).all())

    def sentence(self, job: Job) -> str:  # noqa: ARG002
        if math.isnan(self._factor) or self._factor == 0 or abs(self._factor - 1) <= self._tolerance:
            return ""
        return f"B is A times {number_text(self._factor, 6)}, up to rounding."


class _FewIndices(_Hypothesis):
    """Only few indices of an axis have elements that differ."""

    def __init__(self, axis: int, size: int) -> None:
        self._axis = axis
        self._differs = np.zeros(size, np.bool_)

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        others = tuple(axis for axis in range(a.ndim) if axis != self._axis)
        differs = ((a != b) & ~(np.isnan(a) & np.isnan(b))).any(axis=others)
        self._differs[region[self._axis]] |= differs
        return bool(np.count_nonzero(self._differs) <= _FEW * len(self._differs) and len(self._differs) >= _MIN_ROWS)

    def sentence(self, job: Job) -> str:  # noqa: ARG002
        found = np.flatnonzero(self._differs).tolist()
        named = ", ".join(map(str, found[:_NAMED])) + (" …" if len(found) > _NAMED else "")
        which = {0: "rows", 1: "columns"}.get(self._axis, f"indices of axis {self._axis}")
        return f"Only {count_text(len(found))} of {count_text(len(self._differs))} {which} differ: {named}."


class _LowRank(_Hypothesis):
    """The difference of two matrices has a low rank, beyond what rounding B added to it."""

    def __init__(self, a: TensorEntry, b: TensorEntry) -> None:
        self._a = a
        self._epsilon = _EPSILON[b.dtype.name]
        self._difference = np.zeros(a.shape)
        self._squares = 0.0

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        a, b = a.astype(np.float64), b.astype(np.float64)
        if not (np.isfinite(a).all() and np.isfinite(b).all()):
            return False
        self._difference[region] = b - a
        self._squares += float(np.square(b).sum())
        return True

    def sentence(self, job: Job) -> str:
        rows, columns = self._a.shape
        storage = MemoryStorage(self._difference.tobytes())
        held = TensorEntry(self._a.path, DTYPES["float64"], (rows, columns), (columns, 1), storage)
        found = spectrum(held, job)
        # errors of at most half a unit in the last place, independent of each other, are a matrix of this norm at most
        noise = self._epsilon / 2 * math.sqrt(self._squares / (rows * columns)) * (math.sqrt(rows) + math.sqrt(columns))
        rank, most = int(np.count_nonzero(found.values > max(found.floor, noise))), min(rows, columns)
        if not 0 < rank <= _LOW_RANK * most:
            return ""
        return f"The difference has rank {count_text(rank)} (of {count_text(most)}), up to rounding: a low-rank update."


def _are_equal(a: Array, b: Array) -> bool:
    """Whether all elements are equal numbers, or both NaN."""
    return bool(((a == b) | (np.isnan(a) & np.isnan(b))).all())
