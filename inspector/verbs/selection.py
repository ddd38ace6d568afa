"""The options that say which entries a command line means."""

from __future__ import annotations

import argparse

__all__ = ["add_exclude", "add_match"]


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
