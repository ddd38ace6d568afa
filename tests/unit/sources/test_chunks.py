"""Arrays in chunks: any part of them is that part of the array, and each chunk is decoded once."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CorruptError, LimitError
from inspector.sources import chunks
from inspector.sources.block_cache import BLOCKS
from inspector.sources.chunk_grid import Box, ChunkGrid
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import Storage
from inspector.testing.storages import StorageConformance
from tests.tensors import DeflatedChunks

SHAPES = st.lists(st.tuples(st.integers(0, 7), st.integers(1, 9)), max_size=4)


def numbered(shape: tuple[int, ...], dtype: str = "<i4") -> npt.NDArray[Any]:
    return np.arange(1, 1 + math.prod(shape)).astype(dtype).reshape(shape)


class TestChunks(StorageConformance):
    @pytest.fixture
    def content(self) -> bytes:
        return numbered((17, 30, 3)).tobytes()

    @pytest.fixture
    def storage(self, content: bytes) -> Storage:
        return DeflatedChunks(np.frombuffer(content, "<i4").reshape(17, 30, 3), (4, 16, 2))


@given(SHAPES, st.sampled_from(["<i4", "u1", "c16", "V3"]), st.data())
def test_any_bytes_and_any_box(sizes: list[tuple[int, int]], dtype: str, data: st.DataObject) -> None:
    shape, chunk_shape = tuple(size for size, _ in sizes), tuple(chunk for _, chunk in sizes)
    array = numbered(shape, "<i4").astype(dtype) if dtype != "V3" else numbered((*shape, 3), "u1").view("V3")[..., 0]
    storage = DeflatedChunks(array, chunk_shape)
    offset = data.draw(st.integers(0, array.nbytes))
    nbytes = data.draw(st.integers(0, array.nbytes - offset))
    assert storage.read(offset, nbytes) == array.tobytes()[offset : offset + nbytes]
    if not array.size:
        return
    starts = tuple(data.draw(st.integers(0, size - 1)) for size in shape)
    steps = tuple(data.draw(st.integers(1, 5)) for _ in shape)
    counts = tuple(
        data.draw(st.integers(0, -(-(size - start) // step)))
        for size, start, step in zip(shape, starts, steps, strict=True)
    )
    out = np.empty(counts, array.dtype)
    storage.read_box(Box(starts, counts, steps), out)
    places = zip(starts, counts, steps, strict=True)
    part = array[tuple(slice(start, start + count * step, step) for start, count, step in places)]
    assert out.tobytes() == part.tobytes()


def test_chunks_that_are_not_stored_are_of_the_fill_value() -> None:
    array = numbered((6, 6))
    storage = DeflatedChunks(array, (3, 3), missing={1, 2})
    storage.fill = np.int32(-7).tobytes()
    array[:3, 3:] = array[3:, :3] = -7
    for _ in range(2):
        assert storage.read() == array.tobytes()
    assert storage.stored_nbytes == storage.nbytes // 2
    assert storage.decoded == {0: 1, 3: 1}


def test_chunks_are_fetched_several_at_once_and_not_when_they_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    array = numbered((40, 50))
    storage = DeflatedChunks(array, (10, 10))
    assert storage.read() == array.tobytes()
    assert storage.fetched == [list(range(20))]
    assert storage.read() == array.tobytes()
    assert len(storage.fetched) == 1
    monkeypatch.setattr(chunks, "_FETCHED_NBYTES", 800)
    storage = DeflatedChunks(array, (10, 10))
    assert storage.read() == array.tobytes()
    assert storage.fetched == [[2 * n, 2 * n + 1] for n in range(10)]


def test_a_chunk_that_is_gone_from_the_cache_is_fetched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DeflatedChunks(numbered((4, 4)), (2, 2))
    monkeypatch.setattr(type(BLOCKS), "__contains__", lambda self, key: True)
    assert storage.read() == numbered((4, 4)).tobytes()
    assert storage.fetched == [[0], [1], [2], [3]]


@pytest.mark.parametrize("size", [0, 15, 17, 1000])
def test_a_chunk_of_the_wrong_size_is_refused_and_the_others_are_read(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    array = numbered((4, 4))
    storage = DeflatedChunks(array, (2, 2))
    sound = storage._decode
    monkeypatch.setattr(storage, "_decode", lambda number, data: bytes(size) if number == 3 else sound(number, data))
    with pytest.raises(CorruptError, match=rf"has {size:,} bytes in the chunk \(1, 1\) instead of 16"):
        storage.read()
    assert storage.read(0, 40) == array.tobytes()[:40]


def test_a_chunk_has_a_size_that_fits_memory() -> None:
    grid = ChunkGrid((1 << 20, 1 << 20), (1 << 14, 1 << 14), 8)
    storage = DeflatedChunks(numbered((1, 1)), (1, 1))
    storage._chunks = grid
    storage.nbytes = grid.nbytes
    with pytest.raises(LimitError, match=r"chunks of 2\.00 GiB"):
        storage.read(0, 1)


def test_what_is_closed_is_not_read_from_the_cache(tmp_path: Any) -> None:
    (tmp_path / "file").write_bytes(b"x")
    storage = DeflatedChunks(numbered((4, 4)), (2, 2))
    with LocalFile(tmp_path / "file") as storage.source:
        storage.read()
    with pytest.raises(Exception, match="is closed"):
        storage.read()


@pytest.mark.parametrize(("shape", "chunk_shape"), [((2, 2), (2,)), ((2,), (0,)), ((2,), (-1,)), ((), (1,))])
def test_impossible_grids(shape: tuple[int, ...], chunk_shape: tuple[int, ...]) -> None:
    with pytest.raises(CorruptError, match="has chunks of shape"):
        ChunkGrid(shape, chunk_shape, 4)
    with pytest.raises(CorruptError):
        ChunkGrid((2,), (2,), 0)


def test_chunks_are_numbered_in_c_order() -> None:
    grid = ChunkGrid((5, 3, 4), (2, 3, 1), 4)
    assert grid.counts == (3, 1, 4)
    indices = list(itertools.product(range(3), range(1), range(4)))
    assert [grid.index(number) for number in range(12)] == indices
    assert [grid.number(index) for index in indices] == list(range(12))
    assert (grid.strides, grid.nbytes, grid.chunk_nbytes) == ((12, 4, 1), 240, 24)
