"""JSON as other programs read it: without the ``NaN`` and ``Infinity`` that Python writes and hardly anybody else accepts.

Such numbers are texts instead, ``"NaN"``, ``"Infinity"`` and ``"-Infinity"``, which Python's ``float`` and JavaScript's
``Number`` turn into the number again.
"""

from __future__ import annotations

import json
import math
from typing import Any

__all__ = ["dumps", "number"]

_NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}


def number(value: float) -> float | str:
    """The number as JSON can hold it."""
    return float(value) if math.isfinite(value) else _NOT_FINITE[float.__repr__(value)]


def dumps(value: Any, indent: int | None = None) -> str:
    """The text of ``value``, in ASCII, since a key of a checkpoint may hold any code point.

    Raises ValueError for numbers that :func:`number` should have written.
    """
    return json.dumps(value, indent=indent, allow_nan=False, check_circular=False)
