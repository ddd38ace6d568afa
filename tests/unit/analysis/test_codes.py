from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis.codes import ValueCounts, code_values, tally
from inspector.analysis.histogram import Binning
from inspector.analysis.passes import Elements
from inspector.jobs import Job
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Quantization
from tests.tensors import entry_of


@pytest.mark.parametrize("code", ["u1", "i1", "<u2", ">i2", "<f2"])
@pytest.mark.parametrize("size", [1, 100, 4096, 4097, 50_000])
def test_every_code_is_counted(code: str, size: int) -> None:
    values = np.random.default_rng(size).normal(0, 50, size).astype("i1").astype(code)
    entry = entry_of(values)
    table = code_values(entry)
    assert table is not None
    counted = tally(Elements(entry, Job()), table)
    expected, times = np.unique(values.astype(np.float64), return_counts=True)
    assert counted.values.tolist() == expected.tolist()
    assert counted.times.tolist() == times.tolist()


def test_scales_belong_to_the_values() -> None:
    stored = entry_of(np.arange(4, dtype="i1"), dtype_named("qint8"))
    scaled = entry_of(
        np.arange(4, dtype="i1"),
        dtype_named("qint8"),
        quantization=Quantization("per_tensor_affine", (0.5,), (1,)),
    )
    table, unscaled = code_values(scaled), code_values(stored)
    assert table is not None
    assert unscaled is not None
    assert unscaled[:4].tolist() == [0, 1, 2, 3]
    assert table[:4].tolist() == [-0.5, 0, 0.5, 1]
    per_channel = Quantization("per_channel_affine", (0.5,) * 4, (1,) * 4, axis=0)
    assert code_values(entry_of(np.arange(4, dtype="i1"), dtype_named("qint8"), quantization=per_channel)) is None
    assert code_values(entry_of(np.zeros(4, "f4"))) is None


def test_times_are_counted_exactly_however_many() -> None:
    many = np.array([2**62, 2**61 + 1])
    counts, (moments,) = ValueCounts(np.array([1.0, -1.0]), many).measured(Binning(-1.0, 1.0, 2))
    assert counts.tolist() == [2**61 + 1, 2**62]
    assert moments.count == 2**62 + 2**61 + 1
    assert moments.mean == pytest.approx(1 / 3)


def test_values_outside_the_bins_are_not_counted() -> None:
    both = ValueCounts(np.array([3.0, -0.0, np.nan, 0.0, -7.0]), np.array([1, 2, 3, 4, 5]))
    counts, _ = both.measured(Binning(-1.0, 2.0, 3))
    assert counts.tolist() == [0, 6, 0]
    assert (both.range_summary.count, both.range_summary.nan, both.range_summary.zeros) == (15, 3, 6)
    assert (both.range_summary.low, both.range_summary.high) == (-7, 3)
