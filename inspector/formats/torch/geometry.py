"""Shape, strides and offset of a tensor as a file gives them, checked against each other and against the storage."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from inspector.errors import CorruptError, UnsupportedError
from inspector.pickles.records import Call, brief
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DType

__all__ = ["MAX_ELEMENTS", "Geometries", "Geometry", "checked_extent", "checked_geometry", "checked_sizes"]

#: More elements than any storage can have.
MAX_ELEMENTS = 1 << 62
_MAX_AXES = 64
_MAX_HASHED = 64
_INTS = frozenset({int})

#: Shape, strides, and how many elements past its offset the tensor reaches (0 if it is empty).
Geometry = tuple[tuple[int, ...], tuple[int, ...], int]


def checked_sizes(record: Any) -> tuple[int, ...]:
    """A tuple of sizes or strides: plain, or ``torch.Size((2, 3))``. Raises CorruptError for anything else."""
    if type(record) is Call and record.name == "torch.Size" and type(record.args) is tuple:
        record = record.args[0] if record.args else ()
    if type(record) not in (tuple, list):
        raise CorruptError(f"a tensor of the impossible shape {brief(record)}")
    if len(record) > _MAX_AXES:
        raise UnsupportedError(f"a tensor of {len(record):,} axes; at most {_MAX_AXES} can be shown")
    for size in record:  # an index has a hundred thousand
        if type(size) is not int or not 0 <= size <= MAX_ELEMENTS:
            raise CorruptError(f"a tensor of the impossible shape {brief(record)}")
    return tuple(record)


def checked_geometry(
    dtype: DType, storage: Storage | None, offset: Any, size: Any, stride: Any
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Shape and strides from a file, checked against each other and the storage; raises CorruptError."""
    shape, strides, extent = checked_extent(size, stride)
    if type(offset) is not int or not 0 <= offset <= MAX_ELEMENTS:
        raise CorruptError(f"a tensor with the impossible offset {brief(offset)}")
    if storage is not None and extent and dtype.nbytes(offset + extent) > storage.nbytes:
        raise CorruptError(
            f"a tensor reaches byte {dtype.nbytes(offset + extent):,} of a storage of {storage.nbytes:,}"
        )
    return shape, strides


def checked_extent(size: Any, stride: Any) -> Geometry:
    """Shape and strides, checked against each other, and the extent; raises CorruptError."""
    shape = checked_sizes(size)
    strides = checked_sizes(stride) if shape or stride else ()
    if len(shape) != len(strides):
        raise CorruptError(f"a tensor of {len(shape)} sizes and {len(strides)} strides")
    if 0 in shape:
        return shape, strides, 0
    if math.prod(shape) > MAX_ELEMENTS:
        raise CorruptError(f"a tensor of the impossible shape {brief(shape)}")
    return shape, strides, 1 + sum((length - 1) * step for length, step in zip(shape, strides, strict=True))


class Geometries:
    """The checked geometries of the tensors of one pickle, many of which are of one record of sizes, or of equal ones."""

    def __init__(self) -> None:
        self._by_record: dict[tuple[int, int], Geometry] = {}  # by identity
        self._by_value: dict[tuple[Any, Any], Geometry] = {}

    def of(self, size: Any, stride: Any) -> Geometry:
        """:func:`checked_extent` of a record of sizes and one of strides, both of which the pickle holds."""
        known = self._by_record.get((id(size), id(stride)))
        if known is None:
            known = self._by_record[id(size), id(stride)] = self._of_values(size, stride)
        return known

    def of_each(self, sizes: Sequence[Any], strides: Sequence[Any]) -> list[Geometry]:
        """The same of many tensors at once."""
        records = list(zip(map(id, sizes), map(id, strides), strict=True))
        different = dict(zip(records, range(len(records)), strict=True))
        known = {record: self.of(sizes[index], strides[index]) for record, index in different.items()}
        return list(map(known.__getitem__, records))

    def _of_values(self, size: Any, stride: Any) -> Geometry:
        """Known by value if both are short tuples of numbers, which alone are safe to hash."""
        if (
            type(size) is not tuple
            or type(stride) is not tuple
            or len(size) + len(stride) > _MAX_HASHED
            or not _INTS.issuperset(map(type, size + stride))
        ):
            return checked_extent(size, stride)
        known = self._by_value.get((size, stride))
        if known is None:
            known = self._by_value[size, stride] = checked_extent(size, stride)
        return known
