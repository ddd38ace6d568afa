"""The layout of a new file: the runs of bytes it will hold, and where in them each tensor lies.

A format that knows views gets one record for tensors that share their elements, or a whole storage where that is to be
kept; any other a record for each tensor, in C order. Nothing is read for it, so that it also tells the size.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache

from inspector.tensors.dtypes import DType, Kind, dtype_of_numpy
from inspector.tensors.entries import Quantization, TensorEntry, contiguous_strides
from inspector.tensors.slices import value_shape
from inspector.writing.plan import PlannedTensor

__all__ = ["Layout", "Placement", "Record", "can_keep_view", "lay_out"]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A run of bytes: the elements of ``source`` in C order, as ``dtype``, little-endian; ``is_cast`` if it has another.

    ``key`` is that of the first tensor in it, for messages.
    """

    key: str
    source: TensorEntry
    dtype: DType
    shape: tuple[int, ...]
    is_cast: bool = False

    @property
    def nbytes(self) -> int:
        """Its length."""
        return self.dtype.nbytes(math.prod(self.shape))


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A tensor of the new file: a view of ``record``. Strides and offset count elements."""

    key: str
    record: Record
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    offset: int
    quantization: Quantization | None

    @property
    def dtype(self) -> DType:
        """Its element type."""
        return self.record.dtype

    @property
    def nbytes(self) -> int:
        """Bytes of its elements."""
        return self.dtype.nbytes(math.prod(self.shape))


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The tensors of one file and their records, in the order in which they are first used."""

    placements: Sequence[Placement]
    records: Sequence[Record]

    @property
    def nbytes(self) -> int:
        """Bytes of all records, which is the size of the file but for its index."""
        return sum(record.nbytes for record in self.records)


def lay_out(tensors: Sequence[PlannedTensor], *, shares: bool) -> Layout:
    """Place ``tensors`` in the order given.

    With ``shares``, tensors with the same elements of one storage share a record, and views are kept where the plan asks
    for it.
    """
    records: dict[Hashable, Record] = {}
    placements = []
    for position, planned in enumerate(tensors):
        keeps = shares and can_keep_view(planned)
        identity = _identity(planned, keeps) if shares and planned.entry.storage_nbytes else position
        record = records.get(identity)
        if record is None:
            record = records[identity] = _storage_record(planned) if keeps else _record(planned)
        placements.append(_view(planned, record) if keeps else _whole(planned, record))
    return Layout(placements, list(records.values()))


def can_keep_view(planned: PlannedTensor) -> bool:
    """Whether the tensor asks for its storage to be kept and that makes sense: uncast, of elements that fill it."""
    entry = planned.entry
    return (
        planned.keep_view
        and not planned.is_cast
        and entry.layout == "strided"
        and entry.storage is not None
        and not entry.conjugate
        and not entry.negative
        and entry.dtype.elements_per_unit == 1
        and entry.storage_nbytes % entry.dtype.itemsize == 0
    )


def _identity(planned: PlannedTensor, keeps: bool) -> Hashable:
    """Equal for tensors that one record serves."""
    entry = planned.entry
    if keeps:
        return entry.storage and entry.storage.key, entry.dtype
    if planned.is_cast:
        return entry.view_key, planned.dtype, id(entry.quantization)
    return entry.view_key


def _record(planned: PlannedTensor) -> Record:
    entry = planned.entry
    if planned.is_cast:
        assert planned.dtype is not None
        return Record(planned.key, entry, planned.dtype, value_shape(entry), is_cast=True)
    return Record(planned.key, entry, _little_endian(entry.dtype), entry.shape)


def _storage_record(planned: PlannedTensor) -> Record:
    entry = planned.entry
    shape = (entry.storage_nbytes // entry.dtype.itemsize,)
    flat = entry.replace(shape=shape, strides=(1,), storage_offset=0, quantization=None)
    return Record(planned.key, flat, _little_endian(entry.dtype), shape)


def _whole(planned: PlannedTensor, record: Record) -> Placement:
    quantization = None if planned.is_cast else _kept_quantization(planned.entry)
    return Placement(planned.key, record, record.shape, contiguous_strides(record.shape), 0, quantization)


def _view(planned: PlannedTensor, record: Record) -> Placement:
    entry = planned.entry
    return Placement(planned.key, record, entry.shape, entry.strides, entry.storage_offset, _kept_quantization(entry))


def _kept_quantization(entry: TensorEntry) -> Quantization | None:
    """What torch's quantised types can't be without; plain integers that a model reads as others leave theirs behind."""
    return entry.quantization if entry.dtype.kind is Kind.QUANTISED else None


@cache
def _little_endian(dtype: DType) -> DType:
    """The type as it is written; each field of a numpy record keeps the order it has."""
    if dtype.kind is Kind.RECORD:
        return dtype
    unit = dtype.stored_dtype.newbyteorder("<")
    return dtype_of_numpy(unit) if dtype.kind is Kind.TEXT else dtype.little_endian()  # whose name tells the order
