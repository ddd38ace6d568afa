"""Reads XGBoost's models in UBJSON, whose arrays of one type are stored as they are, the highest byte first.

Format: https://ubjson.org/type-reference/; what XGBoost writes of it: ``src/common/json.cc`` there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry, contiguous_strides

__all__ = ["read"]

_NUMBERS: dict[bytes, np.dtype[Any]] = {
    b"i": np.dtype(">i1"), b"U": np.dtype(">u1"), b"I": np.dtype(">i2"), b"l": np.dtype(">i4"), b"L": np.dtype(">i8"),
    b"d": np.dtype(">f4"), b"D": np.dtype(">f8"),
}  # fmt: skip
_CONSTANTS = {b"Z": None, b"T": True, b"F": False}
_MAX_ENTRIES = 5_000_000
_MAX_DEPTH = 64
_MAX_TEXT_NBYTES = 16 << 20
_JOB_INTERVAL = 1 << 12


@dataclass(slots=True)
class _Container:
    """An object or array that is being read, whose entries begin with the number ``first``.

    ``left`` is how many items follow, None where a mark ends them.
    """

    path: Path
    is_object: bool
    left: int | None
    first: int
    count: int = 0


def read(source: Source, job: Job) -> Checkpoint:
    """Arrays of one type as tensors, all else as values. Raises CorruptError and TruncatedError for what is damaged."""
    return Checkpoint(source.location, "xgboost-ubj", source.files, _Walk(source, job).entries())


class _Walk:
    """One walk over the file, with a stack of its own."""

    def __init__(self, source: Source, job: Job) -> None:
        self._cursor = Cursor(source.file, what="the UBJSON model")
        self._job = job
        self._open: list[_Container] = []
        self._entries: list[Entry] = []

    def entries(self) -> list[Entry]:
        """The entries of the one value that the file is."""
        self._value((), self._cursor.read(1))
        steps = 0
        while self._open:
            steps += 1
            if not steps % _JOB_INTERVAL:
                self._job.report(self._cursor.position, self._cursor.end, "Reading the trees")
                if len(self._entries) > _MAX_ENTRIES:
                    raise LimitError(f"has more than {_MAX_ENTRIES:,} values")
            container = self._open[-1]
            if self._is_at_end(container):
                self._open.pop()
                self._join(container)
                continue
            if container.is_object:
                element: str | int = self._text(self._cursor.read(1))
            else:
                element = container.count
                container.count += 1
            self._value((*container.path, element), self._cursor.read(1))
        return self._entries

    def _join(self, container: _Container) -> None:
        """Make one value of an array of nothing but numbers, each of which had its type in front."""
        inside = self._entries[container.first :]
        numbers = [
            entry.value for entry in inside if isinstance(entry, ValueEntry) and type(entry.value) in (int, float)
        ]
        if not container.is_object and len(numbers) == len(inside) == container.count:
            self._entries[container.first :] = [ValueEntry(container.path, numbers)]

    def _is_at_end(self, container: _Container) -> bool:
        """Whether there are no more items; goes over the mark that says so."""
        if container.left is not None:
            container.left -= 1
            return container.left < 0
        end = b"}" if container.is_object else b"]"
        if self._cursor.peek(1) != end:
            return False
        self._cursor.skip(1)
        return True

    def _value(self, path: Path, mark: bytes) -> None:
        if mark in (b"{", b"["):
            self._container(path, is_object=mark == b"{")
        elif mark == b"S":
            self._entries.append(ValueEntry(path, self._text(self._cursor.read(1))))
        elif mark in _NUMBERS:
            unit = _NUMBERS[mark]
            self._entries.append(ValueEntry(path, np.frombuffer(self._cursor.read(unit.itemsize), unit)[0].item()))
        elif mark in _CONSTANTS:
            self._entries.append(ValueEntry(path, _CONSTANTS[mark]))
        else:
            raise CorruptError(
                f"has the byte {mark!r} at {self._cursor.position - 1:,}, which begins no value of UBJSON"
            )

    def _container(self, path: Path, *, is_object: bool) -> None:
        if len(self._open) >= _MAX_DEPTH:
            raise LimitError(f"has more than {_MAX_DEPTH} objects or arrays within each other")
        unit = None
        if self._cursor.peek(1) == b"$":
            self._cursor.skip(1)
            unit = _NUMBERS.get(self._cursor.read(1))
            if unit is None or is_object or self._cursor.peek(1) != b"#":
                raise CorruptError("has an array of a type that is not one of numbers, or without a size")
        left = None
        if self._cursor.peek(1) == b"#":
            self._cursor.skip(1)
            left = self._integer(self._cursor.read(1))
            if left * (unit.itemsize if unit else 1) > self._cursor.remaining:
                raise CorruptError(f"has an array of {left:,} items, more than there are bytes")
        if unit is not None and left is not None:
            storage = self._cursor.storage(left * unit.itemsize)
            entry = TensorEntry(path, dtype_of_numpy(unit), (left,), contiguous_strides((left,)), storage)
            self._entries.append(entry if left else ValueEntry(path, []))
        elif left == 0:
            self._entries.append(ValueEntry(path, {} if is_object else []))
        else:
            self._open.append(_Container(path, is_object, left, len(self._entries)))

    def _text(self, mark: bytes) -> str:
        nbytes = self._integer(mark)
        if nbytes > _MAX_TEXT_NBYTES:
            raise LimitError(f"has a text of {nbytes:,} bytes")
        return self._cursor.text(nbytes)

    def _integer(self, mark: bytes) -> int:
        unit = _NUMBERS.get(mark)
        if unit is None or unit.kind == "f":
            raise CorruptError(f"has the byte {mark!r} at {self._cursor.position - 1:,} in the place of a size")
        value = int.from_bytes(self._cursor.read(unit.itemsize), "big", signed=unit.kind == "i")
        if value < 0:
            raise CorruptError(f"has a negative size before byte {self._cursor.position:,}")
        return value
