"""Which entries a command line means: globs on dotted keys."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from typing import TypeVar

from inspector.checkpoint.entries import Entry

__all__ = ["add_match", "matching"]

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


def matching(entries: Iterable[EntryT], globs: Sequence[str]) -> list[EntryT]:
    """The entries whose key matches at least one of ``globs`` (case counts); all of them if there are none."""
    if not globs:
        return list(entries)
    pattern = re.compile("|".join(translate(glob) for glob in globs))
    return [entry for entry in entries if pattern.match(entry.key)]
