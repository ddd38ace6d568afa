from __future__ import annotations

import math
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inspector.analysis import passes
from inspector.analysis import quantiles as quantiles_module
from inspector.analysis.quantiles import order_key, quantiles
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.tensors.entries import Quantization
from tests.tensors import entry_of

Array = npt.NDArray[Any]

SHARES = (0.0, 0.001, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.99, 0.999, 1.0)
CODES = ["?", "i1", "u1", "i2", "u2", "f2", "i4", "u4", "f4", "i8", "u8", "f8", "c8", "c16"]


def by_numpy(values: Array) -> list[Any]:
    ordered = np.abs(values.astype(np.complex128)) if values.dtype.kind == "c" else values.reshape(-1)
    finite = ordered[np.isfinite(ordered)]
    finite = finite.view(np.uint8) if finite.dtype.kind == "b" else finite
    return [np.quantile(finite, share, method="inverted_cdf").item() for share in SHARES]


def assert_equals_numpy(values: Array) -> None:
    assert list(quantiles(entry_of(values), SHARES).values()) == by_numpy(values)


@pytest.mark.parametrize("code", CODES)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
@pytest.mark.slow
def test_any_numbers_of_any_type(code: str, data: st.DataObject) -> None:
    shape = st.integers(1, 40)
    values = data.draw(arrays(np.dtype(code), shape))
    if not np.isfinite(np.abs(values.astype(np.complex128)) if values.dtype.kind == "c" else values).any():
        assert all(math.isnan(value) for value in quantiles(entry_of(values), SHARES).values())
    else:
        for few in (0, len(values)):  # counted, and sorted at once
            with patch.object(quantiles_module, "_FEW", few):
                assert_equals_numpy(values)


@pytest.mark.parametrize("code", ["f4", "f8", "i4", "i8", "u8", "c8"])
def test_numbers_in_many_blocks_that_are_narrowed_digit_by_digit(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BLOCK_ELEMENTS", 1 << 10)
    monkeypatch.setattr(quantiles_module, "_MOST_SORTED", 40)
    random = np.random.default_rng(0)
    numbers = np.concatenate([random.standard_normal(9_000), 1000 + 1e-3 * random.standard_normal(9_000), [1e4, -1e4]])
    values = np.abs(numbers * 1000).astype(code) if code[0] == "u" else (numbers * 1000).astype(code)
    if code[0] == "f":
        values[::5] = np.nan
        values[1:4] = np.inf, -np.inf, -0.0
    assert_equals_numpy(values)


def test_one_value_far_away_does_not_move_the_others() -> None:
    """What a histogram over the whole range can't say: all of N(0, 1) lies in one of its bins."""
    values = np.random.default_rng(0).standard_normal(100_000).astype("f4")
    values[77] = 1e4
    found = quantiles(entry_of(values), (0.01, 0.5, 0.99))
    assert found[0.01] == pytest.approx(-2.33, abs=0.05)
    assert found[0.5] == pytest.approx(0, abs=0.02)
    assert found[0.99] == pytest.approx(2.33, abs=0.05)


def test_whole_numbers_are_exact_beyond_what_a_float_holds() -> None:
    values = np.array([2**62 + 1, 2**62 + 3, -(2**63)], "i8")
    assert list(quantiles(entry_of(values), (0, 0.5, 1)).values()) == [-(2**63), 2**62 + 1, 2**62 + 3]


def test_values_of_quantised_tensors() -> None:
    stored = np.array([[1, 2, 3], [1, 2, 3]], "i1")
    one = entry_of(stored, quantization=Quantization("per_tensor", (0.5,), (1,)))
    several = entry_of(stored, quantization=Quantization("per_channel", (0.5, 2.0), (0, 0), axis=0))
    assert quantiles(one, (0.5,)) == {0.5: 0.5}
    assert quantiles(several, (0.5,)) == {0.5: 1.5}


@settings(deadline=None, max_examples=60)
@given(arrays(np.float32, 30), arrays(np.int64, 30))
def test_keys_have_the_order_of_the_numbers(floats: Array, integers: Array) -> None:
    for values in (floats[~np.isnan(floats)] + np.float32(0), integers):
        assert np.array_equal(np.argsort(order_key(values), kind="stable"), np.argsort(values, kind="stable"))


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(SelectionError, match="from 0 to 1"):
        quantiles(entry_of(np.ones(3, "f4")), (share,))


def test_it_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        quantiles(entry_of(np.ones(2 << 20, "f4")), (0.5,), job)


@pytest.mark.parametrize("few", [0, 1 << 13])
def test_zeros_have_no_sign_and_nothing_has_no_quantile(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantiles_module, "_FEW", few)
    for code in ("f4", "f8"):
        assert repr(quantiles(entry_of(np.array([-0.0, -0.0, np.nan], code)), [0.5])) == "{0.5: 0.0}"
        for nothing in ([], [np.nan, np.inf]):
            assert math.isnan(quantiles(entry_of(np.array(nothing, code)), [0.5])[0.5])
