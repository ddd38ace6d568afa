"""The options that say which entries a command line means, and how a file may be opened."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from inspector.errors import SelectionError

__all__ = ["add_download", "add_exclude", "add_match", "listed_files"]


def add_download(parser: argparse.ArgumentParser) -> None:
    """The option ``--download``."""
    parser.add_argument(
        "--download",
        action="store_true",
        help="fetch the whole of an https:// file whose server does not serve parts of it",
    )


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


def listed_files(place: str | None) -> list[str]:
    """The names in a list: on lines, or each ended by NUL; ``-`` is standard input. None without a list.

    Raises SelectionError for a list that can't be read.
    """
    if place is None:
        return []
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        raise SelectionError(f"the list {place} can't be read: {error.strerror or error}") from error
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(name) for name in names if name]
