from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.formats.torch.geometry import MAX_ELEMENTS, checked_extent, checked_geometry, checked_sizes
from inspector.pickles.records import Call, Global
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named

SIZE = Global("torch", "Size")
FLOAT = dtype_named("float32")


@given(
    st.integers(0, 40).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), max_size=4),
            st.integers(0, 12),
        )
    )
)
def test_it_accepts_what_torch_accepts(case: tuple[int, list[tuple[int, int]], int]) -> None:
    count, axes, offset = case
    shape, strides = tuple(size for size, _ in axes), tuple(stride for _, stride in axes)
    try:
        torch.as_strided(torch.zeros(count), shape, strides, offset)
        fits = True
    except RuntimeError:
        fits = False
    try:
        assert checked_geometry(FLOAT, MemoryStorage(bytes(4 * count)), offset, shape, strides) == (shape, strides)
        accepted = True
    except CorruptError:
        accepted = False
    assert accepted == fits


@pytest.mark.parametrize("record", [(2, 3), [2, 3], Call(SIZE, ((2, 3),)), Call(SIZE, ([2, 3],))])
def test_sizes_in_every_form(record: Any) -> None:
    assert checked_sizes(record) == (2, 3)
    assert checked_sizes(Call(SIZE, ())) == ()


@pytest.mark.parametrize(
    "record",
    [None, 3, "23", (-1,), (1.0,), (True,), ("2",), ((1,),), (1 << 80,), (None,), Call(SIZE, 3), Call(SIZE, (3,))],
)
def test_what_is_no_size_is_refused(record: Any) -> None:
    with pytest.raises(CorruptError, match="impossible shape"):
        checked_sizes(record)


def test_many_axes_are_refused_before_they_are_looked_at() -> None:
    with pytest.raises(UnsupportedError, match="10,000 axes"):
        checked_sizes(("x",) * 10_000)
    assert len(checked_sizes((1,) * 64)) == 64


@pytest.mark.parametrize(
    ("size", "stride", "extent"),
    [
        ((), (), 1),
        ((3, 4), (4, 1), 12),
        ((3, 4), (0, 0), 1),
        ((0, 5), (5, 1), 0),
        ((2,), (7,), 8),
        ((), None, 1),
        ((1 << 40, 1 << 20), (1, 1), (1 << 40) + (1 << 20) - 1),
    ],
)
def test_how_far_a_tensor_reaches(size: Any, stride: Any, extent: int) -> None:
    assert checked_extent(size, stride)[2] == extent


@pytest.mark.parametrize(
    ("size", "stride"), [((2, 3), (1,)), ((), (1,)), ((1 << 40, 1 << 40), (0, 0)), ((2,), (-1,)), ((2,), None)]
)
def test_sizes_and_strides_that_contradict_are_refused(size: Any, stride: Any) -> None:
    with pytest.raises(CheckpointError):
        checked_extent(size, stride)


@pytest.mark.parametrize("offset", [-1, 1.0, None, True, "0", MAX_ELEMENTS + 1, (0,)])
def test_impossible_offsets_are_refused(offset: Any) -> None:
    with pytest.raises(CorruptError, match="impossible offset"):
        checked_geometry(FLOAT, MemoryStorage(bytes(8)), offset, (1,), (1,))


def test_a_tensor_without_data_may_be_of_any_size() -> None:
    assert checked_geometry(FLOAT, None, 0, (1 << 30, 1 << 30), (1 << 30, 1)) == ((1 << 30, 1 << 30), (1 << 30, 1))
