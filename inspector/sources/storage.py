"""Where bytes come from: a range of a file, of memory, of a stream, of other storages.

A checkpoint is an index of byte ranges; a :class:`Storage` is one such range, read by position and only when somebody
needs the bytes. Two tensors on one storage object are views of the same memory.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from inspector.errors import TruncatedError

__all__ = ["Buffer", "ByteRange", "MemoryStorage", "Storage"]

Buffer = memoryview | bytearray
"""What ``read_into`` fills; for an array pass ``array.view(np.uint8).data``."""


class Storage(ABC):
    """A sequence of ``nbytes`` bytes that can be read at any position, from any thread."""

    __slots__ = ()  # a checkpoint may have 100,000 of them
    nbytes: int

    @abstractmethod
    def read_into(self, buffer: Buffer, offset: int) -> None:
        """Fill the whole of ``buffer`` with the bytes from ``offset`` on.

        Raises TruncatedError when the source no longer has them, CorruptError when they can't be decompressed.
        """

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        """The ``nbytes`` bytes at ``offset`` (to the end if None)."""
        buffer = bytearray(self.nbytes - offset if nbytes is None else nbytes)
        self.read_into(buffer, offset)
        return bytes(buffer)

    def close(self) -> None:  # noqa: B027 - most have nothing to close
        """Let go of what this storage opened itself; a part of another leaves that open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self, offset: int, nbytes: int) -> None:
        if offset < 0 or offset + nbytes > self.nbytes:
            raise TruncatedError(f"bytes {offset:,} to {offset + nbytes:,} lie outside a storage of {self.nbytes:,}")


class ByteRange(Storage):
    """A contiguous part of another storage."""

    __slots__ = ("nbytes", "offset", "source")

    def __init__(self, source: Storage, offset: int, nbytes: int) -> None:
        if offset < 0 or nbytes < 0 or offset + nbytes > source.nbytes:
            raise TruncatedError(f"bytes {offset:,} to {offset + nbytes:,} lie past the end at {source.nbytes:,}")
        self.source = source
        self.offset = offset
        self.nbytes = nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        if offset < 0 or offset + len(buffer) > self.nbytes:
            self._check(offset, len(buffer))
        self.source.read_into(buffer, self.offset + offset)


class MemoryStorage(Storage):
    """Bytes that had to be decoded while the index was read (text in an old pickle, a small constant)."""

    def __init__(self, data: bytes | bytearray | memoryview) -> None:
        self._data = memoryview(data).cast("B").toreadonly()
        self.nbytes = self._data.nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        memoryview(buffer)[:] = self._data[offset : offset + len(buffer)]
