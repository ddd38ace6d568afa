"""The history of a training run: numbers of each tensor at each step, and the first step at which something went wrong.

Each checkpoint is read once, a window of some steps at a time and block by block, so that the memory does not grow with
the run. What was found is kept by the content of the checkpoints: another look at a run, or at one that has grown, reads
what is new.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Any

from inspector.analysis.step_numbers import StepNumbers, step_numbers
from inspector.errors import CheckpointError, InspectorError, SelectionError
from inspector.execution import Workers, in_order
from inspector.executors import ExecutorSource, workers_of
from inspector.jobs import Job
from inspector.operations.history_cache import HistoryCache, MomentKey, Numbers
from inspector.operations.run_steps import StepFacts, facts_of_name, identity, in_step_order, opened_step, steps_in
from inspector.sources.location import Location, location_of
from inspector.tables import Column, Table, Tabular
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text

__all__ = ["History", "HistoryStat", "RunStep", "StepNumbers", "history"]

#: Steps that are open at the same time. The last of them is read again with those that follow.
_WINDOW = 24
#: A learning rate that exceeds those beside it so many times is a spike.
_SPIKE = 3.0


class HistoryStat(StrEnum):
    """What a cell of the map shows."""

    UPDATE_RATIO = "update_ratio"
    L2 = "l2"
    RMS = "rms"
    MAX_ABS = "max_abs"
    NAN = "nan"
    DEAD_ROWS = "dead_rows"
    EFFECTIVE_RANK = "effective_rank"

    def of(self, numbers: StepNumbers) -> float | None:
        """The number of one tensor at one step; None where there is none, as of an update at the first step."""
        if self is HistoryStat.NAN:
            return float(numbers.nan + numbers.inf)
        value = getattr(numbers, self.value)
        return None if value is None else float(value)

    def text_of(self, numbers: StepNumbers) -> str:
        """The same in words; what is an estimate is marked."""
        value = self.of(numbers)
        if value is None:
            return ""
        is_estimate = self is HistoryStat.EFFECTIVE_RANK and numbers.is_rank_estimated
        return f"{'~' if is_estimate else ''}{number_text(value, 4)}"


@dataclass(frozen=True, slots=True, eq=False)
class RunStep:
    """One step: where it is, what it says of itself, and the numbers of its tensors. ``error`` if it can't be read."""

    location: Location
    facts: StepFacts
    model: dict[str, StepNumbers]
    optimizer: dict[MomentKey, StepNumbers]
    error: str = ""

    @property
    def label(self) -> str:
        """The number of the step, or the name where it has none."""
        return self.location.name if self.facts.step is None else str(self.facts.step)

    @property
    def largest_update(self) -> tuple[str, float] | None:
        """The parameter whose relative update is the largest, and that; NaN does not count."""
        ratios = [(key, each.update_ratio) for key, each in self.model.items() if each.update_ratio is not None]
        known = [(key, ratio) for key, ratio in ratios if not math.isnan(ratio)]
        return max(known, key=lambda found: found[1], default=None)

    @property
    def bad_in_model(self) -> int:
        """How many elements of the model are NaN or infinite."""
        return sum(each.nan + each.inf for each in self.model.values())

    @property
    def bad_in_optimizer(self) -> int:
        """How many elements of the optimizer's moments are."""
        return sum(each.nan + each.inf for each in self.optimizer.values())

    @property
    def dead_rows(self) -> int:
        """How many rows of the model's matrices are all zero."""
        return sum(each.dead_rows for each in self.model.values())


