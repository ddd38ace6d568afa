"""Exported programs as references: run on the user's word, and on nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

import inspector
from inspector.cli import main
from inspector.errors import SelectionError
from inspector.operations.verification import ProgramNotAllowedError
from tests.verifying import saved

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("in_this_process"),
    pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning"),  # which people have files of
]


class Mlp(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(6, 8)
        self.output = nn.Linear(8, 3)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.output(torch.tanh(self.hidden(values)))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def module() -> Mlp:
    torch.manual_seed(3)
    return Mlp().eval()


@pytest.fixture(scope="module")
def programs(module: Mlp, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("programs")
    example = (torch.zeros(2, 6),)
    torch.jit.trace(module, example).save(folder / "mlp.ts")
    torch.export.save(torch.export.export(module, example), folder / "mlp.pt2")
    onnx.save(_graph(module), folder / "mlp.onnx")
    return {"torchscript": folder / "mlp.ts", "pytorch-pt2": folder / "mlp.pt2", "onnx": folder / "mlp.onnx"}


def _graph(module: Mlp) -> onnx.ModelProto:
    nodes = [
        helper.make_node("Gemm", ["x", "hidden.weight", "hidden.bias"], ["h"], transB=1),
        helper.make_node("Tanh", ["h"], ["t"]),
        helper.make_node("Gemm", ["t", "output.weight", "output.bias"], ["y"], transB=1),
    ]
    weights = [numpy_helper.from_array(value.numpy(), name) for name, value in module.state_dict().items()]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [2, size]) for name, size in (("x", 6), ("y", 3))]
    graph = helper.make_graph(nodes, "mlp", ends[:1], ends[1:], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


@pytest.mark.parametrize("form", ["torchscript", "pytorch-pt2", "onnx"])
def test_a_program_is_run_and_tells_which_activation_it_is(
    form: str, module: Mlp, programs: dict[str, Path], tmp_path: Path
) -> None:
    path = saved(tmp_path / "a.pth", module.state_dict())
    report = inspector.verify(path, "mlp", against=programs[form], allow_code=True)
    assert (report.problem, report.match, report.proof) == ("", True, "program")
    assert (dict(report.found), report.assumptions) == ({"activation": "tanh"}, "")
    altered = {**module.state_dict(), "hidden.bias": module.hidden.bias.detach() + 0.01}
    path = saved(tmp_path / "b.pth", altered)
    report = inspector.verify(path, "mlp", against=programs[form], allow_code=True)
    assert (report.problem, report.match, report.found) == ("", False, {})


@pytest.mark.parametrize("form", ["torchscript", "pytorch-pt2", "onnx"])
def test_no_program_runs_without_the_word(
    form: str, module: Mlp, programs: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "a.pth", module.state_dict())
    with pytest.raises(ProgramNotAllowedError, match="--allow-code") as raised:
        inspector.verify(path, "mlp", against=programs[form])
    if form == "torchscript":
        assert ".py" in raised.value.what
    assert main(["verify", str(path), "--arch", "mlp", "--against", str(programs[form])]) == 2
    assert "is run, with your permissions" in capsys.readouterr().err


def test_a_program_that_changed_after_the_word_does_not_run(
    module: Mlp, programs: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "mlp.ts"
    program.write_bytes(programs["torchscript"].read_bytes())
    monkeypatch.setattr("inspector.operations.verification.fingerprint", lambda _: "0" * 64)
    with pytest.raises(SelectionError, match="changed since you agreed"):
        inspector.verify(saved(tmp_path / "a.pth", module.state_dict()), "mlp", against=program, allow_code=True)


def test_outputs_of_another_shape_are_said_to_be(module: Mlp, tmp_path: Path) -> None:
    torch.jit.trace(nn.Linear(6, 2), (torch.zeros(2, 6),)).save(tmp_path / "other.ts")
    path = saved(tmp_path / "a.pth", module.state_dict())
    np.save(tmp_path / "X.npy", np.zeros((2, 6), np.float32))
    report = inspector.verify(path, "mlp", input=tmp_path / "X.npy", against=tmp_path / "other.ts", allow_code=True)
    assert "have the shapes" in report.problem
    assert report.is_refuted
