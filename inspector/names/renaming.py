"""Rename rules ``OLD=NEW``: how the keys of one file become those of another. Exporting and comparing share it.

A ``*`` in OLD stands for any text, and NEW repeats that text at its own ``*``: ``module.*=*`` takes a prefix away,
``hidden.*=hidden1.*`` moves a layer. A backslash makes ``*``, ``=`` and itself ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspector.errors import SelectionError

__all__ = ["RenameRule", "Renaming"]

_SPECIAL = re.compile(r"([\\*=])")


@dataclass(frozen=True, slots=True)
class RenameRule:
    """A key becomes ``new`` if it is ``old``; both have either no star or one, at which ``parts`` are cut.

    ``old`` and ``new`` hold the literal text before and after the star, or only one text where there is none.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> RenameRule:
        """The rule ``text`` writes down. Raises SelectionError if it is not one."""
        sides = _cut(text, "=")
        if len(sides) != 2:
            raise SelectionError(f"a rename rule has the form OLD=NEW, which {text!r} has not")
        old, new = (tuple(map(_unescaped, _cut(side, "*"))) for side in sides)
        if len(old) > 2:
            raise SelectionError(f"OLD may hold one *, the rule {text!r} has {len(old) - 1} there")
        if len(new) != len(old):
            raise SelectionError(f"OLD and NEW must both hold a * or neither, unlike in the rule {text!r}")
        return cls(old, new)

    @classmethod
    def key(cls, old: str, new: str) -> RenameRule:
        """The rule that renames one key, whatever characters it is made of."""
        return cls((old,), (new,))

    @classmethod
    def prefix(cls, old: str, new: str) -> RenameRule:
        """The rule that replaces the beginning of all keys that start with ``old``."""
        return cls((old, ""), (new, ""))

    @property
    def is_literal(self) -> bool:
        """Whether the rule is about a single key."""
        return len(self.old) == 1

    @property
    def reversed(self) -> RenameRule:
        """The rule that gives keys back the names they had."""
        return RenameRule(self.new, self.old)

    def apply(self, key: str) -> str | None:
        """What ``key`` is called by this rule; None if the rule is not about it."""
        if self.is_literal:
            return self.new[0] if key == self.old[0] else None
        before, after = self.old
        if len(key) < len(before) + len(after) or not (key.startswith(before) and key.endswith(after)):
            return None
        return self.new[0] + key[len(before) : len(key) - len(after)] + self.new[1]

    def __str__(self) -> str:
        """The text :meth:`parse` makes the same rule of."""
        old, new = ("*".join(_SPECIAL.sub(r"\\\1", part) for part in side) for side in (self.old, self.new))
        return f"{old}={new}"


class Renaming:
    """Several rules, of which the first that is about a key applies to it, and no other."""

    def __init__(self, rules: Iterable[RenameRule]) -> None:
        self.rules = tuple(rules)
        #: Rules about single keys may be as many as there are keys, and are looked up, not tried one by one.
        self._literals: dict[str, tuple[int, str]] = {}
        self._patterns: list[tuple[int, RenameRule]] = []
        for position, rule in enumerate(self.rules):
            if rule.is_literal:
                self._literals.setdefault(rule.old[0], (position, rule.new[0]))
            else:
                self._patterns.append((position, rule))

    @classmethod
    def parse(cls, rules: str | Iterable[RenameRule | str]) -> Renaming:
        """The rules of a command line or a text field. Raises SelectionError for a text that is no rule."""
        several = [rules] if isinstance(rules, str) else rules
        return cls(rule if isinstance(rule, RenameRule) else RenameRule.parse(rule) for rule in several)

    def find(self, key: str) -> tuple[RenameRule, str] | None:
        """The rule that is about ``key``, and what it calls it; None if none is."""
        limit, literal = self._literals.get(key, (len(self.rules), ""))
        for position, rule in self._patterns:
            if position > limit:
                break
            renamed = rule.apply(key)
            if renamed is not None:
                return rule, renamed
        return (self.rules[limit], literal) if limit < len(self.rules) else None

    def apply(self, key: str) -> str:
        """What ``key`` is called in the end: itself if no rule is about it."""
        found = self.find(key)
        return key if found is None else found[1]


def _cut(text: str, separator: str) -> list[str]:
    """``text`` cut at each ``separator`` that no backslash precedes; escapes stay as they are."""
    parts = [""]
    characters = iter(text)
    for character in characters:
        if character == "\\":
            parts[-1] += character + next(characters, "")
        elif character == separator:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\*=])", r"\1", text)
