from __future__ import annotations

import pickle

import numpy as np
import pytest
import torch

from inspector.errors import UnsupportedError
from inspector.jobs import Job
from inspector.tensors.converted import converted
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256
from inspector.tensors.reading import read_values
from tests.tensors import entry_of, entry_of_torch, entry_of_view


@pytest.mark.parametrize("name", ["bfloat16", "float16", "float64", "int32", "uint8", "bool"])
def test_as_torch_converts(name: str) -> None:
    values = torch.linspace(0, 200, 1001)
    entry = converted(entry_of_torch(values), DTYPES[name])
    expected = entry_of_torch(values.to(getattr(torch, name)))
    assert (entry.dtype.name, entry.nbytes) == (name, expected.nbytes)
    assert sha256(entry, Job()) == sha256(expected, Job())


def test_any_range_of_bytes_of_a_view() -> None:
    stored = np.arange(12, dtype="f4").reshape(3, 4)
    entry = converted(entry_of_view(stored.T, stored), DTYPES["int16"])
    assert entry.storage is not None
    whole = stored.T.astype("<i2").tobytes()
    for offset in range(len(whole)):
        assert entry.storage.read(offset, min(5, len(whole) - offset)) == whole[offset : offset + 5]


def test_it_pickles_with_what_it_is_made_of() -> None:
    entry = converted(entry_of(np.ones(3, "f4")), DTYPES["bfloat16"])
    again: TensorEntry = pickle.loads(pickle.dumps(entry))
    assert read_values(again).tolist() == [1, 1, 1]
    assert again.storage is not None
    assert entry.storage is not None
    assert again.storage.key == entry.storage.key


def test_the_same_type_is_the_same_tensor_and_some_types_can_not_be_made() -> None:
    entry = entry_of(np.ones(3, "f4"))
    assert converted(entry, DTYPES["float32"]) is entry
    with pytest.raises(UnsupportedError, match="qint8"):
        converted(entry, DTYPES["qint8"])
