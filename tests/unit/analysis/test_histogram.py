from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inspector.analysis.histogram import MAX_BINS, Binning, Histogram, bin_edges
from inspector.buffers import Scratch
from inspector.errors import SelectionError

pytestmark = pytest.mark.filterwarnings("ignore:invalid value encountered in cast")

LARGEST = float(np.finfo(np.float64).max)
TINY = 5e-324

FLOATS32 = arrays(np.float32, st.integers(1, 60), elements=st.floats(width=32, allow_nan=False, allow_infinity=False))
FLOATS64 = arrays(np.float64, st.integers(1, 60), elements=st.floats(allow_nan=False, allow_infinity=False))
#: Numbers on a lattice, whose histograms have values exactly on edges.
LATTICE = arrays(np.float32, st.integers(1, 60), elements=st.integers(-16, 16).map(lambda number: number / 8))


def counted(values: npt.NDArray[np.floating], low: float, high: float, bins: int) -> Histogram:
    binning = Binning(low, high, bins)
    inside = values[binning.inside(values)]
    return Histogram(binning.edges, binning.count(inside, Scratch()))


def numpy_has_edges(low: float, high: float, bins: int) -> bool:
    with np.errstate(all="ignore"):
        try:
            edges = np.histogram_bin_edges(np.empty(0), bins, (low, high))
        except ValueError:
            return False
    return bool(np.isfinite(edges).all() and (np.diff(edges) > 0).all())


def assert_equals_numpy(values: npt.NDArray[np.floating], low: float, high: float, bins: int) -> None:
    ours = counted(values, low, high, bins)
    if numpy_has_edges(low, high, bins):
        with np.errstate(over="ignore"):  # the last edge is computed before it is replaced by the range's end
            counts, edges = np.histogram(values.astype(np.float64), bins, (low, high))
        assert np.array_equal(ours.edges, edges)
    else:
        counts, _ = np.histogram(values.astype(np.float64), ours.edges)
        assert ours.edges[0] <= low
        assert ours.edges[-1] >= high
        assert (np.diff(ours.edges) > 0).all()
    assert ours.counts.dtype == np.int64
    assert ours.counts.tolist() == counts.tolist()


@given(FLOATS32 | FLOATS64 | LATTICE, st.integers(1, 300))
@example(np.array([1.0]), 10)
@example(np.array([1.0, np.nextafter(1.0, 2)]), 256)
@example(np.array([1e300]), 256)
@example(np.array([1e20], np.float32), 256)
@example(np.array([-LARGEST, 0.0, 1e300, LARGEST]), 256)
@example(np.array([LARGEST]), 256)
@example(np.array([LARGEST, np.nextafter(LARGEST, 0)]), 256)
@example(np.array([-3.4e38, 1, 3.4e38], np.float32), 256)
@example(np.array([0, TINY, 256 * TINY]), 256)
@example(np.array([0, TINY, 100 * TINY, 300 * TINY]), 256)
@example(np.array([0, 1e-45, 2e-42, 3e-42], np.float32), 256)
@example(np.array([0, LARGEST]), 3)
def test_counts_of_the_whole_range_equal_numpy(values: npt.NDArray[np.floating], bins: int) -> None:
    assert_equals_numpy(values, float(values.min()), float(values.max()), bins)


@given(FLOATS32 | FLOATS64 | LATTICE, st.integers(1, 300), st.floats(-100, 100), st.floats(0, 100))
@example(np.linspace(-2, 2, 50, dtype=np.float32), 10, -1.0, 2.0)
@example(np.array([0, TINY, 5 * TINY]), 3, 0.0, 10 * TINY)
def test_counts_of_a_given_range_equal_numpy(
    values: npt.NDArray[np.floating], bins: int, low: float, width: float
) -> None:
    assert_equals_numpy(values, low, low + width, bins)


@pytest.mark.parametrize("bins", [1, 2, 10, 255, 256, 257, 4096, 65_535, MAX_BINS])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("offset", [0.0, 1.0, -1e6])
def test_many_values_equal_numpy(bins: int, dtype: type[np.floating], offset: float) -> None:
    values = (np.random.default_rng(bins).normal(size=100_000) + offset).astype(dtype)
    assert_equals_numpy(values, float(values.min()), float(values.max()), bins)
    assert_equals_numpy(values, offset - 0.1, offset + 0.3, bins)


@pytest.mark.parametrize("bins", [10, 100, 256])
def test_values_on_and_next_to_every_edge_equal_numpy(bins: int) -> None:
    for low, high in ((-1.0, 1.0), (0.1, 0.7), (-3e-5, 1e9), (1e6, 1e6 + 1)):
        edges = np.linspace(low, high, bins + 1)
        for dtype in (np.float64, np.float32):
            near = edges.astype(dtype)
            infinity = dtype(np.inf)
            values = np.concatenate([near, np.nextafter(near, infinity), np.nextafter(near, -infinity)])
            assert_equals_numpy(values, low, high, bins)


def test_float32_arithmetic_is_used_where_it_is_precise_enough() -> None:
    assert Binning(-5.0, 5.0, 256)._single is not None
    assert Binning(1e9, 1e9 + 1, 256)._single is None  # the range is one step of float32
    assert Binning(1e9, 1e9 + 1, 256)._double is not None
    assert Binning(-3.4e38, 3.4e38, 256)._single is None  # the difference is no float32
    assert Binning(0.0, 300 * TINY, 256)._double is None  # rounded edges are not evenly spaced


@pytest.mark.parametrize("bins", [0, -1, MAX_BINS + 1])
def test_senseless_bins_are_refused(bins: int) -> None:
    with pytest.raises(SelectionError, match="1 to 65,536 bins"):
        bin_edges(0.0, 1.0, bins)


@pytest.mark.parametrize(("low", "high"), [(1.0, 0.0), (math.nan, 1.0), (0.0, math.inf), (-math.inf, 0.0)])
def test_senseless_ranges_are_refused(low: float, high: float) -> None:
    with pytest.raises(SelectionError, match="can't have the range"):
        bin_edges(low, high, 10)
