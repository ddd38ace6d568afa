"""The command line as one parser with the verbs below it: what the manual page and the shells' completions are made of.

The program itself makes the parser of a verb only when it is asked for, which is what keeps it quick to start.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import shtab

from inspector.cli import VERBS, verb_parser, window_parser

__all__ = ["whole_parser"]

#: Placeholders of options and arguments that are files.
_FILES = ("FILE", "FILE.py", "A", "B", ("A", "B"), "OUT", "INTERPRETER")


def whole_parser() -> argparse.ArgumentParser:
    """The window's options, and the verbs in the place of its first file."""
    parser = window_parser()
    parser.usage = parser.epilog = None
    (files,) = (action for action in parser._actions if not action.option_strings)
    parser._remove_action(files)
    parser._positionals._group_actions.remove(files)
    # Any function that makes a parser will do, whatever the annotation says.
    verbs = parser.add_subparsers(title="verbs", metavar="FILE | VERB", parser_class=_made)  # type: ignore[call-overload]
    for name, summary in VERBS.items():
        verbs.add_parser(name, help=summary)
    for each in (parser, *verbs.choices.values()):
        for action in each._actions:
            if action.type is Path or (action.metavar in _FILES and action.type is None):
                action.complete = shtab.FILE
    return parser


def _made(prog: str, **_: object) -> argparse.ArgumentParser:
    """The parser that the program makes of a verb."""
    return verb_parser(prog.rpartition(" ")[2])
