"""The repeated structure in a model's names: stacks of layers, each with tensors in the same roles.

``transformer.h.3.attn.c_attn.weight`` is layer 3 of the stack ``transformer.h`` in the role ``attn.c_attn.weight``. What has
no number of its own (``layer2.0.conv1.weight``) may have one at the end of a word. Nothing is known of any architecture:
numbers and what repeats behind them are enough for transformers, vision transformers, U-Nets and residual networks alike.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from inspector.checkpoint.roles import Role as Part
from inspector.checkpoint.roles import roles as known_roles
from inspector.jobs import Job
from inspector.tensors.entries import Entry, FileName, TensorEntry

__all__ = ["Place", "Role", "Stack", "place_of", "role_of", "roles", "stacks", "stacks_of"]

_NUMBERED_WORD = re.compile(r"(.*?[^\d])(\d{1,4})")
_MAX_DIGITS = 6
_WEIGHTS_OF_A_LAYER = "vars"
#: A stack of fewer layers shows nothing of depth.
_MIN_LAYERS = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key is in its stack: ``prefix`` names the stack, ``layer`` is its number, ``role`` the rest of the key."""

    prefix: str
    layer: int
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Layers whose tensors have the same roles. ``cells`` holds the position of a key by (layer, role).

    ``layers`` ascend; ``roles`` are in the order in which they are first met. A layer may lack a role that others have.
    """

    prefix: str
    layers: Sequence[int]
    roles: Sequence[str]
    cells: Mapping[tuple[int, str], int]

    def __len__(self) -> int:
        return len(self.cells)


def place_of(key: str, first: int = 0) -> Place | None:
    """The place of a key by its first number, None for one without numbers.

    The parts before the ``first`` are those of the name of a file: steps are no layers.
    """
    parts = key.split(".")
    for at, part in enumerate(parts[first:], first):
        if _is_number(parts, at):
            return Place(".".join(parts[:at]), int(part), ".".join(parts[at + 1 :]))
    for at, part in enumerate(parts[first:], first):
        found = _NUMBERED_WORD.fullmatch(part)
        if found is not None and at < len(parts) - 1:
            return Place(".".join([*parts[:at], found[1]]), int(found[2]), ".".join(parts[at + 1 :]))
    return None


def _is_number(parts: Sequence[str], at: int) -> bool:
    """Whether a part of a key counts layers. Keras numbers the weights of each layer, too: ``dense.vars.0``."""
    part = parts[at]
    if not (part.isdecimal() and part.isascii() and len(part) <= _MAX_DIGITS):
        return False
    return at != len(parts) - 1 or at == 0 or parts[at - 1] != _WEIGHTS_OF_A_LAYER


def role_of(key: str) -> tuple[str, tuple[int, ...]]:
    """The key without its numbers, an asterisk for each, and the numbers: how deep the tensor lies in that role."""
    numbers = []
    parts = key.split(".")
    for at, part in enumerate(parts):
        if _is_number(parts, at):
            numbers.append(int(part))
            parts[at] = "*"
    return ".".join(parts), tuple(numbers)


@dataclass(frozen=True, slots=True)
class Role:
    """Tensors of one role, by depth: their ``positions`` among the keys, and the ``numbers`` in their keys."""

    name: str
    positions: Sequence[int]
    numbers: Sequence[tuple[int, ...]]

    @property
    def labels(self) -> list[str]:
        """What tells each from the others: the number of its layer, of several the ones that differ."""
        varying = [len(set(column)) > 1 for column in zip(*self.numbers, strict=True)]
        return [".".join(str(at) for at, varies in zip(each, varying, strict=True) if varies) for each in self.numbers]


def roles(keys: Iterable[str]) -> list[Role]:
    """The roles that at least two keys have, in the order in which they are first met."""
    found: dict[str, list[tuple[tuple[int, ...], int]]] = {}
    for position, key in enumerate(keys):
        name, numbers = role_of(key)
        if numbers:
            found.setdefault(name, []).append((numbers, position))
    return [
        Role(name, [position for _, position in sorted(places)], [numbers for numbers, _ in sorted(places)])
        for name, places in found.items()
        if len(places) >= _MIN_LAYERS
    ]


def stacks(keys: Iterable[str], last: Container[int] = ()) -> list[Stack]:
    """Every stack of at least two layers with a role in common, the one with most tensors first.

    Stacks of what is at the positions ``last``, such as the states of an optimizer, come after all others.
    """
    return _stacks(map(place_of, keys), last)


def _stacks(places: Iterable[Place | None], last: Container[int]) -> list[Stack]:
    by_prefix: dict[str, dict[tuple[int, str], int]] = {}
    for position, place in enumerate(places):
        if place is not None:
            by_prefix.setdefault(place.prefix, {}).setdefault((place.layer, place.role), position)
    found = [_stack(prefix, cells) for prefix, cells in by_prefix.items()]
    return sorted(filter(_repeats, found), key=lambda stack: (next(iter(stack.cells.values())) in last, -len(stack)))


def stacks_of(tensors: Sequence[TensorEntry], entries: Iterable[Entry], job: Job | None = None) -> list[Stack]:
    """The stacks of some tensors of a checkpoint with these ``entries``, those of an optimizer's states last.

    The stored parts of quantised weights are left out: beside their numbers, those of the weights would all look alike.
    """
    entries = list(entries)
    states = {
        entry.path for entry, part in zip(entries, known_roles(entries, job), strict=True) if part is Part.OPTIMIZER
    }
    last = {at for at, tensor in enumerate(tensors) if tensor.path in states}
    places = (
        place_of(tensor.key, _parts_of_file(tensor)) if tensor.in_state_dict or at in last else None
        for at, tensor in enumerate(tensors)
    )
    return _stacks(places, last)


def _parts_of_file(tensor: TensorEntry) -> int:
    """How many parts of the key are the names of the file and folders that the tensor lies in."""
    names = takewhile(lambda element: isinstance(element, FileName), tensor.path)
    return sum(str(name).count(".") + 1 for name in names)


def _stack(prefix: str, cells: Mapping[tuple[int, str], int]) -> Stack:
    layers = sorted({layer for layer, _ in cells})
    return Stack(prefix, layers, list(dict.fromkeys(role for _, role in cells)), cells)


def _repeats(stack: Stack) -> bool:
    """Whether layers share roles: ``sequential.0.weight`` and ``sequential.3.bias`` alone are no stack."""
    return len(stack.layers) >= _MIN_LAYERS and len(stack.cells) > len(stack.roles)
