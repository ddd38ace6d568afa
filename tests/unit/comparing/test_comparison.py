from __future__ import annotations

import math
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import inspector
from inspector import kernel
from inspector.comparing import comparison, paired_blocks
from inspector.comparing.alignment import align
from inspector.comparing.block_difference import Tolerance
from inspector.comparing.comparison import binned_exactly, compare
from inspector.comparing.results import State, Summary, is_same_file
from inspector.errors import CheckpointError, SelectionError, TruncatedError
from inspector.execution import in_order
from inspector.jobs import Cancelled, Job
from inspector.sources.storage import Buffer, MemoryStorage
from inspector.tensors.dtypes import DType, Kind, dtype_named
from inspector.tensors.entries import Quantization
from tests.tensors import CountingStorage, entry_of, entry_of_torch, entry_of_view
from tests.unit.comparing.in_memory import checkpoint, one, results

Array = npt.NDArray[Any]


def random(*shape: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).normal(size=shape).astype("f4")


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 25 numbers of four bytes, so that small tensors have many."""
    monkeypatch.setattr(paired_blocks, "_BLOCK_NBYTES", 100)
    monkeypatch.setattr(comparison, "BLOCK_NBYTES", 300)


# states


def test_each_tensor_has_the_state_of_its_difference() -> None:
    a = {
        "same": random(3),
        "changed": random(4),
        "shape": random(6),
        "dtype": random(3),
        "a": random(2),
        "none": random(0),
    }
    b = {
        "same": random(3), "changed": random(4, seed=1), "shape": random(3, 2), "dtype": random(3).astype("f8"),
        "b": random(2), "none": random(0),
    }  # fmt: skip
    found = results(checkpoint(a), checkpoint(b))
    assert {key: result.state for key, result in found.items()} == {
        "a": State.ONLY_IN_A, "b": State.ONLY_IN_B, "shape": State.SHAPE_CHANGED, "none": State.IDENTICAL,
        "same": State.IDENTICAL, "changed": State.CHANGED, "dtype": State.DTYPE_CHANGED,
    }  # fmt: skip
    assert [key for key, result in found.items() if result.agrees] == ["none", "same"]
    assert found["same"].is_bitwise
    assert found["same"].difference is None
    assert found["a"].b is None
    summary = Summary.of(found.values())
    assert summary.states[State.IDENTICAL] == 2
    assert summary.states[State.UNREADABLE] == 0
    assert summary.differences == 5


def test_changes_can_be_ranked() -> None:
    a, b = random(9), random(9, seed=1)
    broken = a.copy()
    broken[3] = math.nan
    assert one(a, a).change == 0 < one(a, b).change < one(a, broken).change == math.inf
    assert one(a, random(3)).change == math.inf
    from_zero = one(a * 0, a)
    assert 0 < from_zero.change < one(a, a * np.float32(1 + 1e-6)).change
    assert from_zero.difference is not None
    assert from_zero.difference.rel_l2 == math.inf


def test_another_type_with_the_same_values() -> None:
    a = np.array([1.0, 2.5], "f4")
    result = one(a, a.astype("f2"))
    assert result.state is State.DTYPE_CHANGED
    assert not result.agrees
    assert result.difference is not None
    assert result.difference.differing == 0
    assert one(a, a.astype("f2"), Tolerance(1e-3)).agrees


def test_what_a_cast_cost() -> None:
    a = random(1000)
    result = one(a, a.astype("f2"))
    found = result.difference
    assert found is not None
    assert found.differing == np.count_nonzero(a.astype("f2") != a)
    assert found.max_abs == np.abs(a.astype("f2").astype("f4") - a).max()
    assert 0 < found.rel_l2 < 2**-11
    assert one(a, a.astype("f2"), Tolerance(2**-10, 1e-6)).agrees
    assert not one(a, a.astype("f2"), Tolerance(2**-15, 1e-6)).agrees


def test_within_the_tolerance_is_identical_and_still_measured() -> None:
    a = random(50)
    result = one(a, a * np.float32(1 + 1e-6), Tolerance(1e-5))
    assert (result.state, result.agrees, result.is_bitwise) == (State.IDENTICAL, True, False)
    assert result.difference is not None
    assert result.difference.differing > 0
    assert result.difference.outside == 0


def test_zeros_of_both_signs_and_nan_of_any_bits_are_equal() -> None:
    a = np.array([0.0, math.nan], "f4")
    b = np.array([0x80000000, 0xFFC00001], "u4").view("f4")
    result = one(a, b)
    assert (result.state, result.is_bitwise) == (State.IDENTICAL, False)


# tensors of every kind


DTYPES = ["?", "u1", "i1", "<u2", ">i2", ">i4", "<u8", "<f2", ">f2", "<f4", ">f4", "<f8", "<c8", ">c16"]


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("layout", ["dense", "transposed", "strided", "reversed axes", "one strided"])
def test_layouts_and_byte_orders(dtype: str, layout: str) -> None:
    generator = np.random.default_rng(0)
    a = (generator.normal(20, 9, (6, 14, 5)) * generator.integers(0, 2, (6, 14, 5))).astype(dtype)
    b = a.copy()
    b[generator.random(b.shape) < 0.3] = 1
    b[4, 9, 2] = 101
    entry_a, entry_b = entry_of(a), entry_of(b.astype(np.dtype(dtype).newbyteorder(">")))
    if layout == "transposed":
        entry_a, entry_b = (entry_of_view(array.transpose(1, 0, 2), array) for array in (a, b))
        a, b = a.transpose(1, 0, 2), b.transpose(1, 0, 2)
    elif layout == "strided":
        entry_a, entry_b = (entry_of_view(array[::2, 1:], array) for array in (a, b))
        a, b = a[::2, 1:], b[::2, 1:]
    elif layout == "reversed axes":
        entry_a, entry_b = (entry_of_view(array.T, array) for array in (a, b))
        a, b = a.T, b.T
    elif layout == "one strided":
        base = np.ascontiguousarray(b.transpose(2, 0, 1))
        entry_b = entry_of_view(base.transpose(1, 2, 0), base)
    result = one(entry_a, entry_b)
    found = result.difference
    assert found is not None
    assert result.state is State.CHANGED
    native = np.dtype(dtype).newbyteorder("=")
    x, y = a.astype(native), b.astype(native)
    assert found.elements == found.compared == a.size
    assert found.differing == np.count_nonzero(x != y)
    work = np.result_type(native, np.float32)
    size = np.abs(y.astype(work) - x.astype(work))
    assert found.max_abs == pytest.approx(float(size.max()))
    assert found.max_at is not None
    assert size[found.max_at] == size.max()
    assert found.mean_abs == pytest.approx(float(size.mean()))
    assert found.histograms is not None
    for histogram, values in zip(found.histograms, (x, y), strict=True):
        ordered = np.abs(values) if values.dtype.kind == "c" else values
        assert np.array_equal(histogram.counts, np.histogram(ordered.astype("f8"), histogram.edges)[0])
    assert one(entry_a, entry_a.at(("other",))).is_bitwise
    copied = one(entry_a, entry_of(np.ascontiguousarray(a)))
    assert copied.is_bitwise


@given(
    hnp.arrays("f4", hnp.array_shapes(max_dims=4, max_side=6)),
    st.integers(0, 2**32 - 1),
)
def test_where_the_largest_difference_is(a: Array, seed: int) -> None:
    a = np.nan_to_num(a, posinf=0, neginf=0) % 10
    b = a.copy()
    at = tuple(int(np.random.default_rng(seed).integers(size)) for size in a.shape)
    b[at] += 20
    order = tuple(np.random.default_rng(seed).permutation(a.ndim))
    base_a, base_b = (np.ascontiguousarray(array.transpose(order)) for array in (a, b))
    back = tuple(np.argsort(order))
    result = one(entry_of_view(base_a.transpose(back), base_a), entry_of_view(base_b.transpose(back), base_b))
    assert result.difference is not None
    assert result.difference.max_at == at


def test_scalars_differ_at_the_empty_index() -> None:
    result = one(np.array(3), np.array(5))
    assert result.difference is not None
    assert (result.difference.max_abs, result.difference.max_at) == (2.0, ())


def test_what_repeats_in_both_is_read_once() -> None:
    storages = [CountingStorage(random(5, seed=seed).tobytes()) for seed in (0, 1)]
    shape, strides = (1 << 20, 5, 1 << 20), (0, 1, 0)
    huge = [entry_of(random(5), shape=shape, strides=strides, storage=storage) for storage in storages]
    result = one(huge[0], huge[1])
    found = result.difference
    assert found is not None
    assert [storage.read_nbytes for storage in storages] == [20, 20]
    assert found.elements == found.differing == 5 << 40
    assert found.max_at is not None
    assert found.max_at[0] == found.max_at[2] == 0
    small = one(random(5), random(5, seed=1)).difference
    assert small is not None
    assert found.rel_l2 == pytest.approx(small.rel_l2)
    assert found.mean_abs == pytest.approx(small.mean_abs)
    assert found.histograms is not None
    assert found.histograms[0].counts.sum() == 5 << 40


def test_what_repeats_without_end_is_refused() -> None:
    row = entry_of(random(4), shape=(1 << 40, 4), strides=(0, 1))
    column = entry_of(random(4), shape=(1 << 40, 4), strides=(0, 0))
    assert one(row, column).is_bitwise is False
    diagonal = entry_of(random(4), shape=(1 << 40, 1 << 40), strides=(0, 1), storage=MemoryStorage(bytes(16)))
    other = entry_of(random(4), shape=(1 << 40, 1 << 40), strides=(1, 0), storage=MemoryStorage(bytes(16)))
    result = one(diagonal, other)
    assert result.state is State.UNREADABLE
    assert result.reason == "has too many elements to compare them all: the files hold few of them"


@pytest.mark.parametrize("name", ["bfloat16", "float8_e4m3fn", "float8_e5m2", "float16"])
def test_narrow_floats_by_value(name: str) -> None:
    dtype = getattr(torch, name)
    a = torch.randn(500, generator=torch.Generator().manual_seed(0))
    narrow, changed = a.to(dtype), (a * 1.1).to(dtype)
    cast = one(entry_of(a.numpy()), entry_of_torch(narrow)).difference
    assert cast is not None
    assert cast.max_abs == (narrow.float() - a).abs().max()
    found = one(entry_of_torch(narrow), entry_of_torch(changed)).difference
    assert found is not None
    assert found.differing == int((narrow.float() != changed.float()).sum())
    assert one(entry_of_torch(narrow), entry_of_torch(narrow.clone())).is_bitwise


@pytest.mark.filterwarnings("ignore")  # torch's quantised types are deprecated, and still in files
def test_quantised_tensors_by_value() -> None:
    values = torch.randn(6, 4, generator=torch.Generator().manual_seed(0))
    a = torch.quantize_per_tensor(values, 0.1, 3, torch.qint8)
    b = torch.quantize_per_tensor(values, 0.05, 3, torch.qint8)
    channels = torch.quantize_per_channel(values, torch.full((4,), 0.1), torch.zeros(4), 1, torch.qint8)
    found = one(entry_of_torch(a), entry_of_torch(b)).difference
    assert found is not None
    assert found.max_abs == pytest.approx(float((b.dequantize() - a.dequantize()).abs().max()), rel=1e-6)
    assert found.max_at is not None
    against_float = one(entry_of_torch(channels), entry_of(values.numpy()))
    assert against_float.state is State.DTYPE_CHANGED
    assert against_float.difference is not None
    assert against_float.difference.max_abs == pytest.approx(
        float((values - channels.dequantize()).abs().max()), rel=1e-5
    )
    same_bytes = entry_of(np.ones(4, "i1"), dtype_named("qint8"), quantization=Quantization("a", (1.0,), (0,)))
    other_scale = entry_of(np.ones(4, "i1"), dtype_named("qint8"), quantization=Quantization("a", (2.0,), (0,)))
    assert one(same_bytes, other_scale).state is State.CHANGED
    assert one(same_bytes, same_bytes.at(("x",))).is_bitwise


def test_packed_types() -> None:
    dtype = dtype_named("float4_e2m1fn_x2")
    a, b = np.zeros(8, "u1"), np.zeros(8, "u1")
    b[5] = 0x70  # the second value of the byte is 6
    result = one(entry_of(a, dtype), entry_of(b, dtype)).difference
    assert result is not None
    assert (result.elements, result.differing, result.max_abs, result.max_at) == (16, 1, 6.0, (11,))
    unpacked = one(entry_of(a, dtype), entry_of(np.zeros(8, "f4")))
    assert unpacked.state is State.SHAPE_CHANGED


def test_types_that_cannot_be_decoded_are_compared_as_they_are_stored() -> None:
    dtype = DType("q9_9", Kind.BLOCK, np.dtype("V18"), elements_per_unit=32)
    a = np.random.default_rng(0).integers(0, 256, 180).astype("u1")
    b = a.copy()
    b[20] ^= 1
    entry_a, entry_b = (entry_of(array, dtype, shape=(10, 32), strides=(32, 1)) for array in (a, b))
    result = one(entry_a, entry_b)
    assert result.state is State.CHANGED
    assert result.difference is not None
    assert (result.difference.elements, result.difference.differing, result.difference.compared) == (10, 1, 0)
    assert one(entry_a, entry_of(a.copy(), dtype, shape=(10, 32), strides=(32, 1))).is_bitwise
    other = one(entry_a, random(10, 32))
    assert other.state is State.UNREADABLE
    assert "q9_9" in other.reason


def test_text_tensors_differ_by_element() -> None:
    result = one(np.array(["a", "b"]), np.array(["a", "c"]))
    assert result.state is State.CHANGED
    assert result.difference is not None
    assert result.difference.differing == 1
    assert one(np.array(["a"]), np.array(["a"])).is_bitwise
    assert one(np.array(["a"]), np.array(["a"], "U7")).state is State.DTYPE_CHANGED
    assert one(np.array(["abc", "def"]), np.array(["abc", "def"])).is_bitwise  # 24 bytes in units of 12
    assert not one(np.array(["abc", "def"]), np.array(["abc", "deg"])).is_bitwise


# blocks


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("changed", [(0,), (99,), (30, 31), (0, 50, 99), tuple(range(100)), ()])
def test_equal_blocks_count_too(changed: tuple[int, ...]) -> None:
    a = random(100)
    a[::7] = math.nan
    b = a.copy()
    b[list(changed)] = 9.0
    result = one(a, b)
    if not changed:
        assert result.is_bitwise
        return
    found = result.difference
    assert found is not None
    finite = np.isfinite(a)
    assert found.elements == 100
    assert found.differing == len(changed)
    assert found.compared == np.count_nonzero(finite)
    x, y = a[finite].astype("f8"), b[finite].astype("f8")
    assert found.l2_a == pytest.approx(np.linalg.norm(x), rel=1e-6)
    assert found.rel_l2 == pytest.approx(np.linalg.norm(y - x) / np.linalg.norm(x), rel=1e-6)
    assert found.histograms is not None
    for histogram, values in zip(found.histograms, (x, y), strict=True):
        assert np.array_equal(histogram.counts, np.histogram(values, histogram.edges)[0])


def test_equal_tensors_are_read_once_and_changed_ones_at_most_twice() -> None:
    array = random(1 << 20)  # two blocks
    changed = array.copy()
    changed[-1] += 1
    storages = {key: CountingStorage(value.tobytes()) for key, value in (("a", array), ("same", array), ("b", changed))}
    entries = {key: entry_of(array, storage=storage) for key, storage in storages.items()}
    assert one(entries["a"], entries["same"]).is_bitwise
    assert storages["a"].read_nbytes == storages["same"].read_nbytes == array.nbytes
    assert not one(entries["a"], entries["b"]).is_bitwise
    assert storages["b"].read_nbytes == 1.5 * array.nbytes


def test_histograms_of_large_tensors_count_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "_BINNED_ELEMENTS", 1000)
    a, b = random(3999), random(3999, seed=1)
    found = one(a, b).difference
    assert found is not None
    assert found.binned_every == 3
    assert found.compared == found.differing == 3999
    assert found.max_abs == np.abs(b - a).max()
    assert found.histograms is not None
    assert found.histogram_of_difference is not None
    for histogram, values in zip((*found.histograms, found.histogram_of_difference), (a, b, b - a), strict=True):
        assert np.array_equal(histogram.counts, np.histogram(values[::3].astype("f8"), histogram.edges)[0])
    sides = checkpoint({"t": a}), checkpoint({"t": b})
    (whole,) = compare(*sides, align(sides[0].entries, sides[1].entries), bin_all=True)
    assert whole.difference is not None
    assert whole.difference.binned_every == 1
    assert whole.difference.histograms is not None
    assert whole.difference.histograms[0].counts.sum() == 3999
    small = one(a[:1999], b[:1999]).difference
    assert small is not None
    assert small.binned_every == 1


def test_one_pair_is_counted_again_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = random(50, 40), random(50, 40, seed=1)
    whole = one(a, b)
    assert binned_exactly(whole) is whole
    monkeypatch.setattr(comparison, "_BINNED_ELEMENTS", 100)
    part = one(a, b)
    exact = binned_exactly(part)
    assert part.difference is not None
    assert exact.difference is not None
    assert whole.difference is not None
    assert (part.difference.binned_every, exact.difference.binned_every) == (20, 1)
    assert exact.difference.max_abs == part.difference.max_abs
    for found, expected in (
        (exact.difference.values, whole.difference.values),
        (exact.difference.differences, whole.difference.differences),
    ):
        assert found is not None
        assert expected is not None
        assert np.array_equal(found.counts, expected.counts)


def test_a_pair_that_became_another_is_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "_BINNED_ELEMENTS", 100)
    result = one(random(500), random(500, seed=1))
    assert result.a is not None
    with pytest.raises(SelectionError, match="is not what it was"):
        binned_exactly(replace(result, b=result.a.at(("copy",))))


def test_the_same_bytes_of_the_same_file_are_not_read(tmp_path: Path) -> None:
    storage = CountingStorage(random(8).tobytes())
    entry = entry_of(random(8), storage=storage)
    assert one(entry, entry.at(("other",))).is_bitwise
    assert storage.reads == 0
    view = entry_of(random(8), storage=storage, shape=(2,), strides=(1,))
    assert not one(view, entry_of(random(8), storage=storage, shape=(2,), strides=(2,))).is_bitwise
    assert storage.reads > 0
    path = tmp_path / "a.pth"
    link = tmp_path / "b.pth"
    torch.save({"x": torch.ones(4)}, path)
    link.symlink_to(path)
    with inspector.open(path) as a, inspector.open(link) as b:
        assert is_same_file(a, b)
        assert results(a, b)["x"].is_bitwise
    torch.save({"x": torch.ones(4)}, tmp_path / "c.pth")
    with inspector.open(path) as a, inspector.open(tmp_path / "c.pth") as c:
        assert not is_same_file(a, c)
        assert results(a, c)["x"].is_bitwise
    assert not is_same_file(checkpoint({}), checkpoint({}))


# trouble


class Broken(CountingStorage):
    """Ends after its first half."""

    def read_into(self, buffer: Buffer, offset: int) -> None:
        if offset + len(buffer) > self.nbytes // 2:
            raise TruncatedError("ends early")
        super().read_into(buffer, offset)


class BrokenLater(CountingStorage):
    """Can be read once."""

    def read_into(self, buffer: Buffer, offset: int) -> None:
        super().read_into(buffer, offset)
        if self.read_nbytes > self.nbytes:
            raise TruncatedError("became shorter")


@pytest.mark.usefixtures("small_blocks")
def test_a_tensor_that_cannot_be_read_again_is_one_too() -> None:
    array = random(400)
    changed = array.copy()
    changed[-1] = 9
    broken = entry_of(changed, storage=BrokenLater(changed.tobytes()))
    result = one(array, broken)
    assert (result.state, result.reason) == (State.UNREADABLE, "became shorter")


def test_a_file_that_is_written_to_meanwhile_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, random(1000))
    with inspector.open(path) as a:
        b = checkpoint({})
        found = compare(a, b, align(a.entries, b.entries))
        next(found)
        with path.open("ab") as file:
            file.write(b"more")
        with pytest.raises(CheckpointError, match="changed while it was read"):
            next(found)


@pytest.mark.usefixtures("small_blocks")
def test_a_tensor_that_cannot_be_read_is_a_result_like_any_other() -> None:
    broken = entry_of(random(400), storage=Broken(random(400).tobytes()))
    a = checkpoint({"first": random(30), "broken": random(400), "last": random(30)})
    b = checkpoint({"first": random(30), "broken": broken, "last": random(30, seed=1)})
    found = results(a, b)
    assert [result.state for result in found.values()] == [State.IDENTICAL, State.UNREADABLE, State.CHANGED]
    assert found["broken"].reason == "ends early"
    assert not found["broken"].agrees


def test_meta_tensors_have_nothing_to_compare() -> None:
    meta = entry_of(random(3), storage=None)
    for a, b, where in ((meta, random(3), "A"), (random(3), meta, "B"), (meta, meta, "either file")):
        result = one(a, b)
        assert (result.state, result.reason) == (State.UNREADABLE, f"has no data in {where} (device meta)")


def test_cancelling_stops_within_a_few_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paired_blocks, "_BLOCK_NBYTES", 4096)
    job = Job()

    class Cancelling(CountingStorage):
        def read_into(self, buffer: Buffer, offset: int) -> None:
            super().read_into(buffer, offset)
            if offset >= 1 << 16:
                job.cancel()

    storage = Cancelling(random(1 << 20).tobytes())
    a, b = checkpoint({"t": entry_of(random(1 << 20), storage=storage)}), checkpoint({"t": random(1 << 20, seed=1)})
    with pytest.raises(Cancelled):
        results(a, b, job=job)
    assert storage.read_nbytes < storage.nbytes / 4
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("analysis")]


@pytest.mark.usefixtures("small_blocks")
def test_results_come_as_they_are_found_and_a_loop_may_be_left() -> None:
    storages = [CountingStorage(random(100).tobytes()) for _ in range(64)]
    entries = {f"t{n}": entry_of(random(100), storage=storage) for n, storage in enumerate(storages)}
    a, b = checkpoint(entries), checkpoint({key: random(100, seed=1) for key in entries})
    found = compare(a, b, align(a.entries, b.entries))
    assert next(found).key == "t0"
    found.close()
    assert sum(storage.reads for storage in storages) < 128
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("analysis")]


@pytest.mark.parametrize(("size", "spare"), [(1000, 0), (10, 1)])
@pytest.mark.parametrize("has_kernel", [True, False])
def test_a_core_is_spared_where_steps_are_short(
    monkeypatch: pytest.MonkeyPatch, size: int, spare: int, has_kernel: bool
) -> None:
    spared: list[int] = []

    def recorded(*args: Any, spare_cores: int, **options: Any) -> Any:
        spared.append(spare_cores)
        return in_order(*args, spare_cores=spare_cores, **options)

    monkeypatch.setattr(comparison, "in_order", recorded)
    monkeypatch.setattr(comparison, "_LONG_NBYTES", 2000)
    if not has_kernel:
        monkeypatch.setattr(kernel, "_library", lambda: None)
    assert one(random(size), random(size, seed=1)).state is State.CHANGED
    assert spared == [spare]


def test_results_that_were_found_together_still_come_one_by_one() -> None:
    a, b = {key: random(4) for key in "xyz"}, {key: random(4, seed=1) for key in "xyz"}
    first, second, job = checkpoint(a), checkpoint(b), Job()
    found = compare(first, second, align(first.entries, second.entries), job)
    assert next(found).key == "x"
    job.cancel()
    with pytest.raises(Cancelled):
        next(found)


@pytest.mark.parametrize("task_blocks", [1, 512])
def test_progress_ends_with_all_bytes(monkeypatch: pytest.MonkeyPatch, task_blocks: int) -> None:
    monkeypatch.setattr(comparison, "_TASK_BLOCKS", task_blocks)
    reports: list[tuple[int, int, str]] = []

    class Recording(Job):
        __slots__ = ()

        def report(self, done: int, total: int, what: str = "") -> None:
            reports.append((done, total, what))

    a, b = {"x": random(10), "y": random(9)}, {"x": random(10), "y": random(9).astype("f8")}
    results(checkpoint(a), checkpoint(b), job=Recording())
    last = reports[-1]
    assert last == (188, 188, "Comparing y")
    assert [report[0] for report in reports] == sorted(report[0] for report in reports)


@pytest.mark.slow
def test_many_pairs() -> None:
    count = 20_000
    arrays = np.random.default_rng(0).normal(size=(count, 4)).astype("f4")
    a = {f"layers.{n}.weight": entry_of(arrays[n]) for n in range(count)}
    b = {f"module.layers.{n}.weight": entry_of(arrays[n] + (n % 100 == 0)) for n in range(count)}
    found = results(checkpoint(a), checkpoint(b))
    assert len(found) == count
    assert sum(not result.agrees for result in found.values()) == count // 100
