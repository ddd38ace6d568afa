"""What a reader is given: an opened file, its first bytes, and its zip directory if it has one."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from inspector.errors import UnsupportedError
from inspector.sources.storage import File
from inspector.sources.zip import ZipArchive

__all__ = ["HEAD_NBYTES", "Source"]

HEAD_NBYTES = 64 << 10


class Source:
    """A file or folder that is being opened.

    ``path`` is what the user named; ``name`` its last part, by which it is listed and whose suffix hints at the format
    (without ``.gz`` for the inside of a compressed file). ``head`` are the first 64 KiB at most. The zip directory is
    parsed once for all readers that look for theirs in it. ``compression`` is what the file was decompressed from.
    """

    def __init__(self, path: Path, file: File | None, name: str = "", compression: str = "") -> None:
        self.path = path
        self.name = name or path.name
        self.compression = compression
        self._file = file
        self.head = file.read(0, min(HEAD_NBYTES, file.nbytes)) if file is not None else b""

    @property
    def is_directory(self) -> bool:
        """Whether the user named a folder."""
        return self._file is None

    @property
    def file(self) -> File:
        """The opened file; raises UnsupportedError for a folder."""
        if self._file is None:
            raise UnsupportedError("is a folder, not a file")
        return self._file

    @property
    def suffix(self) -> str:
        """The last suffix of the name, in lower case: ``.pt``."""
        return Path(self.name).suffix.lower()

    @cached_property
    def zip(self) -> ZipArchive:
        """The file as a zip archive; raises as :class:`ZipArchive` does for one that is damaged."""
        return ZipArchive(self.file)

    def close(self) -> None:
        """Close the file; for when no checkpoint came of it."""
        if self._file is not None:
            self._file.close()
