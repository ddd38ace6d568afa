"""How sizes, counts, shapes and names are written for people: the same words in the window and on the command line."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["count_text", "number_text", "plural", "printable", "shape_text", "shortened", "size_text"]

_UNITS = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")


def size_text(nbytes: int) -> str:
    """Bytes in binary units with three digits: ``512 B``, ``30.4 KiB``, ``1.25 GiB``."""
    if nbytes < 1024:
        return f"{nbytes} B"
    amount = float(nbytes)
    for unit in _UNITS:
        amount /= 1024
        if amount < 999.5 or unit == _UNITS[-1]:
            break
    digits = 2 if amount < 9.995 else 1 if amount < 99.95 else 0
    return f"{amount:,.{digits}f} {unit}"


def count_text(count: int) -> str:
    """A count with its thousands set apart: ``23,508``."""
    return f"{count:,}"


def plural(count: int, noun: str) -> str:
    """A count and its noun: ``1 tensor``, ``1,203 tensors``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def shape_text(shape: Sequence[int]) -> str:
    """A shape as ``256 × 20``; ``scalar`` for no axes."""
    return " × ".join(map(str, shape)) if shape else "scalar"


def number_text(number: float, digits: int = 5) -> str:
    """A number in at most ``digits`` significant digits, as short as it goes: ``0.0123``, ``-1.5e-08``, ``nan``."""
    return f"{number:.{digits}g}"


def printable(text: str) -> str:
    """``text`` on one line, safe for a terminal and a label.

    Whatever could move the cursor, hide or reorder other text (control and format characters, line breaks, lone
    surrogates) is written as an escape.
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else _escape(character) for character in text)


def _escape(character: str) -> str:
    return repr(character)[1:-1]


def shortened(text: str, width: int) -> str:
    """``text`` in at most ``width`` characters, its middle left out: the ends of a key tell most."""
    if len(text) <= width:
        return text
    if width < 3:
        return text[:width]
    tail = (width - 1) // 2
    return f"{text[: width - 1 - tail]}…{text[-tail:]}"
