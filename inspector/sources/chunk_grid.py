"""How an array is cut into chunks, and parts of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.errors import CorruptError

__all__ = ["Box", "ChunkGrid", "boxes_between"]


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


def boxes_between(first: int, last: int, shape: tuple[int, ...]) -> Iterator[tuple[slice, ...]]:
    """The regions that the elements from ``first`` up to ``last``, counted in C order, consist of: at most two per axis."""
    if first == last:
        return
    if not shape:
        yield ()
        return
    each = math.prod(shape[1:])
    row, skipped = divmod(first, each)
    end, left = divmod(last, each)
    if row == end:
        yield from ((slice(row, row + 1), *box) for box in boxes_between(skipped, left, shape[1:]))
        return
    if skipped:
        yield from ((slice(row, row + 1), *box) for box in boxes_between(skipped, each, shape[1:]))
        row += 1
    if row < end:
        yield (slice(row, end), *(slice(0, size) for size in shape[1:]))
    if left:
        yield from ((slice(end, end + 1), *box) for box in boxes_between(0, left, shape[1:]))
