"""What a cast costs: how far the new elements are from the old ones."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DType, Kind
from inspector.tensors.encode import SATURATION
from inspector.writing.layout import Record

__all__ = ["Cast", "CastMeter"]

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Cast:
    """The error of one tensor's cast.

    ``max_abs`` and ``rel_l2`` (the norm of the differences by that of the elements; NaN if only the latter is 0) are over
    the elements that are finite before and after. ``overflows`` were finite and are not, or were cut to the largest value
    of a type without infinity; ``underflows`` were not 0 and are.
    """

    key: str
    before: DType
    after: DType
    max_abs: float
    rel_l2: float
    overflows: int
    underflows: int

    @property
    def is_exact(self) -> bool:
        """Whether every element kept its value."""
        return self.max_abs == 0 and not self.overflows


class CastMeter:
    """Compares the blocks of a record before and after its cast."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._limit = SATURATION.get(record.dtype.name, math.inf)
        self._max_abs = 0.0
        self._error_squares = 0.0
        self._squares = 0.0
        self._overflows = 0
        self._underflows = 0

    def add(self, values: Array, stored: Array) -> None:
        """Add a block: its values, and the units they became."""
        wide = np.complex128 if self._record.dtype.kind is Kind.COMPLEX else np.float64
        before = values.astype(wide)
        after = decode(stored, self._record.dtype).astype(wide)
        if values.size == 0:
            return
        with np.errstate(all="ignore"):
            errors = np.abs(after - before)
            largest = float(errors.max())
            if not math.isfinite(largest) or not math.isinf(self._limit):
                before, after, errors = self._finite(before, after, errors)
                largest = float(errors.max(initial=0))
            self._underflows += max(0, int(np.count_nonzero(before != 0)) - int(np.count_nonzero(after != 0)))
            self._max_abs = max(self._max_abs, largest)
            self._error_squares += _sum_of_squares(errors)
            self._squares += _sum_of_squares(np.abs(before))

    def _finite(self, before: Array, after: Array, errors: Array) -> tuple[Array, Array, Array]:
        """What is finite before and after; counts what was and is not, or was cut to the largest value."""
        finite = np.isfinite(before)
        kept = finite & np.isfinite(after)
        lost = (finite & ~kept) | (np.abs(before) > self._limit)
        self._overflows += int(np.count_nonzero(lost))
        return before[kept], after[kept], errors[kept]

    def cast(self) -> Cast:
        """The error of all blocks so far."""
        relative = math.sqrt(self._error_squares / self._squares) if self._squares else 0.0
        if self._error_squares and not self._squares:
            relative = math.nan
        source = self._record.source.dtype
        return Cast(
            self._record.key, source, self._record.dtype, self._max_abs, relative, self._overflows, self._underflows
        )


def _sum_of_squares(numbers: npt.NDArray[np.float64]) -> float:
    """Not by a product of vectors, for which the library would start threads."""
    return float(np.square(numbers).sum())
