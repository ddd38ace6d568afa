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

from inspector.errors import CorruptError, UnsupportedError
from inspector.pickles.long_text import LongText
from inspector.pickles.names import words
from inspector.pickles.recogniser import FrameworkTensors, PickleContext, Recogniser
from inspector.pickles.records import DICT_CLASSES, Call, Global, brief, named_values, shown
from inspector.pickles.values import NOT_PLAIN, PlainValues
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import DType, dtype_of_numpy
from inspector.tensors.entries import Key, Opaque, Path, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values

__all__ = ["NUMPY", "NumpyArrays", "array_shape", "as_storage", "numpy_dtype", "object_items"]

_ARRAY_NAMES = frozenset({"numpy.core.multiarray._reconstruct", "numpy.core.numeric._frombuffer"})
_DTYPE_CODE = re.compile(r"[<>=|]?([?bBhHiIlLqQpPefdgFDGOUSVMm]|[biufcOUSVMm]\d{1,10})(\[\w{1,20}\])?")
_SCALAR_NAME = "numpy.core.multiarray.scalar"
_BYTES_NAMES = frozenset({"_codecs.encode", "builtins.bytes", "builtins.bytearray"})
_MAX_FIELDS = 10_000
_MAX_AXES = 64
_MAX_SIZE = 1 << 62
_MAX_KEY_NBYTES = 256


class NumpyArrays(FrameworkTensors):
    """Turns recorded calls into entries of arrays and scalars. One per pickle; each recorded dtype is read once."""

    def __init__(self, _context: PickleContext | None = None) -> None:
        super().__init__({**dict.fromkeys(_ARRAY_NAMES, self._array), _SCALAR_NAME: self._scalar})
        self._dtypes: dict[int, tuple[np.dtype[Any], DType | None]] = {}

    def key(self, call: Call) -> Key | None:
        """Scalars are hashed by their values."""
        entry = self.entry(call, ())
        if entry is None or entry.shape != () or entry.nbytes >= _MAX_KEY_NBYTES:
            return None
        return Key(repr(read_values(entry).item()), opaque=True)

    def _array(self, call: Call, path: Path) -> TensorEntry | None:
        """An array; None for one of objects, which :func:`object_items` has."""
        shape, record, fortran, data = _array_parts(call)
        dtype, element = self._dtype(record)
        if element is None:
            if type(data) is not list:
                raise CorruptError("an array of Python objects holds raw bytes instead of objects")
            return None
        storage = as_storage(data)
        if math.prod(shape) * dtype.itemsize != storage.nbytes:
            kind = shown(element.name)
            raise CorruptError(f"an array of shape {brief(shape)} and type {kind} can't have {storage.nbytes:,} bytes")
        strides = contiguous_strides(shape[::-1])[::-1] if fortran else contiguous_strides(shape)
        return TensorEntry(path, element, shape, strides, storage, attributes={"class": _class_of(call)})

    def _scalar(self, call: Call, path: Path) -> TensorEntry:
        """A numpy scalar as a tensor without axes."""
        if type(call.args) is not tuple or len(call.args) != 2:
            raise CorruptError("a numpy scalar without type and data")
        dtype, element = self._dtype(call.args[0])
        if element is None:
            raise UnsupportedError("a numpy scalar of a Python object")
        storage = as_storage(call.args[1])
        if storage.nbytes != dtype.itemsize:
            raise CorruptError(f"a scalar of type {shown(element.name)} can't have {storage.nbytes:,} bytes")
        return TensorEntry(path, element, (), (), storage, attributes={"class": f"numpy.{dtype.name}"})

    def _dtype(self, record: Any) -> tuple[np.dtype[Any], DType | None]:
        """The dtype a record stands for, and as a type of elements; that is None for Python objects."""
        known = self._dtypes.get(id(record))
        if known is None:
            dtype = numpy_dtype(record)
            known = (dtype, None if dtype.hasobject else dtype_of_numpy(dtype))
            self._dtypes[id(record)] = known
        return known


