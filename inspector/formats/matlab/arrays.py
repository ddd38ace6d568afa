"""Arrays of a ``.mat`` file: what each begins with, and those that hold numbers or text as entries."""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

from inspector.errors import CorruptError
from inspector.formats.matlab.elements import Element, dtype_of, read_element
from inspector.sources.cursor import Cursor
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.converted import converted
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Entry, ObjectEntry, TensorEntry, ValueEntry, contiguous_strides
from inspector.tensors.reading import read_stored
from inspector.tensors.sparse import SparseStorage

__all__ = ["Array", "Class", "array_entries", "read_array", "read_field_names"]

_COMPLEX, _LOGICAL = 0x0800, 0x0200
_MAX_AXES = 64
_MAX_FIELD_NBYTES = 4096
_MAX_TEXT = 4096
#: How text is stored, by the type of its element.
_ENCODINGS = {2: "latin-1", 4: "utf-16", 16: "utf-8", 17: "utf-16", 18: "utf-32"}


class Class(IntEnum):
    """What an array holds."""

    CELL = 1
    STRUCTURE = 2
    OBJECT = 3
    CHARACTERS = 4
    SPARSE = 5
    DOUBLE = 6
    SINGLE = 7
    INT8 = 8
    UINT8 = 9
    INT16 = 10
    UINT16 = 11
    INT32 = 12
    UINT32 = 13
    INT64 = 14
    UINT64 = 15
    FUNCTION = 16
    OPAQUE = 17


_DTYPES = {
    Class.DOUBLE: "float64", Class.SINGLE: "float32", Class.INT8: "int8", Class.UINT8: "uint8", Class.INT16: "int16",
    Class.UINT16: "uint16", Class.INT32: "int32", Class.UINT32: "uint32", Class.INT64: "int64", Class.UINT64: "uint64",
}  # fmt: skip


class Array(NamedTuple):
    """What an array begins with. ``end`` is where it ends; the cursor is behind this."""

    kind: Class
    flags: int
    shape: tuple[int, ...]
    name: str
    end: int


def read_array(cursor: Cursor, element: Element) -> Array:
    """The beginning of the array in an element. Raises CorruptError for one of no kind that is known."""
    cursor.seek(element.start)
    flags = _numbers(cursor, element.end, "I")
    kind = flags[0] & 0xFF if flags else 0
    if kind not in list(Class):
        raise CorruptError(f"has an array of the unknown class {kind} at byte {element.start:,}")
    if kind == Class.OPAQUE:  # has no shape
        return Array(Class(kind), flags[0], (), _text(cursor, element.end), element.end)
    shape = _numbers(cursor, element.end, "i")
    if len(shape) > _MAX_AXES or any(size < 0 for size in shape) or math.prod(max(size, 1) for size in shape) >> 60:
        raise CorruptError(f"has an array of an impossible shape at byte {element.start:,}")
    return Array(Class(kind), flags[0], shape, _text(cursor, element.end), element.end)


def read_field_names(array: Array, cursor: Cursor) -> list[str]:
    """The names of the fields of structures; an object's class stands before them."""
    if array.kind == Class.OBJECT:
        _text(cursor, array.end)
    size = _numbers(cursor, array.end, "i")
    names = _bytes(cursor, array.end)
    if len(size) != 1 or not 0 < size[0] <= _MAX_FIELD_NBYTES:
        raise CorruptError("has structures whose fields have no names")
    fields = [names[start : start + size[0]] for start in range(0, len(names), size[0])]
    return [field.partition(b"\0")[0].decode("utf-8", "replace") for field in fields]


def array_entries(array: Array, cursor: Cursor) -> list[Entry]:
    """The entries of an array that is no container, at no path yet; of complex numbers there are two.

    Raises CorruptError for one with fewer bytes than its shape asks for.
    """
    if array.kind in (Class.FUNCTION, Class.OPAQUE):
        return [ObjectEntry((), "MATLAB function" if array.kind == Class.FUNCTION else "MATLAB object")]
    if array.kind == Class.CHARACTERS:
        return [ValueEntry((), _characters(array, cursor))]
    if array.kind == Class.SPARSE:
        return [_sparse(array, cursor)]
    dtype = dtype_named("bool" if array.flags & _LOGICAL else _DTYPES[array.kind])
    real = _column_major(array, dtype, cursor)
    if not array.flags & _COMPLEX:
        return [real]
    return [real.at(("real",)), _column_major(array, dtype, cursor).at(("imag",))]


