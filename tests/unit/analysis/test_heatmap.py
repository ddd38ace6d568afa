"""Pictures of slices, against numpy's own indexing."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.heatmap import MAX_POINTS, has_tiles, picture, robust_limit, tiles
from inspector.jobs import Cancelled, Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.slices import Slice2D


def entry_of(values: np.ndarray) -> TensorEntry:
    storage = MemoryStorage(np.ascontiguousarray(values).tobytes())
    return TensorEntry(("w",), dtype_of_numpy(values.dtype), values.shape, contiguous_strides(values.shape), storage)


def test_small_slice_is_itself() -> None:
    values = np.arange(12, dtype=np.float32).reshape(3, 4)
    shown = picture(Slice2D.of(entry_of(values)), Job())
    assert shown.steps == (1, 1)
    assert np.array_equal(shown.values, values)


def test_large_slice_takes_every_nth_value() -> None:
    values = np.arange((2 * MAX_POINTS + 1) * 3, dtype=np.int32).reshape(-1, 3)
    shown = picture(Slice2D.of(entry_of(values)), Job())
    assert shown.steps == (3, 1)
    assert np.array_equal(shown.values, values[::3])


def test_axes_may_be_swapped() -> None:
    values = np.random.default_rng(0).normal(size=(2, MAX_POINTS + 1, 4))
    source = Slice2D(entry_of(values), down=2, across=1, index=(1, 0, 0))
    shown = picture(source, Job())
    assert np.array_equal(shown.values, values[1, ::2, :].T)


def test_vector_is_one_column() -> None:
    assert picture(Slice2D.of(entry_of(np.arange(5.0))), Job()).values.shape == (5, 1)


def test_complex_numbers_by_magnitude() -> None:
    shown = picture(Slice2D.of(entry_of(np.array([[3 + 4j]]))), Job())
    assert shown.values.tolist() == [[5.0]]


def test_limit_leaves_out_outliers_and_what_is_not_finite() -> None:
    values = np.ones(10_000)
    values[:5] = 1e9
    values[5:10] = np.nan
    values[10] = -np.inf
    assert robust_limit(values) == 1.0


@pytest.mark.parametrize("values", [np.zeros(4), np.full(4, np.nan), np.empty(0)])
def test_limit_is_never_zero(values: np.ndarray) -> None:
    assert robust_limit(values) == 1.0


def test_kernels_side_by_side() -> None:
    values = np.random.default_rng(1).normal(size=(3, 2, 4, 5)).astype(np.float32)
    source = Slice2D.of(entry_of(values))
    assert has_tiles(source)
    shown = tiles(source, Job())
    assert shown.tile == (5, 6)
    assert shown.values.shape == (3 * 5 - 1, 2 * 6 - 1)
    for output in range(3):
        for inside in range(2):
            tile = shown.values[output * 5 : output * 5 + 4, inside * 6 : inside * 6 + 5]
            assert np.array_equal(tile, values[output, inside])
    assert np.isnan(shown.values[4]).all()


@pytest.mark.parametrize("shape", [(3, 3), (8, 8, 1, 1), (2, 2, 64, 64), (0, 2, 3, 3)])
def test_no_tiles_without_small_kernels(shape: tuple[int, ...]) -> None:
    assert not has_tiles(Slice2D.of(entry_of(np.zeros(shape, np.float32))))


def test_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        picture(Slice2D.of(entry_of(np.zeros((2, 2)))), job)
