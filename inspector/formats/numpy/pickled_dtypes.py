"""numpy's dtypes as pickles record them: ``dtype('f4')`` with a state that gives byte order and fields.

Types that numpy has only from other packages are recorded by their class: ``dtype(ml_dtypes.bfloat16)``. Those of
``ml_dtypes``, which JAX and TensorFlow share, are known; older versions of both had modules of their own for them.
Sources: numpy/_core/src/multiarray/descriptor.c; https://github.com/jax-ml/ml_dtypes, ``ml_dtypes/__init__.py``.
"""

from __future__ import annotations

import re
from typing import Any

from inspector.errors import CorruptError
from inspector.numeric import np
from inspector.pickles.records import Call, Global, brief, named_values
from inspector.tensors.dtypes import DTYPES, STRING, UNPACKED, DType, dtype_of_numpy

__all__ = ["EXTENSION_NAMES", "STRING_DTYPE", "array_shape", "element_dtype", "extension_dtype", "numpy_dtype"]

_DTYPE_CODE = re.compile(r"[<>=|]?([?bBhHiIlLqQpPefdgFDGOUSVMm]|[biufcOUSVMm]\d{1,10})(\[\w{1,20}\])?")
_MAX_FIELDS = 10_000
_MAX_AXES = 64
_MAX_SIZE = 1 << 62
#: The flag of a structured dtype whose fields lie as a C compiler would put them (numpy/_core/include/numpy/ndarraytypes.h).
_ALIGNED_STRUCT = 0x80
#: Where the types of ``ml_dtypes`` are, and where they were before there was such a package.
_EXTENSION_MODULES = frozenset({
    "ml_dtypes", "ml_dtypes._ml_dtypes_ext", "jaxlib.xla_extension", "jax._src.numpy.lax_numpy",
    "tensorflow.python.lib.core._pywrap_bfloat16", "tensorflow.python.lib.core._pywrap_custom_casts",
    "tensorflow.python.framework.dtypes",
})  # fmt: skip
_EXTENSIONS = (
    "bfloat16", "float8_e3m4", "float8_e4m3", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e4m3b11fnuz", "float8_e5m2",
    "float8_e5m2fnuz", "float8_e8m0fnu", "float6_e2m3fn", "float6_e3m2fn", "float4_e2m1fn", "int4", "uint4", "int2", "uint2",
    "int1", "uint1",
)  # fmt: skip
#: The names of their classes, which only stand for data.
EXTENSION_NAMES = frozenset(f"{module}.{name}" for module in _EXTENSION_MODULES for name in _EXTENSIONS)
#: What makes a dtype of text of any length, ``numpy.dtypes.StringDType``.
STRING_DTYPE = "numpy.core._internal._convert_to_stringdtype_kwargs"
#: The class of the records that numpy.recarray has, which is written in place of a code.
_RECORD = frozenset({"numpy.record", "numpy.rec.record", "numpy.core.records.record"})


def extension_dtype(record: Any) -> DType | None:
    """The type of a recorded ``dtype(ml_dtypes.bfloat16)`` and the like; None for a dtype that is numpy's own."""
    if type(record) is not Call or record.name != "numpy.dtype" or type(record.args) is not tuple or not record.args:
        return None
    kind = record.args[0]
    if type(kind) is not Global or kind.name not in EXTENSION_NAMES:
        return None
    return UNPACKED.get(kind.qualname) or DTYPES[kind.qualname]


def element_dtype(record: Any) -> tuple[np.dtype[Any], DType | None]:
    """The dtype that elements are stored in, and the type they are of; that is None for Python objects.

    Raises CorruptError for what is no dtype.
    """
    extension = extension_dtype(record)
    if extension is None and type(record) is Call and record.name == STRING_DTYPE:
        extension = STRING
    if extension is not None:
        return extension.stored_dtype, extension
    dtype = numpy_dtype(record)
    return dtype, None if dtype.hasobject else dtype_of_numpy(dtype)


def numpy_dtype(record: Any, max_fields: int = _MAX_FIELDS) -> np.dtype[Any]:
    """The dtype a record stands for, or is; for a type numpy lacks the one that its elements are stored in.

    Raises CorruptError for anything but a recorded ``numpy.dtype``.
    """
    if isinstance(record, np.dtype):
        return record
    extension = extension_dtype(record)
    if extension is not None:
        return extension.stored_dtype
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
        is_record = type(code) is Global and code.canonical in _RECORD
        if is_record:
            code = "V"
        if type(code) is bytes:
            code = code.decode("ascii")
        if type(code) is not str or not _DTYPE_CODE.fullmatch(code):
            raise CorruptError(f"an unknown numpy dtype {brief(code)}")
        state = record.states[-1] if record.states else None
        if type(state) is not tuple or len(state) < 5:
            return np.dtype(code)
        byte_order, subarray, fields = state[1], state[2], state[4]
        if fields is not None:
            structured = self._structured(state, fields, depth)
            return np.dtype((np.record, structured)) if is_record else structured
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
        is_aligned = len(state) > 7 and type(state[7]) is int and bool(state[7] & _ALIGNED_STRUCT)
        structured: np.dtype[Any] = np.dtype(description, align=is_aligned)
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


def array_shape(record: Any) -> tuple[int, ...]:
    """The sizes a record stands for; raises CorruptError for what no array can have."""
    shape = (record,) if type(record) is int else record
    is_possible = type(shape) is tuple and len(shape) <= _MAX_AXES
    if is_possible:
        for size in shape:  # all() of a generator takes three times as long, and a pickle has thousands of arrays
            if type(size) is not int or not 0 <= size <= _MAX_SIZE:
                is_possible = False
    if not is_possible:
        raise CorruptError(f"an array of the impossible shape {brief(record)}")
    return shape
