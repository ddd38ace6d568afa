"""A ``TensorProto`` of TensorFlow: constants of graphs, and the slices in checkpoints of version 1.

The elements are raw, or numbers in the field for their type, of which trailing ones that repeat may be left out.
Source: ``tensorflow/core/framework/tensor.proto`` and ``Tensor::FromProto`` in ``tensorflow/core/framework/tensor.cc`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import math
import struct
from functools import lru_cache
from typing import Any

import numpy as np

from inspector.errors import CorruptError
from inspector.formats.tensorflow.types import dtype_of, is_text, shape_of
from inspector.sources.protobuf import BYTES, Field, Message
from inspector.sources.protobuf_levels import Level, scan_places
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.sources.varints import VarintStorage, count_varints
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import STRING, DType
from inspector.tensors.entries import Path, TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["RawTensor", "raw_tensor", "tensor_entry"]

_TYPE, _SHAPE, _CONTENT, _STRINGS, _FLOAT8 = 1, 2, 4, 8, 18
#: The field with the elements of a type, if they are not raw; those of all others are in that for 32-bit integers.
_FIXED = {"float32": 5, "float64": 6, "complex64": 9, "complex128": 12}
_INTEGERS = {"int64": 10, "bool": 11, "float16": 13, "bfloat16": 13, "uint32": 16, "uint64": 17}
_INT = 7
_TEXTS = Level(places={_STRINGS: 0})
_CODE_ROW, _SHAPE_ROW, _CONTENT_ROW, _BROKEN_ROW = range(4)


def tensor_entry(message: Message, path: Path, shape: tuple[int, ...] | None = None, code: int = 0) -> TensorEntry:
    """The entry of a tensor; ``shape`` and ``code``, that of its type, where the message has neither.

    Raises CheckpointError for data that does not fit them.
    """
    fields: dict[int, list[Field]] = {}
    for field in message:
        if field.number == _TYPE:
            code = field.value
        elif field.number == _SHAPE:
            if shape is None:
                shape = shape_of(message.message(field))
        else:
            fields.setdefault(field.number, []).append(field)
    dtype = dtype_of(code)
    shape = shape or ()
    count = math.prod(shape)
    if _CONTENT in fields and dtype is not STRING:
        storage = message.storage_of(fields[_CONTENT][-1])
        if storage.nbytes != dtype.nbytes(count):
            raise CorruptError(f"has {storage.nbytes:,} bytes of data, its shape asks for {dtype.nbytes(count):,}")
        return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage)
    if dtype is STRING:
        return _text_entry(message, path, shape)
    storage, there = _elements(message, fields, dtype)
    return _shaped(TensorEntry(path, dtype, (there,), (1,), storage), shape)


def raw_tensor(begin: int) -> Level:
    """What a scan is to give of a tensor, whose first row is called ``begin``, for a :class:`RawTensor`."""
    return Level(
        numbers={_TYPE: _CODE_ROW},
        texts={_SHAPE: _SHAPE_ROW},
        places={_CONTENT: _CONTENT_ROW},
        begin=begin,
        broken=_BROKEN_ROW,
    )


class RawTensor:
    """A tensor of a scan, which nearly always is a type, a shape and raw elements: its entry in a third of the time."""

    __slots__ = ("_code", "_content", "_place", "_shape")

    def __init__(self, start: int, nbytes: int) -> None:
        self._place = start, nbytes
        self._code = 0
        self._shape = b""
        self._content: tuple[int, int] | None = None

    def add(self, row: int, value: Any, nbytes: int) -> None:
        """Take a row of the scan between the tensor's first and its last."""
        if row == _CODE_ROW:
            self._code = value
        elif row == _SHAPE_ROW:
            self._shape = self._shape or value
        elif row == _CONTENT_ROW:
            self._content = value, nbytes
        else:
            self._content = None

    def entry(self, message: Message, path: Path) -> TensorEntry:
        """The entry of the tensor, which is in the storage of ``message``. Raises as :func:`tensor_entry`."""
        if self._content is not None:
            dtype, shape, strides, expected = _layout(self._code, self._shape)
            start, nbytes = self._content
            if dtype is not STRING and nbytes == expected:
                return TensorEntry(path, dtype, shape, strides, ByteRange(message.storage, start, nbytes))
        start, nbytes = self._place
        whole = Message(message.storage, start, start + nbytes, message.limits)
        if is_text(self._code):
            return _text_entry(whole, path, shape_of(Message(self._shape)))
        return tensor_entry(whole, path)


