from __future__ import annotations

from typing import Any

import pytest

from inspector.checkpoint import totals as module
from inspector.checkpoint.sharing import are_apart
from inspector.checkpoint.totals import Totals, totals, unique_elements
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.runs import RUN


def tensor(shape: tuple[int, ...], storage: Storage | None, **more: object) -> TensorEntry:
    fields: dict[str, Any] = {"strides": (1,) * len(shape)} | more
    return TensorEntry(("t",), dtype_named("float32"), shape, storage=storage, **fields)


def test_a_shared_storage_counts_once() -> None:
    shared = MemoryStorage(bytes(400))
    entries: list[Entry] = [tensor((10,), shared), tensor((20,), shared), ValueEntry(("epoch",), 3)]
    found = totals(entries)
    assert (found.tensors, found.parameters, found.nbytes, found.storage_nbytes) == (2, 30, 120, 400)
    assert (found.unique_parameters, found.unique_nbytes) == (20, 80)


def test_a_meta_tensor_has_parameters_and_no_bytes() -> None:
    found = totals([tensor((10,), None)])
    assert (found.parameters, found.unique_parameters, found.nbytes, found.unique_nbytes) == (10, 10, 0, 0)


def test_a_sparse_tensor_takes_the_bytes_of_its_components() -> None:
    parts = {"indices": tensor((2,), MemoryStorage(bytes(16))), "values": tensor((2,), MemoryStorage(bytes(8)))}
    dense = tensor((100,), MemoryStorage(bytes(400)), layout="sparse_coo", components=parts)
    found = totals([dense])
    assert (found.tensors, found.parameters, found.nbytes, found.storage_nbytes) == (1, 100, 400, 24)


def test_nothing_sums_to_nothing() -> None:
    assert totals([]) == Totals(0, 0, 0, 0)


def test_views_count_what_no_other_has() -> None:
    storage = MemoryStorage(bytes(400))
    halves = [tensor((60,), storage), tensor((60,), storage, storage_offset=40)]
    assert unique_elements(halves) == [60, 40]
    tied = [tensor((100,), storage), tensor((50, 2), storage, strides=(2, 1)), tensor((7,), None)]
    assert unique_elements(tied) == [100, 0, 7]
    stepped = tensor((10,), storage, strides=(10,))
    assert unique_elements([stepped, ValueEntry(("x",), 1)]) == [10, 0]
    assert unique_elements([tensor((5,), storage, storage_offset=1), stepped]) == [0, 10]


def test_what_is_there_in_words() -> None:
    big = MemoryStorage(bytes(4 << 20))
    entries: list[Entry] = [
        tensor((1 << 20,), big).at(("lm_head.weight",)),
        tensor((1 << 20,), big).at(("wte.weight",)),
        tensor((10,), MemoryStorage(bytes(40))).at(("bn.running_mean",)),
    ]
    expected = ["3 tensors", "1,048,576 parameters", "10 in buffers", "4.00 MiB"]
    assert totals(entries).texts() == expected


def test_what_is_made_of_little_without_an_end_is_inflated() -> None:
    little = MemoryStorage(bytes(4))
    assert not is_inflated(tensor((1000, 1000), little))
    assert is_inflated(tensor((1 << 20, 1 << 20), little))
    sparse = tensor((1 << 20, 1 << 20), little, layout="sparse_coo", components={"values": tensor((1,), little)})
    assert is_inflated(sparse)
    assert not is_inflated(tensor((1 << 40,), None))


def test_tensors_apart_sum_to_the_same_as_any(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("lm_head.weight", "bn.running_mean", "optimizer.state.exp_avg", "lr_scheduler.x", "fc.bias")
    file = MemoryStorage(bytes(4 * (RUN + 100)))
    entries: list[Entry] = [
        TensorEntry(name, dtype_named(("float32", "int32")[at % 2]), (), (), ByteRange(file, 4 * at, 4))
        for at in range(RUN + 100)
        for name in [names[at % 5] if at < 50 else f"layers.{at}.weight"]
    ]
    entries[3:5] = [TensorEntry("w", dtype_named("int8"), (2, 3), (3, 1), ByteRange(file, 14, 6))]
    found = totals(entries)
    assert are_apart(entries, Job())
    monkeypatch.setattr(module, "are_apart", lambda _entries, _job: False)
    assert found == totals(entries)
    assert min(found.parameters_by_role.values()) > 0
