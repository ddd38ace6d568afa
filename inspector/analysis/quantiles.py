"""Exact quantiles of tensors of any size, in bounded memory.

A type of at most 16 bits is counted by code, and its quantiles follow from the counts. Wider numbers are found by their
bits: an unsigned integer of the same order (:func:`order_key`) is counted by its top 16 bits, then by the next 16 among
those that share them with an answer, until what is left can be sorted. That is a pass for each 16 bits at most: two for
float32, rarely more for float64.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.codes import ValueCounts, code_values, tally
from inspector.analysis.counting import count_codes
from inspector.analysis.passes import Elements, has_whole_numbers
from inspector.analysis.range_summary import magnitude
from inspector.buffers import Scratch
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["check_shares", "order_key", "quantiles", "quantiles_of_counts"]

Array = npt.NDArray[Any]
Keys = npt.NDArray[np.unsignedinteger[Any]]

_DIGIT_BITS = 16
_DIGITS = 1 << _DIGIT_BITS
#: Candidates that are fetched and sorted, instead of narrowing further.
_MOST_SORTED = 1 << 20


def quantiles(entry: TensorEntry, shares: Sequence[float], job: Job | None = None) -> dict[float, float]:
    """The quantile at each of ``shares`` (0 to 1) of the finite elements: an element each, an exact int of integers.

    Equal to ``numpy.quantile(x[numpy.isfinite(x)], share, method="inverted_cdf")``, of complex numbers by magnitude; NaN
    where no element is finite. Raises SelectionError for a share that is none, and for a tensor without numbers or data.
    """
    check_shares(shares)
    table = code_values(entry.values)
    if table is not None:
        elements = Elements(entry, job or Job())
        return _numbers(quantiles_of_counts(tally(elements, table), shares), elements.entry)
    # the first pass over all of it, and at worst one for each 16 bits
    elements = Elements(entry, job or Job(), passes=max(1, entry.values.dtype.itemsize // 2))
    return _numbers(_selected(elements, shares), elements.entry)


def quantiles_of_counts(distinct: ValueCounts, shares: Sequence[float]) -> dict[float, float]:
    """The same of values that were counted; see :func:`quantiles`."""
    below = np.cumsum(distinct.times)
    if not len(below) or not below[-1]:
        return dict.fromkeys(shares, math.nan)
    count = int(below[-1])
    places = np.searchsorted(below, [_rank(share, count) for share in shares], side="right")
    return {share: float(distinct.values[place]) for share, place in zip(shares, places, strict=True)}


def order_key(values: Array) -> Keys:
    """Unsigned integers of the same width in the same order as ``values`` (numbers, without NaN; -0 sorts below 0).

    Positive floats order as their bits do, negative ones the other way round; signed integers are shifted.
    """
    dtype = values.dtype
    bits: Keys = values.view(f"u{dtype.itemsize}")
    if dtype.kind in "ub":
        return bits
    sign = bits.dtype.type(1 << (8 * dtype.itemsize - 1))
    # of an integer the sign; of a float all bits if it is negative, else the sign
    mask = (
        sign
        if dtype.kind == "i"
        else (values.view(f"i{dtype.itemsize}") >> (8 * dtype.itemsize - 1)).view(bits.dtype) | sign
    )
    keys: Keys = bits ^ mask
    return keys


def _from_key(key: int, dtype: np.dtype[Any]) -> Any:
    """The number whose :func:`order_key` this is."""
    top = 1 << (8 * dtype.itemsize - 1)
    if dtype.kind == "i":
        key ^= top
    elif dtype.kind == "f":
        key ^= top if key & top else 2 * top - 1
    return np.array(key, f"u{dtype.itemsize}").view(dtype)[()]


def check_shares(shares: Sequence[float]) -> None:
    """Raise SelectionError for a share that is none."""
    for share in shares:
        if not 0 <= share <= 1:
            raise SelectionError(f"a quantile is a number from 0 to 1, not {share}")


def _rank(share: float, count: int) -> int:
    """The position of a quantile among ``count`` sorted elements, as ``numpy.quantile`` rounds for ``inverted_cdf``."""
    position = count * share - 1
    before = math.floor(position)
    return min(max(before + (position > before), 0), count - 1)


def _numbers(found: Mapping[float, float], entry: TensorEntry) -> dict[float, float]:
    """Whole numbers where the type has only such."""
    if not has_whole_numbers(entry):
        return {share: float(value) for share, value in found.items()}
    return {share: value if math.isnan(value) else int(value) for share, value in found.items()}


def _ordered(values: Array) -> Array:
    """The finite values that are ranked, in a type that has an order of bits."""
    ordered = magnitude(values)
    if ordered.dtype.kind == "f":
        if ordered.dtype.itemsize > 8:
            ordered = ordered.astype(np.float64)
        finite = np.isfinite(ordered)
        ordered = ordered if finite.all() else ordered[finite]
        ordered = ordered + ordered.dtype.type(0)  # one zero: -0.0 + 0.0 is 0.0
    return np.ascontiguousarray(ordered)


class _Candidates:
    """Elements whose keys begin with ``prefix`` (``known`` bits of it).

    ``ranks`` are those asked for among all elements, each with its rank among these.
    """

    def __init__(self, prefix: int, known: int, ranks: dict[int, int]) -> None:
        self.prefix = prefix
        self.known = known
        self.ranks = ranks
        self.counts: npt.NDArray[np.int64] = np.zeros(_DIGITS, np.int64)

    def narrowed(self) -> list[tuple[_Candidates, int]]:
        """The candidates for each rank after one more digit, and how many elements they are."""
        below = np.cumsum(self.counts)
        by_digit: dict[int, dict[int, int]] = {}
        for rank, inner in self.ranks.items():
            digit = int(np.searchsorted(below, inner, side="right"))
            by_digit.setdefault(digit, {})[rank] = inner - int(below[digit] - self.counts[digit])
        return [
            (_Candidates(self.prefix << _DIGIT_BITS | digit, self.known + _DIGIT_BITS, ranks), int(self.counts[digit]))
            for digit, ranks in by_digit.items()
        ]


def _selected(elements: Elements, shares: Sequence[float]) -> dict[float, Any]:
    """The numbers at the ranks of ``shares``, found by their bits."""
    dtype, first = _first_digits(elements)
    count = int(first.sum())
    if not count or dtype is None:
        return dict.fromkeys(shares, math.nan)
    ranks = {share: _rank(share, count) for share in shares}
    start = _Candidates(0, 0, {rank: rank for rank in ranks.values()})
    start.counts = first
    keys: dict[int, int] = {}
    candidates = [start]
    while candidates:
        several: list[_Candidates] = []
        few: list[_Candidates] = []
        for narrower, size in (found for each in candidates for found in each.narrowed()):
            if narrower.known == 8 * dtype.itemsize:
                keys |= dict.fromkeys(narrower.ranks, narrower.prefix)
            else:
                (few if size <= _MOST_SORTED // len(ranks) else several).append(narrower)
        for narrower, ascending in zip(few, _gathered(elements, few), strict=True):
            keys |= {rank: int(ascending[inner]) for rank, inner in narrower.ranks.items()}
        _count_next(elements, several)
        candidates = several
    return {share: _from_key(keys[rank], dtype) for share, rank in ranks.items()}


def _first_digits(elements: Elements) -> tuple[np.dtype[Any] | None, npt.NDArray[np.int64]]:
    """The type in which the elements are ranked, and how many keys begin with each 16 bits."""

    def count(values: Array, scratch: Scratch) -> tuple[np.dtype[Any], npt.NDArray[np.int64]]:
        ordered = _ordered(values)
        return ordered.dtype, _count_digits(order_key(ordered), 8 * ordered.dtype.itemsize - _DIGIT_BITS, scratch)

    total = np.zeros(_DIGITS, np.int64)
    dtype = None
    for dtype, counts in elements.map(read_values, count):  # noqa: B007 - the last one's is everybody's
        total += counts
    return dtype, total


def _count_next(elements: Elements, candidates: Sequence[_Candidates]) -> None:
    """Count the next 16 bits of each of the candidates, in one pass."""
    if not candidates:
        return

    def count(values: Array, scratch: Scratch) -> list[npt.NDArray[np.int64]]:
        keys = order_key(_ordered(values))
        bits = 8 * keys.dtype.itemsize
        return [
            _count_digits(_beginning_with(keys, each), bits - each.known - _DIGIT_BITS, scratch) for each in candidates
        ]

    for counts in elements.map(read_values, count):
        for each, counted in zip(candidates, counts, strict=True):
            each.counts += counted


def _gathered(elements: Elements, candidates: Sequence[_Candidates]) -> list[Keys]:
    """The keys of each of the candidates, sorted."""
    if not candidates:
        return []

    def gather(values: Array, _scratch: Scratch) -> list[Keys]:
        keys = order_key(_ordered(values))
        return [_beginning_with(keys, each) for each in candidates]

    parts = list(elements.map(read_values, gather))
    return [np.sort(np.concatenate([part[number] for part in parts])) for number in range(len(candidates))]


def _beginning_with(keys: Keys, candidates: _Candidates) -> Keys:
    shift = keys.dtype.type(8 * keys.dtype.itemsize - candidates.known)
    beginning: Keys = keys[(keys >> shift) == keys.dtype.type(candidates.prefix)]
    return beginning


def _count_digits(keys: Keys, shift: int, scratch: Scratch) -> npt.NDArray[np.int64]:
    digits = (keys >> keys.dtype.type(shift)).astype(np.uint16)
    return count_codes(digits, _DIGITS, scratch)
