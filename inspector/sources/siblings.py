"""The files beside a checkpoint that hold its bytes: opened once each, by names that stay in the folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from inspector.errors import CorruptError, LimitError
from inspector.limits import Limits
from inspector.sources.location import Location
from inspector.sources.storage import File, Storage

__all__ = ["OpenedFiles", "Siblings"]


class OpenedFiles(ABC):
    """``files`` of a checkpoint: closed when the ``with`` is left by an error; else that closes them."""

    @property
    @abstractmethod
    def files(self) -> Sequence[File]:
        """What a checkpoint holds open and closes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for file in self.files:
                file.close()


class Siblings(OpenedFiles):
    """Files beside ``location``, no more than may be open."""

    def __init__(self, location: Location, limits: Limits) -> None:
        self._most = limits.open_files
        self._location = location
        self._opened: dict[str, Storage] = {}

    @property
    def files(self) -> tuple[File, ...]:
        return tuple(file for file in self._opened.values() if isinstance(file, File))

    def open(self, name: str) -> Storage:
        """The bytes of the file called ``name``, which may lie in a folder beside ``location``, with ``/``.

        Raises CorruptError for a name that would lead out of the folder or is that of ``location``, LimitError for more
        files than can be open, CheckpointError for one that can't be opened.
        """
        if name not in self._opened:
            place = self._location.sibling(name)
            if place == self._location:
                raise CorruptError("names itself as the file with its data")
            if len(self._opened) >= self._most:
                raise LimitError(f"has its data in more than {self._most:,} files")
            self._opened[name] = place.open()
        return self._opened[name]
