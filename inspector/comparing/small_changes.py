"""Small tensors whose change is nothing simple, told by the hundred: of a fine-tune that is nearly all of them.

Each tensor of one shape and type is a row, and what :mod:`.hypotheses` and :mod:`.permutation` ask of a tensor is asked of
all rows at once. A row that anything might explain is left to them: they say what, and in which words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.spectrum import MAX_SIDE
from inspector.comparing.hypotheses import (
    EPSILON,
    MAX_RANK_SHARE,
    MAX_SHARE,
    MIN_INDICES,
    MIN_SIDE,
    SPARE_ROWS,
    roundings,
    scaling_tolerance,
)
from inspector.comparing.results import PairResult
from inspector.jobs import Job
from inspector.sources.storage import unwrapped
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DType
from inspector.tensors.reading_together import read_together

__all__ = ["beyond_explanation"]

Array = npt.NDArray[Any]
Rows = npt.NDArray[np.bool_]

#: Of larger tensors numpy works longer than it takes to begin.
_MAX_ELEMENTS = 1 << 12
#: So many are in memory at once.
_MAX_TENSORS = 1 << 9
#: Rows of so many numbers are looked at together, which bounds the memory.
_ELEMENTS_AT_ONCE = 1 << 17
#: How far above the noise singular values must be: those beside it are moved by rounding in another order.
_CLEARLY = 2.0


def beyond_explanation(results: Sequence[PairResult], job: Job) -> set[PairResult]:
    """Those of the results, all of which can be explained if anything can, that are known to have no explanation."""
    found: set[PairResult] = set()
    small = [one for one in results if one.a is not None and one.a.values.numel <= _MAX_ELEMENTS]
    small.sort(key=_position)  # so that neighbours are read together
    for start in range(0, len(small), _MAX_TENSORS):
        job.check()
        for group, a, b in _alike(small[start : start + _MAX_TENSORS]):
            with np.errstate(all="ignore"):
                may_be = _may_be_simple(a, b, group[0])
            found.update(group[row] for row in np.flatnonzero(~may_be).tolist())
    return found


def _position(result: PairResult) -> int:
    storage = result.a.values.storage if result.a is not None else None
    return unwrapped(storage)[1] if storage is not None else 0


def _alike(results: Sequence[PairResult]) -> Iterator[tuple[list[PairResult], Array, Array]]:
    """Those of one shape and type, and the values of each side; shape [results, ...]."""
    sides = [[side.values for one in results if (side := getattr(one, name)) is not None] for name in ("a", "b")]
    data = list(map(read_together, sides))
    groups: dict[tuple[tuple[int, ...], DType, DType], list[int]] = defaultdict(list)
    for place, (a, b) in enumerate(zip(*sides, strict=True)):
        is_plain = a.quantization is None and b.quantization is None
        if is_plain and data[0][place] is not None and data[1][place] is not None:
            groups[a.shape, a.dtype, b.dtype].append(place)
    for (shape, *dtypes), every in groups.items():
        step = max(1, _ELEMENTS_AT_ONCE // math.prod(shape))
        for start in range(0, len(every), step):
            places = every[start : start + step]
            a, b = (
                decode(np.frombuffer(b"".join([read[place] or b"" for place in places]), dtype.stored_dtype), dtype)
                for read, dtype in zip(data, dtypes, strict=True)
            )
            yield [results[place] for place in places], a.reshape(-1, *shape), b.reshape(-1, *shape)


def _may_be_simple(a: Array, b: Array, like: PairResult) -> Rows:
    """Which of the rows may have an explanation; all are of the types of ``like``."""
    assert like.a is not None
    assert like.b is not None
    dtype_a, dtype_b = like.a.values.dtype, like.b.values.dtype
    x, y = a.reshape(len(a), -1), b.reshape(len(b), -1)
    equal = (x == y) | (np.isnan(x) & np.isnan(y))
    found: Rows = (equal | (y == 0)).all(axis=1)  # pruned
    for rounding in roundings(dtype_a, dtype_b):
        found |= rounding.agree(x, y)
    found |= _few_indices(equal.reshape(a.shape))
    if dtype_a == dtype_b:
        found |= _may_be_permuted(x, y)
    left = np.flatnonzero(~found)
    if len(left):
        a, b = a[left].astype(np.float64), b[left].astype(np.float64)
        found[left] = _may_be_scaled(a.reshape(len(a), -1), b.reshape(len(b), -1), scaling_tolerance(dtype_a, dtype_b))
        if a.ndim == 3 and MIN_SIDE <= min(a.shape[1:]) <= MAX_SIDE and dtype_b.name in EPSILON:
            found[left] |= _may_be_low(b - a, b, EPSILON[dtype_b.name])
    return found


def _few_indices(equal: Rows) -> Rows:
    """Where only few indices of an axis of a row differ; ``equal`` are its elements."""
    found = np.zeros(len(equal), np.bool_)
    axes = range(1, equal.ndim)
    for axis in axes:
        if equal.ndim > 2 and equal.shape[axis] >= MIN_INDICES:
            differs = ~equal.all(axis=tuple(other for other in axes if other != axis))
            found |= np.count_nonzero(differs, axis=1) <= MAX_SHARE * equal.shape[axis]
    return found


def _may_be_scaled(x: Array, y: Array, tolerance: float) -> Rows:
    """Where one factor leads from each number of ``x`` to that of ``y``, in float64; from NaN and infinities none does."""
    if not math.isfinite(tolerance):
        return np.zeros(len(x), np.bool_)
    largest = np.abs(x).argmax(axis=1)[:, np.newaxis]
    factors = np.take_along_axis(y, largest, axis=1) / np.take_along_axis(x, largest, axis=1)
    fits: Rows = (np.abs(y - x * factors) <= tolerance * np.abs(y)).all(axis=1)
    return fits


def _may_be_low(difference: Array, b: Array, epsilon: float) -> Rows:
    """Where the rank of a difference may be low; as ``LowRank`` asks a part of it."""
    rows, columns = difference.shape[1:]
    most = int(MAX_RANK_SHARE * min(rows, columns))
    needed = min(most + SPARE_ROWS, rows, columns)
    part = difference[:, :needed]
    products = part @ part.transpose(0, 2, 1)
    found: Rows = np.isfinite(products).all(axis=(1, 2))
    values = np.sqrt(np.maximum(np.linalg.eigvalsh(products[found]), 0.0))
    size = np.sqrt(np.square(b[found]).mean(axis=(1, 2)))
    noise = epsilon / 2 * size * (math.sqrt(rows) + math.sqrt(columns))
    floor = np.maximum(values[:, -1] * math.sqrt(needed * EPSILON["float64"]), noise)
    found[found] = np.count_nonzero(values > _CLEARLY * floor[:, np.newaxis], axis=1) <= most
    return found


def _may_be_permuted(x: Array, y: Array) -> Rows:
    """Where both have the same elements, in any order, to the last bit."""
    x, y = (np.sort(np.ascontiguousarray(side).view(f"u{side.itemsize}"), axis=1) for side in (x, y))
    found: Rows = (x == y).all(axis=1)
    return found
