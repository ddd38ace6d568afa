"""The distributions of one tensor at the steps of a run, below one another: how they widen, drift or collapse."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.analysis.overlay import spread
from inspector.analysis.ridges import MAX_RIDGES, Ridges, ridge_sample, ridges_of
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.operations.history import RunStep
from inspector.operations.run_steps import opened_step
from inspector.sources.location import Location

__all__ = ["StepRidges", "step_ridges"]


@dataclass(frozen=True, slots=True, eq=False)
class StepRidges:
    """The ridges, and the positions of the steps that they are of; ``total`` steps have the tensor."""

    ridges: Ridges
    positions: Sequence[int]
    total: int


def step_ridges(steps: Sequence[RunStep], key: str, moment: str = "", job: Job | None = None) -> StepRidges:
    """The ridges of a tensor of the model, or of a moment of it, at up to MAX_RIDGES steps evenly spaced.

    Of each step a sample is read, and one is open at a time. A step that can't be read any more has a flat ridge; raises
    CheckpointError if none can.
    """
    job = job or Job()
    has_it = [at for at, step in enumerate(steps) if _has(step, key, moment)]
    positions = spread(has_it, MAX_RIDGES)
    samples, errors = [], []
    for number, at in enumerate(positions):
        place = steps[at].location
        job.report(number, len(positions), f"Reading {place.name}")
        try:
            samples.append(_sample(place, key, moment, job))
        except CheckpointError as error:
            errors.append(error)
            samples.append(np.zeros(0))
    if errors and len(errors) == len(positions):
        raise errors[0]
    return StepRidges(ridges_of(samples), positions, len(has_it))


def _has(step: RunStep, key: str, moment: str) -> bool:
    return (key, moment) in step.optimizer if moment else key in step.model


def _sample(place: Location, key: str, moment: str, job: Job) -> npt.NDArray[np.float64]:
    """Finite values of the tensor at a step; none where the step has it no more."""
    with ExitStack() as files:
        step = opened_step(place, files, job)
        entry = step.optimizer.get((key, moment)) if moment else step.model.get(key)
        return np.zeros(0) if entry is None else ridge_sample(entry, job)
