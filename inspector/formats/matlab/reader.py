"""A ``.mat`` file of level 5: variables by name, the elements of cells by position, the fields of structures by name.

Arrays lie column after column. Each variable may be compressed by itself; it is decompressed as it is read. Structures
and cells are gone through from front to back, without recursion.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.matlab.arrays import Array, Class, array_entries, read_array, read_field_names
from inspector.formats.matlab.elements import COMPRESSED, MATRIX, Element, inflated, read_element
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.entries import Entry, Path, ValueEntry, key_of

__all__ = ["probe", "read"]

_HEADER_NBYTES, _TEXT_NBYTES, _ENDIAN_AT = 128, 116, 126
_VERSION = 0x0100
#: What scipy calls a variable without a name: what MATLAB keeps of its objects and functions.
_WORKSPACE = "__function_workspace__"


def probe(source: Source) -> str | None:
    """Whether the header is whole and says in which order bytes are."""
    return None if source.head[_ENDIAN_AT:_HEADER_NBYTES] in (b"IM", b"MI") else "its header has no byte order"


def read(source: Source, job: Job) -> Checkpoint:
    """The variables. One that can't be read is a finding; an element beyond the end of the file ends the list."""
    walk = _Walk(job, big_endian=source.head[_ENDIAN_AT:_HEADER_NBYTES] == b"MI")
    with ReadAhead.if_small(source.file) as file:
        walk.go_through(file)
    text = source.head[:_TEXT_NBYTES].rstrip(b"\0 ").decode("latin-1")
    return Checkpoint(source.location, "matlab", source.files, walk.entries, {"header": text}, walk.findings)


@dataclass(slots=True)
class _Frame:
    """A container that is gone through: where its next element lies, where it ends, and what the elements are called."""

    path: Path
    position: int
    end: int
    names: Iterator[Path]


class _Walk:
    """Goes through variables and gathers what is in them."""

    def __init__(self, job: Job, *, big_endian: bool) -> None:
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self._job = job
        self._big_endian = big_endian
        self._room = job.limits.path_names

    def go_through(self, file: Storage) -> None:
        """Add all variables. Raises CorruptError for a file of another version, LimitError as :meth:`go` does."""
        cursor = Cursor(file, _ENDIAN_AT - 2, big_endian=self._big_endian)
        if (version := cursor.u16()) != _VERSION:
            raise CorruptError(f"is of version {version:#06x}; MATLAB files of level 5 are of version {_VERSION:#06x}")
        cursor.seek(_HEADER_NBYTES)
        while cursor.remaining >= 8:
            position = cursor.position
            self._job.check()
            self._spend(1)
            try:
                element = read_element(cursor, file.nbytes)
                if element.type not in (COMPRESSED, MATRIX):  # padding without end, for one
                    raise _no_array(element)
            except CheckpointError as error:
                self._miss(position, error)
                break
            try:
                if element.type == COMPRESSED:
                    self.go(inflated(file, element, big_endian=self._big_endian), 0)
                else:
                    self.go(file, position)
            except LimitError:
                raise
            except CheckpointError as error:
                self._miss(position, error)

    def _miss(self, position: int, error: CheckpointError) -> None:
        self.findings.append(unreadable_tensor(f"the variable at byte {position:,}", error.reason))

    def go(self, storage: Storage, position: int) -> None:
        """Add what the variable is whose element begins at a position of a storage.

        Raises CorruptError for one that contradicts itself, LimitError where more lies in it than is gone through.
        """
        cursor = Cursor(storage, position, big_endian=self._big_endian)
        frames = self._opened((), cursor, storage.nbytes)
        while frames:
            frame = frames[-1]
            name = next(frame.names, None)
            if name is None or frame.position >= frame.end:
                frames.pop()
                continue
            self._job.check()
            cursor.seek(frame.position)
            path = (*frame.path, *name)
            self._spend(len(path))
            inside = self._opened(path, cursor, frame.end)
            frame.position = cursor.position if not inside else inside[0].end
            frames += inside

    def _spend(self, names: int) -> None:
        """Count one more path of so many names. Raises LimitError where there are too many."""
        self._room -= names
        if self._room < 0 or names > self._job.limits.path_depth:
            raise LimitError("has more cells and structures within each other than are gone through")

    def _opened(self, path: Path, cursor: Cursor, end: int) -> list[_Frame]:
        """Add the array at the cursor; of a container, give what has to be gone through, else move behind it."""
        element = read_element(cursor, end)
        if element.type != MATRIX:
            raise _no_array(element)
        if not element.nbytes:
            self.entries.append(ValueEntry(path, []))
            return []
        array = read_array(cursor, element)
        path = path or (array.name or _WORKSPACE,)
        names = self._names_inside(array, cursor)
        if names is not None:
            return [_Frame(path, cursor.position, element.end, names)]
        try:
            self.entries += (entry.at((*path, *entry.path)) for entry in array_entries(array, cursor))
        except CorruptError as error:
            self.findings.append(unreadable_tensor(key_of(path), error.reason))
        cursor.seek(element.end)
        return []

    def _names_inside(self, array: Array, cursor: Cursor) -> Iterator[Path] | None:
        """What the elements of a cell or the fields of structures are called; None for what is no container."""
        count = math.prod(array.shape)
        if array.kind == Class.CELL:
            return ((number,) for number in range(count))
        if array.kind in (Class.STRUCTURE, Class.OBJECT):
            fields = read_field_names(array, cursor)
            if count == 1:
                return ((field,) for field in fields)
            return ((number, field) for number in range(count) for field in fields)
        return None


def _no_array(element: Element) -> CorruptError:
    return CorruptError(f"has something else than an array at byte {element.start:,}")
