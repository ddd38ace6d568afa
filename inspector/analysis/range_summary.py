"""What must be known of a tensor before it can be measured: its range, and how much of it is not a finite number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.passes import Elements
from inspector.buffers import Scratch
from inspector.tensors.reading import read_values

__all__ = ["RangeSummary", "magnitude", "survey_of", "surveyed"]

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class RangeSummary:
    """Counts of kinds of numbers; ``low`` and ``high``, the range of the finite ones, are infinities if there are none."""

    count: int = 0
    nan: int = 0
    posinf: int = 0
    neginf: int = 0
    zeros: int = 0
    low: float = math.inf
    high: float = -math.inf

    @property
    def finite(self) -> int:
        """How many are finite."""
        return self.count - self.nan - self.posinf - self.neginf

    def merged(self, other: RangeSummary) -> RangeSummary:
        """The survey of both sets of numbers."""
        return RangeSummary(
            self.count + other.count,
            self.nan + other.nan,
            self.posinf + other.posinf,
            self.neginf + other.neginf,
            self.zeros + other.zeros,
            min(self.low, other.low),
            max(self.high, other.high),
        )


def magnitude(values: Array) -> Array:
    """What of ``values`` has an order: complex numbers count by their distance from zero, as float64."""
    return np.abs(values.astype(np.complex128, copy=False)) if values.dtype.kind == "c" else values


def survey_of(values: Array, scratch: Scratch) -> RangeSummary:
    """The survey of a block of at least one number. ``low`` and ``high`` of integers are exact ints."""
    values = magnitude(values)
    found = kernel.survey(values)
    if found is not None:
        return RangeSummary(len(values), *found[:4], *(end + 0 for end in found[4:]))
    low, high = values.min(), values.max()  # either is NaN if any is, so finite ends mean that all are finite
    nan = posinf = neginf = 0
    if not (np.isfinite(low) and np.isfinite(high)):
        finite = np.isfinite(values)
        others = values[~finite]
        posinf, neginf = int(np.count_nonzero(others > 0)), int(np.count_nonzero(others < 0))
        nan = len(others) - posinf - neginf
        numbers = values[finite]  # np.fmin and np.fmax pass over NaN, too, but lose numbers beside a signalling one
        low, high = numbers.min(initial=np.inf), numbers.max(initial=-np.inf)
    zeros = 0
    if low <= 0 <= high:
        zeros = int(np.count_nonzero(np.equal(values, 0, out=scratch.array("zero", np.bool_, len(values)))))
    return RangeSummary(len(values), nan, posinf, neginf, zeros, low.item() + 0, high.item() + 0)  # -0.0 + 0 is 0.0


def surveyed(elements: Elements) -> RangeSummary:
    """The survey of all elements, in one pass; for types too wide to be counted by code."""
    range_summary = RangeSummary()
    for part in elements.map(read_values, survey_of, block_elements=elements.read_elements):
        range_summary = range_summary.merged(part)
    return range_summary
