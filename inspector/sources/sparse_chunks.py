"""Arrays in chunks of which few may be stored: those that are not consist of one element, and are not even counted.

A file of some kilobytes may describe billions of chunks and hold none of them.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.sources.chunk_grid import Box, ChunkGrid
from inspector.sources.chunks import ChunkedStorage

__all__ = ["SparseChunks"]


class SparseChunks(ChunkedStorage):
    """An array in chunks that knows which of them are stored. Raises as :class:`ChunkedStorage`."""

    __slots__ = ()

    @property
    @abstractmethod
    def stored_numbers(self) -> npt.NDArray[np.int64]:
        """The numbers, ascending, of what is stored, in :attr:`stored_grid`."""

    @property
    def stored_grid(self) -> ChunkGrid:
        """How what is stored under a number of its own cuts the array: the chunks, or the shards that they lie in."""
        return self.chunks

    def read_box(self, box: Box, out: npt.NDArray[Any]) -> None:
        numbers = self._numbers_in(box) if out.size else np.arange(0)
        if len(numbers) == math.prod(self._counts(box)):
            super().read_box(box, out)
            return
        if self.source is not None:
            self.source.read(0, 0)  # what is closed is not made up either
        out[...] = np.frombuffer(self.fill, out.dtype)[0] if out.size else 0
        for number in numbers:
            part, place = self._part(box, self.stored_grid.index(int(number)))
            super().read_box(part, out[place])

    def _numbers_in(self, box: Box) -> npt.NDArray[np.int64]:
        """The numbers of what is stored that a box reaches into, without what its steps go over."""
        grid = self.stored_grid
        low = [start // size for start, size in zip(box.starts, grid.chunk_shape, strict=True)]
        high = [each + count - 1 for each, count in zip(low, self._counts(box), strict=True)]
        numbers = self.stored_numbers
        first, last = np.searchsorted(numbers, grid.number(low)), np.searchsorted(numbers, grid.number(high), "right")
        numbers = numbers[first:last]
        if low:
            at = np.array(np.unravel_index(numbers, grid.counts)).T
            numbers = numbers[((at >= low) & (at <= high)).all(axis=1)]
        return numbers

    def _counts(self, box: Box) -> list[int]:
        """How much that may be stored a box reaches into along each axis."""
        axes = zip(box.starts, box.counts, box.steps, self.stored_grid.chunk_shape, strict=True)
        return [(start + (count - 1) * step) // size - start // size + 1 for start, count, step, size in axes]

    def _part(self, box: Box, index: Sequence[int]) -> tuple[Box, tuple[slice, ...]]:
        """What a box needs of what is stored at this index, and where in the box that is."""
        starts, counts, places = [], [], []
        axes = zip(box.starts, box.counts, box.steps, self.stored_grid.chunk_shape, index, strict=True)
        for start, count, step, size, at in axes:
            first = max(0, -(-(at * size - start) // step))
            last = max(first, min(count, -(-((at + 1) * size - start) // step)))
            starts.append(start + first * step)
            counts.append(last - first)
            places.append(slice(first, last))
        return Box(tuple(starts), tuple(counts), box.steps), tuple(places)
