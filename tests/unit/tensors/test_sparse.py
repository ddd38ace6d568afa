"""Sparse tensors as dense bytes, with torch's ``to_dense`` as the oracle."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.tensors.entries import TensorEntry
from inspector.tensors.sparse import LAYOUTS, SparseStorage
from tests.tensors import entry_of

pytestmark = pytest.mark.filterwarnings("ignore:Sparse:UserWarning")

DTYPES = [torch.float32, torch.float64, torch.int8, torch.int64, torch.complex64, torch.bool]


def storage_of(tensor: torch.Tensor) -> SparseStorage:
    """The storage of a tensor torch made."""
    layout = str(tensor.layout).removeprefix("torch.")
    parts = {
        name: entry_of(getattr(tensor, f"_{name}" if layout == "sparse_coo" else name)().numpy())
        for name in LAYOUTS[layout]
    }
    return SparseStorage(layout, tuple(tensor.shape), parts)


def by_hand(layout: str, shape: tuple[int, ...], **parts: Any) -> SparseStorage:
    components: dict[str, TensorEntry] = {name: entry_of(np.asarray(part)) for name, part in parts.items()}
    return SparseStorage(layout, shape, components)


def dense_bytes(tensor: torch.Tensor) -> bytes:
    return bytes(tensor.to_dense().contiguous().numpy().tobytes())


@st.composite
def dense_tensors(draw: st.DrawFn, axes: int = 2) -> torch.Tensor:
    shape = tuple(draw(st.integers(1, 3)) * 2 for _ in range(axes))
    dtype = draw(st.sampled_from(DTYPES[:-1]))
    values = draw(
        st.lists(st.sampled_from([0, 0, 0, 1, -2, 5]), min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))
    )
    return torch.tensor(values, dtype=dtype).reshape(shape)


@given(dense_tensors(), st.sampled_from(["coo", "csr", "csc", "bsr", "bsc"]), st.data())
def test_any_part_of_any_layout(dense: torch.Tensor, layout: str, data: st.DataObject) -> None:
    blocks = (2, 2) if layout in ("bsr", "bsc") else None
    storage = storage_of(dense.to_sparse(layout=getattr(torch, f"sparse_{layout}"), blocksize=blocks))
    expected = dense_bytes(dense)
    assert storage.nbytes == len(expected)
    start = data.draw(st.integers(0, len(expected)))
    stop = data.draw(st.integers(start, len(expected)))
    assert storage.read(start, stop - start) == expected[start:stop]
    assert storage.read() == expected


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.sampled_from([1.5, -0.0, 2.0, -1.5])), max_size=12),
    st.sampled_from([torch.float32, torch.float64, torch.complex64]),
)
def test_values_at_one_place_are_summed(points: list[tuple[int, int, float]], dtype: torch.dtype) -> None:
    indices = torch.tensor([[p[0] for p in points], [p[1] for p in points]], dtype=torch.int64).reshape(2, -1)
    values = torch.tensor([p[2] for p in points], dtype=dtype)
    tensor = torch.sparse_coo_tensor(indices, values, (4, 3))
    found = np.frombuffer(storage_of(tensor).read(), tensor.to_dense().numpy().dtype)
    np.testing.assert_array_equal(found, tensor.to_dense().numpy().reshape(-1))


def test_many_values_at_one_place_are_summed_in_their_order() -> None:
    random = np.random.default_rng(0)
    rows, values = random.integers(0, 3, 3000), random.normal(size=3000).astype(np.float32) * np.logspace(-9, 9, 3000)
    storage = by_hand("sparse_coo", (3,), indices=rows[np.newaxis], values=values)
    expected = [np.add.reduceat(values[rows == row], [0])[0] for row in range(3)]
    assert np.frombuffer(storage.read(), np.float64).tolist() == expected


def test_hybrid_tensors() -> None:
    tensor = torch.sparse_coo_tensor(torch.tensor([[0, 2]]), torch.randn(2, 3, 4), (5, 3, 4))
    assert storage_of(tensor).read() == dense_bytes(tensor)


def test_three_sparse_axes() -> None:
    tensor = (torch.arange(24).reshape(2, 3, 4) % 5 * (torch.arange(24).reshape(2, 3, 4) % 3)).to_sparse()
    assert storage_of(tensor).read() == dense_bytes(tensor)


def test_big_endian_parts_make_little_endian_bytes() -> None:
    storage = by_hand("sparse_coo", (3,), indices=np.array([[1]], ">i8"), values=np.array([258], ">i4"))
    assert storage.read() == np.array([0, 258, 0], "<i4").tobytes()


def test_booleans_become_one_byte_each() -> None:
    storage = by_hand("sparse_coo", (3,), indices=np.array([[1]]), values=np.array([True]))
    assert storage.read() == b"\0\1\0"


def test_a_huge_dense_form_is_read_in_parts() -> None:
    storage = by_hand("sparse_coo", (1 << 40,), indices=np.array([[5, 1 << 39]]), values=np.array([1, 2], "i1"))
    assert storage.nbytes == 1 << 40
    assert storage.read((1 << 39) - 2, 4) == b"\0\0\2\0"
    with pytest.raises(TruncatedError):
        storage.read(storage.nbytes - 1, 2)


@pytest.mark.parametrize(
    ("layout", "shape", "parts"),
    [
        ("sparse_coo", (2, 2), {"indices": [[0.0], [1.0]], "values": [1.0]}),
        ("sparse_coo", (2, 2), {"indices": [[2], [0]], "values": [1.0]}),
        ("sparse_coo", (2, 2), {"indices": [[-1], [0]], "values": [1.0]}),
        ("sparse_coo", (2, 2), {"indices": [0], "values": [1.0]}),
        ("sparse_coo", (2, 2), {"indices": [[0], [0], [0]], "values": [1.0]}),
        ("sparse_coo", (2, 2), {"indices": [[0], [0]], "values": [1.0, 2.0]}),
        ("sparse_coo", (2, 2), {"indices": [[0]], "values": [[1.0, 2.0, 3.0]]}),
        ("sparse_coo", (2, 2), {"indices": [[0], [0]], "values": 1.0}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 1], "col_indices": [0], "values": [[1.0]]}),
        ("sparse_csr", (2, 2), {"crow_indices": [], "col_indices": [], "values": []}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 2, 1], "col_indices": [0], "values": [1.0]}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 1, 5], "col_indices": [0], "values": [1.0]}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 0, 1], "col_indices": [7], "values": [1.0]}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 0, 0, 1], "col_indices": [0], "values": [1.0]}),
        ("sparse_csr", (2, 2), {"crow_indices": [[0, 0, 1]], "col_indices": [0], "values": [1.0]}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 0, 1], "col_indices": [[0]], "values": [1.0]}),
        ("sparse_csr", (2, 2), {"crow_indices": [0, 0, 1], "col_indices": [0], "values": [1.0, 2.0]}),
        ("sparse_csc", (2, 2), {"ccol_indices": [0.0, 0.0, 1.0], "row_indices": [0], "values": [1.0]}),
        ("sparse_bsr", (2, 2), {"crow_indices": [0, 1], "col_indices": [0], "values": [[[1.0] * 3] * 3]}),
        ("sparse_bsr", (2, 2), {"crow_indices": [0, 1], "col_indices": [1], "values": [[[1.0] * 2] * 2]}),
        ("sparse_bsr", (2, 2), {"crow_indices": [0, 1], "col_indices": [0], "values": [[1.0] * 2]}),
    ],
)
def test_parts_that_do_not_fit_are_refused(layout: str, shape: tuple[int, ...], parts: dict[str, Any]) -> None:
    storage = by_hand(layout, shape, **parts)
    with pytest.raises(CheckpointError):
        storage.read()


def test_indices_that_would_wrap_are_refused() -> None:
    huge = np.array([[1 << 63], [0]], np.uint64)
    with pytest.raises(CorruptError, match="outside its shape"):
        by_hand("sparse_coo", (2, 2), indices=huge, values=[1.0]).read()
    with pytest.raises(CorruptError):
        by_hand("sparse_bsr", (2, 2), crow_indices=[0, 1], col_indices=[1 << 62], values=[[[1.0] * 4] * 4]).read()


def test_pointers_that_would_wrap_are_refused() -> None:
    quarter = 1 << 62
    pointers = [0, quarter, -2 * quarter, -quarter, 0]
    storage = by_hand("sparse_csr", (4, 2), crow_indices=pointers, col_indices=np.zeros(0, int), values=np.zeros(0))
    with pytest.raises(CorruptError, match="pointers"):
        storage.read()


def test_pointers_that_go_back_are_refused() -> None:
    storage = by_hand("sparse_csr", (3, 2), crow_indices=[0, 3, 1, 4], col_indices=[0, 1, 0, 1], values=np.zeros(4))
    with pytest.raises(CorruptError, match="pointers"):
        storage.read()


@pytest.mark.parametrize("batch", [(2,), (2, 3), (1, 1)])
@pytest.mark.parametrize("layout", ["csr", "csc", "bsr", "bsc"])
def test_batches_of_matrices(layout: str, batch: tuple[int, ...]) -> None:
    dense = torch.arange(1.0, 1 + 24 * math.prod(batch)).reshape(*batch, 4, 6)
    dense[..., ::2, 1::3] = 0
    blocks = () if layout in ("csr", "csc") else ((2, 3),)
    tensor = getattr(dense, f"to_sparse_{layout}")(*blocks)
    assert storage_of(tensor).read() == dense.numpy().tobytes()


@pytest.mark.parametrize(
    "parts",
    [
        {"crow_indices": [[0, 1, 1]], "col_indices": [[0]] * 2, "values": [[1.0]] * 2},
        {"crow_indices": [[0, 1, 1]] * 2, "col_indices": [[0]] * 2, "values": [1.0] * 2},
        {"crow_indices": [[0, 1, 1], [0, 1, 2]], "col_indices": [[0]] * 2, "values": [[1.0]] * 2},
        {"crow_indices": [[0, 1, 1]] * 2, "col_indices": [[0], [2]], "values": [[1.0]] * 2},
    ],
)
def test_parts_of_a_batch_that_do_not_fit_are_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(CorruptError):
        by_hand("sparse_csr", (2, 2, 2), **parts).read()


def test_a_lie_about_the_size_takes_no_memory() -> None:
    values = entry_of(np.zeros(1, "f4"), shape=(1 << 40,), strides=(0,))
    indices = entry_of(np.zeros(1, "i8"), shape=(1, 1 << 40), strides=(0, 0))
    storage = SparseStorage("sparse_coo", (5,), {"indices": indices, "values": values})
    with pytest.raises(LimitError, match=r"12\.0 TiB"):
        storage.read()


def test_values_expanded_from_one_are_honest_as_long_as_they_are_few() -> None:
    values = entry_of(np.ones(1, "f4"), shape=(3,), strides=(0,))
    indices = entry_of(np.array([[0, 2, 3]]))
    assert (
        SparseStorage("sparse_coo", (5,), {"indices": indices, "values": values}).read()
        == np.array([1, 0, 1, 1, 0], "<f4").tobytes()
    )
    many = values.replace(shape=(20 << 20,))
    indices = entry_of(np.zeros(1, "i8"), shape=(1, 20 << 20), strides=(0, 0))
    with pytest.raises(LimitError, match="240 MiB"):
        SparseStorage("sparse_coo", (5,), {"indices": indices, "values": many}).read()


def test_the_parts_are_read_once() -> None:
    storage = by_hand("sparse_coo", (4,), indices=[[0, 2]], values=np.array([1, 2], "i1"))
    first = storage.read()
    storage.components = {}
    assert storage.read() == first == b"\1\0\2\0"
