"""Pictures of differences, against numpy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from inspector.analysis import heatmap
from inspector.comparing.difference_heatmap import SlicePair, difference_picture, difference_tiles
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.tensors.slices import Slice2D
from tests.tensors import entry_of, entry_of_view


def pair_of(a: Any, b: Any, **changes: Any) -> SlicePair:
    return SlicePair.along(Slice2D.of(entry_of(a), **changes), entry_of(b))


@pytest.mark.parametrize("shape", [(7, 9), (20, 33), (21, 32), (1, 100), (64,), (50, 3)])
def test_a_point_is_the_largest_difference_of_its_block(
    shape: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heatmap, "MAX_POINTS", 8)
    monkeypatch.setattr(heatmap, "_TILE_VALUES", 64)
    a, b = np.random.default_rng(0).normal(size=(2, *shape)).astype(np.float32)
    found = difference_picture(pair_of(a, b))
    d = (b - a).reshape(shape[0], -1)
    expected = np.zeros(found.values.shape)
    for row, column in np.ndindex(expected.shape):
        down, across = found.steps
        block = d[row * down : (row + 1) * down, column * across : (column + 1) * across]
        expected[row, column] = block.flat[np.abs(block).argmax()]
    np.testing.assert_array_equal(found.values, expected)
    assert max(found.values.shape) <= 8


def test_what_lies_in_columns_is_read_like_what_lies_in_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heatmap, "_TILE_VALUES", 50)
    a, b = np.random.default_rng(0).normal(size=(2, 30, 40))
    stored = np.ascontiguousarray(a.T)
    pair = SlicePair.along(Slice2D.of(entry_of_view(stored.T, stored)), entry_of(b))
    np.testing.assert_array_equal(difference_picture(pair).values, b - a)
    np.testing.assert_array_equal(pair.read((3, 9), (5, 6)), (b - a)[3:9, 5:6])


def test_what_is_not_finite_in_both_has_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    inf, nan = np.inf, np.nan
    a, b = np.array([[nan, nan, inf, inf, 1, -inf]]), np.array([[nan, 1, inf, -inf, nan, 5]])
    np.testing.assert_array_equal(difference_picture(pair_of(a, b)).values, [[0, nan, 0, nan, nan, nan]])
    monkeypatch.setattr(heatmap, "MAX_POINTS", 3)
    np.testing.assert_array_equal(difference_picture(pair_of(a, b)).values, [[0, 0, nan]])


def test_large_integers_are_subtracted_exactly() -> None:
    a = np.array([[2**62, 0]])
    assert difference_picture(pair_of(a, a + np.array([1, -1]))).values.tolist() == [[1, -1]]


def test_complex_numbers_by_the_magnitude_of_their_difference() -> None:
    a, b = np.array([[1 + 1j]]), np.array([[4 + 5j]])
    assert difference_picture(pair_of(a, b)).values.tolist() == [[5]]


def test_kernels_side_by_side() -> None:
    a, b = np.random.default_rng(0).normal(size=(2, 3, 2, 5, 5))
    found = difference_tiles(pair_of(a, b))
    assert found.tile == (6, 6)
    np.testing.assert_array_equal(found.values[6:11, 6:11], (b - a)[1, 1])
    assert np.isnan(found.values[5]).all()


def test_the_slice_goes_through_a_place() -> None:
    a, b = np.random.default_rng(0).normal(size=(2, 3, 4, 5))
    pair = pair_of(a, b, index=(2, 1, 3))
    np.testing.assert_array_equal(difference_picture(pair).values, (b - a)[2])


def test_text_has_no_difference() -> None:
    words = np.array([["a", "b"]])
    with pytest.raises(SelectionError, match="no numbers"):
        difference_picture(pair_of(words, words))


def test_it_stops_when_told_to() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        difference_picture(pair_of(np.zeros((2, 2)), np.ones((2, 2))), job)
