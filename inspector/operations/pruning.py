"""Thinning a training run: which checkpoints to keep, what that frees, and deleting the others.

A plan is made and shown first. Nothing is deleted before everything that is kept has been read to its last byte. A step goes
in one piece: it is renamed, which is all or nothing, and then deleted. What can't be opened, or is not called as steps
are, is never deleted: it may be something else.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from inspector.errors import CheckpointError, InspectorError, OutputError, SelectionError, UnsupportedError
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Job
from inspector.operations.integrity import damage
from inspector.operations.manifest import hashes_in_order
from inspector.operations.run_steps import (
    OPTIMIZER_FILES,
    StepFacts,
    identity,
    in_step_order,
    is_named_step,
    opened_step,
    steps_in,
)
from inspector.sources.location import LocalLocation, Location, location_of
from inspector.tables import Column, Table, Tabular
from inspector.text import number_text, size_text

__all__ = ["PrunePlan", "PruneStep", "plan_pruning", "prune"]

_RULE = re.compile(r"(best|first|last|every)(?:=(\d{1,9}))?")
_UNOPENED = "can't be opened"
_HIDDEN = ".checkpoint-inspector-deleting-"


@dataclass(frozen=True, slots=True)
class PruneStep:
    """One step: ``reasons`` it is kept for, none if it goes; ``nbytes`` on the disk, ``freed`` of them by the plan.

    ``dropped`` are the files of a kept folder that go.
    """

    location: LocalLocation
    facts: StepFacts
    identity: str
    nbytes: int
    freed: int
    reasons: tuple[str, ...]
    dropped: tuple[Path, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the step stays."""
        return bool(self.reasons)


class PrunePlan(Tabular):
    """What is to become of each step, in the order of the run."""

    def __init__(self, folder: str, steps: Sequence[PruneStep]) -> None:
        self.folder = folder
        self.steps = steps

    @property
    def freed(self) -> int:
        """The bytes that the plan frees."""
        return sum(step.freed for step in self.steps)

    @property
    def kept(self) -> list[PruneStep]:
        """The steps that stay."""
        return [step for step in self.steps if step.is_kept]

    @property
    def sentence(self) -> str:
        """How much goes."""
        total = sum(step.nbytes for step in self.steps)
        counts = f"keeps {len(self.kept):,} of {len(self.steps):,} checkpoints"
        return f"{counts}, frees {size_text(self.freed)} of {size_text(total)}"

    def table(self, most: int) -> Table:
        names = ("checkpoint", "step", "metric", "size", "plan")
        rows = [_row(step) for step in self.steps[:most]]
        return Table(self.sentence, [Column(name, right=name == "size") for name in names], rows, len(self.steps))


def _row(step: PruneStep) -> list[str]:
    metric = "" if (found := _metric(step.facts)) is None else number_text(found, 4)
    plan = f"keep ({', '.join(step.reasons)})" if step.is_kept else "delete"
    if step.dropped:
        plan += f", without {', '.join(path.name for path in step.dropped)}"
    number = "" if step.facts.step is None else str(step.facts.step)
    return [step.location.name, number, metric, size_text(step.nbytes), plan]


def plan_pruning(
    folder: str | os.PathLike[str] | Location, keep: str, *, drop_optimizer: bool = False, job: Job | None = None
) -> PrunePlan:
    """What ``keep`` leaves of a run: rules with commas between them, a step staying that any of them names.

    ``last`` and ``first`` (``last=3`` for several), ``best`` (the lowest loss of the evaluation, else of the training, NaN
    aside), ``every=10`` (every tenth, from the first). With ``drop_optimizer`` the optimizer's files go from the folders of
    kept steps, save the last, from which the run can go on. Deletes nothing.

    Raises SelectionError for other rules, for a folder without steps and where no step has a loss to be the best by;
    UnsupportedError for a folder that is not of this machine.
    """
    job = job or Job()
    location = location_of(folder)
    if not isinstance(location, LocalLocation):
        raise UnsupportedError("is not a folder of this machine", str(location))
    rules = _rules(keep)
    places = [place for place in steps_in(location) if isinstance(place, LocalLocation)]
    if not places:
        raise SelectionError(f"{location} has no checkpoints that could be steps of a run")
    facts: list[StepFacts | None] = []
    for at, place in enumerate(places):
        job.report(at, len(places), f"Opening {place.name}")
        try:
            with ExitStack() as files:
                facts.append(opened_step(place, files, job).facts)
        except InspectorError:
            facts.append(None)
    known = [at for at, each in enumerate(facts) if each is not None]
    order = in_step_order([places[at] for at in known], [facts[at] or StepFacts() for at in known])
    run = [known[at] for at in order]
    reasons = _reasons([facts[at] or StepFacts() for at in run], rules)
    steps = []
    for at, place in enumerate(places):
        each = facts[at]
        why = (_UNOPENED,) if each is None else tuple(reasons[run.index(at)])
        if not why and not is_named_step(place.name):
            why = ("its name is not a step's",)
        is_last = bool(run) and at == run[-1]
        dropped = tuple(_optimizer_files(place)) if drop_optimizer and why and each is not None and not is_last else ()
        nbytes = sum(path.lstat().st_size for path in _files(place.path))
        freed = sum(path.lstat().st_size for path in dropped) if why else nbytes
        steps.append(PruneStep(place, each or StepFacts(), identity(place), nbytes, freed, why, dropped))
    ranks = {at: rank for rank, at in enumerate(run)}
    in_order = sorted(range(len(steps)), key=lambda at: ranks.get(at, len(steps)))
    return PrunePlan(str(location), [steps[at] for at in in_order])


