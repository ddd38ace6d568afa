"""Arrays that are stored in chunks, as HDF5, Zarr and Orbax store them: each compressed on its own, some not at all.

To the rest of the program such an array is a storage like any other, whose bytes are those of the whole array in C order.
What is read of it is put together from the chunks that it touches; whoever cuts work along its grid, as
:func:`inspector.tensors.reading.split` does, decompresses each chunk once.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from inspector.errors import CorruptError, LimitError
from inspector.limits import LIMITS, Limits
from inspector.numeric import np
from inspector.sources.block_cache import BLOCKS
from inspector.sources.chunk_grid import Box, ChunkGrid, boxes_between
from inspector.sources.storage import Buffer, Storage
from inspector.text import size_text

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]

__all__ = ["ChunkedStorage"]


#: About so many bytes of chunks are fetched at once.
_FETCHED_NBYTES = 4 << 20
_MAX_FETCHED = 256


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk that a box touches: where the part lies in the chunk, and where in the box."""

    number: int
    inside: tuple[slice, ...]
    place: tuple[slice, ...]


class ChunkedStorage(Storage):
    """An array cut into chunks along the grid ``chunks``.

    To be subclassed with what knows the format: where a chunk is, and how it is decoded; and with ``key`` and pickling, as
    every storage.

    ``source`` is the storage the chunks lie in, None if there is not one. ``fill`` is the element, of ``itemsize`` bytes,
    that chunks consist of which are not stored. ``stored_nbytes`` are the bytes of the chunks that are stored, once
    decoded: what tells an array of a terabyte with two chunks from one that can be gone through.

    Decoded chunks are shared in :data:`~inspector.sources.block_cache.BLOCKS`, by ``key`` and number. Reading raises what
    fetching and decoding raise, CorruptError for a chunk of the wrong size, and LimitError for chunks beyond the ``limits``.
    """

    __slots__ = ("_chunks", "_stored_nbytes", "fill", "limits", "nbytes", "source")

    def __init__(
        self,
        chunks: ChunkGrid,
        source: Storage | None,
        *,
        fill: bytes = b"",
        stored_nbytes: int | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        self._chunks = chunks
        self.limits = limits
        self.source = source
        self.nbytes = chunks.nbytes
        self._stored_nbytes = chunks.nbytes if stored_nbytes is None else stored_nbytes
        self.fill = fill or bytes(chunks.itemsize)
        if len(self.fill) != chunks.itemsize:
            raise CorruptError(f"has a fill value of {len(self.fill)} bytes for elements of {chunks.itemsize}")

    @property
    def chunks(self) -> ChunkGrid:
        return self._chunks

    @property
    def stored_nbytes(self) -> int:
        return self._stored_nbytes

    @abstractmethod
    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        """The bytes of chunks as they are stored; None for those that are not stored.

        Several at once, so that neighbours can be read together (:meth:`Storage.read_many`).
        """

    @abstractmethod
    def _decode(self, number: int, data: bytes) -> bytes | Buffer:
        """The elements of a chunk, all ``chunk_nbytes`` of them in C order, of the bytes that are stored.

        Raises CorruptError for what can't be decoded. Should make no more than ``chunk_nbytes`` of data that would
        decompress to more.
        """

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        itemsize = self._chunks.itemsize
        first, last = offset // itemsize, -(-(offset + len(buffer)) // itemsize)
        whole = len(buffer) == (last - first) * itemsize
        data = np.frombuffer(buffer, np.uint8) if whole else np.empty((last - first) * itemsize, np.uint8)
        elements = data.view(_unit(itemsize))
        done = 0
        for region in boxes_between(first, last, self._chunks.shape):
            counts = tuple(part.stop - part.start for part in region)
            count = math.prod(counts)
            box = Box(tuple(part.start for part in region), counts, (1,) * len(counts))
            self.read_box(box, elements[done : done + count].reshape(counts))
            done += count
        if not whole:
            skipped = offset - first * itemsize
            memoryview(buffer)[:] = data.data[skipped : skipped + len(buffer)]

    def read_box(self, box: Box, out: Array) -> None:
        """Fill ``out``, of shape ``box.counts`` and of elements of ``itemsize`` bytes, with that part of the array."""
        if self.source is not None:
            self.source.read(0, 0)  # what is closed is not read from the cache either
        if not out.size:
            return
        if self._chunks.chunk_nbytes > self.limits.chunk_nbytes:
            size, most = size_text(self._chunks.chunk_nbytes), size_text(self.limits.chunk_nbytes)
            raise LimitError(f"has chunks of {size}; no more than {most} are decompressed at once")
        pieces = self._pieces(box)
        several = min(_MAX_FETCHED, max(1, _FETCHED_NBYTES // self._chunks.chunk_nbytes))
        while group := list(islice(pieces, several)):
            self._read_pieces(group, out)

    def _read_pieces(self, pieces: list[_Piece], out: Array) -> None:
        key, shape = self.key, self._chunks.chunk_shape
        wanted = [piece.number for piece in pieces if (key, piece.number) not in BLOCKS]
        fetched = dict(zip(wanted, self._fetch(wanted), strict=True)) if wanted else {}
        for piece in pieces:
            number = piece.number
            data = fetched.get(number)
            if data is None and number in fetched:
                out[piece.place] = np.frombuffer(self.fill, out.dtype)[0]
            else:
                block = BLOCKS.get((key, number), partial(self._decoded, number, data))
                out[piece.place] = block.view(out.dtype).reshape(shape)[piece.inside]

    def _decoded(self, number: int, data: bytes | None) -> memoryview:
        """The elements of a chunk; ``data`` is None for one that was decoded before and is no longer kept."""
        if data is None:
            (data,) = self._fetch([number])
        if data is None:
            raise CorruptError(f"has no chunk {self._chunks.index(number)} any more")
        decoded = memoryview(self._decode(number, data)).cast("B")
        if decoded.nbytes != self._chunks.chunk_nbytes:
            raise CorruptError(
                f"has {decoded.nbytes:,} bytes in the chunk {self._chunks.index(number)} "
                f"instead of {self._chunks.chunk_nbytes:,}"
            )
        return decoded

    def _pieces(self, box: Box) -> Iterator[_Piece]:
        """What a box needs of each chunk, in C order of the chunks."""
        axes = zip(box.starts, box.counts, box.steps, self._chunks.chunk_shape, strict=True)
        for parts in product(*(_along(*axis) for axis in axes)):
            number = self._chunks.number([at for at, _, _ in parts])
            yield _Piece(number, tuple(inside for _, inside, _ in parts), tuple(place for _, _, place in parts))


def _along(start: int, count: int, step: int, size: int) -> list[tuple[int, slice, slice]]:
    """The chunks of ``size`` that are met along one axis: which, where in it, and where in the box."""
    met = []
    first = 0
    while first < count:
        at, inside = divmod(start + first * step, size)
        last = min(count, first + -(-(size - inside) // step))
        met.append((at, slice(inside, inside + (last - first - 1) * step + 1, step), slice(first, last)))
        first = last
    return met


def _unit(itemsize: int) -> np.dtype[Any]:
    return np.dtype(f"u{itemsize}" if itemsize in (1, 2, 4, 8) else f"V{itemsize}")
