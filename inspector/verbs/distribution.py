"""The options that say who does the work, and which part of it."""

from __future__ import annotations

import argparse

from inspector.errors import SelectionError
from inspector.executors import check_address
from inspector.operations.parts import Part

__all__ = ["add_executor", "add_part"]


def add_executor(parser: argparse.ArgumentParser) -> None:
    """The option ``--executor``."""
    parser.add_argument(
        "--executor",
        type=_address,
        metavar="WHO",
        help="who does the work: threads:N, processes:N, dask://HOST:PORT or ray://HOST:PORT (a few threads)",
    )


def add_part(parser: argparse.ArgumentParser, where: str) -> None:
    """The option ``--part``, for what is written with the options ``where``."""
    parser.add_argument(
        "--part",
        type=_part,
        metavar="I/N",
        help=f"do one Nth of the work, as one job of an array (with {where}); merge joins the parts",
    )


def _address(text: str) -> str:
    try:
        check_address(text)
    except SelectionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _part(text: str) -> Part:
    try:
        return Part.parse(text)
    except SelectionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
