"""Bytes that were fetched before, on the disk: nothing is downloaded twice while the server has the same content.

An extent is a part of an object, as it was fetched, in a file of its own named ``START-STOP``, in the folder of the content
it is of. Files are written beside their names and end in a checksum, so that processes share the cache without a lock, and
what a crash or a full disk left of one counts as not there. The cache is bounded: what was used longest ago goes first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import threading
from bisect import bisect_left, insort
from collections.abc import Iterator
from pathlib import Path

from xxhash import xxh3_64_digest

from inspector.folders import cache_folder
from inspector.sources.block_cache import BLOCKS
from inspector.text import parsed_size

__all__ = ["MAX_EXTENT_NBYTES", "ExtentCache"]

#: No extent is longer, so that the one a byte lies in is found near it.
MAX_EXTENT_NBYTES = 4 << 20
_MAX_CACHE_NBYTES = 8 << 30
#: The cache leaves the disk at least so much.
_RESERVED_NBYTES = 2 << 30
_SIZE_VARIABLE = "CHECKPOINT_INSPECTOR_CACHE_SIZE"
#: After the oldest went, the cache is this full, so that they do not go one by one.
_FILL_AFTER = 0.8
_NAME = re.compile(r"([0-9a-f]{1,16})-([0-9a-f]{1,16})")
_CHECKSUM_NBYTES = 8


class ExtentCache:
    """The extents of one content that are here: the latest in memory, all on the disk. For any number of threads."""

    def __init__(self, content: str) -> None:
        self._content = content
        self._folder = _root() / hashlib.sha256(content.encode()).hexdigest()[:40]
        self._lock = threading.Lock()
        self._extents: list[tuple[int, int]] = sorted(self._found())

    def _found(self) -> Iterator[tuple[int, int]]:
        with contextlib.suppress(OSError), os.scandir(self._folder) as files:
            for file in files:
                name = _NAME.fullmatch(file.name)
                if name is not None:
                    start, stop = int(name[1], 16), int(name[2], 16)
                    if 0 < stop - start <= MAX_EXTENT_NBYTES:
                        yield start, stop

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, memoryview]]:
        """What is here of the bytes from ``start`` to ``stop``, in order and without overlaps, each with its offset."""
        position = start
        with self._lock:
            first = bisect_left(self._extents, (start - MAX_EXTENT_NBYTES, 0))
            last = bisect_left(self._extents, (stop, 0))
            near = self._extents[first:last]
        for extent in near:
            begin, end = extent
            if end <= position:
                continue
            data = self._data(extent)
            if data is not None:
                begin = max(begin, position)
                yield begin, data[begin - extent[0] : min(end, stop) - extent[0]]
                position = min(end, stop)

    def add(self, start: int, data: bytes) -> None:
        """Keep what was fetched from ``start`` on."""
        extent = start, start + len(data)
        with self._lock:
            if extent in self._extents:
                return
        # In memory before anybody is told of it: who looked for it on the disk meanwhile would fail, and this with them.
        with contextlib.suppress(OSError, ValueError):
            BLOCKS.get(("extent", self._content, *extent), lambda: data)
        with self._lock:
            if extent not in self._extents:
                insort(self._extents, extent)
        _SPACE.write(self._path(extent), data)

    def _path(self, extent: tuple[int, int]) -> Path:
        return self._folder / f"{extent[0]:x}-{extent[1]:x}"

    def _data(self, extent: tuple[int, int]) -> memoryview | None:
        """The bytes of an extent; None, and no longer among them, if it is neither in memory nor whole on the disk."""
        try:
            return BLOCKS.get(("extent", self._content, *extent), lambda: self._on_disk(extent)).data
        except (OSError, ValueError):
            with self._lock, contextlib.suppress(ValueError):
                self._extents.remove(extent)
            return None

    def _on_disk(self, extent: tuple[int, int]) -> bytes:
        path = self._path(extent)
        with path.open("rb") as file:
            stored = file.read(extent[1] - extent[0] + _CHECKSUM_NBYTES + 1)
            with contextlib.suppress(OSError):  # of a cache that can only be read, nothing is thrown away
                os.utime(path)
        data, checksum = stored[:-_CHECKSUM_NBYTES], stored[-_CHECKSUM_NBYTES:]
        if len(data) != extent[1] - extent[0] or xxh3_64_digest(data) != checksum:
            with contextlib.suppress(OSError):
                path.unlink()
            raise ValueError("is damaged")
        return data


class _Space:
    """What all of the cache takes on the disk, as far as this process knows; others' part is counted now and then."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._root: Path | None = None
        self._nbytes = 0

    def write(self, path: Path, data: bytes) -> None:
        """Write a file of the cache; one that can't be written, or has no room, is none."""
        root = path.parent.parent
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(root).free < _RESERVED_NBYTES:
                return
            descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix="new-")
            try:
                with open(descriptor, "wb") as file:
                    file.write(data)
                    file.write(xxh3_64_digest(data))
                os.replace(temporary, path)  # noqa: PTH105 - both are text
            except BaseException:
                os.unlink(temporary)  # noqa: PTH108 - as above
                raise
            self._count(root, len(data) + _CHECKSUM_NBYTES)

    def _count(self, root: Path, nbytes: int) -> None:
        with self._lock:
            if root != self._root:
                self._root, self._nbytes = root, sum(size for _, size, _ in _files(root))
            else:
                self._nbytes += nbytes
            if self._nbytes > _limit():
                self._trim(root)

    def _trim(self, root: Path) -> None:
        files = sorted(_files(root))
        self._nbytes = sum(size for _, size, _ in files)
        room = _FILL_AFTER * _limit()
        for _, size, path in files:
            if self._nbytes <= room:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - it is text
                self._nbytes -= size


_SPACE = _Space()


def _root() -> Path:
    return cache_folder() / "remote"


def _limit() -> int:
    """How much the cache may hold: 8 GiB, or what the environment says."""
    try:
        return parsed_size(os.environ[_SIZE_VARIABLE])
    except (KeyError, ValueError):
        return _MAX_CACHE_NBYTES


def _files(root: Path) -> Iterator[tuple[float, int, str]]:
    """When each file of the cache was used last, its size, and where it is."""
    with contextlib.suppress(OSError), os.scandir(root) as folders:
        for folder in folders:
            with contextlib.suppress(OSError), os.scandir(folder.path) as files:
                for file in files:
                    status = file.stat()
                    yield status.st_mtime, status.st_size, file.path
