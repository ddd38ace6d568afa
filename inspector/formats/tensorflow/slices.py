"""A TensorFlow checkpoint of version 1: a single table, whose values hold the tensors themselves, in slices perhaps.

The first value lists names, shapes, types and slices; each other one is a slice of one tensor, found by its key when it is
read, as TensorFlow does. In a small file, which takes no time, all blocks are checked on opening.
Source: ``tensorflow/core/util/saved_tensor_slice.proto`` and ``tensor_slice_writer.cc`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from itertools import repeat
from operator import add, attrgetter
from typing import Any

from msgspec import Struct

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.tensorflow.ordered_code import name_keys, place_key
from inspector.formats.tensorflow.table import NOT_THERE, Table
from inspector.formats.tensorflow.tensor import tensor_entry
from inspector.formats.tensorflow.types import dtype_of, extents_of, region_of, shape_of
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.protobuf import BYTES, Message
from inspector.sources.protobuf_levels import Level, scan
from inspector.sources.storage import Buffer, RecordMeta, Storage
from inspector.tensors.assembled import AssembledStorage, Piece, assembled_entry
from inspector.tensors.dtypes import STRING, DType
from inspector.tensors.entries import Entry, TensorEntry, contiguous_strides

__all__ = ["SliceStorage", "read_slices"]

_DATA = 2
#: What a tensor in the listing begins with: its name as field 1.
_NAME_TAG = 1 << 3 | BYTES
#: Tensors that are made at a time: one that is not plain leaves only its neighbours to be made one by one.
_RUN = 256

# rows of the scans
_NAME, _SHAPE, _TYPE, _SLICE, _TENSOR = range(5)
_LISTING = Level(levels={1: Level(places={1: _TENSOR})})
_LISTED = Level(texts={1: _NAME, 2: _SHAPE, 4: _SLICE}, numbers={3: _TYPE})
_CODE, _DTYPE = map(attrgetter, ("code", "dtype"))
_ENDING, _SHAPE_OF, _STRIDES, _NUMEL, _NBYTES = map(attrgetter, ("ending", "shape", "strides", "numel", "nbytes"))


class _Region(Struct, gc=False):
    """A slice of a tensor: what ends its key, where it begins, its own shape and strides, its elements and their bytes."""

    ending: bytes
    starts: tuple[int, ...]
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    numel: int
    nbytes: int


class _Kind(Struct, gc=False):
    """What the listing says of a tensor besides its name, and what follows; of thousands few are of a kind of their own.

    ``reason`` is why one can't be read, ``dtype`` None if not even type and shape are known. ``whole`` is the only slice
    where that is all of the tensor. ``name`` is that of a tensor whose message does not begin with it.
    """

    name: bytes | None = None
    shape: tuple[int, ...] = ()
    code: int = 0
    dtype: DType | None = None
    regions: tuple[_Region, ...] = ()
    whole: _Region | None = None
    reason: str = ""

    def add(self, parts: list[bytes]) -> None:
        """Take the messages of the slices. Raises CheckpointError for an unknown type, or a slice outside the shape."""
        self.dtype = dtype_of(self.code)
        self.regions = tuple(_region(self.shape, part, self.dtype) for part in parts)
        if not parts:
            self.reason = NOT_THERE
        elif self.regions[0].shape == self.shape and len(parts) == 1 and _is_sought_late(self.dtype):
            self.whole = self.regions[0]


class _Kinds(dict[bytes, _Kind]):
    """The kinds of tensors by their messages without the name at the beginning."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __missing__(self, message: bytes) -> _Kind:
        kind = self[message] = _Kind()
        parts: list[bytes] = []
        try:
            for row, value, _ in scan(Message(message, limits=self._limits), _LISTED):
                if row == _NAME:
                    kind.name = value
                elif row == _SHAPE:
                    kind.shape = shape_of(Message(value))
                elif row == _TYPE:
                    kind.code = value
                else:
                    parts.append(value)
            kind.add(parts)
        except CheckpointError as error:
            kind.reason = error.reason
        return kind


def _region(whole: tuple[int, ...], part: bytes, dtype: DType) -> _Region:
    """A slice of a tensor. Raises CorruptError for one that is outside its shape."""
    extents = extents_of(Message(part))
    starts, shape = region_of(extents, whole)
    numel = math.prod(shape)
    return _Region(place_key(extents), starts, shape, contiguous_strides(shape), numel, dtype.nbytes(numel))


def _is_sought_late(dtype: DType) -> bool:
    """Whether slices of this type are looked for when they are read: of text the elements are places."""
    return dtype is not STRING and dtype.elements_per_unit == 1


class SliceStorage(Storage, Struct, metaclass=RecordMeta, eq=False, gc=False):
    """The elements of a slice, little-endian, which are looked for under ``slice_key`` when they are first read.

    Reading raises CheckpointError, besides what others raise, for a slice that is not there or not as it was listed.
    """

    table: Table
    slice_key: bytes
    shape: tuple[int, ...]
    code: int
    nbytes: int
    found: Storage | None = None

    @property
    def is_far(self) -> bool:
        return self.table.file.is_far

    @property
    def key(self) -> Hashable:
        return "slice", self.table.key, self.slice_key

    def __reduce__(self) -> tuple[Any, ...]:
        return SliceStorage, (self.table, self.slice_key, self.shape, self.code, self.nbytes)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if self.found is None:  # of two threads that ask at once, both find the same
            self.found = self._elements()
        self.found.read_into(buffer, offset)

    def _elements(self) -> Storage:
        entry = _slice_entry(self.table, self.slice_key, "", self.shape, self.code)
        if entry.dtype != dtype_of(self.code):
            raise CorruptError(f"a tensor of type {dtype_of(self.code)} has a piece of type {entry.dtype}")
        if entry.storage is not None and entry.strides == contiguous_strides(self.shape):
            return entry.storage
        return AssembledStorage(self.shape, entry.dtype, [Piece((0,) * len(self.shape), entry)])