@lru_cache(maxsize=1024)  # of thousands of tensors few are of a type and shape of their own
def _layout(code: int, shape: bytes) -> tuple[DType, tuple[int, ...], tuple[int, ...], int]:
    """The type, shape, strides and number of bytes. Raises CheckpointError for a type or shape that no tensor has."""
    dtype, sizes = dtype_of(code), shape_of(Message(shape))
    return dtype, sizes, contiguous_strides(sizes), dtype.nbytes(math.prod(sizes))


def _shaped(entry: TensorEntry, shape: tuple[int, ...]) -> TensorEntry:
    """The tensor of ``shape`` of these elements, which are all of them or the first ones."""
    there, count = entry.numel, math.prod(shape)
    if there > count or (there == 0 and entry.dtype is STRING and count):
        raise CorruptError(f"has {there:,} elements, its shape asks for {count:,}")
    if there == count:
        return entry.replace(shape=shape, strides=contiguous_strides(shape))
    return _filled_up(entry, shape)


def _filled_up(entry: TensorEntry, shape: tuple[int, ...]) -> TensorEntry:
    """The tensor of ``shape`` whose first elements are those of ``entry``, and all others its last one, or zero."""
    if not entry.numel:
        entry = entry.replace(shape=(1,), storage=MemoryStorage(bytes(entry.dtype.itemsize)))
    if entry.numel == 1:
        return entry.replace(shape=shape, strides=(0,) * len(shape))
    if entry.dtype is STRING:
        raise CorruptError(f"has {entry.numel:,} elements of text, its shape asks for {math.prod(shape):,}")
    there, count = entry.numel, math.prod(shape)
    rest = entry.replace(shape=(count - there,), strides=(0,), storage_offset=there - 1)
    return assembled_entry(entry.path, shape, [Piece((0,), entry), Piece((there,), rest)], flat=True)


def _elements(message: Message, fields: dict[int, list[Field]], dtype: DType) -> tuple[Storage, int]:
    """The elements in the field for the type, and how many there are."""
    if dtype.name.startswith(("float8", "float4")):
        storage = _joined(message, fields.get(_FLOAT8, []), "")
        return storage, storage.nbytes
    if dtype.name in _FIXED:
        number = _FIXED[dtype.name]
        storage = _joined(message, fields.get(number, []), "<I" if number in (5, 9) else "<Q")
        if storage.nbytes % dtype.itemsize:
            raise CorruptError("has a list of numbers that ends within one")
        return storage, storage.nbytes // dtype.itemsize
    return _integers(message, fields.get(_INTEGERS.get(dtype.name, _INT), []), dtype)


def _joined(message: Message, fields: list[Field], code: str) -> Storage:
    """The bytes of fields of bytes, or of numbers of a fixed width one by one."""
    if len(fields) == 1 and fields[0].wire_type == BYTES:
        return message.storage_of(fields[0])
    return MemoryStorage(
        b"".join(
            message.bytes_of(each) if each.wire_type == BYTES or not code else struct.pack(code, each.value)
            for each in fields
        )
    )


def _integers(message: Message, fields: list[Field], dtype: DType) -> tuple[Storage, int]:
    unit = dtype.stored_dtype
    if len(fields) == 1 and fields[0].wire_type == BYTES:
        packed = message.storage_of(fields[0])
        count = count_varints(packed)
        return VarintStorage(packed, count, unit), count
    numbers = message.numbers_of(fields)
    return MemoryStorage(numbers.astype(f"<u{unit.itemsize}").tobytes()), len(numbers)


def _text_entry(message: Message, path: Path, shape: tuple[int, ...]) -> TensorEntry:
    """The entry of a tensor of text. Raises as :func:`tensor_entry`."""
    places = scan_places(message, _TEXTS)
    units = np.empty(len(places), STRING.stored_dtype)
    units["start"], units["nbytes"] = places.T
    storage = StringStorage(MemoryStorage(units.tobytes()), message.storage, message.limits)
    return _shaped(TensorEntry(path, STRING, (len(places),), (1,), storage), shape)
