"""Exact quantiles of tensors of any size, in bounded memory.

A type of at most 16 bits is counted by code, and its quantiles follow from the counts. Wider numbers are found by their
bits: an unsigned integer of the same order (:func:`order_key`), less that of the least, is counted by its top 16 bits, then
those that share them with an answer are sorted if they are few, else counted by the next 16. That is three passes, one of
them for the range; rarely more, and only two where the range spans few numbers.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.analysis.codes import ValueCounts, code_values, tally
from inspector.analysis.counting import count_codes
from inspector.analysis.passes import Elements, has_whole_numbers
from inspector.analysis.range_summary import RangeSummary, magnitude, survey_of
from inspector.buffers import Scratch
from inspector.errors import SelectionError
from inspector.execution import Workers
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["check_shares", "order_key", "quantiles", "quantiles_of_counts"]

Array = npt.NDArray[Any]
Keys = npt.NDArray[np.unsignedinteger[Any]]

_DIGIT_BITS = 16
_DIGITS = 1 << _DIGIT_BITS
#: So few elements are sorted at once: counting takes a millisecond, however few there are.
_FEW = 1 << 13
#: Candidates that are fetched and sorted, instead of narrowing further.
_MOST_SORTED = 1 << 20


def quantiles(
    entry: TensorEntry, shares: Sequence[float], job: Job | None = None, workers: Workers | None = None
) -> dict[float, float]:
    """The quantile at each of ``shares`` (0 to 1) of the finite elements: an element each, an exact int of integers.

    Equal to ``numpy.quantile(x[numpy.isfinite(x)], share, method="inverted_cdf")``, of complex numbers by magnitude; NaN
    where no element is finite. Raises SelectionError for a share that is none, and for a tensor without numbers or data.
    """
    check_shares(shares)
    table = code_values(entry.values)
    if table is not None:
        elements = Elements(entry, job or Job(), workers=workers)
        return _numbers(quantiles_of_counts(tally(elements, table), shares), elements.entry)
    elements = Elements(entry, job or Job(), passes=3, workers=workers)
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
    """Unsigned integers of the same width in the same order as ``values`` (numbers, without NaN; -0 is 0).

    Positive floats order as their bits do, negative ones the other way round; signed integers are shifted.
    """
    dtype = values.dtype
    if dtype.kind == "f":
        values = values + dtype.type(0)  # -0.0 + 0.0 is 0.0
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
    """The values as they are ranked, in a type whose bits have an order: of 32 or 64 of them, as the kernel takes it."""
    ordered = magnitude(values)
    if ordered.dtype.itemsize < 4 or ordered.dtype.itemsize > 8:
        kind = ordered.dtype.kind
        ordered = ordered.astype({"f": np.float32 if ordered.dtype.itemsize < 4 else np.float64}.get(kind, np.int32))
    return np.ascontiguousarray(ordered)


class _Candidates:
    """Elements whose keys, less ``base``, are below ``2**(shift + 16)``; their digits are what is left of the shift.

    ``ranks`` are those asked for among all elements, each with its rank among these. ``counts`` are by digit.
    """

    def __init__(self, base: int, shift: int, ranks: dict[int, int]) -> None:
        self.base = base
        self.shift = shift
        self.ranks = ranks
        self.counts: npt.NDArray[np.int64] = np.zeros(_DIGITS, np.int64)

    def narrowed(self) -> tuple[dict[int, int], _Candidates | None, list[_Candidates]]:
        """After its digits were counted: the keys of ranks that are found, and the candidates for the others.

        First those of digits that are so few that they can be sorted, as one; then one for each other digit.
        """
        below = np.cumsum(self.counts)
        by_digit: dict[int, dict[int, int]] = {}
        for rank, inner in sorted(self.ranks.items()):
            digit = int(np.searchsorted(below, inner, side="right"))
            by_digit.setdefault(digit, {})[rank] = inner - int(below[digit] - self.counts[digit])
        if not self.shift:
            return {rank: self.base + digit for digit, ranks in by_digit.items() for rank in ranks}, None, []
        few = _Candidates(self.base, self.shift, {})
        several = []
        sorted_before = 0
        for digit, ranks in by_digit.items():
            size = int(self.counts[digit])
            if size <= _MOST_SORTED // len(by_digit):
                few.counts[digit] = size
                few.ranks |= {rank: sorted_before + inner for rank, inner in ranks.items()}
                sorted_before += size
            else:
                shift = max(0, self.shift - _DIGIT_BITS)
                several.append(_Candidates(self.base + (digit << self.shift), shift, ranks))
        return {}, few if few.ranks else None, several


def _selected(elements: Elements, shares: Sequence[float]) -> dict[float, Any]:
    """The numbers at the ranks of ``shares``, found by their keys unless there are few."""
    if elements.entry.numel <= _FEW:
        return _of_few(elements, shares)
    dtype, summary = _surveyed(elements)
    if dtype is None or not summary.finite:
        return dict.fromkeys(shares, math.nan)
    if summary.finite <= _FEW:
        return _of_few(elements, shares)
    ranks = {share: _rank(share, summary.finite) for share in shares}
    low, high = (int(order_key(np.array([end], dtype))[0]) for end in (summary.low, summary.high))
    shift = max(0, (high - low).bit_length() - _DIGIT_BITS)
    keys: dict[int, int] = {}
    several = [_Candidates(low, shift, {rank: rank for rank in ranks.values()})]
    while several:
        _count(elements, several)
        few = []
        wider, several = several, []
        for each in wider:
            found, sortable, narrower = each.narrowed()
            keys |= found
            several += narrower
            few += [sortable] if sortable is not None else []
        for each, ascending in zip(few, _gathered(elements, few), strict=True):
            keys |= {rank: each.base + int(ascending[inner]) for rank, inner in each.ranks.items()}
    return {share: _from_key(keys[rank], dtype) for share, rank in ranks.items()}


def _of_few(elements: Elements, shares: Sequence[float]) -> dict[float, Any]:
    """The same of few finite numbers, which are sorted."""
    parts = list(elements.map(read_values, _finite))
    ascending = np.sort(np.concatenate(parts)) if parts else np.empty(0)
    if not len(ascending):
        return dict.fromkeys(shares, math.nan)
    return {share: ascending[_rank(share, len(ascending))] for share in shares}


def _finite(values: Array, _scratch: Scratch) -> Array:
    """The finite numbers as they are ranked, among which there is no -0."""
    ordered = _ordered(values)
    if ordered.dtype.kind == "f":
        ordered = ordered[np.isfinite(ordered)] + ordered.dtype.type(0)
    return ordered


def _surveyed(elements: Elements) -> tuple[np.dtype[Any] | None, RangeSummary]:
    """The type in which the elements are ranked, and their survey."""
    total = RangeSummary()
    dtype = None
    for dtype, part in elements.map(read_values, _survey):  # noqa: B007 - the last one's is everybody's
        total = total.merged(part)
    return dtype, total


def _survey(values: Array, scratch: Scratch) -> tuple[np.dtype[Any], RangeSummary]:
    ordered = _ordered(values)
    return ordered.dtype, survey_of(ordered, scratch)


def _count(elements: Elements, candidates: Sequence[_Candidates]) -> None:
    """Count the digits of each of the candidates, in one pass."""
    places = [(each.base, each.shift) for each in candidates]
    for counts in elements.map(read_values, partial(_count_digits_of_each, places=places), operator.add):
        for each, counted in zip(candidates, counts, strict=True):
            each.counts += counted


def _count_digits_of_each(values: Array, scratch: Scratch, places: Sequence[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Shape [places, 65536]."""
    ordered = _ordered(values)
    return np.stack([_count_digits(ordered, base, shift, scratch) for base, shift in places])


