"""Where something is: a file or a folder, and what lies beside and below it.

Readers find the files of one checkpoint through a :class:`Location` and never join paths, so that a name from a hostile
file can't lead out of the folder, and so that the same readers serve places that are no local paths.
"""

from __future__ import annotations

import os
import re
import stat
from abc import ABC, abstractmethod
from enum import Enum, auto
from functools import lru_cache
from operator import itemgetter
from pathlib import Path, PurePosixPath
from string import ascii_letters
from typing import Any

from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.jobs import Job
from inspector.sources.local_file import CopiedLink, LocalFile
from inspector.sources.storage import Storage
from inspector.text import printable, shortened

__all__ = ["LocalLocation", "Location", "is_address", "is_inside", "location_of", "shown_place", "suffix_of"]

#: A folder of an array store may have a file for each chunk; listing a million takes a second.
_MAX_CHILDREN = 1_000_000
#: How an address begins; a letter alone is a drive of Windows.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_FILE_ADDRESS = re.compile(r"file://(?:localhost)?/", re.IGNORECASE)
_DRIVE = re.compile(r"/[A-Za-z]:/")
#: What stands in the place of a link in the cache of the Hugging Face hub once it was copied by what knows no links.
_COPIED_LINK = re.compile(r"((?:\.\./){2,8})(blobs/[0-9a-f]{40,64})\n?")
_COPIED_LINK_NBYTES = range(len("../../blobs/") + 40, len("../" * 8 + "blobs/\n") + 65)
_DRIVES = frozenset(ascii_letters)
_HAVE_DRIVES = os.name == "nt"
_READ_ONLY = os.O_RDONLY | getattr(os, "O_BINARY", 0)
#: Of so many names the suffix is kept: each reader asks for it.
_MAX_NAMES = 1024
_NO_NAMES = frozenset({"", ".", ".."})


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
        return suffix_of(self.name)

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

    def content(self, most: int) -> bytes | None:
        """All bytes of a small file, None of one that has more than ``most``; raises what :meth:`open` and reading raise."""
        with self.open() as file:
            return file.read() if file.nbytes <= most else None

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


@lru_cache(_MAX_NAMES)
def suffix_of(name: str) -> str:
    """The last suffix of a name, which may lie in folders, in lower case: ``.pt``; as pathlib has it, but sooner."""
    last = name.rstrip("/").rpartition("/")[2]
    dot = last.rfind(".")
    return last[dot:].lower() if 0 < dot < len(last) - 1 else ""


def is_inside(name: str) -> bool:
    """Whether a name is a relative one with ``/`` between its parts, none of which leads upwards."""
    if not name or "\\" in name or "\0" in name or (name[1:2] == ":" and name[0] in _DRIVES):
        return False
    return _NO_NAMES.isdisjoint(name.split("/"))  # what begins with a slash has an empty one


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


class _Listed(Enum):
    """What a folder said of something in it when it was listed, a link being what it leads to."""

    FILE = auto()
    FOLDER = auto()
    #: Nothing, or what is neither: it is asked for itself.
    UNKNOWN = auto()


