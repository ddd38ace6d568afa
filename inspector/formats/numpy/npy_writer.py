"""NumPy's format for one array: magic, version, a Python literal, then the elements in C order.

Specification: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import struct
from typing import Any

from numpy.lib.format import dtype_to_descr

from inspector.numeric import np
from inspector.tensors.dtypes import DType, dtype_of_numpy
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout, Placement
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Writer

__all__ = ["NpyWriter", "array_header", "is_numpys"]

_MAGIC = b"\x93NUMPY"
_ALIGNMENT = 64
_MAX_AXES = 32  # of numpy before 2


class NpyWriter(Writer):
    """``numpy.save`` of one array."""

    def supports_dtype(self, dtype: DType) -> bool:
        return is_numpys(dtype)

    def why_not(self, planned: PlannedTensor) -> str:
        return refused_axes(planned)

    def why_not_count(self, plan: Plan) -> str:
        if len(plan.tensors) == 1:
            return ""
        return f"a .npy file holds one array, not {len(plan.tensors):,}; a .npz file holds several"

    def is_single_tensor(self, plan: Plan) -> bool:
        return True

    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        atomic_file.write(array_header(layout.placements[0]))
        transfer.copy(layout.records[0], atomic_file.write)


def is_numpys(dtype: DType) -> bool:
    """Whether numpy itself has the type: not bfloat16, which is only stored in units of one of numpy's."""
    stored = dtype.stored_dtype
    return not stored.hasobject and dtype_of_numpy(stored).name == dtype.name and _can_be_described(stored)


def _can_be_described(dtype: np.dtype[Any]) -> bool:
    """Whether a header can say what the elements are: fields that overlap or lie in another order are refused by numpy."""
    try:
        dtype_to_descr(dtype)
    except ValueError:
        return False
    return True


def refused_axes(planned: PlannedTensor) -> str:
    """Why numpy has no such array; empty if it has."""
    axes = len(planned.entry.shape)
    return f"has {axes} axes, and numpy's arrays have at most {_MAX_AXES}" if axes > _MAX_AXES else ""


def array_header(placement: Placement) -> bytes:
    """What stands before the elements, padded so that they begin at a multiple of 64."""
    descr = dtype_to_descr(placement.dtype.stored_dtype)
    text = f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {placement.shape!r}, }}"
    if max(map(ord, text)) < 0x100:
        encoded, version = text.encode("latin-1"), 1 if len(text) < 0xFFFF - _ALIGNMENT else 2
    else:  # the names of a record's fields
        encoded, version = text.encode(), 3
    length = struct.Struct("<H" if version == 1 else "<I")
    start = len(_MAGIC) + 2 + length.size
    padding = -(start + len(encoded) + 1) % _ALIGNMENT
    encoded += b" " * padding + b"\n"
    return _MAGIC + bytes((version, 0)) + length.pack(len(encoded)) + encoded
