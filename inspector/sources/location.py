"""Where something is: a file or a folder, and what lies beside and below it.

Readers find the files of one checkpoint through a :class:`Location` and never join paths, so that a name from a hostile
file can't lead out of the folder, and so that the same readers serve places that are no local paths.
"""

from __future__ import annotations

import os
import re
import stat
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.jobs import Job
from inspector.sources.local_file import CopiedLink, LocalFile
from inspector.sources.storage import Storage
from inspector.text import printable, shortened

__all__ = ["LocalLocation", "Location", "is_address", "is_inside", "location_of", "shown_place"]

#: A folder of an array store may have a file for each chunk; listing a million takes a second.
_MAX_CHILDREN = 1_000_000
#: How an address begins; a letter alone is a drive of Windows.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_FILE_ADDRESS = re.compile(r"file://(?:localhost)?/", re.IGNORECASE)
_DRIVE = re.compile(r"/[A-Za-z]:/")
#: What stands in the place of a link in the cache of the Hugging Face hub once it was copied by what knows no links.
_COPIED_LINK = re.compile(r"((?:\.\./){2,8})(blobs/[0-9a-f]{40,64})\n?")
_COPIED_LINK_NBYTES = range(len("../../blobs/") + 40, len("../" * 8 + "blobs/\n") + 65)
_FORBIDDEN = re.compile(r"[\\\0]|^[A-Za-z]:|^/")


class Location(ABC):
    """A place with a name. Immutable, hashable, picklable; ``str()`` is what people call it."""

    __slots__ = ()

    @property
    @abstractmethod
    def name(self) -> str:
        """The last part: ``model.safetensors``."""

    @property
    def suffix(self) -> str:
        """The last suffix of the name, in lower case: ``.pt``."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def full_name(self) -> str:
        """The whole of where it is, whatever folder the program is in: the absolute path, the address."""
        return str(self)

    @property
    def folder_name(self) -> str:
        """The full name of the folder it is in."""
        return self.full_name.rstrip("/").rpartition("/")[0]

    @property
    def stem(self) -> str:
        """The name without its last suffix."""
        return PurePosixPath(self.name).stem

    @property
    @abstractmethod
    def path(self) -> Path:
        """The path, for what only a local file can do, such as being replaced; UnsupportedError for other places."""

    @property
    @abstractmethod
    def exists(self) -> bool:
        """Whether there is a file or folder."""

    @property
    @abstractmethod
    def is_folder(self) -> bool:
        """Whether there is a folder."""

    def sibling(self, name: str) -> Location:
        """What is called ``name`` beside this, or below a folder beside this: ``data.bin``, ``weights/data.bin``.

        Raises CorruptError for a name that would lead out of the folder.
        """
        return self._beside(_checked(name))

    def child(self, name: str) -> Location:
        """What is called ``name`` in this folder, or below a folder in it: ``variables/variables.index``.

        Raises CorruptError for a name that would lead out of the folder.
        """
        return self._below(_checked(name))

    def check(self) -> None:  # noqa: B027 - of most there is nothing to check
        """Raise InspectorError if it can't be opened whatever is there, as for an address that is not well formed."""

    def fresh(self) -> Location:
        """The same place, of which nothing is known from before: what is on a server may have changed."""
        return self

    @property
    def is_far(self) -> bool:
        """Whether asking for anything takes long, so that several should be asked for at once: it is on a server."""
        return False

    @abstractmethod
    def children(self) -> list[Location]:
        """What is in this folder, ordered by name. Raises CheckpointError for one that can't be listed."""

    @abstractmethod
    def open(self) -> Storage:
        """The bytes of the file, to be closed by the caller. Raises CheckpointError for what is not there or no file."""

    def download(self, job: Job) -> Storage:  # noqa: ARG002 - of most places any part can be read
        """The bytes of a file that :meth:`open` refuses with RangesUnsupportedError, after all of it was fetched."""
        return self.open()

    @abstractmethod
    def _beside(self, name: str) -> Location:
        """The place of a checked name beside this."""

    @abstractmethod
    def _below(self, name: str) -> Location:
        """The place of a checked name below this."""

    @abstractmethod
    def __str__(self) -> str: ...


def is_inside(name: str) -> bool:
    """Whether a name is a relative one with ``/`` between its parts, none of which leads upwards."""
    return bool(name) and not _FORBIDDEN.search(name) and not any(part in ("", ".", "..") for part in name.split("/"))


def _checked(name: str) -> str:
    if not is_inside(name):
        raise CorruptError(f"names {shortened(printable(name), 80)!r}, which is not the name of a file beside it")
    return name


_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a character device"),
    (stat.S_ISBLK, "a block device"),
)


