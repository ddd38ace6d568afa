"""FlatBuffers, read from a storage: checked at every step, since any offset may point anywhere.

A :class:`Table` is read field by field, :class:`Tables` field by field of all of them. They may share what they point to, so
that a small file can describe a huge tree: whatever is read counts against an allowance in proportion to the file.
Format: https://flatbuffers.dev/internals/
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError
from inspector.formats.tflite.pages import Pages, Positions
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import ByteRange, Storage

__all__ = ["FlatBuffer", "Table", "Tables"]

#: A vector of no more numbers is a shape, or the scale of a tensor.
_USUAL = 8
_LAYOUTS = {code: struct.Struct("<" + code) for code in "biIQ"}
_U16, _I32, _U32 = struct.Struct("<H"), struct.Struct("<i"), struct.Struct("<I")


class FlatBuffer:
    """The bytes of a file, a few pages of which are kept. Raises TruncatedError for what lies past the end."""

    def __init__(self, storage: Storage, limits: Limits = LIMITS) -> None:
        self.storage = storage
        self.limits = limits
        self.pages = Pages(storage, limits)
        self._fields: dict[int, tuple[int, ...]] = {}

    @property
    def root(self) -> Table:
        """The table everything hangs from."""
        return Table(self, self.number(_U32, 0))

    def fields(self, position: int) -> tuple[int, ...] | None:
        """Where in a table its fields are, as said at a position for all tables of its kind; None for what says nothing."""
        known = self._fields.get(position)
        if known is None:
            nbytes = self.number(_U16, position)
            if nbytes < 4 or nbytes % 2:
                return None
            known = self._fields[position] = struct.unpack(f"<{nbytes // 2}H", self.pages.view(position, nbytes))
        return known

    def number(self, layout: struct.Struct, position: int) -> Any:
        """The number at a position."""
        (value,) = layout.unpack(self.pages.view(position, layout.size))
        return value


class Table:
    """A table: fields by number, each of which may be missing. Raises CheckpointError for offsets that lead nowhere."""

    __slots__ = ("_buffer", "_fields", "position")

    def __init__(self, buffer: FlatBuffer, position: int) -> None:
        self._buffer = buffer
        self.position = position
        fields = buffer.fields(position - buffer.number(_I32, position))
        if fields is None:
            raise CorruptError(f"has a table at byte {position:,} whose fields can't be told")
        self._fields = fields

    def _place(self, field: int) -> int | None:
        """Where a field is; None if it is missing."""
        if field + 2 >= len(self._fields) or not self._fields[field + 2]:
            return None
        return self.position + int(self._fields[field + 2])

    def integer(self, field: int, code: str, default: int = 0) -> int:
        """A number, ``code`` as in :mod:`struct`: ``b``, ``i``, ``I`` or ``Q``."""
        place = self._place(field)
        return default if place is None else int(self._buffer.number(_LAYOUTS[code], place))

    def _target(self, field: int) -> int | None:
        place = self._place(field)
        return None if place is None else place + int(self._buffer.number(_U32, place))

    def table(self, field: int) -> Table | None:
        """A table; None if it is missing."""
        target = self._target(field)
        return None if target is None else Table(self._buffer, target)

    def _vector(self, field: int) -> tuple[int, int]:
        """Where the elements of a vector begin and how many it says there are; none if it is missing."""
        target = self._target(field)
        if target is None:
            return 0, 0
        count = int(self._buffer.number(_U32, target))
        return target + 4, count

    def length(self, field: int) -> int:
        """How many elements a vector says it has; 0 if it is missing."""
        return self._vector(field)[1]

    def tables(self, field: int) -> Tables:
        """The tables of a vector. Raises LimitError for one of too many."""
        start, count = self._vector(field)
        data = self._buffer.pages.view(start, 4 * count)
        if count > self._buffer.limits.tree_values:
            raise LimitError(f"has more than {self._buffer.limits.tree_values:,} values")
        offsets = np.frombuffer(data, "<u4").astype(np.int64)
        return Tables(self._buffer, start + 4 * np.arange(count) + offsets)

    def numbers(self, field: int, code: str) -> tuple[Any, ...]:
        """The numbers of a vector, ``code`` as in :mod:`struct`."""
        each = struct.calcsize("<" + code)
        start, count = self._vector(field)
        data = self._buffer.pages.view(start, each * count)
        self._buffer.pages.spend_on_numbers(max(count - _USUAL, 0))
        return struct.unpack(f"<{count}{code}", data)

    def text(self, field: int) -> str:
        """A text; empty if it is missing. What is not UTF-8 in it is shown as U+FFFD."""
        start, count = self._vector(field)
        return str(self._buffer.pages.view(start, count), "utf-8", "replace")

    def storage(self, field: int) -> Storage | None:
        """The bytes of a vector, not read; None if it is missing."""
        start, count = self._vector(field)
        return ByteRange(self._buffer.storage, start, count) if start else None


class Tables(Sequence[Table]):
    """The tables of a vector, each read when it is taken; and their fields as columns, a number of each in one call.

    ``positions`` are where they are, ``int64``.
    """

    def __init__(self, buffer: FlatBuffer, positions: Positions) -> None:
        self._buffer = buffer
        self.positions = positions

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return self.at(self.positions[index])
        return Table(self._buffer, int(self.positions[index]))

    def take(self, indices: Positions) -> Tables:
        """Some of them."""
        return self if len(indices) == len(self) else self.at(self.positions[indices])

    def at(self, positions: Positions) -> Tables:
        """Tables of the same FlatBuffer at other places."""
        return Tables(self._buffer, positions)

    @cached_property
    def _kinds(self) -> tuple[list[tuple[int, ...]], Positions]:
        """The fields of each kind of table among them, and which of these kinds each table is of."""
        places = self.positions - self._column(self.positions, "<i4")
        if len(places) and (places == places[0]).all():
            places, kinds = places[:1], np.zeros(len(places), np.int64)
        else:
            places, kinds = np.unique(places, return_inverse=True)
        known = [self._buffer.fields(place) for place in places.tolist()]
        if None in known:
            position = int(self.positions[np.flatnonzero(kinds == known.index(None))[0]])
            raise CorruptError(f"has a table at byte {position:,} whose fields can't be told")
        return [fields for fields in known if fields is not None], kinds

    def _column(self, positions: Positions, unit: str, default: float = 0) -> npt.NDArray[Any]:
        return self._buffer.pages.column(positions, unit, default)

    def places(self, field: int) -> Positions:
        """Where a field is of each table; 0 where it is missing."""
        layouts, kinds = self._kinds
        offsets = np.array([fields[field + 2] if field + 2 < len(fields) else 0 for fields in layouts], np.int64)
        found = offsets[kinds]
        return np.where(found > 0, self.positions + found, 0)

    def numbers(self, field: int, unit: str, default: float = 0) -> npt.NDArray[Any]:
        """A number of each table, of a type as numpy calls it."""
        return self._column(self.places(field), unit, default)

    def targets(self, field: int) -> Positions:
        """Where the table or vector is that a field leads to; 0 where it is missing."""
        places = self.places(field)
        return np.where(places > 0, places + self._column(places, "<u4"), 0)

    def vectors(self, field: int) -> tuple[Positions, Positions]:
        """Where the elements of a vector of each table begin and how many it says there are; 0 where it is missing."""
        targets = self.targets(field)
        return np.where(targets > 0, targets + 4, 0), self._column(targets, "<u4")

    def lists(self, field: int, code: str) -> list[tuple[Any, ...]]:
        """The numbers of a vector of each table, ``code`` as in :mod:`struct`."""
        starts, counts = self.vectors(field)
        layouts = {count: struct.Struct(f"<{count}{code}") for count in set(counts.tolist())}
        pieces = self._buffer.pages.pieces(starts, struct.calcsize("<" + code) * counts)
        self._buffer.pages.spend_on_numbers(int(np.maximum(counts - _USUAL, 0).sum()))
        return [layouts[count].unpack(piece) for count, piece in zip(counts.tolist(), pieces, strict=True)]

    def texts(self, field: int) -> list[str]:
        """A text of each table, as :meth:`Table.text`."""
        return [str(piece, "utf-8", "replace") for piece in self._buffer.pages.pieces(*self.vectors(field))]
