"""The command line as data, read off its parsers: what the man page and the completions of the shells are made of."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.cli import VERBS, verb_parser, window_parser

__all__ = ["Command", "Option", "commands"]


@dataclass(frozen=True)
class Option:
    """An option, or a positional argument if it has no ``names``. ``value`` is its placeholder, "" if it takes none."""

    names: tuple[str, ...]
    value: str
    help: str
    choices: tuple[str, ...]
    is_required: bool
    is_repeated: bool


@dataclass(frozen=True)
class Command:
    """A verb, or the window with the name ""."""

    name: str
    summary: str
    description: str
    options: tuple[Option, ...]


def commands() -> Iterator[Command]:
    """The window first, then each verb."""
    yield _command("", "open checkpoints in a window", window_parser())
    for name, summary in VERBS.items():
        yield _command(name, summary, verb_parser(name))


def _command(name: str, summary: str, parser: argparse.ArgumentParser) -> Command:
    options = tuple(_option(action) for action in parser._actions if action.dest != "help")
    return Command(name, summary, (parser.description or "").strip(), options)


def _option(action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    value = action.metavar or action.dest.upper()
    if isinstance(value, tuple):
        value = " ".join(value)
    is_required = action.required and action.nargs != "*"
    is_repeated = action.nargs in ("*", "+")
    choices = tuple(map(str, action.choices or ()))
    text = (action.help or "") % {"default": action.default, "prog": "checkpoint-inspector"}
    return Option(tuple(action.option_strings), value if takes_value else "", text, choices, is_required, is_repeated)
