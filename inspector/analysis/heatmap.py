"""A picture of a two-dimensional slice: its values, or every n-th of them where it has more than a screen has points.

Values are taken, not averaged: the average of weights is near zero everywhere and would show nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.reading import read_values
from inspector.tensors.slices import Slice2D

__all__ = [
    "MAX_POINTS",
    "Picture",
    "framed",
    "has_tiles",
    "kernels",
    "picture",
    "picture_steps",
    "robust_limit",
    "tiles",
]

Array = npt.NDArray[Any]

#: Rows and columns of a picture at most.
MAX_POINTS = 1024
#: Kernels larger than this are pictures of their own rather than tiles.
_MAX_KERNEL = 16
_MAX_TILES = 64
#: Share of the values that the colours span; a few outliers would make all others look like zero.
_SPANNED = 0.995


@dataclass(frozen=True, slots=True)
class Picture:
    """``values`` is float64 of shape [rows, columns]; one of its points stands for ``steps`` rows and columns.

    ``limit`` is where the colours end on both sides of zero. ``tile`` is the height and width of one tile with its gap, or
    None if the picture is a plain slice; gaps are NaN. A point shows the first of the values it stands for, or, where
    ``is_extreme``, the one of the largest magnitude.
    """

    values: npt.NDArray[np.float64]
    steps: tuple[int, int]
    limit: float
    tile: tuple[int, int] | None = None
    is_extreme: bool = False


def picture_steps(source: Slice2D) -> tuple[int, int]:
    """How many rows and columns one point of the slice's picture stands for."""
    return -(-source.rows // MAX_POINTS), -(-source.columns // MAX_POINTS)


def picture(source: Slice2D, job: Job) -> Picture:
    """The slice as a picture of at most :data:`MAX_POINTS` points along each axis. Complex numbers by their magnitude."""
    job.check()
    steps = picture_steps(source)
    values = _plain(_stepped(source, steps))
    return Picture(values, steps, robust_limit(values))


def _stepped(source: Slice2D, steps: tuple[int, int]) -> Array:
    if steps == (1, 1) or source.entry.dtype.elements_per_unit != 1 or source.entry.dtype.values_per_element != 1:
        rows, columns = (
            min(size, MAX_POINTS * step) for size, step in zip((source.rows, source.columns), steps, strict=True)
        )
        return source.read((0, rows), (0, columns))[:: steps[0], :: steps[1]]
    region: list[slice | int] = list(source.index)
    if source.down is not None:
        region[source.down] = slice(None, None, steps[0])
    if source.across is not None:
        region[source.across] = slice(None, None, steps[1])
    values = read_values(source.entry.region(tuple(region)))
    if source.down is not None and source.across is not None and source.down > source.across:
        values = values.T
    return values.reshape(-(-source.rows // steps[0]), -(-source.columns // steps[1]))


def has_tiles(source: Slice2D) -> bool:
    """Whether the tensor is a bank of small kernels: [outputs, inputs, height, width]."""
    shape = source.entry.shape
    kind = source.entry.dtype.kind
    return len(shape) == 4 and kind is not Kind.COMPLEX and 1 < max(shape[2:]) <= _MAX_KERNEL and 0 not in shape


def tiles(source: Slice2D, job: Job) -> Picture:
    """The first kernels of a convolution side by side: outputs down, inputs across, with a gap between."""
    job.check()
    return framed(_plain(kernels(source)))


def kernels(source: Slice2D) -> Array:
    """The first kernels of a convolution; shape [outputs, inputs, height, width]."""
    outputs, inputs = source.entry.shape[:2]
    return read_values(source.entry.region((slice(min(outputs, _MAX_TILES)), slice(min(inputs, _MAX_TILES)))))


def framed(kernels: npt.NDArray[np.float64]) -> Picture:
    """The picture of kernels of shape [outputs, inputs, height, width] side by side."""
    outputs, inputs, height, width = kernels.shape
    padded = np.full((outputs, inputs, height + 1, width + 1), np.nan)
    padded[:, :, :height, :width] = kernels
    values = padded.transpose(0, 2, 1, 3).reshape(outputs * (height + 1), inputs * (width + 1))[:-1, :-1]
    return Picture(values, (1, 1), robust_limit(values), (height + 1, width + 1))


def _plain(values: Array) -> npt.NDArray[np.float64]:
    return (np.abs(values) if values.dtype.kind == "c" else values).astype(np.float64)


def robust_limit(values: npt.NDArray[np.float64]) -> float:
    """The magnitude that all but a few of the finite values stay below; 1 if all are zero or none is finite."""
    magnitudes = np.abs(values[np.isfinite(values)])
    if not magnitudes.size:
        return 1.0
    limit = float(np.quantile(magnitudes, _SPANNED)) or float(magnitudes.max())
    return limit or 1.0
