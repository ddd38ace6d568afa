"""Counting codes: a type of at most 16 bits has at most 65,536 values, and how often each occurs says everything."""

from __future__ import annotations

import math
import operator
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.counting import count_codes
from inspector.analysis.histogram import Binning
from inspector.analysis.moments import Moments
from inspector.analysis.passes import Elements
from inspector.analysis.range_summary import RangeSummary
from inspector.buffers import BLOCK_NBYTES, Scratch
from inspector.tensors.decode import value_table
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import dequantised, read_stored, read_values

__all__ = ["NARROW", "ValueCounts", "code_values", "tally", "tally_integers"]

Counts = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

#: Integers of a range narrower than this are counted each by itself.
NARROW = 1 << 16
#: Up to here sorting the codes takes less time than going through 65,536 counts.
_FEW = 1 << 12


class ValueCounts:
    """Distinct values and how often each occurs."""

    def __init__(self, values: Values, times: Counts) -> None:
        finite = np.isfinite(values)
        order = np.argsort(values[finite])
        self.values = values[finite][order]
        self.times = times[finite][order]
        self.range_summary = RangeSummary(
            count=int(times.sum()),
            nan=int(times[np.isnan(values)].sum()),
            posinf=int(times[values == np.inf].sum()),
            neginf=int(times[values == -np.inf].sum()),
            zeros=int(times[values == 0].sum()),
        )
        if len(self.values):
            self.range_summary = self.range_summary.merged(
                RangeSummary(low=float(self.values[0]), high=float(self.values[-1]))
            )

    def measured(self, binning: Binning) -> tuple[Counts, tuple[Moments, ...]]:
        """How many of the finite values each bin holds, and their moments."""
        return self._binned(binning), (self._moments(),)

    def _moments(self) -> Moments:
        count = int(self.times.sum())
        if not count:
            return Moments()
        middle = self.values[len(self.values) // 2]  # of a constant tensor this is the mean, unrounded
        mean = float(middle + ((self.values - middle) * self.times).sum() / count)
        squares = np.square(self.values - mean) * self.times
        return Moments(count, mean, math.sqrt(squares.sum()))  # numpy's norm would start threads that wait for others

    def _binned(self, binning: Binning) -> Counts:
        inside = binning.inside(self.values)
        per_bin = binning.count(self.values[inside], Scratch())  # ascending values fill bin after bin
        counts = np.zeros(binning.bins, np.int64)
        np.add.at(counts, np.repeat(np.arange(binning.bins), per_bin), self.times[inside])
        return counts


def code_values(entry: TensorEntry) -> Values | None:
    """The value each stored code of ``entry`` has; None where codes are wider or mean something else along an axis."""
    table = value_table(entry.dtype)
    if table is None or entry.quantization is None:
        return table
    if entry.quantization.axis is not None:
        return None
    return dequantised(table, entry.quantization).astype(np.float64)


def tally(elements: Elements, table: Values) -> ValueCounts:
    """The tally of elements whose codes have the values ``table``."""
    if elements.entry.numel <= _FEW:
        listed = elements.map(read_stored, _listed)
        codes, times = next(listed, (np.empty(0, np.intp), np.empty(0, np.int64)))
        return ValueCounts(table[codes], times)
    total = np.zeros(len(table), np.int64)
    block_elements = BLOCK_NBYTES if kernel.is_there() else 0  # as many counts are added up as there are blocks
    work = partial(_counted, size=len(table))
    for counts in elements.map(read_stored, work, operator.add, block_elements=block_elements):
        total += counts
    seen = np.flatnonzero(total)
    return ValueCounts(table[seen], total[seen])


def tally_integers(elements: Elements, low: int, high: int) -> ValueCounts:
    """The tally of elements that are integers from ``low`` to ``high``, of which there are at most ``NARROW``."""
    total = np.zeros(high - low + 1, np.int64)
    work = partial(_offsets_counted, low=low, size=len(total))
    for counts in elements.map(read_values, work, operator.add, block_elements=elements.read_elements):
        total += counts
    seen = np.flatnonzero(total)
    return ValueCounts(np.array([float(low + offset) for offset in seen.tolist()]), total[seen])


def _offsets_counted(values: npt.NDArray[Any], scratch: Scratch, low: int, size: int) -> Counts:
    dtype = values.dtype
    found = kernel.count_digits(values, low - np.iinfo(dtype).min, 0, size)
    if found is not None:
        return found
    offsets = np.subtract(values, dtype.type(low), out=scratch.array("offsets", dtype, len(values)))
    codes = scratch.array("codes", np.uint16, len(values))
    np.copyto(codes, offsets, casting="unsafe")
    return count_codes(codes, NARROW, scratch)[:size]


def _unsigned(stored: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return stored.view(f"<u{stored.dtype.itemsize}")


def _listed(stored: npt.NDArray[Any], _scratch: Scratch) -> tuple[npt.NDArray[Any], Counts]:
    codes, times = np.unique(_unsigned(stored), return_counts=True)
    return codes, times


def _counted(stored: npt.NDArray[Any], scratch: Scratch, size: int) -> Counts:
    return count_codes(_unsigned(stored), size, scratch)
