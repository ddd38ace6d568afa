"""Hashes of a tensor's elements: whether two tensors of any two files are the same, in one line of text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64

from inspector.buffers import BLOCK_NBYTES, aligned_buffer
from inspector.errors import CheckpointError
from inspector.execution import in_threads
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, Part, Storage
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_stored, split
from inspector.tensors.strings import StringStorage

__all__ = [
    "HASH_BLOCK_NBYTES",
    "TensorHashes",
    "hashed_bytes",
    "is_hashed",
    "sha256",
    "sha256_of_small",
    "tensor_hashes",
]

Buffer = bytes | memoryview

#: Blocks that have a hash of their own, which tells where a tensor is damaged.
HASH_BLOCK_NBYTES = 4 << 20
#: Dense tensors of no more bytes are read and hashed by the thousand: a read of its own takes longer than its hash.
_SMALL_NBYTES = 4 << 10
#: The one that is hashed, and as many as a thread of :func:`~inspector.execution.in_threads` is given ahead of it.
_BLOCKS_HELD = 3


def sha256(entry: TensorEntry, job: Job) -> str | None:
    """The hash of the elements in C order, little-endian, in the entry's type; views, conj and neg bits resolved.

    Text is hashed as the length (8 bytes, little-endian) and the UTF-8 or other bytes of each element, so that different
    arrays have different hashes; packed types as their stored bytes; records without the padding between their fields.
    None for a tensor without data, and for one that is inflated out of all proportion. Raises CheckpointError where the
    bytes can't be read.
    """
    if not is_hashed(entry):
        return None
    digest = hashlib.sha256()
    for piece in hashed_bytes(entry, job):
        digest.update(piece)
    return digest.hexdigest()


def sha256_of_small(tensors: Sequence[TensorEntry]) -> list[str | None]:
    """:func:`sha256` of the small dense tensors among a few thousand; None for all others, and where reading failed."""
    sizes: dict[tuple[Any, ...], int] = {}
    wanted: dict[int, tuple[Storage, list[int], list[tuple[int, int]]]] = {}
    for index, tensor in enumerate(tensors):
        storage = tensor.storage
        if type(storage) is not Part and type(storage) is not ByteRange:
            continue
        kind = tensor.shape, tensor.strides, id(tensor.dtype), tensor.layout, tensor.conjugate, tensor.negative
        nbytes = sizes.get(kind)
        if nbytes is None:
            nbytes = sizes[kind] = _small_nbytes(tensor)
        start = tensor.storage_offset * tensor.dtype.itemsize
        if nbytes and start + nbytes <= storage.nbytes:
            _, indices, ranges = wanted.setdefault(id(storage.source), (storage.source, [], []))
            indices.append(index)
            ranges.append((storage.offset + start, nbytes))
    found: list[str | None] = [None] * len(tensors)
    for source, indices, ranges in wanted.values():
        try:
            content = source.read_many(ranges)
        except CheckpointError:  # each says for itself what is wrong
            continue
        for index, data in zip(indices, content, strict=True):
            found[index] = hashlib.sha256(data).hexdigest()
    return found


def _small_nbytes(tensor: TensorEntry) -> int:
    """The bytes of a tensor that are hashed as they lie in the file, if they are few, else 0."""
    dtype = tensor.dtype
    is_plain = tensor.layout == "strided" and not (tensor.conjugate or tensor.negative) and tensor.is_contiguous
    is_stored = dtype.kind not in (Kind.TEXT, Kind.RECORD) and dtype.elements_per_unit == 1 and not dtype.is_big_endian
    return tensor.nbytes if is_plain and is_stored and tensor.nbytes <= _SMALL_NBYTES else 0


def is_hashed(entry: TensorEntry) -> bool:
    """Whether a tensor has a hash: it has data, and was not inflated out of all proportion."""
    return entry.values.storage is not None and not is_inflated(entry.values)


def hashed_bytes(entry: TensorEntry, job: Job) -> Iterator[Buffer]:
    """What :func:`sha256` hashes, in pieces of some MiB at most, each valid until the next."""
    entry = entry.values
    done = 0
    for block, stored in _blocks_read(entry):
        job.report(done, entry.nbytes, f"Hashing {entry.key}")
        if isinstance(entry.storage, StringStorage):
            for text in entry.storage.each(stored):
                yield len(text).to_bytes(8, "little") + text
        elif entry.dtype.kind is Kind.TEXT:
            for text in map(_encoded, decode(stored, entry.dtype).reshape(-1)):
                yield len(text).to_bytes(8, "little") + text
        else:
            if entry.dtype.kind is Kind.RECORD:
                stored = _packed(stored)
            yield stored.reshape(-1).view(np.uint8).data
        done += block.nbytes


def _blocks_read(entry: TensorEntry) -> Iterator[tuple[TensorEntry, npt.NDArray[Any]]]:
    """Each block and its units, valid until the next, which is read meanwhile: to hash takes as long."""
    if entry.nbytes <= BLOCK_NBYTES:
        for block in split(entry):
            yield block, read_stored(block)
        return
    buffers = [aligned_buffer(BLOCK_NBYTES) for _ in range(_BLOCKS_HELD)]

    def read(numbered: tuple[int, TensorEntry]) -> npt.NDArray[Any]:
        number, block = numbered
        return read_stored(block, buffers[number % _BLOCKS_HELD] if block.nbytes <= BLOCK_NBYTES else None)

    with closing(in_threads(enumerate(split(entry)), read, 1)) as blocks:
        for (_, block), stored in blocks:
            yield block, stored


@dataclass(frozen=True, slots=True)
class TensorHashes:
    """The hashes of one tensor's elements, as hexadecimal digits: SHA-256, XXH3-64, and XXH3-64 of each block of 4 MiB."""

    sha256: str
    xxh3: str
    blocks: tuple[str, ...]


def tensor_hashes(entry: TensorEntry, job: Job) -> TensorHashes | None:
    """All hashes in one pass; None and errors as for :func:`sha256`. Blocks are of the bytes that are hashed, in order."""
    if not is_hashed(entry):
        return None
    digest, quick, block = hashlib.sha256(), xxh3_64(), xxh3_64()
    blocks: list[str] = []
    room = HASH_BLOCK_NBYTES
    for piece in hashed_bytes(entry, job):
        digest.update(piece)
        quick.update(piece)
        rest = memoryview(piece)
        while len(rest) >= room:
            block.update(rest[:room])
            blocks.append(block.hexdigest())
            block.reset()
            rest, room = rest[room:], HASH_BLOCK_NBYTES
        block.update(rest)
        room -= len(rest)
    if room < HASH_BLOCK_NBYTES:
        blocks.append(block.hexdigest())
    return TensorHashes(digest.hexdigest(), quick.hexdigest(), tuple(blocks))


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _packed(records: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same records without padding."""
    from numpy.lib.recfunctions import repack_fields  # few files have any

    packed: npt.NDArray[Any] = repack_fields(records, recurse=True)
    return packed
