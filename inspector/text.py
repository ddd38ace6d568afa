"""How sizes, counts, shapes and names are written for people: the same words in the window and on the command line.

Numbers have the marks of the reader's language (:mod:`inspector.wording`).
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Sequence

from inspector.wording import local_number, tr

__all__ = [
    "MULTIPLES",
    "count_text",
    "distinct_texts",
    "number_text",
    "parsed_size",
    "plural",
    "printable",
    "renamed_text",
    "shape_text",
    "shortened",
    "size_text",
    "value_text",
]

#: What letters behind a number multiply it by.
MULTIPLES = {
    "": 1, "k": 10**3, "m": 10**6, "g": 10**9, "b": 10**9, "t": 10**12,
    "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40,
}  # fmt: skip

_SIZE = re.compile(r"(\d{1,20}(?:\.\d{1,20})?) ?([kmgt]i?)?b?")
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
    return f"{local_number(f'{amount:,.{digits}f}')} {unit}"


def parsed_size(text: str) -> int:
    """The bytes a person means by ``5GB``, ``1.5 GiB`` or ``4096``; raises ValueError for anything else."""
    match = _SIZE.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is not a size")
    return int(float(match[1]) * MULTIPLES[match[2] or ""])


def count_text(count: int) -> str:
    """A count with its thousands set apart: ``23,508``."""
    return local_number(f"{count:,}")


def plural(count: int, noun: str, several: str = "") -> str:
    """A count and its noun: ``1 tensor``, ``1,203 tensors``; ``several`` where an s does not do (``entries``)."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def shape_text(shape: Sequence[int]) -> str:
    """A shape as ``256 × 20``; ``scalar`` for no axes."""
    return " × ".join(map(str, shape)) if shape else tr("scalar")


def number_text(number: complex, digits: int = 5) -> str:
    """A number in at most ``digits`` significant digits, as short as it goes: ``0.0123``, ``-1.5e-08``, ``nan``."""
    return local_number(f"{number:.{digits}g}")


def distinct_texts(numbers: Sequence[float], digits: int = 5) -> list[str]:
    """The numbers in ``digits`` significant digits, or in as many more as it takes to tell them apart.

    1000, 1000.001 and 1000.002 must not all read ``1000``.
    """
    different = len(set(numbers))
    for precision in range(digits, 18):
        texts = [number_text(number, precision) for number in numbers]
        if len(set(texts)) >= different:
            break
    return texts


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


def renamed_text(old: str, new: str) -> str:
    """One key for two, with what differs in braces: ``{module. → }hidden.weight``, ``layers.{3 → 4}.bias``."""
    if old == new:
        return old
    parts_old, parts_new = old.split("."), new.split(".")
    least = min(len(parts_old), len(parts_new))
    after = next((n for n in range(least) if parts_old[-1 - n] != parts_new[-1 - n]), least)
    before = next((n for n in range(least - after) if parts_old[n] != parts_new[n]), least - after)
    if not after and not before:
        return f"{old} → {new}"
    head, tail = parts_old[:before], parts_old[len(parts_old) - after :]
    middles = [parts[before : len(parts) - after] for parts in (parts_old, parts_new)]
    if not all(middles):  # the dot goes with the part that only one of them has
        inside = ["".join(f"{part}." if tail else f".{part}" for part in middle) for middle in middles]
        start = ".".join(head) + ("." if head and tail else "")
        return f"{start}{{{inside[0]} → {inside[1]}}}{'.'.join(tail)}"
    return ".".join([*head, f"{{{'.'.join(middles[0])} → {'.'.join(middles[1])}}}", *tail])


def shortened(text: str, width: int) -> str:
    """``text`` in at most ``width`` characters, its middle left out: the ends of a key tell most."""
    if len(text) <= width:
        return text
    if width < 3:
        return text[:width]
    tail = (width - 1) // 2
    return f"{text[: width - 1 - tail]}…{text[-tail:]}"


class _ValueRepr(reprlib.Repr):
    """Python's own shortened repr, which also survives integers that Python refuses to write out."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 3
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = 12
        self.maxstring = self.maxother = self.maxlong = 80

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002 - the signature of the base class
        return repr(x) if x.bit_length() < 256 else f"<integer of {x.bit_length():,} bits>"


_VALUE_REPR = _ValueRepr()
_SHORT_EMPTY: dict[type, str] = {dict: "{}", list: "[]", tuple: "()"}


def value_text(value: object, width: int = 80) -> str:
    """A plain value as Python would write it, on one line of at most ``width`` characters.

    Takes time and memory in proportion to what is shown, not to the value.
    """
    if type(value) in _SHORT_EMPTY and not value:
        return _SHORT_EMPTY[type(value)]  # as a file may have a million
    return shortened(printable(_VALUE_REPR.repr(value)), width)
