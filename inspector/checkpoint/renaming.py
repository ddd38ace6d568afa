"""Rules that give keys other names: ``OLD=NEW``, where OLD may hold one ``*`` that NEW repeats.

The same rules serve exporting (``--rename``), comparing and verifying (``--map``), so that a mapping worked out for one can
be given to the others: ``module.*=*`` removes a prefix, ``*=model.*`` adds one, ``fc.*=head.*`` renames a layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspector.errors import SelectionError

__all__ = ["RenameRule", "parse_rules", "renamed"]


@dataclass(frozen=True, slots=True)
class RenameRule:
    """One rule. ``old`` holds at most one ``*``, which stands for any text (also none); ``new`` at most as many."""

    old: str
    new: str

    def apply(self, key: str) -> str | None:
        """The new name of ``key``, or None if the rule does not speak of it."""
        head, star, tail = self.old.partition("*")
        if not star:
            return self.new if key == self.old else None
        if len(key) < len(head) + len(tail) or not key.startswith(head) or not key.endswith(tail):
            return None
        return self.new.replace("*", key[len(head) : len(key) - len(tail)], 1)

    def __str__(self) -> str:
        return f"{self.old}={self.new}"


def parse_rules(texts: Iterable[str]) -> tuple[RenameRule, ...]:
    """The rules in ``OLD=NEW`` texts; raises SelectionError for one that is none."""
    rules = []
    for text in texts:
        old, equals, new = text.partition("=")
        if not equals or not old or not new:
            raise SelectionError(f"{text!r} is not of the form OLD=NEW")
        if old.count("*") > 1 or new.count("*") > old.count("*"):
            raise SelectionError(f"{text!r}: OLD may hold one *, and NEW may repeat it once")
        rules.append(RenameRule(old, new))
    return tuple(rules)


def renamed(key: str, rules: Sequence[RenameRule]) -> str:
    """What the first rule that speaks of ``key`` makes of it; ``key`` itself if none does."""
    for rule in rules:
        new = rule.apply(key)
        if new is not None:
            return new
    return key
