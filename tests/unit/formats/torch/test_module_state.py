"""The state dict of a pickled module, against what torch says it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations, prune

import inspector

pytestmark = pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning", "ignore:Couldn't retrieve source")


class Detector(nn.Module):
    """As detectors keep them: plain tensors, tensors in lists, a buffer that is not persistent."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.stride = torch.tensor([8.0, 16.0])
        self.anchors = [torch.zeros(2, 3), {"small": torch.ones(1)}]
        self.register_buffer("mean", torch.zeros(2))
        self.register_buffer("grid", torch.zeros(3), persistent=False)
        self.spare = [nn.Linear(1, 1)]


def pruned() -> nn.Module:
    module = nn.Linear(3, 3)
    prune.l1_unstructured(module, "weight", amount=0.5)
    return module


def traced() -> nn.Module:
    return torch.fx.symbolic_trace(nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)))


MODULES: dict[str, Callable[[], nn.Module]] = {
    "lstm": lambda: nn.LSTM(3, 4, 2),
    "gru": lambda: nn.GRU(3, 4),
    "attributes": Detector,
    "nested": lambda: nn.Sequential(Detector(), nn.ModuleDict({"a": Detector()})),
    "pruned": pruned,
    "weight norm": lambda: nn.utils.weight_norm(nn.Linear(3, 2)),
    "spectral norm": lambda: nn.utils.spectral_norm(nn.Linear(3, 2)),
    "parameters": lambda: nn.ParameterDict({"a": nn.Parameter(torch.ones(2)), "b": nn.Parameter(torch.ones(3))}),
    "traced": traced,
    "bare": lambda: nn.Linear(2, 2, bias=False),
}


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("name", MODULES)
def test_it_is_what_torch_says(name: str, wrapped: bool, legacy: bool, tmp_path: Path) -> None:
    module = MODULES[name]()
    saved = {"model": module, "epoch": 1} if wrapped else module
    torch.save(saved, tmp_path / "m.pt", _use_new_zipfile_serialization=not legacy)
    prefix = "model." if wrapped else ""
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        tensors = {tensor.key: tensor for tensor in checkpoint.state_tensors}
        assert set(tensors) == {prefix + key for key in module.state_dict()}
        for key, value in module.state_dict().items():
            assert tensors[prefix + key].shape == tuple(value.shape)
        others = {tensor.key for tensor in checkpoint.tensors} - set(tensors)
    if name == "attributes":  # what is left out stays visible
        assert {f"{prefix}stride", f"{prefix}anchors.0", f"{prefix}anchors.1.small", f"{prefix}grid"} <= others


def test_a_compiled_module_has_the_names_of_its_state_dict(tmp_path: Path) -> None:
    compiled = torch.compile(nn.Sequential(nn.Linear(2, 3)), backend="eager")
    assert isinstance(compiled, nn.Module)
    torch.save(compiled, tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        assert {tensor.key for tensor in checkpoint.state_tensors} == set(compiled.state_dict())


def test_parametrisations_as_torch_saves_them(tmp_path: Path) -> None:
    module = nn.Sequential(parametrizations.orthogonal(nn.Linear(3, 3)))
    torch.save(module.state_dict(), tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        assert {tensor.key for tensor in checkpoint.state_tensors} == set(module.state_dict())


def quantised() -> nn.Module:
    """Layers of each kind that makes a tuple of itself, beside one with ordinary parameters."""
    from torch.ao import quantization

    torch.backends.quantized.engine = next(
        each for each in torch.backends.quantized.supported_engines if each in ("fbgemm", "x86", "onednn", "qnnpack")
    )
    dynamic = quantization.quantize_dynamic(nn.Sequential(nn.Linear(4, 3), nn.LSTM(3, 5)), {nn.Linear, nn.LSTM})
    static = nn.Sequential(quantization.QuantStub(), nn.Conv2d(3, 4, 3), quantization.DeQuantStub()).eval()
    setattr(static, "qconfig", quantization.default_qconfig)  # noqa: B010 - as torch wants it set
    quantization.prepare(static, inplace=True)
    static(torch.ones(1, 3, 8, 8))
    return nn.ModuleDict({
        "dynamic": dynamic, "static": quantization.convert(static), "plain": nn.BatchNorm1d(2),
    })  # fmt: skip


@pytest.mark.filterwarnings("ignore")
def test_what_quantised_modules_make_of_themselves_is_in_their_state_dict(tmp_path: Path) -> None:
    torch.save(quantised(), tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        weights = [tensor for tensor in checkpoint.tensors if tensor.dtype.name == "qint8"]
        assert {weight.shape for weight in weights} == {(3, 4), (20, 3), (20, 5), (4, 3, 3, 3)}
        assert all(weight.in_state_dict for weight in weights)


def test_counts_exports_and_comparisons_are_of_the_state_dict(tmp_path: Path) -> None:
    module = nn.LSTM(3, 4)
    torch.save(module, tmp_path / "m.pt")
    torch.save(module.state_dict(), tmp_path / "s.pth")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        assert inspector.list(checkpoint).totals.parameters == 144
    report = inspector.compare(tmp_path / "m.pt", tmp_path / "s.pth")
    assert not report.alignment.only_in_a
    assert not report.summary.differences


def test_what_a_module_keeps_beside_its_state_is_written_when_it_is_asked_for(tmp_path: Path) -> None:
    from inspector.writing.plan import Plan

    torch.save(Detector(), tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        everything = Plan().added(checkpoint, checkpoint.tensors)
        assert {row.key for row in everything.tensors} == set(Detector().state_dict())
        alone = Plan().added(checkpoint, [checkpoint["stride"]])
        assert [row.key for row in alone.tensors] == ["stride"]
    report = inspector.export(tmp_path / "m.pt", tmp_path / "all.safetensors")
    assert [(each.code, each.where) for each in report.findings if each.code != "values-left-out"] == [
        ("tensors-left-out", "grid")
    ]
    report = inspector.export(tmp_path / "m.pt", tmp_path / "one.safetensors", match=["stride"])
    assert not report.findings
