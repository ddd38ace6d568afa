"""Two-dimensional slices of tensors of any number of axes: what a table can show, read a tile at a time.

A slice is named by its row axis, its column axis, and an index for each of the others. Sizes count
values: a packed element that decodes to two numbers is two columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import SelectionError
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["Slice2D", "value_shape"]

Array = npt.NDArray[Any]
Span = tuple[int, int]


def value_shape(entry: TensorEntry) -> tuple[int, ...]:
    """The shape of the values: the entry's, with the last axis of types with several values per element multiplied."""
    if not entry.shape:
        return ()
    return (*entry.shape[:-1], entry.shape[-1] * entry.dtype.values_per_element)


@dataclass(frozen=True, slots=True)
class Slice2D:
    """``entry`` along ``row_axis`` and ``column_axis`` (None for a tensor that has fewer axes), at ``index`` of the others.

    ``index`` has a number for every axis; those of ``row_axis`` and ``column_axis`` are not looked at.
    """

    entry: TensorEntry
    row_axis: int | None
    column_axis: int | None
    index: tuple[int, ...]

    @classmethod
    def of(cls, entry: TensorEntry, index: tuple[int, ...] | None = None) -> Slice2D:
        """The slice to begin with: the last two axes that have more than one index, at the start of all others.

        With ``index`` the slice goes through that place instead.
        """
        entry = entry.values
        axes = len(entry.shape)
        index = index or (0,) * axes
        if axes < 2:
            return cls(entry, 0 if axes else None, None, index)
        long = [axis for axis, size in enumerate(entry.shape) if size > 1]
        column_axis = max(long[-1], 1) if long else axes - 1
        row_axis = next((axis for axis in reversed(long) if axis < column_axis), column_axis - 1)
        return cls(entry, row_axis, column_axis, index)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return 1 if self.row_axis is None else value_shape(self.entry)[self.row_axis]

    @property
    def columns(self) -> int:
        """Number of columns."""
        return 1 if self.column_axis is None else value_shape(self.entry)[self.column_axis]

    @property
    def is_row_major(self) -> bool:
        """Whether neighbours in a row lie closer together in the file than neighbours in a column."""
        if self.row_axis is None or self.column_axis is None:
            return self.row_axis is None
        return self.entry.strides[self.column_axis] <= self.entry.strides[self.row_axis]

    def read(self, rows: Span, columns: Span) -> Array:
        """The values of rows [start, stop) and columns [start, stop), shape [rows, columns].

        Raises SelectionError for an entry without data, and what the storage raises.
        """
        shape = value_shape(self.entry)
        spans: list[Span] = [(at, at + 1) for at in self.index]
        if self.row_axis is not None:
            spans[self.row_axis] = rows
        if self.column_axis is not None:
            spans[self.column_axis] = columns
        if any(not 0 <= start <= stop <= size for (start, stop), size in zip(spans, shape, strict=True)):
            raise SelectionError(f"the slice lies outside the shape of {self.entry.key}")
        values = self._read_spans(spans)
        kept = [axis for axis in (self.row_axis, self.column_axis) if axis is not None]
        values = np.moveaxis(values, kept, range(len(kept)))
        return values.reshape(rows[1] - rows[0], columns[1] - columns[0])

    def _read_spans(self, spans: list[Span]) -> Array:
        """The values of the spans, all axes kept. Packed types are read in whole units and cut afterwards."""
        if not spans:
            return read_values(self.entry)
        unit = self.entry.dtype.elements_per_unit * self.entry.dtype.values_per_element
        start, stop = spans[-1]
        first, last = start // unit * unit, -(-stop // unit) * unit
        values_per_element = self.entry.dtype.values_per_element
        region = tuple(slice(*span) for span in spans[:-1])
        values = read_values(
            self.entry.region((*region, slice(first // values_per_element, last // values_per_element)))
        )
        return values[..., start - first : stop - first]
