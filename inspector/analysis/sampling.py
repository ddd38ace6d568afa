"""A first look at a tensor: a few runs of elements spread over it, read in a moment however large it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.histogram import Binning, Histogram
from inspector.analysis.passes import Elements
from inspector.analysis.range_summary import magnitude
from inspector.buffers import Scratch
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["histogram_of", "sample", "sample_histogram"]

_RUNS = 32


def sample(entry: TensorEntry, elements: int = 1 << 16, job: Job | None = None) -> npt.NDArray[Any]:
    """About ``elements`` of the values of ``entry``, all of them if it has no more; one axis, order unspecified.

    Runs are evenly spaced, which shows drifts along the storage that the first elements alone would not. Raises
    SelectionError for a tensor without numbers or data.
    """
    job = job or Job()
    source = Elements(entry, job).entry
    parts = []
    for run in _runs(source, max(elements, source.dtype.elements_per_unit), _RUNS):
        job.check()
        parts.append(read_values(run).reshape(-1))
    return np.concatenate(parts)


def sample_histogram(
    entry: TensorEntry, *, elements: int = 1 << 16, bins: int = 256, job: Job | None = None
) -> Histogram:
    """The histogram of :func:`sample`, over the range of its finite values."""
    return histogram_of(sample(entry, elements, job), bins)


def histogram_of(values: npt.NDArray[Any], bins: int, span: tuple[float, float] | None = None) -> Histogram:
    """The histogram of an array of one axis: of its finite values, within ``span`` or over their range."""
    with np.errstate(all="ignore"):
        ordered = magnitude(values).astype(np.float64)
        ordered = ordered[np.isfinite(ordered)]
        if span is None:
            span = (float(ordered.min()), float(ordered.max())) if len(ordered) else (0.0, 1.0)
        binning = Binning(*span, bins)
        return Histogram(binning.edges, binning.count(ordered[binning.inside(ordered)], Scratch()))


def _runs(entry: TensorEntry, elements: int, runs: int) -> list[TensorEntry]:
    """At most about ``runs`` views of together about ``elements`` elements.

    Cuts evenly spaced pieces out of the outermost axis, and of each what is too much of that along the next.
    """
    if entry.numel <= elements:
        return [entry]
    axis = next(axis for axis, size in enumerate(entry.shape) if size > 1)
    size = entry.shape[axis]
    inner = entry.numel // size
    block = entry.dtype.elements_per_unit if axis == len(entry.shape) - 1 else 1
    paired_blocks = min(runs, size // block, elements // block)
    length = max(block, elements // paired_blocks // inner // block * block)
    unread = size - paired_blocks * length
    whole = (slice(None),) * axis
    found = []
    for piece in range(paired_blocks):
        start = piece * length + unread * (2 * piece + 1) // (2 * paired_blocks) // block * block
        part = entry.region((*whole, slice(start, start + length)))
        found += _runs(
            part, max(entry.dtype.elements_per_unit, elements // paired_blocks), max(1, runs // paired_blocks)
        )
    return found
