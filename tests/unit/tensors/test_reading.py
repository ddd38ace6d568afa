from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from inspector.buffers import BLOCK_NBYTES, aligned_buffer
from inspector.errors import SelectionError, TruncatedError, UnsupportedError
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import DType, Kind, dtype_named, dtype_of_numpy
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.reading import any_order, flattened, read_stored, read_values, split
from tests.tensors import CountingStorage, entry_of, entry_of_torch, entry_of_view

pytestmark = [
    pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental"),
    pytest.mark.filterwarnings("ignore:torch.quantize_per_tensor"),
    pytest.mark.filterwarnings("ignore:'torch.(quint4x2|per_channel)"),
]


@st.composite
def strided_tensors(draw: st.DrawFn) -> torch.Tensor:
    """Any view torch can make of a storage: gaps, overlaps, expanded and permuted axes, no elements."""
    axes = draw(st.integers(0, 4))
    shape = [draw(st.integers(0, 6)) for _ in range(axes)]
    strides = [draw(st.integers(0, 40)) for _ in range(axes)]
    offset = draw(st.integers(0, 20))
    span = offset + 1 + sum((max(size, 1) - 1) * stride for size, stride in zip(shape, strides, strict=True))
    return torch.as_strided(torch.arange(span, dtype=torch.int16), shape, strides, offset)


# any view


@given(strided_tensors())
def test_any_strides_read_as_torch_reads_them(tensor: torch.Tensor) -> None:
    values = read_values(entry_of_torch(tensor))
    assert values.flags.c_contiguous
    assert np.array_equal(values, tensor.numpy())


@given(strided_tensors(), st.integers(2, 40))
def test_blocks_together_are_the_tensor(tensor: torch.Tensor, nbytes: int) -> None:
    blocks = list(split(entry_of_torch(tensor), nbytes))
    assert all(0 < block.nbytes <= nbytes for block in blocks)
    parts = [read_values(block).reshape(-1) for block in blocks]
    assert np.array_equal(np.concatenate([np.zeros(0, np.int16), *parts]), tensor.numpy().reshape(-1))


@given(strided_tensors())
def test_any_order_has_the_same_elements(tensor: torch.Tensor) -> None:
    entry = any_order(entry_of_torch(tensor))
    assert np.array_equal(np.sort(read_values(entry), None), np.sort(tensor.numpy(), None))


@given(st.permutations(range(4)))
def test_any_order_of_permuted_axes_is_the_storage_order(order: list[int]) -> None:
    base = np.arange(120).reshape(2, 3, 4, 5)
    entry = any_order(entry_of_view(base.transpose(order), base))
    assert (entry.shape, entry.strides) == ((120,), (1,))


def test_flattening_keeps_what_is_not_dense() -> None:
    base = np.arange(12).reshape(3, 4)
    assert flattened(entry_of_view(base, base)).shape == (12,)
    assert flattened(entry_of_view(base[:, :3], base)).shape == (3, 3)
    assert flattened(entry_of_view(base[1], base)).shape == (4,)


@pytest.mark.parametrize("cut", [np.s_[::2, ::3], np.s_[:, 7], np.s_[5:900, 100:1000], np.s_[::100, :], np.s_[:]])
def test_large_views_are_read_in_pieces(cut: tuple[slice, ...]) -> None:
    base = np.random.default_rng(0).normal(size=(1500, 1200))
    view = base[cut]
    assert np.array_equal(read_values(entry_of_view(view, base)), view)


