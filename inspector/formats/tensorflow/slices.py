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

import numpy as np
import numpy.typing as npt
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
from inspector.sources.protobuf_levels import Level, scan, scan_places
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
_DTYPE, _SHAPE_OF, _STRIDES, _NUMEL, _NBYTES, _ENDING = map(
    attrgetter, ("dtype", "shape", "strides", "numel", "nbytes", "ending")
)


class _Region(Struct, gc=False):
    """A slice of a tensor: what ends its key, its type, where it begins, its own shape and strides, elements and bytes."""

    ending: bytes
    code: int
    dtype: DType
    starts: tuple[int, ...]
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    numel: int
    nbytes: int

    def key_in(self, name: bytes) -> bytes:
        """The key of the slice of the tensor ``name`` in the table."""
        return name_keys([name])[0] + self.ending


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
        self.regions = tuple(_region(self.shape, part, self.code, self.dtype) for part in parts)
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


def _region(whole: tuple[int, ...], part: bytes, code: int, dtype: DType) -> _Region:
    """A slice of a tensor. Raises CorruptError for one that is outside its shape."""
    extents = extents_of(Message(part))
    starts, shape = region_of(extents, whole)
    numel = math.prod(shape)
    nbytes = dtype.nbytes(numel)
    return _Region(place_key(extents), code, dtype, starts, shape, contiguous_strides(shape), numel, nbytes)


def _is_sought_late(dtype: DType) -> bool:
    """Whether slices of this type are looked for when they are read: of text the elements are places."""
    return dtype is not STRING and dtype.elements_per_unit == 1


class SliceStorage(Storage, Struct, metaclass=RecordMeta, eq=False, gc=False):
    """The elements of the slice ``region`` of the tensor ``name``, little-endian, looked for when they are first read.

    Reading raises CheckpointError, besides what others raise, for a slice that is not there or not as it was listed.
    """

    table: Table
    name: bytes
    region: _Region
    nbytes: int
    found: Storage | None = None

    @property
    def is_far(self) -> bool:
        return self.table.file.is_far

    @property
    def key(self) -> Hashable:
        return "slice", self.table.key, self.name, self.region.ending

    def __reduce__(self) -> tuple[Any, ...]:
        return SliceStorage, (self.table, self.name, self.region, self.nbytes)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if self.found is None:  # of two threads that ask at once, both find the same
            self.found = self._elements()
        self.found.read_into(buffer, offset)

    def _elements(self) -> Storage:
        region = self.region
        entry = _slice_entry(self.table, region.key_in(self.name), "", region)
        if entry.dtype != region.dtype:
            raise CorruptError(f"a tensor of type {region.dtype} has a piece of type {entry.dtype}")
        if entry.storage is not None and entry.strides == region.strides:
            return entry.storage
        return AssembledStorage(region.shape, entry.dtype, [Piece((0,) * len(region.shape), entry)])


def read_slices(table: Table, listed: bytes, job: Job, *, check: bool) -> tuple[list[Entry], list[Finding]]:
    """The tensors of the checkpoint that a table is, whose first value is ``listed``; ``check`` has all of it read now.

    One that can't be read is a finding, and the others are still listed.
    """
    listing = _listing(listed, table.limits)
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


def _listing(data: bytes, limits: Limits) -> dict[bytes, _Kind]:
    """What is said of each tensor, by name."""
    kinds = _Kinds(limits)
    message = Message(data, limits=limits)
    message.window.place(0, len(data))  # all of it at once
    starts, sizes = scan_places(message, _LISTING).T
    stops = starts + sizes
    begins, ends = _names_within(np.frombuffer(data, np.uint8), starts, stops)
    names = [data[begin:end] for begin, end in zip(begins, ends, strict=True)]
    found = [kinds[data[end:stop]] for end, stop in zip(ends, stops.tolist(), strict=True)]
    if any(kind.name is not None for kind in kinds.values()):
        names = [name if kind.name is None else kind.name for name, kind in zip(names, found, strict=True)]
    return dict(zip(names, found, strict=True))


def _names_within(
    codes: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], stops: npt.NDArray[np.int64]
) -> tuple[list[int], list[int]]:
    """Where the names begin and end that messages begin with; where one does not, or it is long, that is its beginning."""
    tags, lengths = codes.take(starts, mode="clip"), codes.take(starts + 1, mode="clip")
    ends = starts + 2 + lengths
    is_there = (tags == _NAME_TAG) & (lengths < 0x80) & (ends <= stops)
    return np.where(is_there, starts + 2, starts).tolist(), np.where(is_there, ends, starts).tolist()


class _Slices:
    """Makes entries of what is listed.

    A slice is looked for when it is read, if it can be there. As each element takes a byte at least, those that claim more
    than the file has are looked for at once, and text, whose elements are places.
    """

    def __init__(self, table: Table, listing: Mapping[bytes, _Kind]) -> None:
        self._table = table
        self._left = table.file.nbytes
        self._names = list(listing)
        self._texts = list(map(bytes.decode, listing, repeat("utf-8"), repeat("backslashreplace")))
        self._kinds = list(listing.values())

    def plain(self, start: int, stop: int) -> list[TensorEntry] | None:
        """The tensors at these positions at once; None if one is in slices, or not looked for when it is read."""
        wholes = [kind.whole for kind in self._kinds[start:stop] if kind.whole is not None]
        names = self._names[start:stop]
        numel = sum(map(_NUMEL, wholes))
        if len(wholes) < len(names) or numel > self._left or self._is_any_unreadable(names, wholes):
            return None
        self._left -= numel
        storages = map(SliceStorage, repeat(self._table), names, wholes, map(_NBYTES, wholes))
        geometry = (map(field, wholes) for field in (_DTYPE, _SHAPE_OF, _STRIDES))
        return list(map(TensorEntry, self._texts[start:stop], *geometry, storages))

    def _is_any_unreadable(self, names: list[bytes], wholes: list[_Region]) -> bool:
        """Whether any of these tensors is known to be unreadable; where none can be, no keys are made but two."""
        first, last = (wholes[names.index(name)].key_in(name) for name in (min(names), max(names)))
        if not self._table.may_tell(first, last):  # keys sort as names do
            return False
        return bool(self._table.unreadable(list(map(add, name_keys(names), map(_ENDING, wholes)))))

    def readable(self, at: int, findings: list[Finding]) -> TensorEntry | None:
        """The tensor at a position; a finding and no data, or None without its type, for one that can't be read."""
        name, kind = self._texts[at], self._kinds[at]
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
        return assembled_entry((self._texts[at],), kind.shape, pieces)

    def _piece(self, at: int, region: _Region) -> TensorEntry:
        """A slice of the tensor at a position as a tensor of its own. Raises as :meth:`_entry`."""
        name, text = self._names[at], self._texts[at]
        key = region.key_in(name)
        if unreadable := self._table.unreadable([key]):
            raise CorruptError(unreadable[key])
        if not _is_sought_late(region.dtype) or region.numel > self._left:
            return _slice_entry(self._table, key, text, region)
        self._left -= region.numel
        storage = SliceStorage(self._table, name, region, region.nbytes)
        return TensorEntry(text, region.dtype, region.shape, region.strides, storage)


def _slice_entry(table: Table, key: bytes, name: str, region: _Region) -> TensorEntry:
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
                    return tensor_entry(part.message(each), (name,), region.shape, region.code)
    raise CorruptError(NOT_THERE)
