#!/usr/bin/env python3
"""The table of README.md of what opens, made from what the formats say of themselves.

It is printed, or with --write put into README.md, where a test holds it to what it should be.
"""

from __future__ import annotations

import sys
from pathlib import Path

from inspector.formats.listing import BUILT_IN, descriptions

__all__ = ["table"]

_README = Path(__file__).resolve().parents[1] / "README.md"
_HEAD = "| format | written by |\n|---|---|\n"


def table() -> str:
    """The table in Markdown, its last line too with a line feed."""
    return _HEAD + "".join(f"| {name} | {about} |\n" for name, about in descriptions(BUILT_IN))


def main() -> None:
    """Print the table, or put it into README.md."""
    if sys.argv[1:] != ["--write"]:
        print(table(), end="")
        return
    text = _README.read_text("utf-8")
    start = text.index(_HEAD)
    end = text.index("\n\n", start) + 1
    _README.write_text(text[:start] + table() + text[end:], "utf-8")


if __name__ == "__main__":
    main()
