from __future__ import annotations

import numpy as np
import pytest

from inspector.errors import SelectionError
from inspector.sources.storage import Buffer, MemoryStorage
from inspector.tensors.corners import outline
from inspector.tensors.dtypes import dtype_named, dtype_of_numpy
from inspector.tensors.entries import TensorEntry, contiguous_strides


class EndlessStorage(MemoryStorage):
    """Zeros without end, which count how many of them were asked for."""

    def __init__(self, nbytes: int) -> None:
        super().__init__(b"")
        self.nbytes = nbytes
        self.read_nbytes = 0

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        self.read_nbytes += len(buffer)
        memoryview(buffer)[:] = bytes(len(buffer))


def entry_of(array: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> TensorEntry:
    strides = contiguous_strides(array.shape)
    return TensorEntry(("t",), dtype_of_numpy(array.dtype), array.shape, strides, MemoryStorage(array.tobytes()))


@pytest.mark.parametrize("shape", [(), (0,), (1000,), (10, 10, 10), (2, 0, 3)])
def test_small_tensors_are_whole(shape: tuple[int, ...]) -> None:
    array = np.arange(np.prod(shape), dtype="f4").reshape(shape)
    assert str(outline(entry_of(array))) == np.array2string(array)
    assert outline(entry_of(array)).edge == 0


@pytest.mark.parametrize("shape", [(1001,), (50, 60), (64, 3, 7, 7), (7, 1, 300), (2, 600)])
def test_large_tensors_print_as_numpy_prints_them(shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(0).normal(size=shape).astype("f4")
    assert str(outline(entry_of(array))) == np.array2string(array)


def test_little_of_a_huge_tensor_is_read() -> None:
    storage = EndlessStorage(4 << 40)
    shape = (1 << 20, 1 << 20)
    huge = TensorEntry(("t",), dtype_named("float32"), shape, contiguous_strides(shape), storage)
    assert "..." in str(outline(huge))
    assert storage.read_nbytes < 100_000


def test_packed_types_are_cut_between_blocks() -> None:
    stored = np.random.default_rng(0).integers(0, 256, 5000, dtype="u1")
    packed = TensorEntry(("t",), dtype_named("quint4x2"), (2, 5000), (5000, 1), MemoryStorage(stored.tobytes()))
    whole = np.stack([stored & 15, stored >> 4], -1).reshape(2, 5000)
    assert str(outline(packed)) == np.array2string(whole)


def test_a_tensor_with_too_many_axes_asks_for_a_slice() -> None:
    shape = (2,) * 20
    entry = TensorEntry(("t",), dtype_named("int8"), shape, contiguous_strides(shape), EndlessStorage(1 << 20))
    with pytest.raises(SelectionError, match="20 axes, too many to print; name a slice"):
        outline(entry)
