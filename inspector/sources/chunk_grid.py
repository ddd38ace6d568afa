"""How an array is cut into chunks, and parts of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.errors import CorruptError

__all__ = ["Box", "ChunkGrid"]


@dataclass(frozen=True, slots=True)
class ChunkGrid:
    """How an array of ``shape`` is cut into chunks of ``chunk_shape``, both in elements of ``itemsize`` bytes.

    The chunks at the upper ends may reach beyond the shape; they are stored in full. Chunks are numbered in C order.
    """

    shape: tuple[int, ...]
    chunk_shape: tuple[int, ...]
    itemsize: int

    def __post_init__(self) -> None:
        if len(self.chunk_shape) != len(self.shape) or any(size < 1 for size in self.chunk_shape) or self.itemsize < 1:
            raise CorruptError(f"has chunks of shape {self.chunk_shape} in an array of shape {self.shape}")

    @property
    def counts(self) -> tuple[int, ...]:
        """How many chunks there are along each axis."""
        return tuple(-(-size // chunk) for size, chunk in zip(self.shape, self.chunk_shape, strict=True))

    @property
    def nbytes(self) -> int:
        """Bytes of the whole array."""
        return math.prod(self.shape) * self.itemsize

    @property
    def chunk_nbytes(self) -> int:
        """Bytes of one chunk."""
        return math.prod(self.chunk_shape) * self.itemsize

    @property
    def strides(self) -> tuple[int, ...]:
        """How many elements lie between neighbours along each axis."""
        return tuple(math.prod(self.shape[axis + 1 :]) for axis in range(len(self.shape)))

    def number(self, index: Sequence[int]) -> int:
        """The number of the chunk with this index among the chunks along each axis."""
        number = 0
        for at, count in zip(index, self.counts, strict=True):
            number = number * count + at
        return number

    def index(self, number: int) -> tuple[int, ...]:
        """The index of the chunk with this number."""
        index = []
        for count in reversed(self.counts):
            number, at = divmod(number, count)
            index.append(at)
        return tuple(reversed(index))


@dataclass(frozen=True, slots=True)
class Box:
    """A part of an array: along each axis ``counts`` elements from ``starts`` on, every one that ``steps`` leads to."""

    starts: tuple[int, ...]
    counts: tuple[int, ...]
    steps: tuple[int, ...]
