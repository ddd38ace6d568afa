"""A picture of how two tensors differ along a two-dimensional slice.

Where the slice has more than a screen has points, each point shows the largest difference of its block: a single changed
weight among millions is seen. So all of the slice is read, from both files, a tile at a time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.heatmap import Picture, framed, kernels, picture_steps, robust_limit
from inspector.buffers import Scratch
from inspector.comparing.block_difference import subtracted
from inspector.errors import SelectionError
from inspector.execution import in_order
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.slices import Slice2D

__all__ = ["SlicePair", "difference_picture", "difference_tiles"]

Array = npt.NDArray[Any]
Span = tuple[int, int]

#: Values of each side read at once.
_TILE_VALUES = 1 << 19


@dataclass(frozen=True, slots=True)
class SlicePair:
    """The same slice of two tensors whose values have one shape. ``read`` gives ``b - a``, of complex numbers too."""

    a: Slice2D
    b: Slice2D

    @classmethod
    def along(cls, source: Slice2D, b: TensorEntry) -> SlicePair:
        """The slice of A and the same one of ``b``."""
        return cls(source, replace(source, entry=b.values))

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.a.rows

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.a.columns

    def read(self, rows: Span, columns: Span) -> Array:
        """``b - a`` of rows [start, stop) and columns [start, stop), shape [rows, columns].

        Raises SelectionError for what is no number, and what reading raises.
        """
        return _difference(self.a.read(rows, columns), self.b.read(rows, columns), self.a.entry.key, Scratch())


def difference_picture(pair: SlicePair, job: Job | None = None) -> Picture:
    """``b - a`` along the slice, of complex numbers the magnitude of it; NaN where only one of both is finite.

    Raises SelectionError for what is no number, and what reading raises.
    """
    job = job or Job()
    steps = picture_steps(pair.a)
    rows, columns = pair.rows, pair.columns
    values = np.zeros((-(-rows // steps[0]), -(-columns // steps[1])))
    done = 0

    def work(tile: tuple[Span, Span], scratch: Scratch) -> npt.NDArray[np.float64]:
        job.check()
        difference = _difference(pair.a.read(*tile), pair.b.read(*tile), pair.a.entry.key, scratch)
        return _extremes(_real(difference), steps)

    with closing(in_order(_tiles((rows, columns), steps), work)) as parts:
        for ((top, bottom), (left, right)), part in parts:
            values[top // steps[0] :, left // steps[1] :][: part.shape[0], : part.shape[1]] = part
            done += (bottom - top) * (right - left)
            job.report(done, rows * columns, f"Comparing {pair.a.entry.key}")
    return Picture(values, steps, robust_limit(values), is_extreme=steps != (1, 1))


def difference_tiles(pair: SlicePair, job: Job | None = None) -> Picture:
    """How the first kernels of two convolutions differ, side by side."""
    (job or Job()).check()
    a, b = kernels(pair.a), kernels(pair.b)
    return framed(_real(_difference(a, b, pair.a.entry.key, Scratch())))


def _difference(a: Array, b: Array, key: str, scratch: Scratch) -> Array:
    difference = subtracted(a.reshape(-1), b.reshape(-1), scratch)
    if difference is None:
        raise SelectionError(f"{key} holds no numbers that could be subtracted")
    return difference.reshape(a.shape)


def _real(difference: Array) -> npt.NDArray[np.float64]:
    return (np.abs(difference) if difference.dtype.kind == "c" else difference).astype(np.float64)


def _tiles(shape: tuple[int, int], steps: tuple[int, int]) -> Iterator[tuple[Span, Span]]:
    """Rows and columns of parts that end where blocks of ``steps`` end. About square, for what lies in columns."""
    side = math.isqrt(_TILE_VALUES)
    width = _whole_steps(min(shape[1], max(side, _TILE_VALUES // max(shape[0], 1))), steps[1])
    height = _whole_steps(_TILE_VALUES // max(min(width, shape[1]), 1), steps[0])
    for top in range(0, shape[0], height):
        for left in range(0, shape[1], width):
            yield (top, min(top + height, shape[0])), (left, min(left + width, shape[1]))


def _whole_steps(size: int, step: int) -> int:
    return max(1, size // step) * step


def _extremes(values: npt.NDArray[np.float64], steps: tuple[int, int]) -> npt.NDArray[np.float64]:
    """Of each block of ``steps`` the value of the largest magnitude; NaN only where there is nothing else."""
    for axis, step in enumerate(steps):
        if step > 1:
            starts = np.arange(0, values.shape[axis], step)
            high = np.fmax.reduceat(values, starts, axis=axis)
            low = np.fmin.reduceat(values, starts, axis=axis)
            values = np.where(high >= -low, high, low)
    return values
