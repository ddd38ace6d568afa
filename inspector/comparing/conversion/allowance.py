"""How far rounding to a block type may lead from the values that were rounded."""

from __future__ import annotations

import re

from inspector.comparing.differences import Difference
from inspector.tensors.dtypes import DType, Kind

__all__ = ["allowed_nmse", "is_rounding"]

#: How far the largest weight of a block is from zero, in standard deviations of all: more than in blocks of trained weights.
_CREST = 4.5
_BITS = re.compile(r"(?:i?q|mxfp|nvfp|tq)(\d)")


def allowed_nmse(dtype: DType) -> float:
    """The normalised mean squared error that rounding to a block type allows; 0 for other types.

    Blocks of ``b`` bits have ``2**b`` steps between their largest weight and its opposite, and rounding to steps errs by a
    twelfth of a step squared on average.
    """
    bits = _bits(dtype)
    step: float = 2 * _CREST / (1 << bits)
    return step * step / 12 if bits else 0.0


def is_rounding(difference: Difference, *dtypes: DType) -> bool:
    """Whether all of a difference may come of rounding to one of these types, if it is a block type.

    Not only the mean square counts, which a single altered weight hardly moves: no weight may be further from what it was
    than two steps of the largest block, one for the types whose steps are all equal and reach both ends.
    """
    dtype = max(dtypes, key=allowed_nmse)
    bits = _bits(dtype)
    if not bits or difference.non_finite or difference.rel_l2**2 > allowed_nmse(dtype):
        return False
    histograms = difference.histograms
    if histograms is None:
        return True
    edges = [abs(float(edge)) for histogram in histograms for edge in (histogram.edges[0], histogram.edges[-1])]
    steps: float = 1 if dtype.name == "q8_0" else 2
    if difference.binned_every > 1:  # the largest of all may be larger than the largest of some
        steps *= 2
    return difference.max_abs <= steps * max(edges) / (1 << (bits - 1))


def _bits(dtype: DType) -> int:
    found = _BITS.match(dtype.name) if dtype.kind is Kind.BLOCK else None
    return int(found[1]) if found else 0
