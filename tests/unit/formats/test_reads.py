"""How often opening reads: a few times, however many tensors there are, and no byte of a file that is gone through twice."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch

from inspector.findings import Severity
from inspector.formats.registry import read_source
from inspector.jobs import Job
from inspector.sources.location import location_of
from inspector.sources.source import Source
from tests.tensors import CountingStorage

TENSORS = 2000
MOST_READS = 20


def arrays(elements: int) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
    numbers = np.random.default_rng(0).standard_normal(elements, np.float32)
    return {f"layers.{n}.weight": numbers for n in range(TENSORS)}


def npz(elements: int) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays(elements))  # type: ignore[arg-type]
    return file.getvalue()


def deflated_npz(elements: int) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays(elements))  # type: ignore[arg-type]
    return file.getvalue()


def torch_zip(elements: int, *, new: bool = True) -> bytes:
    file = io.BytesIO()
    tensors = {key: torch.from_numpy(array.copy()) for key, array in arrays(elements).items()}
    torch.save(tensors, file, _use_new_zipfile_serialization=new)
    return file.getvalue()


def legacy(elements: int) -> bytes:
    return torch_zip(elements, new=False)


def of_safetensors(elements: int) -> bytes:
    return safetensors.numpy.save(arrays(elements))


@pytest.mark.parametrize("elements", [16, 1000, 2200])
@pytest.mark.parametrize("made", [npz, deflated_npz, torch_zip, legacy, of_safetensors])
def test_opening_reads_a_few_times(made: Callable[[int], bytes], elements: int) -> None:
    data = made(elements)
    file = CountingStorage(data)
    checkpoint = read_source(Source(location_of("model"), file), Job())
    assert len(checkpoint.tensors) == TENSORS
    assert {finding.severity for finding in checkpoint.findings} <= {Severity.INFO}
    assert file.reads <= MOST_READS
    opened = file.read_nbytes
    assert opened <= 1.1 * len(data) + (1 << 20)
    first = arrays(elements)["layers.0.weight"]
    np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), first)
    assert file.read_nbytes > opened  # what was read ahead is not kept


def test_pickles_with_large_storages_behind_them_are_read_alone() -> None:
    file = io.BytesIO()
    torch.save(torch.zeros(16 << 20, dtype=torch.uint8), file, _use_new_zipfile_serialization=False)
    storage = CountingStorage(file.getvalue())
    read_source(Source(location_of("model"), storage), Job())
    assert storage.read_nbytes < 1 << 20


@pytest.mark.parametrize("elements", [16, 2200])
def test_lengths_that_are_not_what_the_tensors_say(elements: int) -> None:
    """A storage that is longer than its tensors say: what was read ahead is then of the wrong places."""
    data = bytearray(legacy(elements))
    length = elements.to_bytes(8, "little")
    start = data.index(length, len(data) - TENSORS * (8 + 4 * elements))
    data[start : start + 8 + 4 * elements] = (elements + 8).to_bytes(8, "little") + bytes(4 * (elements + 8))
    file = CountingStorage(bytes(data))
    checkpoint = read_source(Source(location_of("model"), file), Job())
    assert len(checkpoint.entries) == TENSORS
    last = np.asarray(checkpoint.read(checkpoint.tensors[-1]))
    np.testing.assert_array_equal(last, arrays(elements)["layers.0.weight"])
