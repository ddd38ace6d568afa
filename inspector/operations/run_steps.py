"""The checkpoints of a training run: which files and folders are its steps, and what each says of itself.

A step is a file (``step_0100.pt``, ``epoch=3-step=1000.ckpt``) or a folder (``checkpoint-100`` of transformers, with the
optimizer and ``trainer_state.json`` beside the weights). Its number is what the file says, else what its name says: names
sort wrongly as text.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.optimizer_states import state_owners
from inspector.checkpoint.roles import Role, roles
from inspector.errors import CheckpointError
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.location import LocalLocation, Location
from inspector.tensors.entries import TensorEntry, ValueEntry, key_of

__all__ = [
    "OPTIMIZER_FILES",
    "OpenStep",
    "StepFacts",
    "facts_of_name",
    "identity",
    "in_step_order",
    "is_named_step",
    "opened_step",
    "steps_in",
]

#: What may be a step by its name: weights of any framework, not the pieces of one model.
_SUFFIXES = frozenset(
    {".pt", ".pth", ".ckpt", ".safetensors", ".bin", ".npz", ".h5", ".keras", ".pdparams", ".gguf", ".tar"}
)
_STEP_NAME = re.compile(r"(?:step|iter(?:ation)?|checkpoint|ckpt|global_step|update)[_=-]?0*(\d{1,15})", re.IGNORECASE)
_EPOCH_NAME = re.compile(r"epoch[_=-]?0*(\d{1,15})", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(\d{1,15})(?!.*\d)")
#: How many steps a file is the average of, as ESPnet, WeNet and icefall name it: ``ave_10best``, ``epoch-30-avg-9``.
_AVERAGED = re.compile(r"(?<![a-z])(?:ave|avg|average)[_.-]?\d{1,15}(?:best)?", re.IGNORECASE)
#: Folders within each other with nothing else in them, such as Lightning's ``version_0/checkpoints``.
_MAX_LEVELS = 4
_STEP_VALUES = ("global_step", "step", "iteration", "iterations", "num_updates", "steps")
#: What an optimizer is called beside the weights.
OPTIMIZER_FILES = ("optimizer.pt", "optimizer.bin", "optimizer.pth")
_STATE_FILE = "trainer_state.json"
_NOT_STEPS = re.compile(
    r"optimizer|scheduler|rng_state|training_args|random_states|scaler|-\d{5}-of-\d{5}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What a checkpoint says of where in the run it is; None for what it does not say."""

    step: int | None = None
    epoch: float | None = None
    lr: float | None = None
    loss: float | None = None
    metric: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OpenStep:
    """The tensors of a step: those of the ``model`` by key, and the ``optimizer``'s by parameter and moment."""

    facts: StepFacts
    model: dict[str, TensorEntry] = field(default_factory=dict)
    optimizer: dict[tuple[str, str], TensorEntry] = field(default_factory=dict)


def steps_in(folder: Location) -> list[Location]:
    """The files and folders that may be steps, in the order of the numbers in their names.

    Of a folder with none, but with one folder in it, that one's. Raises CheckpointError for one that can't be listed.
    """
    for _ in range(_MAX_LEVELS):
        children = folder.children()
        found = [child for child in children if _may_be_step(child)]
        inner = [child for child in children if child.is_folder]
        if found or len(inner) != 1:
            return sorted(found, key=lambda place: (next(_numbers_in(place.name), math.inf), place.name))
        folder = inner[0]
    return []


def _may_be_step(place: Location) -> bool:
    name = place.name
    if name.startswith(".") or _NOT_STEPS.search(name):
        return False
    if place.is_folder:
        return is_named_step(name)
    return place.suffix in _SUFFIXES


def is_named_step(name: str) -> bool:
    """Whether a name says that it is a step or an epoch, and does not just have a number."""
    return (_STEP_NAME.search(name) or _EPOCH_NAME.search(name)) is not None


