"""Histograms of several tensors over the same bins, to be drawn over one another."""

from __future__ import annotations

import math
from collections.abc import Sequence

from inspector.analysis.histogram import Histogram
from inspector.analysis.statistics import statistics
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry

__all__ = ["overlaid"]


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
