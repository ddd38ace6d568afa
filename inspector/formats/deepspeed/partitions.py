"""How ZeRO cuts the parameters among its ranks, and how they are put together again.

Stages 1 and 2 lay the parameters of an optimizer's group end to end, with gaps of a known size, and give each rank an equal
part of that. Stage 3 gives each rank an equal part of every parameter, and lays those end to end.
Source: https://github.com/deepspeedai/DeepSpeed/blob/master/deepspeed/utils/zero_to_fp32.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from inspector.tensors.assembled import Piece
from inspector.tensors.entries import TensorEntry

__all__ = ["Parameter", "cut", "cut_everywhere"]


class Parameter(NamedTuple):
    """A parameter in the order in which it was flattened; ``padding`` elements follow it."""

    name: str
    shape: tuple[int, ...]
    padding: int = 0


def cut(
    parameters: Sequence[Parameter], partitions: Mapping[int, TensorEntry]
) -> Iterator[tuple[Parameter, list[Piece]]]:
    """Each parameter of a group and the flat pieces of it, from the partition of each rank.

    Partitions are of one size; of ranks that are missing there are no pieces.
    """
    size = max((entry.shape[0] for entry in partitions.values()), default=0)
    last = max(partitions, default=-1)
    start = 0
    for parameter in parameters:
        stop = start + math.prod(parameter.shape)
        pieces = []
        ranks = range(start // size, min(-(-stop // size), last + 1)) if size else ()
        for rank in ranks:
            entry = partitions.get(rank)
            if entry is not None:
                low, high = max(start, rank * size), min(stop, rank * size + entry.shape[0])
                if low < high:
                    part = entry.region((slice(low - rank * size, high - rank * size),))
                    pieces.append(Piece((low - start,), part))
        yield parameter, pieces
        start = stop + parameter.padding


def cut_everywhere(
    parameters: Sequence[Parameter], partitions: Mapping[int, Sequence[TensorEntry]], ranks: int
) -> Iterator[tuple[Parameter, list[Piece]]]:
    """Each parameter and the flat pieces of it: each of so many ``ranks`` has one, in any of its partitions."""
    start = 0
    for parameter in parameters:
        count = math.prod(parameter.shape)
        share = -(-count // ranks)
        pieces = []
        for rank, entries in partitions.items():
            low, high = min(rank * share, count), min((rank + 1) * share, count)
            position = 0
            for entry in entries:
                first, last = max(start, position), min(start + high - low, position + entry.shape[0])
                if first < last:
                    part = entry.region((slice(first - position, last - position),))
                    pieces.append(Piece((low + first - start,), part))
                position += entry.shape[0]
        yield parameter, pieces
        start += share
