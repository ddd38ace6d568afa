"""Histograms over common bins, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.overlay import overlaid
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
