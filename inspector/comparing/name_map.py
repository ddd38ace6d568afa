"""The map of a comparison: by which rules names of one file became names of the other, shown and edited as data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from inspector.errors import SelectionError
from inspector.names.renaming import RenameRule, Renaming
from inspector.text import plural

__all__ = ["Map", "MapRule", "Origin"]


class Origin(StrEnum):
    """Where a rule of the map is from."""

    GIVEN = "given"  # by the user; goes before equal names
    PREFIX = "prefix"  # a wrapper that one side has
    CANONICAL = "canonical"  # wrappers in the middle of names, and words that mean the same
    POSITION = "position"  # a list of parameters in the order of the other side
    MOVED = "moved"  # the same content under another name
    NEIGHBOUR = "neighbour"  # named after one that moved
    TIED = "tied"  # one file leaves it out, the other has it twice


@dataclass(frozen=True, slots=True)
class MapRule:
    """A rule from names in A to names in B, and how many pairs were made by it."""

    rule: RenameRule
    origin: Origin
    pairs: int = 0

    @property
    def note(self) -> str:
        """Where the rule is from, and what it did."""
        if self.origin is Origin.TIED:
            return "tied, and left out of the other file"
        return f"{self.origin.value}, {plural(self.pairs, 'pair')}"


@dataclass(frozen=True, slots=True)
class Map:
    """How names were brought together. ``transposed`` are keys of A whose matrices are compared with their axes swapped.

    :func:`align` takes one and looks for more; with ``is_final`` it uses these rules and no other, so that the map of an
    alignment, serialised or edited, gives that alignment again.
    """

    rules: tuple[MapRule, ...] = ()
    transposed: frozenset[str] = frozenset()
    is_final: bool = False

    @classmethod
    def given(cls, rules: str | Iterable[RenameRule | str] = (), transposed: Collection[str] = ()) -> Map:
        """The map of a user's rules. Raises SelectionError for a text that is no rule."""
        parsed = Renaming.parse(rules).rules
        return cls(tuple(MapRule(rule, Origin.GIVEN) for rule in parsed), frozenset(transposed))

    def transposing(self, key_a: str, key_b: str) -> Map:
        """The map that also pairs these two keys, the first one's matrix with its axes swapped."""
        rule = MapRule(RenameRule.key(key_a, key_b), Origin.GIVEN)
        return replace(
            self,
            rules=self.rules if key_a == key_b else (rule, *self.rules),
            transposed=self.transposed | {key_a},
        )

    @property
    def names(self) -> Renaming:
        """The given rules, which rename A before anything else."""
        return Renaming(rule.rule for rule in self.rules if rule.origin is Origin.GIVEN)

    @property
    def found(self) -> tuple[MapRule, ...]:
        """The other rules, which are about names that are not in both."""
        return tuple(rule for rule in self.rules if rule.origin is not Origin.GIVEN)

    def record(self) -> dict[str, Any]:
        """The map as JSON can hold it."""
        rules = [{"rule": str(rule.rule), "origin": rule.origin.value, "pairs": rule.pairs} for rule in self.rules]
        return {"rules": rules, "transposed": sorted(self.transposed)}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Map:
        """The final map that :meth:`record` made a record of. Raises SelectionError for anything else."""
        try:
            rules = tuple(MapRule(RenameRule.parse(rule["rule"]), Origin(rule["origin"])) for rule in record["rules"])
            return cls(rules, frozenset(map(str, record["transposed"])), is_final=True)
        except (KeyError, TypeError, ValueError) as error:
            raise SelectionError("this is not the map of a comparison") from error