@dataclass(frozen=True, slots=True)
class LocalLocation(Location):
    """A path of this machine. Links are followed: model hubs keep their downloads behind links.

    What was pickled has the absolute path: another process may have another working directory.
    """

    _path: Path = field(compare=False)
    _absolute: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_absolute", self._path.absolute())

    @property
    def path(self) -> Path:
        return self._path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def suffix(self) -> str:
        return self._path.suffix.lower()  # whose parts are known, where others take the name apart

    @property
    def full_name(self) -> str:
        return str(self._absolute)

    @property
    def folder_name(self) -> str:
        return str(self._absolute.parent)

    @property
    def exists(self) -> bool:
        return os.path.exists(self.path)  # noqa: PTH110 - that of Path raises for a name that is too long

    @property
    def is_folder(self) -> bool:
        return os.path.isdir(self.path)  # noqa: PTH112 - as above

    def children(self) -> list[Location]:
        names = []
        try:
            with os.scandir(self.path) as found:
                for each in found:
                    names.append(each.name)
                    if len(names) > _MAX_CHILDREN:
                        raise LimitError(f"is a folder with more than {_MAX_CHILDREN:,} files", str(self))
        except (OSError, ValueError) as error:
            raise CheckpointError(f"can't be listed: {getattr(error, 'strerror', None) or error}", str(self)) from error
        return [LocalLocation(self.path / name) for name in sorted(names)]

    def open(self) -> LocalFile:
        """The opened file. It is looked at first: opening a pipe would wait for its writer, reading a device never ends."""
        try:
            status = self.path.stat()
        except FileNotFoundError as error:
            if self.path.is_symlink():
                target = printable(str(self.path.readlink()))
                raise CheckpointError(f"is a link to {target}, which does not exist", str(self)) from error
            raise CheckpointError("does not exist", str(self)) from error
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise CheckpointError(f"can't be opened: {getattr(error, 'strerror', None) or error}", str(self)) from error
        for is_kind, kind in _KINDS:
            if is_kind(status.st_mode):
                raise CheckpointError(f"is {kind}, not a file", str(self))
        if stat.S_ISDIR(status.st_mode):
            raise CheckpointError("is a folder, not a file", str(self))
        file = LocalFile(self.path)
        blob = self._blob_of(file) if file.nbytes in _COPIED_LINK_NBYTES else None
        if blob is None:
            return file
        file.close()
        return CopiedLink(blob)

    def _blob_of(self, file: LocalFile) -> Path | None:
        """The blob of the same model that the text in a file of a snapshot leads to; None if it is no such text."""
        found = _COPIED_LINK.fullmatch(file.read().decode("latin-1"))
        if found is None:
            return None
        folders = self._absolute.parents
        levels = found[1].count("/")
        if len(folders) <= levels or folders[levels - 1].name != "snapshots":
            return None
        blob = folders[levels] / found[2]
        return blob if blob.is_file() and not blob.is_symlink() else None

    def __reduce__(self) -> tuple[Any, ...]:
        return LocalLocation, (self._absolute,)

    def _beside(self, name: str) -> LocalLocation:
        return LocalLocation(self.path.parent / name)

    def _below(self, name: str) -> LocalLocation:
        return LocalLocation(self.path / name)

    def __str__(self) -> str:
        return str(self.path)


def shown_place(place: str) -> str:
    """A path or address as it may be shown and kept: as it was given, but for the secrets that an address may carry."""
    if not is_address(place):
        return place
    from inspector.sources.remote.http_client import display_url  # as below

    return display_url(place)


def is_address(place: str) -> bool:
    """Whether a text is an address, such as ``https://...``, and no path."""
    return _ADDRESS.match(place) is not None


def _path_of_address(place: str) -> Path | None:
    """The path that a ``file:`` address of this machine stands for, as desktops hand them over; None for any other text.

    Source: https://www.rfc-editor.org/rfc/rfc8089#section-2.
    """
    found = _FILE_ADDRESS.match(place)
    if found is None:
        return None
    from urllib.parse import unquote  # few places are addresses

    path = unquote(place[found.end() - 1 :], errors="surrogateescape")
    return Path(path[1:] if _DRIVE.match(path) else path)


def location_of(place: str | os.PathLike[str] | Location) -> Location:
    """The location a person or program means by a path or an address."""
    if isinstance(place, Location):
        return place
    if isinstance(place, str) and (path := _path_of_address(place)) is not None:
        return LocalLocation(path)
    if isinstance(place, str) and is_address(place):
        from inspector.sources.remote.places import remote_location  # what is on a server takes more than a file here

        return remote_location(place)
    if place == "":  # of a variable that is not set; to pathlib it is the present folder
        raise CheckpointError("an empty name is no file")
    return LocalLocation(Path(place))
