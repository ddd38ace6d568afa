"""Places in object stores and other file systems, which libraries of others know: obstore, fsspec.

A store is what both have in common: facts of an object, its bytes by range, and what lies below a prefix. Where credentials
come from is the library's affair, by its own conventions; none pass through here.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from inspector.errors import CheckpointError, LimitError, TruncatedError, UnsupportedError
from inspector.sources.location import Location, is_inside
from inspector.sources.remote.remote_file import RemoteFile
from inspector.sources.remote.remote_object import TRAFFIC, RemoteObject
from inspector.sources.storage import Storage

__all__ = ["Facts", "Store", "StoreLocation"]

_MAX_CHILDREN = 1_000_000


@dataclass(frozen=True, slots=True)
class Facts:
    """The size of an object, and what tells its content from another under its name: an ETag, a time, a hash."""

    nbytes: int
    validator: str


class Store(ABC):
    """A bucket or a file system. Picklable, equal where it is the same. Names have ``/`` between their parts.

    All raise CheckpointError with the bare reason for what the library can't do.
    """

    @property
    @abstractmethod
    def root(self) -> str:
        """How the addresses of what is in it begin, without ``/`` at the end: ``s3://bucket``."""

    @abstractmethod
    def facts(self, name: str) -> Facts | None:
        """Of an object, None if there is none of the name."""

    @abstractmethod
    def children(self, folder: str) -> list[str]:
        """The names, without the folder's, of the objects and folders in it; none where there is no such folder."""

    @abstractmethod
    def fetch(self, name: str, offset: int, nbytes: int, validator: str) -> bytes:
        """The bytes of a range; where the library can, only if the object is still the one with this validator."""


@dataclass(frozen=True)
class StoreLocation(Location):
    """An object or folder of a store; ``inside`` is its name there, empty for all of the store."""

    store: Store
    inside: str = ""

    @property
    def name(self) -> str:
        return (self.inside or self.store.root).rpartition("/")[2]

    @property
    def path(self) -> Path:
        raise UnsupportedError("is on a server, not a file of this machine; export it to one first", str(self))

    @cached_property
    def _facts(self) -> Facts | None:
        return self.store.facts(self.inside) if self.inside else None

    @cached_property
    def _children(self) -> list[str]:
        names = sorted(filter(is_inside, self.store.children(self.inside)))
        if len(names) > _MAX_CHILDREN:
            raise LimitError(f"is a folder with more than {_MAX_CHILDREN:,} files", str(self))
        return names

    @property
    def exists(self) -> bool:
        try:
            return self._facts is not None or bool(self._children)
        except CheckpointError:  # what is wrong is said when it is opened
            return False

    @property
    def is_folder(self) -> bool:
        try:
            return self._facts is None and bool(self._children)
        except CheckpointError:
            return False

    def fresh(self) -> StoreLocation:
        return StoreLocation(self.store, self.inside)

    @property
    def is_far(self) -> bool:
        return True

    def children(self) -> list[Location]:
        return [self._below(name) for name in self._children]

    def open(self) -> Storage:
        try:
            facts = self._facts
        except CheckpointError as error:
            raise error.at(str(self)) from error.__cause__
        if facts is None:
            raise CheckpointError("does not exist", str(self))
        return RemoteFile(_StoreObject(self.store, self.inside, facts))

    def _beside(self, name: str) -> StoreLocation:
        folder = self.inside.rpartition("/")[0]
        return StoreLocation(self.store, f"{folder}/{name}" if folder else name)

    def _below(self, name: str) -> StoreLocation:
        return StoreLocation(self.store, f"{self.inside}/{name}" if self.inside else name)

    def __str__(self) -> str:
        return f"{self.store.root}/{self.inside}" if self.inside else self.store.root

    def __reduce__(self) -> tuple[Any, ...]:
        return StoreLocation, (self.store, self.inside)


class _StoreObject(RemoteObject):
    def __init__(self, store: Store, inside: str, facts: Facts) -> None:
        self._store = store
        self._inside = inside
        self._facts = facts
        self.place = f"{store.root}/{inside}"
        self.name = inside.rpartition("/")[2]
        self.nbytes = facts.nbytes
        self.content = f"{self.place} {facts.nbytes} {facts.validator}"

    def fetch(self, offset: int, nbytes: int, closing: threading.Event) -> bytes:
        if closing.is_set():
            raise CheckpointError("is closed", self.place)
        try:
            data = self._store.fetch(self._inside, offset, nbytes, self._facts.validator)
        except CheckpointError as error:
            raise error.at(self.place) from error.__cause__
        TRAFFIC.add(len(data))
        if len(data) != nbytes:
            raise TruncatedError(f"the store gives {len(data):,} of the {nbytes:,} bytes at {offset:,}", self.place)
        return data

    def check_unchanged(self) -> None:
        if self._store.facts(self._inside) != self._facts:
            raise CheckpointError("was changed since it was opened", self.place)

    def __reduce__(self) -> tuple[Any, ...]:
        return _StoreObject, (self._store, self._inside, self._facts)
