"""One array as MXNet writes it: in lists of arrays, and inside the pickles of trainers.

Four layouts, told apart by the first number: 0.9 began with the number of axes, 0.11 put a magic number before 64-bit sizes,
0.12 added sparse arrays, and 1.6 arrays of no axes and no elements.
Source: ``NDArray::Load`` and ``NDArray::LegacyLoad`` in ``src/ndarray/ndarray.cc`` of https://github.com/apache/mxnet.
"""

from __future__ import annotations

import math
import struct
from functools import lru_cache

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.sources.cursor import Cursor
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Path, TensorEntry, ValueEntry, contiguous_strides
from inspector.tensors.sparse import SparseStorage

__all__ = ["MIN_NBYTES", "read_array"]

#: The least an array takes: that of an array there is none of, before 0.11.
MIN_NBYTES = 4

_V1, _V2, _V3 = 0xF993FAC8, 0xF993FAC9, 0xF993FACA
#: Magic numbers begin with these bits, and no array has as many axes.
_MAGIC_PREFIX = 0xF993FA00
_DTYPES = {
    0: "float32", 1: "float64", 2: "float16", 3: "uint8", 4: "int32", 5: "int8", 6: "int64", 7: "bool", 8: "int16",
    9: "uint16", 10: "uint32", 11: "uint64", 12: "bfloat16",
}  # fmt: skip
_DENSE, _ROW_SPARSE, _CSR = 0, 1, 2
_INDICES = {_DENSE: (), _ROW_SPARSE: ("indices",), _CSR: ("crow_indices", "col_indices")}
_DEVICES = {1: "cpu", 2: "gpu", 3: "cpu_pinned", 5: "cpu_shared"}

#: The magic number, the storage type and the number of axes of an array of 0.12 or later that is dense.
_START = struct.Struct("<Iii")
_AROUND_SHAPE_NBYTES = _START.size + 12
#: Heads of more axes than these, of which networks have none, are not kept.
_MAX_USUAL_AXES = 8


def read_array(cursor: Cursor, path: Path) -> TensorEntry | ValueEntry:
    """The array at the cursor, which goes over it; an array that was never given a shape is the value None.

    Raises CheckpointError for numbers that don't fit each other or the file.
    """
    head = cursor.peek(_usual_head_nbytes(cursor.peek(_START.size)))
    described = _described(head) if head else None
    if described is not None:
        dtype, shape, strides, nbytes, attributes = described
        cursor.skip(len(head))
        return TensorEntry(path, dtype, shape, strides, cursor.storage(nbytes), attributes=attributes)
    magic = cursor.u32()
    if magic in (_V2, _V3):
        return _read_with_layout(cursor, path, has_empty=magic == _V3)
    if magic == _V1:
        shape = _shape(cursor, cursor.u32(), wide=True)
    elif magic & 0xFFFFFF00 == _MAGIC_PREFIX:
        raise UnsupportedError(f"has an array of the unknown version {magic:#x}")
    else:
        shape = _shape(cursor, magic, wide=False)
    if not shape:
        return ValueEntry(path, None)
    device, dtype = _device_and_type(cursor)
    return _dense(cursor, path, dtype, shape, device)


@lru_cache(maxsize=64)
def _usual_head_nbytes(start: bytes) -> int:
    """How long the head of a dense array is that begins so; 0 for what is anything else, and has to be looked at."""
    if len(start) < _START.size:
        return 0
    magic, layout, axes = _START.unpack(start)
    is_usual = magic in (_V2, _V3) and layout == _DENSE and 0 < axes <= _MAX_USUAL_AXES
    return _AROUND_SHAPE_NBYTES + 8 * axes if is_usual else 0


@lru_cache(maxsize=1024)  # thousands of arrays have few heads, none of them long
def _described(head: bytes) -> tuple[DType, tuple[int, ...], tuple[int, ...], int, dict[str, str]] | None:
    """Type, shape, strides, bytes and attributes of a dense array with that head; None if it has to be looked at."""
    cursor = Cursor(head, _START.size)
    try:
        shape = _shape(cursor, _START.unpack_from(head)[2], wide=True)
        device, dtype = _device_and_type(cursor)
        return dtype, shape, *_layout(dtype, shape), device
    except CheckpointError:
        return None


