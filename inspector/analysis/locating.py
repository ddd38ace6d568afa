"""The positions in a tensor of its smallest and largest element, and of the first that is not a number."""

from __future__ import annotations

import enum
from contextlib import closing
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.passes import BLOCK_ELEMENTS
from inspector.analysis.range_summary import magnitude
from inspector.buffers import Scratch
from inspector.errors import LimitError, SelectionError
from inspector.execution import in_order
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values
from inspector.tensors.regions import Region, regions
from inspector.tensors.slices import value_shape

__all__ = ["Landmark", "located"]

Array = npt.NDArray[Any]
Index = tuple[int, ...]


class Landmark(enum.Enum):
    """What is looked for. Complex numbers have the order of their magnitudes."""

    MIN = "minimum"
    MAX = "maximum"
    NAN = "first NaN"
    INFINITE = "first infinity"


def located(entry: TensorEntry, landmark: Landmark, job: Job | None = None) -> Index | None:
    """The index of the first such value in C order, None if there is none.

    The extremes are those of the finite values. Of a type with several values per element the last axis counts values.
    Raises SelectionError for a tensor without numbers or data.
    """
    entry = entry.values
    if not entry.has_numbers:
        raise SelectionError(f"{entry.key} holds no numbers")
    job = job or Job()
    if is_inflated(entry, job.limits):
        raise LimitError(f"{entry.numel:,} elements are too many to go through: the file holds few of them")
    packed = entry.dtype.values_per_element

    def work(region: Region, _scratch: Scratch) -> tuple[Any, Index] | None:
        job.check()
        found = _first(np.asarray(read_values(entry.region(region))), landmark)
        if found is None:
            return None
        value, index = found
        starts = [part.start for part in region]
        if starts:
            starts[-1] *= packed
        return value, tuple(at + start for at, start in zip(index, starts, strict=True))

    best: tuple[Any, Index] | None = None
    done, total = 0, entry.numel
    with closing(in_order(regions(entry, BLOCK_ELEMENTS), work)) as parts:
        for region, found in parts:
            best = _better(best, found, landmark)
            done += entry.region(region).numel
            job.report(done, total, f"Searching {entry.key}")
    assert best is None or all(at < size for at, size in zip(best[1], value_shape(entry), strict=True))
    return None if best is None else best[1]


def _first(values: Array, landmark: Landmark) -> tuple[Any, Index] | None:
    """The value that is looked for and its index in ``values``."""
    if values.dtype.kind == "c":
        values = magnitude(values.reshape(-1)).reshape(values.shape)
    if landmark in (Landmark.NAN, Landmark.INFINITE):
        is_there = np.isnan(values) if landmark is Landmark.NAN else np.isinf(values)
        if not is_there.any():
            return None
        return 0, _unravelled(int(np.argmax(is_there)), values.shape)
    if values.dtype.kind == "f":
        finite = np.isfinite(values)
        if not finite.any():
            return None
        values = np.where(finite, values, np.inf if landmark is Landmark.MIN else -np.inf)
    place = int(values.argmin() if landmark is Landmark.MIN else values.argmax())
    return values.reshape(-1)[place], _unravelled(place, values.shape)


def _unravelled(place: int, shape: tuple[int, ...]) -> Index:
    return tuple(int(at) for at in np.unravel_index(place, shape))


def _better(a: tuple[Any, Index] | None, b: tuple[Any, Index] | None, landmark: Landmark) -> tuple[Any, Index] | None:
    """The one to keep: regions come in the order of the storage, answers are the first in C order."""
    if a is None or b is None:
        return a or b
    if a[0] != b[0]:
        return a if (a[0] < b[0]) == (landmark is Landmark.MIN) else b
    return min(a, b, key=lambda found: found[1])
