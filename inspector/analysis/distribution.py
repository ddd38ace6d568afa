"""The histogram a person wants to see: bins that suit the values, over the range where they are, with the tails named.

A type of few values, and integers of a narrow range, have a bin for each value, so that a gap is a value that does not
occur. For other numbers the width of the bins follows from their spread (Freedman and Diaconis, "On the histogram as a
density estimator", 1981, https://doi.org/10.1007/BF01025868), and is a multiple of the distance between neighbouring
numbers of their type, so that no bin holds more of those than the next. Tails that would squeeze all else into a few bins
are left out and counted.
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.analysis.codes import ValueCounts, code_values, tally
from inspector.analysis.histogram import Binning, Histogram
from inspector.analysis.passes import Elements, has_whole_numbers
from inspector.analysis.quantiles import quantiles, quantiles_of_counts
from inspector.analysis.range_summary import magnitude
from inspector.analysis.statistics import Statistics
from inspector.buffers import Scratch
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["SHARES", "Distribution", "Scale", "Span", "distribution", "log_places", "places_to_values"]

Edges = npt.NDArray[np.float64]

#: Quantiles that are told, and that the range and the width of the bins follow from.
SHARES = (0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999)
MAX_BINS = 256
_MIN_BINS = 8
#: Values that have a bin each; more would be thinner than a line.
_MAX_VALUES = 257
#: Beyond it a float64 can't hold an edge halfway between two integers.
_LARGEST_WITH_HALVES = 2.0**52
#: How many times wider than what nearly all values span the whole range must be for the tails to be left out.
_TAIL_FACTOR = 4.0
#: Decades around zero that a logarithmic axis shows at most.
_MAX_DECADES = 12


class Span(enum.Enum):
    """Which values the bins are over."""

    ROBUST = "all but the tails"
    WHOLE = "all"


class Scale(enum.Enum):
    """What the bins are even in: the value, or the logarithm of its magnitude, linear about zero."""

    LINEAR = "linear"
    LOG = "log"


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """How the finite values of a tensor are distributed; every number is exact.

    ``histogram`` counts those within its edges (shape [bins + 1], not all of one width), ``below`` and ``above`` the
    others. ``quantiles`` are by :data:`SHARES`; see :func:`~inspector.analysis.quantiles.quantiles`. ``by_value`` tells
    that each bin is of one value. ``threshold`` is where a logarithmic scale becomes linear, 0 on a linear one.
    """

    histogram: Histogram
    quantiles: dict[float, float]
    below: int
    above: int
    by_value: bool
    scale: Scale = Scale.LINEAR
    threshold: float = 0.0


def distribution(
    entry: TensorEntry,
    known: Statistics,
    *,
    span: Span = Span.ROBUST,
    scale: Scale = Scale.LINEAR,
    job: Job | None = None,
) -> Distribution:
    """The distribution of a tensor whose statistics are ``known``; at least one of its elements must be finite.

    Raises what :func:`~inspector.analysis.statistics.statistics` raises.
    """
    job = job or Job()
    table = code_values(entry.values)
    distinct = None
    if table is not None:
        elements = Elements(entry, job)
        distinct = tally(elements, table)
        found = quantiles_of_counts(distinct, SHARES)
        if has_whole_numbers(elements.entry):
            found = {share: int(value) for share, value in found.items()}
    else:
        found = quantiles(entry, SHARES, job)
    low, high = _range(known, found, span)
    edges, by_value, threshold = _edges(entry, distinct, known, found, (low, high), scale)
    repeats = known.finite // max(int(distinct.times.sum()), 1) if distinct is not None else 1
    if distinct is not None:
        counts, below, above = _counted(distinct.values, edges, distinct.times * repeats)
    else:
        counts, below, above = _counted_in_blocks(entry, edges, threshold, job)
    return Distribution(Histogram(edges, counts), found, below, above, by_value, scale, threshold)


def _range(known: Statistics, found: dict[float, float], span: Span) -> tuple[float, float]:
    """The range of the bins: all values, or those that are not in a far tail."""
    low, high = float(known.min), float(known.max)
    inner_low, inner_high = float(found[0.001]), float(found[0.999])
    width = inner_high - inner_low
    if span is Span.WHOLE or not width > 0 or not high - low > _TAIL_FACTOR * width:
        return low, high
    return max(low, inner_low - width / 4), min(high, inner_high + width / 4)


def _edges(
    entry: TensorEntry,
    distinct: ValueCounts | None,
    known: Statistics,
    found: dict[float, float],
    span: tuple[float, float],
    scale: Scale,
) -> tuple[Edges, bool, float]:
    """The edges of the bins, whether each bin is of one value, and where the scale becomes linear."""
    if distinct is not None:
        inside = np.unique(
            distinct.values[(distinct.values >= span[0]) & (distinct.values <= span[1])] + 0.0
        )  # one zero
        if len(inside) <= _MAX_VALUES and scale is Scale.LINEAR:
            return _around(inside), True, 0.0
    whole = has_whole_numbers(entry.values)
    has_halves = max(abs(span[0]), abs(span[1])) < _LARGEST_WITH_HALVES
    if whole and has_halves and span[1] - span[0] < _MAX_VALUES and scale is Scale.LINEAR:
        return np.arange(span[0] - 0.5, span[1] + 1), True, 0.0
    if scale is Scale.LOG:
        edges, threshold = _log_edges(known, found)
        return edges, False, threshold
    return _even_edges(span, found, known.finite, _grain(entry, distinct, span, whole)), False, 0.0


def _around(values: Edges) -> Edges:
    """An edge halfway between each two neighbouring values, and as far beyond the outer ones."""
    if len(values) == 1:
        reach = max(abs(float(values[0])) * 0.5, 0.5)
        return np.array([values[0] - reach, values[0] + reach])
    middles = values[:-1] / 2 + values[1:] / 2
    first, last = values[0] - (middles[0] - values[0]), values[-1] + (values[-1] - middles[-1])
    return np.concatenate(([first], middles, [last]))


def _grain(entry: TensorEntry, distinct: ValueCounts | None, span: tuple[float, float], whole: bool) -> float:
    """The largest distance between neighbouring numbers of the type within a range; 0 where it does not matter."""
    if whole:
        return 1.0
    if distinct is None:
        return 0.0
    table = code_values(entry.values)
    assert table is not None
    possible = np.unique(table[np.isfinite(table) & (table >= span[0]) & (table <= span[1])])
    return float(np.diff(possible).max()) if len(possible) > 1 else 0.0


def _even_edges(span: tuple[float, float], found: dict[float, float], count: int, grain: float) -> Edges:
    """Edges of one width by Freedman and Diaconis, at least 8 and at most 256 bins, of whole grains."""
    low, high = span
    half = float(found[0.75]) - float(found[0.25])
    width = 2 * half / max(count, 1) ** (1 / 3)
    whole = high - low
    if not whole > 0 or math.isinf(whole):
        return Binning(low, high, MAX_BINS if math.isinf(whole) else 1).edges
    bins = max(math.ceil(min(whole / width, MAX_BINS)), _MIN_BINS) if width > 0 else MAX_BINS
    if grain:  # edges are floats, which are further apart than large integers and halves of them
        grain = max(grain, 4 * float(np.spacing(max(abs(low), abs(high)))))
    if grain and whole / grain <= 64 * MAX_BINS:
        width = math.ceil(whole / bins / grain) * grain
        first = (math.floor(low / grain) - 0.5) * grain
        bins = math.ceil((high - first) / width)
        edges: Edges = first + width * np.arange(bins + 1, dtype=np.float64)
        return edges
    return Binning(low, high, bins).edges


def _log_edges(known: Statistics, found: dict[float, float]) -> tuple[Edges, float]:
    """Edges even in the logarithm beyond a threshold, and even about zero below it.

    The threshold is where the middle half of the values begins, or what is left of the decades shown.
    """
    largest = max(abs(float(known.min)), abs(float(known.max)))
    if not largest > 0:
        return np.array([-0.5, 0.5]), 0.5
    middle = min(abs(float(found[0.25])), abs(float(found[0.75]))) or largest * 1e-3
    least = max(middle / 100, largest * 10.0**-_MAX_DECADES, float(np.finfo(np.float64).tiny))
    threshold = 10.0 ** math.ceil(math.log10(least))
    reach = math.log10(largest / threshold) + 1 if largest > threshold else largest / threshold
    places = np.linspace(-reach if known.min < 0 else 0.0, reach if known.max > 0 else 0.0, MAX_BINS + 1)
    edges = places_to_values(places, threshold)
    edges[0], edges[-1] = min(edges[0], float(known.min)), max(edges[-1], float(known.max))
    if not (np.diff(edges) > 0).all():  # the smallest numbers there are have no others between them
        edges = Binning(float(known.min), float(known.max), _MIN_BINS).edges
    return edges, threshold


def log_places(values: Edges, threshold: float) -> Edges:
    """Where values lie on an axis that is linear up to ``threshold``, at 1, and counts decades beyond; of any sign."""
    magnitudes = np.abs(values) / threshold
    places: Edges = np.sign(values) * np.where(magnitudes <= 1, magnitudes, 1 + np.log10(np.maximum(magnitudes, 1)))
    return places


def places_to_values(places: Edges, threshold: float) -> Edges:
    """The inverse of :func:`log_places`."""
    beyond = threshold * 10.0 ** np.maximum(np.abs(places) - 1, 0)
    values: Edges = np.sign(places) * np.where(np.abs(places) <= 1, np.abs(places) * threshold, beyond)
    return values


def _counted(values: Edges, edges: Edges, times: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int, int]:
    """How many of the values, each so many ``times``, each bin holds, and how many lie below and above all of them."""
    places = np.searchsorted(edges, values, side="right") - 1
    places[values == edges[-1]] = len(edges) - 2
    counts = np.zeros(len(edges) + 1, np.int64)
    np.add.at(counts, np.clip(places, -1, len(edges) - 1) + 1, times)
    return counts[1:-1], int(counts[0]), int(counts[-1])


def _counted_in_blocks(
    entry: TensorEntry, edges: Edges, threshold: float, job: Job
) -> tuple[npt.NDArray[np.int64], int, int]:
    """The same of a tensor whose values are too many to tell apart."""
    elements = Elements(entry, job)
    bins = len(edges) - 1
    binning = Binning(float(edges[0]), float(edges[-1]), bins) if not threshold else None
    if binning is not None and not np.array_equal(binning.edges, edges):
        binning = None

    def count(values: npt.NDArray[np.generic], scratch: Scratch) -> npt.NDArray[np.int64]:
        ordered = magnitude(values)
        if binning is not None:
            return binning.spread(ordered, scratch)
        ordered = ordered[np.isfinite(ordered)].astype(np.float64)
        counted = _counted(ordered, edges, np.ones(len(ordered), np.int64))
        return np.array([counted[1], *counted[0], counted[2]], np.int64)

    total = np.zeros(bins + 2, np.int64)
    for part in elements.map(read_values, count):
        total += part
    total *= elements.repeats
    return total[1:-1], int(total[0]), int(total[-1])
