"""Chunks of HDF5 as a storage, and arrays of which next to nothing was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

import inspector
from inspector.errors import LimitError
from inspector.formats.hdf5 import chunks
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.storage import Storage
from inspector.tensors.inflation import is_inflated
from inspector.testing.storages import StorageConformance


class TestHDF5Chunks(StorageConformance):
    @pytest.fixture
    def content(self) -> bytes:
        return np.arange(4000, dtype=">u2").tobytes()

    @pytest.fixture(params=[{}, {"compression": "gzip", "shuffle": True}])
    def storage(self, content: bytes, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Storage]:
        how: dict[str, Any] = request.param
        with h5py.File(tmp_path / "file.h5", "w") as file:
            file.create_dataset("a", data=np.frombuffer(content, ">u2").reshape(50, 80), chunks=(7, 30), **how)
        with inspector.open(tmp_path / "file.h5") as checkpoint:
            storage = checkpoint.tensors[0].storage
            assert isinstance(storage, chunks.HDF5Chunks)
            yield storage


def test_chunks_that_were_never_written_cost_nothing(tmp_path: Path) -> None:
    """A million chunks of an element each, three of them in the file, would take minutes one by one."""
    with h5py.File(tmp_path / "file.h5", "w") as file:
        dataset = file.create_dataset("a", (1000, 1000), "i4", chunks=(1, 1), fillvalue=-1)
        for place in ((0, 0), (500, 7), (999, 999)):
            dataset[place] = sum(place)
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        (entry,) = checkpoint.tensors
        array = checkpoint.read(entry)
        assert {tuple(map(int, place)): int(array[tuple(place)]) for place in np.argwhere(array != -1)} == {
            (0, 0): 0, (500, 7): 507, (999, 999): 1998,
        }  # fmt: skip
        assert np.array_equal(checkpoint.read(entry, (slice(0, 1000, 250), slice(7, None))), array[::250, 7:])


def test_an_array_of_petabytes_without_a_chunk_is_known_to_be_made_up(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "file.h5", "w") as file:
        file.create_dataset("a", (1 << 25, 1 << 25), "f4", chunks=(1024, 1024), fillvalue=2)
        file.create_dataset("texts", (1 << 40,), h5py.string_dtype(), chunks=(1024,))
        file.create_dataset("small", (3,), "f4", fillvalue=2)
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        inflated = {entry.key: is_inflated(entry) for entry in checkpoint.tensors}
        assert inflated == {"a": True, "texts": True, "small": False}
        assert checkpoint.read(checkpoint.tensors[0], (slice(0, 2), 7)).tolist() == [2, 2]


def test_compressed_chunks_of_hundreds_of_megabytes_are_refused(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "file.h5", "w") as file:
        file.create_dataset("a", data=np.zeros(4096), chunks=(4096,), compression="gzip")
        file.create_dataset("plain", data=np.zeros(4096), chunks=(4096,), maxshape=(None,))
    with inspector.open(tmp_path / "file.h5", job=Job(Limits(packed_chunk_nbytes=1 << 14))) as checkpoint:
        first, plain = checkpoint.tensors
        with pytest.raises(LimitError, match=r"compressed chunks of 32\.0 KiB; at most 16\.0 KiB"):
            checkpoint.read(first)
        assert checkpoint.read(plain).sum() == 0