def _read_with_layout(cursor: Cursor, path: Path, *, has_empty: bool) -> TensorEntry | ValueEntry:
    """An array of 0.12 or later, behind its magic number."""
    layout, axes = cursor.numbers("i", 2)
    if layout not in _INDICES:
        raise UnsupportedError(f"has an array of the unknown storage type {layout}")
    stored_shape: tuple[int, ...] = ()
    if layout != _DENSE:
        stored_shape = _shape(cursor, axes, wide=True)
        axes = cursor.i32()
    if axes == (-1 if has_empty else 0):
        return ValueEntry(path, None)
    shape = _shape(cursor, axes, wide=True)
    if has_empty and -1 in shape:
        return ValueEntry(path, None)
    if min(shape, default=0) < 0:
        raise CorruptError(f"has an array of the impossible shape {shape}")
    device, dtype = _device_and_type(cursor)
    if layout == _DENSE:
        return _dense(cursor, path, dtype, shape, device)
    described = [(name, _dtype(cursor.i32()), _shape(cursor, cursor.i32(), wide=True)) for name in _INDICES[layout]]
    # MXNet writes the shape of the values before it waits for them, and takes their number from the indices when it loads.
    values = _dense(cursor, (*path, "values"), dtype, described[-1][2][:1] + stored_shape[1:], {})
    components = {name: _dense(cursor, (*path, name), each, size, {}) for name, each, size in described}
    return _sparse(path, layout, shape, {**components, "values": values}, device)


def _dense(cursor: Cursor, path: Path, dtype: DType, shape: tuple[int, ...], attributes: dict[str, str]) -> TensorEntry:
    strides, nbytes = _layout(dtype, shape)
    return TensorEntry(path, dtype, shape, strides, cursor.storage(nbytes), attributes=attributes)


@lru_cache(maxsize=1024)  # of thousands of arrays few are of a type and shape of their own
def _layout(dtype: DType, shape: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """The strides and the number of bytes. CorruptError for a shape that no array has."""
    if min(shape, default=0) < 0:
        raise CorruptError(f"has an array of the impossible shape {shape}")
    return contiguous_strides(shape), dtype.nbytes(math.prod(shape))


def _sparse(
    path: Path, stored: int, shape: tuple[int, ...], components: dict[str, TensorEntry], attributes: dict[str, str]
) -> TensorEntry:
    """A sparse array in the terms of torch: an array of some rows is one of coordinates of a single axis."""
    layout = "sparse_csr"
    if stored == _ROW_SPARSE:
        layout = "sparse_coo"
        indices = components["indices"]
        components["indices"] = indices.replace(shape=(1, *indices.shape), strides=(indices.numel, *indices.strides))
        attributes = {**attributes, "stype": "row_sparse"}
    storage = SparseStorage(layout, shape, components)
    dtype, strides = components["values"].dtype, contiguous_strides(shape)
    return TensorEntry(
        path, dtype, shape, strides, storage, layout=layout, components=components, attributes=attributes
    )


def _shape(cursor: Cursor, axes: int, *, wide: bool) -> tuple[int, ...]:
    each = 8 if wide else 4
    return cursor.numbers("q" if wide else "I", cursor.count(axes, each, "axes of an array"))


def _dtype(code: int) -> DType:
    if code not in _DTYPES:
        raise UnsupportedError(f"has an array of the unknown type {code}")
    return dtype_named(_DTYPES[code])


def _device_and_type(cursor: Cursor) -> tuple[dict[str, str], DType]:
    """What the array was on, unless that was the usual processor, and the type of its elements."""
    kind, number, code = cursor.numbers("i", 3)
    dtype = _dtype(code)
    return {} if kind == 1 else {"device": f"{_DEVICES.get(kind, f'device type {kind}')}({number})"}, dtype
