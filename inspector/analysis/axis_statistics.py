"""Statistics by the index of one axis: of each row, column, channel or head of a tensor, and which of them stand out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.passes import BLOCK_ELEMENTS
from inspector.buffers import Scratch
from inspector.errors import LimitError, SelectionError
from inspector.execution import Workers, in_order
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values
from inspector.tensors.regions import Region, regions
from inspector.tensors.slices import value_shape

__all__ = ["OUTLIER_FACTOR", "AxisStatistics", "axis_statistics"]

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

#: An index stands out whose mean magnitude is at least so many times the median's over the axis.
OUTLIER_FACTOR = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class AxisStatistics:
    """What the finite elements at each index of ``axis`` are like; every array has shape [length of the axis].

    ``count`` are the finite elements, ``non_finite`` the others. Without finite elements ``min``, ``max``, ``mean``,
    ``mean_abs`` and ``rms`` are NaN and ``l2`` is 0. Complex numbers count by their magnitude.
    """

    axis: int
    count: Counts
    non_finite: Counts
    min: Numbers
    max: Numbers
    mean: Numbers
    mean_abs: Numbers
    rms: Numbers

    @property
    def l2(self) -> Numbers:
        """The norm of the elements at each index."""
        with np.errstate(over="ignore"):
            return np.where(self.count == 0, 0.0, self.rms * np.sqrt(self.count))

    @property
    def outliers(self) -> list[int]:
        """The indices, ascending, whose mean magnitude is at least :data:`OUTLIER_FACTOR` times the median of all.

        The rms would not do: one large row makes that of every column large.
        """
        known = self.mean_abs[~np.isnan(self.mean_abs)]
        if len(known) < 2:
            return []
        middle = float(np.median(known))
        with np.errstate(invalid="ignore", over="ignore"):
            apart = self.mean_abs >= OUTLIER_FACTOR * middle if middle > 0 else self.mean_abs > 0
        return [int(index) for index in np.flatnonzero(apart)]

    @property
    def all_zero(self) -> list[int]:
        """The indices, ascending, all of whose elements are zero: dead channels, padding that was never trained."""
        zero = (self.min == 0) & (self.max == 0) & (self.non_finite == 0)
        return [int(index) for index in np.flatnonzero(zero)]

    def grouped(self, size: int) -> AxisStatistics:
        """The same of groups of ``size`` neighbouring indices, such as the channels of a head.

        Raises SelectionError where the axis is not a number of such groups.
        """
        if size < 1 or len(self.count) % size:
            raise SelectionError(f"an axis of {len(self.count):,} can't be divided into groups of {size:,}")
        sums = _Sums(*(getattr(self, name) for name in _Sums.__slots__))
        groups = _merged_along([sums.taken(slice(offset, None, size)) for offset in range(size)])
        return groups.statistics(self.axis)


def axis_statistics(
    entry: TensorEntry, axis: int, job: Job | None = None, workers: Workers | None = None
) -> AxisStatistics:
    """The statistics of the elements at each index of ``axis`` (negative ones count from the end), in one pass.

    Raises SelectionError for an axis that is not there and for a tensor without numbers or data, LimitError for an axis
    of more indices than the job's limits allow.
    """
    entry = entry.values
    if not entry.has_numbers:
        raise SelectionError(f"{entry.key} holds no numbers")
    axes = len(entry.shape)
    if not -axes <= axis < axes:
        raise SelectionError(f"{entry.key} has {axes} axes; there is no axis {axis}")
    axis %= axes
    length = value_shape(entry)[axis]
    job = job or Job()
    if length > job.limits.axis_length or is_inflated(entry, job.limits):
        raise LimitError(f"axis {axis} of {entry.key} has {length:,} indices, more than are told apart")
    per_index = entry.dtype.values_per_element if axis == axes - 1 else 1
    work = partial(_region_sums, entry=entry, axis=axis, job=job)
    total = _Sums.empty(length)
    done = 0
    with closing(in_order(regions(entry, BLOCK_ELEMENTS), work, workers=workers)) as parts:
        for region, sums in parts:
            start = region[axis].start * per_index
            place = slice(start, start + len(sums.count))
            total.put(place, total.taken(place).merged(sums))
            done += int(sums.count.sum() + sums.non_finite.sum())
            job.report(done, entry.numel * entry.dtype.values_per_element, f"Reading {entry.key}")
    return total.statistics(axis)


def _region_sums(region: Region, _scratch: Scratch, entry: TensorEntry, axis: int, job: Job) -> _Sums:
    """What a block adds, in any process."""
    job.check()
    values = np.moveaxis(read_values(entry.region(region)), axis, 0)
    return _sums_of(values.reshape(len(values), -1))


@dataclass(slots=True)
class _Sums:
    """Per index: how many, the range, the means and the root mean square: what adds up without overflow."""

    count: Counts
    non_finite: Counts
    min: Numbers
    max: Numbers
    mean: Numbers
    mean_abs: Numbers
    rms: Numbers

    @classmethod
    def empty(cls, length: int) -> _Sums:
        unknown = (np.full(length, np.nan) for _ in range(5))
        return cls(np.zeros(length, np.int64), np.zeros(length, np.int64), *unknown)

    def taken(self, place: slice) -> _Sums:
        return _Sums(*(getattr(self, name)[place] for name in self.__slots__))

    def put(self, place: slice, other: _Sums) -> None:
        for name in self.__slots__:
            getattr(self, name)[place] = getattr(other, name)

    def merged(self, other: _Sums) -> _Sums:
        """The sums over both, each index for itself."""
        count = self.count + other.count

        def combined(ours: Numbers, theirs: Numbers, both: Numbers) -> Numbers:
            return np.where(self.count == 0, theirs, np.where(other.count == 0, ours, both))

        with np.errstate(all="ignore"):
            share = other.count / count
            mean = self.mean + (other.mean - self.mean) * share
            mean_abs = self.mean_abs + (other.mean_abs - self.mean_abs) * share
            rms = np.hypot(self.rms * np.sqrt(1 - share), other.rms * np.sqrt(share))
        return _Sums(
            count,
            self.non_finite + other.non_finite,
            np.fmin(self.min, other.min),
            np.fmax(self.max, other.max),
            combined(self.mean, other.mean, mean),
            combined(self.mean_abs, other.mean_abs, mean_abs),
            combined(self.rms, other.rms, rms),
        )

    def statistics(self, axis: int) -> AxisStatistics:
        return AxisStatistics(axis, *(getattr(self, name) for name in self.__slots__))


def _merged_along(parts: list[_Sums]) -> _Sums:
    total = parts[0]
    for part in parts[1:]:
        total = total.merged(part)
    return total


def _sums_of(values: Array) -> _Sums:
    """The sums of each row; shape [rows, elements]."""
    numbers = (np.abs(values.astype(np.complex128)) if values.dtype.kind == "c" else values).astype(np.float64)
    finite = np.isfinite(numbers)
    everything = bool(finite.all())
    if not everything:
        numbers = np.where(finite, numbers, np.nan)
    count = np.count_nonzero(finite, axis=1).astype(np.int64)
    low, high = np.fmin.reduce(numbers, axis=1), np.fmax.reduce(numbers, axis=1)
    # of shares of the largest, so that neither sum overflows nor squares vanish
    largest = np.fmax(np.abs(low), np.abs(high))
    scale = np.where((largest > 0) & np.isfinite(largest), largest, 1.0)
    shares = numbers / scale[:, np.newaxis]
    if not everything:
        shares = np.where(finite, shares, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = shares.sum(axis=1) / count * scale
        mean_abs = np.abs(shares).sum(axis=1) / count * scale
        rms = np.sqrt(np.einsum("ij,ij->i", shares, shares) / count) * scale
    return _Sums(count, numbers.shape[1] - count, low, high, mean, mean_abs, rms)
