from __future__ import annotations

import math
from contextlib import nullcontext
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inspector.analysis import passes
from inspector.analysis.moments import Moments, moments_of
from inspector.analysis.statistics import Statistics, combined, statistics
from inspector.buffers import Scratch
from inspector.errors import LimitError, SelectionError, TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.tensors.dtypes import DTYPES, Kind, dtype_named
from inspector.tensors.entries import Quantization, TensorEntry
from inspector.tensors.reading import read_values
from inspector.tensors.sparse import SparseStorage
from tests.kernel_cases import without_kernel
from tests.tensors import CountingStorage, entry_of, entry_of_torch, entry_of_view

Array = npt.NDArray[Any]

pytestmark = pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor")


def assert_equals_numpy(
    result: Statistics, values: Array, bins: int = 256, limits: tuple[float, float] | None = None
) -> None:
    """Compare with numpy's own functions on the finite elements as float64 (complex: on their magnitudes)."""
    with np.errstate(all="ignore"):
        ordered = np.abs(values.astype(np.complex128)) if values.dtype.kind == "c" else values
        numbers = ordered.astype(np.float64).reshape(-1)
        finite = numbers[np.isfinite(numbers)]
        complete = values.reshape(-1)[np.isfinite(numbers)]
        complete = complete.astype(np.complex128 if values.dtype.kind == "c" else np.float64)
        counts, edges = np.histogram(finite, bins, limits)
    assert result.histogram.counts.tolist() == counts.tolist()
    assert np.array_equal(result.histogram.edges, edges)
    assert (result.count, result.finite) == (values.size, finite.size)
    assert result.nan == np.isnan(numbers).sum()
    assert (result.posinf, result.neginf) == ((numbers == np.inf).sum(), (numbers == -np.inf).sum())
    assert result.zeros == (finite == 0).sum()
    if finite.size:
        assert (result.min, result.max) == (finite.min(), finite.max())
        scale = float(np.abs(complete).max())
        assert result.mean == pytest.approx(complete.mean(), rel=1e-12, abs=1e-14 * scale)
        assert result.std == pytest.approx(complete.std(), rel=1e-9, abs=1e-14 * scale)
        assert result.l2 == pytest.approx(np.linalg.norm(complete), rel=1e-12)
    else:
        assert all(math.isnan(number.real) for number in (result.min, result.max, result.mean, result.std))
        assert result.l2 == 0


def varied(code: str, size: int) -> Array:
    """Values of a numpy type that fill its range, with what is special about it."""
    random = np.random.default_rng(size)
    dtype = np.dtype(code)
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        values = random.integers(limits.min, limits.max, size, dtype.newbyteorder("="), endpoint=True).astype(dtype)
        values[:3] = [limits.min, limits.max, 0]
    elif dtype.kind == "b":
        values = random.integers(0, 2, size).astype(dtype)
    else:
        values = random.normal(0, 3, size).astype(dtype)
        if dtype.kind == "c":
            values += (1j * random.normal(0, 2, size)).astype(dtype)
        values[:6] = [math.nan, math.inf, -math.inf, 0, -0.0, 1e-45]
    return values


NUMPY_TYPES = ["?", "i1", "u1", "<i2", ">u2", "<i4", ">u4", "<i8", ">i8", "<u8", "<f2", ">f2", "<f4", ">f4", "<f8"]
NUMPY_TYPES += [">f8", "<c8", ">c16"]


@pytest.mark.parametrize("code", NUMPY_TYPES)
@pytest.mark.parametrize("size", [6, 1000, 5000])
def test_every_numpy_type_has_the_statistics_of_numpy(code: str, size: int) -> None:
    values = varied(code, size)
    assert_equals_numpy(statistics(entry_of(values)), values)
    assert_equals_numpy(statistics(entry_of(values), bins=10, range=(-1.5, 2)), values, 10, (-1.5, 2))


#: The rest have tests of their own, or sums that leave float64.
SELF_CONTAINED = sorted(
    name
    for name, dtype in DTYPES.items()
    if dtype.kind not in (Kind.QUANTISED, Kind.BITS, Kind.TEXT) and name not in ("float64", "complex128")
)