def read_slices(table: Table, job: Job, *, check: bool) -> tuple[list[Entry], list[Finding]]:
    """The tensors of the checkpoint that a table is; ``check`` has all blocks of it read now.

    One that can't be read is a finding, and the others are still listed.
    """
    listing = _listing(table)
    if check:
        table.load()
    slices = _Slices(table, listing)
    entries: list[Entry] = []
    findings: list[Finding] = []
    for start in range(0, len(listing), _RUN):
        job.report(start, len(listing), "Reading the checkpoint")
        stop = min(start + _RUN, len(listing))
        plain = slices.plain(start, stop)
        if plain is not None:
            entries += plain
            continue
        for at in range(start, stop):
            entry = slices.readable(at, findings)
            if entry is not None:
                entries.append(entry)
    return entries, findings


def _listing(table: Table) -> dict[bytes, _Kind]:
    """What is said of each tensor, by name."""
    record = table.find(b"")
    if record is None:
        raise CorruptError("is a table, and not a checkpoint")
    found: dict[bytes, _Kind] = {}
    kinds = _Kinds(table.limits)
    data = Message(record.block, limits=table.limits).window.read(record.start, record.nbytes)
    message = Message(data, limits=table.limits)
    message.window.place(0, len(data))  # all of it at once
    for _, start, nbytes in scan(message, _LISTING):
        at, end, stop = start, start, start + nbytes
        if nbytes > 1 and data[start] == _NAME_TAG and data[start + 1] < 0x80:
            at, end = start + 2, start + 2 + data[start + 1]
        if end > stop:  # which is told as the kind is read
            at = end = start
        kind = kinds[data[end:stop]]
        found[data[at:end] if kind.name is None else kind.name] = kind
    return found


class _Slices:
    """Makes entries of what is listed.

    A slice is looked for when it is read, if it can be there. As each element takes a byte at least, those that claim more
    than the file has are looked for at once, and text, whose elements are places.
    """

    def __init__(self, table: Table, listing: Mapping[bytes, _Kind]) -> None:
        self._table = table
        self._left = table.file.nbytes
        self._names = list(map(bytes.decode, listing, repeat("utf-8"), repeat("backslashreplace")))
        self._keys = name_keys(list(listing))
        self._kinds = list(listing.values())

    def plain(self, start: int, stop: int) -> list[TensorEntry] | None:
        """The tensors at these positions at once; None if one is in slices, or not looked for when it is read."""
        kinds = self._kinds[start:stop]
        wholes = [kind.whole for kind in kinds if kind.whole is not None]
        numel = sum(map(_NUMEL, wholes))
        if len(wholes) < len(kinds) or numel > self._left:
            return None
        keys = list(map(add, self._keys[start:stop], map(_ENDING, wholes)))
        if self._table.unreadable(keys):
            return None
        self._left -= numel
        shapes = list(map(_SHAPE_OF, wholes))
        storages = map(SliceStorage, repeat(self._table), keys, shapes, map(_CODE, kinds), map(_NBYTES, wholes))
        names = self._names[start:stop]
        return list(map(TensorEntry, names, map(_DTYPE, kinds), shapes, map(_STRIDES, wholes), storages))

    def readable(self, at: int, findings: list[Finding]) -> TensorEntry | None:
        """The tensor at a position; a finding and no data, or None without its type, for one that can't be read."""
        name, kind = self._names[at], self._kinds[at]
        try:
            return self._entry(at)
        except CheckpointError as error:
            findings.append(unreadable_tensor(name, error.reason))
        if kind.dtype is None:
            return None
        return TensorEntry(name, kind.dtype, kind.shape, contiguous_strides(kind.shape), None)

    def _entry(self, at: int) -> TensorEntry:
        """The tensor at a position that its slices are together. Raises CheckpointError for one that can't be read."""
        kind = self._kinds[at]
        if kind.reason:
            raise CorruptError(kind.reason)
        pieces = [Piece(region.starts, self._piece(at, region)) for region in kind.regions]
        if len(pieces) == 1 and pieces[0].entry.shape == kind.shape:
            return pieces[0].entry
        if kind.dtype is STRING:
            raise UnsupportedError("is text in slices, which is not put together")
        return assembled_entry((self._names[at],), kind.shape, pieces)

    def _piece(self, at: int, region: _Region) -> TensorEntry:
        """A slice of the tensor at a position as a tensor of its own. Raises as :meth:`_entry`."""
        name, kind, key = self._names[at], self._kinds[at], self._keys[at] + region.ending
        dtype = kind.dtype
        if unreadable := self._table.unreadable([key]):
            raise CorruptError(unreadable[key])
        if dtype is None or not _is_sought_late(dtype) or region.numel > self._left:
            return _slice_entry(self._table, key, name, region.shape, kind.code)
        self._left -= region.numel
        storage = SliceStorage(self._table, key, region.shape, kind.code, region.nbytes)
        return TensorEntry(name, dtype, region.shape, region.strides, storage)


def _slice_entry(table: Table, key: bytes, name: str, shape: tuple[int, ...], code: int) -> TensorEntry:
    """A slice as a tensor of its own, as the table has it. Raises CheckpointError for one that is damaged or missing."""
    record = table.find(key)
    if record is None:
        raise CorruptError(NOT_THERE)
    value = Message(record.block, record.start, record.start + record.nbytes, table.limits)
    for field in value:
        if field.number == _DATA:
            part = value.message(field)
            for each in part:
                if each.number == 3:
                    return tensor_entry(part.message(each), (name,), shape, code)
    raise CorruptError(NOT_THERE)
