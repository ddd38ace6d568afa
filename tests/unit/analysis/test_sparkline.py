"""The small histograms of rows."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.sparkline import BINS, Sparkline, sparkline
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import TensorEntry, contiguous_strides


def entry_of(values: np.ndarray) -> TensorEntry:
    storage = MemoryStorage(np.ascontiguousarray(values).tobytes())
    return TensorEntry(("w",), dtype_of_numpy(values.dtype), values.shape, contiguous_strides(values.shape), storage)


def test_heights_are_those_of_the_histogram() -> None:
    values = np.repeat(np.arange(BINS, dtype=np.float32), np.arange(1, BINS + 1))
    assert list(sparkline(entry_of(values)).heights) == [-(-number * 255 // BINS) for number in range(1, BINS + 1)]


def test_rare_values_still_show() -> None:
    values = np.zeros(4000, np.float32)
    values[0] = 1
    heights = sparkline(entry_of(values)).heights
    assert heights[0] == 255
    assert heights[-1] == 1


@pytest.mark.parametrize("values", [np.full(3, np.nan), np.array([np.inf, -np.inf])])
def test_nothing_finite_has_none(values: np.ndarray) -> None:
    assert sparkline(entry_of(values)) == Sparkline(is_finite=False)


@pytest.mark.parametrize(
    ("values", "is_finite", "is_zero"),
    [
        (np.array([0.0, np.nan]), False, False),
        (np.array([-np.inf, 1]), False, False),
        (np.zeros(100_000, np.float16), True, True),
        (np.array([0, 1j]), True, False),
        (np.array([False]), True, True),
    ],
)
def test_non_finite_and_zero_tensors_are_told(values: np.ndarray, is_finite: bool, is_zero: bool) -> None:
    found = sparkline(entry_of(values))
    assert (found.is_finite, found.is_zero) == (is_finite, is_zero)


def test_text_has_none() -> None:
    with pytest.raises(SelectionError):
        sparkline(entry_of(np.array(["a", "b"])))


def test_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        sparkline(entry_of(np.zeros(3)), job)