class History(Tabular):
    """The steps in the order of the run."""

    def __init__(self, folder: str, steps: Sequence[RunStep]) -> None:
        self.folder = folder
        self.steps = steps

    @property
    def keys(self) -> list[str]:
        """The tensors of the model, in the order in which they first come."""
        return list(dict.fromkeys(key for step in self.steps for key in step.model))

    def _first(self, is_so: Callable[[RunStep], object]) -> RunStep | None:
        return next((step for step in self.steps if is_so(step)), None)

    @property
    def first_bad(self) -> RunStep | None:
        """The first step with NaN or infinity in the model or the optimizer."""
        return self._first(lambda step: step.bad_in_model or step.bad_in_optimizer)

    @property
    def first_bad_model(self) -> RunStep | None:
        """The first step with such in the model."""
        return self._first(lambda step: step.bad_in_model)

    @property
    def first_bad_optimizer(self) -> RunStep | None:
        """The first step with such in the optimizer."""
        return self._first(lambda step: step.bad_in_optimizer)

    @property
    def first_dead_rows(self) -> RunStep | None:
        """The first step that has more dead rows than the one at the beginning."""
        at_first = self.steps[0].dead_rows if self.steps else 0
        return self._first(lambda step: step.dead_rows > at_first)

    @property
    def largest_update(self) -> RunStep | None:
        """The step with the largest relative update of a parameter."""
        moved = [step for step in self.steps if step.largest_update is not None]
        return max(moved, key=lambda step: (step.largest_update or ("", 0.0))[1], default=None)

    @property
    def learning_rate_spike(self) -> RunStep | None:
        """The first step whose learning rate exceeds those of the steps beside it several times."""
        for before, step, after in zip(self.steps, self.steps[1:], self.steps[2:], strict=False):
            rates = before.facts.lr, step.facts.lr, after.facts.lr
            if None not in rates and rates[1] > _SPIKE * max(rates[0], rates[2]) > 0:  # type: ignore[operator,type-var]
                return step
        return None

    @property
    def sentences(self) -> list[str]:
        """What went wrong and when, each in a sentence; what is fine has none."""
        return list(self._sentences())

    def _sentences(self) -> Iterator[str]:
        bad = self.first_bad
        if bad is not None:
            yield f"First NaN or infinity: step {bad.label}, {_first_place(bad)}."
            model = self.first_bad_model
            if model is not None and model is not bad:
                yield f"In the model first at step {model.label}, {_first_place(model, in_model=True)}."
        dead = self.first_dead_rows
        if dead is not None:
            where = {key: each for key, each in dead.model.items() if each.dead_rows}
            key, numbers = next(iter(where.items()))
            yield f"Dead rows first at step {dead.label}: {key} {list(numbers.dead_row_indices)}."
        spike = self.learning_rate_spike
        if spike is not None and spike.facts.lr is not None:
            yield f"Learning rate spike at step {spike.label}: {number_text(spike.facts.lr, 4)}."
        moved = self.largest_update
        if moved is not None and moved.largest_update is not None:
            key, ratio = moved.largest_update
            yield f"Largest relative update: {number_text(ratio, 4)} of {key} at step {moved.label}."

    def rows(self) -> list[list[str]]:
        """A row of text per step, as :meth:`table` has them."""
        return [_row(step) for step in self.steps]

    def table(self, most: int) -> Table:
        columns = [Column(name, right=name not in ("step", "largest update of")) for name in _COLUMNS]
        return Table(f"History of {self.folder}", columns, self.rows()[:most], len(self.steps), "step")


_COLUMNS = (
    "step",
    "epoch",
    "lr",
    "loss",
    "update ratio",
    "largest update of",
    "dead rows",
    "bad in model",
    "bad in optimizer",
)


def _row(step: RunStep) -> list[str]:
    if step.error:
        return [step.label, *[""] * 4, step.error, "", "", ""]
    facts = (step.facts.epoch, step.facts.lr, step.facts.loss)
    key, ratio = step.largest_update or ("", None)
    numbers = ["" if value is None else number_text(value, 4) for value in (*facts, ratio)]
    return [step.label, *numbers, key, *map(str, (step.dead_rows, step.bad_in_model, step.bad_in_optimizer))]


def _first_place(step: RunStep, *, in_model: bool = False) -> str:
    """The first element of a step that is not finite, in words."""
    for (key, moment), numbers in () if in_model else step.optimizer.items():
        if not numbers.is_finite and not step.bad_in_model:
            return f"{moment} of {key} (optimizer) at {list(numbers.first_nan or ())}"
    key, numbers = next((key, each) for key, each in step.model.items() if not each.is_finite)
    return f"{key} at {list(numbers.first_nan or ())}"


