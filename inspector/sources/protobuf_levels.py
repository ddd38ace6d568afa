"""What a reader wants of a message and of the messages in it, in one pass over them.

In most formats messages are always nested alike: a network of layers of blobs. Their reader says once what it wants of each
level, and one loop goes down and up. Where there is a compiled kernel, ``protobuf_scanning.c`` takes all steps but those
that read on in the file or meet what is wrong. As with :class:`Message` nothing recurses, and tensors stay in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.errors import CheckpointError
from inspector.sources.protobuf import BYTES, FIXED32, FIXED64, VARINT, Message

__all__ = ["Level", "scan", "scan_places"]

_NOTHING: Mapping[int, int] = {}
_NO_LEVELS: Mapping[int, Level] = {}
# as protobuf_scanning.c has them
_PLACE, _TEXT, _LEVEL = 1, 2, 3
_KIND_BITS, _KINDS = 2, 3
_UNWANTED = (0, None)
#: From so many bytes in memory on the compiled loop is worth its call; the last ones of a message need not be as many,
#: as none of them begins a tensor that is cut there.
_MANY_NBYTES = 8 << 10
_LAST_NBYTES = 1 << 10
#: So many rows it gives at once.
_MOST_ROWS = 1 << 10


class Level:
    """What is wanted of a message: numbers of fields, and what the row of each is called.

    ``numbers`` are varints or of a fixed width, ``texts`` are bytes that are read, ``places`` bytes that are not, ``levels``
    messages that are gone into. ``begin`` and ``end`` are what rows before the first field and behind the last one are
    called, if there are to be such. What is wrong inside is raised, or is a row called ``broken``, if that has a name, and
    the message is left there.
    """

    __slots__ = ("begin", "broken", "end", "wanted")

    def __init__(
        self,
        *,
        numbers: Mapping[int, int] = _NOTHING,
        texts: Mapping[int, int] = _NOTHING,
        places: Mapping[int, int] = _NOTHING,
        levels: Mapping[int, Level] = _NO_LEVELS,
        begin: int | None = None,
        end: int | None = None,
        broken: int | None = None,
    ) -> None:
        self.begin = begin
        self.end = end
        self.broken = broken
        #: By the tag of a field what is done with it, and its row or level.
        self.wanted: dict[int, tuple[int, Any]] = {
            number << 3 | wire_type: (_PLACE, row)
            for number, row in numbers.items()
            for wire_type in (VARINT, FIXED32, FIXED64)
        }
        for kind, wanted in ((_PLACE, places), (_TEXT, texts), (_LEVEL, levels)):
            self.wanted |= {number << 3 | BYTES: (kind, row) for number, row in wanted.items()}


def scan(message: Message, level: Level) -> Iterator[tuple[int, Any, int]]:
    """What is wanted of a message, row by row: what it is called, its value, and its size.

    The value is a number, the bytes of a text, where in the storage a place begins or a message ends, or the error that
    broke one. Raises as :class:`Message` and :meth:`Message.bytes_of` do.
    """
    for found in _scanned(message, level):
        if isinstance(found, _Rows):
            yield from found.each()
        else:
            yield found


def scan_places(message: Message, level: Level) -> npt.NDArray[np.int64]:
    """Where each place begins, and its size, of a level that asks for places only: shape [places, 2].

    Raises as :func:`scan`, of which this is the rows without their names, as numbers that numpy goes on with.
    """
    parts: list[npt.NDArray[np.int64]] = []
    single: list[int] = []
    for found in _scanned(message, level):
        if isinstance(found, _Rows):
            parts += (_pairs(single), found.places())
            single = []
        else:
            single += found[1:]
    return np.concatenate([*parts, _pairs(single)])


def _pairs(numbers: list[int]) -> npt.NDArray[np.int64]:
    return np.array(numbers, np.int64).reshape(-1, 2)


def _scanned(message: Message, level: Level) -> Iterator[_Rows | tuple[int, Any, int]]:
    """The rows, many at once where the compiled loop found them."""
    window = message.window
    loop = _Loop(message, level) if message.nbytes >= _MANY_NBYTES and kernel.is_there() else None
    position, stack = message.start, [(message.end, level)]
    while stack:
        try:
            if loop is not None:
                rows, position = loop.run(position, stack)
                if rows is not None:
                    yield rows
            end, level = stack[-1]
            if position < end:
                tag, value, nbytes, following = window.field(position, end)
                kind, row = level.wanted.get(tag, _UNWANTED)
                position = following
                if kind == _LEVEL:
                    position = value
                    stack.append((following, row))
                    if row.begin is not None:
                        yield row.begin, value, nbytes
                elif kind == _TEXT:
                    yield row, window.read(value, nbytes), nbytes
                elif kind == _PLACE:
                    yield row, value, nbytes
                continue
        except CheckpointError as error:
            broken = _broken_row(stack)
            if broken is None:
                raise
            yield broken, error, 0
        end, level = stack.pop()
        if level.end is not None:
            yield level.end, end, 0
        position = end


def _broken_row(stack: list[tuple[int, Level]]) -> int | None:
    """Leave messages up to the first whose level has a row for what is wrong in them; None if none has."""
    while stack:
        broken = stack[-1][1].broken
        if broken is not None:
            return broken
        stack.pop()
    return None


class _Tables(NamedTuple):
    """A tree of levels as the compiled loop takes it."""

    levels: list[Level]
    numbers: dict[Level, int]
    wanted: npt.NDArray[np.int32]
    bounds: npt.NDArray[np.int32]


@cache
def _tables(root: Level) -> _Tables:
    levels = [root]
    for level in levels:  # which grows meanwhile
        levels += [inner for kind, inner in level.wanted.values() if kind == _LEVEL and inner not in levels]
    numbers = {level: number for number, level in enumerate(levels)}
    wanted = np.zeros((len(levels), 1 + max(tag for level in levels for tag in level.wanted)), np.int32)
    for level in levels:
        for tag, (kind, row) in level.wanted.items():
            wanted[numbers[level], tag] = (numbers[row] if kind == _LEVEL else row) << _KIND_BITS | kind
    bounds = [[-1 if row is None else row for row in (level.begin, level.end)] for level in levels]
    return _Tables(levels, numbers, wanted, np.array(bounds, np.int32))


class _Rows(NamedTuple):
    """What the compiled loop found in ``data``, which stands at ``start`` in its storage: valid until it goes on."""

    rows: npt.NDArray[np.uint64]
    data: bytes
    start: int

    def each(self) -> Iterator[tuple[int, Any, int]]:
        """The rows as :func:`scan` gives them."""
        found = self.rows[:, 0]
        values, sizes = self.rows[:, 1].tolist(), self.rows[:, 2].tolist()
        for at in np.flatnonzero(found & _KINDS == _TEXT).tolist():
            begin = values[at] - self.start
            values[at] = self.data[begin : begin + sizes[at]]
        return zip((found >> _KIND_BITS).tolist(), values, sizes, strict=True)

    def places(self) -> npt.NDArray[np.int64]:
        """Value and size of each row."""
        return self.rows[:, 1:].astype(np.int64)


class _Loop:
    """The compiled loop, and what it works on."""

    def __init__(self, message: Message, root: Level) -> None:
        self._message = message
        self._tables = _tables(root)
        self._state = np.zeros(2 * (len(self._tables.levels) + 1), np.int64)
        self._rows = np.empty((_MOST_ROWS, 3), np.uint64)

    def run(self, position: int, stack: list[tuple[int, Level]]) -> tuple[_Rows | None, int]:
        """The rows from a position on, and where they end, as the ``stack`` then says, too; None if few bytes are there."""
        message, window = self._message, self._message.window
        left = window.start + len(window.data) - position
        is_dense = position == message.start or (left >= 0 and len(window.data) >= _MANY_NBYTES)
        if left < _MANY_NBYTES and position + left < message.end and is_dense:  # else a tensor was gone over
            window.place(position, _MANY_NBYTES)
        data, start = window.data, window.start
        loaded = start + len(data)
        if loaded - position < (_MANY_NBYTES if loaded < message.end else _LAST_NBYTES):
            return None, position
        levels, numbers, wanted, bounds = self._tables
        state = [len(stack) - 1, position - start]
        for end, level in stack:
            state += (end - start, numbers[level])
        self._state[: len(state)] = state
        count = kernel.scan_fields(data, start, wanted, bounds, self._state, self._rows)
        depth, position, *places = self._state.tolist()
        stack[:] = [(places[2 * at] + start, levels[places[2 * at + 1]]) for at in range(depth + 1)]
        return _Rows(self._rows[:count], data, start), position + start
