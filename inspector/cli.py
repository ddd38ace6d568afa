"""The command ``checkpoint-inspector``: the window without a verb, one module of ``inspector.verbs`` with one.

Nothing heavy is imported before it is known to be needed: ``--help`` needs no numpy, a verb needs no Qt. Scripts rely on
the exit statuses of :class:`inspector.verbs.status.Status`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import inspector
from inspector.errors import ExecutorError, InspectorError, MissingDependencyError
from inspector.jobs import Cancelled
from inspector.verbs.status import PROGRAM, Status, print_error

__all__ = ["VERBS", "main", "verb_parser", "window_parser"]

#: Each verb is a module of ``inspector.verbs`` with ``arguments(parser)`` and ``run(options) -> Status``.
VERBS = {
    "ls": "list the tensors, values and objects of checkpoints",
    "stats": "count, range, moments and exact histogram of each tensor",
    "show": "print the values of one entry, or of a slice of it",
    "report": "write a report on a checkpoint as an HTML page",
    "scan": "report what is dangerous or broken in checkpoints",
    "diff": "compare two checkpoints: what changed, and by how much",
    "adapter": "show what a LoRA or a fine-tune changes in its base, and merge them",
    "export": "export tensors to a new file: renamed, cast, or in another format",
    "hash": "hash each tensor, whatever the format; write a manifest",
    "merge": "join what the jobs of an array wrote, each with --part",
    "check": "check a checkpoint against a manifest: which tensor, element and bit is damaged",
    "history": "follow a training run through its checkpoints, and find the step at which it broke",
    "prune": "thin a training run: keep the best, the last, every Nth",
    "archs": "detect the architecture of a checkpoint",
    "verify": "rebuild the module of a checkpoint, run it, and compare its outputs",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (the process's own if None); returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _complete_streams()
    try:
        status = _verb(words[0], words[1:]) if words and words[0] in VERBS else _window(words)
        sys.stdout.flush()
    except (KeyboardInterrupt, Cancelled):
        return Status.CANCELLED
    except OSError as error:
        # Python flushes once more at exit: give it somewhere to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # whoever read the output has seen enough
            return Status.BROKEN_PIPE
        print_error(f"can't write the output: {error.strerror or error}")
        return Status.FAILED
    return status


def _complete_streams() -> None:
    """What would go to an output that was closed from the start (``>&-``) goes nowhere, and not into a file of ours."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - for as long as the process


def _verb(name: str, words: list[str]) -> int:
    module: ModuleType = import_module(f"inspector.verbs.{name}")
    parser = verb_parser(name)
    # Options may stand between files; argparse forgets about "--" when it allows that.
    options = parser.parse_args(words) if "--" in words else parser.parse_intermixed_args(words)
    if hasattr(sys.stdout, "reconfigure"):  # a terminal that lacks a character gets an escape, not a traceback
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return int(module.run(options))
    except (ExecutorError, MissingDependencyError) as error:  # nobody to do it, or nothing to do it with
        print_error(str(error))
        return Status.FAILED
    except InspectorError as error:  # the request's fault: those of a file end in the verb
        print_error(str(error))
        return Status.WRONG_USE


