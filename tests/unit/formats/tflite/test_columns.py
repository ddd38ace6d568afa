"""Tensors of a model read many at once: as when each is read by itself, wherever the pages are that they lie in."""

from __future__ import annotations

import struct
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import LimitError, TruncatedError
from inspector.formats.tflite import columns, pages, reader
from inspector.formats.tflite.flatbuffer import FlatBuffer
from inspector.formats.tflite.pages import Pages
from inspector.formats.tflite.tensors import tensor_entry
from inspector.sources.storage import MemoryStorage, Part, Storage
from inspector.tensors.entries import TensorEntry
from tests.unit.formats.tflite.models import Sparsity, Tensor, model

SOUND = [
    Tensor("kernel"), Tensor("activation", buffer=0), Tensor("", (3, 2)), Tensor("scalar", (), 2), Tensor("none", (0, 3)),
    Tensor("half", (3, 1, 4), 1, 2), Tensor("naïve", (2, 3), 9, 2, scale=(0.5, 2), zero_point=(0, 3)),
    Tensor("whole", (24,), 3, 2, scale=(0.25,), zero_point=(-1,)), Tensor("n" * 9000, (2, 3), 0, 2), Tensor("kernel"),
]  # fmt: skip
RARE = [
    Tensor("nibbles", (3,), 17), Tensor("sparse", sparsity=Sparsity()), Tensor("text", (1,), 5, 3),
    Tensor("behind", (2, 3), 0, 4), Tensor("outside", buffer=0, external=3),
]  # fmt: skip
DAMAGED = [
    Tensor("short", (2, 4)), Tensor("negative", (-1, 3)), Tensor("endless", (0, *[1 << 30] * 3)), Tensor("unknown", code=99),
    Tensor("nowhere", buffer=9), Tensor("past the end", buffer=5), Tensor("axes", (1,) * 300),
    Tensor("scales", (2, 3), 9, scale=(1, 2, 3), zero_point=(0, 0, 0)),
]  # fmt: skip
#: What lies between the tables is more than a page, and no whole number of them.
BUFFERS: list[bytes | tuple[int, int]] = [
    bytes(range(24)),
    bytes(70_001),
    struct.pack("<3i", 1, 12, 14) + b"ab",
    (1 << 3, 24),
    (1 << 40, 24),
]


@pytest.fixture(autouse=True)
def _none_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_FEW", 0)


def place_of(storage: Storage | None) -> Hashable:
    return storage.key if isinstance(storage, Part) else type(storage).__name__


def facts(path: Path) -> list[Any]:
    with inspector.open(path) as checkpoint:
        entries = [
            (
                entry.path, entry.dtype, entry.shape, entry.strides, entry.layout, place_of(entry.storage),
                entry.quantization and (entry.quantization.scale, entry.quantization.zero_point, entry.quantization.axis),
            )
            for entry in checkpoint.tensors
            if entry.layout == "strided"
        ]  # fmt: skip
        return [entries, checkpoint.findings, checkpoint.metadata]


@pytest.mark.parametrize("tensors", [SOUND, SOUND + RARE, SOUND + RARE + DAMAGED, DAMAGED], ids=len)
@pytest.mark.parametrize("room", [1 << 14, 4])
def test_all_at_once_is_the_same_as_one_by_one(
    tensors: list[Tensor], room: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.tflite"
    path.write_bytes(model(tensors, BUFFERS))
    monkeypatch.setattr(pages, "_MOST", room)
    monkeypatch.setattr(pages, "_AROUND", 2)
    monkeypatch.setattr(reader, "RUN", 3 if room == 4 else columns.RUN)
    found = facts(path)
    monkeypatch.setattr(reader, "plain_tensors", lambda run, *_: ([None] * len(run), range(len(run))))
    assert facts(path) == found
    assert len(found[0]) >= len(tensors) - len(DAMAGED) - 3


def test_plain_tensors_are_not_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.tflite"
    path.write_bytes(model([*SOUND, Tensor("short", (2, 4)), *RARE], BUFFERS))
    left: list[int] = []
    read = tensor_entry

    def watched(tensor: Any, subgraph: int, number: int, buffers: Any) -> TensorEntry | None:
        left.append(number)
        return read(tensor, subgraph, number, buffers)

    monkeypatch.setattr(reader, "tensor_entry", watched)
    facts(path)
    assert left == [len(SOUND) + index for index in (0, 1, 2, 3, 5)]  # `behind` is as good as any within


@pytest.mark.parametrize(("few", "are_asked"), [(len(SOUND), False), (len(SOUND) - 1, True)])
def test_of_few_tensors_no_columns_are_made(
    few: int, are_asked: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.tflite"
    path.write_bytes(model(SOUND, BUFFERS))
    asked: list[object] = []
    made = columns._plain_tensors

    def watched(*given: Any) -> Any:
        asked.append(given)
        return made(*given)

    monkeypatch.setattr(columns, "_plain_tensors", watched)
    monkeypatch.setattr(columns, "_FEW", few)
    facts(path)
    assert bool(asked) == are_asked


def numbers_of(data: bytes, positions: list[int], unit: str) -> list[float]:
    return list(Pages(MemoryStorage(data)).column(np.array(positions, np.int64), unit, -5))


def test_numbers_of_a_column_wherever_they_are() -> None:
    data = bytes(range(256)) * 40
    at = [4, 0, 4096, 10_236, 4095, 8191, 1]
    expected = [struct.unpack_from("<i", data, place)[0] if place else -5 for place in at]
    assert numbers_of(data, at, "<i4") == expected
    assert numbers_of(struct.pack("<2f", 0.5, -1.5), [4, 0], "<f4") == [-1.5, -5]
    for outside in (-4, 10_240, 10_237):
        with pytest.raises(TruncatedError, match="ends at byte 10,240"):
            numbers_of(data, [4, outside], "<i4")


def test_what_is_read_counts_against_the_size_of_the_file() -> None:
    nbytes = 1 << 20
    allowed = Pages(MemoryStorage(bytes(nbytes)))
    at = np.full(1 << 21, 4, np.int64)
    assert not allowed.column(at, "<i4").any()
    with pytest.raises(LimitError):
        allowed.column(at[: 1 << 20], "<i4")


def test_a_length_that_the_file_does_not_have_uses_nothing_up() -> None:
    table = struct.pack("<I4HiI", 12, 6, 8, 4, 0, 8, 4) + struct.pack("<I", 1 << 30) + bytes(40)
    root = FlatBuffer(MemoryStorage(table)).root
    for _ in range(9):
        assert root.length(0) == 1 << 30
        with pytest.raises(TruncatedError):
            root.numbers(0, "i")
        with pytest.raises(TruncatedError):
            root.tables(0)
