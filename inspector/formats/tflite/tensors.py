"""Tensors of a TensorFlow Lite model that have data: constants, with the scales of those that are quantised.

Schema: ``tensorflow/compiler/mlir/lite/schema/schema.fbs`` of https://github.com/tensorflow/tensorflow; the numbers of
fields are positions in its tables.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError
from inspector.formats.tflite.flatbuffer import Table
from inspector.formats.tflite.pages import Positions
from inspector.formats.tflite.sparsity import indices_of
from inspector.limits import LIMITS, Limits
from inspector.sources.cursor import Cursor
from inspector.sources.siblings import Siblings
from inspector.sources.storage import ByteRange, MemoryStorage, Part, Storage
from inspector.tensors.dtypes import STRING, DType, dtype_named
from inspector.tensors.entries import Quantization, TensorEntry, check_axes, contiguous_strides
from inspector.tensors.packed import UnpackedStorage
from inspector.tensors.sparse import SparseStorage
from inspector.tensors.strings import StringStorage

__all__ = ["DTYPES", "PACKED_BITS", "BufferColumns", "Buffers", "quantization_of", "strides_of", "tensor_entry"]

#: Element types by their code, and how many bits those have of which a byte has several.
DTYPES = {
    0: "float32", 1: "float16", 2: "int32", 3: "uint8", 4: "int64", 5: "string", 6: "bool", 7: "int16", 8: "complex64",
    9: "int8", 10: "float64", 11: "complex128", 12: "uint64", 15: "uint32", 16: "uint16", 17: "int4", 18: "bfloat16",
    19: "int2", 20: "uint4", 21: "float8_e4m3fn", 22: "float8_e5m2",
}  # fmt: skip
PACKED_BITS = {"int4": 4, "uint4": 4, "int2": 2}
#: Sizes in memory are numbers of 64 bits.
_MOST_ELEMENTS = 1 << 63


class BufferColumns(NamedTuple):
    """Of each buffer by its number where its bytes are and how many; whether it has any, and whether the file has them."""

    starts: Positions
    sizes: Positions
    are_there: npt.NDArray[np.bool_]
    are_whole: npt.NDArray[np.bool_]


class Buffers:
    """The buffers of a model by their number, within the FlatBuffer, behind it in the same file, or in files beside it."""

    def __init__(self, model: Table, file: Storage, siblings: Siblings, limits: Limits = LIMITS) -> None:
        self.file = file
        self._siblings = siblings
        self.limits = limits
        self._tables = model.tables(4)
        self._groups = [group.text(0) for group in model.tables(8)]
        self._external = {table.integer(0, "I"): table for table in model.tables(9)}
        self._opened: dict[tuple[int, int], Storage | None] = {}

    def __len__(self) -> int:
        return len(self._tables)

    @cached_property
    def columns(self) -> BufferColumns | None:
        """All buffers within the FlatBuffer and behind it; None if one of them can't be told, or there is none."""
        try:
            starts, sizes = self._tables.vectors(0)
            offsets = self._tables.numbers(1, "<u8")
            are_behind = offsets > 1
            starts = np.where(are_behind, offsets, starts)
            sizes = np.where(are_behind, self._tables.numbers(2, "<u8"), sizes)
        except CheckpointError:
            return None
        are_there = are_behind | (sizes > 0)
        are_whole = are_there & (starts >= 0) & (sizes >= 0) & (sizes <= self.file.nbytes - starts)
        return BufferColumns(starts, sizes, are_there, are_whole) if len(starts) else None

    def parts(self, numbers: Sequence[int], starts: Sequence[int], sizes: Sequence[int]) -> list[Storage | None]:
        """Buffers that are known to be there, by their numbers: the storages that :meth:`of` gives."""
        made = map(Part, repeat(self.file), starts, sizes)
        return list(map(self._opened.setdefault, zip(numbers, repeat(0)), made))

    def of(self, tensor: Table) -> Storage | None:
        """The bytes of a tensor, the same storage for tensors that share them; None if it has none.

        Raises CheckpointError for numbers that lead nowhere and for files that can't be opened.
        """
        place = tensor.integer(2, "I"), tensor.integer(10, "I")
        if place not in self._opened:
            self._opened[place] = self._outside(place[1]) if place[1] else self.numbered(place[0])
        return self._opened[place]

    def numbered(self, number: int) -> Storage | None:
        """Buffer ``number``; None if it is empty."""
        if number >= len(self._tables):
            raise CorruptError(f"has its data in buffer {number}, of {len(self._tables)}")
        table = self._tables[number]
        offset = table.integer(1, "Q")
        if offset > 1:
            return ByteRange(self.file, offset, table.integer(2, "Q"))
        found = table.storage(0)
        return found if found is not None and found.nbytes else None

    def _outside(self, identifier: int) -> Storage:
        table = self._external.get(identifier)
        if table is None or table.integer(1, "I") >= len(self._groups):
            raise CorruptError(f"has its data in buffer {identifier} outside the file, which is not described")
        if packing := table.text(4):
            raise UnsupportedError(f"has its data packed as {packing!r}")
        file = self._siblings.open(self._groups[table.integer(1, "I")])
        return ByteRange(file, table.integer(2, "Q"), table.integer(3, "Q"))


