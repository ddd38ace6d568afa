"""The distributions of many tensors below one another: how they change with depth, or those of one from step to step.

Each is of a small sample, over bins that all have in common, so that hundreds of layers are there in a moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.analysis.overlay import spread
from inspector.analysis.range_summary import magnitude
from inspector.analysis.sampling import histogram_of, sample
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry

__all__ = ["MAX_RIDGES", "Ridges", "chosen", "ridge_sample", "ridges", "ridges_of"]

#: More would be thinner than a line of text.
MAX_RIDGES = 48
_BINS = 128
_ELEMENTS = 4096
#: Share of all values that the bins span; a few outliers would make every ridge a spike.
_SPANNED = 0.998


@dataclass(frozen=True, slots=True, eq=False)
class Ridges:
    """``heights[i, j]`` is the share of the sample of tensor ``i`` in bin ``j``, of that ridge's highest.

    Shapes: edges [bins + 1], heights [tensors, bins]. Rows of tensors without finite values, or that can't be read, are 0.
    """

    edges: npt.NDArray[np.float64]
    heights: npt.NDArray[np.float64]


def chosen(entries: Sequence[TensorEntry]) -> list[int]:
    """The positions of those that stand for their layers, at most MAX_RIDGES, evenly spaced.

    Where there are matrices and larger ones these are the layers; their biases and scales would lie between them.
    """
    numeric = [
        number
        for number, entry in enumerate(entries)
        if entry.dtype.is_numeric and entry.storage is not None and entry.numel > 1
    ]
    large = [number for number in numeric if len(entries[number].values.shape) > 1] or numeric
    return list(spread(large, MAX_RIDGES))


def ridges(entries: Sequence[TensorEntry], job: Job | None = None) -> Ridges:
    """The ridges of all ``entries``, over a range that holds nearly all of their values."""
    job = job or Job()
    samples = []
    for number, entry in enumerate(entries):
        job.report(number, len(entries), f"Reading {entry.key}")
        samples.append(ridge_sample(entry, job))
    return ridges_of(samples)


def ridges_of(samples: Sequence[npt.NDArray[np.float64]]) -> Ridges:
    """The ridges of samples, each finite and of one axis, over a range that holds nearly all of their values."""
    values = np.concatenate(samples) if samples else np.zeros(0)
    span = (0.0, 1.0)
    if len(values):
        low, high = np.quantile(values, ((1 - _SPANNED) / 2, (1 + _SPANNED) / 2), method="nearest")
        span = (float(low), float(high))
    found = [histogram_of(part, _BINS, span) for part in samples]
    heights = np.zeros((len(samples), _BINS))
    for row, histogram in zip(heights, found, strict=True):
        row[:] = histogram.counts / max(int(histogram.counts.max(initial=0)), 1)
    edges = found[0].edges if found else np.linspace(*span, _BINS + 1)
    return Ridges(edges, heights)


def ridge_sample(entry: TensorEntry, job: Job) -> npt.NDArray[np.float64]:
    """The finite values of a sample; none of a tensor that can't be read, which selecting it explains."""
    try:
        values = magnitude(sample(entry, _ELEMENTS, job)).astype(np.float64)
    except InspectorError:
        return np.zeros(0)
    return values[np.isfinite(values)]
