"""Tensors that are made many at once must be what they are when each is made by itself."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import inspector
from inspector.errors import CheckpointError
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch import tensors as torch_tensors
from inspector.formats.torch.archive import TorchArchive
from inspector.formats.torch.plain_tensors import plain_tensors as genuine
from inspector.jobs import Job
from inspector.pickles.reading import PickleContents, entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.storage import MemoryStorage
from inspector.sources.zip import ZipArchive
from inspector.tensors.entries import Entry, TensorEntry


def saved(obj: Any) -> ZipArchive:
    """The archive that torch writes."""
    stream = io.BytesIO()
    torch.save(obj, stream)
    return ZipArchive(MemoryStorage(stream.getvalue()))


def facts(entry: Entry) -> Any:
    """All there is in an entry."""
    if not isinstance(entry, TensorEntry):
        return type(entry), entry.path, repr(entry)
    where = entry.storage and (type(entry.storage), entry.storage.key, entry.storage.nbytes)
    return (
        entry.path, entry.dtype, entry.shape, entry.strides, where, entry.storage_offset, entry.layout, entry.conjugate,
        entry.negative, entry.quantization, sorted(entry.components), dict(entry.attributes),
    )  # fmt: skip


class Runs:
    """Opens pickles, and counts the tensors that were made with others; none if that is not ``allowed``."""

    def __init__(self) -> None:
        self.count = 0

    def outcome(self, archive: ZipArchive, data: bytes, *, allowed: bool) -> Any:
        def counted(*arguments: Any) -> list[TensorEntry] | None:
            made = genuine(*arguments) if allowed else None
            self.count += len(made or ())
            return made

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(torch_tensors, "plain_tensors", counted)
            archive.asked_for.clear()
            records = TorchArchive(archive, "archive")
            context = PickleContext(
                Job(),
                lookup=records.lookup("data"),
                lookup_many=records.lookup_many("data"),
                big_endian=records.big_endian,
            )
            try:
                found: PickleContents = entries_of_pickle(MemoryStorage(data), all_recognisers(), context)
            except CheckpointError as error:
                return type(error), error.reason
        return [*map(facts, found.entries)], found.findings, found.format, sorted(archive.asked_for)

    def compare(self, archive: ZipArchive, data: bytes | None = None) -> int:
        """How many were made with others, after making sure that it changes nothing."""
        data = archive.storage("archive/data.pkl").read() if data is None else data
        self.count = 0
        assert self.outcome(archive, data, allowed=True) == self.outcome(archive, data, allowed=False)
        return self.count


_DTYPES = st.sampled_from([torch.float32, torch.bfloat16, torch.int64, torch.bool, torch.uint16, torch.complex64])
_SHAPES = st.lists(st.integers(0, 3), max_size=5)


@given(st.lists(st.tuples(_SHAPES, _DTYPES, st.integers(0, 40)), min_size=12, max_size=40), st.booleans())
@settings(max_examples=25)
def test_any_tensors(described: list[tuple[list[int], torch.dtype, int]], in_model: bool) -> None:
    tensors: dict[str, Any] = {}
    for number, (shape, dtype, kind) in enumerate(described):
        tensor = torch.empty(shape, dtype=dtype)
        if kind == 1 and number:
            tensor = tensors[f"layer.{number - 1}"]
        elif kind == 2 and dtype.is_floating_point:
            tensor = torch.nn.Parameter(tensor)
        elif kind == 3 and dtype.is_floating_point:
            tensor.requires_grad_()
        elif kind == 4 and shape:
            tensor = tensor.mT if len(shape) > 1 else tensor[1:]
        elif kind == 5 and dtype.is_complex:
            tensor = tensor.conj()
        elif kind == 6:
            tensor = tensor.to("meta")
        tensors[f"layer.{number}"] = tensor if kind != 7 else number
    Runs().compare(saved({"model": tensors, "epoch": 1} if in_model else tensors))


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 30),
        ({"layer.9": 3}, 29),
        ({"layer.9": 3, "layer.17": 3}, 21),  # of the seven between them each is looked at
        ({"layer.9": torch.nn.Parameter(torch.ones(2))}, 0),
        ({"layer.9": torch.ones(2, requires_grad=True)}, 30),
        ({"layer.9": torch.ones(3, device="meta")}, 0),
        ({3: torch.ones(2)}, 0),
    ],
)
def test_which_are_made_at_once(changes: dict[Any, Any], count: int) -> None:
    tensors = {f"layer.{number}": torch.ones(number, 2) for number in range(30)}
    tensors["layer.29"] = tensors["layer.28"][1:]  # as the last layer often has the weight of the first
    assert Runs().compare(saved(tensors | changes)) == count


def test_tensors_of_other_devices() -> None:
    archive = saved({f"layer.{number}": torch.ones(2) for number in range(30)})
    data = archive.storage("archive/data.pkl").read().replace(b"X\3\0\0\0cpu", b"X\6\0\0\0cuda:0")
    runs = Runs()
    assert runs.compare(archive, data) == 30
    assert runs.outcome(archive, data, allowed=True)[0][0][-1] == {"device": "cuda:0"}


def test_more_tensors_than_are_made_at_once(tmp_path: Path) -> None:
    tensors = {f"layer.{number}": torch.ones(1) for number in range(2500)}
    tensors["layer.2499"] = tensors["layer.0"]
    assert Runs().compare(saved(tensors)) == 2500
    torch.save(tensors, tmp_path / "many.pth")
    with inspector.open(tmp_path / "many.pth") as checkpoint:
        assert checkpoint.tensors[0].storage is checkpoint.tensors[-1].storage


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"_rebuild_tensor_v2\nq\2((", b"_rebuild_tensor_v2\nq\2(\x88("),  # an argument more
        (b"X\7\0\0\0storage", b"X\7\0\0\0storagf"),
        (b"FloatStorage", b"UntypedStorage"),
        (b"FloatStorage", b"FloutStorage"),
        (b"FloatStorage", b"QUInt4x2Storage"),
        (b"QK\0K", b"QJ\xff\xff\xff\xffK"),  # an offset
        (b"QK\0K", b"QK\1K"),
        (b"QK\0K", b"QNK"),
        (b"K\4\x85", b"K\3\x85"),
        (b"K\4\x85", b"K\5\x85"),
        (b"K\4\x85", b"]\x85"),
        (b"K\4t", b"K\5t"),  # the size of the storage
        (b"K\4t", b"Nt"),
        (b"X\1\0\0\x005", b"X\1\0\0\x00x"),  # the storage's key
        (b"X\1\0\0\x005", b"K\5"),
        (b"X\3\0\0\0cpu", b"X\4\0\0\0meta"),
        (b"X\3\0\0\0cpu", b"N"),
        (b"\x89", b"K\1"),  # whether it requires gradients
        (b")R", b"N"),
    ],
)
@pytest.mark.parametrize("times", [1, -1])
def test_tensors_that_lie(old: bytes, new: bytes, times: int) -> None:
    archive = saved({f"layer.{number}": torch.ones(4) for number in range(12)})
    data = archive.storage("archive/data.pkl").read()
    assert old in data
    head, _, tail = data.rpartition(old)
    assert Runs().compare(archive, head + new + tail if times == 1 else data.replace(old, new)) in (0, 12)


def test_a_tensor_that_is_changed_after_it_was_made() -> None:
    archive = saved({f"layer.{number}": torch.ones(4) for number in range(12)})
    data = archive.storage("archive/data.pkl").read()
    for change in (b"}b", b"]a", b"K\1K\1s", b"(K\1e"):
        changed = data.replace(b"X\7\0\0\0layer.5", change + b"X\7\0\0\0layer.5")
        assert Runs().compare(archive, changed) == 0


def test_a_record_that_is_missing() -> None:
    stream, less = io.BytesIO(), io.BytesIO()
    torch.save({f"layer.{number}": torch.ones(4) for number in range(12)}, stream)
    with zipfile.ZipFile(stream) as whole, zipfile.ZipFile(less, "w") as part:
        for name in whole.namelist():
            if name != "archive/data/7":
                part.writestr(name, whole.read(name))
    assert Runs().compare(ZipArchive(MemoryStorage(less.getvalue()))) == 0


@pytest.mark.slow
def test_damaged_pickles() -> None:
    archive = saved({f"layer.{number}": torch.ones(number % 3 + 1, 2) for number in range(50)})
    data = archive.storage("archive/data.pkl").read()
    rng, runs, made = random.Random(0), Runs(), 0
    for _ in range(400):
        damaged = bytearray(data)
        damaged[rng.randrange(len(data))] = rng.randrange(256)
        made += runs.compare(archive, bytes(damaged))
    assert made > 2000
