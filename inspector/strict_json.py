"""JSON as other programs read it: without the ``NaN`` and ``Infinity`` that Python writes and hardly anybody else accepts.

Such numbers are texts instead, ``"NaN"``, ``"Infinity"`` and ``"-Infinity"``, which Python's ``float`` and JavaScript's
``Number`` turn into the number again.
"""

from __future__ import annotations

import json
import math
from typing import Any

__all__ = ["NOT_PLAIN", "dumps", "number", "plain"]

_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def number(value: float) -> float | str:
    """The number as JSON can hold it."""
    return float(value) if math.isfinite(value) else _NOT_FINITE[float.__repr__(value)]


def dumps(value: Any, indent: int | None = None) -> str:
    """The text of ``value``, in ASCII, since a key of a checkpoint may hold any code point.

    Raises ValueError for numbers that :func:`number` should have written.
    """
    return json.dumps(value, indent=indent, allow_nan=False, check_circular=False)


NOT_PLAIN = object()
"""What :func:`plain` gives for what JSON does not hold."""


def plain(value: object) -> Any:
    """A number, a text, None, or a list of these as JSON holds it; tuples become lists."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        parts = [plain(part) for part in value]
        return NOT_PLAIN if any(part is NOT_PLAIN for part in parts) else parts
    return NOT_PLAIN
