"""The option that gives hyperparameters of an architecture, which verbs that rebuild a module share."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any

from inspector.errors import SelectionError

__all__ = ["add_param", "hyperparameters"]


def add_param(parser: argparse.ArgumentParser) -> None:
    """Declare ``--param``."""
    parser.add_argument(
        "--param", metavar="K=V", nargs="+", action="extend", default=[], help="hyperparameters; V is JSON or text"
    )


def hyperparameters(texts: Iterable[str]) -> dict[str, Any]:
    """``K=V`` each, where V is JSON if it can be read as that, and text otherwise. Raises SelectionError."""
    return dict(map(_param, texts))


def _param(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise SelectionError(f"{text!r} is not of the form K=V")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
