"""The elements of a dataset in chunks: which of them were written, and what they went through."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import LimitError
from inspector.formats.hdf5.chunk_index import Places
from inspector.formats.hdf5.dataset import Filter
from inspector.formats.hdf5.filters import unfiltered
from inspector.sources.chunk_grid import Box, ChunkGrid
from inspector.sources.chunks import ChunkedStorage
from inspector.sources.storage import Storage
from inspector.text import size_text

__all__ = ["HDF5Chunks"]

#: A chunk under filters is undone as a whole, in as much memory as a few times its size.
_MAX_CHUNK_NBYTES = 256 << 20


class HDF5Chunks(ChunkedStorage):
    """An array of which the chunks in ``places`` were written, through ``filters``; all others hold nothing but ``fill``.

    ``address`` is that of the dataset, which tells it from others in ``file``.
    """

    __slots__ = ("_address", "_file", "_filters", "_places")

    def __init__(
        self, file: Storage, address: int, chunks: ChunkGrid, places: Places, filters: Sequence[Filter], fill: bytes
    ) -> None:
        super().__init__(chunks, file, fill=fill, stored_nbytes=min(chunks.nbytes, len(places) * chunks.chunk_nbytes))
        self._file = file
        self._address = address
        self._places = places
        self._filters = filters

    @property
    def key(self) -> Hashable:
        return "hdf5", self._file.key, self._address

    def __reduce__(self) -> tuple[Any, ...]:
        return HDF5Chunks, (self._file, self._address, self.chunks, self._places, self._filters, self.fill)

    def read_box(self, box: Box, out: npt.NDArray[Any]) -> None:
        """As of any array in chunks, but those that were not written are not even counted: there may be billions."""
        rows = self._rows_in(box) if out.size else np.arange(0)
        if len(rows) == math.prod(self._counts(box)):
            super().read_box(box, out)
            return
        self._file.read(0, 0)  # what is closed is not made up either
        out[...] = np.frombuffer(self.fill, out.dtype)[0] if out.size else 0
        for row in rows:
            part, place = self._part(box, self.chunks.index(int(self._places["number"][row])))
            super().read_box(part, out[place])

    def _rows_in(self, box: Box) -> npt.NDArray[np.int64]:
        """The rows of the places of the chunks that a box reaches into, without what its steps go over."""
        grid = self.chunks
        low = [start // size for start, size in zip(box.starts, grid.chunk_shape, strict=True)]
        high = [each + count - 1 for each, count in zip(low, self._counts(box), strict=True)]
        numbers = self._places["number"]
        first, last = np.searchsorted(numbers, grid.number(low)), np.searchsorted(numbers, grid.number(high), "right")
        rows = np.arange(first, last)
        if low:
            at = np.array(np.unravel_index(numbers[rows], grid.counts)).T
            rows = rows[((at >= low) & (at <= high)).all(axis=1)]
        return rows

    def _counts(self, box: Box) -> list[int]:
        """How many chunks a box reaches into along each axis."""
        axes = zip(box.starts, box.counts, box.steps, self.chunks.chunk_shape, strict=True)
        return [(start + (count - 1) * step) // size - start // size + 1 for start, count, step, size in axes]

    def _part(self, box: Box, index: Sequence[int]) -> tuple[Box, tuple[slice, ...]]:
        """What a box needs of the chunk with this index, and where in the box that is."""
        starts, counts, places = [], [], []
        axes = zip(box.starts, box.counts, box.steps, self.chunks.chunk_shape, index, strict=True)
        for start, count, step, size, at in axes:
            first = max(0, -(-(at * size - start) // step))
            last = max(first, min(count, -(-((at + 1) * size - start) // step)))
            starts.append(start + first * step)
            counts.append(last - first)
            places.append(slice(first, last))
        return Box(tuple(starts), tuple(counts), box.steps), tuple(places)

    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        found = [self._place(number) for number in numbers]
        ranges = [(int(place["start"]), int(place["nbytes"])) for place in found if place is not None]
        data = iter(self._file.read_many(ranges))
        return [None if place is None else next(data) for place in found]

    def _decode(self, number: int, data: bytes) -> bytes:
        nbytes = self.chunks.chunk_nbytes
        if self._filters and nbytes > _MAX_CHUNK_NBYTES:
            size, most = size_text(nbytes), size_text(_MAX_CHUNK_NBYTES)
            raise LimitError(f"has compressed chunks of {size}; at most {most} are undone")
        place = self._place(number)
        return unfiltered(data, self._filters, 0 if place is None else int(place["mask"]), nbytes)

    def _place(self, number: int) -> np.void | None:
        row = int(np.searchsorted(self._places["number"], number))
        found: np.void | None = None
        if row < len(self._places) and self._places["number"][row] == number:
            found = self._places[row]
        return found