def history(
    source: str | os.PathLike[str] | Location | Sequence[str | os.PathLike[str] | Location],
    *,
    each: Callable[[RunStep], object] | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> History:
    """The numbers of each tensor at each step of a run: a folder of checkpoints, or checkpoints that are named.

    ``each`` is called with the steps in their order as they come; ``executor`` says who reads them, as
    :func:`~inspector.executors.workers_of` takes it. A step that can't be read is one with an error, and the
    update of the step behind it is from the one before it.

    Raises SelectionError where there are no steps, CheckpointError for a folder that can't be listed.
    """
    job = job or Job()
    if isinstance(source, str | os.PathLike | Location):
        folder = location_of(source)
        places = steps_in(folder) if folder.is_folder else [folder]
        if not places:
            raise SelectionError(f"{folder} has no checkpoints that could be steps of a run")
    else:
        places = [location_of(place) for place in source]
        folder = places[0] if places else location_of(".")
    cache = HistoryCache(places[0] if places else folder)
    try:
        return History(str(folder), _steps(places, cache, each, executor, job))
    finally:
        cache.flush()


def _steps(
    places: Sequence[Location],
    cache: HistoryCache,
    each: Callable[[RunStep], object] | None,
    executor: ExecutorSource,
    job: Job,
) -> list[RunStep]:
    """The steps at ``places``, in the order of the run."""
    facts = [_facts_of(place, cache, at, len(places), job) for at, place in enumerate(places)]
    said = [
        known if isinstance(known, StepFacts) else facts_of_name(place.name)
        for place, known in zip(places, facts, strict=True)
    ]
    order = in_step_order(places, said)
    steps: list[RunStep] = []
    run = [(places[at], facts[at]) for at in order]
    with workers_of(executor) as workers:
        for step in _numbered(run, cache, job, workers):
            steps.append(step)
            if each is not None:
                each(step)
    return steps


def _facts_of(place: Location, cache: HistoryCache, at: int, total: int, job: Job) -> StepFacts | str:
    """What a step says of itself, or why it can't be opened."""
    job.report(at, total, f"Opening {place.name}")
    mark = identity(place)
    known = cache.facts(mark)
    if known is not None:
        return known
    try:
        with ExitStack() as files:
            facts = opened_step(place, files, job).facts
    except InspectorError as error:
        return error.reason if isinstance(error, CheckpointError) else str(error)
    cache.keep_facts(mark, facts)
    return facts


def _numbered(
    run: Sequence[tuple[Location, StepFacts | str]], cache: HistoryCache, job: Job, workers: Workers | None
) -> Iterator[RunStep]:
    """The steps with their numbers: those that are known as they are, the others read some at a time."""
    readable = [at for at, (_, facts) in enumerate(run) if isinstance(facts, StepFacts)]
    before = dict(zip(readable[1:], readable, strict=False))
    marks = {at: (identity(run[at][0]), identity(run[before[at]][0]) if at in before else "") for at in readable}
    known = {at: found for at in readable if (found := cache.numbers(*marks[at])) is not None}
    for at, (place, facts) in enumerate(run):
        if not isinstance(facts, StepFacts):
            yield RunStep(place, facts_of_name(place.name), {}, {}, facts)
            continue
        if at not in known:
            job.report(at, len(run), f"Reading {place.name}")
            start = readable.index(at)
            window = list(takewhile(lambda other: other not in known, readable[start : start + _WINDOW]))
            opened = [before[at], *window] if at in before else window
            answers = zip(opened, _read_together([run[other][0] for other in opened], job, workers), strict=True)
            for other, answer in answers:
                if other in window:
                    known[other] = answer
                    cache.keep_numbers(*marks[other], answer)
        yield RunStep(place, facts, *known.pop(at))


def _read_together(places: Sequence[Location], job: Job, workers: Workers | None) -> list[Numbers]:
    """The numbers of steps that follow each other, each read once."""
    with ExitStack() as files:
        steps = [opened_step(place, files, job) for place in places]
        found: list[Numbers] = [({}, {}) for _ in steps]
        runs = [*_runs([step.model for step in steps]), *_runs([step.optimizer for step in steps])]
        with closing(in_order(runs, _Numbering(job), workers=workers)) as numbered:
            for run, numbers in numbered:
                for (at, _), each in zip(run.entries, numbers, strict=True):
                    if each is not None:
                        run.place(found[at], each)
        return found


@dataclass(frozen=True, slots=True)
class _Numbering:
    """The numbers of one tensor at some steps, in any process."""

    job: Job

    def __call__(self, run: _Run, _scratch: object) -> list[StepNumbers | None]:
        entries = [entry for _, entry in run.entries]
        try:
            return [*step_numbers(entries, self.job)]
        except InspectorError:  # one that can't be read leaves the others what they are
            return [_alone(entry, self.job) for entry in entries]


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """One tensor at steps that follow each other, by their number, while its shape is the same."""

    key: str | MomentKey
    entries: list[tuple[int, TensorEntry]]

    def place(self, numbers: Numbers, found: StepNumbers) -> None:
        """Put what was found where it belongs."""
        if isinstance(self.key, str):
            numbers[0][self.key] = found
        else:
            numbers[1][self.key] = found


def _runs(steps: Sequence[Mapping[Any, TensorEntry]]) -> Iterator[_Run]:
    for key in dict.fromkeys(key for step in steps for key in step):
        entries: list[tuple[int, TensorEntry]] = []
        for at, step in enumerate(steps):
            entry = step.get(key)
            if entries and (entry is None or entry.shape != entries[-1][1].shape):
                yield _Run(key, entries)
                entries = []
            if entry is not None:
                entries.append((at, entry))
        if entries:
            yield _Run(key, entries)


def _alone(entry: TensorEntry, job: Job) -> StepNumbers | None:
    try:
        return step_numbers([entry], job)[0]
    except InspectorError:
        return None
