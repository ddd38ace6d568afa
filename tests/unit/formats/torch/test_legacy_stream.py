from __future__ import annotations

import io
import pickle
import struct
from typing import Any

import numpy as np
import pytest
import torch

from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.formats.torch.legacy_reader import legacy_contents
from inspector.formats.torch.legacy_stream import MAGIC_NUMBER, read_legacy
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, MemoryStorage
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

TENSORS = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.arange(3), "c": torch.tensor(True)}


def saved(obj: Any) -> bytes:
    stream = io.BytesIO()
    torch.save(obj, stream, _use_new_zipfile_serialization=False)
    return stream.getvalue()


def legacy(**changes: Any) -> bytes:
    """A legacy file by hand: the tensor ``a`` of three floats; each of its parts can be replaced."""

    class Reference:
        pass

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: Any) -> Any:
            return (
                changes.get("pid", ("storage", torch.FloatStorage, "0", "cpu", 3, None)) if obj is Reference else None
            )

    class Rebuilt:
        def __reduce__(self) -> Any:
            return torch._utils._rebuild_tensor_v2, (Reference, 0, (3,), (1,), False, {})

    stream = io.BytesIO()
    parts = {
        "magic": MAGIC_NUMBER, "version": 1001, "system": {"little_endian": True}, "content": {"a": Rebuilt()},
        "keys": ["0"],
    } | changes  # fmt: skip
    for part in ("magic", "version", "system", "content", "keys"):
        Pickler(stream, 2).dump(parts[part])
    stream.write(changes.get("data", struct.pack("<q3f", 3, 1.0, 2.0, 3.0)))
    return stream.getvalue()


def warnings_of(data: bytes) -> list[str]:
    found = legacy_contents(MemoryStorage(data), Job())
    return [finding.code for finding in found.findings if finding.severity is Severity.WARNING]


def test_the_storages_lie_in_the_file() -> None:
    data = saved(TENSORS)
    found = legacy_contents(MemoryStorage(data), Job())
    assert found.end == len(data)
    for entry in found.entries:
        assert isinstance(entry, TensorEntry)
        assert isinstance(entry.storage, ByteRange)
        np.testing.assert_array_equal(read_values(entry), TENSORS[entry.key].numpy())


def test_the_file_by_hand_is_sound() -> None:
    (entry,) = legacy_contents(MemoryStorage(legacy()), Job()).entries
    assert isinstance(entry, TensorEntry)
    assert read_values(entry).tolist() == [1, 2, 3]
    assert warnings_of(legacy()) == []


def test_it_may_start_anywhere() -> None:
    file = read_legacy(MemoryStorage(b"junk" + legacy()), Job(), 4)
    assert file.lookup("0").read() == struct.pack("<3f", 1, 2, 3)


def test_big_endian_files() -> None:
    data = legacy(system={"little_endian": False}, data=struct.pack(">q3f", 3, 1, 2, 3))
    (entry,) = legacy_contents(MemoryStorage(data), Job()).entries
    assert isinstance(entry, TensorEntry)
    assert read_values(entry).tolist() == [1, 2, 3]


def test_views_of_storages() -> None:
    data = legacy(
        pid=("storage", torch.FloatStorage, "0", "cpu", 5, ("1", 2, 3)), data=struct.pack("<q5f", 5, 0, 0, 1, 2, 3)
    )
    (entry,) = legacy_contents(MemoryStorage(data), Job()).entries
    assert isinstance(entry, TensorEntry)
    assert read_values(entry).tolist() == [1, 2, 3]


