"""Histograms of numbers that arrive in blocks, made in one pass, before anybody knows their range.

Bins are as wide as a power of two and begin at multiples of it. Each block is counted on the finest such grid that needs at
most 128 bins for it; two counts are added on the coarser grid, where each bin is a whole number of the finer one's. To
multiply by a power of two is exact, so every number is in its true bin: the counts equal those of ``numpy.histogram`` with
the same edges.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.counting import count_codes
from inspector.analysis.histogram import Histogram
from inspector.buffers import Scratch

__all__ = ["MAX_BINS", "Counts", "PowerOfTwoBins", "counts_of_rows"]

Array = npt.NDArray[Any]

#: More would be counted in more time: the pairs of positions should fit a core's cache.
MAX_BINS = 128
#: Narrower bins would have a scale that the type can't hold.
_MIN_EXPONENT = {np.dtype(np.float32): -126, np.dtype(np.float64): -1022}
#: Narrower bins would have edges that float64 can't tell apart.
_EDGE_BITS = 53


@dataclass(frozen=True, slots=True)
class PowerOfTwoBins:
    """Bins of width ``2**exponent``, of which number ``first`` (counted from zero) is at position 0, ``bins`` of them."""

    exponent: int
    first: int
    bins: int

    @classmethod
    def over(cls, low: float, high: float, dtype: np.dtype[Any]) -> PowerOfTwoBins:
        """The finest grid whose bins hold all numbers from ``low`` to ``high``, finite ones of float32 or float64."""
        width = high / MAX_BINS - low / MAX_BINS  # the difference itself may be too large for a float
        exponent = max(math.frexp(max(abs(low), abs(high)))[1] - _EDGE_BITS, _MIN_EXPONENT[dtype])
        if width:  # a single number leaves the choice of a wider bin to those it is added to
            exponent = max(exponent, math.frexp(width)[1] - 1)
        while True:
            first, last = _bin_of(low, exponent), _bin_of(high, exponent)
            if last - first < MAX_BINS:
                return cls(exponent, first, last - first + 1)
            exponent += 1

    def positions(self, values: Array, scratch: Scratch) -> npt.NDArray[np.uint8]:
        """The bin of each of ``values`` (float32 or float64, all on the grid), counted from the first. Scratch memory."""
        dtype = values.dtype
        exact = scratch.array("grid", dtype, len(values))
        scale = dtype.type(math.ldexp(1.0, -self.exponent))
        if self.exponent > 0:  # whole numbers first: scaled down, the smallest numbers would become zero
            np.multiply(np.floor(values, out=exact), scale, out=exact)
        else:
            np.multiply(values, scale, out=exact)
        np.subtract(np.floor(exact, out=exact), dtype.type(self.first), out=exact)
        positions = scratch.array("positions", np.uint8, len(values))
        np.copyto(positions, exact, casting="unsafe")
        return positions

    def count(self, positions: npt.NDArray[np.uint8], scratch: Scratch) -> npt.NDArray[np.int64]:
        """How often each position occurs; shape [bins]."""
        return count_codes(positions, self.bins, scratch)

    @property
    def edges(self) -> npt.NDArray[np.float64]:
        """Where bins begin and end; shape [bins + 1]."""
        return np.ldexp(np.arange(self.first, self.first + self.bins + 1, dtype=np.float64), self.exponent)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts of several sets of numbers on one grid; ``counts`` has the shape [sets, bins]."""

    grid: PowerOfTwoBins
    counts: npt.NDArray[Any]

    def added(self, other: Counts) -> Counts:
        """The counts of both, on the finest grid that holds both."""
        exponent = max(self.grid.exponent, other.grid.exponent)
        while True:
            spans = [_coarsened(part.grid, exponent) for part in (self, other)]
            first, stop = min(span[0] for span in spans), max(span[-1] for span in spans) + 1
            if stop - first <= MAX_BINS:
                break
            exponent += 1
        total = np.zeros((stop - first, len(self.counts)), np.int64)
        for part, bins in zip((self, other), spans, strict=True):
            np.add.at(total, bins - first, part.counts.T)
        return Counts(PowerOfTwoBins(exponent, int(first), int(stop - first)), total.T)

    def times(self, repeats: int) -> Counts:
        """The counts of as many copies."""
        return self if repeats == 1 else replace(self, counts=self.counts.astype(np.int64) * repeats)

    def compact(self) -> Counts:
        """The same counts in as little memory as they fit."""
        if self.counts.dtype == np.uint8:
            return self
        return replace(self, counts=self.counts.astype(np.min_scalar_type(int(self.counts.max(initial=0)))))

    def histogram(self, index: int) -> Histogram:
        """The histogram of one of the sets. A single bin is given a width that can be drawn, as numpy does."""
        edges = self.grid.edges
        if len(edges) == 2:
            edges += np.array((-0.5, 0.5))
        return Histogram(edges, self.counts[index].astype(np.int64))


def counts_of_rows(grids: Sequence[PowerOfTwoBins], rows: Array) -> npt.NDArray[np.int64]:
    """How often each position of its grid occurs in each row of numbers; shape [rows, MAX_BINS]."""
    exponents = np.array([grid.exponent for grid in grids])[:, np.newaxis]
    firsts = np.array([grid.first for grid in grids], np.float64)[:, np.newaxis].astype(rows.dtype)
    scales = np.ldexp(1.0, -exponents).astype(rows.dtype)
    exact = rows.copy()
    np.floor(exact, out=exact, where=exponents > 0)  # as in positions()
    exact *= scales
    np.floor(exact, out=exact)
    exact -= firsts
    positions = exact.astype(np.intp)
    positions += np.arange(0, len(rows) * MAX_BINS, MAX_BINS)[:, np.newaxis]
    return np.bincount(positions.reshape(-1), minlength=len(rows) * MAX_BINS).reshape(len(rows), MAX_BINS)


def _bin_of(value: float, exponent: int) -> int:
    """The number of the bin that holds ``value``, exactly."""
    numerator, denominator = value.as_integer_ratio()
    return numerator // (denominator << exponent) if exponent >= 0 else (numerator << -exponent) // denominator


def _coarsened(grid: PowerOfTwoBins, exponent: int) -> npt.NDArray[np.int64]:
    """Which bin of width ``2**exponent`` each bin of the grid is in; shape [bins]."""
    bins = np.arange(grid.first, grid.first + grid.bins, dtype=np.int64)
    return bins >> min(exponent - grid.exponent, 63)
