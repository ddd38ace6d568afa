"""Many small blocks compared at once: beginning a numpy call takes longer than what it does to a hundred numbers.

Blocks of one size and type are the rows of an array. What is found of each is to the last bit what :func:`.compared` finds
of it alone, which all is left to that takes a second look: NaN and infinities, complex numbers, 64-bit integers, text,
views of any strides, what can't be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.moments import lane_sums_of_rows
from inspector.analysis.power_of_two_bins import Counts, PowerOfTwoBins, counts_of_rows
from inspector.buffers import Scratch
from inspector.comparing.block_difference import EXACT, NEAR, BlockDifference, Tolerance, common_type, is_kept
from inspector.comparing.paired_blocks import BlockRequest, mean_the_same
from inspector.jobs import Job
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DType
from inspector.tensors.reading_together import read_together

__all__ = ["compared_together"]

Array = npt.NDArray[Any]

#: Of larger blocks numpy works longer than it takes to begin.
_MAX_ELEMENTS = 1 << 12
#: So many are in memory at once.
_MAX_BLOCKS = 1 << 9
#: Rows of so many numbers, and their sums, stay in the cache from one call to the next.
_ELEMENTS_AT_ONCE = 1 << 16
_MAX_ROWS = 1 << 7


def compared_together(
    requests: Sequence[BlockRequest], job: Job, scratch: Scratch
) -> dict[int, BlockDifference | None]:
    """What comparing gives of the small blocks among the requests, by their place; those are missing that are left."""
    found: dict[int, BlockDifference | None] = {}
    small = [place for place, request in enumerate(requests) if _is_small(request)]
    for start in range(0, len(small), _MAX_BLOCKS):
        places = small[start : start + _MAX_BLOCKS]
        job.check()
        for alike, a, b in _alike([requests[place] for place in places]):
            job.check()
            request = requests[places[alike[0]]]
            for index, outcome in _compared(a, b, request, scratch):
                found[places[alike[index]]] = outcome
    return found


def _is_small(request: BlockRequest) -> bool:
    a, b = request.block.a, request.block.b
    return (
        a.numel <= _MAX_ELEMENTS
        and request.binned_every == 1
        and not request.even_if_equal
        and a.quantization is None
        and b.quantization is None
    )


def _alike(requests: Sequence[BlockRequest]) -> Iterator[tuple[list[int], list[bytes], list[bytes]]]:
    """Those of one size and type: their places, and what they hold in A and in B."""
    data_a = read_together([request.block.a for request in requests])
    data_b = read_together([request.block.b for request in requests])
    groups: dict[tuple[int, DType, DType, Tolerance], list[int]] = defaultdict(list)
    for place, (request, a, b) in enumerate(zip(requests, data_a, data_b, strict=True)):
        if a is not None and b is not None:
            groups[len(a), request.block.a.dtype, request.block.b.dtype, request.tolerance].append(place)
    for (nbytes, dtype, *_), places in groups.items():
        step = max(1, min(_MAX_ROWS, _ELEMENTS_AT_ONCE * dtype.itemsize // nbytes))
        for start in range(0, len(places), step):
            part = places[start : start + step]
            yield part, [data_a[place] or b"" for place in part], [data_b[place] or b"" for place in part]


def _compared(
    data_a: list[bytes], data_b: list[bytes], request: BlockRequest, scratch: Scratch
) -> Iterator[tuple[int, BlockDifference | None]]:
    """What is found of blocks like the one of ``request``, by their place."""
    block = request.block
    places: list[int] | range = range(len(data_a))
    if mean_the_same(block.a, block.b):
        places = [place for place, (a, b) in enumerate(zip(data_a, data_b, strict=True)) if a != b]
        yield from ((place, None) for place, (a, b) in enumerate(zip(data_a, data_b, strict=True)) if a == b)
    if not places:
        return
    a, b = (
        decode(np.frombuffer(b"".join([data[place] for place in places]), dtype.stored_dtype), dtype)
        for data, dtype in ((data_a, block.a.dtype), (data_b, block.b.dtype))
    )
    dtype = common_type(a.dtype, b.dtype)
    if dtype is None or not all(side.dtype.kind in "iuf" and is_kept(side.dtype, dtype) for side in (a, b)):
        return
    x, y = (side.astype(dtype, copy=False).reshape(len(places), -1) for side in (a, b))
    yield from ((places[row], found) for row, found in _differences(x, y, request.tolerance, scratch))


def _differences(x: Array, y: Array, tolerance: Tolerance, scratch: Scratch) -> Iterator[tuple[int, BlockDifference]]:
    """How rows of floats differ, by their number; those are missing in which some number or difference is not finite."""
    gaps = y - x
    sizes = np.abs(gaps)
    largest_at = sizes.argmax(axis=1)
    largest = np.take_along_axis(sizes, largest_at[:, np.newaxis], axis=1)[:, 0]
    rows = np.flatnonzero(np.isfinite(largest))
    if not len(rows):
        return
    if len(rows) < len(x):
        x, y, gaps, sizes, largest_at, largest = (part[rows] for part in (x, y, gaps, sizes, largest_at, largest))
    differing = outside = np.count_nonzero(sizes, axis=1)
    if tolerance != EXACT:
        outside = np.count_nonzero(sizes > tolerance.atol + tolerance.rtol * np.abs(y), axis=1)
    count = x.shape[1]
    columns = (differing, outside, largest, largest_at, *_sums(x, y, gaps, sizes, scratch))
    numbers = zip(*(column.tolist() for column in columns), strict=True)
    histograms = zip(_counted((x, y)), _counted((gaps,), largest), strict=True)
    for row, (one, (values, differences)) in zip(rows.tolist(), zip(numbers, histograms, strict=True), strict=True):
        differs, beyond, most, at, sum_abs, aa, bb, ab, ad, dd = one
        yield (
            row,
            BlockDifference(
                count, differs, beyond, 0, count, most, at, sum_abs, aa, bb, ab, ad, dd, values, differences
            ),
        )


def _sums(x: Array, y: Array, gaps: Array, sizes: Array, scratch: Scratch) -> tuple[Array, ...]:
    """Of each row the sums of the sizes of the differences, and of the products aa, bb, ab, ad and dd."""
    x, gaps = x.astype(np.float64), gaps.astype(np.float64)
    sum_abs, aa, ad, dd = (
        lane_sums_of_rows(rows, scratch) for rows in (sizes.astype(np.float64), x * x, x * gaps, gaps * gaps)
    )
    ab, bb = aa + ad, aa + 2 * ad + dd
    far = np.flatnonzero(~(dd < NEAR * aa))  # else products with b follow from those with the difference
    if len(far):
        x, y = x[far], y[far].astype(np.float64)
        ab[far], bb[far] = lane_sums_of_rows(x * y, scratch), lane_sums_of_rows(y * y, scratch)
    return sum_abs, aa, bb, ab, ad, dd


def _counted(sets: tuple[Array, ...], largest: Array | None = None) -> Iterator[Counts]:
    """The counts of each row of the sets, on a grid of its own; ``largest`` is the size of the largest number, if known."""
    lows = -largest if largest is not None else np.min([rows.min(axis=1) for rows in sets], axis=0)
    highs = largest if largest is not None else np.max([rows.max(axis=1) for rows in sets], axis=0)
    grids = [
        PowerOfTwoBins.over(low, high, sets[0].dtype) for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
    ]
    counts = np.stack([counts_of_rows(grids, rows) for rows in sets], axis=1)
    if sets[0].shape[1] <= np.iinfo(np.uint8).max:
        counts = counts.astype(np.uint8)
    for grid, found in zip(grids, counts, strict=True):
        yield Counts(grid, found[:, : grid.bins].copy())
