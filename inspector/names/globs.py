"""Globs on dotted keys, as in a shell: which entries a command line or a call selects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from typing import TypeVar

from inspector.tensors.entries import Entry

__all__ = ["Globs", "matching"]

EntryT = TypeVar("EntryT", bound=Entry)

#: One glob, or several of which one has to match.
Globs = str | Sequence[str]


def matching(entries: Iterable[EntryT], globs: Globs = (), excluded: Globs = ()) -> list[EntryT]:
    """The entries whose key matches one of ``globs`` (all if there are none) and none of ``excluded``; case counts."""
    found = list(entries)
    if globs:
        wanted = _pattern(globs)
        found = [entry for entry in found if wanted.match(entry.key)]
    if excluded:
        unwanted = _pattern(excluded)
        found = [entry for entry in found if not unwanted.match(entry.key)]
    return found


def _pattern(globs: Globs) -> re.Pattern[str]:
    several = [globs] if isinstance(globs, str) else globs
    return re.compile("|".join(translate(glob) for glob in several))
