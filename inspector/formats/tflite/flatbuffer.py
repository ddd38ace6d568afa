"""FlatBuffers, read table by table from a storage: checked at every step, since any offset may point anywhere.

Tables may share what they point to, so that a small file can describe a huge tree: whatever is read counts against an
allowance in proportion to the file.
Format: https://flatbuffers.dev/internals/
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import ByteRange, Storage

__all__ = ["FlatBuffer", "Table"]

_PAGE_BITS = 16
_PAGE_NBYTES = 1 << _PAGE_BITS
_MAX_PAGES = 64
_LAYOUTS = {code: struct.Struct("<" + code) for code in "biIQ"}
_U16, _I32, _U32 = struct.Struct("<H"), struct.Struct("<i"), struct.Struct("<I")


class FlatBuffer:
    """The bytes of a file, a few pages of which are kept. Raises TruncatedError for what lies past the end."""

    def __init__(self, storage: Storage, limits: Limits = LIMITS) -> None:
        self.storage = storage
        self._pages: OrderedDict[int, bytes] = OrderedDict()
        self._fields: dict[int, tuple[int, ...]] = {}
        self._left = limits.structures_of(storage.nbytes)

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
            known = self._fields[position] = struct.unpack(f"<{nbytes // 2}H", self.read(position, nbytes))
        return known

    def number(self, layout: struct.Struct, position: int) -> Any:
        """The number at a position."""
        page = self._pages.get(position >> _PAGE_BITS)
        within = position & (_PAGE_NBYTES - 1)
        nbytes = layout.size
        if page is not None and within + nbytes <= len(page) and self._left > nbytes:
            self._left -= nbytes
            (value,) = layout.unpack_from(page, within)
        else:
            (value,) = layout.unpack(self.read(position, nbytes))
        return value

    def read(self, position: int, nbytes: int) -> bytes:
        """The bytes at a position."""
        if position < 0 or nbytes < 0 or position + nbytes > self.storage.nbytes:
            raise TruncatedError(f"ends at byte {self.storage.nbytes:,}, where it points to byte {position + nbytes:,}")
        self._spend(nbytes)
        within = position % _PAGE_NBYTES
        if within + nbytes <= _PAGE_NBYTES:
            return self._page(position // _PAGE_NBYTES)[within : within + nbytes]
        return self.storage.read(position, nbytes)

    def _page(self, number: int) -> bytes:
        page = self._pages.get(number)
        if page is None:
            start = number * _PAGE_NBYTES
            if not 0 <= start <= self.storage.nbytes:
                raise TruncatedError(
                    f"ends at byte {self.storage.nbytes:,}, where it points to byte {start:,} or beyond"
                )
            page = self._pages[number] = self.storage.read(start, min(_PAGE_NBYTES, self.storage.nbytes - start))
            if len(self._pages) > _MAX_PAGES:
                self._pages.popitem(last=False)
        return page

    def _spend(self, nbytes: int) -> None:
        self._left -= nbytes
        if self._left < 0:
            raise LimitError("describes many times more than it holds")


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

    def tables(self, field: int) -> Sequence[Table]:
        """The tables of a vector."""
        start, count = self._vector(field)
        offsets = struct.unpack(f"<{count}I", self._buffer.read(start, 4 * count))
        return [Table(self._buffer, start + 4 * number + offset) for number, offset in enumerate(offsets)]

    def numbers(self, field: int, code: str) -> tuple[Any, ...]:
        """The numbers of a vector, ``code`` as in :mod:`struct`."""
        each = struct.calcsize("<" + code)
        start, count = self._vector(field)
        return struct.unpack(f"<{count}{code}", self._buffer.read(start, each * count))

    def text(self, field: int) -> str:
        """A text; empty if it is missing. What is not UTF-8 in it is shown as U+FFFD."""
        start, count = self._vector(field)
        return self._buffer.read(start, count).decode("utf-8", "replace")

    def storage(self, field: int) -> Storage | None:
        """The bytes of a vector, not read; None if it is missing."""
        start, count = self._vector(field)
        return ByteRange(self._buffer.storage, start, count) if start else None