@pytest.mark.parametrize("name", SELF_CONTAINED)
def test_every_code_of_every_type(name: str) -> None:
    dtype = dtype_named(name)
    codes = np.arange(1 << 16, dtype="<u2") if dtype.itemsize % 2 == 0 else np.arange(768).astype("u1")
    stored = codes.view("u1")[: codes.nbytes // dtype.itemsize * dtype.itemsize].view(dtype.stored_dtype)
    entry = entry_of(stored, dtype, shape=(len(stored) * dtype.elements_per_unit,), strides=(1,))
    assert_equals_numpy(statistics(entry), read_values(entry))


@given(arrays(np.float32, st.integers(0, 30), elements=st.floats(width=32)), st.integers(1, 20))
def test_any_float32(values: Array, bins: int) -> None:
    finite = values[np.isfinite(values)]
    limits = None if len(finite) and np.ptp(finite) > 0 else (-1.0, 1.0)  # numpy has no edges for some constants
    assert_equals_numpy(statistics(entry_of(values), bins=bins, range=limits), values, bins, limits)


@given(arrays(np.int64, st.integers(0, 30)), st.integers(1, 20))
def test_any_int64(values: Array, bins: int) -> None:
    limits = None if len(values) and np.ptp(values.astype(np.float64)) > 1e5 else (-10.0, 10.0)
    result = statistics(entry_of(values), bins=bins, range=limits)
    if len(values):
        assert (result.min, result.max) == (int(values.min()), int(values.max()))
        assert type(result.min) is type(result.max) is int
    assert result.histogram.counts.tolist() == np.histogram(values.astype(np.float64), bins, limits)[0].tolist()


# values that are not what is stored


@pytest.mark.parametrize("name", ["qint8", "quint8", "qint32"])
def test_quantised_tensors_count_what_they_stand_for(name: str) -> None:
    tensor = torch.quantize_per_tensor(torch.randn(50, 60), 0.037, 7, getattr(torch, name))
    entry = entry_of_torch(tensor)
    assert_equals_numpy(statistics(entry), read_values(entry))
    scales, zero_points = torch.rand(60, dtype=torch.float64), torch.arange(60)
    per_channel = torch.quantize_per_channel(torch.randn(50, 60), scales, zero_points, 1, torch.qint8)
    entry = entry_of_torch(per_channel)
    assert_equals_numpy(statistics(entry), read_values(entry))


def test_negated_and_conjugated_views() -> None:
    tensor = torch.randn(100, dtype=torch.complex64)
    for view in (tensor.conj(), tensor.conj().imag, torch._neg_view(tensor.real.bfloat16())):
        entry = entry_of_torch(view)
        assert_equals_numpy(statistics(entry), read_values(entry))


def test_a_nested_tensor_has_the_statistics_of_its_values() -> None:
    values = entry_of(np.arange(6.0))
    nested = entry_of(np.zeros(0), layout="nested_jagged", components={"values": values})
    assert_equals_numpy(statistics(nested), np.arange(6.0))


def test_integers_of_64_bits_keep_their_range() -> None:
    values = np.array([-(2**63), 2**63 - 1, 2**53 + 1])
    result = statistics(entry_of(values))
    assert (result.min, result.max) == (-(2**63), 2**63 - 1)
    assert statistics(entry_of(np.array([2**64 - 1, 0], "u8"))).max == 2**64 - 1


def test_squares_need_not_be_float64() -> None:
    result = statistics(entry_of(np.array([1e200, 3e200, -1e-200])))
    assert result.std == pytest.approx(np.array([1, 3, 0]).std() * 1e200)
    assert result.l2 == pytest.approx(math.sqrt(10) * 1e200)
    largest = float(np.finfo(np.float64).max)
    wide = statistics(entry_of(np.array([-largest, largest, 0])), bins=3)
    assert wide.histogram.counts.tolist() == [1, 1, 1]
    assert wide.mean == pytest.approx(0, abs=1e293)


def test_the_ends_of_a_range_are_no_negative_zeros() -> None:
    for way in (nullcontext(), without_kernel()):
        with way:
            low, high = (statistics(entry_of(np.array([-0.0, other]))) for other in (1.0, -1.0))
            assert [str(low.min), str(high.max)] == ["0.0", "0.0"]


@pytest.mark.parametrize("value", [0.0, 0.1, -3.5, 1e20, 1e-40])
@pytest.mark.parametrize("code", ["f4", "f8"])
def test_constant_tensors(value: float, code: str) -> None:
    values = np.full(1000, value, code)
    result = statistics(entry_of(values))
    assert result.min == result.max == result.mean == values[0]
    assert result.std == 0
    assert result.zeros == (1000 if value == 0 else 0)
    assert result.histogram.counts.sum() == result.histogram.counts.max() == 1000
    outside = statistics(entry_of(values), range=(value + 1e21, value + 2e21))
    assert outside.histogram.counts.sum() == 0


@pytest.mark.parametrize("code", ["i4", "u4", "i8", "u8"])
@pytest.mark.parametrize("low", ["least", "zero", "greatest"])
@pytest.mark.parametrize("reach", [1, 300, 65535, 65536])
def test_integers_of_a_narrow_range_are_as_any_others(code: str, low: str, reach: int) -> None:
    ends = np.iinfo(code)
    start = {"least": int(ends.min), "zero": -(reach // 2) if code[0] == "i" else 0, "greatest": int(ends.max) - reach}[
        low
    ]
    random = np.random.default_rng(reach)
    values = random.integers(start, start + reach, 70_000, code, endpoint=True)
    values[:2] = start, start + reach
    found = statistics(entry_of(values))
    numbers = values.astype(np.float64)
    assert (found.min, found.max, found.zeros) == (start, start + reach, int(np.count_nonzero(values == 0)))
    assert found.histogram.counts.sum() == len(values)
    if values.itemsize < 8 or low == "zero":  # else numpy has no edges of such numbers
        assert found.histogram.counts.tolist() == np.histogram(numbers, 256)[0].tolist()
    assert found.mean == pytest.approx(numbers.mean(), rel=1e-12, abs=1e-9)
    assert found.l2 == pytest.approx(np.linalg.norm(numbers), rel=1e-12)
    if low == "zero":
        assert found.std == pytest.approx(numbers.std(), rel=1e-12)
    with without_kernel():
        assert repr(statistics(entry_of(values))) == repr(found)


# large, strided and expanded tensors


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blocks of few elements, so that small arrays take the way of large ones."""
    monkeypatch.setattr(passes, "BLOCK_ELEMENTS", 100)


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("code", ["i1", "<f2", "<f4", ">f8", "<i8", "<c8"])
def test_blocks_add_up(code: str) -> None:
    values = varied(code, 10_001)
    assert_equals_numpy(statistics(entry_of(values)), values)
    assert_equals_numpy(statistics(entry_of(values), range=(-1.5, 2)), values, 256, (-1.5, 2))


@pytest.mark.usefixtures("small_blocks")
@settings(max_examples=30)
@given(st.permutations(range(3)), st.integers(1, 4), st.integers(0, 5))
def test_any_strides(order: list[int], step: int, start: int) -> None:
    base = np.random.default_rng(0).normal(size=(12, 10, 14)).astype(np.float32)
    view = base.transpose(order)[start::step, :, start:]
    entry = entry_of_view(view, base)
    assert_equals_numpy(statistics(entry), view)


@pytest.mark.usefixtures("small_blocks")
def test_runs_are_the_same_to_the_last_bit() -> None:
    entry = entry_of(np.random.default_rng(0).normal(size=20_000))
    results = [statistics(entry) for _ in range(5)]
    assert len({(result.mean, result.std, result.l2) for result in results}) == 1


def test_large_tensors_go_through_several_threads() -> None:
    values = np.random.default_rng(0).normal(size=3_000_000).astype(np.float32)
    values[[5, 2_000_000]] = math.nan, -math.inf
    assert_equals_numpy(statistics(entry_of(values)), values)


def test_an_expanded_tensor_is_read_once() -> None:
    row = np.random.default_rng(0).normal(size=1000).astype(np.float32)
    storage = CountingStorage(row.tobytes())
    entry = entry_of(row, storage=storage, shape=(1 << 40, 1000, 7), strides=(0, 1, 0))
    result = statistics(entry)
    assert storage.read_nbytes == 4000
    copies = 7 << 40
    once = statistics(entry_of(row))
    assert (result.count, result.finite) == (1000 * copies, 1000 * copies)
    assert result.mean == once.mean
    assert result.std == once.std
    assert result.l2 == pytest.approx(once.l2 * math.sqrt(copies))
    assert (result.histogram.counts == once.histogram.counts * copies).all()
    few = np.broadcast_to(row[:, None], (1000, 7))
    assert_equals_numpy(statistics(entry.replace(shape=(1000, 7), strides=(1, 0))), few)


def test_a_sparse_tensor_too_large_to_go_through_is_refused_at_once() -> None:
    parts = {"indices": entry_of(np.array([[0, 5], [7, 1]])), "values": entry_of(np.array([1.0, 2.0]))}
    shape = (1_000_000, 1_000_000)
    dense = entry_of(
        np.zeros(0), shape=shape, strides=(shape[1], 1), storage=SparseStorage("sparse_coo", shape, parts),
        layout="sparse_coo", components=parts,
    )  # fmt: skip
    with pytest.raises(LimitError, match="too many to go through"):
        statistics(dense)


def test_an_expanded_channel_axis_keeps_its_scales() -> None:
    tensor = torch.quantize_per_channel(torch.ones(3, 4), torch.tensor([0.1, 0.2, 0.3]), torch.zeros(3), 0, torch.qint8)
    entry = entry_of_torch(tensor).replace(strides=(0, 1))
    values = read_values(entry)
    assert len(np.unique(values)) == 3
    assert_equals_numpy(statistics(entry), values)


# progress, cancelling, memory


class StubbornJob(Job):
    """Cancels itself at a given report, and remembers what was reported."""

    def __init__(self, stop_at: int = -1) -> None:
        super().__init__()
        self.reports: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def report(self, done: int, total: int, what: str = "") -> None:
        self.reports.append((done, total))
        if len(self.reports) == self._stop_at:
            self.cancel()
        super().report(done, total, what)


@pytest.mark.parametrize("code", ["f4", "f2"])
@pytest.mark.parametrize("size", [1000, 3_000_000])
def test_progress_counts_the_bytes_of_all_passes(code: str, size: int) -> None:
    job = StubbornJob()
    entry = entry_of(np.arange(size).astype("u2").view("f2").astype(code))
    statistics(entry, job=job)
    done = [done for done, _ in job.reports]
    passes_needed = 1 if code == "f2" else 2
    assert done == sorted(done)
    assert done[-1] == entry.nbytes * passes_needed
    assert {total for _, total in job.reports} == {entry.nbytes * passes_needed}


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("stop_at", [1, 2, 5])
def test_a_cancelled_job_stops_reading(stop_at: int) -> None:
    values = np.arange(100_000, dtype=np.float32)
    storage = CountingStorage(values.tobytes())
    with pytest.raises(Cancelled):
        statistics(entry_of(values, storage=storage), job=StubbornJob(stop_at))
    assert storage.read_nbytes < values.nbytes / 2


def test_a_job_cancelled_before_it_began_reads_nothing() -> None:
    values = np.arange(1_000_000, dtype=np.float32)
    storage = CountingStorage(values.tobytes())
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        statistics(entry_of(values, storage=storage), job=job)
    assert storage.read_nbytes == 0


class EndlessStorage(CountingStorage):
    """A terabyte of one byte."""

    def __init__(self, nbytes: int) -> None:
        super().__init__(b"")
        self.nbytes = nbytes

    def read_into(self, buffer: memoryview | bytearray, offset: int) -> None:
        self._check(offset, len(buffer))
        np.frombuffer(buffer, np.uint8)[:] = 0x3F


@pytest.mark.parametrize("code", ["f4", "f8", "u1", "f2", "i4", "c16"])
def test_memory_does_not_grow_with_the_tensor(code: str) -> None:
    import tracemalloc

    dtype = np.dtype(code)
    numel = (160 << 20) // dtype.itemsize
    entry = entry_of(np.zeros(0, code), storage=EndlessStorage(160 << 20), shape=(numel,), strides=(1,))
    statistics(entry.replace(shape=(10,)))
    tracemalloc.start()
    try:
        result = statistics(entry)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result.count == numel
    assert peak < 64 << 20


# what can't be done


def test_what_has_no_numbers_is_refused() -> None:
    for array in (np.array(["a"]), np.array(["2020-01-01"], "M8[D]"), np.zeros(2, "V2"), np.zeros(1, [("a", "f4")])):
        with pytest.raises(SelectionError, match="which is not a number"):
            statistics(entry_of(array))


def test_what_has_no_data_is_refused() -> None:
    with pytest.raises(SelectionError, match="no data in the file"):
        statistics(entry_of(np.zeros(3), storage=None))


def test_more_elements_than_can_be_counted_are_refused() -> None:
    with pytest.raises(SelectionError, match="more elements than can be counted"):
        statistics(entry_of(np.zeros(1), shape=(1 << 40, 1 << 40), strides=(0, 0)))


@pytest.mark.parametrize("limits", [(1.0, 0.0), (math.nan, 1.0), (0.0, math.inf)])
def test_senseless_ranges_are_refused(limits: tuple[float, float]) -> None:
    with pytest.raises(SelectionError, match="can't have the range"):
        statistics(entry_of(np.zeros(3)), range=limits)


@pytest.mark.parametrize("size", [100, 2_000_000])
def test_a_storage_that_ends_early_ends_the_work(size: int) -> None:
    entry: TensorEntry = entry_of(np.zeros(size, "f4"))
    assert entry.storage is not None
    short = CountingStorage(entry.storage.read()[:-1])
    with pytest.raises(TruncatedError):
        statistics(entry.replace(storage=short))


def test_integers_with_a_scale_have_a_fractional_range() -> None:
    entry = entry_of(np.array([1, 2, 3], "i1"), quantization=Quantization("affine", (0.5,), (0,)))
    assert (statistics(entry).min, statistics(entry).max) == (0.5, 1.5)


@given(
    st.lists(
        st.one_of(
            arrays(
                np.float64,
                st.integers(0, 6),
                elements=st.integers(-999, 999).map(lambda n: n / 8) | st.sampled_from([math.nan, math.inf]),
            ),
            arrays(np.complex64, st.integers(0, 6), elements=st.sampled_from([0j, 1 - 2j, -3.5 + 0.25j])),
            arrays(np.int8, st.integers(0, 6)),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=50)
def test_several_tensors_together_are_as_one(parts: list[Array]) -> None:
    found = combined([statistics(entry_of(part)) for part in parts])
    together = np.concatenate([part.astype(np.complex128) for part in parts])
    finite = together[np.isfinite(together)]
    assert (found.count, found.finite, found.zeros) == (together.size, finite.size, int((finite == 0).sum()))
    assert found.nan + found.posinf + found.neginf == together.size - finite.size
    assert int(found.histogram.counts.sum()) == finite.size
    if finite.size:
        ranges = [
            np.abs(part.astype(np.complex128)) if part.dtype.kind == "c" else part.astype(np.float64) for part in parts
        ]
        ordered = np.concatenate(ranges)
        scale = float(np.abs(finite).max())
        assert found.min == ordered[np.isfinite(ordered)].min()
        assert found.max == ordered[np.isfinite(ordered)].max()
        assert complex(found.mean) == pytest.approx(complex(finite.mean()), rel=1e-9, abs=1e-9 * scale)
        assert found.std == pytest.approx(float(finite.std()), rel=1e-9, abs=1e-7 * scale)
        assert found.l2 == pytest.approx(float(np.linalg.norm(finite)), rel=1e-9)
    else:
        assert all(math.isnan(number) for number in (found.min, found.max, abs(found.mean), found.std))
        assert found.l2 == 0


def test_no_tensors_have_no_statistics() -> None:
    with pytest.raises(ValueError, match="no statistics"):
        combined([])


@pytest.mark.parametrize(("dtype", "bits"), [("f4", 0x7FA00001), ("f8", 0xFFF4000000000001)])
@pytest.mark.parametrize("size", [2, 7, 100])
def test_a_signalling_nan_hides_no_number(dtype: str, bits: int, size: int) -> None:
    values = np.arange(1, size + 1, dtype=dtype)
    values.view(f"u{values.itemsize}")[size // 2] = bits
    for way in (nullcontext(), without_kernel()):
        with way:
            found = statistics(entry_of(values))
        assert (found.nan, found.min, found.max) == (1, 1.0, float(size - (size == 2)))


def test_moments_are_merged_in_the_order_of_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "BLOCK_ELEMENTS", 1000)
    values = np.random.default_rng(3).standard_normal(10_300) * np.geomspace(1, 1e6, 10_300)
    parts = [moments_of(values[at : at + 1000], Scratch(), all_finite=True) for at in range(0, len(values), 1000)]
    expected = reduce(Moments.merged, parts)
    assert reduce(Moments.merged, reversed(parts)) != expected  # it does make a difference
    found = statistics(entry_of(values))
    assert (found.mean, found.std, found.l2) == (expected.mean, expected.std, expected.l2)
