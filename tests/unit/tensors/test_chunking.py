"""Tensors in chunks are read as any other, and work on them is cut so that each chunk is decompressed once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

import inspector
from inspector.analysis.axis_statistics import axis_statistics
from inspector.analysis.heatmap import picture
from inspector.analysis.statistics import statistics
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import align
from inspector.comparing.comparison import compare
from inspector.exporting.execution import export
from inspector.jobs import Job
from inspector.sources.block_cache import BLOCKS
from inspector.sources.location import location_of
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import any_order, read_stored, read_values, split, split_together
from inspector.tensors.regions import regions
from inspector.tensors.slices import Slice2D
from inspector.writing.plan import Plan
from tests.tensors import DeflatedChunks, entry_of


def numbered(shape: tuple[int, ...]) -> npt.NDArray[np.int32]:
    return np.arange(1, 1 + math.prod(shape), dtype="<i4").reshape(shape)


def chunked(array: npt.NDArray[Any], chunk_shape: tuple[int, ...]) -> TensorEntry:
    return entry_of(array, storage=DeflatedChunks(array, chunk_shape))


def storage_of(entry: TensorEntry) -> DeflatedChunks:
    assert isinstance(entry.storage, DeflatedChunks)
    return entry.storage


@st.composite
def views(draw: st.DrawFn) -> tuple[TensorEntry, npt.NDArray[np.int32]]:
    """A view of a tensor in chunks: of a part, of axes in another order, expanded; and the array it should be."""
    sizes = draw(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=4))
    array = numbered(tuple(size for size, _ in sizes))
    entry = chunked(array, tuple(chunk for _, chunk in sizes))
    region: list[slice | int] = []
    for size, _ in sizes:
        start = draw(st.integers(0, size - 1))
        part = slice(start, draw(st.integers(start, size)), draw(st.integers(1, 3)))
        choices: list[slice | int] = [start, slice(None), part]
        region.append(draw(st.sampled_from(choices)))
    entry, array = entry.region(tuple(region)), array[tuple(region)]
    order = draw(st.permutations(range(array.ndim)))
    entry = entry.replace(
        shape=tuple(entry.shape[axis] for axis in order), strides=tuple(entry.strides[axis] for axis in order)
    )
    array = np.asarray(array).transpose(order)
    if draw(st.booleans()):
        place = draw(st.integers(0, array.ndim))
        shape, strides = list(entry.shape), list(entry.strides)
        shape.insert(place, 3)
        strides.insert(place, 0)
        entry = entry.replace(shape=tuple(shape), strides=tuple(strides))
        array = np.repeat(np.expand_dims(array, place), 3, place)
    return entry, array


@given(views())
def test_any_view_is_read_as_of_any_other_storage(view: tuple[TensorEntry, npt.NDArray[np.int32]]) -> None:
    entry, array = view
    np.testing.assert_array_equal(read_values(entry), array)


@given(views(), st.integers(1, 200))
def test_blocks_in_order_are_the_tensor(view: tuple[TensorEntry, npt.NDArray[np.int32]], nbytes: int) -> None:
    entry, array = view
    blocks = [read_stored(block).reshape(-1) for block in split(entry, nbytes)]
    assert all(block.nbytes <= max(nbytes, 4) for block in blocks)
    np.testing.assert_array_equal(np.concatenate([*blocks, np.empty(0, "<i4")]), array.reshape(-1))
    pairs = list(split_together((entry, entry_of(array)), max(1, nbytes // 4)))
    for a, b in pairs:
        np.testing.assert_array_equal(read_values(a), read_values(b))
    assert sum(a.numel for a, _ in pairs) == array.size


@given(views(), st.integers(1, 200))
def test_blocks_in_any_order_and_regions_are_all_of_it(
    view: tuple[TensorEntry, npt.NDArray[np.int32]], nbytes: int
) -> None:
    entry, array = view
    for whole in (entry, any_order(entry)):
        blocks = [read_stored(block).reshape(-1) for block in split(whole, nbytes, ordered=False)]
        assert all(block.nbytes <= max(nbytes, 4) for block in blocks)
        np.testing.assert_array_equal(np.sort(np.concatenate([*blocks, np.empty(0, "<i4")])), np.sort(array, axis=None))
    met = np.zeros(array.shape, int)
    for region in regions(entry, nbytes):
        met[region] += 1
        np.testing.assert_array_equal(read_values(entry.region(region)), array[region])
    assert (met == 1).all()


@given(st.tuples(*[st.tuples(st.integers(1, 20), st.integers(1, 8))] * 3), st.integers(1, 20))
def test_no_block_has_a_part_of_a_chunk_that_would_fit(sizes: tuple[tuple[int, int], ...], room: int) -> None:
    array = numbered(tuple(size for size, _ in sizes))
    entry = chunked(array, tuple(chunk for _, chunk in sizes))
    grid = storage_of(entry).chunks
    BLOCKS.clear()
    for block in split(entry, (grid.chunk_nbytes + 1) * room, ordered=False):
        read_values(block)
        BLOCKS.clear()
    assert set(storage_of(entry).decoded.values()) <= {1}


def test_blocks_in_order_end_where_chunks_do() -> None:
    entry = chunked(numbered((100, 64)), (16, 16))
    heights = [[block.shape[0] for block in split(entry, rows * 64 * 4)] for rows in (16, 40, 6, 1000)]
    assert heights == [[16] * 6 + [4], [32, 32, 32, 4], [6, 6, 4] * 6 + [4], [100]]
    part = entry.region((slice(5, 60),))
    assert [block.shape[0] for block in split(part, 16 * 64 * 4)] == [11, 16, 16, 12]


def test_what_is_no_view_by_slices_is_read_too() -> None:
    array = numbered((12, 10))
    entry = chunked(array, (5, 4))
    for shape, strides, offset in (
        ((120,), (1,), 0),
        ((40,), (3,), 0),
        ((6, 4), (11, 1), 7),
        ((5, 2, 6), (24, 12, 2), 0),
    ):
        view = entry.replace(shape=shape, strides=strides, storage_offset=offset)
        flat = array.reshape(-1)[offset:]
        expected = np.lib.stride_tricks.as_strided(flat, shape, tuple(4 * stride for stride in strides))
        np.testing.assert_array_equal(read_values(view), expected)


def test_one_element_of_another_size_is_read_from_the_bytes() -> None:
    entry = chunked(numbered((6, 8)), (4, 4))
    bytes_ = entry_of(numbered((6, 8)).view(np.uint8), storage=entry.storage)
    np.testing.assert_array_equal(read_values(bytes_), numbered((6, 8)).view(np.uint8))


def test_a_terabyte_of_chunks_that_are_not_stored_is_not_gone_through() -> None:
    storage = DeflatedChunks(numbered((4, 4)), (2, 2))
    entry = entry_of(numbered((4, 4)), storage=storage, shape=(1 << 20, 1 << 20))
    assert not is_inflated(entry_of(numbered((4, 4)), storage=storage))
    assert is_inflated(entry)


# each chunk is decompressed once

SIDE = 4096


@pytest.fixture(scope="module", params=[256, 512])
def large(request: pytest.FixtureRequest) -> TensorEntry:
    """64 MiB."""
    array = (np.arange(SIDE * SIDE, dtype=np.uint32) % 1021).astype("<f4").reshape(SIDE, SIDE)
    return chunked(array, (request.param, request.param))


@pytest.fixture
def fresh(large: TensorEntry) -> Iterator[DeflatedChunks]:
    """The storage of the large tensor, of which nothing was decompressed yet."""
    storage = storage_of(large)
    BLOCKS.clear()
    storage.decoded.clear()
    yield storage
    BLOCKS.clear()


def checkpoint_of(entry: TensorEntry) -> Checkpoint:
    return Checkpoint(location_of("memory"), "memory", (), [entry])


def exported(entry: TensorEntry, folder: Path) -> None:
    checkpoint = checkpoint_of(entry)
    export(Plan().added(checkpoint, checkpoint.entries), folder / "out.safetensors")
    with inspector.open(folder / "out.safetensors") as copy:
        np.testing.assert_array_equal(copy.read(copy.tensors[0], (77,)), read_values(entry.region((77,))))


def compared(entry: TensorEntry, folder: Path) -> None:
    a = checkpoint_of(entry)
    b = checkpoint_of(entry_of(np.ones((1, SIDE), "<f4"), shape=entry.shape, strides=(0, 1)))
    assert [result.state.value for result in compare(a, b, align(a.entries, b.entries))] == ["changed"]


@pytest.mark.parametrize(
    "work",
    [
        lambda entry, _: statistics(entry),
        lambda entry, _: picture(Slice2D.of(entry)),
        lambda entry, _: axis_statistics(entry, 1),
        lambda entry, _: sha256(entry, Job()),
        exported,
        compared,
    ],
    ids=["statistics", "heat map", "axis statistics", "hash", "export", "comparison"],
)
def test_all_of_a_large_tensor(
    work: Callable[[TensorEntry, Path], object], large: TensorEntry, fresh: DeflatedChunks, tmp_path: Path
) -> None:
    work(large, tmp_path)
    chunks = math.prod(fresh.chunks.counts)
    assert len(fresh.decoded) == chunks
    assert fresh.decoded.total() <= 1.1 * chunks


def test_one_column_of_a_large_tensor(large: TensorEntry, fresh: DeflatedChunks) -> None:
    expected = (np.arange(SIDE, dtype=np.uint64) * SIDE + 700) % 1021
    np.testing.assert_array_equal(read_values(large.region((slice(None), 700))), expected)
    assert fresh.decoded.total() == fresh.chunks.counts[0]
    assert all(fresh.chunks.index(number)[1] == 700 // fresh.chunks.chunk_shape[1] for number in fresh.decoded)
