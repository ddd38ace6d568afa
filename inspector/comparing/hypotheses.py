"""What may have been done to all elements of a tensor, each tried on the values of both as they are read."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.spectrum import spectrum
from inspector.errors import UnsupportedError
from inspector.jobs import Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.encode import encode
from inspector.tensors.entries import TensorEntry
from inspector.tensors.regions import Region
from inspector.text import count_text, number_text

__all__ = [
    "EPSILON",
    "MAX_RANK_SHARE",
    "MAX_SHARE",
    "MIN_INDICES",
    "MIN_SIDE",
    "SPARE_ROWS",
    "Explanation",
    "FewIndices",
    "Hypothesis",
    "LowRank",
    "Pruned",
    "Rounded",
    "Scaled",
    "roundings",
    "scaling_tolerance",
]

Array = npt.NDArray[Any]

#: Types that a tensor may have been rounded to, and how many bits of a number they keep behind the leading one.
_ROUNDED_TO = {"float32": 23, "float16": 10, "bfloat16": 7, "float8_e4m3fn": 3, "float8_e5m2": 2}
#: The distance from 1 to the next number of a type.
EPSILON = {"float64": 2.0**-52, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}
#: Few indices differ if at most this share of them does, along an axis with at least so many: of fewer it is less than one.
MAX_SHARE, MIN_INDICES = 0.1, 10
#: How many of them a sentence names.
_MAX_NAMED = 8
#: A rank is low up to this share of the full one: a factored update then takes at most half the memory.
MAX_RANK_SHARE = 0.25
#: The shorter side of the smallest matrix with a low rank other than zero.
MIN_SIDE = 4
#: How many rows beyond the largest low rank are examined, so that one of full rank does not look low by chance.
SPARE_ROWS = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """What turns A into B.

    ``kind`` is ``rounded``, ``pruned``, ``scaled``, ``few-indices``, ``low-rank``, ``permuted`` or ``conversion rule``.
    ``sentence`` says it to people, ``evidence`` has its numbers and names for scripts.
    """

    kind: str
    sentence: str
    evidence: Mapping[str, Any]


class Hypothesis(ABC):
    """Something that may have been done to all elements."""

    @abstractmethod
    def survives(self, region: Region, a: Array, b: Array) -> bool:
        """Whether the values of a region agree with it."""

    @abstractmethod
    def explanation(self, job: Job) -> Explanation | None:
        """What it explains, once all regions have been seen; None if that is nothing."""


class Rounded(Hypothesis):
    """One of them is the other rounded to a type."""

    def __init__(self, dtype: DType, *, is_b: bool) -> None:
        self._dtype = dtype
        self._is_b = is_b

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        return bool(self.agree(a.reshape(1, -1), b.reshape(1, -1))[0])

    def agree(self, a: Array, b: Array) -> npt.NDArray[np.bool_]:
        """Which rows agree with it, of [rows, numbers]."""
        source, rounded = (a, b) if self._is_b else (b, a)
        agreeing = _may_be_of(rounded, self._dtype)
        rows = np.flatnonzero(agreeing)
        if len(rows):
            try:
                expected = decode(encode(source[rows], self._dtype), self._dtype)
            except UnsupportedError:
                return np.zeros_like(agreeing)
            agreeing[rows] = _equal(expected, rounded[rows]).all(axis=1)
        return agreeing

    def explanation(self, job: Job) -> Explanation:
        which = "B is A" if self._is_b else "A is B"
        evidence = {"dtype": self._dtype.name, "which": "b" if self._is_b else "a"}
        return Explanation("rounded", f"{which} rounded to {self._dtype}, exactly.", evidence)


def roundings(a: DType, b: DType) -> list[Rounded]:
    """B may be A rounded to a type that is no wider, or A may be B."""
    return [
        Rounded(DTYPES[name], is_b=is_b)
        for source, is_b in ((a, True), (b, False))
        for name in _ROUNDED_TO
        if name != source.name and DTYPES[name].itemsize <= source.itemsize
    ]


class Pruned(Hypothesis):
    """B is A with some elements set to zero."""

    def __init__(self) -> None:
        self._zeroed = self._elements = 0

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        is_zero = b == 0
        self._zeroed += int(np.count_nonzero(is_zero & (a != 0)))
        self._elements += a.size
        return _are_equal(a[~is_zero], b[~is_zero])

    def explanation(self, job: Job) -> Explanation:
        share = 100 * self._zeroed / self._elements
        sentence = f"B is A with {share:.3g}% of the elements ({count_text(self._zeroed)}) set to zero."
        return Explanation("pruned", sentence, {"zeroed": self._zeroed, "elements": self._elements})


def scaling_tolerance(a: DType, b: DType) -> float:
    """How far B may be from A times a number, relatively, as rounding leaves it; infinite for types too narrow to tell."""
    return 2 * max(EPSILON.get(side.name, math.inf) for side in (a, b))


class Scaled(Hypothesis):
    """B is A times a number, as near as rounding leaves it."""

    def __init__(self, a: DType, b: DType) -> None:
        self._tolerance = scaling_tolerance(a, b)
        self._factor = math.nan

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        if not math.isfinite(self._tolerance) or not (np.isfinite(a).all() and np.isfinite(b).all()):
            return False
        a, b = a.astype(np.float64), b.astype(np.float64)
        if math.isnan(self._factor) and a.any():
            place = np.unravel_index(int(np.abs(a).argmax()), a.shape)
            self._factor = float(b[place] / a[place])
        if math.isnan(self._factor):
            return not b.any()
        return bool((np.abs(b - a * self._factor) <= self._tolerance * np.abs(b)).all())

    def explanation(self, job: Job) -> Explanation | None:
        if math.isnan(self._factor) or self._factor == 0 or abs(self._factor - 1) <= self._tolerance:
            return None
        sentence = f"B is A times {number_text(self._factor, 6)}, up to rounding."
        return Explanation("scaled", sentence, {"factor": self._factor})


class FewIndices(Hypothesis):
    """Only few indices of an axis, which has at least :data:`MIN_INDICES`, have elements that differ."""

    def __init__(self, axis: int, size: int) -> None:
        self._axis = axis
        self._differs = np.zeros(size, np.bool_)

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        others = tuple(axis for axis in range(a.ndim) if axis != self._axis)
        differs = ((a != b) & ~(np.isnan(a) & np.isnan(b))).any(axis=others)
        self._differs[region[self._axis]] |= differs
        return bool(np.count_nonzero(self._differs) <= MAX_SHARE * len(self._differs))

    def explanation(self, job: Job) -> Explanation:
        found = np.flatnonzero(self._differs).tolist()
        named = ", ".join(map(str, found[:_MAX_NAMED])) + (" …" if len(found) > _MAX_NAMED else "")
        few, all_there = count_text(len(found)), count_text(len(self._differs))
        sentence = f"Only {few} of {all_there} {'rows' if self._axis == 0 else 'columns'} differ: {named}."
        if self._axis > 1:
            sentence = f"Only {few} of {all_there} indices of axis {self._axis} differ: {named}."
        evidence = {
            "axis": self._axis,
            "size": len(self._differs),
            "differing": len(found),
            "first": found[:_MAX_NAMED],
        }
        return Explanation("few-indices", sentence, evidence)


class LowRank(Hypothesis):
    """The difference of two matrices has a low rank, beyond what rounding B added to it.

    Their shorter side is at least :data:`MIN_SIDE`.
    """

    def __init__(self, a: TensorEntry, b: TensorEntry) -> None:
        self._a = a
        self._epsilon = EPSILON[b.dtype.name]
        self._difference = np.zeros(a.shape)
        self._squares = 0.0
        self._elements = 0
        self._most_rank = int(MAX_RANK_SHARE * min(a.shape))

    def survives(self, region: Region, a: Array, b: Array) -> bool:
        a, b = a.astype(np.float64), b.astype(np.float64)
        if not (np.isfinite(a).all() and np.isfinite(b).all()):
            return False
        self._difference[region] = b - a
        self._squares += float(np.square(b).sum())
        self._elements += b.size
        return self._may_be_low(region)

    def _may_be_low(self, region: Region) -> bool:
        """Whether a part of the difference leaves it possible: a difference of full rank is told by a quarter of it."""
        needed = min(self._most_rank + SPARE_ROWS, *self._a.shape)
        for axis in (0, 1):
            if region[axis].start < needed <= region[axis].stop and region[1 - axis] == slice(
                0, self._a.shape[1 - axis]
            ):
                part = self._difference[:needed] if axis == 0 else self._difference[:, :needed].T
                products = part @ part.T
                if not np.isfinite(products).all():  # of numbers whose squares no float holds
                    return False
                values = np.sqrt(np.maximum(np.linalg.eigvalsh(products), 0.0))
                floor = max(float(values[-1]) * math.sqrt(needed * EPSILON["float64"]), self._noise())
                return bool(np.count_nonzero(values > floor) <= self._most_rank)
        return True

    def _noise(self) -> float:
        """The largest singular value that rounding B may have: errors of half a unit in the last place, independent."""
        rows, columns = self._a.shape
        size = math.sqrt(self._squares / self._elements)
        return self._epsilon / 2 * size * (math.sqrt(rows) + math.sqrt(columns))

    def explanation(self, job: Job) -> Explanation | None:
        rows, columns = self._a.shape
        storage = MemoryStorage(self._difference.tobytes())
        held = TensorEntry(self._a.path, DTYPES["float64"], (rows, columns), (columns, 1), storage)
        found = spectrum(held, job)
        rank, most = int(np.count_nonzero(found.values > max(found.floor, self._noise()))), min(rows, columns)
        if not 0 < rank <= self._most_rank:
            return None
        sentence = (
            f"The difference has rank {count_text(rank)} (of {count_text(most)}), up to rounding: a low-rank update."
        )
        return Explanation("low-rank", sentence, {"rank": rank, "of": most})


def _may_be_of(rows: Array, dtype: DType) -> npt.NDArray[np.bool_]:
    """Of which rows all values may be numbers of a type, by the bits behind the leading one that it can't keep.

    Two reductions say so of nearly all tensors that were not rounded; rounding them to each type takes twenty times as long.
    """
    spare = np.finfo(rows.dtype).nmant - _ROUNDED_TO[dtype.name]
    if spare <= 0:
        return np.ones(len(rows), np.bool_)
    bits = np.bitwise_or.reduce(rows.view(f"u{rows.itemsize}"), axis=1)
    may_be: npt.NDArray[np.bool_] = (bits & bits.dtype.type((1 << spare) - 1)) == 0
    if not may_be.all():
        may_be |= np.isnan(rows).any(axis=1)  # the bits of a NaN may be any
    return may_be


def _equal(a: Array, b: Array) -> npt.NDArray[np.bool_]:
    """Where elements are equal numbers, or both NaN."""
    equal: npt.NDArray[np.bool_] = (a == b) | (np.isnan(a) & np.isnan(b))
    return equal


def _are_equal(a: Array, b: Array) -> bool:
    """Whether all elements are equal numbers, or both NaN."""
    return bool(_equal(a, b).all())