@pytest.mark.parametrize("view", [("1", 3, 3), ("1", -1, 3), ("1", 0), "1"])
def test_views_outside_their_storage_are_said_to_be(view: Any) -> None:
    data = legacy(pid=("storage", torch.FloatStorage, "0", "cpu", 5, view), data=struct.pack("<q5f", 5, *range(5)))
    assert warnings_of(data) == ["unreadable-tensor"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"keys": []}, ["unreadable-tensor"]),
        ({"keys": ["1"]}, ["storage-lost", "unreadable-tensor"]),
        ({"keys": "0"}, ["storage-keys", "unreadable-tensor"]),
        ({"keys": [0]}, ["storage-keys", "unreadable-tensor"]),
        ({"data": b""}, ["truncated", "unreadable-tensor"]),
        ({"data": b"\3\0\0\0"}, ["truncated", "unreadable-tensor"]),
        ({"data": struct.pack("<q2f", 3, 1, 2)}, ["truncated", "unreadable-tensor"]),
        ({"data": struct.pack("<q3f", -3, 1, 2, 3)}, ["storage-lost", "unreadable-tensor"]),
        ({"data": struct.pack("<q3f", 1 << 50, 1, 2, 3)}, ["truncated", "unreadable-tensor"]),
        ({"data": struct.pack("<q3f", (1 << 63) - 1, 1, 2, 3)}, ["truncated", "unreadable-tensor"]),
        ({"data": struct.pack("<q2f", 2, 1, 2)}, ["unreadable-tensor"]),
        ({"pid": ("storage", torch.FloatStorage, "0", "cpu")}, ["storage-lost", "unreadable-tensor"]),
        ({"pid": ("storage", torch.nn.Linear, "0", "cpu", 3, None)}, ["storage-lost", "unreadable-tensor"]),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_shown(changes: dict[str, Any], codes: list[str]) -> None:
    assert warnings_of(legacy(**changes)) == codes


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"magic": 7}, "not a legacy torch file: the magic number is wrong"),
        ({"version": 9999}, "legacy protocol version 9999 does not exist"),
        ({"version": "x" * 1000}, "legacy protocol version 'xxx"),
        ({"version": [1001]}, r"legacy protocol version \(1001\)"),
    ],
)
def test_other_files_are_refused(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        read_legacy(MemoryStorage(legacy(**changes)), Job())


def test_a_file_cut_anywhere_is_refused_or_shown_in_part() -> None:
    data = saved(TENSORS)
    places = 0
    for place in range(len(data)):
        try:
            codes = warnings_of(data[:place])
        except CheckpointError:
            continue
        places += 1
        assert codes, place
    assert places > 10


def test_code_in_any_of_the_pickles_is_found() -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return eval, ("1 + 1",)

    for part in ("version", "system", "content", "keys"):
        value = {"little_endian": True, "x": Evil()} if part == "system" else [Evil()] if part == "keys" else Evil()
        try:
            found = legacy_contents(MemoryStorage(legacy(**{part: value})), Job())
        except CheckpointError:
            assert part == "version"
            continue
        assert any(finding.severity is Severity.DANGER for finding in found.findings)
    with pytest.raises(CheckpointError) as caught:
        read_legacy(MemoryStorage(legacy(magic=Evil())), Job())
    assert any(finding.imported.endswith(".eval") for finding in caught.value.findings)


def test_the_source_of_a_class_is_kept() -> None:
    class Module:
        def __reduce__(self) -> Any:
            return Holder, ()

    class Pickler(pickle.Pickler):
        def persistent_id(self, obj: Any) -> Any:
            return ("module", torch.nn.Linear, "net.py", "class Linear: ...") if obj is Holder else None

    stream = io.BytesIO()
    for part in (MAGIC_NUMBER, 1001, {"little_endian": True}):
        pickle.dump(part, stream, 2)
    Pickler(stream, 2).dump(Module())
    pickle.dump([], stream, 2)
    (entry,) = legacy_contents(MemoryStorage(stream.getvalue()), Job()).entries
    assert entry.class_name == "torch.nn.modules.linear.Linear"  # type: ignore[union-attr]
    assert entry.attributes == {"source": "class Linear: ..."}  # type: ignore[union-attr]


class Holder:
    """Stands for the class whose reference is replaced."""