def prune(plan: PrunePlan, *, each: Callable[[PruneStep], object] | None = None, job: Job | None = None) -> None:
    """Do what a plan says; ``each`` is called with a step once it is gone, or its optimizer is.

    Raises CheckpointError, and deletes nothing, if a step that is kept can't be read to its end or one was changed since
    the plan was made; OutputError for what can't be deleted.
    """
    job = job or Job()
    if not plan.kept:
        raise SelectionError("the plan keeps no checkpoint")
    for step in plan.steps:
        if identity(step.location) != step.identity:
            raise CheckpointError("was changed since the plan was made; nothing was deleted", str(step.location))
    for step in plan.kept:
        if step.reasons != (_UNOPENED,):
            _verify(step, job)
    for step in plan.steps:
        job.check()
        for path in step.dropped if step.is_kept else (step.location.path,):
            _delete(path)
        if each is not None and step.freed:
            each(step)


def _verify(step: PruneStep, job: Job) -> None:
    """Read a step that is kept, all of it that may be needed."""
    place = step.location
    others = [place.child(name) for name in OPTIMIZER_FILES if place.is_folder and place.child(name).exists]
    dropped = {path.name for path in step.dropped}
    for file in (place, *(other for other in others if other.name not in dropped)):
        with open_checkpoint(file, job) as checkpoint:
            for result in hashes_in_order(checkpoint.tensors, job):
                if result.error is not None:
                    raise CheckpointError(f"is kept, and {result.key} can't be read; nothing was deleted", str(file))
            for finding in damage(checkpoint, job):
                raise CheckpointError(f"is kept, and damaged; nothing was deleted ({finding.message})", str(file))


def _delete(path: Path) -> None:
    hidden = path.with_name(f"{_HIDDEN}{secrets.token_hex(6)}")
    try:
        path.rename(hidden)
        if hidden.is_dir() and not hidden.is_symlink():
            shutil.rmtree(hidden)
        else:
            hidden.unlink()
    except OSError as error:
        raise OutputError(f"can't be deleted: {error.strerror or error}", str(path)) from error


def _rules(keep: str) -> list[tuple[str, int]]:
    rules = []
    for text in keep.split(","):
        found = _RULE.fullmatch(text.strip())
        count = int(found[2] or 1) if found else 0
        if found is None or not count or (found[1] == "every" and found[2] is None):
            raise SelectionError(f"{text.strip()!r} is no rule; there are best, first, last, last=N, every=N")
        rules.append((found[1], count))
    return rules


def _reasons(facts: Sequence[StepFacts], rules: Sequence[tuple[str, int]]) -> list[list[str]]:
    """Why each step is kept; ``facts`` are in the order of the run."""
    reasons: list[list[str]] = [[] for _ in facts]
    for rule, count in rules:
        for at in _kept(facts, rule, count):
            reasons[at].append(rule if rule != "every" else f"every {count}")
    return reasons


def _kept(facts: Sequence[StepFacts], rule: str, count: int) -> Sequence[int]:
    places = range(len(facts))
    if rule == "first":
        return places[:count]
    if rule == "last":
        return places[-count:]
    if rule == "every":
        return places[::count]
    metrics = {at: found for at in places if (found := _metric(facts[at])) is not None and found == found}
    if not metrics:
        raise SelectionError("no checkpoint has a loss to be the best by; name other rules to keep")
    return sorted(metrics, key=lambda at: (metrics[at], at))[:count]


def _metric(facts: StepFacts) -> float | None:
    return facts.loss if facts.metric is None else facts.metric


def _optimizer_files(place: LocalLocation) -> Iterator[Path]:
    for name in OPTIMIZER_FILES if place.is_folder else ():
        if (path := place.path / name).is_file():
            yield path


def _files(path: Path) -> Iterator[Path]:
    """The files that deleting a step deletes; links are not followed."""
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for folder, _, names in os.walk(path):
        for name in names:
            yield Path(folder, name)
