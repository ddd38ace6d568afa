"""The shape of a distribution in a few numbers, for a picture the size of a word."""

from __future__ import annotations

from inspector.analysis.sampling import sample_histogram
from inspector.checkpoint.entries import TensorEntry
from inspector.jobs import Job

__all__ = ["BINS", "Silhouette", "silhouette"]

BINS = 24
_ELEMENTS = 4096

#: Heights of BINS bars, 0 to 255. Empty for a tensor that has no finite value.
Silhouette = bytes


def silhouette(entry: TensorEntry, job: Job | None = None) -> Silhouette:
    """The histogram of a small sample of ``entry``, its highest bar 255; bars of any values at all are at least 1."""
    counts = sample_histogram(entry, elements=_ELEMENTS, bins=BINS, job=job).counts
    highest = int(counts.max(initial=0))
    if not highest:
        return b""
    return bytes(-(-int(count) * 255 // highest) for count in counts)
