"""How shards are numbered in their names: ``model-00002-of-00005.safetensors``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from inspector.findings import Finding, Severity

__all__ = ["ShardName", "ShardSet", "shard_alone", "shard_name", "shard_sets"]

_NAME = re.compile(r"(.*?)[-_.]?(\d{1,6})-of-(\d{1,6})(\.(?:safetensors|bin|pt|pth|ckpt))", re.ASCII | re.DOTALL)
_MOST = 100_000


class ShardName(NamedTuple):
    """``number`` of ``total``, counted from 1; ``base`` and ``suffix`` are what the names of a set have in common."""

    base: str
    suffix: str
    number: int
    total: int


def shard_name(name: str) -> ShardName | None:
    """What the name of a file says of the set it belongs to; None if it is not that of a shard."""
    match = _NAME.fullmatch(name) if "-of-" in name else None
    if match is None:
        return None
    base, number, total, suffix = match.groups()
    found = ShardName(base, suffix, int(number), int(total))
    return found if 1 <= found.number <= found.total <= _MOST else None


def shard_alone(shard: ShardName) -> Finding:
    """What to say of a shard that was opened by itself."""
    message = f"This is shard {shard.number} of {shard.total} alone; open the folder for the whole model."
    return Finding(Severity.INFO, "shard-alone", message)


@dataclass(frozen=True, slots=True)
class ShardSet:
    """The shards of one model by their names, ``present`` in the order of their numbers; the others' are ``missing``."""

    present: tuple[str, ...]
    missing: tuple[int, ...]
    total: int


def shard_sets(names: Iterable[str]) -> list[ShardSet]:
    """The sets that the names of a folder's files make up."""
    found: dict[tuple[str, str, int], dict[int, str]] = {}
    for name in names:
        shard = shard_name(name)
        if shard is not None:
            found.setdefault((shard.base, shard.suffix, shard.total), {})[shard.number] = name
    return [
        ShardSet(
            tuple(numbers[number] for number in sorted(numbers)),
            tuple(number for number in range(1, total + 1) if number not in numbers),
            total,
        )
        for (_, _, total), numbers in found.items()
    ]
