"""The commonest tensors of a model, many at once: all that is in the file about them is read field by field.

A field of thousands of tensors is one call of numpy. What is rare (text, elements of less than a byte, sparse ones, data in
other files) and what is damaged is left to :func:`~inspector.formats.tflite.tensors.tensor_entry`, one by one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import repeat
from operator import gt

import numpy as np

from inspector.errors import CheckpointError
from inspector.formats.tflite.flatbuffer import Tables
from inspector.formats.tflite.tensors import DTYPES, PACKED_BITS, BufferColumns, Buffers, quantization_of, strides_of
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Quantization, TensorEntry

__all__ = ["RUN", "plain_tensors"]

#: Tensors that are gone through at a time.
RUN = 4096
#: So few are read one by one in less time than the calls of numpy take.
_FEW = 24
_PLAIN = [code for code, name in DTYPES.items() if name != "string" and name not in PACKED_BITS]


def plain_tensors(
    tensors: Tables, first: int, subgraph: int, buffers: Buffers
) -> tuple[list[TensorEntry | None], Sequence[int]]:
    """The entry of each tensor, None for those without data; and the indices of those that are left to be read one by one.

    ``first`` is the number of the first of them in its subgraph.
    """
    if len(tensors) > _FEW and buffers.columns is not None:
        try:
            return _plain_tensors(tensors, first, subgraph, buffers, buffers.columns)
        except CheckpointError:
            pass  # of one of them, which is found out when each is read by itself
    return [None] * len(tensors), range(len(tensors))


def _plain_tensors(
    tensors: Tables, first: int, subgraph: int, buffers: Buffers, columns: BufferColumns
) -> tuple[list[TensorEntry | None], Sequence[int]]:
    numbers, codes = tensors.numbers(2, "<u4"), tensors.numbers(1, "i1")
    is_known = (numbers < len(buffers)) & (tensors.numbers(10, "<u4") == 0)
    known = np.where(is_known, numbers, 0)
    is_empty = is_known & ~columns.are_there[known]
    is_plain = is_known & columns.are_whole[known] & (tensors.places(6) == 0) & np.isin(codes, _PLAIN)
    left = np.flatnonzero(~is_plain & ~is_empty).tolist()
    chosen = np.flatnonzero(is_plain)
    plain, numbers = tensors.take(chosen), numbers[chosen]

    shapes = plain.lists(0, "i")
    kinds = list(zip(codes[chosen].tolist(), shapes, strict=True))
    geometries = {kind: _geometry(*kind) for kind in set(kinds)}
    dtypes, strides, wanted = zip(*map(geometries.__getitem__, kinds), strict=True) if kinds else ((), (), ())
    sizes = columns.sizes[numbers].tolist()
    storages = buffers.parts(numbers.tolist(), columns.starts[numbers].tolist(), sizes)
    names = plain.texts(3)
    if not all(names):
        names = [name or f"tensor {first + index}" for index, name in zip(chosen.tolist(), names, strict=True)]
    no, paths = repeat(False), zip(repeat(subgraph), names)
    scales = _quantizations(plain, shapes)
    made = map(TensorEntry, paths, dtypes, shapes, strides, storages, repeat(0), repeat("strided"), no, no, scales)

    entries: list[TensorEntry | None] = [None] * len(tensors)
    for index, entry, is_short in zip(chosen.tolist(), made, map(gt, wanted, sizes), strict=True):
        if is_short:
            left.append(index)
        else:
            entries[index] = entry
    return entries, sorted(left)


def _geometry(code: int, shape: tuple[int, ...]) -> tuple[DType, tuple[int, ...], int]:
    """Type and strides of tensors of this shape, and how many bytes they have."""
    dtype = dtype_named(DTYPES[code])
    return dtype, strides_of(shape), dtype.nbytes(math.prod(shape))


def _quantizations(tensors: Tables, shapes: Sequence[tuple[int, ...]]) -> list[Quantization | None]:
    found: list[Quantization | None] = [None] * len(tensors)
    places = tensors.targets(4)
    described = np.flatnonzero(places)
    tables = tensors.at(places[described])
    scales, zero_points = tables.lists(2, "f"), tables.lists(3, "q")
    axes = tables.numbers(6, "<i4").tolist()
    for index, scale, zero_point, axis in zip(described.tolist(), scales, zero_points, axes, strict=True):
        if scale:
            found[index] = quantization_of(scale, zero_point, axis, shapes[index])
    return found
