"""PyTorch files that were extracted to a folder."""

from __future__ import annotations

import pickle
import warnings
import zipfile
from pathlib import Path

import pytest
import torch

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Severity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "model.pth"
    torch.save({"a": torch.arange(6.0).reshape(2, 3), "b": torch.ones(2, dtype=torch.bfloat16)}, path)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    path.unlink()
    return tmp_path / "model"


def test_the_folder_of_the_records(folder: Path) -> None:
    with inspector.open(folder) as checkpoint:
        assert checkpoint.format == "pytorch-unpacked"
        assert [entry.path for entry in checkpoint.tensors] == [("a",), ("b",)]
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [[0, 1, 2], [3, 4, 5]]
        assert checkpoint.metadata["byte order"] == "little"
        assert all(finding.severity is Severity.INFO for finding in checkpoint.findings)
        tensors = checkpoint.tensors
    with pytest.raises(CheckpointError, match="is closed"):
        checkpoint.read(tensors[0])


@pytest.mark.parametrize("opened", ["data.pkl", "../model/data.pkl"])
def test_its_pickle_stands_for_the_whole(folder: Path, opened: str) -> None:
    with inspector.open(folder / opened) as checkpoint:
        assert checkpoint.format == "pytorch-unpacked"
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [[0, 1, 2], [3, 4, 5]]


def test_a_big_endian_one(tmp_path: Path) -> None:
    torch.save({"a": torch.tensor([1, 256], dtype=torch.int16)}, tmp_path / "m.pth")
    with zipfile.ZipFile(tmp_path / "m.pth") as archive:
        archive.extractall(tmp_path)
    (tmp_path / "m" / "byteorder").write_text("big")
    for opened in (tmp_path / "m", tmp_path / "m" / "data.pkl"):
        with inspector.open(opened) as checkpoint:
            assert checkpoint.read(checkpoint.tensors[0]).tolist() == [256, 1]


def test_unpacked_torchscript(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of TorchScript as such
        module = torch.jit.script(torch.nn.Linear(2, 3))
        torch.jit.save(module, tmp_path / "m.pt")
    with zipfile.ZipFile(tmp_path / "m.pt") as archive:
        archive.extractall(tmp_path)
    for opened in (tmp_path / "m", tmp_path / "m" / "data.pkl"):
        with inspector.open(opened) as checkpoint:
            assert {entry.key for entry in checkpoint.tensors} == {"weight", "bias"}
            assert checkpoint.read(checkpoint.tensors[0]).tolist() == module.weight.tolist()


def test_a_pickle_of_that_name_is_one(tmp_path: Path) -> None:
    (tmp_path / "data.pkl").write_bytes(pickle.dumps({"a": 1}))
    with inspector.open(tmp_path / "data.pkl") as checkpoint:
        assert checkpoint.format == "pickle"


def test_the_folder_above_it(folder: Path) -> None:
    with inspector.open(folder.parent) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("model", "a"), ("model", "b")]


def test_a_storage_that_is_missing_is_said(folder: Path) -> None:
    (folder / "data" / "1").unlink()
    with inspector.open(folder) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("a",)]
        assert "unreadable-tensor" in [finding.code for finding in checkpoint.findings]


def test_a_folder_with_another_pickle_is_none(tmp_path: Path) -> None:
    (tmp_path / "data.pkl").write_bytes(pickle.dumps({"a": 1}))
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "folder(pickle)"
