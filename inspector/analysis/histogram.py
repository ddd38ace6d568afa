"""Histograms equal to ``numpy.histogram`` of the values as float64, bin by bin, at a fraction of its time.

numpy computes in which bin a value should be and then compares it with both edges of that bin. Here a value's position is
computed once, a little too low, and once, a little too high. Where both lie in the same bin that is the bin; the few values
next to an edge are looked up among the edges. :class:`Binning` checks on the edges themselves, before it trusts the
arithmetic, that it is precise enough, so nothing rests on an analysis of rounding errors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.counting import count_codes
from inspector.buffers import Scratch
from inspector.errors import SelectionError

__all__ = ["MAX_BINS", "Binning", "Histogram", "bin_edges"]

Array = npt.NDArray[Any]

#: More would say nothing that the values themselves do not.
MAX_BINS = 1 << 16
#: How far off its computed position a value is taken to lie, as a share of the range: four float32 roundings, or, where
#: float64 has digits enough for it, so little that hardly a value is looked up.
_MARGIN, _FINE_MARGIN = 2.0**-20, 2.0**-32
_DOUBLE, _SINGLE = np.dtype(np.float64), np.dtype(np.float32)
#: Start, scale and twice the margin, see :meth:`Binning._arithmetic`.
_Arithmetic = tuple[Any, Any, Any]
_LARGEST = float(np.finfo(np.float64).max)


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """How many values lie between each two neighbouring edges; the last bin includes its right edge.

    ``edges`` is float64 of shape [N + 1], ascending; ``counts`` int64 of shape [N].
    """

    edges: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]

    def __repr__(self) -> str:
        low, high = self.edges[0], self.edges[-1]
        return f"<Histogram: {len(self.counts)} bins over [{low:.4g}, {high:.4g}], {int(self.counts.sum()):,} values>"


def bin_edges(low: float, high: float, bins: int) -> npt.NDArray[np.float64]:
    """The edges ``numpy.histogram(..., bins, range=(low, high))`` uses; shape [bins + 1].

    numpy has none for a range too narrow to hold that many numbers or too wide for a float64 difference. The first is
    widened until it does, the second divided without taking the difference. Raises SelectionError for bins or a range
    that make no sense.
    """
    if not 1 <= bins <= MAX_BINS:
        raise SelectionError(f"a histogram has 1 to {MAX_BINS:,} bins, not {bins:,}")
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise SelectionError(
            f"a histogram can't have the range {low} to {high}; it needs two finite numbers, the lower one first"
        )
    with np.errstate(all="ignore"):
        if math.isinf(high - low):
            return np.linspace(low / 2, high / 2, bins + 1) * 2
        # as np.histogram_bin_edges finds them, and refuses "too many bins for data range", in a third of the time
        first, last = (low - 0.5, high + 0.5) if low == high else (low, high)
        edges = np.linspace(first, last, bins + 1)
        if (edges[:-1] < edges[1:]).all():
            return edges
        largest = max(abs(low), abs(high))
        wider = 4 * bins * (largest - float(np.nextafter(largest, 0)))
        return np.linspace(max(low - wider, -_LARGEST), min(high + wider, _LARGEST), bins + 1)


class Binning:
    """Counts values of one range into bins. Immutable: threads share it."""

    def __init__(self, low: float, high: float, bins: int) -> None:
        """``low``, ``high`` and ``bins`` as :func:`bin_edges` takes them."""
        self.edges = bin_edges(low, high, bins)
        self.bins = bins
        self._inner = self.edges[1:-1]
        self._index = np.dtype(np.uint8 if bins <= 1 << 8 else np.uint16)

    @cached_property
    def _double(self) -> _Arithmetic | None:
        return self._arithmetic(_DOUBLE, self.bins * _FINE_MARGIN) or self._arithmetic(_DOUBLE, self.bins * _MARGIN)

    @cached_property
    def _single(self) -> _Arithmetic | None:
        """None also where that of float64 is not precise enough, and with it numpy's own."""
        return self._double and self._arithmetic(_SINGLE, self.bins * _MARGIN)

    @cached_property
    def _double_positions(self) -> kernel.Positions | None:
        return self._double and self._positions(_DOUBLE, self._double)

    @cached_property
    def _single_positions(self) -> kernel.Positions | None:
        return self._single and self._positions(_SINGLE, self._single)

    def covers(self, low: float, high: float) -> bool:
        """Whether no value between ``low`` and ``high`` lies outside the bins."""
        return bool(self.edges[0] <= low and high <= self.edges[-1])

    def inside(self, values: Array) -> npt.NDArray[np.bool_]:
        """Which values belong into a bin: not those outside the range, not NaN."""
        first, last = self.edges[:1], self.edges[-1:]  # not as numbers, which older numpy rounds to the values' type
        within: npt.NDArray[np.bool_] = (values >= first) & (values <= last)
        return within

    def spread(self, values: Array, scratch: Scratch, *, all_inside: bool = False) -> npt.NDArray[np.int64]:
        """How many of the finite ``values`` (real numbers, one axis) lie below, in each bin, and above; shape [bins + 2].

        ``all_inside`` saves asking.
        """
        positions = self.positions(values.dtype)
        if positions is not None:
            found = kernel.binned(values, positions, scratch, all_inside=all_inside)
            if found is not None:
                return found
        if values.dtype != np.float32:
            values = values.astype(np.float64, copy=False)
        counts = np.zeros(self.bins + 2, np.int64)
        if not all_inside:
            inside = self.inside(values)
            outside = values[~inside]
            values = values[inside] if len(outside) else values
            outside = outside[np.isfinite(outside)]
            counts[0] = np.count_nonzero(outside < self.edges[:1])
            counts[-1] = len(outside) - counts[0]
        counts[1:-1] = self.count(values, scratch)
        return counts

    def positions(self, dtype: np.dtype[Any]) -> kernel.Positions | None:
        """How the kernel computes positions of values of this type; None where no arithmetic is precise enough."""
        if dtype == np.float32 and self._single is not None:
            return self._single_positions
        return self._double_positions

    def _positions(self, dtype: np.dtype[Any], arithmetic: _Arithmetic) -> kernel.Positions:
        first, last = self.edges[[0, -1]].astype(dtype)
        if first < self.edges[0]:
            first = np.nextafter(first, dtype.type(np.inf))
        if last > self.edges[-1]:
            last = np.nextafter(last, dtype.type(-np.inf))
        return kernel.Positions(*arithmetic, float(first), float(last), self.edges, dtype == np.float32)

    def count(self, values: Array, scratch: Scratch) -> npt.NDArray[np.int64]:
        """How many of ``values`` (float32 or float64, one axis, all inside) each bin holds; shape [bins].

        numpy may warn of the range's end, whose ``highest`` can be past the largest index: it is in the last bin either way.
        """
        arithmetic = (self._single if values.dtype == np.float32 else None) or self._double
        if arithmetic is None:
            return self._counted_by_numpy(values)
        start, scale, margin = arithmetic
        position = scratch.array("position", start.dtype, len(values))
        lowest = scratch.array("lowest", self._index, len(values))
        highest = scratch.array("highest", self._index, len(values))
        _locate(values, start, scale, out=position)
        np.copyto(lowest, position, casting="unsafe")
        np.add(position, margin, out=position)
        with np.errstate(
            invalid="ignore"
        ):  # the range's end may be past the last bin, and is in it whatever it becomes
            np.copyto(highest, position, casting="unsafe")
        doubtful = np.flatnonzero(np.not_equal(lowest, highest, out=scratch.array("differs", np.bool_, len(values))))
        counts = count_codes(lowest, self.bins, scratch)
        if len(doubtful):
            counts -= np.bincount(lowest[doubtful], minlength=self.bins)
            bins = np.searchsorted(self._inner, values[doubtful], side="right")
            counts += np.bincount(bins, minlength=self.bins)
        return counts

    def _counted_by_numpy(self, values: Array) -> npt.NDArray[np.int64]:
        """For ranges at the limits of float64, where bins are not of one width after rounding."""
        low, high = float(self.edges[0]), float(self.edges[-1])
        bins, limits = (self.edges, None) if math.isinf(high - low) else (self.bins, (low, high))
        with np.errstate(all="ignore"):
            counts = np.histogram(values.astype(np.float64), bins, limits)[0]
        return counts.astype(np.int64)

    def _arithmetic(self, dtype: np.dtype[Any], margin: float) -> _Arithmetic | None:
        """``start`` and ``scale`` that give positions in arithmetic of ``dtype``, and twice the ``margin``, to be added.

        None if it is not precise enough.

        Positions grow with the value, however they are rounded. So if every edge ``i`` has a position within half a
        margin of ``i - margin``, a value between the edges ``i`` and ``i + 1`` has one that is below ``i + 1``, and not
        below ``i`` once two margins are added: the true bin is never outside the two that :meth:`count` compares. In
        float64 the same check shows that numpy's own computed bin is at most one off, which is what numpy corrects.
        """
        with np.errstate(all="ignore"):
            span = self.edges[-1] - self.edges[0]
            start = (self.edges[0] + margin * (span / self.bins)).astype(dtype)
            scale = (self.bins / span).astype(dtype)
            edges: Array = self.edges
            if dtype != _DOUBLE:
                edges = edges.astype(dtype)
                edges = np.where(edges < self.edges, np.nextafter(edges, dtype.type(np.inf)), edges)
            position = _locate(edges, start, scale, out=np.empty(len(edges), dtype))
            error = position - _too_low(self.bins, margin)
            return (start, scale, dtype.type(2 * margin)) if (np.abs(error) < margin / 2).all() else None


@lru_cache(8)
def _too_low(bins: int, margin: float) -> Array:
    """The positions of edges, a margin too low; thousands of tensors have the same."""
    positions: Array = np.arange(bins + 1) - margin
    positions.flags.writeable = False
    return positions


def _locate(values: Array, start: Any, scale: Any, out: Array) -> Array:
    """Where each value lies, counted in bins from the first edge, a margin too low."""
    np.subtract(values, start, out=out)
    np.multiply(out, scale, out=out)
    return out