def object_items(call: Call) -> tuple[tuple[int, ...], list[Any]]:
    """Shape and items of an array of Python objects. Raises CorruptError if they don't fit each other."""
    shape, _, _, data = _array_parts(call)
    if type(data) is not list or len(data) != math.prod(shape):
        raise CorruptError(f"an object array of shape {brief(shape)} without as many items")
    return shape, data


def _objects(call: Call, values: PlainValues) -> Any:
    """The items of an array of Python objects; of one that was made of a single dict the dict."""
    shape, items = object_items(call)
    if (
        shape == ()
        and (type(items[0]) is not Call or items[0].name in DICT_CLASSES)
        and values.of(items[0]) is NOT_PLAIN
    ):
        return items[0]
    return _nested(items, shape)


def _nested(items: list[Any], shape: tuple[int, ...]) -> list[Any]:
    """The items of an array as lists in lists, one level for each axis."""
    for size in reversed(shape[1:]):
        items = [items[start : start + size] for start in range(0, len(items), size or 1)]
    return items


def _plain_dtype(call: Call, _values: PlainValues, _depth: int) -> Opaque:
    return Opaque(f"dtype({numpy_dtype(call, max_fields=1).str!r})")


def as_storage(data: Any) -> Storage:
    """The bytes of an array, whatever the protocol made of them (bytes, latin-1 text, a range of the file)."""
    for _ in range(2):  # bytearray(_codecs.encode(text, 'latin1'))
        if type(data) is Call and data.name in _BYTES_NAMES and type(data.args) is tuple:
            data = data.args[0] if data.args else b""
    if isinstance(data, Storage):
        return data
    if type(data) is LongText:
        return data.as_bytes()
    if isinstance(data, str):
        try:
            return MemoryStorage(data.encode("latin-1"))
        except UnicodeEncodeError as error:
            raise CorruptError("array bytes hold characters beyond latin-1") from error
    if isinstance(data, (bytes, bytearray)):
        return MemoryStorage(data)
    raise CorruptError(f"an array holds a {type(data).__name__} instead of bytes")


def numpy_dtype(record: Any, max_fields: int = _MAX_FIELDS) -> np.dtype[Any]:
    """The dtype a record stands for, or is; raises CorruptError for anything but a recorded ``numpy.dtype``."""
    if isinstance(record, np.dtype):
        return record
    try:
        return _DTypeReader(max_fields).read(record)
    except (TypeError, ValueError, OverflowError, KeyError, IndexError) as error:
        raise CorruptError("a numpy dtype that numpy refuses") from error


class _DTypeReader:
    """Reads one dtype; counts what is inside, since a few shared records can stand for billions of fields."""

    def __init__(self, max_fields: int) -> None:
        self._max_fields = max_fields
        self._fields = 0

    def read(self, record: Any, depth: int = 0) -> np.dtype[Any]:
        """The dtype of a record that is ``depth`` levels inside another."""
        self._fields += 1
        if depth > 16 or self._fields > self._max_fields:
            raise CorruptError(f"a numpy dtype of more than 16 levels or {self._max_fields:,} fields")
        if type(record) is not Call or record.name != "numpy.dtype" or type(record.args) is not tuple:
            raise CorruptError("an array without a numpy dtype")
        code = record.args[0]
        if type(code) is bytes:
            code = code.decode("ascii")
        if type(code) is not str or not _DTYPE_CODE.fullmatch(code):
            raise CorruptError(f"an unknown numpy dtype {brief(code)}")
        state = record.states[-1] if record.states else None
        if type(state) is not tuple or len(state) < 5:
            return np.dtype(code)
        byte_order, subarray, fields = state[1], state[2], state[4]
        if fields is not None:
            return self._structured(state, fields, depth)
        if type(subarray) is tuple and len(subarray) == 2:
            return np.dtype((self.read(subarray[0], depth + 1), array_shape(subarray[1])))
        if code[-2:] in ("M8", "m8") and len(state) > 8 and type(state[8]) is tuple:
            code = code[-2:] + _time_unit(state[8][1])
        dtype = np.dtype(code)
        return dtype.newbyteorder(byte_order) if byte_order in ("<", ">") else dtype

    def _structured(self, state: tuple[Any, ...], fields: Any, depth: int) -> np.dtype[Any]:
        names = state[3]
        if type(names) is not tuple or len(names) > self._max_fields or not all(type(name) is str for name in names):
            raise CorruptError("a structured numpy dtype without its fields")
        by_name = named_values(fields)
        parts = [by_name[name] for name in names]
        itemsize = state[5] if len(state) > 5 else None
        formats = [self.read(part[0], depth + 1) for part in parts]
        offsets = [_whole(part[1]) for part in parts]
        description: Any = {"names": list(names), "formats": formats, "offsets": offsets}
        if type(itemsize) is int and 0 <= itemsize < 1 << 31:
            description["itemsize"] = itemsize
        structured: np.dtype[Any] = np.dtype(description)
        return structured


