from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Severity


@pytest.fixture(params=range(2, 6))
def saved(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "model.pt"
    obj = {"a": torch.arange(6.0).reshape(2, 3), "epoch": 3}
    torch.save(obj, path, pickle_protocol=request.param, _use_new_zipfile_serialization=False)
    return path


def test_what_torch_wrote(saved: Path) -> None:
    with inspector.open(saved) as checkpoint:
        assert checkpoint.format == "pytorch-legacy"
        assert checkpoint.metadata["pickle protocol"] in range(2, 6)
        assert [entry.key for entry in checkpoint.entries] == ["a", "epoch"]
        assert {finding.severity for finding in checkpoint.findings} == {Severity.INFO}
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), np.arange(6.0).reshape(2, 3))


def test_what_follows_is_ignored_as_torch_does(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes() + b"more")
    with inspector.open(saved) as checkpoint:
        (finding,) = [one for one in checkpoint.findings if one.code == "trailing-data"]
        assert finding.message.startswith("4 bytes follow")
        assert checkpoint.read(checkpoint.tensors[0]).sum() == 15


def test_a_truncated_file_shows_what_it_has(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:-4])
    with inspector.open(saved) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["a", "epoch"]
        codes = [finding.code for finding in checkpoint.findings if finding.severity is Severity.WARNING]
        assert codes == ["truncated", "unreadable-tensor"]


def test_cut_inside_its_pickles_it_is_refused(saved: Path) -> None:
    saved.write_bytes(saved.read_bytes()[:100])
    with pytest.raises(CheckpointError, match=r"the pickle ends|ends before its"):
        inspector.open(saved)


def test_whole_modules_keep_their_source(tmp_path: Path) -> None:
    path = tmp_path / "net.pt"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *_arguments, **_options: None)
        torch.save(torch.nn.Linear(2, 3), path, _use_new_zipfile_serialization=False)
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["weight", "bias"]
        assert "class Linear" in checkpoint.entries[0].attributes["source"]  # type: ignore[union-attr]


class Bounded(torch.nn.Module):
    """Keeps a method of another module, as gpytorch's constraints do; pickles of protocol 2 look it up."""

    def __init__(self, bound: torch.nn.Module) -> None:
        super().__init__()
        self.__dict__["closure"] = bound.forward


@pytest.mark.filterwarnings("ignore")  # of classes whose source torch does not find
def test_a_method_of_an_object_of_a_saved_class_is_data(tmp_path: Path) -> None:
    for kind in (Bounded, torch.nn.Linear):
        inner: torch.nn.Module = Bounded(torch.nn.Identity()) if kind is Bounded else torch.nn.Linear(2, 2)
        torch.save(Bounded(inner), tmp_path / "m.pt", _use_new_zipfile_serialization=False)
        with inspector.open(tmp_path / "m.pt") as checkpoint:
            assert all(finding.severity is not Severity.DANGER for finding in checkpoint.findings)