def identity(place: Location) -> str:
    """What tells the content of a step from another without opening it; "" where there is no such thing."""
    if not isinstance(place, LocalLocation):
        return ""
    try:
        paths = sorted(path for path in place.path.iterdir() if path.is_file()) if place.is_folder else [place.path]
        marks = [(path.name, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
                 for path in paths for status in [path.stat()]]  # fmt: skip
    except OSError:
        return ""
    return repr(marks)


def opened_step(place: Location, files: ExitStack, job: Job) -> OpenStep:
    """A step, opened; ``files`` closes it. Raises CheckpointError for one whose weights can't be read."""
    checkpoint = files.enter_context(open_checkpoint(place, job))
    beside = _optimizer_beside(place, files, job)
    model = _model_tensors(checkpoint)
    state = _trainer_state(place, job)
    values = {entry.path: entry.value for source in (checkpoint, beside) if source for entry in source.entries
              if isinstance(entry, ValueEntry)}  # fmt: skip
    facts = _facts(place.name, state, values)
    return OpenStep(facts, model, _optimizer_tensors(checkpoint, beside, model))


def _optimizer_beside(place: Location, files: ExitStack, job: Job) -> Checkpoint | None:
    for name in OPTIMIZER_FILES if place.is_folder else ():
        file = place.child(name)
        if file.exists:
            try:
                return files.enter_context(open_checkpoint(file, job))
            except CheckpointError:  # the weights are worth looking at without it
                return None
    return None


def _model_tensors(checkpoint: Checkpoint) -> dict[str, TensorEntry]:
    """The parameters and buffers by key, without the container that all of them are in."""
    kinds = roles(checkpoint.entries)
    found = [
        entry
        for entry, role in zip(checkpoint.entries, kinds, strict=True)
        if isinstance(entry, TensorEntry) and role in (Role.PARAMETER, Role.BUFFER) and _is_counted(entry)
    ]
    firsts = {entry.path[:1] for entry in found}
    container = next(iter(firsts)) if len(firsts) == 1 and all(len(entry.path) > 1 for entry in found) else ()
    prefix = f"{container[0]}." if container and isinstance(container[0], str) else ""
    return {entry.key.removeprefix(prefix): entry.values for entry in found}


def _is_counted(entry: TensorEntry) -> bool:
    return entry.dtype.is_numeric and entry.values.storage is not None and entry.values.numel > 0


def _optimizer_tensors(
    checkpoint: Checkpoint, beside: Checkpoint | None, model: dict[str, TensorEntry]
) -> dict[tuple[str, str], TensorEntry]:
    """The moments of torch's optimizers by parameter, or by the number of one that can't be told."""
    sources = [checkpoint] if beside is None else [checkpoint, beside]
    entries = [entry for source in sources for entry in source.entries]
    owners = state_owners(*sources)
    found: dict[tuple[str, str], TensorEntry] = {}
    for entry in entries:
        if not isinstance(entry, TensorEntry) or not (entry.values.shape and _is_counted(entry)):
            continue
        if len(entry.path) > 2 and entry.path[-3] == "state" and isinstance(entry.path[-1], str):
            owner = owners.get(entry.path[:-1])
            name = key_of(entry.path[-3:-1]) if owner is None else owner.key if owner.key in model else owner.name
            found[name, entry.path[-1]] = entry.values
    return found


def _trainer_state(place: Location, job: Job) -> dict[str, Any]:
    """The state of transformers' Trainer beside the weights: its log has the learning rate, and a bare NaN at times."""
    if not place.is_folder:
        return {}
    try:
        with place.child(_STATE_FILE).open() as opened:
            state = json.loads(read_document(opened, job.limits))
    except (CheckpointError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def _facts(name: str, state: dict[str, Any], values: dict[Any, Any]) -> StepFacts:
    top = {path[-1]: value for path, value in values.items() if len(path) == 1}
    logged = _last_log(state)
    steps = (state.get("global_step"), *(top.get(each) for each in _STEP_VALUES), *_numbers_in(name))
    step = next((found for found in map(_whole, steps) if found is not None), None)
    in_name = _EPOCH_NAME.search(name)
    rates = (
        logged.get("learning_rate"),
        top.get("lr"),
        *(value for path, value in values.items() if "lr" in path[-1:]),
    )
    return StepFacts(
        step,
        _first_number(state.get("epoch"), top.get("epoch"), int(in_name[1]) if in_name else None),
        _first_number(*rates),
        _first_number(logged.get("loss"), top.get("loss"), top.get("train_loss")),
        _first_number(logged.get("eval_loss"), top.get("val_loss"), top.get("eval_loss")),
    )


def facts_of_name(name: str) -> StepFacts:
    """What the name of a step alone says."""
    return StepFacts(next(_numbers_in(name), None))


def _numbers_in(name: str) -> Iterator[int]:
    name = _AVERAGED.sub("", name)
    for pattern in (_STEP_NAME, _EPOCH_NAME, _LAST_NUMBER):
        found = pattern.search(name)
        if found:
            yield int(found[1])


def _last_log(state: dict[str, Any]) -> dict[str, Any]:
    """What was logged last, of training and of evaluation together."""
    log = state.get("log_history")
    found: dict[str, Any] = {}
    for record in log if isinstance(log, list) else ():
        if isinstance(record, dict):
            found.update(record)
    return found


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63 else None


def _first_number(*values: Any) -> float | None:
    for value in values:
        if isinstance(value, int | float) and not isinstance(value, bool):
            with contextlib.suppress(OverflowError):  # pickles may hold integers of any length
                return float(value)
    return None


def in_step_order(places: Sequence[Location], facts: Sequence[StepFacts]) -> list[int]:
    """The indices in the order of the run: by step, else by epoch, else as they came."""
    keys = [
        (0, float(each.step)) if each.step is not None else (1, each.epoch if each.epoch is not None else math.inf)
        for each in facts
    ]
    return sorted(range(len(places)), key=lambda at: (keys[at], at))
