"""A file of this machine, held open.

Files are read with ``preadv``, never mapped: another program may truncate a mapped file, which kills the reader with
SIGBUS, where a short positional read is an ordinary :class:`~inspector.errors.TruncatedError`.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import BinaryIO

from inspector.errors import CheckpointError, TruncatedError
from inspector.sources.storage import Buffer, Storage

__all__ = ["LocalFile"]


class LocalFile(Storage):
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
