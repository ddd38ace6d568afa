"""Histograms of several tensors over the same bins, to be drawn over one another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from inspector.analysis.histogram import Histogram
from inspector.analysis.statistics import statistics
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry

__all__ = ["MAX_CURVES", "middle_of", "overlaid", "spread"]

#: More curves than these are no picture any more.
MAX_CURVES = 256
#: The share of the values at each end that may lie out of sight, and the share of the range that what is left has to be
#: narrower than.
_TAIL, _NARROW = 0.001, 0.25
T = TypeVar("T")


def middle_of(histograms: Sequence[Histogram]) -> tuple[float, float] | None:
    """The bins that hold all but a thousandth of the values at each end; None where these are most of the range."""
    total = np.cumsum(sum(histogram.counts for histogram in histograms))
    edges = histograms[0].edges
    first = int(np.searchsorted(total, total[-1] * _TAIL, side="right"))
    last = int(np.searchsorted(total, total[-1] * (1 - _TAIL)))
    return (float(edges[first]), float(edges[last + 1])) if last + 1 - first < len(total) * _NARROW else None


def spread(items: Sequence[T], most: int) -> Sequence[T]:
    """At most so many of the items, evenly spaced, the first and the last among them."""
    if len(items) <= most:
        return items
    return [items[round(at * (len(items) - 1) / (most - 1))] for at in range(most)]


def overlaid(
    entries: Sequence[TensorEntry],
    *,
    bins: int = 256,
    range: tuple[float, float] | None = None,  # noqa: A002 - numpy's name for it
    job: Job | None = None,
) -> list[Histogram]:
    """The exact histogram of each tensor, over ``range`` or else over the range of all their finite values.

    Raises what :func:`~inspector.analysis.statistics.statistics` raises.
    """
    if range is None:
        found = [statistics(entry, bins=bins, job=job) for entry in entries]
        if len(found) == 1:
            return [found[0].histogram]
        low = min((part.min for part in found if not math.isnan(part.min)), default=0.0)
        high = max((part.max for part in found if not math.isnan(part.max)), default=1.0)
        range = (float(low), float(high))  # noqa: A001
    return [statistics(entry, bins=bins, range=range, job=job).histogram for entry in entries]
