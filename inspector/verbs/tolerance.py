"""A tolerance as it is given on the command line."""

from __future__ import annotations

import argparse
import math

__all__ = ["tolerance"]


def tolerance(text: str) -> float:
    """A finite number from 0 up. Raises ArgumentTypeError, which argparse puts into words."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number >= 0):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 0 up")
    return number
