"""What ZeRO cuts is put together again, for any sizes, numbers of ranks and groups."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inspector.formats.deepspeed.partitions import Parameter, cut, cut_everywhere
from inspector.sources.storage import MemoryStorage
from inspector.tensors.assembled import assembled_entry
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

Array = np.ndarray[Any, np.dtype[np.float32]]


def entry(array: Array) -> TensorEntry:
    return TensorEntry((), dtype_of_numpy(array.dtype), array.shape, (1,), MemoryStorage(array.tobytes()))


@st.composite
def parameters(draw: st.DrawFn) -> list[Parameter]:
    shapes = draw(st.lists(st.lists(st.integers(1, 4), max_size=3).map(tuple), min_size=1, max_size=5))
    return [Parameter(f"p{number}", shape, draw(st.integers(0, 3))) for number, shape in enumerate(shapes)]


def arrays_of(found: list[Parameter]) -> dict[str, Array]:
    rng = np.random.default_rng(0)
    return {each.name: rng.standard_normal(each.shape).astype(np.float32) for each in found}


@given(found=parameters(), ranks=st.integers(1, 5))
def test_groups_laid_end_to_end(found: list[Parameter], ranks: int) -> None:
    arrays = arrays_of(found)
    flat = np.concatenate([np.append(arrays[each.name].reshape(-1), np.full(each.padding, np.nan)) for each in found])
    share = -(-flat.size // ranks)
    flat = np.append(flat, np.full(ranks * share - flat.size, np.nan)).astype(np.float32)
    partitions = {rank: entry(flat[rank * share : (rank + 1) * share]) for rank in range(ranks)}
    for parameter, pieces in cut(found, partitions):
        whole = assembled_entry((), parameter.shape, pieces, flat=True)
        assert np.array_equal(read_values(whole), arrays[parameter.name])


@given(found=parameters(), ranks=st.integers(1, 5), groups=st.integers(1, 3))
def test_a_part_of_each_on_every_rank(found: list[Parameter], ranks: int, groups: int) -> None:
    arrays = arrays_of(found)
    of_rank: dict[int, list[Array]] = {rank: [] for rank in range(ranks)}
    for parameter in found:
        flat = arrays[parameter.name].reshape(-1)
        share = -(-flat.size // ranks)
        padded = np.append(flat, np.full(ranks * share - flat.size, np.nan)).astype(np.float32)
        for rank in range(ranks):
            of_rank[rank].append(padded[rank * share : (rank + 1) * share])
    partitions = {
        rank: [entry(part) for part in np.array_split(np.concatenate(parts), groups)] for rank, parts in of_rank.items()
    }
    for parameter, pieces in cut_everywhere(found, partitions, ranks):
        whole = assembled_entry((), parameter.shape, pieces, flat=True)
        assert np.array_equal(read_values(whole), arrays[parameter.name])


def test_ranks_that_are_missing_leave_holes() -> None:
    flat = np.arange(12, dtype=np.float32)
    found = [Parameter("a", (4,)), Parameter("b", (8,))]
    cuts = {each.name: pieces for each, pieces in cut(found, {0: entry(flat[:6])})}
    assert sum(math.prod(piece.entry.shape) for piece in cuts["b"]) == 2
    assert cuts["a"][0].entry.shape == (4,)
