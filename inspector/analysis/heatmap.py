"""A picture of a two-dimensional slice, in which every cell says something true of all the values it covers.

Where a slice has more values than a screen has points, a cell stands for a block of them: for the one of the largest
magnitude, so that a single outlier among millions is seen, or for their mean or root mean square. All of the window shown
is read, a tile at a time; a smaller window has smaller blocks, down to one value each.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.buffers import Scratch
from inspector.execution import in_order
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.reading import read_values
from inspector.tensors.slices import Slice2D
from inspector.wording import translatable

__all__ = [
    "MAX_POINTS",
    "MAX_TILES",
    "NonFinite",
    "Picture",
    "Readable",
    "Reduction",
    "Window",
    "framed",
    "has_tiles",
    "kernels",
    "picture",
    "robust_limit",
    "tiles",
]

Array = npt.NDArray[Any]
Cells = npt.NDArray[np.float64]
Span = tuple[int, int]

#: Rows and columns of a picture at most.
MAX_POINTS = 1024
#: Kernels shown side by side along each axis at most.
MAX_TILES = 64
#: Kernels larger than this are pictures of their own rather than tiles.
_MAX_KERNEL = 16
#: Values read at once.
_TILE_VALUES = 1 << 19
#: Share of the cells that the colors span; a few outliers would make all others look like zero.
_SPANNED = 0.995


class Reduction(enum.Enum):
    """What a cell shows of the finite values it covers."""

    EXTREME = translatable("largest magnitude")
    MEAN = translatable("mean")
    RMS = translatable("rms")


class NonFinite(enum.IntFlag):
    """What is not finite among the values a cell covers."""

    NONE = 0
    NAN = 1
    INFINITE = 2


class Readable(Protocol):
    """A two-dimensional array of numbers that is read a part at a time, such as a :class:`Slice2D`."""

    @property
    def rows(self) -> int:
        """Number of rows."""

    @property
    def columns(self) -> int:
        """Number of columns."""

    @property
    def is_row_major(self) -> bool:
        """Whether neighbours in a row lie closer together in the file than neighbours in a column."""

    def read(self, rows: Span, columns: Span) -> Array:
        """The values of rows [start, stop) and columns [start, stop), shape [rows, columns]."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a slice is shown: rows [start, stop) and columns [start, stop)."""

    rows: Span
    columns: Span

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return self.rows[1] - self.rows[0], self.columns[1] - self.columns[0]

    @classmethod
    def whole(cls, source: Readable) -> Window:
        """All of a slice."""
        return cls((0, source.rows), (0, source.columns))


@dataclass(frozen=True, slots=True)
class Picture:
    """The cells of ``window``, each of ``steps`` rows and columns of values (fewer at the end).

    ``values`` is float64 of shape [rows, columns]: what ``reduction`` makes of the finite values of a cell, NaN where it
    has none. ``non_finite`` holds the :class:`NonFinite` flags of each cell, uint8 of the same shape. ``limit`` is where
    the colors end on both sides of zero. ``tile`` is the height and width of one kernel with its gap, or None if the
    picture is a plain slice; ``counts`` are then how many outputs and inputs there are of the kernels that are shown.
    """

    values: Cells
    non_finite: npt.NDArray[np.uint8]
    window: Window
    steps: tuple[int, int]
    limit: float
    reduction: Reduction = Reduction.EXTREME
    tile: tuple[int, int] | None = None
    counts: tuple[int, int] | None = None

    @property
    def clipped(self) -> int:
        """How many cells lie beyond the colors."""
        with np.errstate(invalid="ignore"):
            return int(np.count_nonzero(np.abs(self.values) > self.limit))


