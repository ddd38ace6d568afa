"""Histograms over common bins, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.histogram import Histogram
from inspector.analysis.overlay import middle_of, overlaid, spread
from inspector.errors import SelectionError
from tests.tensors import entry_of


def test_all_are_over_the_range_of_all() -> None:
    arrays = [np.array([1.0, 2, np.nan]), np.array([-3.0, 0.5]), np.full(3, np.inf)]
    found = overlaid([entry_of(array) for array in arrays], bins=7)
    for histogram, array in zip(found, arrays, strict=True):
        counts, edges = np.histogram(array[np.isfinite(array)], 7, (-3, 2))
        np.testing.assert_array_equal(histogram.counts, counts)
        np.testing.assert_array_equal(histogram.edges, edges)


def test_a_range_may_be_given() -> None:
    (found,) = overlaid([entry_of(np.arange(10))], bins=2, range=(2, 5))
    assert found.counts.tolist() == [2, 2]


def test_one_and_none_that_is_finite() -> None:
    assert overlaid([entry_of(np.arange(10))], bins=5)[0].counts.tolist() == [2] * 5
    empty, full = overlaid([entry_of(np.full(2, np.nan)), entry_of(np.full(2, np.inf))])
    assert not empty.counts.any()
    assert not full.counts.any()


def test_text_has_none() -> None:
    with pytest.raises(SelectionError):
        overlaid([entry_of(np.array(["a"]))])


def test_the_middle_is_where_nearly_all_values_are() -> None:
    edges = np.arange(101.0)
    counts = np.zeros(100, np.int64)
    counts[40:45] = 1000
    counts[0] = counts[99] = 4
    spread_out = Histogram(edges, np.full(100, 7))
    assert middle_of([Histogram(edges, counts), Histogram(edges, counts * 0)]) == (40.0, 45.0)
    assert middle_of([Histogram(edges, counts), spread_out]) is None
    counts[99] = 400
    assert middle_of([Histogram(edges, counts)]) is None


@pytest.mark.parametrize(("count", "most", "expected"), [(3, 5, [0, 1, 2]), (9, 3, [0, 4, 8]), (10, 2, [0, 9])])
def test_some_stand_for_all(count: int, most: int, expected: list[int]) -> None:
    assert list(spread(range(count), most)) == expected
