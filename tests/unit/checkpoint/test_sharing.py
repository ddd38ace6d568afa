from __future__ import annotations

import numpy as np
import pytest

from inspector.checkpoint.sharing import are_apart, find_sharing, span_nbytes
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, MemoryStorage, Part, Storage
from inspector.tensors import runs
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
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


FILE, OTHER = MemoryStorage(bytes(400)), MemoryStorage(bytes(400), token=1)


def ranged(source: Storage, offset: int, nbytes: int = 40) -> TensorEntry:
    """Ten numbers in a range of a file."""
    return TensorEntry("t", dtype_named("float32"), (10,), (1,), ByteRange(source, offset, nbytes))


def test_tensors_that_follow_each_other_in_files_share_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    following = [ranged(FILE, 0), ranged(FILE, 40), ranged(FILE, 100), ranged(OTHER, 0), ranged(OTHER, 60)]
    for run in (1, 2, 3, 100):
        monkeypatch.setattr(runs, "RUN", run)
        assert are_apart(following, Job())
    parts = [each.replace(storage=Part(FILE, 40 * at, 40)) for at, each in enumerate(following)]
    assert are_apart(parts, Job())  # as readers make them
    assert (dict(find_sharing(following).groups), dict(find_sharing(following).unused)) == ({}, {})


@pytest.mark.parametrize("run", [1, 2, 100])
@pytest.mark.parametrize(
    ("entries", "groups", "unused"),
    [
        ([ranged(FILE, 0), ranged(FILE, 0)], {0: [0, 1], 1: [0, 1]}, {}),
        ([ranged(FILE, 0), ranged(FILE, 40), ranged(FILE, 0)], {0: [0, 2], 2: [0, 2]}, {}),
        ([ranged(FILE, 0), ranged(OTHER, 0), ranged(FILE, 0)], {0: [0, 2], 2: [0, 2]}, {}),
        ([ranged(FILE, 0), ranged(OTHER, 0), ranged(FILE, 40)], {}, {}),
        ([ranged(FILE, 0), ranged(ByteRange(FILE, 0, 400), 0)], {0: [0, 1], 1: [0, 1]}, {}),
        ([ranged(FILE, 0, nbytes=44)], {}, {0: 4}),
        ([ranged(FILE, 0, nbytes=80).replace(storage_offset=10)], {}, {0: 40}),
        ([ranged(FILE, 0, nbytes=80).replace(strides=(2,))], {}, {0: 4}),
        ([ranged(FILE, 0), ranged(FILE, 40).replace(storage_offset=5)], {}, {}),
        (
            [
                ranged(FILE, 0).replace(shape=(5, 2), strides=(1, 5)),
                ranged(FILE, 40).replace(shape=(5, 2), strides=(2, 1)),
            ],
            {},
            {},
        ),
        ([ranged(FILE, 0), ValueEntry("v", 1)], {}, {}),
        ([ranged(FILE, 0), ranged(FILE, 40).replace(storage=FILE)], {}, {1: 360}),
    ],
)
def test_what_does_not_follow_each_other_is_looked_at_storage_by_storage(
    entries: list[Entry],
    groups: dict[int, list[int]],
    unused: dict[int, int],
    run: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runs, "RUN", run)
    assert not are_apart(entries, Job())
    found = find_sharing(entries)
    assert {index: list(users) for index, users in found.groups.items()} == groups
    assert found.unused == unused
