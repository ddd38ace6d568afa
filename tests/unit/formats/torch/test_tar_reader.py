"""The tar files of torch 0.1, which no torch that can be installed writes: made here from the description of the format."""

from __future__ import annotations

import collections
import io
import pickle
import struct
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Severity


class Reference:
    """Pickled as the persistent id it holds."""

    def __init__(self, key: int) -> None:
        self.key = key


class Pickler(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Any:
        return obj.key if isinstance(obj, Reference) else None


def dumped(obj: Any) -> bytes:
    stream = io.BytesIO()
    Pickler(stream, 2).dump(obj)
    return stream.getvalue()


def storages(
    *views: tuple[Any, ...], key: Any = 10, kind: Any = torch.FloatStorage, count: Any = 1, elements: int = 6
) -> bytes:
    data = struct.pack("<q6f", elements, *range(6))
    return pickle.dumps(count, 2) + pickle.dumps((key, "cpu", kind), 2) + data + pickle.dumps(list(views), 2)


def tensor(
    key: Any, storage: Any, shape: tuple[int, ...], strides: tuple[int, ...], offset: int, axes: int | None = None
) -> bytes:
    numbers = struct.pack(f"<{2 * len(shape) + 1}q", *shape, *strides, offset)
    head = pickle.dumps((key, storage, torch.FloatTensor), 2)
    return head + struct.pack("<ii", len(shape) if axes is None else axes, 0) + numbers


def archive(path: Path, **changes: bytes | None) -> Path:
    """A file with two tensors on one storage; each member can be replaced or left out."""
    members: dict[str, bytes | None] = {
        "sys_info": pickle.dumps({"protocol_version": 1000}, 2),
        "pickle": dumped(collections.OrderedDict(w=Reference(1), part=Reference(2), storage=Reference(10), epoch=3)),
        "tensors": pickle.dumps(2, 2) + tensor(1, 10, (2, 3), (3, 1), 0) + tensor(2, 10, (2,), (3,), 1),
        "storages": storages(),
    }
    path = path / "model.pt"
    with tarfile.open(path, "w") as tar:
        for name, data in (members | changes).items():
            if data is not None:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return path


def test_tensors_and_storages(tmp_path: Path) -> None:
    with inspector.open(archive(tmp_path)) as checkpoint:
        assert checkpoint.format == "pytorch-tar"
        assert [entry.key for entry in checkpoint.entries] == ["w", "part", "storage", "epoch"]
        whole, part, storage = checkpoint.tensors
        np.testing.assert_array_equal(checkpoint.read(whole), np.arange(6.0).reshape(2, 3))
        np.testing.assert_array_equal(checkpoint.read(part), [1, 4])
        assert whole.storage is part.storage is storage.storage
        assert {finding.severity for finding in checkpoint.findings} == {Severity.INFO}


def test_views_of_storages(tmp_path: Path) -> None:
    tensors = pickle.dumps(1, 2) + tensor(1, 11, (2,), (1,), 0)
    path = archive(tmp_path, storages=storages((11, 10, 2, 3)), tensors=tensors, pickle=dumped(Reference(1)))
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.path == ()
        np.testing.assert_array_equal(checkpoint.read(entry), [2, 3])


@pytest.mark.parametrize("member", ["pickle", "tensors", "storages"])
def test_a_tar_without_a_member_is_something_else(tmp_path: Path, member: str) -> None:
    with inspector.open(archive(tmp_path, **{member: None})) as checkpoint:
        assert checkpoint.format == "tar(pickle)"


@pytest.mark.parametrize(
    "changes",
    [
        {"storages": b""},
        {"storages": pickle.dumps("many", 2)},
        {"storages": pickle.dumps(-1, 2)},
        {"storages": pickle.dumps(1 << 60, 2)},
        {"storages": storages(count=2)},
        {"storages": storages()[:40]},
        {"storages": storages(kind=3)},
        {"storages": storages(kind=torch.nn.Linear)},
        {"storages": storages(kind=torch.UntypedStorage)},
        {"storages": storages(key=[1])},
        {"storages": storages(elements=-1)},
        {"storages": storages(elements=1 << 60)},
        {"storages": storages((11, 10, 5, 3))},
        {"storages": storages((11, 10, -1, 3))},
        {"storages": storages((11, 99, 0, 3))},
        {"storages": storages((11, 10))},
        {"storages": storages((11, 10, "0", 3))},
        {"tensors": b""},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 99, (2,), (1,), 0)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (7,), (1,), 0)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (-1,), (1,), 0)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (2,), (1 << 60,), 0)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (2,), (1,), -1)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (2,), (1,), 0, axes=-1)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (2,), (1,), 0, axes=1 << 30)},
        {"tensors": pickle.dumps(1, 2) + tensor(1, 10, (2,), (1,), 0)[:-4]},
        {"pickle": b"\xff"},
        {"sys_info": b"\xff"},
    ],
)
def test_members_that_make_no_sense_are_refused(tmp_path: Path, changes: dict[str, bytes]) -> None:
    with pytest.raises(CheckpointError) as caught:
        inspector.open(archive(tmp_path, **changes))
    assert len(str(caught.value).splitlines()) == 1


def test_code_in_any_member_is_found(tmp_path: Path) -> None:
    for member in ("sys_info", "pickle"):
        with inspector.open(archive(tmp_path, **{member: b"cos\nsystem\n(S'x'\ntR."})) as checkpoint:
            assert any(finding.severity is Severity.DANGER for finding in checkpoint.findings)
