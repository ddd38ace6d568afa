"""Copying bytes from their sources into a new file, a block at a time.

What keeps its type is copied as it is stored, strided views gathered, everything else decoded, cast and encoded. What was
written is recognised by its hash when it is read back: XXH3 of 128 bits, which leaves nothing to chance and takes a tenth of
the time of the copying, where a cryptographic hash, which would only help against an enemy in between, takes longer than it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from typing import Any

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_128

from inspector.buffers import BLOCK_NBYTES, CACHED_NBYTES, aligned_buffer
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.sources.storage import Buffer
from inspector.tensors.encode import encode
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_stored, read_values, split
from inspector.writing.casts import Cast, CastMeter
from inspector.writing.layout import Record

__all__ = ["Transfer", "blocks_of", "hash_of"]

Array = npt.NDArray[Any]

#: Elements cast at once: measuring the error takes some hundred bytes for each.
_CAST_ELEMENTS = 128 << 10


class Transfer:
    """Copies records and remembers what was written. ``total`` is the number of bytes the job has before it."""

    def __init__(self, job: Job, total: int) -> None:
        self.hashes: dict[Record, bytes] = {}
        self.casts: list[Cast] = []
        self._job = job
        self._done = 0
        self._total = total
        #: In turns, so that what ``write`` was given stays as it is until it is called again.
        self._buffers = cycle((aligned_buffer(BLOCK_NBYTES), aligned_buffer(BLOCK_NBYTES)))

    def copy(self, record: Record, write: Callable[[Buffer], None]) -> None:
        """Hand the bytes of ``record`` to ``write``, block by block, and remember their hash.

        Each block stays as it is until the next is handed over.

        Raises CheckpointError where its source can't be read or holds less than its index says.
        """
        stored_blocks = self._cast(record) if record.is_cast else blocks_of(record.source, self._buffers)

        def each(data: Buffer) -> None:
            self._job.report(self._done, self._total, f"Writing {record.key}")
            write(data)
            self._done += len(data)

        try:
            self.hashes[record] = hash_of(stored_blocks, each)
        except CheckpointError as error:
            if error.place:
                raise
            raise type(error)(f"{record.key}: {error.reason}") from error

    def _cast(self, record: Record) -> Iterator[Array]:
        """The elements of the record in their new type, and how far they are from the old ones."""
        meter = CastMeter(record)
        for block in _pieces(record.source):
            values = read_values(block, _room(next(self._buffers), block)).reshape(-1)
            for start in range(0, len(values), _CAST_ELEMENTS):
                part = values[start : start + _CAST_ELEMENTS]
                stored = encode(part, record.dtype)
                meter.add(part, stored)
                yield stored
        self.casts.append(meter.cast())


def hash_of(blocks: Iterable[Array], each: Callable[[Buffer], None]) -> bytes:
    """The hash of all blocks one after another; ``each`` is called with the bytes of every one."""
    total = xxh3_128()
    for block in blocks:
        data = block.reshape(-1).view(np.uint8).data
        total.update(data)
        each(data)
    return total.digest()


def blocks_of(entry: TensorEntry, buffers: Iterator[npt.NDArray[np.uint8]]) -> Iterator[Array]:
    """The stored units of a tensor, little-endian, in C order, in pieces, each in the next of ``buffers`` if it fits it."""
    for block in _pieces(entry):
        yield read_stored(block, _room(next(buffers), block))


def _pieces(entry: TensorEntry) -> Iterator[TensorEntry]:
    """Views of a tensor, small where its elements are dense, so that they are still cached when they are written."""
    limit = CACHED_NBYTES if entry.is_contiguous else BLOCK_NBYTES
    if 0 < entry.nbytes <= limit:
        yield entry
    else:
        yield from split(entry, limit)


def _room(buffer: npt.NDArray[np.uint8], block: TensorEntry) -> npt.NDArray[np.uint8] | None:
    return buffer if block.nbytes <= buffer.nbytes else None
