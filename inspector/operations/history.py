"""The history of a training run: numbers of each tensor at each step, and the first step at which something went wrong.

Each checkpoint is opened and read once, a window of some steps at a time and block by block, so that the memory does not
grow with the run. What was found is kept by the content of the checkpoints: another look at a run, or at one that has grown,
reads what is new.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector.analysis.step_numbers import StepNumbers
from inspector.errors import SelectionError
from inspector.executors import ExecutorSource, workers_of
from inspector.jobs import Job
from inspector.operations.history_cache import HistoryCache, MomentKey, Numbers
from inspector.operations.parts import Part
from inspector.operations.run_steps import StepFacts, facts_of_name, steps_in
from inspector.operations.step_reading import StepReader
from inspector.sources.location import Location, location_of
from inspector.tables import Column, Table, Tabular
from inspector.text import number_text
from inspector.wording import translatable

__all__ = ["History", "HistoryStat", "RunStep", "StepNumbers", "folder_of", "history"]

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

    @property
    def label(self) -> str:
        """What it is called."""
        return _TITLES[self]

    def text(self, value: float) -> str:
        """The number as people read it."""
        return number_text(value, 4)

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
        return f"{'~' if is_estimate else ''}{self.text(value)}"


_TITLES = {
    HistoryStat.UPDATE_RATIO: translatable("Relative update"),
    HistoryStat.L2: translatable("L2 norm"),
    HistoryStat.RMS: "RMS",
    HistoryStat.MAX_ABS: translatable("Largest magnitude"),
    HistoryStat.NAN: translatable("NaN and Inf"),
    HistoryStat.DEAD_ROWS: translatable("Dead rows"),
    HistoryStat.EFFECTIVE_RANK: translatable("Effective rank"),
}


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
    """The steps in the order of the run, or those of one ``part`` of it."""

    def __init__(self, folder: str, steps: Sequence[RunStep], part: Part | None = None) -> None:
        self.folder = folder
        self.steps = steps
        self.part = part

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the history as one HTML page that loads nothing from anywhere.

        It replaces an older one, in one step. Raises OutputError for a file of the run, and if writing fails.
        """
        from inspector.operations.history_page import write_page  # drawn for few

        write_page(self, path)

    @property
    def name(self) -> str:
        """The last part of the folder's name."""
        return self.folder.rstrip("/").rpartition("/")[2] or self.folder

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
    translatable("step"),
    translatable("epoch"),
    translatable("lr"),
    translatable("loss"),
    translatable("update ratio"),
    translatable("largest update of"),
    translatable("dead rows"),
    translatable("bad in model"),
    translatable("bad in optimizer"),
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
            return f"{moment} of {key} (optimizer) at index {list(numbers.first_nan or ())}"
    key, numbers = next((key, each) for key, each in step.model.items() if not each.is_finite)
    return f"{key} at index {list(numbers.first_nan or ())}"


def history(
    source: str | os.PathLike[str] | Location | Sequence[str | os.PathLike[str] | Location],
    *,
    part: Part | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> History:
    """The statistics of each tensor at each step of a run: a folder of checkpoints, or a list of them.

    ``part`` restricts it to one n-th of the steps, which are consecutive. ``executor`` says who reads them, see
    :func:`~inspector.executors.workers_of`. A step that can't be read is in the result with its error, and the update of the
    next step is relative to the one before it.

    Raises SelectionError where there are no steps, CheckpointError for a folder that can't be listed.
    """
    job = job or Job()
    if isinstance(source, str | os.PathLike | Location):
        folder = location_of(source)
        name = str(folder)
        places = steps_in(folder) if folder.is_folder else [folder]
        if not places:
            raise SelectionError(f"{folder} has no checkpoints that could be steps of a run")
    else:
        places = [location_of(place) for place in source]
        if not places:
            raise SelectionError("no checkpoints were named that could be steps of a run")
        name = folder_of(places)
    cache = HistoryCache(places[0])
    try:
        with workers_of(executor) as workers:
            steps, part = _steps(places, StepReader(places, cache, job, workers), part)
    finally:
        cache.flush()
    return History(name, steps, part)


def folder_of(places: Sequence[Location]) -> str:
    """What a run of checkpoints that are named is called: the folder that all are in, else the first of them."""
    folders = {place.folder_name for place in places}
    return folders.pop() if len(folders) == 1 and "" not in folders else str(places[0])


def _steps(places: Sequence[Location], reader: StepReader, part: Part | None) -> tuple[list[RunStep], Part | None]:
    """The steps at ``places``, or those of one part, in the order of the run; and the part of what it is."""
    if part is None:
        reader.read_by_name()
    else:
        reader.look()  # where a part begins is known once the order is
    wanted = order = reader.order()
    if part is not None:
        wanted = part.share(order, lambda _: 0)
        part = part.of_request((), "history", [(places[at].name, reader.facts[at]) for at in order])
    numbers = reader.numbers(order, frozenset(wanted))
    return [_step(places[at], reader.facts[at], numbers.get(at, ({}, {}))) for at in wanted], part


def _step(place: Location, facts: StepFacts | str | None, numbers: Numbers) -> RunStep:
    """A step, or why it can't be opened."""
    if isinstance(facts, StepFacts):
        return RunStep(place, facts, *numbers)
    return RunStep(place, facts_of_name(place.name), {}, {}, facts or "")
