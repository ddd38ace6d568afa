"""The elements of a Zarr array: in chunks that went through codecs, each stored by itself or many together in a shard.

Source of the shards: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/sharding-indexed/index.html
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.formats.zarr.codecs import decoded
from inspector.formats.zarr.metadata import ArrayMetadata, Sharding
from inspector.formats.zarr.stores import Chunks
from inspector.limits import LIMITS, Limits
from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.crc32c import crc32c
from inspector.sources.sparse_chunks import SparseChunks
from inspector.sources.storage import Storage
from inspector.text import size_text

__all__ = ["ZarrChunks"]

#: Codecs may make a chunk somewhat larger than its elements are.
_SLACK_NBYTES = 64 << 10
_MISSING = (1 << 64) - 1
_ENTRY_NBYTES = 16
_CHECKSUM_NBYTES = 4


class ZarrChunks(SparseChunks):
    """An array of which ``stored`` has some chunks or shards; what it has not consists of the fill value.

    ``file`` is the file that describes the array; it is closed with the checkpoint.
    """

    __slots__ = ("_index", "_metadata", "_stored")

    def __init__(self, metadata: ArrayMetadata, stored: Chunks, file: Storage | None, limits: Limits = LIMITS) -> None:
        each = metadata.stored_grid.chunk_nbytes
        nbytes = min(metadata.chunks.nbytes, len(stored.numbers) * each)
        super().__init__(metadata.chunks, file, fill=metadata.fill, stored_nbytes=nbytes, limits=limits)
        self._metadata = metadata
        self._stored = stored
        #: The index of the shard that was read last.
        self._index: tuple[int, npt.NDArray[np.uint64]] | None = None

    @property
    def key(self) -> Hashable:
        return "zarr", self.source.key if self.source is not None else None, self._stored.key

    @property
    def stored_numbers(self) -> npt.NDArray[np.int64]:
        return self._stored.numbers

    @property
    def stored_grid(self) -> ChunkGrid:
        return self._metadata.stored_grid

    def __reduce__(self) -> tuple[Any, ...]:
        return ZarrChunks, (self._metadata, self._stored, self.source, self.limits)

    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        self._check_decodable()
        sharding = self._metadata.sharding
        if sharding is not None:
            return self._from_shards(numbers, sharding)
        return [self._whole(number) if self._is_stored(number) else None for number in numbers]

    def _decode(self, number: int, data: bytes) -> bytes:  # noqa: ARG002 - all chunks have the same codecs
        return decoded(data, self._metadata.codecs, self.chunks.chunk_shape, self.chunks.itemsize)

    def _check_decodable(self) -> None:
        if self._metadata.problem:
            raise UnsupportedError(self._metadata.problem)
        if self._metadata.codecs and self.chunks.chunk_nbytes > self.limits.packed_chunk_nbytes:
            size, most = size_text(self.chunks.chunk_nbytes), size_text(self.limits.packed_chunk_nbytes)
            raise LimitError(f"has compressed chunks of {size}; at most {most} are decoded")

    def _is_stored(self, number: int) -> bool:
        row = int(np.searchsorted(self._stored.numbers, number))
        return row < len(self._stored.numbers) and int(self._stored.numbers[row]) == number

    def _whole(self, number: int) -> bytes:
        storage = self._stored.open(number)
        try:
            self._check_size(number, storage.nbytes)
            return storage.read()
        finally:
            storage.close()

    def _check_size(self, number: int, nbytes: int) -> None:
        """Refuse what is longer than any codec makes a chunk, before it is read."""
        if nbytes > self.chunks.chunk_nbytes + self.chunks.chunk_nbytes // 8 + _SLACK_NBYTES:
            raise CorruptError(
                f"has {nbytes:,} bytes for the chunk {self.chunks.index(number)}, more than its elements"
            )

    def _from_shards(self, numbers: Sequence[int], sharding: Sharding) -> list[bytes | None]:
        """The chunks out of the shards they are in, each shard being opened once."""
        per_shard: dict[int, list[tuple[int, int]]] = {}
        for position, number in enumerate(numbers):
            shard, inside = self._place(number)
            per_shard.setdefault(shard, []).append((position, inside))
        found: list[bytes | None] = [None] * len(numbers)
        for shard, wanted in per_shard.items():
            if not self._is_stored(shard):
                continue
            storage = self._stored.open(shard)
            try:
                index = self._shard_index(shard, storage, sharding)
                ranges = [(position, int(index[inside, 0]), int(index[inside, 1])) for position, inside in wanted]
                there = [each for each in ranges if (each[1], each[2]) != (_MISSING, _MISSING)]
                for position, start, nbytes in there:
                    self._check_size(numbers[position], nbytes)
                    if start + nbytes > storage.nbytes:
                        raise TruncatedError(f"has a shard of {storage.nbytes:,} bytes with a chunk beyond its end")
                data = storage.read_many([(start, nbytes) for _, start, nbytes in there])
                for (position, _, _), each in zip(there, data, strict=True):
                    found[position] = each
            finally:
                storage.close()
        return found

    def _place(self, number: int) -> tuple[int, int]:
        """The number of the shard that a chunk is in, and that of the chunk among those of the shard."""
        grid = self.stored_grid
        per_axis = [shard // chunk for shard, chunk in zip(grid.chunk_shape, self.chunks.chunk_shape, strict=True)]
        shard, inside = [], 0
        for at, count in zip(self.chunks.index(number), per_axis, strict=True):
            shard.append(at // count)
            inside = inside * count + at % count
        return grid.number(shard), inside

    def _shard_index(self, shard: int, storage: Storage, sharding: Sharding) -> npt.NDArray[np.uint64]:
        """Offset and size of each chunk in a shard, shape ``[chunks, 2]``."""
        known = self._index
        if known is not None and known[0] == shard:
            return known[1]
        nbytes = sharding.chunks * _ENTRY_NBYTES
        whole = nbytes + (_CHECKSUM_NBYTES if sharding.has_checksum else 0)
        if whole > storage.nbytes:
            raise TruncatedError(f"has a shard of {storage.nbytes:,} bytes, where its index takes {whole:,}")
        data = storage.read(0 if sharding.at_start else storage.nbytes - whole, whole)
        if sharding.has_checksum and crc32c(data[:nbytes]) != int.from_bytes(data[nbytes:], "little"):
            raise CorruptError("has a shard whose index does not match its checksum")
        order = ">u8" if sharding.big_endian else "<u8"
        index = np.frombuffer(data, order, 2 * sharding.chunks).astype(np.uint64).reshape(-1, 2)
        self._index = shard, index
        return index
