"""One n-th of the work each for the jobs of an array, none of which knows of the others, and the whole from what they wrote.

A part is the tensors (or pairs, or files) that lie in one n-th of the bytes, in their order, which the index alone tells.
What a job wrote says which part it is, and of what: :func:`merged` takes the parts of one request in any order, and gives
what the whole would have written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from json import loads
from pathlib import Path
from typing import Any, TypeVar

from inspector.errors import CheckpointError, SelectionError
from inspector.tensors.entries import TensorEntry

__all__ = ["MEMBER", "Part", "merged", "merged_records", "parts_of_one", "read_records"]

T = TypeVar("T")

_MOST_PARTS = 1_000_000
#: What a tensor costs besides its bytes: a million empty ones are work, too.
_COST_OF_ONE = 4096
#: Members of records that are lists of what each part has found, and numbers of it. All others are the same in all parts.
_OF_PAIRS = ("only_in_a", "only_in_b", "shape_changed", "dtype_changed", "changed", "unreadable")
_LISTS = frozenset(("entries", "tensors", *_OF_PAIRS, "conversions", "explanations"))
_SUMS = frozenset(("differences", "identical"))
#: The member of a record that says which part it is.
MEMBER = "part"


@dataclass(frozen=True, slots=True)
class Part:
    """Part ``number`` (from 1) of ``count``; ``of`` tells the whole that it is a part of, once that is known."""

    number: int
    count: int
    of: str = ""

    @classmethod
    def parse(cls, text: str) -> Part:
        """The part called I/N; raises SelectionError for what is none."""
        number, _, count = text.partition("/")
        if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) <= _MOST_PARTS):
            raise SelectionError(f"{text!r} is no part: they are 1/N to N/N, such as 3/8")
        return cls(int(number), int(count))

    def share(self, items: Sequence[T], nbytes: Callable[[T], int]) -> list[T]:
        """The items whose middle lies in this part of all bytes: together the parts are all, each once, in order."""
        costs = [nbytes(item) + _COST_OF_ONE for item in items]
        total = 2 * sum(costs)
        before, share = 0, []
        for item, cost in zip(items, costs, strict=True):
            if (2 * before + cost) * self.count // total == self.number - 1:
                share.append(item)
            before += cost
        return share

    def among(self, tensors: Sequence[TensorEntry]) -> list[TensorEntry]:
        """The tensors of this part."""
        return self.share(tensors, lambda tensor: tensor.nbytes)

    def of_request(self, tensors: Iterable[TensorEntry], *request: object) -> Part:
        """The part with what tells its whole: the index of the tensors, and what was asked for of them."""
        digest = hashlib.sha256(repr(request).encode())
        for tensor in tensors:
            digest.update(repr((tensor.key, tensor.dtype.name, tensor.shape, tensor.nbytes)).encode())
        return replace(self, of=digest.hexdigest()[:16])

    def record(self) -> dict[str, Any]:
        """What goes into JSON, as the member ``part``."""
        return {MEMBER: asdict(self)}


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
        raise _no_parts()
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
            elif record.get(name) != value:
                raise SelectionError(f"the parts disagree in {name!r}: they are not of one request")
    return whole


def parts_of_one(records: Sequence[Mapping[str, Any]], *, several: bool = False) -> list[Mapping[str, Any]]:
    """The records in the order of their parts. A part is one of them, or ``several``.

    Raises SelectionError unless all parts of one whole are there, once.
    """
    try:
        parts = [Part(**record[MEMBER]) for record in records]
        numbers = [int(part.number) for part in parts]
        count, of = int(parts[0].count), parts[0].of
    except (KeyError, TypeError, ValueError, IndexError):
        raise _no_parts() from None
    if any((part.count, part.of) != (count, of) for part in parts) or count > _MOST_PARTS:
        raise SelectionError("the parts are of different files, or of different requests")
    there = set(numbers)
    missing = next((number for number in range(1, count + 1) if number not in there), None)
    if missing is not None:
        raise SelectionError(f"part {missing}/{count} is missing")
    if len(numbers) > count and not several:
        twice = next(number for number in there if numbers.count(number) > 1)
        raise SelectionError(f"part {twice}/{count} is there twice")
    return [records[at] for at in sorted(range(len(records)), key=numbers.__getitem__)]


def _without_part(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != MEMBER}


def _no_parts() -> SelectionError:
    return SelectionError("these are not the parts of one whole, as --part I/N with --json or -o writes them")
