"""Rules for the names of tensors that were found by their content: few where one sentence says it for all layers.

``layers.0.attn.weight`` that is now ``blocks.0.attention.weight``, and the same of layer 1, make the one rule
``layers.*.attn.weight=blocks.*.attention.weight``. It also finds the layers that were trained since, whose content tells
nothing; and ``layers.*=blocks.*`` is what is then tried for the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from inspector.names.renaming import RenameRule

__all__ = ["neighbour_rules", "rules_of_moves"]

#: The old and the new name of a tensor.
Move = tuple[str, str]
#: What stands before and after the number of a layer.
Around = tuple[str, str]

#: Tensors a layer may have: each kind is held against each other.
_MAX_KINDS = 500


def rules_of_moves(moves: Sequence[Move]) -> list[RenameRule]:
    """Rules that rename all of ``moves`` as they say: one for all layers where no move contradicts it."""
    layers: dict[Around, list[int]] = defaultdict(list)
    literal: list[int] = []  # places among the moves
    for place, (old, _) in enumerate(moves):
        found = _layer_number(old)
        if found is None:
            literal.append(place)
        else:
            layers[old[: found[0]], old[found[1] :]].append(place)
    others = [moves[place][0] for place in literal]
    patterns: list[RenameRule] = []
    for around, places in layers.items():
        changes = {_changed_around(*moves[place]) for place in places}
        change = changes.pop()
        if len(places) == 1 or change is None or changes or _is_about_others(around, layers, others):
            literal += places
        else:
            patterns.append(RenameRule(around, change))
    return patterns + [RenameRule.key(*moves[place]) for place in sorted(literal)]


def neighbour_rules(moves: Iterable[Move]) -> list[RenameRule]:
    """Rules for what stands beside names that changed: in the same layer; or how they differ before they agree."""
    rules: dict[RenameRule, None] = {}
    nearer: dict[RenameRule, None] = {}
    for old, new in moves:
        number, change = _layer_number(old), _changed_around(old, new)
        if number is not None and change is not None:
            rules[RenameRule.prefix(old[: number[0]], change[0])] = None
        before_old, before_new = _before_agreeing(old.split("."), new.split("."))
        if before_old and before_new:
            nearer[RenameRule.prefix(".".join(before_old) + ".", ".".join(before_new) + ".")] = None
    return list(nearer | rules)


def _layer_number(name: str) -> tuple[int, int] | None:
    """Where the first part that is a number begins and ends; None if there is none, or nothing before it."""
    start = 0
    for part in name.split("."):
        if start and part.isdecimal():
            return start, start + len(part)
        start += len(part) + 1
    return None


def _changed_around(old: str, new: str) -> Around | None:
    """What the new name has around the same number; None if it has another, or none."""
    found, renumbered = _layer_number(old), _layer_number(new)
    if found is None or renumbered is None or old[slice(*found)] != new[slice(*renumbered)]:
        return None
    return new[: renumbered[0]], new[renumbered[1] :]


def _is_about_others(around: Around, layers: Collection[Around], others: Iterable[str]) -> bool:
    """Whether a rule for names with ``around`` about a star is also about others: of other layers, or of none."""
    before, after = around
    if len(layers) > _MAX_KINDS:
        return True
    if any(other != around and other[0].startswith(before) and other[1].endswith(after) for other in layers):
        return True
    return any(other.startswith(before) and other.endswith(after) for other in others)


def _before_agreeing(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The parts before those at the end in which both agree; nothing if they agree in none."""
    agreeing = 0
    while agreeing < min(len(old), len(new)) and old[-1 - agreeing] == new[-1 - agreeing]:
        agreeing += 1
    return (old[:-agreeing], new[:-agreeing]) if agreeing else ([], [])
