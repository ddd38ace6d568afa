"""The corners of a tensor: what fits a screen of the values of any tensor, without reading the rest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import SelectionError
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["Outline", "outline"]

#: Tensors of at most this many elements are shown whole, as numpy does.
_WHOLE_ELEMENTS = 1000
_MAX_ELEMENTS = 4096
#: Packed types can only be cut between blocks, and every block size divides this.
_PACKED_REACH = 1024


@dataclass(frozen=True, slots=True)
class Outline:
    """Values of a tensor, or (``edge`` > 0) of its first and last ``edge`` indices along each axis and some between."""

    values: npt.NDArray[Any]
    edge: int

    def __str__(self) -> str:
        """As numpy prints the tensor: whole, or with dots where something is left out."""
        if not self.edge:
            return np.array2string(self.values, threshold=self.values.size + 1)
        return np.array2string(self.values, threshold=0, edgeitems=self.edge)


def outline(entry: TensorEntry) -> Outline:
    """The outline of ``entry``. Raises SelectionError for one with so many axes that even its corners fill a book."""
    if entry.numel <= _WHOLE_ELEMENTS:
        return Outline(read_values(entry), 0)
    for edge in (3, 2, 1):
        if math.prod(min(size, 2 * edge) for size in entry.shape) <= _MAX_ELEMENTS:
            return Outline(_corners(entry, edge), edge)
    raise SelectionError(f"{entry.key} has {len(entry.shape)} axes, too many to print; name a slice")


def _corners(entry: TensorEntry, edge: int) -> npt.NDArray[Any]:
    """The tensor without the middle of its long axes; enough of that stays for numpy to print dots for the rest."""
    packed = entry.dtype.elements_per_unit != 1 or entry.dtype.values_per_element != 1
    segments = []
    for axis, size in enumerate(entry.shape):
        if packed and axis == len(entry.shape) - 1:
            head = _PACKED_REACH
            tail = (size - edge) // _PACKED_REACH * _PACKED_REACH
        else:
            head = edge + 1
            tail = size - edge
        segments.append([slice(head), slice(tail, None)] if tail > head else [slice(None)])
    return _assembled(entry, segments)


def _assembled(entry: TensorEntry, segments: list[list[slice]], region: tuple[slice, ...] = ()) -> npt.NDArray[Any]:
    """The values of the product of ``segments``; the axes before ``len(region)`` are settled."""
    axis = len(region)
    if axis == len(segments):
        return read_values(entry.region(region))
    parts = [_assembled(entry, segments, (*region, segment)) for segment in segments[axis]]
    return parts[0] if len(parts) == 1 else np.concatenate(parts, axis)
