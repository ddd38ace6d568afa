"""Tensor entries made from arrays and torch tensors in memory, so that tests of reading need no file and no reader."""

from __future__ import annotations

import math
import secrets
import zlib
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.chunks import ChunkedStorage
from inspector.sources.storage import Buffer, MemoryStorage
from inspector.tensors.dtypes import STRING, DType, dtype_named, dtype_of_numpy
from inspector.tensors.entries import Path, Quantization, TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["CountingStorage", "DeflatedChunks", "entry_of", "entry_of_torch", "entry_of_view", "strings_entry"]


class CountingStorage(MemoryStorage):
    """Bytes in memory that count what was asked of them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.reads = 0
        self.read_nbytes = 0

    def read_into(self, buffer: Buffer, offset: int) -> None:
        super().read_into(buffer, offset)
        self.reads += 1
        self.read_nbytes += len(buffer)


def entry_of(array: npt.ArrayLike, dtype: DType | None = None, *, path: Path = ("t",), **changes: Any) -> TensorEntry:
    """The entry of a C-ordered array; ``dtype`` where it is not numpy's, ``changes`` where it is no plain entry."""
    array = np.asarray(array)
    fields: dict[str, Any] = {
        "where": path,
        "dtype": dtype or dtype_of_numpy(array.dtype),
        "shape": array.shape,
        "strides": contiguous_strides(array.shape),
        "storage": MemoryStorage(array.tobytes()),
    }
    return TensorEntry(**fields | changes)


def strings_entry(texts: Sequence[bytes], shape: tuple[int, ...] | None = None) -> TensorEntry:
    """A text tensor whose elements lie one after another in its heap."""
    sizes = np.array([len(text) for text in texts], "<u8")
    units = np.zeros(len(texts), STRING.stored_dtype)
    units["start"], units["nbytes"] = np.cumsum(sizes) - sizes, sizes
    storage = StringStorage(MemoryStorage(units.tobytes()), MemoryStorage(b"".join(texts)))
    return entry_of(units.reshape(shape or (len(texts),)), STRING, storage=storage)


def entry_of_view(view: npt.NDArray[Any], base: npt.NDArray[Any]) -> TensorEntry:
    """The entry of a view of the C-ordered array ``base``, with the whole of ``base`` as its storage."""
    start = view.__array_interface__["data"][0] - base.__array_interface__["data"][0]
    return entry_of(
        base,
        shape=view.shape,
        strides=tuple(stride // base.itemsize for stride in view.strides),
        storage_offset=start // base.itemsize if view.size else 0,
    )


def entry_of_torch(tensor: torch.Tensor) -> TensorEntry:
    """The entry a reader would make of a tensor, with its strides, bits and scales."""
    quantization = None
    if tensor.is_quantized:
        if tensor.qscheme() == torch.per_tensor_affine:
            quantization = Quantization("per_tensor_affine", (tensor.q_scale(),), (tensor.q_zero_point(),))
        else:
            scale = tuple(tensor.q_per_channel_scales().tolist())
            zero_point = tuple(tensor.q_per_channel_zero_points().tolist())
            quantization = Quantization("per_channel_affine", scale, zero_point, tensor.q_per_channel_axis())
    return TensorEntry(
        where=("t",),
        dtype=dtype_named(str(tensor.dtype).removeprefix("torch.")),
        shape=tuple(tensor.shape),
        strides=tuple(tensor.stride()),
        storage=MemoryStorage(bytes(tensor.untyped_storage())),
        storage_offset=int(tensor.storage_offset()),
        conjugate=tensor.is_conj(),
        negative=tensor.is_neg(),
        quantization=quantization,
    )


class DeflatedChunks(ChunkedStorage):
    """An array in deflated chunks, in memory; counts how often each was decompressed and which were fetched."""

    def __init__(self, array: npt.NDArray[Any], chunk_shape: tuple[int, ...], missing: Collection[int] = ()) -> None:
        grid = ChunkGrid(array.shape, chunk_shape, array.itemsize)
        self.decoded: Counter[int] = Counter()
        self.fetched: list[Sequence[int]] = []
        self._token = secrets.token_bytes(8)
        padded = np.zeros([count * size for count, size in zip(grid.counts, chunk_shape, strict=True)], array.dtype)
        padded[tuple(map(slice, array.shape))] = array
        self._stored: dict[int, bytes] = {}
        for number in range(math.prod(grid.counts)):
            starts = (at * size for at, size in zip(grid.index(number), chunk_shape, strict=True))
            part = padded[tuple(slice(start, start + size) for start, size in zip(starts, chunk_shape, strict=True))]
            if number not in missing:
                self._stored[number] = zlib.compress(part.tobytes(), 1)
        super().__init__(grid, None, stored_nbytes=len(self._stored) * grid.chunk_nbytes)

    @property
    def key(self) -> Hashable:
        return "deflated chunks", self._token

    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        self.fetched.append(numbers)
        return [self._stored.get(number) for number in numbers]

    def _decode(self, number: int, data: bytes) -> bytes:
        self.decoded[number] += 1
        return zlib.decompress(data)
