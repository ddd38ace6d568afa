"""A file of this machine, held open.

Files are read with ``preadv``, never mapped: another program may truncate a mapped file, which kills the reader with
SIGBUS, where a short positional read is an ordinary :class:`~inspector.errors.TruncatedError`.
"""

from __future__ import annotations

import os
import platform
import threading
import weakref
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cached_property, partial
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO, Concatenate, ParamSpec, TypeVar

from inspector.errors import CheckpointError, TruncatedError
from inspector.sources.storage import Buffer, File, Identity

__all__ = ["CopiedLink", "LocalFile", "PieceReader"]

P = ParamSpec("P")
T = TypeVar("T")

PieceReader = Callable[[int, int], bytes]
"""Gives so many bytes at a position of the file; fewer where it ends."""

#: How many of the fields of an identity, the first ones, mean something on one machine only.
_NUMBERS_OF_A_MACHINE = 2


class LocalFile(File):
    """An open file. The descriptor stays open until :meth:`close`, so a replaced file goes on being read as it was.

    ``opened`` is a file object to take over, such as a temporary file without a name; ``path`` is then only what it
    stands for, and the file can't be pickled.
    """

    def __init__(self, path: str | os.PathLike[str], opened: BinaryIO | None = None) -> None:
        self._place = path
        self._is_nameless = opened is not None
        file = opened or _opened(path)
        self._hold(file, _identity_of(file, path), platform.node())

    def _hold(self, file: BinaryIO | None, identity: Identity, host: str) -> None:
        self._identity = identity
        self.nbytes = identity.nbytes
        self._file = file
        self._host = host
        self._lock = threading.Lock()
        self._readers = 0
        self._closing = False

    @cached_property
    def path(self) -> Path:
        """Where the file is, or what it stands for."""
        return Path(self._place)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def identity(self) -> Identity:
        return self._identity

    @property
    def key(self) -> Hashable:
        return "file", self.identity

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        self._with_file(self._fill, memoryview(buffer), offset)

    def _fill(self, file: BinaryIO, view: memoryview, offset: int) -> None:
        done = 0
        while done < len(view):
            count = self._read_at(file, view[done:], offset + done)
            if count == 0:
                raise TruncatedError(
                    f"ends at byte {offset + done:,}: it became shorter while it was open", str(self.path)
                )
            done += count

    def _with_file(self, work: Callable[Concatenate[BinaryIO, P], T], *given: P.args, **more: P.kwargs) -> T:
        """What ``work`` makes of the file, which stays open meanwhile and must not have been changed by then."""
        file = self._enter()
        try:
            made = work(file, *given, **more)
            if not self._is_nameless and os.fstat(file.fileno()).st_mtime_ns != self._identity.modified:
                raise CheckpointError("was changed while it was read; open it again", str(self.path))
        except OSError as error:
            raise CheckpointError(f"can't be read: {error.strerror or error}", str(self.path)) from error
        finally:
            self._leave()
        return made

    if hasattr(os, "pread"):

        def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
            wanted = self.nbytes - offset if nbytes is None else nbytes
            self._check(offset, wanted)
            return self._with_file(self._bytes, wanted, offset)

        def _bytes(self, file: BinaryIO, wanted: int, offset: int) -> bytes:
            """One copy of the bytes, where reading into a buffer makes two: of 256 KiB in a tenth of the time."""
            data = os.pread(file.fileno(), wanted, offset)
            if len(data) == wanted:
                return data
            rest = bytearray(wanted - len(data))
            self._fill(file, memoryview(rest), offset + len(data))
            return data + rest

    def read_pieces(self, work: Callable[[PieceReader], T], offset: int, nbytes: int) -> T:
        """What ``work`` makes of small pieces in a part of the file, each of which says where the next one is.

        What it reads them with takes a third of the time of :meth:`read`, and reads past the part as well. A slow disk is
        told to read the whole part in one go.
        """

        def visit(file: BinaryIO) -> T:
            _expect(file, offset, nbytes)
            return work(self._piece_reader(file))

        return self._with_file(visit)

    def _piece_reader(self, file: BinaryIO) -> PieceReader:
        if hasattr(os, "pread"):
            return partial(os.pread, file.fileno())

        def piece(nbytes: int, offset: int) -> bytes:
            buffer = bytearray(nbytes)
            return bytes(buffer[: self._read_at(file, memoryview(buffer), offset)])

        return piece

    if hasattr(os, "preadv"):

        def _read_at(self, file: BinaryIO, view: memoryview, offset: int) -> int:
            return os.preadv(file.fileno(), [view], offset)

    else:  # Windows has no positional read on a descriptor

        def _read_at(self, file: BinaryIO, view: memoryview, offset: int) -> int:
            with self._lock:
                file.seek(offset)
                return file.readinto(view) or 0  # type: ignore[attr-defined]

    def _enter(self) -> BinaryIO:
        with self._lock:
            file = self._ready()
            self._readers += 1
            return file

    def _ready(self) -> BinaryIO:
        """The file to read from; called with the lock."""
        if self._closing or self._file is None:
            raise CheckpointError("is closed", str(self.path))
        return self._file

    def _leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if self._closing:
                self._release()

    def _release(self) -> None:
        """Close the descriptor unless somebody reads; called with the lock."""
        if self._readers == 0 and self._file is not None:
            self._file.close()

    def check_unchanged(self) -> None:
        file = self._enter()
        try:
            if _identity_of(file, self.path) != self.identity:
                raise CheckpointError("was changed while it was read", str(self.path))
        finally:
            self._leave()

    def close(self) -> None:
        """Refuse further reads and close the descriptor once the reads under way in other threads have ended."""
        with self._lock:
            self._closing = True
            self._release()

    def __reduce__(self) -> tuple[Any, ...]:
        if self._is_nameless:
            raise TypeError("a file without a name can't be pickled")
        return _unpickled, (str(self.path.absolute()), self.identity, self._host)


