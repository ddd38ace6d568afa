"""Where bytes come from: a range of a file, of memory, of a stream, of other storages.

A checkpoint is an index of byte ranges; a :class:`Storage` is one such range, read by position and only when its bytes are
needed. Two tensors on storages with the same :attr:`~Storage.key` are views of the same memory, here or in any process.
"""

from __future__ import annotations

import os
import threading
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

from msgspec import Struct, StructMeta

from inspector.errors import TruncatedError
from inspector.sources.chunk_grid import ChunkGrid

__all__ = [
    "Buffer", "ByteRange", "File", "Identity", "MemoryStorage", "Part", "RecordMeta", "Storage", "place_in_file",
    "unwrapped",
]  # fmt: skip

Buffer = memoryview | bytearray
"""What ``read_into`` fills; for an array pass ``array.view(np.uint8).data``."""

#: Reading this much that nobody asked for takes less time than another read, at least from slower disks.
_MAX_GAP_NBYTES = 64 << 10
#: A read of several ranges is no longer than this, which bounds the memory for what lies between them.
_MAX_SPAN_NBYTES = 4 << 20

_TOKENS = threading.Lock()


class Storage(ABC):
    """A sequence of ``nbytes`` bytes that can be read at any position, from any thread.

    Storages pickle as the place of their bytes, not as the bytes, except for those that exist only in memory. In another
    process they are read from the same place, and reading raises CheckpointError if it changed meanwhile.
    """

    __slots__ = ()  # a checkpoint may have 100,000 of them
    nbytes: int

    @property
    def is_far(self) -> bool:
        """Whether each read takes long and each byte costs, because it is on a server."""
        return False

    @property
    def chunks(self) -> ChunkGrid | None:
        """How the bytes are cut into chunks that are decoded as a whole; None if any part can be read by itself."""
        return None

    @property
    def stored_nbytes(self) -> int:
        """About how many of the bytes are stored: fewer than ``nbytes`` if chunks are missing."""
        return self.nbytes

    @property
    def packed_nbytes(self) -> int:
        """How many bytes these were decompressed from; all of them where nothing is compressed."""
        return self.nbytes

    @abstractmethod
    def read_into(self, buffer: Buffer, offset: int) -> None:
        """Fill the whole of ``buffer`` with the bytes from ``offset`` on.

        Raises TruncatedError when the source no longer has them, CorruptError when they can't be decompressed.
        """

    @property
    @abstractmethod
    def key(self) -> Hashable:
        """Identifies the memory: equal for storages of the same bytes at the same place, also after pickling."""

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        """The ``nbytes`` bytes at ``offset`` (to the end if None)."""
        buffer = bytearray(self.nbytes - offset if nbytes is None else nbytes)
        self.read_into(buffer, offset)
        return bytes(buffer)

    def read_many(self, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
        """The bytes of each ``(offset, nbytes)``, in the order given: for a reader that knows early what it will need.

        Neighbours are read in one go, with what little lies between them. Raises what :meth:`read_into` raises.
        """
        found = [b""] * len(ranges)
        for start, stop, members in _spans(ranges):
            data = self.read(start, stop - start)
            for index in members:
                offset, nbytes = ranges[index]
                found[index] = data if len(members) == 1 else data[offset - start : offset - start + nbytes]
        return found

    def close(self) -> None:  # noqa: B027 - most have nothing to close
        """Close what this storage opened itself; a part of another storage leaves that one open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, offset: int, nbytes: int) -> None:
        if offset < 0 or offset + nbytes > self.nbytes:
            raise TruncatedError(f"bytes {offset:,} to {offset + nbytes:,} lie outside a storage of {self.nbytes:,}")


class RecordMeta(ABCMeta, StructMeta):
    """For storages that are msgspec records, too: an index has 100,000, and they are made in a fifth of the time."""


def _spans(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[int]]]:
    """Start and end of each piece to read, and the indices of the ranges in it."""
    members: list[int] = []
    start = stop = 0
    for index in sorted(range(len(ranges)), key=ranges.__getitem__):
        offset, nbytes = ranges[index]
        end = offset + nbytes
        if members and (offset - stop > _MAX_GAP_NBYTES or end - start > _MAX_SPAN_NBYTES):
            yield start, stop, members
            members = []
        if not members:
            start = stop = offset
        stop = max(stop, end)
        members.append(index)
    if members:
        yield start, stop, members


class Identity(NamedTuple):
    """What tells the content of a file from another under the same name. ``modified`` is the time of change in ns."""

    device: int
    inode: int
    nbytes: int
    modified: int


class File(Storage):
    """All of something that is held open until it is closed: a file, or what a compressed one holds."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What the file is called."""

    @property
    def identity(self) -> Identity | None:
        """What tells a file of this machine from others, None for what is no such file."""
        return None

    @abstractmethod
    def check_unchanged(self) -> None:
        """Raise CheckpointError if somebody has written to the file since it was opened."""


class Part(Storage, Struct, metaclass=RecordMeta, eq=False, gc=False):
    """A contiguous part of another storage, known to be there by whoever makes it, as in an index that was checked whole.

    For all others there is :class:`ByteRange`.
    """

    source: Storage
    offset: int
    nbytes: int

    def read_into(self, buffer: Buffer, offset: int) -> None:
        if offset < 0 or offset + len(buffer) > self.nbytes:
            self._check(offset, len(buffer))
        self.source.read_into(buffer, self.offset + offset)

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        wanted = self.nbytes - offset if nbytes is None else nbytes
        self._check(offset, wanted)
        return self.source.read(self.offset + offset, wanted)

    def read_many(self, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
        for offset, nbytes in ranges:
            self._check(offset, nbytes)
        return self.source.read_many([(self.offset + offset, nbytes) for offset, nbytes in ranges])

    @property
    def key(self) -> Hashable:
        source: Storage = self.source
        offset = self.offset
        while isinstance(source, Part):
            offset += source.offset
            source = source.source
        return source.key, offset, self.nbytes

    def __reduce__(self) -> tuple[Any, ...]:
        return ByteRange, (self.source, self.offset, self.nbytes)


class ByteRange(Part, eq=False, gc=False):
    """A contiguous part of another storage. Raises TruncatedError for one that is not in it."""

    def __post_init__(self) -> None:
        offset, nbytes = self.offset, self.nbytes
        if offset < 0 or nbytes < 0 or offset + nbytes > self.source.nbytes:
            raise TruncatedError(
                f"needs bytes {offset:,} to {offset + nbytes:,}, which lie past the end at {self.source.nbytes:,}"
            )


class MemoryStorage(Storage):
    """Bytes that had to be decoded while the index was read (text in an old pickle, a small constant).

    ``token`` is what tells these bytes from equal ones elsewhere in memory.
    """

    __slots__ = ("_data", "_token", "nbytes")

    def __init__(self, data: bytes | bytearray | memoryview, token: int = 0) -> None:
        self._data = memoryview(data).cast("B").toreadonly()
        self._token = token
        self.nbytes = self._data.nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        memoryview(buffer)[:] = self._data[offset : offset + len(buffer)]

    @property
    def key(self) -> Hashable:
        with _TOKENS:
            self._token = self._token or int.from_bytes(os.urandom(8), "little")
        return "memory", self._token

    def __reduce__(self) -> tuple[Any, ...]:
        assert self.key  # makes the token
        return MemoryStorage, (bytes(self._data), self._token)


def place_in_file(storage: Storage, offset: int = 0) -> tuple[str, int] | None:
    """The name of the file and the position in it of a byte of a storage; None if it lies in no file as it is."""
    storage, offset = unwrapped(storage, offset)
    return (storage.name, offset) if isinstance(storage, File) and storage.identity is not None else None


def unwrapped(storage: Storage, offset: int = 0) -> tuple[Storage, int]:
    """What a storage is a part of, which is no part itself, and the position of a byte of it there."""
    while isinstance(storage, Part):
        offset += storage.offset
        storage = storage.source
    return storage, offset
