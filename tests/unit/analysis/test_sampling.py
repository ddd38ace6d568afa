from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.analysis.sampling import sample, sample_histogram
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import contiguous_strides
from tests.tensors import CountingStorage, entry_of, entry_of_view


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=4).filter(lambda shape: np.prod(shape) < 50_000),
    st.integers(1, 3),
    st.integers(1, 5000),
)
def test_a_sample_is_of_the_tensor_and_as_large_as_asked_for(shape: list[int], step: int, elements: int) -> None:
    base = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    view = base.T[::step]
    values = sample(entry_of_view(view, base), elements)
    assert len(set(values.tolist())) == len(values)
    assert set(values.tolist()) <= set(view.reshape(-1).tolist())
    assert len(values) == view.size if view.size <= elements else 0 < len(values) <= elements


@pytest.mark.parametrize("shape", [(1 << 24,), (4096, 4096), (7, 1 << 21), (1 << 21, 7)])
@pytest.mark.parametrize("dense", [True, False])
def test_a_sample_is_spread_over_the_tensor(shape: tuple[int, ...], *, dense: bool) -> None:
    base = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    view = base if dense else base[..., : -(-shape[-1] * 3 // 4)]
    values = sample(entry_of_view(view, base), 1 << 16)
    assert 1 << 15 <= len(values) <= 1 << 16
    positions = np.searchsorted(view.reshape(-1), values)
    spread = np.histogram(positions, 8, (0, view.size))[0]
    assert spread.min() > len(values) / 16


def test_little_is_read_of_a_huge_tensor() -> None:
    shape = (1 << 14, 1 << 14)
    storage = CountingStorage(bytes(4 << 28))
    entry = entry_of(np.zeros(0, "f4"), storage=storage, shape=shape, strides=contiguous_strides(shape))
    assert len(sample(entry)) == 1 << 16
    assert storage.reads <= 32
    assert storage.read_nbytes == 4 << 16


def test_a_sample_of_nothing_is_empty() -> None:
    assert sample(entry_of(np.zeros((0, 3)))).size == 0
    assert sample_histogram(entry_of(np.zeros(0))).counts.sum() == 0


@pytest.mark.parametrize("elements", [1, 7, 100, 1000])
def test_packed_types_are_sampled_by_the_block(elements: int) -> None:
    for name in ("quint4x2", "float6_e3m2fn"):
        dtype = dtype_named(name)
        stored = np.random.default_rng(0).integers(0, 256, dtype.nbytes(40_000), dtype="u1").view(dtype.stored_dtype)
        entry = entry_of(stored, dtype, shape=(40, 1000), strides=(1000, 1))
        assert 0 < len(sample(entry, elements)) <= max(elements, 32 * dtype.elements_per_unit)


def test_the_histogram_is_of_the_finite_values_of_the_sample() -> None:
    values = np.random.default_rng(0).normal(size=1000).astype(np.float32)
    values[:3] = np.nan, np.inf, -np.inf
    histogram = sample_histogram(entry_of(values), bins=20)
    counts, edges = np.histogram(values[3:].astype(np.float64), 20)
    assert histogram.counts.tolist() == counts.tolist()
    assert histogram.edges.tolist() == edges.tolist()
    part = sample_histogram(entry_of(values), elements=100)
    assert 80 < part.counts.sum() <= 100
    assert sample_histogram(entry_of(np.array([3 + 4j, 1]))).edges[[0, -1]].tolist() == [1, 5]


def test_a_cancelled_job_samples_nothing() -> None:
    storage = CountingStorage(bytes(400_000))
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        sample(entry_of(np.zeros(100_000, "f4"), storage=storage), job=job)
    assert storage.reads == 0


def test_what_has_no_numbers_or_data_is_refused() -> None:
    entry = entry_of(np.zeros(3))
    with pytest.raises(SelectionError):
        sample(entry.replace(storage=None))
    with pytest.raises(SelectionError):
        sample_histogram(entry_of(np.array(["a"])))
