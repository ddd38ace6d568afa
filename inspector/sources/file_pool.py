"""Many files of one checkpoint, of which only a few are open at a time: systems allow a process a thousand or so."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from inspector.errors import CheckpointError
from inspector.sources.local_file import LocalFile
from inspector.sources.location import Location
from inspector.sources.storage import Buffer, File, Identity, Storage

__all__ = ["MAX_OPEN", "FilePool"]

#: So many files of a checkpoint may be open without a pool, too.
MAX_OPEN = 64


class FilePool:
    """Opens files, and closes those that were not read for longest while more than ``limit`` are open."""

    def __init__(self, limit: int = MAX_OPEN) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        #: The open ones, the one that was read last at the end, and how many threads read each.
        self._open: OrderedDict[_PooledFile, LocalFile] = OrderedDict()
        self._readers: dict[_PooledFile, int] = {}

    def open(self, location: Location) -> Storage:
        """The bytes of a file. What is no file of this machine, such as a member of an archive, is opened as it is."""
        opened = location.open()
        if not isinstance(opened, LocalFile):
            return opened
        file = _PooledFile(self, opened)
        with self._lock:
            self._open[file] = opened
            self._evict()
        return file

    @contextmanager
    def using(self, file: _PooledFile) -> Iterator[LocalFile]:
        """The open file; it stays open inside the ``with``. Raises CheckpointError for one that was changed or is gone."""
        with self._lock:
            opened = self._open.pop(file, None)
            if opened is None:
                opened = file.reopened()
            self._open[file] = opened
            self._readers[file] = self._readers.get(file, 0) + 1
            self._evict()
        try:
            yield opened
        finally:
            with self._lock:
                self._readers[file] -= 1
                if not self._readers[file]:
                    del self._readers[file]

    def release(self, file: _PooledFile) -> None:
        """Close a file that nobody will read again."""
        with self._lock:
            opened = self._open.pop(file, None)
        if opened is not None:
            opened.close()

    def _evict(self) -> None:
        """Close files that nobody reads until few enough are open; called with the lock."""
        idle = [file for file in self._open if file not in self._readers] if len(self._open) > self._limit else []
        for file in idle[: len(self._open) - self._limit]:
            self._open.pop(file).close()


class _PooledFile(File):
    """A file of a pool. It pickles as the file it is."""

    def __init__(self, pool: FilePool, file: LocalFile) -> None:
        self.nbytes = file.nbytes
        self._pool = pool
        self._indexed = file  # closed by the pool, and yet what knows the identity
        self._closed = False

    @property
    def path(self) -> Path:
        return self._indexed.path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def identity(self) -> Identity:
        return self._indexed.identity

    @property
    def key(self) -> Hashable:
        return self._indexed.key

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        with self._opened() as file:
            file.read_into(buffer, offset)

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        with self._opened() as file:
            return file.read(offset, nbytes)

    def _opened(self) -> AbstractContextManager[LocalFile]:
        if self._closed:
            raise CheckpointError("is closed", str(self.path))
        return self._pool.using(self)

    def reopened(self) -> LocalFile:
        """The file, opened once more; raises CheckpointError if it is not what it was."""
        file = LocalFile(self.path)
        if file.identity != self._indexed.identity:
            file.close()
            raise CheckpointError("was changed since it was indexed", str(self.path))
        return file

    def check_unchanged(self) -> None:
        with self._pool.using(self) as file:
            file.check_unchanged()

    def close(self) -> None:
        self._closed = True
        self._pool.release(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._indexed.__reduce__()
