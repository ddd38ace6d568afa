"""The options that say which entries a command line means, and how a file may be opened."""

from __future__ import annotations

import argparse

__all__ = ["add_download", "add_exclude", "add_match"]


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
