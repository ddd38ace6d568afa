"""What was done to a tensor, where that is one simple thing: rounded, pruned, scaled, reordered or of low rank."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from inspector.analysis.passes import BLOCK_ELEMENTS
from inspector.analysis.spectrum import MAX_SIDE
from inspector.comparing.hypotheses import (
    EPSILON,
    MIN_INDICES,
    MIN_SIDE,
    Explanation,
    FewIndices,
    Hypothesis,
    LowRank,
    Pruned,
    Scaled,
    roundings,
)
from inspector.comparing.permutation import MAX_PERMUTED, permutation
from inspector.comparing.results import PairResult
from inspector.comparing.small_changes import beyond_explanation
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values
from inspector.tensors.regions import regions

__all__ = ["Explanation", "explanation", "explanations"]

#: Elements of which the difference is held in memory, for its rank.
_MAX_HELD = 1 << 22
#: Norms that differ by more, relatively, are not of the same numbers.
_SAME_NORM = 1e-6
#: So much is read in all to explain the changes of two files, beginning with what changed most.
_MAX_NBYTES = 1 << 30


def explanations(results: Iterable[PairResult], job: Job | None = None) -> dict[PairResult, Explanation]:
    """Those of the results that have one, of the first that are no more than 1 GiB together. What can't be read has none."""
    job, found = job or Job(), dict[PairResult, Explanation]()
    explicable = list(_first(filter(_can_be_explained, results)))
    beyond = beyond_explanation(explicable, job)
    for result in explicable:
        if result in beyond:
            continue
        try:
            one = explanation(result, job)
        except CheckpointError:  # said where it was compared
            continue
        if one is not None:
            found[result] = one
    return found


def _first(results: Iterable[PairResult]) -> Iterator[PairResult]:
    """The first of the results, up to 1 GiB of both sides."""
    nbytes = 0
    for result in results:
        assert result.a is not None
        assert result.b is not None
        nbytes += result.a.values.nbytes + result.b.values.nbytes
        if nbytes > _MAX_NBYTES:
            break
        yield result


@np.errstate(all="ignore")
def explanation(result: PairResult, job: Job | None = None) -> Explanation | None:
    """What turns A into B, exactly unless its sentence says otherwise; None where nothing simple does.

    Reads both tensors, and stops as soon as nothing is left to be found. Raises what reading raises.
    """
    if not _can_be_explained(result):
        return None
    assert result.a is not None
    assert result.b is not None
    a, b, job = result.a.values, result.b.values, job or Job()
    hypotheses: list[Hypothesis] = [*roundings(a.dtype, b.dtype), Pruned(), Scaled(a.dtype, b.dtype)]
    hypotheses += [
        FewIndices(axis, size) for axis, size in enumerate(a.shape) if len(a.shape) > 1 and size >= MIN_INDICES
    ]
    if len(a.shape) == 2 and MIN_SIDE <= min(a.shape) <= MAX_SIDE and a.numel <= _MAX_HELD and b.dtype.name in EPSILON:
        hypotheses.append(LowRank(a, b))
    done = 0
    for region in regions(a, BLOCK_ELEMENTS):
        job.report(done, a.numel, f"Comparing {a.key}")
        values_a, values_b = (np.asarray(read_values(entry.region(region))) for entry in (a, b))
        hypotheses = [one for one in hypotheses if one.survives(region, values_a, values_b)]
        if not hypotheses:
            break
        done += values_a.size
    found = next((said for one in hypotheses if (said := one.explanation(job)) is not None), None)
    if found is None and _may_be_permuted(result):
        return permutation(*(np.asarray(read_values(side)) for side in (a, b)))
    return found


def _may_be_permuted(result: PairResult) -> bool:
    """Whether both have one type, and one norm, which no order of the elements changes."""
    assert result.a is not None
    assert result.b is not None
    assert result.difference is not None
    a, b, found = result.a.values, result.b.values, result.difference
    is_as_long = math.isclose(found.l2_a, found.l2_b, rel_tol=_SAME_NORM)
    return is_as_long and a.dtype == b.dtype and a.numel <= MAX_PERMUTED


def _can_be_explained(result: PairResult) -> bool:
    """Whether both are real floating-point numbers of one shape, more than one, of which some differ."""
    if result.a is None or result.b is None or result.difference is None or not result.difference.differing:
        return False
    sides = (result.a.values, result.b.values)
    return (
        sides[0].shape == sides[1].shape
        and sides[0].numel > 1
        and all(
            side.dtype.kind is Kind.FLOAT and side.dtype.elements_per_unit == 1 and not is_inflated(side)
            for side in sides
        )
    )
