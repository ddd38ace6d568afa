"""Element types and shapes as TensorFlow's messages have them.

Sources: ``DataType`` in ``tensorflow/core/framework/types.proto``, ``tensor_shape.proto`` and ``tensor_slice.proto`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from inspector.errors import CorruptError, UnsupportedError
from inspector.sources.protobuf import Message, signed
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import check_axes

__all__ = ["Extents", "dtype_of", "extents_of", "is_object", "is_text", "region_of", "shape_of"]

_NAMES = {
    1: "float32", 2: "float64", 3: "int32", 4: "uint8", 5: "int16", 6: "int8", 7: "string", 8: "complex64", 9: "int64",
    10: "bool", 11: "int8", 12: "uint8", 13: "int32", 14: "bfloat16", 15: "int16", 16: "uint16", 17: "uint16",
    18: "complex128", 19: "float16", 22: "uint32", 23: "uint64", 24: "float8_e5m2", 25: "float8_e4m3fn",
    26: "float8_e4m3fnuz", 27: "float8_e4m3b11fnuz", 28: "float8_e5m2fnuz", 29: "int4", 30: "uint4", 31: "int2",
    32: "uint2", 33: "float4_e2m1fn",
}  # fmt: skip
_TEXT = 7
_DTYPES = {code: dtype_named(name) for code, name in _NAMES.items()}
#: Handles of resources, and objects of C++ such as lists of tensors, which have no elements.
_OBJECTS = {20: "resource", 21: "variant"}
#: Types of variables in graphs of the first version are those of their values, and this more.
_REFERENCE = 100

Extents = tuple[tuple[int, int | None], ...]
"""A slice of a tensor: for each axis where it begins, and its length, None for all of the axis."""


def dtype_of(code: int) -> DType:
    """The element type of a number; UnsupportedError for one that is not known."""
    dtype = _DTYPES.get(code if code < _REFERENCE else code - _REFERENCE)
    if dtype is None:
        raise UnsupportedError(f"has the unknown type {code}" if code not in _OBJECTS else "is an object, not a tensor")
    return dtype


def is_text(code: int) -> bool:
    """Whether this is the type of text."""
    return code in (_TEXT, _TEXT + _REFERENCE)


def is_object(code: int) -> str:
    """The name of a type that has no elements; empty for others."""
    return _OBJECTS.get(code, "")


def shape_of(message: Message) -> tuple[int, ...]:
    """The sizes in a ``TensorShapeProto``. CorruptError for negative ones, which no tensor has."""
    shape = []
    for field in message:
        if field.number == 2:
            size = 0
            for part in message.message(field):
                if part.number == 1:
                    size = signed(part.value)
            shape.append(size)
    check_axes(len(shape))
    if min(shape, default=0) < 0:
        raise CorruptError(f"has the impossible shape {tuple(shape)}")
    return tuple(shape)


def extents_of(message: Message) -> Extents:
    """The axes of a ``TensorSliceProto``."""
    extents = []
    for field in message:
        if field.number == 1:
            start, length = 0, None
            for part in message.message(field):
                if part.number == 1:
                    start = signed(part.value)
                elif part.number == 2:
                    length = signed(part.value)
            extents.append((start, length))
    return tuple(extents)


def region_of(extents: Extents, shape: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a slice of a tensor of ``shape`` begins, and its own shape. CorruptError if it is none."""
    if len(extents) != len(shape):
        raise CorruptError(f"has a slice of {len(extents)} axes of the shape {shape}")
    starts = tuple(start for start, _ in extents)
    sizes = tuple(whole if length is None else length for (_, length), whole in zip(extents, shape, strict=True))
    if any(
        start < 0 or size < 0 or start + size > whole for start, size, whole in zip(starts, sizes, shape, strict=True)
    ):
        raise CorruptError(f"has a slice outside the shape {shape}")
    return starts, sizes
