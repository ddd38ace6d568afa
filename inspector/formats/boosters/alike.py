"""Objects of UBJSON that follow each other with the same keys, such as trees: read item by item, of all of them at once.

An item is a call of numpy for thousands of objects. Only what XGBoost writes of trees is known here: arrays of one type,
texts, numbers, and objects of such. Objects are read as long as they go on like the first one, all others the general way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.sources.storage import Part, Storage
from inspector.tensors.dtypes import DType, dtype_of_numpy
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry

__all__ = ["NUMBERS", "Alike", "numbers_alike", "objects_alike"]

#: What numbers are by their mark.
NUMBERS: dict[bytes, np.dtype[Any]] = {
    b"i": np.dtype(">i1"), b"U": np.dtype(">u1"), b"I": np.dtype(">i2"), b"l": np.dtype(">i4"), b"L": np.dtype(">i8"),
    b"d": np.dtype(">f4"), b"D": np.dtype(">f8"),
}  # fmt: skip
#: What may stand between a key and a size.
_ARRAYS = {b"[$%c#L" % ord(mark): dtype_of_numpy(unit) for mark, unit in NUMBERS.items()}
_TEXT, _ARRAY_NBYTES, _SIZE_NBYTES = b"SL", 5, 8
_OPEN, _CLOSE, _KEY = b"{}L"
#: A key before its name: the mark, and a length below 256.
_KEY_NBYTES, _SHORT_KEY = 9, b"L" + bytes(7)
#: How many bytes a number has by its mark; 0 for what marks none.
_WIDTHS = np.zeros(256, np.int64)
_WIDTHS[[ord(mark) for mark in NUMBERS]] = [unit.itemsize for unit in NUMBERS.values()]
#: More than the longest key with what stands around it, all of which is looked at before it is known to be in an object.
_ROOM = 512
#: Trees have 19.
_MOST_ITEMS = 256
#: A run of numbers is looked for among so many and twice as many as the one before had.
_FEW = 16

Positions = npt.NDArray[np.int64]


@dataclass
class _Item:
    """One key of all objects: where its elements, text or number begin, how many bytes or elements, and of what type."""

    names: Path
    starts: Positions
    counts: Positions
    dtype: DType | None = None
    texts: Sequence[bytes] = ()


@dataclass
class Alike:
    """The entries of ``count`` objects, which take the first ``nbytes`` bytes."""

    count: int = 0
    nbytes: int = 0
    entries: Sequence[Entry] = field(default_factory=list)


def objects_alike(data: bytes, file: Storage, position: int, path: Path, first: int, most: int) -> Alike:
    """What ``data``, which is at a position of the file and begins with an object, has of objects with the same keys.

    They are elements of the array at ``path``, the first of which has the number ``first``, and no more than ``most``. The
    last one in the data is left out, since its end could be missing, and those that end shortly before the end of the data.
    """
    if len(data) <= _KEY_NBYTES + 1 or data[0] != _OPEN or not data.startswith(_SHORT_KEY, 1):
        return Alike()
    head = data[: _KEY_NBYTES + 1 + data[_KEY_NBYTES]]
    places = _places(data, head)
    ends = places[1:][:most]
    ends = ends[ends <= len(data) - _ROOM]
    if not len(ends):
        return Alike()
    walk = _Walk(data, places[: len(ends)] + 1, ends)
    items = walk.items()
    count = len(walk.at)
    if not count or not b"".join(chain.from_iterable(item.texts for item in items)).isascii():
        return Alike()
    elements = range(first, first + count)
    columns = [walk.entries(item, file, position, path, elements) for item in items]
    return Alike(count, int(walk.at[-1]), list(chain.from_iterable(zip(*columns, strict=True))))


def numbers_alike(data: bytes, count: int) -> tuple[list[int | float], int] | None:
    """So many numbers, each after the mark of its type, and how many bytes they take; None if there is anything else."""
    raw = np.frombuffer(data, np.uint8)
    values: list[int | float] = []
    at = found = 0
    while len(values) < count:
        unit = NUMBERS.get(data[at : at + 1])
        if unit is None:
            return None
        step = 1 + unit.itemsize
        if found == 1 and len(data) - at >= step:  # as where each is of another type than the one before
            values.append(np.frombuffer(data, unit, 1, at + 1).item())
            found = 1 + (data[at + step : at + step + 1] == data[at : at + 1])
            at += step
            continue
        rows = min(count - len(values), (len(data) - at) // step, _FEW + 2 * found)
        run = raw[at : at + rows * step].reshape(rows, step)
        found = _leading(run[:, 0] == data[at])
        if not found:
            return None
        values += run[:found, 1:].copy().view(unit)[:, 0].tolist()
        at += found * step
    return values, at


def _places(data: bytes, head: bytes) -> Positions:
    """Where a head is in the data."""
    found: list[int] = []
    at = 0
    while at >= 0:
        found.append(at)
        at = data.find(head, at + len(head))
    return np.array(found, np.int64)


def _leading(are_so: npt.NDArray[np.bool_]) -> int:
    """How many are so before the first that is not."""
    return len(are_so) if are_so.all() else int(are_so.argmin())


class _Walk:
    """One walk over all objects: ``at`` is where it is in each; those behind the first that differs are left out."""

    def __init__(self, data: bytes, at: Positions, ends: Positions) -> None:
        self._data = data
        self._raw = np.frombuffer(data, np.uint8)
        self._ends = ends
        self.at = at

    def items(self) -> list[_Item]:
        """The items that all objects have, which then end where the next one begins; of none there are no objects left."""
        items: list[_Item] = []
        names: list[str] = []
        while len(self.at) and len(items) < _MOST_ITEMS:
            start = int(self.at[0])
            if self._data[start] == _CLOSE:
                self._go_over(self._data[start : start + 1])
                if not names:
                    self._keep(self.at == self._ends)
                    return items
                names.pop()
                continue
            head = self._data[start : start + _KEY_NBYTES + self._data[min(start + 8, len(self._data) - 1)]]
            if not head.startswith(_SHORT_KEY) or not head[_KEY_NBYTES:].isascii():
                break
            mark = self._data[start + len(head) : start + len(head) + 1]
            name = head[_KEY_NBYTES:].decode()
            if mark == b"{":
                self._go_over(head + mark)
                names.append(name)
            else:
                item = self._item(head, mark, (*names, name))
                if item is None:
                    break
                items.append(item)
        self.at = self.at[:0]
        return []

    def _item(self, head: bytes, mark: bytes, names: Path) -> _Item | None:
        """Go over an item, whose key is the ``head``; None for what is not usual."""
        if mark in NUMBERS:
            self._go_over(head)
            widths = _WIDTHS[self._raw[self.at]]
            self._keep((widths > 0) & (widths < self._ends - self.at))
            item = _Item(names, self.at, widths[: len(self.at)])
            self.at = self.at + item.counts + 1
            return item
        place = int(self.at[0]) + len(head)
        array = self._data[place : place + _ARRAY_NBYTES]
        dtype = _ARRAYS.get(array)
        if dtype is None and not array.startswith(_TEXT):
            return None
        self._go_over(head + (_TEXT if dtype is None else array))
        counts = self._numbers(self.at, np.dtype(">i8"))
        self.at = self.at + _SIZE_NBYTES
        each = 1 if dtype is None else dtype.itemsize
        self._keep((counts >= 0) & (counts <= (self._ends - self.at) // each))
        starts, counts = self.at, counts[: len(self.at)]
        self.at = starts + each * counts
        if dtype is not None:
            return _Item(names, starts, counts, dtype)
        places = map(slice, starts.tolist(), self.at.tolist())
        return _Item(names, starts, counts, texts=list(map(self._data.__getitem__, places)))

    def _go_over(self, expected: bytes) -> None:
        """Go over these bytes in all objects."""
        found = self._raw[self.at[:, None] + np.arange(len(expected))]
        self._keep((found == np.frombuffer(expected, np.uint8)).all(axis=1))
        self.at = self.at + len(expected)

    def _keep(self, are_so: npt.NDArray[np.bool_]) -> None:
        count = _leading(are_so)
        self.at, self._ends = self.at[:count], self._ends[:count]

    def _numbers(self, starts: Positions, unit: np.dtype[Any]) -> npt.NDArray[Any]:
        found = self._raw[starts[:, None] + np.arange(unit.itemsize)].view(unit)[:, 0]
        numbers: npt.NDArray[Any] = found.astype(unit.newbyteorder("="))
        return numbers

    def entries(self, item: _Item, file: Storage, position: int, path: Path, elements: range) -> Iterator[Entry]:
        """The entry of an item in each object."""
        count = len(self.at)
        around, below = map(repeat, path), map(repeat, item.names)
        paths: Iterator[Path] = zip(*around, elements, *below, strict=False)
        if item.texts:
            return map(ValueEntry, paths, map(bytes.decode, item.texts))
        if item.dtype is None:
            return map(ValueEntry, paths, self._values(item.starts[:count]))
        counts = item.counts[:count]
        starts, sizes = position + item.starts[:count], counts * item.dtype.itemsize
        if not counts.any():
            return map(ValueEntry, paths, map(list, repeat(())))
        parts = map(Part, repeat(file), starts.tolist(), sizes.tolist())
        tensors = map(TensorEntry, paths, repeat(item.dtype), zip(counts.tolist(), strict=True), repeat((1,)), parts)
        if counts.all():
            return tensors
        return (tensor if tensor.shape[0] else ValueEntry(tensor.path, []) for tensor in tensors)

    def _values(self, starts: Positions) -> list[int | float]:
        """The number behind each mark."""
        marks = self._raw[starts]
        values: list[int | float] = [0] * len(starts)
        for mark in np.unique(marks).tolist():
            rows = np.flatnonzero(marks == mark)
            numbers = self._numbers(starts[rows] + 1, NUMBERS[bytes([mark])])
            for row, value in zip(rows.tolist(), numbers.tolist(), strict=True):
                values[row] = value
        return values
