"""Distributions of many tensors over the same bins, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis import ridges as ridges_module
from inspector.analysis.ridges import MAX_RIDGES, chosen, ridges
from inspector.jobs import Cancelled, Job
from tests.tensors import entry_of


def test_heights_are_shares_of_each_ones_highest_bin() -> None:
    arrays = [np.random.default_rng(seed).normal(seed, 1, 1000) for seed in range(3)]
    found = ridges([entry_of(array) for array in arrays])
    assert found.edges[0] < -2
    assert found.edges[-1] > 4
    for heights, array in zip(found.heights, arrays, strict=True):
        counts = np.histogram(array, found.edges)[0]
        np.testing.assert_allclose(heights, counts / counts.max())


def test_an_outlier_does_not_make_spikes_of_all() -> None:
    values = np.random.default_rng(0).normal(0, 1, 4000)
    values[7] = 1e9
    assert ridges([entry_of(values)]).edges[-1] < 10


def test_what_has_no_finite_values_or_can_not_be_read_is_flat() -> None:
    found = ridges([entry_of(np.full(3, np.nan)), entry_of(np.array(["a"])), entry_of(np.arange(9))])
    assert found.heights.any(axis=1).tolist() == [False, False, True]
    assert ridges([]).heights.shape[0] == 0


def test_matrices_stand_for_their_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry_of(np.zeros((2, 3)) if number % 2 else np.zeros(3)) for number in range(10)]
    assert chosen(entries) == [1, 3, 5, 7, 9]
    assert chosen(entries[::2]) == [0, 1, 2, 3, 4]
    assert chosen([entry_of(np.array(["a", "b"])), entry_of(np.float32(1)), entry_of(np.zeros(3), storage=None)]) == []
    monkeypatch.setattr(ridges_module, "MAX_RIDGES", 3)
    assert chosen(entries) == [1, 5, 9]
    assert MAX_RIDGES > 3


def test_it_stops_when_told_to() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        ridges([entry_of(np.zeros(3))], job)
