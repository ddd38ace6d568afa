"""Where the values of an array store lie: Zarr knows keys with bytes, not files.

A folder is such a store, whose keys are the names of the files below it. So is an OCDBT database.
"""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError
from inspector.formats.zarr.metadata import MARKS, ChunkKeys
from inspector.limits import Limits
from inspector.sources.location import Location, is_inside
from inspector.sources.storage import MemoryStorage, Storage

__all__ = ["ChunkFiles", "ChunkValues", "Chunks", "FolderStore", "Store"]

#: What only the description of a group has, of version 3, in which one of an array has the same name.
_GROUP_MARK = re.compile(rb'"node_type"\s*:\s*"group"')
_LOOKED_AT_NBYTES = 1 << 20


class Chunks(ABC):
    """What is stored of one array: under each of the ascending ``numbers`` a chunk, or a shard of chunks."""

    __slots__ = ("numbers",)
    numbers: npt.NDArray[np.int64]

    @property
    @abstractmethod
    def key(self) -> Hashable:
        """What tells these from others, also once pickled."""

    @abstractmethod
    def open(self, number: int) -> Storage:
        """The bytes under a number that is among :attr:`numbers`, to be closed. CheckpointError for what is gone."""


class ChunkFiles(Chunks):
    """Chunks that are files below the folder of their array, under ``keys``.

    A chunk may be written again while the description of its array stays as it is. So what was read of these is told by
    ``token`` from what is read once they are listed anew.
    """

    __slots__ = ("_folder", "_keys", "_token")

    def __init__(
        self, folder: Location, numbers: npt.NDArray[np.int64], keys: ChunkKeys, token: bytes | None = None
    ) -> None:
        self._folder = folder
        self.numbers = numbers
        self._keys = keys
        self._token = token or os.urandom(8)

    @property
    def key(self) -> Hashable:
        return "chunk files", self._folder, self._token

    def open(self, number: int) -> Storage:
        return self._folder.child(self._keys.name(number)).open()

    def __reduce__(self) -> tuple[Any, ...]:
        return ChunkFiles, (self._folder, self.numbers, self._keys, self._token)


class ChunkValues(Chunks):
    """Chunks that lie within larger files, or in memory, of the ``array`` with this key: there may be none of several."""

    __slots__ = ("_array", "_values")

    def __init__(self, array: str, values: dict[int, Storage]) -> None:
        self._array = array
        self._values = values
        self.numbers = np.array(sorted(values), np.int64)

    @property
    def key(self) -> Hashable:
        return "chunk values", self._array, tuple(self._values[int(number)].key for number in self.numbers[:1])

    def open(self, number: int) -> Storage:
        return self._values[number]

    def __reduce__(self) -> tuple[Any, ...]:
        return ChunkValues, (self._array, self._values)


class Store(ABC):
    """Values under keys; the parts of a key are separated by slashes."""

    @abstractmethod
    def value(self, key: str) -> Storage | None:
        """The bytes under a key, to be closed by the caller; None if there are none."""

    @abstractmethod
    def arrays(self) -> Iterator[str]:
        """The keys of arrays: ``encoder/kernel`` for ``encoder/kernel/.zarray``, nothing for one that is all there is."""

    @abstractmethod
    def chunks(self, array: str, keys: ChunkKeys) -> Chunks:
        """What is stored below an array's key that is one of ``keys``."""


class FolderStore(Store):
    """The files below a folder."""

    def __init__(self, folder: Location, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        #: The description of the array that was found last, which is read next.
        self._description: tuple[str, bytes] | None = None

    def value(self, key: str) -> Storage | None:
        if self._description is not None and key == self._description[0]:
            return MemoryStorage(self._description[1])
        if not is_inside(key):
            raise CorruptError("has an array under a key that is not the name of a file")
        place = self._folder.child(key)
        return place.open() if place.exists and not place.is_folder else None

    def arrays(self) -> Iterator[str]:
        pending = [("", self._folder)]
        seen = 0
        while pending:
            prefix, folder = pending.pop()
            seen += 1
            if seen > self._limits.store_folders or prefix.count("/") > self._limits.store_depth:
                raise LimitError("is a folder with too many folders in it, or too deep ones")
            if self._is_array(prefix):
                yield prefix.rstrip("/")
                continue  # what lies below an array are its chunks
            inside = [(f"{prefix}{child.name}/", child) for child in folder.children() if child.is_folder]
            pending += reversed(inside)

    def _is_array(self, prefix: str) -> bool:
        """Whether there is an array under a key; one whose description is damaged counts, so that this is said."""
        for mark in MARKS:
            value = self.value(prefix + mark)
            if value is not None:
                with value:
                    head = value.read(0, min(value.nbytes, _LOOKED_AT_NBYTES))
                if len(head) == value.nbytes:
                    self._description = prefix + mark, head
                return mark != MARKS[0] or not _GROUP_MARK.search(head)
        return False

    def chunks(self, array: str, keys: ChunkKeys) -> Chunks:
        folder = self._folder.child(array) if array else self._folder
        found = []
        pending = [("", folder)]
        if keys.prefix and keys.separator == "/":
            place = folder.child(keys.prefix)
            pending = [(f"{keys.prefix}/", place)] if place.is_folder else [("", folder)]
        while pending:
            prefix, each = pending.pop()
            for child in each.children():
                known = keys.number(prefix + child.name)
                if known is not None and not child.is_folder:
                    found.append(known)
                elif (
                    keys.leads_to_chunks(child.name)
                    and prefix.count("/") < self._limits.store_depth
                    and child.is_folder
                ):
                    pending.append((f"{prefix}{child.name}/", child))
        return ChunkFiles(folder, np.array(sorted(found), np.int64), keys)
