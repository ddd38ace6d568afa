"""Comparing two checkpoints: which tensors belong together, and how they differ."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing

from inspector.comparing.alignment import Alignment
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.comparison import binned_exactly
from inspector.comparing.comparison import compare as results_of
from inspector.comparing.conversion.verdicts import conversion_explanations
from inspector.comparing.explanation import explanations
from inspector.comparing.report.report import ComparisonReport
from inspector.comparing.results import PairResult
from inspector.comparing.ties import TieChange, tie_changes
from inspector.executors import ExecutorSource, workers_of
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.names.globs import Globs
from inspector.operations.alignment import Rules, align, part_of
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.parts import Part

__all__ = [
    "EXACT",
    "ComparisonReport",
    "TieChange",
    "Tolerance",
    "binned_exactly",
    "compare",
    "explained",
    "tie_changes",
]


def compare(
    a: CheckpointSource,
    b: CheckpointSource,
    *,
    rename: Rules = (),
    match: Globs = (),
    transpose: Globs = (),
    rtol: float = 0.0,
    atol: float = 0.0,
    alignment: Alignment | None = None,
    part: Part | None = None,
    executor: ExecutorSource = None,
    each: Callable[[PairResult], object] | None = None,
    job: Job | None = None,
) -> ComparisonReport:
    """What changed from A to B, tensor by tensor, in one pass over both and in bounded memory.

    ``rename``, ``match`` and ``transpose`` say which tensor is compared with which, see :func:`align`; ``alignment`` is the
    result of an earlier call of it. Values differ where ``|b - a| > atol + rtol * |b|``, as in ``numpy.isclose``; NaN equals
    NaN in the same place. ``each`` is called with every result as it comes. ``part`` restricts the comparison to a part of
    the pairs; ``executor`` says who does the work, see :func:`~inspector.executors.workers_of`.

    A pair that can't be read is a result like any other. Raises CheckpointError at the end if one of the files was written
    to meanwhile, SelectionError for an invalid rule, and what :func:`inspector.open` raises.
    """
    job = job or Job()
    tolerance = Tolerance(rtol, atol)
    with ExitStack() as open_files:
        checkpoint_a = open_files.enter_context(opened(a, job))
        checkpoint_b = open_files.enter_context(opened(b, job))
        if alignment is None:
            alignment = align(checkpoint_a, checkpoint_b, rename=rename, match=match, transpose=transpose, job=job)
        if part is not None:
            alignment = part_of(alignment, checkpoint_a, part)
        results = []
        workers = open_files.enter_context(workers_of(executor))
        with closing(results_of(checkpoint_a, checkpoint_b, alignment, job, tolerance, workers=workers)) as found:
            for result in found:
                results.append(result)
                if each is not None:
                    each(result)
    names = str(checkpoint_a.location), str(checkpoint_b.location)
    return ComparisonReport(*names, checkpoint_a, checkpoint_b, alignment, results, tolerance)


def explained(report: ComparisonReport, job: Job | None = None) -> ComparisonReport:
    """The report with what was done to the tensors, where that is one simple thing (rounded, pruned or the like), and ties.

    Reads those that changed once more, as far as needed, and no more than 1 GiB of them, what changed most first.
    """
    with collector_paused():
        found = explanations(report.by_change, job) | conversion_explanations(report.results)
        return report.explained_by(found, tie_changes(report.a, report.b, report.results, job))
