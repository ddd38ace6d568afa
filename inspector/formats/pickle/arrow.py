"""Arrow's arrays as pickles record them: since pandas 3 the text of a frame, the names of its columns included.

An array is ``_restore_array((type, length, nulls, offset, buffers, children, dictionary))``, each type of the simple ones
``type_for_alias(name)``, each buffer None or ``py_buffer(bytes)``: bits that are set where there is a value, then for text
where each one begins, and all of them in one piece; for numbers the elements.

Sources: ``_reduce_array_data`` and ``Buffer.__reduce_ex__`` of https://github.com/apache/arrow/tree/main/python/pyarrow, the
buffers of each type: https://arrow.apache.org/docs/format/Columnar.html.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from inspector.errors import CheckpointError, CorruptError
from inspector.formats.numpy.pickled import as_storage
from inspector.numeric import np
from inspector.pickles.names import words
from inspector.pickles.recogniser import FrameworkTensors, Maker, Recogniser
from inspector.pickles.records import Call
from inspector.pickles.values import PlainValues
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.dtypes import STRING, DType, dtype_named
from inspector.tensors.entries import Path, TensorEntry
from inspector.tensors.strings import StringStorage

__all__ = ["ARROW", "ARROW_ARRAY", "texts_of"]

ARROW_ARRAY = "pyarrow.lib._restore_array"
_BUFFER, _TYPE = "pyarrow.lib.py_buffer", "pyarrow.lib.type_for_alias"
_CONTRADICTION = "an array of Arrow whose parts contradict each other"
_PARTS, _BUFFERS = 7, 4
#: The types of where texts begin, by the name of the text's type.
_PLACES = {"string": "<i4", "large_string": "<i8", "binary": "<i4", "large_binary": "<i8"}
_NUMBERS = {
    **{name: name for name in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")},
    "halffloat": "float16", "float": "float32", "double": "float64",
}  # fmt: skip


class _Array(NamedTuple):
    """An array as it is recorded: elements ``offset`` to ``offset + length`` of its buffers."""

    kind: str
    length: int
    nulls: int
    offset: int
    buffers: list[Any]


class _ArrowArrays(FrameworkTensors):
    """Arrays of numbers and of text without missing values as entries."""

    def _entry(self, call: Call, path: Path) -> TensorEntry | None:
        array = _array(call)
        if array is None or array.nulls:
            return None
        dtype: DType = STRING
        storage: Storage
        if array.kind in _PLACES:
            starts, sizes = _places(array)
            units = np.zeros(array.length, STRING.stored_dtype)
            units["start"], units["nbytes"] = starts, sizes
            storage = StringStorage(MemoryStorage(units.tobytes()), _buffer(array, 2))
        else:
            dtype = dtype_named(_NUMBERS[array.kind])
            storage = ByteRange(_buffer(array, 1), array.offset * dtype.itemsize, array.length * dtype.itemsize)
        return TensorEntry(path, dtype, (array.length,), (1,), storage, attributes={"class": "pyarrow.Array"})

    makers: ClassVar[Mapping[str, Maker]] = {ARROW_ARRAY: _entry}


def texts_of(call: Call) -> list[str | None]:
    """The texts of an array, None for those that are missing.

    Raises CorruptError for an array that is none of text or contradicts itself for a long one.
    """
    array = _array(call)
    if array is None or array.kind not in _PLACES:
        raise CorruptError(_CONTRADICTION)
    starts, sizes = _places(array)
    heap = _buffer(array, 2).read()
    is_there = np.ones(array.length, bool)
    if array.nulls:
        bits = np.frombuffer(_buffer(array, 0).read(), np.uint8)
        is_there = np.unpackbits(bits, bitorder="little")[array.offset : array.offset + array.length].astype(bool)
        if len(is_there) != array.length:
            raise CorruptError(_CONTRADICTION)
    places = zip(starts.tolist(), sizes.tolist(), is_there.tolist(), strict=True)
    return [heap[start : start + size].decode("utf-8", "replace") if there else None for start, size, there in places]


def _array(call: Call) -> _Array | None:
    """The parts of a recorded array; None for one of another type, or that is no array as Arrow records it."""
    parts = call.args[0] if type(call.args) is tuple and len(call.args) == 1 else None
    if type(parts) is not tuple or len(parts) != _PARTS or type(parts[_BUFFERS]) is not list:
        return None
    kind, length, nulls, offset, buffers = parts[: _BUFFERS + 1]
    if any(type(number) is not int for number in (length, nulls, offset)) or length < 0 or offset < 0:
        return None
    if type(kind) is not Call or kind.name != _TYPE or type(kind.args) is not tuple or len(kind.args) != 1:
        return None
    name = kind.args[0]
    if type(name) is not str or not (name in _PLACES or name in _NUMBERS):
        return None
    return _Array(name, length, nulls, offset, buffers)


def _places(array: _Array) -> tuple[Any, Any]:
    """Where each text begins among all of them, and its size in bytes."""
    kind = np.dtype(_PLACES[array.kind])
    if not array.length:
        return np.zeros(0, kind), np.zeros(0, kind)
    data = ByteRange(_buffer(array, 1), array.offset * kind.itemsize, (array.length + 1) * kind.itemsize).read()
    bounds = np.frombuffer(data, kind)
    sizes = np.diff(bounds)
    if bounds[0] < 0 or (sizes < 0).any() or bounds[-1] > _buffer(array, 2).nbytes:
        raise CorruptError(_CONTRADICTION)
    return bounds[:-1], sizes


def _buffer(array: _Array, number: int) -> Storage:
    """One of the buffers; those of an empty array may be missing."""
    record = array.buffers[number] if number < len(array.buffers) else None
    if record is None and not array.length:
        return MemoryStorage(b"")
    if type(record) is Call and record.name == _BUFFER and type(record.args) is tuple and len(record.args) == 1:
        return as_storage(record.args[0])
    raise CorruptError(_CONTRADICTION)


def _unwrapped(call: Call, _values: PlainValues) -> list[str | None] | None:
    try:
        return texts_of(call)
    except CheckpointError:
        return None


#: The functions by which types with parameters are pickled: those of lists, of times with a zone, of decimals.
_TYPES = frozenset(
    f"pyarrow.lib.{function}"
    for function in words("""
        field list_ large_list list_view large_list_view map_ struct dictionary run_end_encoded binary timestamp duration
        time32 time64 decimal32 decimal64 decimal128 decimal256 union sparse_union dense_union
    """)
)

ARROW = Recogniser(
    name="pyarrow",
    harmless=words("pyarrow.lib._restore_array pyarrow.lib.py_buffer pyarrow.lib.type_for_alias") | _TYPES,
    open=_ArrowArrays,
    unwrapped={ARROW_ARRAY: _unwrapped},
)
