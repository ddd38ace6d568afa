"""The elements of a dataset in chunks: which of them were written, and what they went through."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import LimitError
from inspector.formats.hdf5.chunk_index import Places
from inspector.formats.hdf5.dataset import Filter
from inspector.formats.hdf5.filters import unfiltered
from inspector.limits import LIMITS, Limits
from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.sparse_chunks import SparseChunks
from inspector.sources.storage import Storage
from inspector.text import size_text

__all__ = ["HDF5Chunks"]


class HDF5Chunks(SparseChunks):
    """An array of which the chunks in ``places`` were written, through ``filters``; all others hold nothing but ``fill``.

    ``address`` is that of the dataset, which tells it from others in ``file``.
    """

    __slots__ = ("_address", "_file", "_filters", "_places")

    def __init__(
        self,
        file: Storage,
        address: int,
        chunks: ChunkGrid,
        places: Places,
        filters: Sequence[Filter],
        fill: bytes,
        limits: Limits = LIMITS,
    ) -> None:
        stored_nbytes = min(chunks.nbytes, len(places) * chunks.chunk_nbytes)
        super().__init__(chunks, file, fill=fill, stored_nbytes=stored_nbytes, limits=limits)
        self._file = file
        self._address = address
        self._places = places
        self._filters = filters

    @property
    def key(self) -> Hashable:
        return "hdf5", self._file.key, self._address

    def __reduce__(self) -> tuple[Any, ...]:
        parts = self._file, self._address, self.chunks, self._places, self._filters, self.fill, self.limits
        return HDF5Chunks, parts

    @property
    def stored_numbers(self) -> npt.NDArray[np.int64]:
        numbers: npt.NDArray[np.int64] = self._places["number"]
        return numbers

    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        found = [self._place(number) for number in numbers]
        ranges = [(int(place["start"]), int(place["nbytes"])) for place in found if place is not None]
        data = iter(self._file.read_many(ranges))
        return [None if place is None else next(data) for place in found]

    def _decode(self, number: int, data: bytes) -> bytes:
        nbytes = self.chunks.chunk_nbytes
        if self._filters and nbytes > self.limits.packed_chunk_nbytes:
            size, most = size_text(nbytes), size_text(self.limits.packed_chunk_nbytes)
            raise LimitError(f"has compressed chunks of {size}; at most {most} are undone")
        place = self._place(number)
        return unfiltered(data, self._filters, 0 if place is None else int(place["mask"]), nbytes)

    def _place(self, number: int) -> np.void | None:
        row = int(np.searchsorted(self._places["number"], number))
        found: np.void | None = None
        if row < len(self._places) and self._places["number"][row] == number:
            found = self._places[row]
        return found
