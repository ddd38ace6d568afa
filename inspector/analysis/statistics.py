"""Everything one wants to know of a tensor at first sight: counts, range, moments and an exact histogram.

Types of at most 16 bits take one pass, which counts codes; all else follows from the counts. Wider types take two: the
first finds the range and what is not finite, the second, which then knows the edges, fills the bins and sums the moments.
Integers of a narrow range are counted in the second as codes are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.axis_statistics import AxisStatistics
from inspector.analysis.codes import NARROW, ValueCounts, code_values, tally, tally_integers
from inspector.analysis.histogram import Binning, Histogram
from inspector.analysis.moments import Moments, moments_of
from inspector.analysis.passes import Elements, has_whole_numbers
from inspector.analysis.range_summary import RangeSummary, magnitude, surveyed
from inspector.buffers import Scratch
from inspector.execution import Workers
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["Statistics", "combined", "statistics"]

Array = npt.NDArray[Any]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """What the elements of a tensor are like.

    ``count`` is of all elements; ``zeros`` and all from ``min`` on are of the finite ones. Where none is finite, ``min``,
    ``max``, ``mean`` and ``std`` are NaN and ``l2`` is 0. ``min`` and ``max`` of integers are exact ints, ``std`` is that
    of the population. Complex numbers range, and are counted and binned, by their magnitude; their mean is complex, and
    ``std`` and ``l2`` are what numpy makes of complex numbers. ``quantiles`` by share, the statistics of the indices
    of one ``axis``, and the ``effective_rank`` (NaN for what has none) are there where they were asked for.
    """

    count: int
    finite: int
    nan: int
    posinf: int
    neginf: int
    zeros: int
    min: float
    max: float
    mean: complex
    std: float
    l2: float
    histogram: Histogram
    quantiles: Mapping[float, float] = field(default_factory=dict)
    axis: AxisStatistics | None = None
    effective_rank: float | None = None

    @property
    def rms(self) -> float:
        """The root mean square of the finite elements; NaN where there are none."""
        return self.l2 / math.sqrt(self.finite) if self.finite else math.nan


def statistics(
    entry: TensorEntry,
    *,
    bins: int = 256,
    range: tuple[float, float] | None = None,  # noqa: A002 - numpy's name for it
    job: Job | None = None,
    workers: Workers | None = None,
) -> Statistics:
    """The statistics of all elements of ``entry``: for quantised types of the values they stand for.

    The histogram equals ``numpy.histogram(x[numpy.isfinite(x)], bins, range)`` where ``x`` are the values as float64; for
    ranges so narrow or wide that numpy has none, see :func:`~inspector.analysis.histogram.bin_edges`. Raises
    SelectionError for a tensor without numbers or data and for senseless ``bins`` and ``range``.
    """
    table = code_values(entry.values)
    elements = Elements(entry, job or Job(), passes=1 if table is not None else 2, workers=workers)
    distinct = tally(elements, table) if table is not None else None
    range_summary = distinct.range_summary if distinct else surveyed(elements)
    if range is None:
        range = (float(range_summary.low), float(range_summary.high)) if range_summary.finite else (0.0, 1.0)  # noqa: A001
    binning = Binning(*range, bins)
    if range_summary.low == range_summary.high and elements.entry.dtype.kind is not Kind.COMPLEX:
        distinct = ValueCounts(np.array([float(range_summary.low)]), np.array([range_summary.finite]))
    elif distinct is None and _is_narrow(elements, range_summary):
        distinct = tally_integers(elements, int(range_summary.low), int(range_summary.high))
    with np.errstate(all="ignore"):
        counts, parts = distinct.measured(binning) if distinct else _measured(elements, range_summary, binning)
    return _summary(elements, range_summary, parts, Histogram(binning.edges, counts * elements.repeats))


def combined(parts: Sequence[Statistics]) -> Statistics:
    """The statistics of all elements of several tensors. The histogram is a single bin, and there are no quantiles.

    ``mean`` is complex if one of them is. Raises ValueError for no parts.
    """
    if not parts:
        raise ValueError("no statistics to combine")
    real, imaginary = Moments(), Moments()
    filled = [part for part in parts if part.finite]
    for part in filled:
        mean = complex(part.mean)
        real = real.merged(Moments(part.finite, mean.real, part.std * math.sqrt(part.finite)))
        imaginary = imaginary.merged(Moments(part.finite, mean.imag, 0.0))
    low = min((part.min for part in filled), default=math.nan)
    high = max((part.max for part in filled), default=math.nan)
    is_complex = any(isinstance(part.mean, complex) for part in parts)
    edges = Binning(*((float(low), float(high)) if filled else (0.0, 1.0)), 1).edges
    return Statistics(
        **{
            name: sum(getattr(part, name) for part in parts)
            for name in ("count", "finite", "nan", "posinf", "neginf", "zeros")
        },
        min=low,
        max=high,
        mean=math.nan if not filled else complex(real.mean, imaginary.mean) if is_complex else real.mean,
        std=math.hypot(real.std, imaginary.std),
        l2=math.hypot(*(part.l2 for part in parts)),
        histogram=Histogram(edges, np.array([real.count], np.int64)),
    )


def _measured(elements: Elements, range_summary: RangeSummary, binning: Binning) -> tuple[Counts, tuple[Moments, ...]]:
    """The second pass: counts of the bins, and the moments of the finite elements or of their real and imaginary parts."""
    all_finite = range_summary.finite == range_summary.count
    all_inside = all_finite and binning.covers(range_summary.low, range_summary.high)
    work = _Measuring(binning, _center(elements, range_summary), all_finite, all_inside, elements.block_elements)
    counts = np.zeros(binning.bins, np.int64)
    total: tuple[Moments, ...] = ()
    for part_counts, of_blocks in elements.map(read_values, work, _added, block_elements=elements.read_elements):
        counts += part_counts
        for part_moments in of_blocks:
            total = tuple(a.merged(b) for a, b in zip(total, part_moments, strict=True)) if total else part_moments
    return counts, total or (Moments(),)


def _is_narrow(elements: Elements, range_summary: RangeSummary) -> bool:
    """Whether these are integers, many, of which few can be different: token IDs, masks and positions mostly are."""
    return (
        has_whole_numbers(elements.entry)
        and elements.entry.numel >= NARROW
        and range_summary.high - range_summary.low < NARROW
    )


#: The counts of the bins of some blocks, and the moments of each: these are rounded, and merged in order.
_Measured = tuple[Counts, list[tuple[Moments, ...]]]


@dataclass(frozen=True, slots=True)
class _Measuring:
    """The second pass over a few blocks of ``block`` elements, in any process."""

    binning: Binning
    center: float
    all_finite: bool
    all_inside: bool
    block: int

    def __call__(self, values: Array, scratch: Scratch) -> _Measured:
        positions = self.binning.positions(values.dtype)
        found = positions and kernel.measured(
            values,
            positions,
            scratch,
            block=self.block,
            center=self.center,
            all_finite=self.all_finite,
            all_inside=self.all_inside,
        )
        blocks = [values[start : start + self.block] for start in range(0, len(values), self.block)]
        if found:
            spread, sums = found
            return spread[1:-1], [
                (self._moments(block, scratch, summed),) for block, summed in zip(blocks, sums, strict=True)
            ]
        measured = [self._by_numpy(block, scratch) for block in blocks]
        return np.sum([counts for counts, _ in measured], axis=0), [moments for _, moments in measured]

    def _by_numpy(self, values: Array, scratch: Scratch) -> tuple[Counts, tuple[Moments, ...]]:
        ordered = magnitude(values)
        parts: tuple[Array, ...] = (values,)
        if values.dtype.kind == "c":
            if not self.all_finite:
                finite = np.isfinite(ordered)
                values, ordered = values[finite], ordered[finite]
            parts = values.real, values.imag
        moments = tuple(self._moments(part, scratch) for part in parts)
        return self.binning.spread(ordered, scratch, all_inside=self.all_inside)[1:-1], moments

    def _moments(self, values: Array, scratch: Scratch, summed: kernel.LaneSums | None = None) -> Moments:
        return moments_of(values, scratch, center=self.center, all_finite=self.all_finite, summed=summed)


def _added(some: _Measured, more: _Measured) -> _Measured:
    return some[0] + more[0], some[1] + more[1]


def _center(elements: Elements, range_summary: RangeSummary) -> float:
    """The middle of numbers that are farther from zero than from each other, else 0."""
    low, high = float(range_summary.low), float(range_summary.high)
    if elements.entry.dtype.kind is Kind.COMPLEX or not high - low < max(low, -high):
        return 0.0
    return low + (high - low) / 2


def _summary(
    elements: Elements, range_summary: RangeSummary, parts: tuple[Moments, ...], histogram: Histogram
) -> Statistics:
    """All of it, with the elements of an expanded tensor counted as often as they occur."""
    repeats = elements.repeats
    low, high = math.nan, math.nan
    mean: complex = math.nan
    if range_summary.finite:
        number = int if has_whole_numbers(elements.entry) else float
        low, high = number(range_summary.low), number(range_summary.high)
        mean = complex(parts[0].mean, parts[1].mean) if len(parts) == 2 else parts[0].mean
    return Statistics(
        count=range_summary.count * repeats,
        finite=range_summary.finite * repeats,
        nan=range_summary.nan * repeats,
        posinf=range_summary.posinf * repeats,
        neginf=range_summary.neginf * repeats,
        zeros=range_summary.zeros * repeats,
        min=low,
        max=high,
        mean=mean,
        std=math.hypot(*(part.std for part in parts)),
        l2=math.hypot(*(part.l2 for part in parts)) * math.sqrt(repeats),
        histogram=histogram,
    )
