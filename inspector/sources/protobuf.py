"""Protocol buffers, read field by field from a storage: what ONNX, TensorFlow, Paddle, Caffe and others are made of.

Not the protobuf library: its parsers take a whole message into memory, where weights of gigabytes lie among a few kilobytes
of structure. Here a field of bytes is a place in the file, which is skipped until somebody reads it. Nothing recurses, so
that messages nested a million deep cost their reader a loop, and every length is held against the message around it.
Wire format: https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.sources.varints import decode_varints, varint_at
from inspector.text import size_text

__all__ = [
    "BYTES",
    "FIXED32",
    "FIXED64",
    "VARINT",
    "Field",
    "Message",
    "Window",
    "fields_seen",
    "integers_in",
    "signed",
]

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
#: A tag of at most 5 bytes and a number of at most 10.
_MAX_FIELD_HEAD = 15
_MAX_NUMBER = (1 << 29) - 1
#: What is read at a time where fields follow one another, and after a jump over the bytes of a tensor.
_LARGEST_READ = 256 << 10
_SMALLEST_READ = 4 << 10
#: A shape: numpy takes several times as long for so few numbers.
_FEW_NBYTES = 32
#: Reading over so much takes less time than another read.
_LARGEST_GAP = 32 << 10


class Field(NamedTuple):
    """A field: its number, its wire type, and its value, which for bytes is their position; they are ``nbytes`` long."""

    number: int
    wire_type: int
    value: int
    nbytes: int


class Message:
    """A message: the bytes of ``storage`` from ``start`` up to ``end``. Iterating yields its fields as they come.

    Raises TruncatedError where a field goes on past the end of the message, CorruptError for what is no protobuf.
    Not for several threads: messages of one file share the piece of it that is in memory.
    """

    __slots__ = ("end", "start", "storage", "window")

    def __init__(
        self, storage: Storage | bytes, start: int = 0, end: int | None = None, limits: Limits = LIMITS
    ) -> None:
        self.storage = MemoryStorage(storage) if isinstance(storage, bytes) else storage
        self.start = start
        self.end = self.storage.nbytes if end is None else end
        self.window = Window(self.storage, limits)

    @property
    def nbytes(self) -> int:
        """Length of the message."""
        return self.end - self.start

    @property
    def limits(self) -> Limits:
        """What holds for what is read of it."""
        return self.window.limits

    def __iter__(self) -> Iterator[Field]:
        window, position, end = self.window, self.start, self.end
        make = tuple.__new__  # half the time of the class's own; graphs have hundreds of thousands of fields
        while position < end:
            tag, value, nbytes, position = window.field(position, end)
            yield make(Field, (tag >> 3, tag & 7, value, nbytes))

    def message(self, field: Field) -> Message:
        """The message that a field is. Raises CorruptError if the field is a number."""
        _require_bytes(field)
        return self.part(field.value, field.nbytes)

    def part(self, start: int, nbytes: int) -> Message:
        """The message that lies at ``start`` of the storage."""
        inside = Message.__new__(Message)
        inside.storage, inside.window = self.storage, self.window
        inside.start, inside.end = start, start + nbytes
        return inside

    def bytes_of(self, field: Field) -> bytes:
        """The bytes of a field, read now. LimitError for one beyond ``field_nbytes`` of the limits."""
        _require_bytes(field)
        return self.window.read(field.value, field.nbytes)

    def text_of(self, field: Field) -> str:
        """The text of a field; what is not UTF-8 in it is shown as U+FFFD."""
        return self.bytes_of(field).decode("utf-8", "replace")

    def storage_of(self, field: Field) -> Storage:
        """The bytes of a field as a storage; they are not read."""
        _require_bytes(field)
        return ByteRange(self.storage, field.value, field.nbytes)

    def integers_of(self, field: Field) -> list[int]:
        """The numbers of a repeated field, packed or a single one, as signed integers of 64 bits."""
        if field.wire_type == VARINT:
            return [signed(field.value)]
        return integers_in(self.bytes_of(field))

    def numbers_of(self, fields: Iterable[Field]) -> npt.NDArray[np.uint64]:
        """The numbers of several fields, packed or single ones, as they are encoded. Raises CorruptError for others."""
        parts = [np.empty(0, np.uint64)]
        for wire_type, group in groupby(fields, attrgetter("wire_type")):
            if wire_type == BYTES:
                parts += [decode_varints(self.bytes_of(each)) for each in group]
            else:
                parts.append(np.array([each.value for each in group], np.uint64))
        return np.concatenate(parts)


_FIXED = {FIXED64: struct.Struct("<Q"), FIXED32: struct.Struct("<I")}


def signed(value: int) -> int:
    """A varint as ``int32`` and ``int64`` fields have it: negative numbers are those of 64 bits with the highest set."""
    return value - (1 << 64) if value >> 63 else value


def integers_in(data: bytes) -> list[int]:
    """Packed numbers, as signed integers of 64 bits. Raises CorruptError for what is none."""
    if len(data) > _FEW_NBYTES:
        integers: list[int] = decode_varints(data).view(np.int64).tolist()
        return integers
    integers, at = [], 0
    while at < len(data):
        value, at = varint_at(data, at)
        integers.append(signed(value))
    return integers


def fields_seen(message: Message, schema: Mapping[int, int], limit: int = 64) -> set[int] | None:
    """The numbers of the first ``limit`` fields, if all are in ``schema``, which has their wire types; else None.

    Of repeated numbers ``schema`` has the type of a single one. A message that is cut short may still be one.
    """
    seen = set()
    try:
        for field in islice(message, limit):
            if field.wire_type != schema.get(field.number):
                return None
            seen.add(field.number)
    except TruncatedError:
        pass
    except CorruptError:
        return None
    return seen


def _require_bytes(field: Field) -> None:
    if field.wire_type != BYTES:
        raise CorruptError(f"has a number as field {field.number}, which is to be bytes")


class Window:
    """The piece of a storage that is in memory: ``data``, from ``start`` on. Messages of one storage share it."""

    __slots__ = ("_storage", "data", "limits", "start")

    def __init__(self, storage: Storage, limits: Limits) -> None:
        self._storage = storage
        self.limits = limits
        self.start = 0
        self.data = b""

    def field(self, position: int, end: int) -> tuple[int, int, int, int]:
        """The field at ``position`` of a message up to ``end``: tag, value, size as in :class:`Field`, and where it ends.

        Raises as :class:`Message`.
        """
        at, data = position - self.start, self.data
        if at < 0 or at + _MAX_FIELD_HEAD > len(data):
            at = self.place(position, _MAX_FIELD_HEAD)
            data = self.data
        tag = data[at]
        at += 1
        if tag >= 0x80:
            tag, at = varint_at(data, at - 1)
        wire_type = tag & 7
        value = nbytes = 0
        if wire_type in (VARINT, BYTES):
            value = data[at] if at < len(data) else 0x80
            at += 1
            if value >= 0x80:
                value, at = varint_at(data, at - 1)
        following = self.start + at
        if wire_type == BYTES:
            value, nbytes = following, value
            following += nbytes
        elif wire_type in _FIXED:
            layout = _FIXED[wire_type]
            following += layout.size
            if at + layout.size <= len(data):
                (value,) = layout.unpack_from(data, at)
        elif wire_type != VARINT:
            raise CorruptError(f"has a field of the unknown wire type {wire_type} at byte {position:,}")
        if following > end:
            raise TruncatedError(f"ends at byte {end:,}, where a field at byte {position:,} goes on to {following:,}")
        number = tag >> 3
        if not 0 < number <= _MAX_NUMBER:
            raise CorruptError(f"has a field of the impossible number {number:,} at byte {position:,}")
        return tag, value, nbytes, following

    def read(self, position: int, nbytes: int) -> bytes:
        """The ``nbytes`` bytes at ``position``. LimitError for more than ``field_nbytes`` of the limits."""
        if nbytes > self.limits.field_nbytes:
            raise LimitError(f"has a field of {size_text(nbytes)}, where names and numbers are expected")
        at = self.place(position, nbytes)
        return self.data[at : at + nbytes]

    def place(self, position: int, nbytes: int) -> int:
        """Where in ``data`` the byte at ``position`` is, and ``nbytes`` from it on, or as many as there are."""
        at = position - self.start
        if at < 0 or at + nbytes > len(self.data):
            self._load(position, nbytes)
            return position - self.start
        return at

    def _load(self, position: int, nbytes: int) -> None:
        if position >= self.start and position + nbytes >= self._storage.nbytes <= self.start + len(self.data):
            return
        follows = self.start <= position <= self.start + len(self.data) + _LARGEST_GAP
        usual = min(2 * len(self.data), _LARGEST_READ) if follows else 0
        wanted = max(nbytes, usual, _SMALLEST_READ)
        self.data = self._storage.read(position, min(wanted, self._storage.nbytes - position))
        self.start = position
