from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import SelectionError
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.slices import Slice2D, value_shape
from tests.tensors import entry_of


@pytest.mark.parametrize(
    ("shape", "axes"),
    [
        ((), (None, None)),
        ((5,), (0, None)),
        ((3, 4), (0, 1)),
        ((1, 4), (0, 1)),
        ((4, 1), (0, 1)),
        ((64, 3, 7, 7), (2, 3)),
        ((96, 96, 1, 1), (0, 1)),
        ((2, 1, 5, 1), (0, 2)),
        ((1, 1, 1), (1, 2)),
    ],
)
def test_the_first_slice_shows_the_last_axes_that_have_something_to_show(
    shape: tuple[int, ...], axes: tuple[int | None, int | None]
) -> None:
    source = Slice2D.of(entry_of(np.zeros(shape, np.float32)))
    assert (source.row_axis, source.column_axis) == axes


@given(
    st.lists(st.integers(1, 4), min_size=2, max_size=4).flatmap(
        lambda shape: st.tuples(
            st.just(tuple(shape)),
            st.permutations(range(len(shape))),
            st.tuples(*(st.integers(0, size - 1) for size in shape)),
        )
    )
)
def test_any_two_axes_are_read_as_numpy_would(case: tuple[tuple[int, ...], list[int], tuple[int, ...]]) -> None:
    shape, order, index = case
    array = np.arange(np.prod(shape), dtype=np.float32).reshape(shape)
    row_axis, column_axis = order[0], order[1]
    source = Slice2D(entry_of(array), row_axis, column_axis, index)
    region = tuple(slice(None) if axis in (row_axis, column_axis) else at for axis, at in enumerate(index))
    expected = array[region] if row_axis < column_axis else array[region].T
    assert (source.rows, source.columns) == (shape[row_axis], shape[column_axis])
    np.testing.assert_array_equal(source.read((0, source.rows), (0, source.columns)), expected)
    np.testing.assert_array_equal(source.read((0, 1), (0, source.columns)), expected[:1])


def test_tensors_with_fewer_axes_have_one_column_or_one_cell() -> None:
    vector = Slice2D.of(entry_of(np.arange(5)))
    assert (vector.rows, vector.columns) == (5, 1)
    np.testing.assert_array_equal(vector.read((1, 3), (0, 1)), [[1], [2]])
    scalar = Slice2D.of(entry_of(np.float32(2.5)))
    np.testing.assert_array_equal(scalar.read((0, 1), (0, 1)), [[2.5]])


def test_packed_types_can_be_cut_anywhere() -> None:
    entry = entry_of(np.arange(12, dtype=np.uint8), dtype_named("quint4x2"), shape=(3, 8), strides=(8, 1))
    source = Slice2D.of(entry)
    whole = source.read((0, 3), (0, 8))
    np.testing.assert_array_equal(source.read((1, 3), (3, 6)), whole[1:3, 3:6])
    column = replace(source, row_axis=0, column_axis=None, index=(0, 5))
    np.testing.assert_array_equal(column.read((0, 3), (0, 1)), whole[:, 5:6])


def test_types_with_two_values_an_element_have_twice_the_columns() -> None:
    entry = entry_of(np.arange(6, dtype=np.uint8).reshape(2, 3), dtype_named("float4_e2m1fn_x2"))
    source = Slice2D.of(entry)
    assert value_shape(entry) == (2, 6)
    whole = source.read((0, 2), (0, 6))
    np.testing.assert_array_equal(source.read((0, 2), (1, 4)), whole[:, 1:4])


def test_what_lies_outside_is_refused() -> None:
    source = Slice2D.of(entry_of(np.zeros((2, 3))))
    for rows, columns in (((0, 3), (0, 3)), ((0, 2), (2, 4)), ((-1, 1), (0, 1)), ((1, 0), (0, 1))):
        with pytest.raises(SelectionError):
            source.read(rows, columns)
