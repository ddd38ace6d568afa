"""One n-th of the work for each job of an array, which knows nothing of the others, and joining what they wrote.

A part is the tensors (or pairs, or files) that lie in one n-th of the bytes, in their order, which the index alone tells.
What a job wrote says which part it is, and of what: that is how ``merged_parts`` joins the parts of one request.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from inspector.errors import SelectionError
from inspector.tensors.entries import TensorEntry

__all__ = ["MEMBER", "Part", "no_parts", "parts_of_one"]

T = TypeVar("T")

_MOST_PARTS = 1_000_000
#: What a tensor costs besides its bytes: a million empty ones are work, too.
_COST_OF_ONE = 4096
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


def parts_of_one(records: Sequence[Mapping[str, Any]], *, several: bool = False) -> list[Mapping[str, Any]]:
    """The records in the order of their parts. A part is one of them, or ``several``.

    Raises SelectionError unless all parts of one whole are there, once.
    """
    try:
        parts = [Part(**record[MEMBER]) for record in records]
        numbers = [int(part.number) for part in parts]
        count, of = int(parts[0].count), parts[0].of
    except (KeyError, TypeError, ValueError, IndexError):
        raise no_parts() from None
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


def no_parts() -> SelectionError:
    """The error for records that are none."""
    return SelectionError("these are not the parts of one whole, as --part I/N with --json or -o writes them")
