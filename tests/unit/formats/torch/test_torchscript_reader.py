from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.findings import Severity

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")


class Net(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.lin = torch.nn.Linear(3, 2)
        self.shift = torch.nn.Buffer(torch.ones(2, dtype=torch.float16))
        self.tied = self.lin.weight
        self.scale = 1.5
        self.names = ["a", "b"]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.lin(x) * self.scale + self.shift
        return y


def saved(path: Path, module: torch.jit.ScriptModule, **extra: Any) -> Path:
    path = path / "net.pt"
    torch.jit.save(module, str(path), **extra)
    return path


@pytest.fixture
def net() -> Net:
    torch.manual_seed(0)
    return Net().eval()


@pytest.mark.parametrize("how", ["script", "trace"])
def test_a_module_has_the_keys_of_its_state_dict(tmp_path: Path, net: Net, how: str) -> None:
    module = torch.jit.script(net) if how == "script" else torch.jit.trace(net, torch.zeros(1, 3))
    with inspector.open(saved(tmp_path, module)) as checkpoint:
        assert checkpoint.format == "torchscript"
        tensors = {entry.key: entry for entry in checkpoint.tensors}
        state = net.state_dict()
        assert state.keys() <= tensors.keys()
        for key, tensor in state.items():
            np.testing.assert_array_equal(checkpoint.read(tensors[key]), tensor.numpy())
        assert tensors["tied"].storage is tensors["lin.weight"].storage
        assert {finding.severity for finding in checkpoint.findings} == {Severity.INFO}
        assert any(name.endswith(".py") for name in checkpoint.metadata["code"])


def test_values_beside_the_tensors(tmp_path: Path, net: Net) -> None:
    with inspector.open(saved(tmp_path, torch.jit.script(net))) as checkpoint:
        values = {entry.key: getattr(entry, "value", None) for entry in checkpoint.entries}
        assert values["scale"] == 1.5
        assert values["names.0"] == "a"


def test_a_frozen_module_has_constants_without_names(tmp_path: Path, net: Net) -> None:
    with inspector.open(saved(tmp_path, torch.jit.freeze(torch.jit.script(net)))) as checkpoint:
        constants = [entry for entry in checkpoint.tensors if entry.key.startswith("(constants).")]
        found = {checkpoint.read(entry).tobytes() for entry in constants}
        assert {net.lin.weight.detach().numpy().tobytes(), net.shift.float().numpy().tobytes()} & found


def test_mobile_files(tmp_path: Path, net: Net) -> None:
    path = tmp_path / "net.ptl"
    torch.jit.script(net)._save_for_lite_interpreter(str(path))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "torchscript-lite"
        assert {"lin.weight", "lin.bias", "shift"} <= {entry.key for entry in checkpoint.tensors}


def test_code_is_listed_and_what_the_bytecode_names_is_said(tmp_path: Path, net: Net) -> None:
    path = tmp_path / "net.ptl"
    torch.jit.script(net)._save_for_lite_interpreter(str(path))
    with zipfile.ZipFile(path) as archive:
        records = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in records.items():
            archive.writestr(name, b"cos\nsystem\n(S'x'\ntR." if name.endswith("/bytecode.pkl") else data)
        archive.writestr("net/code/notpy", b"")
    with inspector.open(path) as checkpoint:
        code = [name.removeprefix("net/") for name in records if name.endswith(".py")]
        assert checkpoint.metadata["code"] == code != []
        dangers = {finding.where for finding in checkpoint.findings if finding.severity is Severity.DANGER}
        assert dangers == {"bytecode.pkl"}


@pytest.mark.parametrize("member", ["data.pkl", "constants.pkl"])
def test_code_in_any_pickle_is_found(tmp_path: Path, net: Net, member: str) -> None:
    path = saved(tmp_path, torch.jit.script(net))
    with zipfile.ZipFile(path) as archive:
        records = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in records.items():
            archive.writestr(name, b"cos\nsystem\n(S'x'\ntR." if name.endswith("/" + member) else data)
    path.write_bytes(stream.getvalue())
    with inspector.open(path) as checkpoint:
        assert any(finding.severity is Severity.DANGER for finding in checkpoint.findings)


def test_it_need_not_be_named_as_such(tmp_path: Path, net: Net) -> None:
    path = saved(tmp_path, torch.jit.script(net)).rename(tmp_path / "model.pth.tar")
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "torchscript"
