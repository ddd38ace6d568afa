"""Reading the steps of a run, each once: what a step says of itself and the numbers of its tensors come of one opening.

The order of the run is known only when every step was opened. Names nearly always tell it before, so that steps are read in
that order as they are opened; where the names were wrong, what they were wrong about is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

from inspector.analysis.step_numbers import StepNumbers, step_numbers
from inspector.buffers import Scratch
from inspector.errors import CheckpointError, InspectorError
from inspector.execution import Workers, in_order
from inspector.jobs import Job
from inspector.operations.history_cache import HistoryCache, MomentKey, Numbers
from inspector.operations.run_steps import OpenStep, StepFacts, facts_of_name, identity, in_step_order, opened_step
from inspector.sources.location import Location
from inspector.tensors.entries import TensorEntry

__all__ = ["StepReader"]

#: Steps that are open at the same time. The last of them is read again with those that follow.
_WINDOW = 24

_Pair = tuple[int | None, int]
"""A step, behind the one before it that its update is from; None for the first."""


class StepReader:
    """Reads the steps at ``places``; they are called by their indices there.

    ``facts`` are what each says of itself, or why it can't be opened; None for what was not opened yet.
    """

    def __init__(self, places: Sequence[Location], cache: HistoryCache, job: Job, workers: Workers | None) -> None:
        self._places = places
        self._cache = cache
        self._job = job
        self._workers = workers
        self._marks = [identity(place) for place in places]
        self._numbers: dict[_Pair, Numbers] = {}
        self._opened_count = 0
        self.facts: list[StepFacts | str | None] = [cache.facts(mark) for mark in self._marks]

    def look(self) -> None:
        """Open the steps that are not known, to see what they say of themselves."""
        for at, known in enumerate(self.facts):
            if known is None:
                with ExitStack() as files:
                    self._opened(at, files)

    def read_by_name(self) -> None:
        """Read the steps that are not known, in the order of their names; only looked at where names tell no order."""
        of_names = [facts_of_name(place.name) for place in self._places]
        if any(facts.step is None for facts in of_names):
            self.look()
            return
        order = in_step_order(self._places, of_names)
        pairs = zip([None, *order], order, strict=False)
        self._read([(before, at) for before, at in pairs if self.facts[at] is None])

    def order(self) -> list[int]:
        """The steps in the order of the run; all of them were opened, or can't be."""
        said = [
            known if isinstance(known, StepFacts) else facts_of_name(place.name)
            for place, known in zip(self._places, self.facts, strict=True)
        ]
        return in_step_order(self._places, said)

    def numbers(self, order: Sequence[int], wanted: Collection[int]) -> dict[int, Numbers]:
        """The numbers of the ``wanted`` steps of a run in this ``order``; those that can't be opened have none."""
        while missing := [pair for pair in self._pairs(order) if pair[1] in wanted and not self._is_known(pair)]:
            self._read(missing)
        return {pair[1]: self._numbers[pair] for pair in self._pairs(order) if pair[1] in wanted}

    def _pairs(self, order: Sequence[int]) -> list[_Pair]:
        """The steps that can be opened, each with the one before it."""
        readable = [at for at in order if isinstance(self.facts[at], StepFacts)]
        return list(zip([None, *readable], readable, strict=False))

    def _is_known(self, pair: _Pair) -> bool:
        if pair not in self._numbers:
            known = self._cache.numbers(*self._marks_of(pair))
            if known is not None:
                self._numbers[pair] = known
        return pair in self._numbers

    def _marks_of(self, pair: _Pair) -> tuple[str, str]:
        before, at = pair
        return self._marks[at], "" if before is None else self._marks[before]

    def _read(self, pairs: Sequence[_Pair]) -> None:
        for before, window in _windows(pairs):
            self._read_window(before, window)

    def _read_window(self, before: int | None, window: Sequence[int]) -> None:
        """Read steps that follow each other, and the one before them for their updates."""
        with ExitStack() as files:
            opened = {at: step for at in window if (step := self._opened(at, files)) is not None}
            if opened and before is not None and isinstance(self.facts[before], StepFacts):
                first = self._opened(before, files)
                opened = opened if first is None else {before: first, **opened}
            found = _numbers_of(list(opened.values()), self._job, self._workers)
            for pair, numbers in zip(zip([None, *opened], opened, strict=False), found, strict=True):
                if pair[1] != before:
                    self._numbers[pair] = numbers
                    self._cache.keep_numbers(*self._marks_of(pair), numbers)

    def _opened(self, at: int, files: ExitStack) -> OpenStep | None:
        """A step, opened; None for one that can't be, whose facts then are the reason."""
        place = self._places[at]
        self._job.report(min(self._opened_count, len(self._places)), len(self._places), f"Reading {place.name}")
        self._opened_count += 1
        try:
            step = opened_step(place, files, self._job)
        except InspectorError as error:
            self.facts[at] = error.reason if isinstance(error, CheckpointError) else str(error)
            return None
        if self.facts[at] is None:
            self._cache.keep_facts(self._marks[at], step.facts)
        self.facts[at] = step.facts
        return step


def _windows(pairs: Sequence[_Pair]) -> Iterator[tuple[int | None, list[int]]]:
    """Steps that follow each other, so many at a time, behind the one before the first of them."""
    first: int | None = None
    window: list[int] = []
    for before, at in pairs:
        if window and (before != window[-1] or len(window) == _WINDOW):
            yield first, window
            window = []
        if not window:
            first = before
        window.append(at)
    if window:
        yield first, window


def _numbers_of(steps: Sequence[OpenStep], job: Job, workers: Workers | None) -> list[Numbers]:
    """The numbers of steps that follow each other, each read once."""
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

    def __call__(self, run: _Run, scratch: Scratch) -> list[StepNumbers | None]:
        entries = [entry for _, entry in run.entries]
        try:
            return [*step_numbers(entries, self.job, scratch)]
        except InspectorError:  # one that can't be read leaves the others what they are
            return [_alone(entry, self.job, scratch) for entry in entries]


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


def _alone(entry: TensorEntry, job: Job, scratch: Scratch) -> StepNumbers | None:
    try:
        return step_numbers([entry], job, scratch)[0]
    except InspectorError:
        return None
