"""NumPy arrays, scalars and dtypes as pickles record them.

An array is ``_reconstruct(ndarray, (0,), b'b')`` with the state ``(version, shape, dtype, is_fortran, data)``; since
protocol 5 also ``_frombuffer(data, dtype, shape, order)``; a scalar is ``scalar(dtype, data)``. A dtype is ``dtype('f4')``
with a state that gives byte order and fields. Source: numpy/_core/src/multiarray/{methods.c,descriptor.c}.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from inspector.checkpoint.entries import Path, TensorEntry, contiguous_strides
from inspector.checkpoint.storage import MemoryStorage, Storage
from inspector.codecs.dtypes import dtype_of_numpy
from inspector.errors import CorruptError, UnsupportedError
from inspector.pickles.names import canonical
from inspector.pickles.records import Call, brief, named_values

__all__ = ["array_entry", "array_items", "as_storage", "is_array", "is_scalar", "numpy_dtype", "scalar_entry"]

_ARRAY_NAMES = frozenset({"numpy.core.multiarray._reconstruct", "numpy.core.numeric._frombuffer"})
_DTYPE_CODE = re.compile(r"[<>=|]?([?bBhHiIlLqQpPefdgFDGOUSVMm]|[biufcOUSVMm]\d{1,10})(\[\w{1,20}\])?")
_MAX_FIELDS = 10_000


def is_array(call: Call) -> bool:
    """Whether the call makes a numpy array."""
    return canonical(call.name) in _ARRAY_NAMES


def array_entry(call: Call, path: Path) -> TensorEntry | None:
    """The entry of a recorded array; None for one of Python objects (see :func:`array_items`).

    Raises CorruptError when shape, dtype and data do not fit each other.
    """
    shape, dtype, fortran, data = _array_parts(call)
    if dtype.hasobject:
        if type(data) is not list:
            raise CorruptError("an array of Python objects holds raw bytes instead of objects")
        return None
    storage = as_storage(data)
    numel = math.prod(shape)
    if numel * dtype.itemsize != storage.nbytes:
        raise CorruptError(f"an array of shape {shape} and type {dtype} can't have {storage.nbytes:,} bytes")
    strides = contiguous_strides(shape[::-1])[::-1] if fortran else contiguous_strides(shape)
    return TensorEntry(path, dtype_of_numpy(dtype), shape, strides, storage, attributes={"class": _class_of(call)})


def array_items(call: Call) -> tuple[tuple[int, ...], list[Any]]:
    """Shape and items of an array of Python objects."""
    shape, _, _, data = _array_parts(call)
    if len(data) != math.prod(shape):
        raise CorruptError(f"an object array of shape {shape} can't have {len(data):,} items")
    return shape, data


def is_scalar(call: Call) -> bool:
    """Whether the call makes a numpy scalar."""
    return canonical(call.name) == "numpy.core.multiarray.scalar"


def scalar_entry(call: Call, path: Path) -> TensorEntry:
    """A numpy scalar as a tensor without axes; raises CorruptError when type and data do not fit each other."""
    if type(call.args) is not tuple or len(call.args) != 2:
        raise CorruptError("a numpy scalar without type and data")
    dtype = numpy_dtype(call.args[0])
    if dtype.hasobject:
        raise UnsupportedError("a numpy scalar of a Python object")
    storage = as_storage(call.args[1])
    if storage.nbytes != dtype.itemsize:
        raise CorruptError(f"a scalar of type {dtype} can't have {storage.nbytes} bytes")
    return TensorEntry(path, dtype_of_numpy(dtype), (), (), storage, attributes={"class": f"numpy.{dtype.name}"})


def as_storage(data: Any) -> Storage:
    """The bytes of an array, whatever the protocol made of them (bytes, latin-1 text, a range of the file)."""
    if isinstance(data, Storage):
        return data
    if isinstance(data, str):
        try:
            return MemoryStorage(data.encode("latin-1"))
        except UnicodeEncodeError as error:
            raise CorruptError("array bytes hold characters beyond latin-1") from error
    if isinstance(data, (bytes, bytearray)):
        return MemoryStorage(data)
    if type(data) is Call and canonical(data.name) == "_codecs.encode" and type(data.args) is tuple and data.args:
        return as_storage(data.args[0])
    if type(data) is Call and canonical(data.name) in ("builtins.bytes", "builtins.bytearray"):
        return as_storage(data.args[0]) if data.args else MemoryStorage(b"")
    raise CorruptError(f"an array holds a {type(data).__name__} instead of bytes")


def numpy_dtype(record: Any) -> np.dtype[Any]:
    """The dtype a record stands for; raises CorruptError for anything but a recorded ``numpy.dtype``."""
    try:
        return _dtype(record, 0)
    except (TypeError, ValueError, OverflowError, KeyError, IndexError) as error:
        raise CorruptError(f"a numpy dtype that numpy refuses: {error}") from error


def _dtype(record: Any, depth: int) -> np.dtype[Any]:
    if depth > 16:
        raise CorruptError("a numpy dtype nested more than 16 levels deep")
    if type(record) is not Call or canonical(record.name) != "numpy.dtype" or type(record.args) is not tuple:
        raise CorruptError("an array without a numpy dtype")
    code = record.args[0]
    if isinstance(code, bytes):
        code = code.decode("ascii")
    if not isinstance(code, str) or not _DTYPE_CODE.fullmatch(code):
        raise CorruptError(f"an unknown numpy dtype {brief(code)}")
    state = record.states[-1] if record.states else None
    if type(state) is not tuple or len(state) < 5:
        return np.dtype(code)
    byte_order, subarray, fields = state[1], state[2], state[4]
    if fields is not None:
        return _structured(state, fields, depth)
    if type(subarray) is tuple and len(subarray) == 2:
        return np.dtype((_dtype(subarray[0], depth + 1), _shape(subarray[1])))
    if code[-2:] in ("M8", "m8") and len(state) > 8 and type(state[8]) is tuple:
        unit, count = state[8][1][0], state[8][1][1]
        code = f"{code[-2:]}[{count if count != 1 else ''}{unit.decode('ascii') if isinstance(unit, bytes) else unit}]"
    dtype = np.dtype(code)
    return dtype.newbyteorder(byte_order) if byte_order in ("<", ">") else dtype


def _structured(state: tuple[Any, ...], fields: Any, depth: int) -> np.dtype[Any]:
    names = state[3]
    if type(names) is not tuple or len(names) > _MAX_FIELDS or not all(type(name) is str for name in names):
        raise CorruptError("a structured numpy dtype without its fields")
    by_name = named_values(fields)
    parts = [by_name[name] for name in names]
    itemsize = state[5] if len(state) > 5 else None
    formats = [_dtype(part[0], depth + 1) for part in parts]
    offsets = [int(part[1]) for part in parts]
    description: Any = {"names": list(names), "formats": formats, "offsets": offsets}
    if type(itemsize) is int and 0 <= itemsize < 1 << 31:
        description["itemsize"] = itemsize
    structured: np.dtype[Any] = np.dtype(description)
    return structured


def _array_parts(call: Call) -> tuple[tuple[int, ...], np.dtype[Any], bool, Any]:
    """Shape, dtype, whether in Fortran order, and data of a recorded array."""
    if canonical(call.name) == "numpy.core.numeric._frombuffer":
        if type(call.args) is not tuple or len(call.args) != 4:
            raise CorruptError("an array buffer without its four arguments")
        data, dtype, shape, order = call.args
        return _shape(shape), numpy_dtype(dtype), order == "F", data
    state = call.states[-1] if call.states else None
    if type(state) is not tuple or len(state) < 4:
        raise CorruptError("an array without its state")
    shape, dtype, fortran, data = state[-4:]
    return _shape(shape), numpy_dtype(dtype), bool(fortran), data


def _shape(record: Any) -> tuple[int, ...]:
    shape = (record,) if type(record) is int else record
    if type(shape) is not tuple or not all(type(size) is int and size >= 0 for size in shape) or len(shape) > 64:
        raise CorruptError(f"an array of the impossible shape {brief(record)}")
    return shape


def _class_of(call: Call) -> str:
    kind = call.args[0] if type(call.args) is tuple and call.args else None
    return getattr(kind, "name", "numpy.ndarray") if "_reconstruct" in call.name else "numpy.ndarray"
