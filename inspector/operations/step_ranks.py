"""The effective ranks of a run's matrices, step by step: a layer that collapses loses rank long before its norm tells.

They cost more than all other numbers of a run together, so that they are only computed where they are asked for. What was
found is kept like those, by the content of the checkpoints.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace

from inspector.analysis.spectrum import has_spectrum
from inspector.analysis.spectrum_estimate import effective_rank, is_rank_estimated
from inspector.errors import CheckpointError, InspectorError
from inspector.execution import Workers, in_order
from inspector.executors import ExecutorSource, workers_of
from inspector.jobs import Job
from inspector.operations.history import History, RunStep
from inspector.operations.history_cache import HistoryCache, Ranks
from inspector.operations.run_steps import identity, opened_step
from inspector.sources.location import Location
from inspector.tensors.entries import TensorEntry

__all__ = ["with_effective_ranks"]


def with_effective_ranks(found: History, *, executor: ExecutorSource = None, job: Job | None = None) -> History:
    """The same history with the effective ranks of the model's matrices, at a bounded cost each.

    They are those of :func:`~inspector.analysis.spectrum_estimate.effective_rank`: estimates of large matrices, None for
    what has none or is too large. ``executor`` says who computes them. A step that can't be read any more stays as it is.
    """
    if not found.steps:
        return found
    job = job or Job()
    cache = HistoryCache(found.steps[0].location)
    try:
        with workers_of(executor) as workers:
            return History(found.folder, [*_ranked(found.steps, cache, job, workers)], found.part)
    finally:
        cache.flush()


def _ranked(steps: Sequence[RunStep], cache: HistoryCache, job: Job, workers: Workers | None) -> Iterator[RunStep]:
    for at, step in enumerate(steps):
        job.report(at, len(steps), f"Effective ranks of {step.location.name}")
        mark = identity(step.location)
        ranks = cache.ranks(mark)
        if ranks is None and not step.error:
            try:
                ranks = _ranks(step.location, job, workers)
            except CheckpointError:
                ranks = {}
            else:
                cache.keep_ranks(mark, ranks)
        yield _with_ranks(step, ranks or {})


def _with_ranks(step: RunStep, ranks: Ranks) -> RunStep:
    model = {
        key: replace(each, effective_rank=ranks[key][0], is_rank_estimated=ranks[key][1]) if key in ranks else each
        for key, each in step.model.items()
    }
    return replace(step, model=model)


def _ranks(place: Location, job: Job, workers: Workers | None) -> Ranks:
    """The effective ranks of the matrices of a step that have one, and whether each is an estimate."""
    with ExitStack() as files:
        model = opened_step(place, files, job).model
        matrices = [(key, entry) for key, entry in model.items() if has_spectrum(entry.values)]
        with closing(in_order(matrices, _Ranking(job), workers=workers)) as ranked:
            return {key: (rank, is_rank_estimated(entry)) for (key, entry), rank in ranked if not math.isnan(rank)}


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The effective rank of one matrix, in any process; NaN where it has none."""

    job: Job

    def __call__(self, matrix: tuple[str, TensorEntry], _scratch: object) -> float:
        try:
            return effective_rank(matrix[1], self.job)
        except InspectorError:  # one that can't be read leaves the others what they are
            return math.nan