class LocalLocation(Location):
    """A path of this machine. Links are followed: model hubs keep their downloads behind links.

    One from the list of a folder knows whether it was a file or a folder then, and is not asked again and again by each
    reader. What was pickled has the absolute path: another process may have another working directory.
    """

    __slots__ = ("_absolute", "_is_link", "_listed", "_name", "_path", "_text")

    def __init__(self, path: Path) -> None:
        self._path: Path | None = path
        self._text = str(path)
        self._name = path.name
        self._absolute = self._text if path.is_absolute() else str(path.absolute())
        self._listed = _Listed.UNKNOWN
        self._is_link: bool | None = None

    @property
    def path(self) -> Path:
        if self._path is None:
            self._path = Path(self._text)
        return self._path

    @property
    def name(self) -> str:
        return self._name

    @property
    def full_name(self) -> str:
        return self._absolute

    @property
    def folder_name(self) -> str:
        return os.path.dirname(self._absolute)  # noqa: PTH120 - no path was made of it yet

    @property
    def exists(self) -> bool:
        return self._listed is not _Listed.UNKNOWN or os.path.exists(self._text)  # noqa: PTH110 - as below

    @property
    def is_folder(self) -> bool:
        if self._listed is _Listed.UNKNOWN:
            return os.path.isdir(self._text)  # noqa: PTH112 - that of Path raises for a name that is too long
        return self._listed is _Listed.FOLDER

    @property
    def is_link(self) -> bool:
        """Whether this is a link to what is there."""
        return self.path.is_symlink() if self._is_link is None else self._is_link

    def fresh(self) -> LocalLocation:
        return LocalLocation(self.path)

    def children(self) -> list[Location]:
        listed: list[tuple[str, _Listed, bool]] = []
        try:
            with os.scandir(self._text) as found:
                for each in found:
                    listed.append((each.name, _what_is(each), each.is_symlink()))
                    if len(listed) > _MAX_CHILDREN:
                        raise LimitError(f"is a folder with more than {_MAX_CHILDREN:,} files", str(self))
        except (OSError, ValueError) as error:
            raise CheckpointError(f"can't be listed: {getattr(error, 'strerror', None) or error}", str(self)) from error
        listed.sort(key=itemgetter(0))
        before, absolute = self._before_names()
        return [_place(before, absolute, *each) for each in listed]

    def open(self) -> LocalFile:
        """The opened file. It is looked at first: opening a pipe would wait for its writer, reading a device never ends."""
        if self._listed is not _Listed.FILE:
            self._check_file()
        try:
            file = LocalFile(self._text)
        except CheckpointError:
            self._check_file()  # which says better what is wrong
            raise
        blob = self._blob_of(file) if file.nbytes in _COPIED_LINK_NBYTES else None
        if blob is None:
            return file
        file.close()
        return CopiedLink(blob)

    def content(self, most: int) -> bytes | None:
        """As of any place; a file that was listed is read without what a checkpoint holds open."""
        try:
            if self._listed is not _Listed.FILE and not stat.S_ISREG(os.stat(self._text).st_mode):  # noqa: PTH116
                return super().content(most)
            number = os.open(self._text, _READ_ONLY)
            try:
                before = os.fstat(number)
                if before.st_size > most:
                    return None
                text = os.read(number, before.st_size) if before.st_size not in _COPIED_LINK_NBYTES else b""
                is_whole = len(text) == before.st_size and os.fstat(number).st_mtime_ns == before.st_mtime_ns
            finally:
                os.close(number)
        except (OSError, ValueError):  # ValueError: a NUL in the name
            is_whole = False
        return text if is_whole else super().content(most)  # which knows links that were copied, and says what is wrong

    def _check_file(self) -> None:
        """Raise CheckpointError for what is not there or no file."""
        try:
            status = os.stat(self._text)  # noqa: PTH116 - no path was made of most places
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

    def _blob_of(self, file: LocalFile) -> Path | None:
        """The blob of the same model that the text in a file of a snapshot leads to; None if it is no such text."""
        found = _COPIED_LINK.fullmatch(file.read().decode("latin-1"))
        if found is None:
            return None
        folders = Path(self._absolute).parents
        levels = found[1].count("/")
        if len(folders) <= levels or folders[levels - 1].name != "snapshots":
            return None
        blob = folders[levels] / found[2]
        return blob if blob.is_file() and not blob.is_symlink() else None

    def __reduce__(self) -> tuple[Any, ...]:
        return LocalLocation, (Path(self._absolute),)

    def _beside(self, name: str) -> LocalLocation:
        return LocalLocation(self.path.parent / name)

    def _below(self, name: str) -> LocalLocation:
        inside = name.replace("/", os.sep)
        before, absolute = self._before_names()
        return _place(before, absolute, inside, _Listed.UNKNOWN, None)

    def _before_names(self) -> tuple[str, str]:
        """What stands before the names of what is in this folder, and before their full names."""
        before = _before_names(self._text)
        return before, before if self._absolute is self._text else _before_names(self._absolute)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LocalLocation) and os.path.normcase(self._absolute) == os.path.normcase(
            other._absolute
        )

    def __hash__(self) -> int:
        return hash(os.path.normcase(self._absolute))

    def __repr__(self) -> str:
        return f"LocalLocation({self._text!r})"

    def __str__(self) -> str:
        return self._text


def _place(before: str, absolute: str, name: str, listed: _Listed, is_link: bool | None) -> LocalLocation:
    """What is at a name behind two texts; a path is made of it when somebody asks: of most nobody does."""
    place = object.__new__(LocalLocation)
    place._path, place._text = None, before + name
    place._absolute = place._text if absolute is before else absolute + name
    place._name = name.rpartition(os.sep)[2] if os.sep in name else name
    place._listed, place._is_link = listed, is_link
    return place


def _before_names(folder: str) -> str:
    """What stands before the names of what is in a folder, as pathlib joins them."""
    inside = os.path.splitdrive(folder)[1] if _HAVE_DRIVES else folder
    if inside == ".":
        return ""
    return folder if not inside or inside.endswith(os.sep) else folder + os.sep


def _what_is(entry: os.DirEntry[str]) -> _Listed:
    try:
        if entry.is_file():
            return _Listed.FILE
        return _Listed.FOLDER if entry.is_dir() else _Listed.UNKNOWN
    except OSError:  # a link to itself
        return _Listed.UNKNOWN


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
    if isinstance(place, str):
        if _is_plain(place):
            return _place("", "", place, _Listed.UNKNOWN, None)
        if (path := _path_of_address(place)) is not None:
            return LocalLocation(path)
        if is_address(place):
            from inspector.sources.remote.places import (
                remote_location,
            )  # what is on a server takes more than a file here

            return remote_location(place)
        if place == "":  # of a variable that is not set; to pathlib it is the present folder
            raise CheckpointError("an empty name is no file")
    return LocalLocation(Path(place))


def _is_plain(place: str) -> bool:
    """Whether a text is an absolute path as pathlib would write it, which takes it longer than opening a file."""
    return place[:1] == "/" == os.sep and "//" not in place and "/./" not in place and not place.endswith(("/", "/."))
