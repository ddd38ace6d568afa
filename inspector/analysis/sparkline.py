"""The shape of a distribution in a few numbers, for a picture the size of a word, and whether it is a healthy one."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.jobs import Job
from inspector.numeric import np
from inspector.tensors.entries import TensorEntry

__all__ = ["BINS", "Sparkline", "sparkline"]

BINS = 24
_ELEMENTS = 4096


@dataclass(frozen=True, slots=True)
class Sparkline:
    """What a small sample of a tensor shows.

    ``heights`` are those of BINS bars, 0 to 255, the highest 255 and those of any values at all at least 1; empty where no
    value is finite. ``is_finite`` if there is no NaN and no infinity in it, ``is_zero`` if there is nothing but zeros.
    """

    heights: bytes = b""
    is_finite: bool = True
    is_zero: bool = False


def sparkline(entry: TensorEntry, job: Job | None = None) -> Sparkline:
    """The sparkline of ``entry``. Raises SelectionError for a tensor without numbers or data, and what reading raises."""
    from inspector.analysis.sampling import histogram_of, sample  # the window is shown before it has any

    values = sample(entry, _ELEMENTS, job)
    counts = histogram_of(values, BINS).counts
    highest = int(counts.max(initial=0))
    return Sparkline(
        heights=bytes(-(-int(count) * 255 // highest) for count in counts) if highest else b"",
        is_finite=bool(np.isfinite(values).all()),
        is_zero=len(values) > 0 and not values.any(),
    )