class CopiedLink(LocalFile):
    """The file that a link leads to which was copied as text: what loads models finds a text of some fifty letters there."""


class _ReopenedFile(LocalFile):
    """A file that was indexed elsewhere: opened when it is first read, and then checked to be the one that was indexed.

    All that a process unpickles of a file shares one of these. Closing it closes the descriptor alone: somebody else may
    have unpickled another part of the file, which is opened again when it is read.
    """

    def __init__(self, path: str, identity: Identity, host: str) -> None:
        self._place = path
        self._is_nameless = False
        self._hold(None, identity, host)

    def _ready(self) -> BinaryIO:
        if self._file is None:
            file = _opened(self.path)
            try:
                self._check_identity(_identity_of(file, self.path))
            except CheckpointError:
                file.close()
                raise
            self._file = file
        self._closing = False
        return self._file

    def _check_identity(self, found: Identity) -> None:
        """Another machine may have other numbers for the device and the file, the same size and time it has."""
        first = 0 if self._host == platform.node() else _NUMBERS_OF_A_MACHINE
        if found[first:] != self.identity[first:]:
            raise CheckpointError("was changed since it was indexed", str(self.path))

    def _release(self) -> None:
        super()._release()
        if self._readers == 0:
            self._file = None

    def check_unchanged(self) -> None:
        file = self._enter()
        try:
            self._check_identity(_identity_of(file, self.path))
        finally:
            self._leave()

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


_reopened: weakref.WeakValueDictionary[tuple[str, Identity, str], _ReopenedFile] = weakref.WeakValueDictionary()
_reopening = threading.Lock()


def _unpickled(path: str, identity: Identity, host: str) -> LocalFile:
    """The file of this process for a file that was indexed in another."""
    with _reopening:
        return _reopened.setdefault((path, identity, host), _ReopenedFile(path, identity, host))


def _expect(file: BinaryIO, offset: int, nbytes: int) -> None:
    """Have the system read a part of a file, where it can be told to, unless both its ends are in memory."""
    if not hasattr(os, "RWF_NOWAIT"):
        return
    descriptor = file.fileno()
    if not all(_is_in_memory(descriptor, at) for at in (offset, offset + nbytes - 1)):
        with suppress(OSError):
            os.posix_fadvise(descriptor, offset, nbytes, os.POSIX_FADV_WILLNEED)


def _is_in_memory(descriptor: int, offset: int) -> bool:
    """Whether the byte at ``offset`` can be had without waiting; False where nobody can tell."""
    try:
        return os.preadv(descriptor, [bytearray(1)], offset, os.RWF_NOWAIT) == 1
    except (OSError, NotImplementedError):
        return False


def _opened(path: str | os.PathLike[str]) -> BinaryIO:
    try:
        return FileIO(path)
    except OSError as error:
        raise CheckpointError(f"can't be opened: {error.strerror or error}", str(path)) from error


def _identity_of(file: BinaryIO, path: str | os.PathLike[str]) -> Identity:
    try:
        status = os.fstat(file.fileno())
    except OSError as error:
        raise CheckpointError(f"can't be read: {error.strerror or error}", str(path)) from error
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
