"""What a reader is given: bytes by position and a name, whether they are a file, a member of an archive, or a folder.

So a checkpoint in an archive or in a compressed file opens through the same registry as one that lies there by itself.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cached_property

from inspector.errors import CheckpointError, LimitError, UnsupportedError
from inspector.limits import LIMITS, Limits
from inspector.sources.file_pool import FilePool
from inspector.sources.location import Location, suffix_of
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.storage import File, Storage
from inspector.sources.tar import begins_as_tar
from inspector.sources.zip import ZipArchive

__all__ = ["HEAD_NBYTES", "TAIL_NBYTES", "Source"]

HEAD_NBYTES = 64 << 10
#: A zip archive of some hundred members has its directory in these.
TAIL_NBYTES = 32 << 10
#: Of a file that is far away: what a format is known by lies in these, and a model may have hundreds of shards.
_FAR_NBYTES = 8 << 10
#: How many texts are kept until their folder is open, and the longest of them.
_MAX_KEPT = 16
_KEPT_NBYTES = 64 << 10


class Source:
    """A file or folder that is being opened, or a part of one.

    ``location`` is what the user named; ``name`` what this is listed as, whose suffix hints at the format (the member's
    for one of an archive, without ``.gz`` for the inside of a compressed file). ``head`` are the first 64 KiB at most, fewer
    of what is far away. ``compression`` is what the bytes were decompressed from. ``depth``
    counts what this lies within, ``limits`` hold for all of that together.
    """

    def __init__(self, location: Location, file: Storage | None, limits: Limits = LIMITS) -> None:
        self.location = location
        self.limits = limits
        self.name = location.name
        self.compression = ""
        self.depth = 0
        #: The folder in this one that a reader opened in its place: what lies beside its files may be loaded with them.
        self.opened_folder: Source | None = None
        self._texts: dict[str, bytes | None] = {}
        self._folders: dict[str, Source | None] = {}
        self._within: list[str] = []  # shared by all sources within the outermost one
        self._file = file
        self.head = b""
        if file is not None:
            self.head = file.read(0, min(_FAR_NBYTES if file.is_far else HEAD_NBYTES, file.nbytes))

    def within(self, storage: Storage, name: str, compression: str = "") -> Source:
        """The source of a checkpoint that lies in this one: a member of the archive, the inside of the compressed file.

        Its checkpoint's ``files`` do not have those of this one; whoever opens it adds them. Raises LimitError where too
        much lies within each other, and what ``storage`` raises.
        """
        inside = self._inside(self.location, storage)
        inside.name = name
        inside.compression = compression
        return inside

    def at(self, location: Location, pool: FilePool | None = None) -> Source:
        """The source of a file or folder in this folder or archive, such as one at a place that it was opened as.

        A file is opened in the ``pool``, if one is given. ``files`` and errors as for :meth:`within`, and what
        :meth:`Location.open` raises.
        """
        if location.is_folder:
            return self._inside(location, None)
        return self._inside(location, location.open() if pool is None else pool.open(location))

    def _inside(self, location: Location, storage: Storage | None) -> Source:
        depth = self.depth if self.is_folder else self.depth + 1
        if depth > self.limits.archive_depth:
            most = self.limits.archive_depth
            raise LimitError(f"has more than {most} archives or compressed files within each other")
        inside = Source(location, storage, self.limits)
        inside.depth = depth
        inside._within = self._within
        inside._within.append(inside.name)
        return inside

    @property
    def is_folder(self) -> bool:
        """Whether this is a folder, whose files are found by its ``location``."""
        return self._file is None

    @property
    def is_tar(self) -> bool:
        """Whether this begins as a tar archive."""
        return begins_as_tar(self.head)

    @property
    def is_exhausted(self) -> bool:
        """Whether so much was looked at within the outermost source that a reader of archives or folders should stop."""
        return len(self._within) > self.limits.archives

    @property
    def file(self) -> Storage:
        """The bytes; raises UnsupportedError for a folder."""
        if self._file is None:
            raise UnsupportedError("is a folder, not a file")
        return self._file

    @property
    def files(self) -> tuple[File, ...]:
        """What a checkpoint made of this holds open and closes: the file itself, nothing for a part of another."""
        return (self._file,) if isinstance(self._file, File) else ()

    @cached_property
    def named(self) -> dict[str, Location]:
        """What is in the folder by name, in that order, listed once for all readers.

        Raises as :meth:`Location.children` does.
        """
        return {child.name: child for child in self.location.children()}

    @property
    def children(self) -> list[Location]:
        """The same without the names."""
        return list(self.named.values())

    @property
    def names(self) -> AbstractSet[str]:
        """The names of what is in the folder, in the same order."""
        return self.named.keys()

    def file_named(self, name: str) -> Location | None:
        """The file of this name in the folder; None for a folder, and for a link that leads nowhere."""
        child = self.named.get(name)
        if child is None and "/" in name and name.partition("/")[0] in self.named:
            child = self.location.child(name)
        return child if child is not None and child.exists and not child.is_folder else None

    def folder_named(self, name: str) -> Source | None:
        """The folder of this name in the folder, listed once for all readers; None if there is none."""
        if name not in self._folders:
            place = self.named.get(name)
            is_there = place is not None and place.is_folder
            self._folders[name] = Source(place, None, self.limits) if place is not None and is_there else None
        return self._folders[name]

    def text_of(self, name: str) -> bytes | None:
        """The bytes of a small file in the folder, read once for all readers; None for what is large or can't be read."""
        if name in self._texts:
            return self._texts[name]
        if name not in self.named and "/" not in name:
            return None
        child = self.file_named(name)
        try:
            text = child.content(self.limits.companion_nbytes) if child is not None else None
        except CheckpointError:
            text = None
        if len(self._texts) < _MAX_KEPT and (text is None or len(text) <= _KEPT_NBYTES):
            self._texts[name] = text
        return text

    @property
    def suffix(self) -> str:
        """The last suffix of the name, in lower case: ``.pt``."""
        return suffix_of(self.name)

    @cached_property
    def tail(self) -> bytes:
        """The last 32 KiB at most, fewer of what is far away."""
        if self.file.nbytes <= len(self.head):
            return self.head
        return self.file.read(max(0, self.file.nbytes - (_FAR_NBYTES if self.file.is_far else TAIL_NBYTES)))

    @cached_property
    def zip(self) -> ZipArchive:
        """The bytes as a zip archive, parsed once for all readers; raises as :class:`ZipArchive` does for a damaged one."""
        if self.file.is_far:  # the tail would be another request
            return ZipArchive(self.file, self.limits)
        parts = [(0, self.head), (self.file.nbytes - len(self.tail), self.tail)]
        return ZipArchive(self.file, self.limits, ReadAhead.holding(self.file, parts))

    def close(self) -> None:
        """Close the file; for when no checkpoint came of it."""
        if self._file is not None:
            self._file.close()
