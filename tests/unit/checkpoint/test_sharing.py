from __future__ import annotations

import numpy as np

from inspector.checkpoint.sharing import find_sharing, span_nbytes
from inspector.sources.storage import ByteRange, MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, ValueEntry
from tests.tensors import entry_of, entry_of_view

FLOAT32 = dtype_named("float32")


def test_tensors_on_one_storage_share_it() -> None:
    storage = MemoryStorage(bytes(40))
    entries: list[Entry] = [
        entry_of(np.zeros(10, np.float32), storage=storage),
        entry_of(np.zeros(10, np.float32)),
        ValueEntry(("n",), 1),
        entry_of(np.zeros(4, np.float32), storage=storage, storage_offset=6),
    ]
    sharing = find_sharing(entries)
    assert dict(sharing.groups) == {0: [0, 3], 3: [0, 3]}
    assert dict(sharing.unused) == {}


def test_two_empty_tensors_at_the_same_place_share_nothing() -> None:
    file = MemoryStorage(bytes(8))
    empty = [entry_of(np.zeros(0, np.float32), storage=ByteRange(file, 8, 0)) for _ in range(2)]
    assert empty[0].view_key == empty[1].view_key
    assert dict(find_sharing(empty).groups) == {}


def test_a_storage_larger_than_its_tensors_is_found() -> None:
    base = np.arange(100, dtype=np.float32)
    row = entry_of_view(base[10:20], base)
    assert dict(find_sharing([row]).unused) == {0: 360}


def test_overlapping_tensors_use_their_union() -> None:
    storage = MemoryStorage(bytes(100))
    parts = [
        entry_of(np.zeros(15, np.float32), storage=storage),
        entry_of(np.zeros(10, np.float32), storage=storage, storage_offset=10),
    ]
    assert dict(find_sharing(parts).unused) == {0: 20, 1: 20}


def test_the_span_of_a_strided_view() -> None:
    base = np.zeros((10, 10), np.float32)
    assert span_nbytes(entry_of_view(base[2:4, 3:5], base)) == (92, 140)
    assert span_nbytes(entry_of_view(base[:0], base)) == (0, 0)


def test_tensors_without_data_or_made_up_on_demand_are_left_out() -> None:
    storage = MemoryStorage(bytes(400))
    entries = [
        entry_of(np.zeros(4, np.float32), storage=None),
        entry_of(np.zeros(4, np.float32), storage=storage, layout="sparse_coo"),
        entry_of(np.zeros(4, np.float32), storage=storage, layout="sparse_coo"),
    ]
    sharing = find_sharing(entries)
    assert (dict(sharing.groups), dict(sharing.unused)) == ({}, {})
