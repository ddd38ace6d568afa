"""Reads XGBoost's models in UBJSON, whose arrays of one type are stored as they are, the highest byte first.

Format: https://ubjson.org/type-reference/; what XGBoost writes of it: ``src/common/json.cc`` there.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError
from inspector.formats.boosters.alike import NUMBERS, numbers_alike, objects_alike
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry, contiguous_strides

__all__ = ["read"]

_CONSTANTS = {b"Z": None, b"T": True, b"F": False}
#: What trees consist of: arrays by what stands between their mark and their size, texts, and numbers.
_ARRAYS = {b"$%c#L" % ord(mark): dtype_of_numpy(unit) for mark, unit in NUMBERS.items()}
_ARRAY, _TEXT, _KEY, _END = b"[SL}"
_SINGLE = {mark: Struct(f">{code}") for mark, code in zip(b"iUIlLdD", "bBhiqfd", strict=True)}
_SIZE = Struct(">Q")
#: A key before its name: the mark, and a length below 256.
_KEY_NBYTES, _SHORT_KEY = 9, b"L" + bytes(7)
_MAX_HEADS = 1 << 10
_JOB_INTERVAL = 1 << 12
_WINDOW_NBYTES = 64 << 10
_ALIKE_NBYTES = 4 << 20
#: Numbers each after its mark that are read at once.
_MOST_NUMBERS = 1 << 16
#: The longest such item without the elements of an array: twice 255 bytes of text and what stands before them.
_USUAL_NBYTES = 1 << 10


@dataclass(slots=True)
class _Container:
    """An object or array that is being read, whose entries begin with the number ``first``.

    ``left`` is how many items follow, None where a mark ends them. ``may_be_alike`` says whether objects in it may be worth
    reading many at once.
    """

    path: Path
    is_object: bool
    left: int | None
    first: int
    count: int = 0
    may_be_alike: bool = True


def read(source: Source, job: Job) -> Checkpoint:
    """Arrays of one type as tensors, all else as values. Raises CorruptError and TruncatedError for what is damaged."""
    return Checkpoint(source.location, "xgboost-ubj", source.files, _Walk(source, job).entries())


class _Walk:
    """One walk over the file, with a stack of its own."""

    def __init__(self, source: Source, job: Job) -> None:
        self._file = source.file
        self._cursor = Cursor(source.file, what="the UBJSON model")
        self._job = job
        self._limits = job.limits
        self._open: list[_Container] = []
        self._entries: list[Entry] = []
        #: A piece of the file, and where it begins.
        self._window = b"", 0
        #: The names of items, and the marks of what they are, as they are in the file.
        self._heads: dict[bytes, tuple[str, int]] = {}

    def entries(self) -> list[Entry]:
        """The entries of the one value that the file is."""
        self._value((), self._cursor.read(1))
        steps = 0
        while self._open:
            steps += 1
            if not steps % _JOB_INTERVAL:
                self._check()
            container = self._open[-1]
            if container.is_object and container.left is None:
                self._usual_items(container.path)
            elif not container.is_object and container.may_be_alike:
                self._objects_alike(container)
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

    def _check(self) -> None:
        self._job.report(self._cursor.position, self._cursor.end, "Reading the trees")
        if len(self._entries) > self._limits.tree_values:
            raise LimitError(f"has more than {self._limits.tree_values:,} values")

    def _objects_alike(self, container: _Container) -> None:
        """Go over the objects of an array that are like the next one, as long as that is most of what is looked at."""
        nbytes = min(_ALIKE_NBYTES, self._cursor.remaining)
        most = nbytes if container.left is None else container.left
        start = self._cursor.position
        if self._cursor.peek(1) != b"{":
            container.may_be_alike = False
            return
        found = objects_alike(self._file.read(start, nbytes), self._file, start, container.path, container.count, most)
        self._entries += found.entries
        self._cursor.seek(start + found.nbytes)
        container.count += found.count
        if container.left is not None:
            container.left -= found.count
        container.may_be_alike = found.nbytes > nbytes // 2
        self._check()

    def _usual_items(self, path: Path) -> None:
        """Go over what XGBoost writes thousands of, arrays of one type, short texts and numbers, in a fifth of the time.

        What is something else, or damaged, is left to the general way, which says so.
        """
        file, heads, append = self._file, self._heads, self._entries.append
        position, end = self._cursor.position, self._cursor.end
        data, base = self._window
        while True:
            at = position - base
            if not 0 <= at <= len(data) - _USUAL_NBYTES and base + len(data) < end:
                self._check()
                data, base = file.read(position, min(_WINDOW_NBYTES, end - position)), position
                self._window = data, base
                at = 0
            if at + _KEY_NBYTES > len(data) or data[at] != _KEY:
                break
            start = at + _KEY_NBYTES + data[at + _KEY_NBYTES - 1] + 1
            head = heads.get(data[at:start]) or self._head(data[at:start])
            if head is None or start + 4 + _SIZE.size > len(data):
                break
            name, mark = head
            if mark == _ARRAY:
                dtype = _ARRAYS.get(data[start : start + 4])
                (count,) = _SIZE.unpack_from(data, start + 4)
                start += 4 + _SIZE.size
                if dtype is None or count * dtype.itemsize > end - base - start:
                    break
                nbytes = count * dtype.itemsize
                if count:
                    append(TensorEntry((*path, name), dtype, (count,), (1,), ByteRange(file, base + start, nbytes)))
                else:
                    append(ValueEntry((*path, name), []))
            elif mark == _TEXT:
                (nbytes,) = _SIZE.unpack_from(data, start + 1)
                text = data[start + 1 + _SIZE.size : start + 1 + _SIZE.size + min(nbytes, _USUAL_NBYTES)]
                if data[start] != _KEY or len(text) < nbytes or not text.isascii():
                    break
                start += 1 + _SIZE.size
                append(ValueEntry((*path, name), text.decode()))
            else:
                number = _SINGLE[mark]
                nbytes = number.size
                append(ValueEntry((*path, name), number.unpack_from(data, start)[0]))
            position = base + start + nbytes
        self._cursor.seek(position)

    def _head(self, head: bytes) -> tuple[str, int] | None:
        """The name and mark that an item begins with; None for one that is not usual."""
        name, mark = head[_KEY_NBYTES:-1], head[-1]
        if not (head.startswith(_SHORT_KEY) and name.isascii()):
            return None
        if mark not in (_ARRAY, _TEXT, *_SINGLE) or len(self._heads) >= _MAX_HEADS:
            return None
        known = self._heads[head] = name.decode(), mark
        return known

    def _join(self, container: _Container) -> None:
        """Make one value of an array of nothing but numbers, each of which had its type in front."""
        if container.is_object or len(self._entries) - container.first != container.count:
            return
        inside = self._entries[container.first :]
        numbers = [
            entry.value for entry in inside if isinstance(entry, ValueEntry) and type(entry.value) in (int, float)
        ]
        if len(numbers) == len(inside):
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
        elif mark in NUMBERS:
            unit = NUMBERS[mark]
            self._entries.append(ValueEntry(path, np.frombuffer(self._cursor.read(unit.itemsize), unit)[0].item()))
        elif mark in _CONSTANTS:
            self._entries.append(ValueEntry(path, _CONSTANTS[mark]))
        else:
            raise CorruptError(
                f"has the byte {mark!r} at {self._cursor.position - 1:,}, which begins no value of UBJSON"
            )

    def _container(self, path: Path, *, is_object: bool) -> None:
        if len(self._open) >= self._limits.tree_depth:
            raise LimitError(f"has more than {self._limits.tree_depth} objects or arrays within each other")
        unit = None
        if self._cursor.peek(1) == b"$":
            self._cursor.skip(1)
            unit = NUMBERS.get(self._cursor.read(1))
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
        elif left is not None and not is_object and left <= _MOST_NUMBERS and self._numbers(path, left):
            pass
        else:
            self._open.append(_Container(path, is_object, left, len(self._entries)))

    def _numbers(self, path: Path, count: int) -> bool:
        """Make one value of an array of so many numbers, each after its mark; False for what is anything else."""
        start = self._cursor.position
        nbytes = min(count * (1 + _SIZE.size), self._cursor.remaining)
        found = numbers_alike(self._file.read(start, nbytes), count)
        if found is None:
            return False
        values, nbytes = found
        self._entries.append(ValueEntry(path, values))
        self._cursor.seek(start + nbytes)
        return True

    def _text(self, mark: bytes) -> str:
        nbytes = self._integer(mark)
        if nbytes > self._limits.tree_value_nbytes:
            raise LimitError(f"has a text of {nbytes:,} bytes")
        return self._cursor.text(nbytes)

    def _integer(self, mark: bytes) -> int:
        unit = NUMBERS.get(mark)
        if unit is None or unit.kind == "f":
            raise CorruptError(f"has the byte {mark!r} at {self._cursor.position - 1:,} in the place of a size")
        value = int.from_bytes(self._cursor.read(unit.itemsize), "big", signed=unit.kind == "i")
        if value < 0:
            raise CorruptError(f"has a negative size before byte {self._cursor.position:,}")
        return value
