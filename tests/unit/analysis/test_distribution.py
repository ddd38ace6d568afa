from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inspector.analysis.distribution import SHARES, Distribution, Scale, Span, distribution
from inspector.analysis.statistics import statistics
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values
from tests.tensors import entry_of

Array = npt.NDArray[Any]


def of(entry: TensorEntry, **choices: Any) -> Distribution:
    return distribution(entry, statistics(entry), **choices)


def assert_counts_all(found: Distribution, values: Array) -> None:
    finite = values[np.isfinite(values)].astype(np.float64)
    edges = found.histogram.edges
    assert (np.diff(edges) > 0).all()
    inside = finite[(finite >= edges[0]) & (finite <= edges[-1])]
    assert found.histogram.counts.tolist() == np.histogram(inside, edges)[0].tolist()
    assert (found.below, found.above) == ((finite < edges[0]).sum(), (finite > edges[-1]).sum())
    quantiles = [np.quantile(finite, share, method="inverted_cdf").item() for share in SHARES]
    assert list(found.quantiles.values()) == quantiles


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize("code", ["u1", "i2", "f2", "i4", "f4", "i8", "f8"])
@settings(deadline=None, max_examples=12)
@given(data=st.data())
def test_every_value_is_counted(code: str, span: Span, scale: Scale, data: st.DataObject) -> None:
    values = data.draw(arrays(np.dtype(code), st.integers(1, 60)))
    values = values[np.isfinite(values)] if code[0] == "f" else values
    if code == "f8":
        values = values[np.abs(values) < 1e300]
    if code == "i8":
        values //= 1 << 11  # numpy counts in float64, where larger ones are not apart
    if len(values):
        assert_counts_all(of(entry_of(values), span=span, scale=scale), values)


def test_a_range_that_is_out_of_proportion_to_what_most_differ_by_has_all_bins() -> None:
    values = np.array([4.4e77, 0, 1.9e-231, 1.9e-231])
    found = of(entry_of(values), span=Span.WHOLE)
    assert_counts_all(found, values)
    assert len(found.histogram.counts) == 256


@pytest.mark.parametrize("first", [-(1 << 63), -(1 << 52), (1 << 52) - 1, (1 << 53) - 3, (1 << 63) - (1 << 13)])
@pytest.mark.parametrize("reach", [1, 2, 9, 1024, 4096])
def test_integers_that_are_no_floats_are_all_in_a_bin(first: int, reach: int) -> None:
    found = of(entry_of(np.array([first, first + reach // 2, first + reach], "i8")), span=Span.WHOLE)
    assert (np.diff(found.histogram.edges) > 0).all()
    assert found.histogram.counts.sum() == 3


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize(
    "values", [[5e-324], [-5e-324, 5e-324], [0, 1e-322], [2e-309], [3e-308, -1e-308], [2e-310, 1.0]]
)
def test_the_smallest_numbers_have_bins(values: list[float], scale: Scale) -> None:
    array = np.array(values)
    assert_counts_all(of(entry_of(array), scale=scale), array)


def test_a_bias_of_64_has_no_comb() -> None:
    values = np.random.default_rng(0).normal(size=64).astype("f4")
    found = of(entry_of(values))
    assert 8 <= len(found.histogram.counts) <= 16
    assert_counts_all(found, values)


def test_many_values_have_many_bins_and_no_gaps() -> None:
    values = np.random.default_rng(0).normal(size=500_000).astype("f4")
    found = of(entry_of(values))
    assert 100 <= len(found.histogram.counts) <= 256
    assert_counts_all(found, values)


@pytest.mark.parametrize("name", ["float8_e4m3fn", "float8_e5m2", "bool", "int8"])
def test_few_valued_types_have_a_bin_for_each_value(name: str) -> None:
    dtype = dtype_named(name)
    stored = np.random.default_rng(0).integers(0, 2 if name == "bool" else 60, 3000).astype("u1")
    entry = entry_of(stored.view(dtype.stored_dtype), dtype)
    found = of(entry)
    assert found.by_value
    assert (found.histogram.counts > 0).all()
    assert_counts_all(found, np.asarray(read_values(entry)))


def test_integers_of_a_narrow_range_are_bins_with_gaps_where_they_do_not_occur() -> None:
    found = of(entry_of(np.array([10, 10, 11, 14], "i8")))
    assert found.histogram.edges.tolist() == [9.5, 10.5, 11.5, 12.5, 13.5, 14.5]
    assert found.histogram.counts.tolist() == [2, 1, 0, 0, 1]


def test_half_precision_has_as_many_possible_values_in_every_bin_of_the_outermost_spacing() -> None:
    """Else bins hold one possible value more or less than their neighbours: a comb."""
    values = np.random.default_rng(0).uniform(1.0, 1.9, 100_000).astype("f2")
    counts = of(entry_of(values)).histogram.counts[1:-1]
    assert counts.min() > 0.8 * counts.max()


def test_far_tails_are_left_out_and_counted() -> None:
    values = np.random.default_rng(0).normal(size=100_000).astype("f4")
    values[:7] = 1e4
    values[7:10] = -500
    found = of(entry_of(values))
    assert 3 <= found.below < 10
    assert 7 <= found.above < 20
    assert -10 < found.histogram.edges[0] < -3 < 3 < found.histogram.edges[-1] < 10
    assert_counts_all(found, values)
    whole = of(entry_of(values), span=Span.WHOLE)
    assert (whole.below, whole.above) == (0, 0)
    assert whole.histogram.edges[[0, -1]].tolist() == [-500, 1e4]


def test_a_log_scale_shows_what_many_decades_hold() -> None:
    random = np.random.default_rng(0)
    values = (10.0 ** random.uniform(-6, 3, 10_000) * random.choice([-1, 1], 10_000)).astype("f4")
    found = of(entry_of(values), scale=Scale.LOG)
    assert (found.below, found.above) == (0, 0)
    assert np.count_nonzero(found.histogram.counts) > 150
    assert_counts_all(found, values)


def test_a_narrow_range_far_from_zero() -> None:
    values = (1000 + 1e-3 * np.random.default_rng(0).normal(size=10_000)).astype("f8")
    found = of(entry_of(values))
    assert found.quantiles[0.5] == pytest.approx(1000, abs=1e-4)
    assert_counts_all(found, values)


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("value", [0.0, 3.0, -1e-9])
def test_one_value_throughout(value: float, scale: Scale) -> None:
    values = np.full(100, value, "f4")
    assert_counts_all(of(entry_of(values), scale=scale), values)
