"""Comparing two checkpoints: which tensors belong together, and how they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing import alignment as aligning
from inspector.comparing.alignment import Alignment, Suggestion, is_matrix
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.comparison import PairResult, State, binned_exactly, is_same_file
from inspector.comparing.comparison import compare as results_of
from inspector.comparing.content_matching import matched_by_content
from inspector.comparing.conversion.alignment import converted_alignment
from inspector.comparing.conversion.regrouping import regrouped
from inspector.comparing.conversion.verdicts import conversion_explanations
from inspector.comparing.explanation import explanations
from inspector.comparing.name_map import Map
from inspector.comparing.report.report import ComparisonReport
from inspector.comparing.ties import TieChange, tie_changes
from inspector.executors import ExecutorSource, workers_of
from inspector.garbage import collector_paused
from inspector.jobs import Job
from inspector.names.globs import Globs, matching
from inspector.names.renaming import RenameRule
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.parts import Part

__all__ = [
    "EXACT",
    "Alignment",
    "ComparisonReport",
    "Map",
    "PairResult",
    "State",
    "Suggestion",
    "TieChange",
    "Tolerance",
    "align",
    "binned_exactly",
    "compare",
    "explained",
    "is_same_file",
    "part_of",
    "tie_changes",
]

Rules = Map | str | Iterable[RenameRule | str]


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


def align(
    a: Checkpoint,
    b: Checkpoint,
    *,
    rename: Rules = (),
    match: Globs = (),
    transpose: Globs = (),
    job: Job | None = None,
) -> Alignment:
    """Which tensor of A is which tensor of B.

    Names are brought together by the rules of ``rename``, by equality and by what wraps them (``module.``, ``state_dict.``);
    what then has no partner is looked for by content, which reads it. A :class:`Map` that is final, such as that of an
    alignment, is used as it is. ``match`` are globs on the keys of either file, ``transpose`` on those of the matrices of
    A that are compared with their axes swapped. A model and what was converted from it (GGUF, Megatron-LM, another
    framework) are brought together by the converter's rules, unless others are given: what a rule makes of the model's
    tensors is compared. So are weights that one side has fused or stacked and the other has not.

    Raises SelectionError for a rule that is none. What can't be read finds no partner; comparing it says why.
    """
    names = rename if isinstance(rename, Map) else Map.given(rename)
    if not (names.rules or names.transposed or names.is_final or transpose):
        made = converted_alignment(a, b)
        if made is not None:
            return _selected(made, match)
    if transpose:
        turned = (entry.key for entry in matching(a.tensors, transpose) if is_matrix(entry))
        names = replace(names, transposed=names.transposed | frozenset(turned))
    alignment = _selected(regrouped(aligning.align(a.entries, b.entries, names, job)), match)
    return alignment if names.is_final else matched_by_content(alignment, job)


def part_of(alignment: Alignment, a: Checkpoint, part: Part) -> Alignment:
    """One part of the pairs, in the order of A's file; what is in one file only, and read for none, is in the first."""
    places = {entry.key: place for place, entry in enumerate(a.entries)}
    pairs = sorted(alignment.pairs, key=lambda pair: places.get(pair.a.key, len(places)))
    share = tuple(part.share(pairs, lambda pair: pair.a.nbytes + pair.b.nbytes))
    if part.number == 1:
        return replace(alignment, pairs=share)
    return replace(alignment, pairs=share, only_in_a=(), only_in_b=())


def _selected(alignment: Alignment, globs: Globs) -> Alignment:
    """The part of the alignment whose keys, in either file, match one of the globs."""
    if not globs:
        return alignment
    keys_a = {entry.key for entry in matching([pair.a for pair in alignment.pairs], globs)}
    keys_b = {entry.key for entry in matching([pair.b for pair in alignment.pairs], globs)}
    return replace(
        alignment,
        pairs=tuple(pair for pair in alignment.pairs if pair.a.key in keys_a or pair.b.key in keys_b),
        only_in_a=tuple(matching(alignment.only_in_a, globs)),
        only_in_b=tuple(matching(alignment.only_in_b, globs)),
        excluded_a=tuple(matching(alignment.excluded_a, globs)),
        excluded_b=tuple(matching(alignment.excluded_b, globs)),
    )
