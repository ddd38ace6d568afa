"""Wrappers around the names of a model, seen through by what they explain.

DataParallel's ``module.``, ``torch.compile``'s ``_orig_mod.``, the ``state_dict`` of a training checkpoint, an ``ema.`` copy
of the weights, the ``bert.`` under which a task's model keeps its backbone: every name votes for the change of prefix that
would make it a name of the other side. Time is linear in the number of names; of each only the first parts are looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspector.names.renaming import RenameRule

__all__ = ["WrapperRule", "positional_rules", "wrapper_rule"]

Shape = tuple[int, ...]
Change = tuple[str, str]

_EMA = frozenset(
    {"ema", "ema_model", "ema_state_dict", "model_ema", "params_ema", "shadow", "shadow_params", "averaged_model"}
)
#: Names of wrappers that say nothing of the model. Two of them may stand against each other, and one vote is enough.
_KNOWN = _EMA | {
    "_orig_mod", "model", "model_state", "model_state_dict", "module", "net", "net_state_dict", "network", "params", "state",
    "state_dict", "weights",
}  # fmt: skip
#: How many parts of a name may be wrappers.
_MAX_DEPTH = 6
#: In how many wrappers one name is looked for.
_MAX_WRAPPED = 8
#: Buffers, which copies of the parameters leave out.
_BUFFERS = frozenset({"running_mean", "running_var", "num_batches_tracked"})


@dataclass(slots=True)
class _Votes:
    """How many names a change would bring together, and of how many of them the shapes are equal too."""

    names: int = 0
    shapes: int = 0


@dataclass(frozen=True, slots=True)
class WrapperRule:
    """The rule that sees through a wrapper, and ``others`` that would do as well: there are equal copies."""

    best: RenameRule
    others: tuple[RenameRule, ...] = ()


def wrapper_rule(a: Mapping[str, Shape], b: Mapping[str, Shape]) -> WrapperRule | None:
    """The change of prefix that pairs most of ``a`` with ``b``, names with shapes; None if none is worth believing.

    Of unknown prefixes only one that explains more than half of the smaller side is believed; where several explain
    equally much (student and teacher), the one that the file has first.
    """
    known, unknown = _votes(a, b)
    best = min(known, key=lambda change: _rank(change, known[change])) if known else None
    others = _believable(unknown, min(len(a), len(b)))
    if others and (best is None or unknown[others[0]].shapes > known[best].shapes):
        return WrapperRule(RenameRule.prefix(*others[0]), tuple(RenameRule.prefix(*other) for other in others[1:]))
    return None if best is None else WrapperRule(RenameRule.prefix(*best))


def positional_rules(a: Mapping[str, Shape], b: Mapping[str, Shape]) -> list[RenameRule]:
    """Rules for a bare list of parameters (``shadow_params.0``, ...) on one side, in the order of the names on the other.

    There are none unless the list has an element for every parameter of the other side and all shapes agree.
    """
    for listed, named, is_a in ((a, b, True), (b, a, False)):
        numbers = [name for name in listed if name.rpartition(".")[2].isdecimal()]
        parameters = [name for name in named if name.rpartition(".")[2] not in _BUFFERS]
        if not numbers or [listed[name] for name in numbers] != [named[name] for name in parameters]:
            continue
        if len({name.rpartition(".")[0] for name in numbers}) == 1:
            sides = zip(numbers, parameters, strict=True)
            return [RenameRule.key(*((number, name) if is_a else (name, number))) for number, name in sides]
    return []


def _votes(a: Mapping[str, Shape], b: Mapping[str, Shape]) -> tuple[dict[Change, _Votes], dict[Change, _Votes]]:
    """The votes for changes between known prefixes, and for those of one side that has any other."""
    known: dict[Change, _Votes] = defaultdict(_Votes)
    unknown: dict[Change, _Votes] = defaultdict(_Votes)

    def vote(change: Change, equal: bool, is_known: bool) -> None:
        votes = (known if is_known else unknown)[change]
        votes.names += 1
        votes.shapes += equal

    wrapped_b: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in b:
        for prefix, rest, is_known in _prefixes(name):
            if rest in a:
                vote(("", prefix), a[rest] == b[name], is_known)
            if is_known and len(wrapped_b[rest]) < _MAX_WRAPPED:
                wrapped_b[rest].append((prefix, name))
    for name in a:
        for prefix, rest, is_known in _prefixes(name):
            if rest in b:
                vote((prefix, ""), a[name] == b[rest], is_known)
            if is_known:
                for other, name_b in wrapped_b.get(rest, ()):
                    if _last_part(other) != _last_part(prefix) and a[name] == b[name_b]:
                        vote((prefix, other), True, True)
    return known, unknown


def _prefixes(name: str) -> Iterator[tuple[str, str, bool]]:
    """Each way to cut ``name`` into a prefix, with its last dot, and a rest; and whether the prefix is of known wrappers."""
    parts = name.split(".", _MAX_DEPTH)
    is_known = True
    for depth in range(1, len(parts)):
        is_known = is_known and parts[depth - 1] in _KNOWN
        yield ".".join(parts[:depth]) + ".", ".".join(parts[depth:]), is_known


def _last_part(prefix: str) -> str:
    return prefix[:-1].rpartition(".")[2]


def _rank(change: Change, votes: _Votes) -> tuple[int, int, int, int, Change]:
    """Less is better: more votes; wrappers that resemble each other, above all in being an EMA copy or not; short ones."""
    parts_a, parts_b = (set(prefix.split(".")) - {""} for prefix in change)
    unlike = len(parts_a ^ parts_b) + len(_KNOWN) * (bool(parts_a & _EMA) is not bool(parts_b & _EMA))
    return -votes.shapes, -votes.names, unlike, len(change[0]) + len(change[1]), change


def _believable(votes: Mapping[Change, _Votes], names: int) -> list[Change]:
    """The changes that explain most, more than half of the names, in the order of the file; none if none does.

    Layers of one stack, which are all alike, are no copies of a model.
    """
    most = max((found.shapes for found in votes.values()), default=0)
    if 2 * most <= names:
        return []
    best = [change for change, found in votes.items() if found.shapes == most]
    are_layers = len(best) > 1 and len({re.sub(r"\d+", "#", "=".join(change)) for change in best}) == 1
    return [] if are_layers else best
