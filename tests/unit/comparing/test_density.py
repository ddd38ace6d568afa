from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing import paired_blocks
from inspector.comparing.alignment import align
from inspector.comparing.comparison import compare
from inspector.comparing.density import density
from inspector.comparing.results import PairResult
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import TensorEntry
from tests.tensors import entry_of


def result_of(a: Any, b: Any) -> PairResult:
    entries = [value if isinstance(value, TensorEntry) else entry_of(value) for value in (a, b)]
    side_a, side_b = (Checkpoint(LocalLocation(Path("memory")), "memory", [], [entry]) for entry in entries)
    (result,) = compare(side_a, side_b, align(side_a.entries, side_b.entries))
    return result


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i4", "c8", "c16"])
def test_the_density_is_the_histogram_of_both(dtype: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paired_blocks, "_BLOCK_NBYTES", 4000)
    random = np.random.default_rng(0)
    a = random.normal(3, 5, 5000) + (1j * random.normal(0, 5, 5000) if dtype.startswith("c") else 0)
    b = a + random.normal(0, 2, 5000)
    a, b = a.astype(dtype), b.astype(dtype)
    if dtype.startswith("f"):
        a[3], b[4] = math.nan, math.inf
    result = result_of(a, b)
    found = density(result)
    finite = np.isfinite(a) & np.isfinite(b)
    x, y = (np.abs(v) if v.dtype.kind == "c" else v for v in (a[finite], b[finite]))
    assert np.array_equal(found.counts, np.histogram2d(x.astype("f8"), y.astype("f8"), [found.edges, found.edges])[0])
    assert result.difference is not None
    assert result.difference.histograms is not None
    for axis, histogram in zip((1, 0), result.difference.histograms, strict=True):
        assert np.array_equal(found.counts.sum(axis=axis), histogram.counts)


def test_the_smallest_numbers_and_what_repeats() -> None:
    a, b = np.array([1e-44, 3e-44, 2e-41], "f4"), np.array([1e-44, 0, 1e-41], "f4")
    assert density(result_of(a, b)).counts.sum() == 3
    entry_a, entry_b = (entry_of(array, shape=(100, 3), strides=(0, 1)) for array in (a, b))
    assert density(result_of(entry_a, entry_b)).counts.sum() == 300


def test_equal_tensors_and_text_have_none() -> None:
    for a, b in ((np.ones(3), np.ones(3)), (np.array(["a"]), np.array(["b"])), (np.ones(3), np.ones(4))):
        with pytest.raises(SelectionError, match="two distributions"):
            density(result_of(a, b))


def test_it_can_be_cancelled() -> None:
    result = result_of(np.arange(9.0), np.ones(9))
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        density(result, job)
