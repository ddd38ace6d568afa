"""The parameter that each optimizer state belongs to: files number the states, people know parameters by name.

``torch.optim.Optimizer.state_dict`` numbers the parameters in the order in which they were given to the optimizer, and keeps
no names unless these were given, too (https://docs.pytorch.org/docs/stable/generated/torch.optim.Optimizer.state_dict.html).
That order mostly is the model's; it is taken for that where number and shapes allow it, which is said to be assumed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.roles import Role, roles
from inspector.jobs import Job
from inspector.tensors.entries import Entry, Key, Path, TensorEntry, ValueEntry, key_of
from inspector.tensors.runs import names_of, runs
from inspector.wording import translatable

__all__ = ["ASSUMED", "StateOwner", "state_owners"]

Shape = tuple[int, ...]

#: Said of a parameter that the file does not name.
ASSUMED = translatable(", assumed from the order and shapes of the parameters")


@dataclass(frozen=True, slots=True)
class StateOwner:
    """The parameter that a state is of: its ``key``, and its ``name`` in the state dict that it is in.

    ``is_assumed`` unless the optimizer itself has the name.
    """

    key: str
    name: str
    is_assumed: bool

    def __str__(self) -> str:
        return f"{self.name} (assumed)" if self.is_assumed else self.name


@dataclass(slots=True)
class _Optimizer:
    """What a file has of one optimizer: the shapes of its states by number, and the numbers and names of its groups."""

    shapes: dict[int, Shape | None] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def order(self) -> list[int]:
        """The numbers in the order in which the parameters were given."""
        return self.numbers if set(self.shapes) <= set(self.numbers) else sorted(self.shapes)


@dataclass(frozen=True, slots=True)
class _Parameter:
    owner: StateOwner
    shape: Shape


def state_owners(*sources: Checkpoint, job: Job | None = None) -> dict[Path, StateOwner]:
    """The parameter of each state of torch's optimizers that can be told, by the path of the state (``[..., "state", 0]``).

    The parameters are those of the first of ``sources``, or of all of them where the optimizer is in a file of its own.
    safetensors files have them sorted by name: there only a shape that no other parameter has tells one.
    """
    job = job or Job()
    optimizers = _optimizers(_nested_entries(sources, job))
    if not optimizers:
        return {}
    models = [model for source in sources for model in _models(source.entries, job)]
    if len(models) > 1:  # which may be trained together
        models.append([parameter for model in models for parameter in model])
    is_ordered = "safetensors" not in sources[0].format
    found: dict[Path, StateOwner] = {}
    for container, optimizer in optimizers.items():
        for number, owner in _owners(optimizer, models, is_ordered=is_ordered).items():
            found[*container, "state", Key(number)] = found[*container, "state", number] = owner
    return found


def _nested_entries(sources: Iterable[Checkpoint], job: Job) -> Iterator[Entry]:
    """The entries in containers, which have more than a name, with some others among them."""
    for source in sources:
        for run in runs(source.entries, job):
            if names_of(run.entries) is None:
                yield from run.entries


def _optimizers(entries: Iterable[Entry]) -> dict[Path, _Optimizer]:
    """By the path of the optimizer's state dict."""
    found: dict[Path, _Optimizer] = {}
    for entry in entries:
        path = entry.path
        if len(path) < 3:
            continue
        if path[-3] == "state" and isinstance(entry, TensorEntry):
            number = _number(path[-2])
            if number is not None:
                shapes = found.setdefault(path[:-3], _Optimizer()).shapes
                shapes[number] = _larger(shapes.get(number), entry.values.shape)
        elif path[-3] == "param_groups" and isinstance(entry, ValueEntry) and isinstance(entry.value, list):
            optimizer = found.setdefault(path[:-3], _Optimizer())
            if path[-1] == "params":
                optimizer.numbers += [number for each in entry.value if (number := _number(each)) is not None]
            elif path[-1] == "param_names":
                optimizer.names += [name for name in entry.value if isinstance(name, str)]
    return {container: optimizer for container, optimizer in found.items() if optimizer.shapes}


def _number(element: object) -> int | None:
    value: Any = element.value if isinstance(element, Key) else element
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _larger(one: Shape | None, other: Shape) -> Shape | None:
    """The shape of more elements: counters are scalars, the moments have the shape of the parameter."""
    return one if not other or (one is not None and math.prod(one) >= math.prod(other)) else other


def _models(entries: Sequence[Entry], job: Job) -> list[list[_Parameter]]:
    """The parameters of each state dict in a file in its order, tied ones once."""
    models: dict[Path, list[_Parameter]] = {}
    seen: set[Hashable] = set()
    for entry, role in zip(entries, roles(entries, job), strict=True):
        if role is not Role.PARAMETER or not isinstance(entry, TensorEntry):
            continue
        container = entry.path[:1] if len(entry.path) > 1 else ()
        if entry.storage is not None:
            place = (container, entry.storage.key, entry.storage_offset, entry.shape, entry.strides)
            if place in seen:
                continue
            seen.add(place)
        owner = StateOwner(entry.key, key_of(entry.path[len(container) :]), is_assumed=True)
        models.setdefault(container, []).append(_Parameter(owner, entry.values.shape))
    return list(models.values())


def _owners(
    optimizer: _Optimizer, models: Sequence[Sequence[_Parameter]], *, is_ordered: bool
) -> dict[int, StateOwner]:
    """The parameter of each number: as the groups say, else as order or shapes allow only one answer."""
    numbers, names = optimizer.order(), optimizer.names
    if names and len(names) == len(optimizer.numbers):
        keys = {parameter.owner.name: parameter.owner.key for model in reversed(models) for parameter in model}
        return {
            number: StateOwner(keys.get(name, name), name, is_assumed=False)
            for number, name in zip(optimizer.numbers, names, strict=True)
        }
    for model in models if is_ordered else ():
        if len(model) == len(numbers):
            for order in _ORDERS:
                ordered = sorted(model, key=order)  # those of equal keys stay in order
                if _fit(optimizer, numbers, ordered):
                    return {number: one.owner for number, one in zip(numbers, ordered, strict=True)}
    return _told_by_shape(optimizer, models[-1] if models else ())


def _is_matrix(parameter: _Parameter) -> bool:
    return len(parameter.shape) > 1


#: How parameters are given to optimizers: in the model's order, or in two groups, one of which decays.
_ORDERS: tuple[Callable[[_Parameter], bool], ...] = (
    lambda _: False,
    lambda parameter: not _is_matrix(parameter),
    _is_matrix,
)


def _fit(optimizer: _Optimizer, numbers: Sequence[int], ordered: Sequence[_Parameter]) -> bool:
    """Whether no state has another shape than its parameter would; those that were never updated have none."""
    shapes = [optimizer.shapes.get(number) for number in numbers]
    return any(shapes) and all(shape is None or shape == one.shape for shape, one in zip(shapes, ordered, strict=True))


def _told_by_shape(optimizer: _Optimizer, parameters: Sequence[_Parameter]) -> dict[int, StateOwner]:
    by_shape: dict[Shape, list[StateOwner]] = {}
    for parameter in parameters:
        by_shape.setdefault(parameter.shape, []).append(parameter.owner)
    taken = Counter(optimizer.shapes.values())
    return {
        number: by_shape[shape][0]
        for number, shape in optimizer.shapes.items()
        if shape is not None and len(by_shape.get(shape, ())) == 1 and taken[shape] == 1
    }
