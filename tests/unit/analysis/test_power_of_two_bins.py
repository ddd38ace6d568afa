from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from inspector.analysis.power_of_two_bins import MAX_BINS, Counts, PowerOfTwoBins
from inspector.buffers import Scratch

Array = npt.NDArray[Any]


def counts_of(values: Array) -> Counts:
    grid = PowerOfTwoBins.over(float(values.min()), float(values.max()), values.dtype)
    scratch = Scratch()
    return Counts(grid, grid.count(grid.positions(values, scratch), scratch)[np.newaxis])


def assert_equals_numpy(counts: Counts, values: Array) -> None:
    expected = np.histogram(values.astype(np.float64), counts.grid.edges)[0]
    assert np.array_equal(counts.counts[0], expected)
    assert counts.counts.sum() == values.size
    assert counts.counts.shape == (1, counts.grid.bins)
    assert counts.grid.bins <= MAX_BINS


def finite(dtype: str) -> st.SearchStrategy[Array]:
    width: Literal[32, 64] = 32 if dtype == "f4" else 64
    elements = st.floats(allow_nan=False, allow_infinity=False, width=width)
    return hnp.arrays(dtype, st.integers(1, 20), elements=elements)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@given(data=st.data())
def test_any_numbers_are_in_their_true_bins(dtype: str, data: st.DataObject) -> None:
    a, b = data.draw(finite(dtype)), data.draw(finite(dtype))
    with np.errstate(all="ignore"):
        assert_equals_numpy(counts_of(a), a)
        assert_equals_numpy(counts_of(a).added(counts_of(b)), np.concatenate([a, b]))


@pytest.mark.parametrize("size", [1, 1000, 20_000, 20_001])
@pytest.mark.parametrize(("centre", "spread"), [(0, 1e-3), (1, 1e-7), (-1000, 1e-3), (0, 1e30), (5e-40, 1e-41)])
def test_many_numbers_fill_most_of_the_bins(size: int, centre: float, spread: float) -> None:
    values = np.random.default_rng(size).normal(centre, spread, size).astype("f4")
    counts = counts_of(values)
    assert_equals_numpy(counts, values)
    if len(set(values.tolist())) > MAX_BINS:
        assert counts.grid.bins > MAX_BINS // 2 or counts.grid.exponent == -126


def test_the_order_of_adding_does_not_matter() -> None:
    random = np.random.default_rng(0)
    blocks = [random.normal(0, 10.0**-power, 100) for power in (3, 0, 5, 1)] + [np.full(9, 1.0), np.zeros(5)]
    forward, backward = counts_of(blocks[0]), counts_of(blocks[-1])
    for block in blocks[1:]:
        forward = forward.added(counts_of(block))
    for block in blocks[-2::-1]:
        backward = backward.added(counts_of(block))
    assert forward.grid == backward.grid
    assert np.array_equal(forward.counts, backward.counts)
    assert_equals_numpy(forward, np.concatenate(blocks))


def test_equal_numbers_leave_the_width_to_others() -> None:
    fine = np.random.default_rng(0).normal(1, 1e-4, 1000)
    alone = counts_of(fine)
    for constant in (np.ones(5), np.full(5, fine[0])):
        assert alone.added(counts_of(constant)).grid.exponent == alone.grid.exponent


def test_sets_share_a_grid() -> None:
    grid = PowerOfTwoBins.over(0, 4, np.dtype("f4"))
    both = Counts(grid, np.arange(2 * grid.bins).reshape(2, -1))
    total = both.added(Counts(PowerOfTwoBins(5, 0, 1), np.array([[1], [2]])))
    assert total.grid == PowerOfTwoBins(5, 0, 1)
    assert total.counts.tolist() == [[both.counts[0].sum() + 1], [both.counts[1].sum() + 2]]


def test_compact_counts_are_the_same_in_less_memory() -> None:
    counts = Counts(PowerOfTwoBins(0, 0, 3), np.array([[200, 1, 0]]))
    assert counts.compact().counts.dtype == np.uint8
    assert counts.compact().times(3).counts.tolist() == [[600, 3, 0]]
    assert counts.times(1) is counts
    assert counts.compact().added(counts).counts.tolist() == [[400, 2, 0]]
    histogram = counts.compact().histogram(0)
    assert histogram.counts.dtype == np.int64
    assert histogram.edges.tolist() == [0, 1, 2, 3]


def test_a_single_bin_is_wide_enough_to_be_drawn() -> None:
    histogram = counts_of(np.full(7, 3.0)).histogram(0)
    assert histogram.counts.tolist() == [7]
    assert histogram.edges[1] - histogram.edges[0] == pytest.approx(1)
    assert histogram.edges[0] < 3 < histogram.edges[1]
