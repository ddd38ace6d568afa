"""Joining what the jobs of an array wrote, each for its part: the same as one job would have written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from json import loads
from pathlib import Path
from typing import Any

from inspector.errors import CheckpointError, SelectionError
from inspector.operations.history_record import SUMMARY, with_summary
from inspector.operations.parts import MEMBER, no_parts, parts_of_one

__all__ = ["merged", "merged_records", "read_records"]

#: Members of records that are lists of what each part has found, and numbers of it. All others are the same in all parts.
_OF_PAIRS = ("only_in_a", "only_in_b", "shape_changed", "dtype_changed", "changed", "unreadable")
_LISTS = frozenset(("entries", "tensors", *_OF_PAIRS, "conversions", "explanations", "steps"))
_SUMS = frozenset(("differences", "identical"))


def read_records(path: Path) -> list[dict[str, Any]]:
    """What a job wrote: a JSON object a line. Raises CheckpointError for a file that can't be read, or is none of these."""
    try:
        with path.open("rb") as file:
            records = [loads(line) for line in file]
    except OSError as error:
        raise CheckpointError(f"can't be read: {error.strerror or error}", str(path)) from error
    except (ValueError, RecursionError):
        records = [None]
    if not all(isinstance(record, dict) for record in records):
        raise CheckpointError("is not what a verb wrote with --json", str(path))
    return records


def merged_records(records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What all jobs wrote as one would have: the whole of each file, and files that one job did alone in their order.

    Raises SelectionError as :func:`merged` does.
    """
    by_whole: dict[object, list[Mapping[str, Any]]] = {}
    for record in records:
        of_file = (record.get("file"), record.get("a")) if _LISTS & record.keys() else None
        by_whole.setdefault(of_file, []).append(record)
    if not by_whole:
        raise no_parts()
    whole: list[dict[str, Any]] = []
    for of, parts in by_whole.items():
        if of is None:
            whole += [_without_part(record) for record in parts_of_one(parts, several=True)]
        else:
            whole.append(merged(parts))
    return whole


def merged(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The record of the whole from those of its parts, in any order; as it would be had there been no parts.

    Raises SelectionError for records that are no parts, or not all parts of one whole.
    """
    first, *others = parts_of_one(records)
    whole = _without_part(first)
    for record in others:
        for name, value in whole.items():
            if name in _LISTS:
                whole[name] = [*value, *record.get(name, ())]
            elif name in _SUMS:
                whole[name] = value + record.get(name, 0)
            elif record.get(name) != value and name not in SUMMARY:
                raise SelectionError(f"the parts disagree in {name!r}: they are not of one request")
    return with_summary(whole) if "steps" in whole else whole


def _without_part(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != MEMBER}
