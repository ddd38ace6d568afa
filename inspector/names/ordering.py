"""In which order names are shown: numbers in them as numbers; and sorting that lets other threads have their turn."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from inspector.jobs import Job

__all__ = ["natural_key", "natural_order", "sorted_in_runs"]

T = TypeVar("T")

#: Items sorted in one go: ``list.sort`` keeps every other thread waiting until it is done.
_SORT_RUN = 8192

_DIGITS = re.compile("[0-9]+")


def natural_key(label: str) -> tuple[str, str]:
    """A sort key that puts ``layer.9`` before ``layer.10`` and ``A`` beside ``a``; ties go by the label itself.

    Each run of digits is written as how many it has (without leading zeros), then itself: of two numbers the longer one
    is the larger. No number is ever converted, since a hostile label may be a million digits long.
    """
    return _DIGITS.sub(_counted, label.casefold()), label


def _counted(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0")
    return f"{len(digits):08}{digits}"


def natural_order(labels: Sequence[str]) -> Callable[[int], tuple[str, str]]:
    """What to sort nodes by so that their labels are in natural order. Each label is looked at once: many are the same."""
    keys: dict[str, tuple[str, str]] = {}

    def key(node: int) -> tuple[str, str]:
        label = labels[node]
        found = keys.get(label)
        if found is None:
            found = keys[label] = natural_key(label)
        return found

    return key


def sorted_in_runs(items: Sequence[T], key: Callable[[T], Any], job: Job, *, descending: bool = False) -> Sequence[T]:
    """The items sorted by ``key``, in runs between which other threads get their turn; ties keep their order."""
    runs = []
    for start in range(0, len(items), _SORT_RUN):
        job.check()
        runs.append(sorted(items[start : start + _SORT_RUN], key=key, reverse=descending))
    if len(runs) <= 1:
        return runs[0] if runs else []
    return list(job.each(heapq.merge(*runs, key=key, reverse=descending)))
