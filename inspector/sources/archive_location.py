"""Places in an archive, so that what finds its files by locations finds them in a zip or tar file as it does in a folder.

Names are those of the members with ``/`` between folders, without ``./`` in front. Members whose names lead out of the
archive have no place here; the archive itself reports those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from inspector.errors import CheckpointError, LimitError, UnsupportedError
from inspector.sources.location import Location, is_inside
from inspector.sources.storage import Storage
from inspector.sources.zip import ZipArchive, ZipMember
from inspector.text import size_text

__all__ = ["ArchiveLocation", "root_of_members", "root_of_zip"]

#: Folders in folders of an honest archive; members that lie deeper have no place here.
_MAX_LEVELS = 64


class _Tree:
    """What lies in an archive: how to open each file, and what each folder has in it."""

    def __init__(self, name: str, files: Iterable[tuple[str, Callable[[], Storage]]]) -> None:
        self.name = name
        self.files: dict[str, Callable[[], Storage]] = {}
        self.folders: dict[str, dict[str, None]] = {"": {}}
        for member, opener in files:
            inside = member.removeprefix("./").rstrip("/")
            if is_inside(inside) and inside.count("/") < _MAX_LEVELS:
                if not member.endswith("/"):
                    self.files.setdefault(inside, opener)
                self._enter(inside)

    def _enter(self, inside: str) -> None:
        """Make the folder of a file, and those it lies in, know what is in them."""
        while inside:
            folder, _, name = inside.rpartition("/")
            children = self.folders.setdefault(folder, {})
            if name in children:
                return
            children[name] = None
            inside = folder


class ArchiveLocation(Location):
    """A file or folder in an archive; ``inside`` is its name there, empty for the archive itself."""

    __slots__ = ("_tree", "inside")

    def __init__(self, tree: _Tree, inside: str = "") -> None:
        self._tree = tree
        self.inside = inside

    @property
    def name(self) -> str:
        return self.inside.rpartition("/")[2] or self._tree.name

    @property
    def path(self) -> Path:
        raise UnsupportedError("is part of an archive, not a file of its own", str(self))

    @property
    def exists(self) -> bool:
        return self.inside in self._tree.files or self.is_folder

    @property
    def is_folder(self) -> bool:
        return self.inside in self._tree.folders

    def children(self) -> list[Location]:
        names = self._tree.folders.get(self.inside)
        if names is None:
            raise CheckpointError("is no folder of the archive", str(self))
        return [self._below(name) for name in sorted(names)]

    def open(self) -> Storage:
        opener = self._tree.files.get(self.inside)
        if opener is None:
            raise CheckpointError("does not exist", str(self))
        return opener()

    def _beside(self, name: str) -> ArchiveLocation:
        folder = self.inside.rpartition("/")[0]
        return ArchiveLocation(self._tree, f"{folder}/{name}" if folder else name)

    def _below(self, name: str) -> ArchiveLocation:
        return ArchiveLocation(self._tree, f"{self.inside}/{name}" if self.inside else name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArchiveLocation) and (self._tree, self.inside) == (other._tree, other.inside)

    def __hash__(self) -> int:
        return hash((self._tree, self.inside))

    def __str__(self) -> str:
        return f"{self._tree.name}/{self.inside}" if self.inside else self._tree.name


def root_of_members(name: str, members: Iterable[tuple[str, Storage]]) -> ArchiveLocation:
    """The folder that an archive called ``name`` with these members is."""
    return ArchiveLocation(_Tree(name, ((member, partial(_same, storage)) for member, storage in members)))


def _same(storage: Storage) -> Storage:
    return storage


def root_of_zip(name: str, archive: ZipArchive) -> ArchiveLocation:
    """The folder that a zip archive called ``name`` is.

    Opening a file in it raises LimitError for one that was compressed as no weights can be, else as the archive does.
    """
    members = archive.members.values()
    return ArchiveLocation(
        _Tree(name, ((_in_folders(member.name), partial(_opened, archive, member)) for member in members))
    )


def _in_folders(name: str) -> str:
    """The name with a slash between folders, where some programs of Windows write a backslash."""
    return name.replace("\\", "/") if "\\" in name else name


def _opened(archive: ZipArchive, member: ZipMember) -> Storage:
    if member.nbytes > archive.limits.member_of(member.compressed_nbytes):
        raise LimitError(
            f"is said to decompress from {size_text(member.compressed_nbytes)} to {size_text(member.nbytes)}, "
            "as no weights do; extract it if you trust it"
        )
    return archive.storage(member)
