"""Which entries a command line means: globs on dotted keys."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from typing import TypeVar

from inspector.tensors.entries import Entry

__all__ = ["add_exclude", "add_match", "matching"]

EntryT = TypeVar("EntryT", bound=Entry)


def add_match(parser: argparse.ArgumentParser) -> None:
    """The option ``--match``, which may be repeated and may take several globs at once."""
    parser.add_argument(
        "--match",
        metavar="GLOB",
        nargs="+",
        action="extend",
        default=[],
        help="only entries whose dotted key matches one of the globs, such as '*.weight' (give FILE first)",
    )


def add_exclude(parser: argparse.ArgumentParser) -> None:
    """The option ``--exclude``, alike."""
    parser.add_argument(
        "--exclude",
        metavar="GLOB",
        nargs="+",
        action="extend",
        default=[],
        help="none of the entries whose dotted key matches one of the globs, such as 'optimizer.*'",
    )


def matching(entries: Iterable[EntryT], globs: Sequence[str], excluded: Sequence[str] = ()) -> list[EntryT]:
    """The entries whose key matches one of ``globs`` (all if there are none) and none of ``excluded``; case counts."""
    found = list(entries)
    if globs:
        wanted = _pattern(globs)
        found = [entry for entry in found if wanted.match(entry.key)]
    if excluded:
        unwanted = _pattern(excluded)
        found = [entry for entry in found if not unwanted.match(entry.key)]
    return found


def _pattern(globs: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(translate(glob) for glob in globs))
