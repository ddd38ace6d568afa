"""Pictures of slices, against numpy's own indexing."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis import heatmap
from inspector.analysis.heatmap import (
    MAX_POINTS,
    NonFinite,
    Reduction,
    Window,
    has_tiles,
    picture,
    robust_limit,
    tiles,
)
from inspector.errors import SelectionError
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


def reduced(values: np.ndarray, steps: tuple[int, int], reduction: Reduction) -> np.ndarray:
    """What each cell should show, one at a time."""
    rows, columns = (-(-size // step) for size, step in zip(values.shape, steps, strict=True))
    cells = np.full((rows, columns), np.nan)
    for row, column in np.ndindex(rows, columns):
        block = values[row * steps[0] : (row + 1) * steps[0], column * steps[1] : (column + 1) * steps[1]].astype("f8")
        finite = block[np.isfinite(block)]
        if finite.size:
            extreme = finite[np.abs(finite).argmax()]
            means = {Reduction.MEAN: finite.mean(), Reduction.RMS: np.sqrt((finite**2).mean())}
            cells[row, column] = means.get(reduction, extreme)
    return cells


@pytest.mark.parametrize("reduction", Reduction)
@pytest.mark.parametrize("shape", [(7, 9), (20, 33), (64, 3), (1, 100), (100, 1), (41, 40)])
@pytest.mark.parametrize("tile_values", [3, 20, 1 << 19])
def test_a_cell_says_something_of_every_value_it_covers(
    shape: tuple[int, int], reduction: Reduction, tile_values: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heatmap, "MAX_POINTS", 8)
    monkeypatch.setattr(heatmap, "_TILE_VALUES", tile_values)
    values = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    values[0, 0], values[-1, -1] = np.nan, np.inf
    for source in (Slice2D.of(entry_of(values)), Slice2D(entry_of(values.T.copy()), 1, 0, (0, 0))):
        shown = picture(source, Job(), reduction=reduction)
        assert max(shown.values.shape) <= 8
        np.testing.assert_allclose(shown.values, reduced(values, shown.steps, reduction), rtol=1e-12)
        assert shown.non_finite[0, 0] & NonFinite.NAN
        assert shown.non_finite[-1, -1] & NonFinite.INFINITE
        assert np.count_nonzero(shown.non_finite) == 2


@pytest.mark.slow
def test_outlier_channels_are_seen_at_any_size() -> None:
    """Two columns and a row, 60 times larger than the rest: every fourth value would miss them."""
    values = np.random.default_rng(0).normal(size=(4096, 4096)).astype(np.float32)
    values[:, 1001] *= 60
    values[:, 2003] *= 60
    values[3002] *= 60
    shown = picture(Slice2D.of(entry_of(values)))
    assert shown.steps == (4, 4)
    hot = np.abs(shown.values) > 6
    assert np.flatnonzero(hot.mean(axis=0) > 0.9).tolist() == [1001 // 4, 2003 // 4]
    assert np.flatnonzero(hot.mean(axis=1) > 0.9).tolist() == [3002 // 4]
    assert shown.limit < 60
    assert shown.clipped > 1000


def test_a_window_is_read_again_until_a_cell_is_a_value() -> None:
    values = np.random.default_rng(0).normal(size=(3 * MAX_POINTS, 2 * MAX_POINTS)).astype(np.float32)
    source = Slice2D.of(entry_of(values))
    shown = picture(source, window=Window((100, 300), (50, 60)))
    assert shown.steps == (1, 1)
    assert np.array_equal(shown.values, values[100:300, 50:60])
    with pytest.raises(SelectionError):
        picture(source, window=Window((0, 1), (0, 2 * MAX_POINTS + 1)))


@pytest.mark.parametrize("reduction", Reduction)
def test_the_largest_numbers_do_not_overflow(reduction: Reduction, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heatmap, "MAX_POINTS", 1)
    monkeypatch.setattr(heatmap, "_TILE_VALUES", 4)
    shown = picture(Slice2D.of(entry_of(np.full((6, 5), 1.7e308))), reduction=reduction)
    assert shown.values[0, 0] == pytest.approx(1.7e308)


def test_axes_may_be_swapped() -> None:
    values = np.random.default_rng(0).normal(size=(2, MAX_POINTS + 1, 4))
    source = Slice2D(entry_of(values), row_axis=2, column_axis=1, index=(1, 0, 0))
    shown = picture(source, Job())
    assert np.array_equal(shown.values, reduced(values[1].T, (1, 2), Reduction.EXTREME))


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