def _time_unit(record: Any) -> str:
    """The unit of a datetime type: ``[10ns]`` for ``(b'ns', 10, 1, 1)``."""
    unit, count = record[0], _whole(record[1])
    if type(unit) is Call and unit.name == "_codecs.encode":
        unit = unit.args[0]
    unit = unit.decode("ascii") if type(unit) is bytes else unit
    if type(unit) is not str or not unit.isalpha() or len(unit) > 8:
        raise ValueError
    return "" if unit == "generic" else f"[{count}{unit}]"


def _whole(record: Any) -> int:
    if type(record) is not int or not 0 <= record < 1 << 31:
        raise ValueError
    return record


def _array_parts(call: Call) -> tuple[tuple[int, ...], Any, bool, Any]:
    """Shape, recorded dtype, whether in Fortran order, and data of a recorded array."""
    if call.name == "numpy.core.numeric._frombuffer":
        if type(call.args) is not tuple or len(call.args) != 4:
            raise CorruptError("an array buffer without its four arguments")
        data, dtype, shape, order = call.args
        return array_shape(shape), dtype, order == "F", data
    state = call.states[-1] if call.states else None
    if type(state) is not tuple or len(state) < 4:
        raise CorruptError("an array without its state")
    shape, dtype, fortran, data = state[-4:]
    return array_shape(shape), dtype, fortran is True or fortran == 1, data


def array_shape(record: Any) -> tuple[int, ...]:
    """The sizes a record stands for; raises CorruptError for what no array can have."""
    shape = (record,) if type(record) is int else record
    if (
        type(shape) is not tuple
        or len(shape) > _MAX_AXES
        or not all(type(size) is int and 0 <= size <= _MAX_SIZE for size in shape)
    ):
        raise CorruptError(f"an array of the impossible shape {brief(record)}")
    return shape


def _class_of(call: Call) -> str:
    kind = call.args[0] if type(call.args) is tuple and call.args else None
    return kind.name if type(kind) is Global and call.name.endswith("_reconstruct") else "numpy.ndarray"


NUMPY = Recogniser(
    name="numpy",
    harmless=words("""
        numpy.dtype numpy.ndarray numpy.core.multiarray._reconstruct numpy.core.multiarray.scalar
        numpy.core.numeric._frombuffer numpy.matrix numpy.matrixlib.defmatrix.matrix
        numpy.random._pickle.__randomstate_ctor numpy.random._pickle.__generator_ctor
        numpy.random._pickle.__bit_generator_ctor numpy.random._mt19937.MT19937 numpy.random._pcg64.PCG64 numpy.memmap
        numpy.core.memmap.memmap
    """),
    harmless_pattern=r"numpy\.(dtypes\.\w+DType|[a-z]*(int|float|complex)\d+|bool_?|str_|bytes_)",
    dangerous_parts=words("""
        runstring loadtxt genfromtxt fromfile tofile memmap open_memmap testing f2py ctypeslib
    """),
    open=NumpyArrays,
    values={"numpy.dtype": _plain_dtype},
    unwrapped=dict.fromkeys(_ARRAY_NAMES, _objects),
)
