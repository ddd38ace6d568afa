"""How one tensor differs from another, in the numbers a person asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.histogram import Histogram
from inspector.analysis.power_of_two_bins import Counts
from inspector.comparing.block_difference import NEAR, BlockDifference
from inspector.comparing.results import FROM_ZERO

__all__ = ["Difference", "difference_of", "jensen_shannon"]

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """How tensor b differs from tensor a.

    ``elements`` of each; ``differing`` by any amount; ``outside`` the tolerance; ``non_finite``, those of the differing of
    which one is NaN or infinite; ``compared``, where both are finite, to which all that follows refers. ``max_abs`` and
    ``mean_abs`` are of ``|b - a|``, ``max_at`` is the index of the largest (None if there is no difference), ``rel_l2`` is
    ``|b - a| / |a|`` in the L2 norm (infinite if only a is zero), ``cosine`` of the angle between them (NaN if one is zero).
    They are NaN where nothing could be compared, as for text. The histograms count every ``binned_every``-th element.
    """

    elements: int
    differing: int
    outside: int
    non_finite: int
    compared: int
    max_abs: float
    max_at: tuple[int, ...] | None
    mean_abs: float
    rel_l2: float
    l2_a: float
    l2_b: float
    cosine: float
    binned_every: int
    values: Counts | None
    differences: Counts | None

    @property
    def change(self) -> float:
        """The relative change, to rank by: ``rel_l2``, or ``FROM_ZERO``. Infinite where something else than numbers changed.

        A bias that began at zero is not what changed most: of a fine-tune one wants to see the weights first.
        """
        if self.non_finite or (self.differing and not self.compared):
            return math.inf
        if not self.compared:
            return 0.0
        return self.rel_l2 if self.rel_l2 < math.inf else FROM_ZERO

    @property
    def distance(self) -> float:
        """The Jensen-Shannon distance of the two histograms, from 0 (the same) to 1 (nothing in common)."""
        return jensen_shannon(*self.values.counts) if self.values is not None else math.nan

    @property
    def histograms(self) -> tuple[Histogram, Histogram] | None:
        """Those of a and of b over the same bins."""
        return (self.values.histogram(0), self.values.histogram(1)) if self.values is not None else None

    @property
    def histogram_of_difference(self) -> Histogram | None:
        """That of ``b - a``, of its magnitude for complex numbers."""
        return self.differences.histogram(0) if self.differences is not None else None


def difference_of(
    total: BlockDifference, repeats: int = 1, max_at: tuple[int, ...] | None = None, binned_every: int = 1
) -> Difference:
    """The numbers that follow from the sum over a whole tensor, each of whose elements occurs ``repeats`` times."""
    norm_a, norm_b, norm_d = math.sqrt(total.aa), math.sqrt(total.bb), math.sqrt(total.dd)
    compared = total.compared
    return Difference(
        elements=total.elements * repeats,
        differing=total.differing * repeats,
        outside=total.outside * repeats,
        non_finite=total.non_finite * repeats,
        compared=compared * repeats,
        max_abs=total.largest if compared else math.nan,
        max_at=max_at,
        mean_abs=total.sum_abs / compared if compared else math.nan,
        rel_l2=_ratio(norm_d, norm_a) if compared else math.nan,
        l2_a=norm_a * math.sqrt(repeats),
        l2_b=norm_b * math.sqrt(repeats),
        cosine=_cosine(total, norm_a, norm_b),
        binned_every=binned_every,
        values=total.values and total.values.times(repeats).compact(),
        differences=total.differences and total.differences.times(repeats).compact(),
    )


def jensen_shannon(a: Array, b: Array) -> float:
    """The Jensen-Shannon distance of two counts over the same bins (Endres and Schindelin 2003), base 2: 0 to 1.

    The square root of the mean of both relative entropies to the distribution half-way between them.
    """
    p, q = a / max(a.sum(), 1), b / max(b.sum(), 1)
    middle = (p + q) / 2
    entropy = sum(float((part[part > 0] * np.log2(part[part > 0] / middle[part > 0])).sum()) for part in (p, q)) / 2
    return math.sqrt(min(max(entropy, 0.0), 1.0))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.inf if part else 0.0


def _cosine(total: BlockDifference, norm_a: float, norm_b: float) -> float:
    """The cosine of the angle; between near vectors from their difference, which keeps the digits that tell it from 1."""
    product = norm_a * norm_b
    if not 0 < product < math.inf:
        return math.nan
    if total.dd > NEAR * total.aa:
        return min(1.0, max(-1.0, total.ab / product))
    longer = (2 * total.ad + total.dd) / (norm_a + norm_b)  # |b| - |a|
    return 1 - max(0.0, total.dd - longer * longer) / (2 * product)
