"""Where bytes come from: a range of a file, of memory, of a stream, of other storages.

A checkpoint is an index of byte ranges; a :class:`Storage` is one such range, read by position and only when somebody
needs the bytes. Two tensors on one storage object are views of the same memory. Files are read with ``preadv``, never
mapped: another program may truncate a mapped file, which kills the reader with SIGBUS, where a short positional read is
an ordinary :class:`~inspector.errors.TruncatedError`.
"""

from __future__ import annotations

import os
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import BinaryIO

from inspector.errors import CheckpointError, TruncatedError

__all__ = ["Buffer", "ByteRange", "File", "MemoryStorage", "Storage"]

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

    def _check(self, offset: int, nbytes: int) -> None:
        if offset < 0 or offset + nbytes > self.nbytes:
            raise TruncatedError(f"bytes {offset:,} to {offset + nbytes:,} lie outside a storage of {self.nbytes:,}")


class File(Storage):
    """An open file. The descriptor stays open until :meth:`close`, so a replaced file goes on being read as it was.

    ``opened`` is a file object to take over, such as a temporary file without a name; ``path`` is then only what it
    stands for.
    """

    def __init__(self, path: str | os.PathLike[str], opened: BinaryIO | None = None) -> None:
        self.path = Path(path)
        try:
            self._file: BinaryIO = opened or open(self.path, "rb", buffering=0)  # noqa: SIM115 - lives as long as this
            #: What tells this content from another under the same name: device, inode, size, time of change.
            self.identity = self._identify()
        except OSError as error:
            raise CheckpointError(f"can't be opened: {error.strerror or error}", str(path)) from error
        self.nbytes = self.identity[2]
        self._lock = threading.Lock()
        self._readers = 0
        self._closing = False

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        self._enter()
        try:
            done = 0
            while done < len(view):
                count = self._read_at(view[done:], offset + done)
                if count == 0:
                    raise TruncatedError(
                        f"ends at byte {offset + done:,}: it became shorter while it was open", str(self.path)
                    )
                done += count
        except OSError as error:
            raise CheckpointError(f"can't be read: {error.strerror or error}", str(self.path)) from error
        finally:
            self._leave()

    if hasattr(os, "preadv"):

        def _read_at(self, view: memoryview, offset: int) -> int:
            return os.preadv(self._file.fileno(), [view], offset)

    else:  # Windows has no positional read on a descriptor

        def _read_at(self, view: memoryview, offset: int) -> int:
            with self._lock:
                self._file.seek(offset)
                return self._file.readinto(view) or 0  # type: ignore[attr-defined]

    def _enter(self) -> None:
        with self._lock:
            if self._closing:
                raise CheckpointError("is closed", str(self.path))
            self._readers += 1

    def _leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if self._closing and self._readers == 0:
                self._file.close()

    def check_unchanged(self) -> None:
        """Raise CheckpointError if somebody has written to the file since it was opened."""
        self._enter()
        try:
            if self._identify() != self.identity:
                raise CheckpointError("was changed while it was read", str(self.path))
        finally:
            self._leave()

    def _identify(self) -> tuple[int, int, int, int]:
        status = os.fstat(self._file.fileno())
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def close(self) -> None:
        """Refuse further reads and close the descriptor once the reads under way in other threads have ended."""
        with self._lock:
            self._closing = True
            if self._readers == 0:
                self._file.close()


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