def test_a_scattered_view_does_not_read_its_whole_span() -> None:
    size = 8 << 20
    storage = CountingStorage(bytes(4 * size))
    column = entry_of(np.zeros(0, "f4")).replace(shape=(4,), strides=(size // 4,), storage=storage)
    assert read_values(column).tolist() == [0.0] * 4
    assert storage.read_nbytes == 16
    dense = column.replace(shape=(size // 2,), strides=(2,))
    read_values(dense)
    assert storage.read_nbytes <= 16 + 4 * size
    assert storage.reads <= 4 + 4 * size // BLOCK_NBYTES


def test_more_axes_than_numpy_has() -> None:
    assert read_values(entry_of(np.ones(1), shape=(1,) * 64, strides=(1,) * 64)).shape == (1,) * 64
    with pytest.raises(UnsupportedError, match="65 axes"):
        read_values(entry_of(np.ones(1), shape=(1,) * 65, strides=(1,) * 65))
    apart = entry_of(np.ones(100), shape=(2,) * 33, strides=(1,) * 33)
    with pytest.raises(UnsupportedError, match="more than 32 axes"):
        read_stored(apart)


@pytest.mark.parametrize("shape", [(0, 1 << 40, 1 << 40), (1 << 62,)])
def test_shapes_larger_than_any_memory_are_refused_even_if_nothing_is_in_them(shape: tuple[int, ...]) -> None:
    with pytest.raises(UnsupportedError, match="larger than any memory"):
        read_values(entry_of(np.zeros(0), shape=shape, strides=(0,) * len(shape)))


@pytest.mark.parametrize("dtype", [np.dtype("S0"), np.dtype([])])
def test_elements_of_no_size(dtype: np.dtype[Any]) -> None:
    empty = read_values(entry_of(np.zeros(0), DType("none", Kind.RECORD, dtype), shape=(0, 3), strides=(3, 1)))
    assert (empty.shape, empty.size) == ((0, 3), 0)


# bytes to values


@pytest.mark.parametrize("code", ["i2", "i4", "u8", "f2", "f4", "f8", "c8", "c16"])
def test_big_endian_values(code: str) -> None:
    values = np.random.default_rng(0).normal(size=(3, 5)).astype(f">{code}") * 100
    entry = entry_of(values.astype(f">{code}"))
    assert entry.dtype.is_big_endian
    read = read_values(entry)
    assert read.dtype == np.dtype(f"={code}")
    assert np.array_equal(read, values)
    assert read_stored(entry).tobytes() == values.astype(f"<{code}").tobytes()


def test_big_endian_halves_of_complex32() -> None:
    swapped = dtype_named("complex32").big_endian()
    stored = np.array([(1.5, -2.0), (0.0, 3.0)], swapped.stored_dtype)
    entry = entry_of(stored, swapped)
    assert read_values(entry).tolist() == [1.5 - 2j, 3j]
    assert read_values(entry.replace(conjugate=True)).tolist() == [1.5 + 2j, -3j]


@pytest.mark.parametrize("name", ["complex32", "complex64", "complex128"])
@pytest.mark.parametrize(
    "view",
    [
        torch.Tensor.conj,
        torch._neg_view,
        lambda tensor: torch._neg_view(tensor.conj()),
        lambda tensor: tensor.mT.conj()[1:],
    ],
)
def test_conj_and_neg_bits_of_complex_numbers(name: str, view: Callable[[torch.Tensor], torch.Tensor]) -> None:
    tensor = torch.randn(4, 5, dtype=torch.complex64).to(getattr(torch, name))
    expected = view(tensor.to(torch.complex128)).resolve_conj().resolve_neg().numpy()  # torch can't negate complex32
    values = read_values(entry_of_torch(view(tensor)))
    assert values.dtype == (np.complex64 if name == "complex32" else np.dtype(name))
    assert np.array_equal(values, expected)


def test_the_imaginary_part_of_a_conjugate_is_negated() -> None:
    view = torch.randn(6, dtype=torch.complex64).conj().imag
    assert view.is_neg()
    assert np.array_equal(read_values(entry_of_torch(view)), view.resolve_neg().numpy())


@pytest.mark.parametrize("name", ["bfloat16", "float16", "float32", "float64", "int8", "int64", "uint8"])
def test_the_neg_bit_of_real_numbers(name: str) -> None:
    tensor = torch.tensor([0, 1, 2, 100]).to(getattr(torch, name))
    expected = torch._neg_view(tensor).resolve_neg().to(torch.float64).numpy()
    assert np.array_equal(read_values(entry_of_torch(torch._neg_view(tensor))), expected)


@pytest.mark.parametrize("name", ["float8_e4m3fn", "float8_e5m2"])
def test_the_neg_bit_of_narrow_floats_is_their_sign(name: str) -> None:
    tensor = torch.tensor([0.0, 1.0, -2.0]).to(getattr(torch, name))
    assert read_values(entry_of_torch(torch._neg_view(tensor))).tolist() == [-0.0, -1.0, 2.0]


@pytest.mark.parametrize("name", ["bool", "float8_e4m3fnuz", "float8_e8m0fnu", "bits8", "float4_e2m1fn_x2"])
def test_a_neg_bit_on_what_torch_cannot_negate_is_refused(name: str) -> None:
    dtype = dtype_named(name)
    with pytest.raises(UnsupportedError, match=f"negated or conjugated view of {name}"):
        read_values(entry_of(np.zeros(4, dtype.stored_dtype), dtype, negative=True))


@pytest.mark.parametrize(("name", "zero_point"), [("qint8", 3), ("quint8", 120), ("qint32", -7)])
def test_per_tensor_quantised_values_are_those_of_torch(name: str, zero_point: int) -> None:
    tensor = torch.quantize_per_tensor(torch.randn(40, 60), 0.037, zero_point, getattr(torch, name))
    values = read_values(entry_of_torch(tensor))
    assert values.dtype == np.float32
    assert np.array_equal(values, tensor.dequantize().numpy())
    assert np.array_equal(read_values(entry_of_torch(tensor).region((1, slice(2, 5)))), values[1, 2:5])


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("name", ["qint8", "quint8"])
def test_per_channel_quantised_values_are_those_of_torch(name: str, axis: int) -> None:
    shape = (4, 6)
    scales = torch.rand(shape[axis], dtype=torch.float64) + 0.01
    zero_points = torch.arange(shape[axis]) + 5
    tensor = torch.quantize_per_channel(torch.randn(shape), scales, zero_points, axis, getattr(torch, name))
    entry = entry_of_torch(tensor)
    values = read_values(entry)
    assert np.array_equal(values, tensor.dequantize().numpy())
    assert np.array_equal(read_values(entry.region((slice(1, 3), slice(2, 5)))), values[1:3, 2:5])
    assert np.array_equal(read_values(entry.region((2,))), values[2])
    assert np.array_equal(read_values(entry.region((slice(None), -1))), values[:, -1])
    parts = [read_values(block).reshape(-1) for block in split(entry, 7)]
    assert np.array_equal(np.concatenate(parts), values.reshape(-1))
    assert any_order(entry) is entry


def test_packed_quantised_values_are_those_of_torch() -> None:
    scales, zero_points = torch.full((4,), 0.1), torch.full((4,), 8.0)
    tensor = torch.quantize_per_channel(torch.linspace(-1, 1, 24).reshape(4, 6), scales, zero_points, 0, torch.quint4x2)
    assert np.allclose(read_values(entry_of_torch(tensor)), tensor.dequantize().numpy())


@pytest.mark.parametrize("numel", [1, 2, 3, 4, 5, 8, 15])
def test_the_last_block_of_a_packed_type_may_be_padded(numel: int) -> None:
    for name in ("quint4x2", "float6_e2m3fn"):
        dtype = dtype_named(name)
        stored = np.random.default_rng(0).integers(0, 256, dtype.nbytes(16), dtype="u1").view(dtype.stored_dtype)
        whole = read_values(entry_of(stored, dtype, shape=(16,), strides=(1,)))
        some = entry_of(stored, dtype, shape=(numel,), strides=(1,))
        assert np.array_equal(read_values(some), whole[:numel])
        parts = [read_values(block) for block in split(some, 2 * dtype.itemsize)]
        assert np.array_equal(np.concatenate(parts), whole[:numel])


def test_text_and_records_are_read_as_numpy_has_them() -> None:
    for array in (np.array([["a", "bc"], ["", "d"]]), np.array([(1, 2.5)], [("a", ">i4"), ("b", "<f8")])):
        assert np.array_equal(read_values(entry_of(array)), array)


# buffers and what can go wrong


@given(strided_tensors())
def test_a_buffer_changes_nothing(tensor: torch.Tensor) -> None:
    entry = entry_of_torch(tensor)
    buffer = np.full(entry.nbytes + 10, 0xAA, np.uint8)
    assert np.array_equal(read_stored(entry, buffer), tensor.numpy())
    assert np.array_equal(read_values(entry, buffer), tensor.numpy())
    assert buffer[entry.nbytes :].tolist() == [0xAA] * 10


def test_large_buffers_start_a_page() -> None:
    for nbytes in (0, 1, 1 << 16, 1 << 20, (1 << 20) + 3):
        buffer = aligned_buffer(nbytes)
        assert buffer.nbytes == nbytes
        assert nbytes < 1 << 16 or buffer.ctypes.data % 4096 == 0


def test_a_tensor_without_data_is_refused() -> None:
    with pytest.raises(SelectionError, match=r"t has no data in the file"):
        read_values(entry_of(np.zeros(3), storage=None))


def test_a_storage_that_ends_early_is_said_to() -> None:
    short = MemoryStorage(bytes(100))
    for strides in ((1,), (7,), (1000,)):
        with pytest.raises(TruncatedError):
            read_values(entry_of(np.zeros(30, "f4"), strides=strides, storage=short))


def test_a_huge_tensor_is_split_without_being_read() -> None:
    shape = (1 << 20, 1 << 20)
    storage = CountingStorage(b"")
    huge = TensorEntry(("t",), dtype_of_numpy(np.dtype("f4")), shape, contiguous_strides(shape), storage)
    first = next(split(huge))
    assert first.nbytes == BLOCK_NBYTES
    assert math.prod(first.shape) * 4 == BLOCK_NBYTES
    assert storage.reads == 0