def tensor_entry(tensor: Table, subgraph: int, number: int, buffers: Buffers) -> TensorEntry | None:
    """The entry of a tensor; None if it has no data. Raises CheckpointError for one that can't be read."""
    storage = buffers.of(tensor)
    if storage is None:
        return None
    path = (subgraph, tensor.text(3) or f"tensor {number}")
    check_axes(tensor.length(0))
    shape = tensor.numbers(0, "i")
    strides = strides_of(shape)
    dtype = _dtype(tensor.integer(1, "b"))
    quantization = _quantization(tensor.table(4), shape)
    sparsity = tensor.table(6)
    if sparsity is None:
        storage = _elements(storage, dtype, math.prod(shape))
        return TensorEntry(path, dtype, shape, strides, storage, quantization=quantization)
    components = _components(sparsity, dtype, shape, storage)
    storage = SparseStorage("sparse_coo", shape, components, buffers.limits)
    return TensorEntry(
        path, dtype, shape, strides, storage,
        layout="sparse_coo", quantization=quantization, components=components,
    )  # fmt: skip


def strides_of(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Strides in elements. Raises CorruptError for a shape that no tensor has."""
    if min(shape, default=0) < 0:
        raise CorruptError(f"has the impossible shape {shape}")
    strides = contiguous_strides(shape)
    if strides and strides[0] * max(shape[0], 1) >= _MOST_ELEMENTS:
        raise CorruptError(f"has the impossible shape {shape}")
    return strides


def _components(table: Table, dtype: DType, shape: tuple[int, ...], storage: Storage) -> dict[str, TensorEntry]:
    """The elements that a sparse tensor has, and the index of each."""
    if dtype is STRING:
        raise UnsupportedError("is sparse text, which is not read")
    index = indices_of(table, shape, 8 * storage.nbytes // PACKED_BITS.get(dtype.name, 8 * dtype.itemsize))
    count = index.shape[1]
    places = dtype_named("int64")
    stored = MemoryStorage(index.astype("<i8").tobytes())
    return {
        "indices": TensorEntry((), places, index.shape, contiguous_strides(index.shape), stored),
        "values": TensorEntry((), dtype, (count,), (1,), _elements(storage, dtype, count)),
    }


def _dtype(code: int) -> DType:
    if code not in DTYPES:
        raise UnsupportedError(f"has the unknown type {code}")
    return dtype_named(DTYPES[code])


def _elements(storage: Storage, dtype: DType, count: int) -> Storage:
    """The bytes of ``count`` elements, one element each where the file packs several in one."""
    if dtype is STRING:
        return _strings(storage, count)
    if dtype.name in PACKED_BITS:
        return UnpackedStorage(storage, PACKED_BITS[dtype.name], count)
    if storage.nbytes < dtype.nbytes(count):
        raise TruncatedError(f"has {storage.nbytes:,} bytes of data, its shape asks for {dtype.nbytes(count):,}")
    return storage


def _strings(storage: Storage, count: int) -> StringStorage:
    """Text: the number of elements, where each begins and the last ends, then the bytes.

    Source: ``tensorflow/lite/string_util.h``.
    """
    cursor = Cursor(storage)
    there = cursor.u32()
    if there != count:
        raise CorruptError(f"has {there:,} elements of text, its shape asks for {count:,}")
    bounds = np.array(cursor.numbers("I", there + 1), np.uint64)
    if (bounds[1:] < bounds[:-1]).any() or bounds[-1] > storage.nbytes:
        raise CorruptError("has elements of text that lie outside its data")
    units = np.empty(count, STRING.stored_dtype)
    units["start"], units["nbytes"] = bounds[:-1], bounds[1:] - bounds[:-1]
    return StringStorage(MemoryStorage(units.tobytes()), storage)


def _quantization(table: Table | None, shape: Sequence[int]) -> Quantization | None:
    if table is None or not table.length(2):
        return None
    return quantization_of(table.numbers(2, "f"), table.numbers(3, "q"), table.integer(6, "i"), shape)


def quantization_of(
    scale: tuple[float, ...], zero_point: tuple[int, ...], axis: int, shape: Sequence[int]
) -> Quantization | None:
    """How a tensor of this shape is quantised, by one scale or one per index of an axis; None without scales.

    Raises CorruptError for numbers that don't belong together.
    """
    if not scale:
        return None
    zero_point = zero_point or (0,) * len(scale)
    if len(zero_point) != len(scale):
        raise CorruptError(f"has {len(scale):,} scales and {len(zero_point):,} zero points")
    if len(scale) == 1:
        return Quantization("per_tensor_affine", scale, zero_point)
    if not 0 <= axis < len(shape) or shape[axis] != len(scale):
        raise CorruptError(f"has {len(scale):,} scales along axis {axis} of the shape {tuple(shape)}")
    return Quantization("per_channel_affine", scale, zero_point, axis)
