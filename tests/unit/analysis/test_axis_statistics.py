from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from inspector.analysis import axis_statistics as module
from inspector.analysis.axis_statistics import AxisStatistics, axis_statistics
from inspector.errors import LimitError, SelectionError
from inspector.jobs import Job
from inspector.limits import Limits
from tests.tensors import entry_of, entry_of_view

Array = npt.NDArray[Any]


def assert_equals_numpy(found: AxisStatistics, values: Array, axis: int) -> None:
    rows = np.moveaxis(values, axis, 0).reshape(values.shape[axis], -1)
    rows = np.abs(rows.astype(np.complex128)) if rows.dtype.kind == "c" else rows.astype(np.float64)
    for index, row in enumerate(rows):
        finite = row[np.isfinite(row)]
        assert (found.count[index], found.non_finite[index]) == (finite.size, row.size - finite.size)
        if not finite.size:
            assert all(
                math.isnan(part[index]) for part in (found.min, found.max, found.mean, found.mean_abs, found.rms)
            )
            assert found.l2[index] == 0
            continue
        largest = float(np.abs(finite).max()) or 1.0
        assert (found.min[index], found.max[index]) == (finite.min(), finite.max())
        assert found.mean[index] == pytest.approx((finite / largest).mean() * largest, rel=1e-9, abs=1e-12 * largest)
        absolute = np.abs(finite / largest).mean() * largest
        assert found.mean_abs[index] == pytest.approx(absolute, rel=1e-9)
        norm = float(np.linalg.norm(finite / largest))
        with np.errstate(over="ignore"):
            assert found.rms[index] == pytest.approx(norm / math.sqrt(finite.size) * largest, rel=1e-9)
            assert found.l2[index] == pytest.approx(np.float64(norm) * largest, rel=1e-9)


@pytest.mark.parametrize("code", ["?", "i1", "u2", "f2", "i4", "f4", "i8", "f8", "c8"])
@settings(deadline=None, max_examples=25)
@given(data=st.data())
def test_every_axis_of_any_numbers(code: str, data: st.DataObject) -> None:
    values = data.draw(arrays(np.dtype(code), array_shapes(max_dims=3, max_side=6)))
    axis = data.draw(st.integers(0, values.ndim - 1))
    if code == "f8":  # the oracle loses what is below the smallest normal number
        values[np.abs(values) < 1e-290] = 0
    assert_equals_numpy(axis_statistics(entry_of(values), axis), values, axis)


@pytest.mark.parametrize("axis", [0, 1, 2, -1])
@pytest.mark.parametrize("elements", [1, 7, 64, 1 << 19])
def test_blocks_add_up_in_any_order_of_axes(axis: int, elements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK_ELEMENTS", elements)
    stored = np.random.default_rng(0).normal(size=(5, 6, 7)).astype("f4")
    stored[0, 0, 0] = np.nan
    view = stored.transpose(2, 0, 1)[1:, :, ::2]
    assert_equals_numpy(axis_statistics(entry_of_view(view, stored), axis), view, axis)


def test_outlier_channels_are_named() -> None:
    values = np.random.default_rng(0).normal(size=(512, 768)).astype("f4")
    values[:, 11] *= 60
    values[:, 700] *= 60
    values[42] *= 60
    assert axis_statistics(entry_of(values), 1).outliers == [11, 700]
    assert axis_statistics(entry_of(values), 0).outliers == [42]
    assert axis_statistics(entry_of(np.zeros((3, 4))), 0).outliers == []


def test_heads_are_groups_of_channels() -> None:
    values = np.random.default_rng(0).normal(size=(12, 8))
    grouped = axis_statistics(entry_of(values), 0).grouped(4)
    assert_equals_numpy(grouped, values.reshape(3, -1), 0)
    with pytest.raises(SelectionError, match="groups of 5"):
        axis_statistics(entry_of(values), 0).grouped(5)


def test_what_can_not_be_is_refused() -> None:
    with pytest.raises(SelectionError, match="no axis 2"):
        axis_statistics(entry_of(np.zeros((2, 3))), 2)
    with pytest.raises(SelectionError, match="no numbers"):
        axis_statistics(entry_of(np.array(["a", "b"])), 0)
    with pytest.raises(LimitError, match="3 indices"):
        axis_statistics(entry_of(np.zeros((2, 3))), 1, Job(Limits(axis_length=2)))
    endless = entry_of(np.zeros((3, 1))).replace(shape=(3, 1 << 50), strides=(1, 0))
    with pytest.raises(LimitError, match="more than are told apart"):
        axis_statistics(endless, 0)
