"""A TensorFlow checkpoint of version 1: a single table, whose values hold the tensors themselves, in slices perhaps.

The first value lists names, shapes, types and slices; each other one is a slice of one tensor, found by its key when it is
read, as TensorFlow does.
Source: ``tensorflow/core/util/saved_tensor_slice.proto`` and ``tensor_slice_writer.cc`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.tensorflow.ordered_code import slice_key
from inspector.formats.tensorflow.table import Records, Table
from inspector.formats.tensorflow.tensor import tensor_entry
from inspector.formats.tensorflow.types import Extents, dtype_of, extents_of, region_of, shape_of
from inspector.jobs import Job
from inspector.sources.protobuf import Message
from inspector.sources.protobuf_levels import Level, scan
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.assembled import AssembledStorage, Piece, assembled_entry
from inspector.tensors.dtypes import STRING, DType
from inspector.tensors.entries import Entry, TensorEntry, contiguous_strides

__all__ = ["SliceStorage", "read_slices"]

_DATA = 2
_STRIDE = 1024
#: All of an ordinary listing, which is wanted whole.
_FIRST_READ = 256 << 10
_NOT_THERE = "is listed, and there are no data of it"

# rows of the scan
_NAME, _SHAPE, _TYPE, _SLICE, _END = range(5)
_TENSOR = Level(texts={1: _NAME, 2: _SHAPE, 4: _SLICE}, numbers={3: _TYPE}, end=_END)
_LISTING = Level(levels={1: Level(levels={1: _TENSOR})})


class _Listed(NamedTuple):
    """What the listing says of a tensor: the message of its shape, the number of its type, messages of its slices."""

    shape: bytes
    code: int
    slices: tuple[bytes, ...]


class _Region(NamedTuple):
    """A slice of a tensor of the shape ``whole``: as its key has it, where it begins, and its own shape and strides."""

    whole: tuple[int, ...]
    extents: Extents
    starts: tuple[int, ...]
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    numel: int


class SliceStorage(Storage):
    """The elements of a slice, little-endian, which are looked for in the table when they are first read.

    Reading raises CheckpointError, besides what others raise, for a slice that is not there or not as it was listed.
    """

    __slots__ = ("_code", "_extents", "_found", "_name", "_shape", "_table", "nbytes")

    def __init__(
        self, table: Table, name: str, extents: Extents, shape: tuple[int, ...], code: int, nbytes: int
    ) -> None:
        self._table = table
        self._name = name
        self._extents = extents
        self._shape = shape
        self._code = code
        self._found: Storage | None = None
        self.nbytes = nbytes

    @property
    def is_far(self) -> bool:
        return self._table.file.is_far

    @property
    def key(self) -> Hashable:
        return "slice", self._table.key, self._name, self._extents

    def __reduce__(self) -> tuple[object, ...]:
        return SliceStorage, (self._table, self._name, self._extents, self._shape, self._code, self.nbytes)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if self._found is None:  # of two threads that ask at once, both find the same
            self._found = self._elements()
        self._found.read_into(buffer, offset)

    def _elements(self) -> Storage:
        entry = _slice_entry(self._table, self._name, self._extents, self._shape, self._code)
        if entry.dtype != dtype_of(self._code):
            raise CorruptError(f"a tensor of type {dtype_of(self._code)} has a piece of type {entry.dtype}")
        if entry.storage is not None and entry.strides == contiguous_strides(self._shape):
            return entry.storage
        return AssembledStorage(self._shape, entry.dtype, [Piece((0,) * len(self._shape), entry)])


def read_slices(file: Storage, first: Records, job: Job) -> tuple[list[Entry], list[Finding]]:
    """The tensors of a checkpoint, whose table begins with the run ``first``.

    One that can't be read is a finding, and the others are still listed.
    """
    table = Table(file, job.limits, first)
    listing = _listing(table)
    slices = _Slices(table)
    entries: list[Entry] = []
    findings = []
    for at, (name, listed) in enumerate(listing.items()):
        if at % _STRIDE == 0:
            job.report(at, len(listing), "Reading the checkpoint")
        try:
            entries.append(slices.entry(name, listed))
        except CheckpointError as error:
            findings.append(unreadable_tensor(name, error.reason))
            try:
                shape = shape_of(Message(listed.shape))
                entries.append(TensorEntry((name,), dtype_of(listed.code), shape, contiguous_strides(shape), None))
            except CheckpointError:
                continue
    return entries, findings


def _listing(table: Table) -> dict[str, _Listed]:
    """What is said of each tensor, by name."""
    record = table.find(b"")
    if record is None:
        raise CorruptError("is a table, and not a checkpoint")
    found: dict[str, _Listed] = {}
    name, shape, code = "", b"", 0
    slices: list[bytes] = []
    message = Message(record.block, record.start, record.start + record.nbytes, table.limits)
    message.window.place(record.start, min(record.nbytes, _FIRST_READ))
    for row, value, _ in scan(message, _LISTING):
        if row == _NAME:
            name = value.decode("utf-8", "replace")
        elif row == _SHAPE:
            shape = value
        elif row == _TYPE:
            code = value
        elif row == _SLICE:
            slices.append(value)
        else:
            found[name] = _Listed(shape, code, tuple(slices))
            name, shape, code, slices = "", b"", 0, []
    return found


@lru_cache(maxsize=1024)  # of thousands of tensors few are of a shape of their own
def _region(shape: bytes, part: bytes) -> _Region:
    """A slice of a tensor. Raises CorruptError for one that is outside its shape."""
    whole, extents = shape_of(Message(shape)), extents_of(Message(part))
    starts, sizes = region_of(extents, whole)
    return _Region(whole, extents, starts, sizes, contiguous_strides(sizes), math.prod(sizes))


class _Slices:
    """Makes entries of what is listed.

    A slice is looked for when it is read, if it can be there. As each element takes a byte at least, those that claim more
    than the file has are looked for at once, and text, whose elements are places.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._left = table.file.nbytes

    def entry(self, name: str, listed: _Listed) -> TensorEntry:
        """The tensor that the slices are together. Raises CheckpointError for one that can't be read."""
        if not listed.slices:
            raise CorruptError(_NOT_THERE)
        dtype = dtype_of(listed.code)
        regions = [_region(listed.shape, part) for part in listed.slices]
        if len(regions) == 1 and regions[0].shape == regions[0].whole:
            return self._piece(name, dtype, listed.code, regions[0])
        pieces = [Piece(each.starts, self._piece(name, dtype, listed.code, each)) for each in regions]
        return assembled_entry((name,), regions[0].whole, pieces)

    def _piece(self, name: str, dtype: DType, code: int, region: _Region) -> TensorEntry:
        if self._table.excludes(slice_key(name, region.extents)):
            raise CorruptError(_NOT_THERE)
        if dtype is STRING or dtype.elements_per_unit != 1 or region.numel > self._left:
            return _slice_entry(self._table, name, region.extents, region.shape, code)
        self._left -= region.numel
        storage = SliceStorage(self._table, name, region.extents, region.shape, code, dtype.nbytes(region.numel))
        return TensorEntry((name,), dtype, region.shape, region.strides, storage)


def _slice_entry(table: Table, name: str, extents: Extents, shape: tuple[int, ...], code: int) -> TensorEntry:
    """A slice as a tensor of its own, as the table has it. Raises CheckpointError for one that is damaged or missing."""
    record = table.find(slice_key(name, extents))
    if record is None:
        raise CorruptError(_NOT_THERE)
    value = Message(record.block, record.start, record.start + record.nbytes, table.limits)
    for field in value:
        if field.number == _DATA:
            part = value.message(field)
            for each in part:
                if each.number == 3:
                    return tensor_entry(part.message(each), (name,), shape, code)
    raise CorruptError(_NOT_THERE)