def _gathered(elements: Elements, candidates: Sequence[_Candidates]) -> list[Keys]:
    """The keys of each of the candidates that have a digit which was counted, less the base, sorted."""
    if not candidates:
        return []
    wanted = [(each.base, each.shift, each.counts > 0) for each in candidates]
    parts = list(elements.map(read_values, partial(_gather, wanted=wanted)))
    return [np.sort(np.concatenate([part[number] for part in parts])) for number in range(len(candidates))]


#: The base and the shift of candidates, and which digits are wanted (flags, shape [65536]).
_Wanted = tuple[int, int, npt.NDArray[np.bool_]]


def _gather(values: Array, scratch: Scratch, wanted: Sequence[_Wanted]) -> list[Keys]:
    ordered = _ordered(values)
    return [_with_digits(ordered, each, scratch) for each in wanted]


def _count_digits(ordered: Array, base: int, shift: int, scratch: Scratch) -> npt.NDArray[np.int64]:
    found = kernel.count_digits(ordered, base, shift)
    if found is not None:
        return found
    digits = _relative_keys(ordered, base) >> np.uint64(shift)
    digits = digits if digits.max(initial=0) < _DIGITS else digits[digits < _DIGITS]
    return count_codes(digits.astype(np.uint16), _DIGITS, scratch)


def _with_digits(ordered: Array, candidates: _Wanted, scratch: Scratch) -> Keys:
    """The keys, less the base, whose digits are wanted."""
    base, shift, wanted = candidates
    out = scratch.array("keys", np.uint64, len(ordered) + 1)
    found = kernel.select_keys(ordered, base, shift, wanted, out)
    if found is not None:
        return found.copy()
    keys = _relative_keys(ordered, base)
    digits = keys >> np.uint64(shift)
    beginning: Keys = keys[wanted[np.minimum(digits, _DIGITS - 1).astype(np.intp)] & (digits < _DIGITS)]
    return beginning


def _relative_keys(ordered: Array, base: int) -> npt.NDArray[np.uint64]:
    """The keys of the finite values, less ``base``: those of smaller numbers wrap around and are large."""
    if ordered.dtype.kind == "f":
        finite = np.isfinite(ordered)
        ordered = ordered if finite.all() else ordered[finite]
    keys: npt.NDArray[np.uint64] = order_key(ordered).astype(np.uint64) - np.uint64(base)
    return keys