def picture(
    source: Readable,
    job: Job | None = None,
    *,
    window: Window | None = None,
    reduction: Reduction = Reduction.EXTREME,
    what: str = "Reading the slice",
) -> Picture:
    """``window`` of a slice (all of it if None) in at most :data:`MAX_POINTS` cells along each axis.

    Complex numbers are shown by their magnitude. Raises SelectionError for a window outside the slice and for what holds
    no numbers, and what reading raises.
    """
    job = job or Job()
    window = window or Window.whole(source)
    rows, columns = window.shape
    steps = max(1, -(-rows // MAX_POINTS)), max(1, -(-columns // MAX_POINTS))
    cells = _Cells.empty(-(-rows // steps[0]), -(-columns // steps[1]))

    def work(part: _Part, _scratch: Scratch) -> _Cells:
        job.check()
        read = source.read(_moved(part[0], window.rows[0]), _moved(part[1], window.columns[0]))
        return _reduced(
            np.abs(read) if read.dtype.kind == "c" else read,
            (_starts(part[0], steps[0]), _starts(part[1], steps[1])),
            reduction,
        )

    done = 0
    with closing(in_order(_parts((rows, columns), steps, by_rows=source.is_row_major), work)) as parts:
        for part, found in parts:
            (top, bottom), (left, right) = part
            cells.merge(found, top // steps[0], left // steps[1], reduction)
            done += (bottom - top) * (right - left)
            job.report(done, rows * columns, what)
    return Picture(cells.values, cells.non_finite, window, steps, robust_limit(cells.values), reduction)


_Part = tuple[Span, Span]
_Starts = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]


def _moved(span: Span, start: int) -> Span:
    return span[0] + start, span[1] + start


def _parts(shape: tuple[int, int], steps: tuple[int, int], *, by_rows: bool) -> Iterator[_Part]:
    """Rows and columns of parts to read, as long along the axis that lies together as can be.

    They end where cells end, save in cells of more values than are read at once.
    """
    along, over = (1, 0) if by_rows else (0, 1)
    length = _whole_steps(_TILE_VALUES, steps[along])
    width = _whole_steps(_TILE_VALUES // max(min(length, shape[along]), 1), steps[over])
    for begin in range(0, shape[over], width):
        for first in range(0, shape[along], length):
            inner = first, min(first + length, shape[along])
            outer = begin, min(begin + width, shape[over])
            yield (outer, inner) if by_rows else (inner, outer)


def _whole_steps(size: int, step: int) -> int:
    """``size`` or a little less: whole cells, or a whole part of one."""
    if size >= step:
        return size // step * step
    return -(-step // -(-step // max(size, 1)))


def _starts(span: Span, step: int) -> npt.NDArray[np.intp]:
    """Where cells begin in a part of an axis, counted from its own beginning; the first may be cut."""
    return np.maximum(np.arange(span[0] // step * step, span[1], step) - span[0], 0)


@dataclass(slots=True)
class _Cells:
    """What is known of some cells: the reduced values, how many finite ones that is of, and the flags of the others."""

    values: Cells
    counts: npt.NDArray[np.int64]
    non_finite: npt.NDArray[np.uint8]

    @classmethod
    def empty(cls, rows: int, columns: int) -> _Cells:
        shape = (rows, columns)
        return cls(np.full(shape, np.nan), np.zeros(shape, np.int64), np.zeros(shape, np.uint8))

    def merge(self, other: _Cells, row: int, column: int, reduction: Reduction) -> None:
        """Add what was found of cells from ``row`` and ``column`` on, which may be a part of their values."""
        height, width = other.values.shape
        place = slice(row, row + height), slice(column, column + width)
        ours, theirs = self.values[place], other.values
        counts = self.counts[place] + other.counts
        with np.errstate(invalid="ignore", divide="ignore"):
            share = other.counts / counts
            if reduction is Reduction.EXTREME:
                merged = np.where(np.abs(theirs) > np.abs(ours), theirs, ours)
            elif reduction is Reduction.MEAN:
                merged = ours + (theirs - ours) * share
            else:
                merged = np.hypot(ours * np.sqrt(1 - share), theirs * np.sqrt(share))
        self.values[place] = np.where(np.isnan(ours), theirs, np.where(np.isnan(theirs), ours, merged))
        self.counts[place] = counts
        self.non_finite[place] |= other.non_finite


def _reduced(numbers: Array, starts: _Starts, reduction: Reduction) -> _Cells:
    if reduction is Reduction.EXTREME:
        found = kernel.extremes(numbers.astype(np.float32) if numbers.itemsize < 4 else numbers, *starts)
        if found is not None:
            return _Cells(*found)
    values = numbers.astype(np.float64)
    finite = np.isfinite(values)
    if finite.all():
        shape = len(starts[0]), len(starts[1])
        sizes = (np.diff(start, append=size) for start, size in zip(starts, values.shape, strict=True))
        return _Cells(_REDUCTIONS[reduction](values, starts), np.outer(*sizes), np.zeros(shape, np.uint8))
    flags = _over_cells(np.bitwise_or, _kinds(values), starts)
    counts = _over_cells(np.add, finite.astype(np.int64), starts)
    return _Cells(_REDUCTIONS[reduction](np.where(finite, values, np.nan), starts), counts, flags)


def _kinds(values: Cells) -> npt.NDArray[np.uint8]:
    """The :class:`NonFinite` flag of each value."""
    kinds = np.where(np.isfinite(values), NonFinite.NONE, np.where(np.isnan(values), NonFinite.NAN, NonFinite.INFINITE))
    return kinds.astype(np.uint8)


def _over_cells(function: np.ufunc, values: Array, starts: _Starts) -> Array:
    for axis in (1, 0):
        if len(starts[axis]) < values.shape[axis]:
            values = function.reduceat(values, starts[axis], axis=axis)
    return values


def _extremes(values: Cells, starts: _Starts) -> Cells:
    high = _over_cells(np.fmax, values, starts)
    low = _over_cells(np.fmin, values, starts)
    return np.where(high >= -low, high, low) + 0.0  # no -0


def _means(values: Cells, starts: _Starts) -> Cells:
    """Of shares of the largest magnitude, so that no sum overflows."""
    largest = float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
    present = ~np.isnan(values)
    sums = _over_cells(np.add, np.where(present, values / largest, 0.0), starts)
    return sums / _over_cells(np.add, present.astype(np.float64), starts) * largest


def _root_mean_squares(values: Cells, starts: _Starts) -> Cells:
    largest = float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
    return np.sqrt(_means(np.square(values / largest), starts)) * largest


_REDUCTIONS: dict[Reduction, Callable[[Cells, _Starts], Cells]] = {
    Reduction.EXTREME: _extremes,
    Reduction.MEAN: _means,
    Reduction.RMS: _root_mean_squares,
}


def has_tiles(source: Slice2D) -> bool:
    """Whether the tensor is a bank of small kernels: [outputs, inputs, height, width]."""
    shape = source.entry.shape
    kind = source.entry.dtype.kind
    return len(shape) == 4 and kind is not Kind.COMPLEX and 1 < max(shape[2:]) <= _MAX_KERNEL and 0 not in shape


def tiles(source: Slice2D, job: Job, start: tuple[int, int] = (0, 0)) -> Picture:
    """Kernels of a convolution side by side from ``start`` on: outputs as rows, inputs as columns, a gap between."""
    job.check()
    return framed(kernels(source, start), start, (source.entry.shape[0], source.entry.shape[1]))


def kernels(source: Slice2D, start: tuple[int, int] = (0, 0)) -> Array:
    """:data:`MAX_TILES` outputs and inputs of a convolution from ``start`` on; shape [outputs, inputs, height, width]."""
    return read_values(source.entry.region(tuple(slice(first, first + MAX_TILES) for first in start)))


def framed(kernels: Array, start: tuple[int, int], counts: tuple[int, int]) -> Picture:
    """The picture of kernels of shape [outputs, inputs, height, width] side by side, ``counts`` of which there are."""
    outputs, inputs, height, width = kernels.shape
    padded = np.full((outputs, inputs, height + 1, width + 1), np.nan)
    padded[:, :, :height, :width] = kernels
    values = padded.transpose(0, 2, 1, 3).reshape(outputs * (height + 1), inputs * (width + 1))[:-1, :-1]
    rows, columns = np.arange(values.shape[0]) % (height + 1), np.arange(values.shape[1]) % (width + 1)
    inside = np.outer(rows < height, columns < width)
    return Picture(
        np.where(np.isfinite(values), values, np.nan),
        np.where(inside, _kinds(values), np.uint8(0)),
        Window((start[0], start[0] + outputs), (start[1], start[1] + inputs)),
        (1, 1),
        robust_limit(values),
        tile=(height + 1, width + 1),
        counts=counts,
    )


def robust_limit(values: Cells) -> float:
    """The magnitude that all but a few of the finite values stay below; 1 if all are zero or none is finite."""
    magnitudes = np.abs(values[np.isfinite(values)])
    if not magnitudes.size:
        return 1.0
    rank = math.ceil(_SPANNED * magnitudes.size) - 1
    limit = float(np.partition(magnitudes, rank)[rank]) or float(magnitudes.max())
    return limit or 1.0
