from __future__ import annotations

import io
import pickle
from typing import Any

import pytest
import torch

from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Cancelled, Job
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import TensorEntry
from tests.pickling import by_key, contents


class Loaded:
    """Pickles as a storage does: a whole legacy file as bytes."""

    def __init__(self, data: Any) -> None:
        self.data = data

    def __reduce__(self) -> Any:
        return torch.storage._load_from_bytes, (self.data,)


def dangers(data: bytes) -> list[str]:
    return [finding.code for finding in contents(data).findings if finding.severity is Severity.DANGER]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_tensors_pickled_whole(protocol: int) -> None:
    base = torch.arange(10.0)
    found = by_key(contents(pickle.dumps({"a": base, "again": base, "part": base[2:]}, protocol)))
    first, again, part = found.values()
    assert isinstance(first, TensorEntry)
    assert isinstance(again, TensorEntry)
    assert isinstance(part, TensorEntry)
    assert first.storage is again.storage
    assert (part.storage_offset, part.shape) == (2, (8,))
    assert first.storage is not None
    assert first.storage.read() == base.numpy().tobytes()


def test_what_is_unpickled_inside_is_looked_into() -> None:
    evil = pickle.dumps(Evil())
    assert dangers(pickle.dumps([Loaded(evil)])) == ["nested-pickle", "pickle-dangerous-call", "pickle-dangerous-name"]
    assert dangers(pickle.dumps([Loaded(b"")])) == ["nested-pickle"]
    assert dangers(pickle.dumps([Loaded(7)])) == ["nested-pickle"]


def test_also_where_no_tensor_refers_to_it() -> None:
    data = pickle.dumps(Loaded(pickle.dumps(Evil())), 2)
    assert dangers(data[:-1] + b"0N.")[0] == "nested-pickle"


def test_a_sound_storage_has_no_findings_of_its_own() -> None:
    stream = io.BytesIO()
    torch.save(torch.arange(3.0).untyped_storage(), stream, _use_new_zipfile_serialization=False)
    found = contents(pickle.dumps([Loaded(stream.getvalue())]))
    assert {finding.severity for finding in found.findings} == {Severity.INFO}


def test_code_inside_a_nested_file_is_found() -> None:
    stream = io.BytesIO()
    torch.save({"x": Evil()}, stream, _use_new_zipfile_serialization=False)
    found = contents(pickle.dumps([Loaded(stream.getvalue())]))
    assert any("eval" in finding.message for finding in found.findings if finding.severity is Severity.DANGER)


def test_where_says_the_member() -> None:
    found = entries_of_pickle(
        MemoryStorage(pickle.dumps(Evil())), all_recognisers(), PickleContext(where="models/a.pkl")
    )
    assert {finding.where for finding in found.findings} == {"models/a.pkl"}


def test_a_cancelled_job_stops_it() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        entries_of_pickle(MemoryStorage(pickle.dumps([])), all_recognisers(), PickleContext(job))


class Evil:
    def __reduce__(self) -> Any:
        return eval, ("1 + 1",)
