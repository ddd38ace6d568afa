from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.adapters.deltas import Delta, DenseDelta, HadamardDelta, KroneckerDelta, LowRankDelta
from inspector.jobs import Cancelled, Job
from tests.tensors import entry_of

Array = npt.NDArray[Any]
SIZES = st.integers(1, 9)


def low_rank(random: np.random.Generator, rows: int, rank: int, columns: int, scale: float = 1.0) -> LowRankDelta:
    return LowRankDelta(random.normal(size=(rows, rank)), random.normal(size=(rank, columns)), scale)


def whole(delta: Delta, dtype: type = np.float64) -> Array:
    return delta.rows(0, delta.shape[0], np.dtype(dtype))


def assert_measured(delta: Delta, dense: Array) -> None:
    """Rows, norm and singular values are those of the matrix itself, computed by numpy."""
    job = Job()
    assert delta.shape == dense.shape
    np.testing.assert_allclose(whole(delta), dense, atol=1e-12)
    middle = delta.shape[0] // 2
    np.testing.assert_allclose(delta.rows(middle, delta.shape[0], np.dtype(np.float64)), dense[middle:], atol=1e-12)
    assert whole(delta, np.float32).dtype == np.float32
    assert delta.norm(job) == pytest.approx(np.linalg.norm(dense), abs=1e-12)
    expected = np.linalg.svd(dense, compute_uv=False)
    found = delta.singular_values(job)
    assert found is not None
    padded = np.zeros(max(len(found), len(expected)))
    padded[: len(expected)] = expected
    np.testing.assert_allclose(np.pad(found, (0, len(padded) - len(found))), padded, atol=1e-10)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), SIZES, SIZES, SIZES, st.floats(-4, 4))
def test_a_product_of_thin_factors(seed: int, rows: int, rank: int, columns: int, scale: float) -> None:
    delta = low_rank(np.random.default_rng(seed), rows, rank, columns, scale)
    dense = scale * (delta.left @ delta.right)
    assert_measured(delta, dense)
    assert_measured(delta.transposed, dense.T)
    assert delta.is_zero == (not dense.any())


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.integers(1, 3), st.integers(1, 3), st.integers(1, 12))
def test_a_hadamard_product_of_two(seed: int, rows: int, rank: int, other_rank: int, columns: int) -> None:
    random = np.random.default_rng(seed)
    first, second = low_rank(random, rows, rank, columns), low_rank(random, rows, other_rank, columns)
    delta = HadamardDelta(first, second, -0.5)
    dense = -0.5 * (first.left @ first.right) * (second.left @ second.right)
    assert_measured(delta, dense)
    assert (delta.core() is None) == (rank * other_rank >= min(rows, columns))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32 - 1), *(st.integers(1, 5) for _ in range(4)), st.sampled_from([1.0, -2.5]))
def test_a_kronecker_product(seed: int, rows: int, columns: int, inner: int, across: int, scale: float) -> None:
    random = np.random.default_rng(seed)
    first, second = random.normal(size=(rows, columns)), random.normal(size=(inner, across))
    assert_measured(KroneckerDelta(first, second, scale), scale * np.kron(first, second))


def test_a_tensor_stored_whole() -> None:
    values = np.random.default_rng(1).normal(size=(4, 3, 2))
    assert_measured(DenseDelta(entry_of(values), 2.0), 2 * values.reshape(4, 6))
    vector = DenseDelta(entry_of(values.reshape(-1)), 1.0)
    assert vector.shape == (24, 1)
    assert vector.norm(Job()) == pytest.approx(np.linalg.norm(values))
    assert not vector.is_zero
    assert DenseDelta(entry_of(np.zeros(3)), 1.0).is_zero


def test_products_are_zero_where_a_factor_is() -> None:
    random = np.random.default_rng(1)
    some, none = low_rank(random, 3, 2, 4), LowRankDelta(np.zeros((3, 2)), random.normal(size=(2, 4)), 1.0)
    assert none.is_zero
    assert HadamardDelta(some, none, 1.0).is_zero
    assert HadamardDelta(none, some, 1.0).is_zero
    assert not HadamardDelta(some, some, 1.0).is_zero
    assert KroneckerDelta(np.ones((2, 2)), np.zeros((2, 2)), 1.0).is_zero
    assert not KroneckerDelta(np.ones((2, 2)), np.ones((2, 2)), 1.0).is_zero


def test_matrices_that_take_too_long_have_no_singular_values() -> None:
    wide = LowRankDelta(np.ones((3, 3000)), np.ones((3000, 3)), 1.0)
    assert wide.singular_values(Job()) is not None  # of a rank beyond what is decomposed, but a small matrix
    huge = DenseDelta(entry_of(np.zeros((1, 1))).replace(shape=(5000, 5000), strides=(0, 0)), 1.0)
    assert huge.singular_values(Job()) is None


def test_values_that_are_not_finite_have_no_singular_values_but_nan() -> None:
    delta = LowRankDelta(np.array([[np.nan], [1.0]]), np.ones((1, 2)), 1.0)
    assert np.isnan(delta.norm(Job()))


def test_measuring_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        low_rank(np.random.default_rng(1), 3, 1, 3).singular_values(job)
    with pytest.raises(Cancelled):
        DenseDelta(entry_of(np.zeros((2, 2))), 1.0).norm(job)