def verb_parser(name: str) -> argparse.ArgumentParser:
    """The parser of what follows a verb."""
    module: ModuleType = import_module(f"inspector.verbs.{name}")
    parser = argparse.ArgumentParser(prog=f"{PROGRAM} {name}", description=module.__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    # "-1", "-4:" and "-1e-3" are values of --slice and --range; no option of ours looks like that.
    parser._negative_number_matcher = re.compile(r"-[\d.:]")
    module.arguments(parser)
    return parser


def _window(words: list[str]) -> int:
    parser = window_parser()
    options = parser.parse_args(words)
    if words and _is_no_file(words[0]):
        from difflib import get_close_matches

        guess = get_close_matches(words[0], VERBS, 1)
        print_error(
            f"there is no verb and no file called {words[0]!r}; "
            + (f"did you mean {PROGRAM} {guess[0]}?" if guess else f"verbs are {', '.join(VERBS)}")
        )
        return Status.WRONG_USE
    if options.thumbnail:
        return _thumbnail(options)
    if options.integrate:
        return _integrate(options.integrate)
    # Whoever says more than which files, and which to compare, wants a window of their own.
    alone = vars(options) != vars(parser.parse_args([])) | {"files": options.files, "compare": options.compare}
    if options.screenshot:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # it warns of each window's size hints
    elif not _has_display():
        print_error("no display to open a window on; use --screenshot FILE, or a verb (see --help)")
        return Status.FAILED
    elif not alone and _is_handed_over(options.files, options.compare):
        return Status.DONE
    try:
        from inspector.ui import application
    except ImportError as error:
        if (error.name or "").startswith("inspector"):  # a fault of ours, not something to install
            raise
        print_error(f"the window needs PySide6, pyqtgraph and Qt's system libraries: {error}")
        return Status.FAILED
    return application.run(
        options.files,
        compare=options.compare,
        run=options.history,
        screenshot=options.screenshot,
        select=options.select,
        theme=options.theme,
        alone=alone,
    )


def _is_no_file(word: str) -> bool:
    """Whether a word looks like a verb, with nothing of a path, and no file is called so."""
    return re.fullmatch(r"[A-Za-z][A-Za-z-]*", word) is not None and not os.path.lexists(word)


def _thumbnail(options: argparse.Namespace) -> int:
    """Draw a file for a file manager."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if len(options.files) != 1:
        print_error("--thumbnail draws one FILE")
        return Status.WRONG_USE
    from inspector.ui.thumbnail import write_thumbnail

    try:
        write_thumbnail(options.files[0], options.thumbnail, options.size)
    except InspectorError as error:
        print_error(str(error))
        return Status.FAILED
    return Status.DONE


def _integrate(what: str) -> int:
    """Put the program in the menus of the desktop, or take it out of them."""
    from inspector.ui import integration

    try:
        is_removed = what == "remove"
        files = integration.remove() if is_removed else integration.integrate(integration.this_program())
    except (InspectorError, OSError) as error:
        print_error(str(error))
        return Status.FAILED
    for file in files:
        print(f"{'removed' if is_removed else 'installed'} {file}")
    return Status.DONE


def _is_handed_over(files: list[str], compare: list[str]) -> bool:
    """Whether a window that is open already took the files."""
    from inspector.ui.window.handover import hand_over

    return hand_over(files, compare)


def window_parser() -> argparse.ArgumentParser:
    """The parser of a command line without a verb."""
    verbs = "\n".join(f"  {name:8}{summary}" for name, summary in VERBS.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FILE ...] [options]\n       {PROGRAM} {{{','.join(VERBS)}}} ...",
        description="Open checkpoints in a window and see what is in them. Nothing in a file is executed.",
        epilog=f"verbs, which need no display (details: {PROGRAM} VERB --help):\n{verbs}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a file, a shard index or a folder; one tab each")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"), default=[], help="compare two files")
    parser.add_argument("--history", metavar="FOLDER", help="show the history of a training run")
    parser.add_argument("--new-window", action="store_true", help="open another window, even if one is open")
    parser.add_argument("--screenshot", metavar="FILE", help="save a picture of the window and exit; needs no display")
    parser.add_argument("--thumbnail", metavar="PNG", help="draw FILE as file managers show it and exit")
    parser.add_argument("--size", type=int, default=256, metavar="N", help="pixels of a thumbnail (default: 256)")
    parser.add_argument(
        "--integrate",
        nargs="?",
        const="install",
        choices=("install", "remove"),
        help="put the program in the menus of a Linux desktop, with types of files and thumbnails, or remove it from there",
    )
    parser.add_argument("--select", metavar="KEY", help="select the entry with this dotted key")
    parser.add_argument("--theme", choices=("light", "dark", "system"), help="theme for this run")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {inspector.__version__}")
    return parser


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