def _column_major(array: Array, dtype: DType, cursor: Cursor) -> TensorEntry:
    """Numbers whose first index changes fastest. They may be stored in a narrower type that has all of them."""
    flat = _flat(read_element(cursor, array.end), dtype, cursor, math.prod(array.shape))
    return flat.replace(shape=array.shape, strides=contiguous_strides(array.shape[::-1])[::-1])


def _flat(element: Element, dtype: DType, cursor: Cursor, count: int) -> TensorEntry:
    """The first ``count`` numbers of an element."""
    stored = dtype_of(element.type, big_endian=cursor.big_endian)
    if stored.nbytes(count) > element.nbytes:
        raise CorruptError(f"has {element.nbytes:,} bytes, its shape asks for {stored.nbytes(count):,}")
    storage: Storage = cursor.part(element.start, stored.nbytes(count)) if count else MemoryStorage(b"")
    if stored.itemsize == dtype.itemsize == 1:  # logical values are bytes
        stored = dtype
    return converted(TensorEntry((), stored, (count,), (1,), storage), dtype)


def _sparse(array: Array, cursor: Cursor) -> TensorEntry:
    """A matrix by its columns: the row of each number, where each column begins, and the numbers."""
    if len(array.shape) != 2 or array.flags & _COMPLEX:
        raise CorruptError("is a sparse array of complex numbers or of more axes than two, which is not read")
    rows, columns, numbers = (read_element(cursor, array.end) for _ in range(3))
    whole, dtype = dtype_named("int32"), dtype_named("bool" if array.flags & _LOGICAL else "float64")
    bounds = _flat(columns, whole, cursor, array.shape[1] + 1)
    count = int(read_stored(bounds)[-1])
    if count < 0:
        raise CorruptError(f"is a sparse array of {count:,} numbers")
    components = {
        "ccol_indices": bounds,
        "row_indices": _flat(rows, whole, cursor, count),
        "values": _flat(numbers, dtype, cursor, count),
    }
    storage = SparseStorage("sparse_csc", array.shape, components)
    strides = contiguous_strides(array.shape)
    return TensorEntry((), dtype, array.shape, strides, storage, layout="sparse_csc", components=components)


def _characters(array: Array, cursor: Cursor) -> str | list[str]:
    """Text; of several rows a list. Of a long one the beginning."""
    element = read_element(cursor, array.end)
    encoding = _ENCODINGS.get(element.type)
    if encoding is None:
        raise CorruptError(f"has text of the unknown type {element.type}")
    data = cursor.part(element.start, min(element.nbytes, 4 * _MAX_TEXT)).read()
    if encoding in ("utf-16", "utf-32"):
        encoding += "-be" if cursor.big_endian else "-le"
    text = data.decode(encoding, "replace")[:_MAX_TEXT]
    rows = array.shape[0] if array.shape else 1
    if rows <= 1:
        return text
    return [text[row::rows] for row in range(min(rows, len(text)))]


def _numbers(cursor: Cursor, end: int, code: str) -> tuple[int, ...]:
    """The numbers of the next element, four bytes each."""
    element = read_element(cursor, end)
    count = min(element.nbytes // 4, _MAX_AXES + 1)
    if not count:
        return ()
    inside = Cursor(cursor.part(element.start, 4 * count).read(), big_endian=cursor.big_endian)
    numbers: tuple[int, ...] = inside.numbers(code, count)
    return numbers


def _bytes(cursor: Cursor, end: int) -> bytes:
    element = read_element(cursor, end)
    return cursor.part(element.start, element.nbytes).read() if element.nbytes else b""


def _text(cursor: Cursor, end: int) -> str:
    return _bytes(cursor, end).partition(b"\0")[0].decode("utf-8", "replace")
