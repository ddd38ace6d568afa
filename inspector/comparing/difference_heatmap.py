"""A picture of how two tensors differ along a two-dimensional slice: that of their difference, read from both files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy.typing as npt

from inspector.analysis.heatmap import Picture, Reduction, Window, framed, kernels, picture
from inspector.buffers import Scratch
from inspector.comparing.block_difference import subtracted
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.slices import Slice2D

__all__ = ["SlicePair", "difference_picture", "difference_tiles"]

Array = npt.NDArray[Any]
Span = tuple[int, int]


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

    @property
    def is_row_major(self) -> bool:
        """Whether neighbours in a row lie closer together in A than neighbours in a column."""
        return self.a.is_row_major

    def read(self, rows: Span, columns: Span) -> Array:
        """``b - a`` of rows [start, stop) and columns [start, stop), shape [rows, columns].

        Raises SelectionError for what is no number, and what reading raises.
        """
        return _difference(self.a.read(rows, columns), self.b.read(rows, columns), self.a.entry.key, Scratch())


def difference_picture(
    pair: SlicePair,
    job: Job | None = None,
    *,
    window: Window | None = None,
    reduction: Reduction = Reduction.EXTREME,
) -> Picture:
    """``b - a`` along the slice, of complex numbers the magnitude of it; NaN where only one of both is finite.

    Raises SelectionError for what is no number, and what reading raises.
    """
    return picture(pair, job, window=window, reduction=reduction, what=f"Comparing {pair.a.entry.key}")


def difference_tiles(pair: SlicePair, job: Job | None = None, start: tuple[int, int] = (0, 0)) -> Picture:
    """How kernels of two convolutions differ, side by side, from output and input ``start`` on."""
    (job or Job()).check()
    a, b = kernels(pair.a, start), kernels(pair.b, start)
    outputs, inputs = pair.a.entry.shape[:2]
    return framed(_difference(a, b, pair.a.entry.key, Scratch()), start, (outputs, inputs))


def _difference(a: Array, b: Array, key: str, scratch: Scratch) -> Array:
    difference = subtracted(a.reshape(-1), b.reshape(-1), scratch)
    if difference is None:
        raise SelectionError(f"{key} holds no numbers that could be subtracted")
    return difference.reshape(a.shape)
