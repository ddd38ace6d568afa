"""The options of verbs that write a file, and what they say of one that is there already."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.errors import OutputExistsError

__all__ = ["add_force", "add_max_shard_size", "force_replaces"]


def add_force(parser: argparse.ArgumentParser, metavar: str = "OUT") -> None:
    """The option ``--force`` of a verb that calls its output ``metavar``."""
    parser.add_argument("--force", action="store_true", help=f"replace {metavar} if it exists")


def add_max_shard_size(parser: argparse.ArgumentParser) -> None:
    """The option ``--max-shard-size``, as text: what writes the file knows sizes."""
    parser.add_argument(
        "--max-shard-size",
        metavar="SIZE",
        default=0,
        help="split a larger safetensors file into shards of at most SIZE (5GB, 500MB, 2GiB) with an index",
    )


@contextmanager
def force_replaces() -> Iterator[None]:
    """Say of a file that exists which option replaces it."""
    try:
        yield
    except OutputExistsError as error:
        raise OutputExistsError(f"{error.reason}; --force replaces it", error.place) from error
