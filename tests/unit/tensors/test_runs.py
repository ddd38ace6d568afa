from __future__ import annotations

import numpy as np
import pytest

from inspector.jobs import Cancelled, Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors import runs as module
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import Entry, FileName, Quantization, Sizes, TensorEntry, ValueEntry
from inspector.tensors.runs import by_kind, keys_of, runs
from tests.tensors import entry_of


def tensor(name: str = "w", *shape: int, dtype: str = "float32") -> TensorEntry:
    storage = MemoryStorage(bytes(64))
    return TensorEntry(name, DTYPES[dtype], shape, (1,) * len(shape), storage)


def test_all_entries_are_in_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RUN", 4)
    entries = [tensor(str(number)) for number in range(10)]
    job = Job()
    found = list(runs(entries, job, "Looking"))
    assert [run.start for run in found] == [0, 4, 8]
    assert [entry for run in found for entry in run.entries] == entries
    assert (job.progress.done, job.progress.total, job.progress.what) == (8, 10, "Looking")
    job.cancel()
    with pytest.raises(Cancelled):
        next(runs(entries, job))


@pytest.mark.parametrize(
    "odd",
    [
        ValueEntry("v", 1),
        tensor().replace(attributes={"parameter": True}),
        tensor().replace(components={"values": tensor()}),
        tensor().replace(quantization=Quantization("affine", (1.0,), (0.0,))),
        tensor().replace(storage=None),
        tensor().replace(layout="sparse_coo"),
    ],
)
def test_only_plain_tensors_are_gone_through_together(odd: Entry) -> None:
    plain = [tensor(), tensor()]
    assert [run.tensors for run in runs(plain, Job())] == [plain]
    assert [run.tensors for run in runs([plain[0], odd, plain[1]], Job())] == [None]


def test_sizes_are_those_of_each() -> None:
    tensors = [tensor("a", 2, 3), tensor("b", 2, 3, dtype="int8"), tensor("c"), tensor("d", 0, 4), tensor("e", 2, 3)]
    assert by_kind(tensors, Sizes().of) == [(6, 24), (6, 6), (1, 4), (0, 0), (6, 24)]


def test_facts_are_those_of_the_strides() -> None:
    turned = [tensor("a", 2, 3).replace(strides=strides) for strides in ((3, 1), (1, 2), (3, 1))]
    assert by_kind(turned, lambda each: each.is_contiguous) == [True, False, True]


def test_keys_are_those_of_the_entries() -> None:
    named = [tensor("a.b"), tensor("c")]
    assert keys_of(named) == ["a.b", "c"]
    nested = entry_of(np.zeros(1), path=(FileName("x.pt"), "d", 3))
    assert keys_of([*named, nested]) == ["a.b", "c", nested.key]
