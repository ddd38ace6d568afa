"""Whole pickled modules: rebuilt from the record, never unpickled; code of others is said to be needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

import inspector
from inspector.architectures.builds.pickled import build
from inspector.architectures.pickled import foreign_classes
from inspector.architectures.registry import blueprint
from inspector.errors import SelectionError
from tests.verifying import detected, saved

RECORDED = Path(__file__).parents[2] / "fixtures" / "recorded_outputs"

MODULES: list[tuple[Any, tuple[int, ...]]] = [
    (
        lambda: nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8, eps=0.1), nn.LeakyReLU(0.2),
            nn.MaxPool2d(2), nn.Flatten(), nn.Linear(512, 10),
        ),
        (2, 3, 32, 32),
    ),
    (
        lambda: nn.Sequential(
            nn.Conv2d(3, 8, 3, padding="same", padding_mode="reflect"), nn.GroupNorm(2, 8), nn.Hardtanh(-0.5, 0.5),
            nn.AdaptiveAvgPool2d((4, 4)), nn.Flatten(), nn.Dropout(), nn.LayerNorm(128), nn.Softmax(-1),
        ),
        (2, 3, 8, 8),
    ),
    (lambda: nn.Sequential(nn.ConvTranspose2d(4, 3, 2, stride=2), nn.PReLU(3), nn.ZeroPad2d(1), nn.Upsample(scale_factor=2)),
     (1, 4, 5, 5)),
    (lambda: nn.Sequential(nn.Sequential(nn.Linear(5, 4), nn.Tanh()), nn.Linear(4, 2, bias=False)), (2, 5)),
    (lambda: nn.TransformerEncoderLayer(16, 4, 32, activation="gelu", batch_first=True, norm_first=True), (2, 3, 16)),
    (lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 4, 32, batch_first=True), 2, norm=nn.LayerNorm(16)),
     (2, 3, 16)),
    (lambda: nn.GRU(5, 7, 2, bidirectional=True), (4, 2, 5)),
    (lambda: nn.RNN(5, 7, nonlinearity="relu"), (4, 2, 5)),
    (lambda: nn.LSTM(5, 7, proj_size=3), (4, 2, 5)),
    (lambda: nn.DataParallel(nn.Sequential(nn.Linear(3, 4), nn.Tanh())), (2, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("make", "shape"), MODULES)
@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.filterwarnings(
    "ignore:enable_nested_tensor is True", "ignore:LSTM with projections", "ignore:Couldn't retrieve source"
)
def test_a_module_of_torchs_own_parts_is_rebuilt_from_the_record(
    tmp_path: Path, make: Any, shape: tuple[int, ...], legacy: bool
) -> None:
    torch.manual_seed(0)
    module = make().eval()
    path = tmp_path / "a.pth"
    torch.save(module, path, _use_new_zipfile_serialization=not legacy)
    candidate = detected(path)[0]
    assert (candidate.arch, candidate.fits) == ("pickled", True)
    twin = build(candidate.params).eval()
    inner = module.module if isinstance(module, nn.DataParallel) else module
    assert twin.state_dict().keys() == inner.state_dict().keys()
    twin.load_state_dict(inner.state_dict())
    inputs = torch.randn(shape)
    with torch.inference_mode():
        ours, theirs = twin(inputs), inner(inputs)
    if isinstance(theirs, tuple):
        ours, theirs = ours[0], theirs[0]
    assert torch.equal(ours, theirs)


class Foreign(nn.Sequential):
    """A class that torch does not have; what its forward does, only its code knows."""


def test_a_class_of_somebody_else_is_not_rebuilt_but_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", nn.Sequential(Foreign(nn.Linear(2, 2))))
    assert "pickled" not in [candidate.arch for candidate in detected(path)]
    with inspector.open(path) as checkpoint:
        (name,) = foreign_classes(checkpoint)
        assert name.endswith(".Foreign")
        with pytest.raises(SelectionError, match=r"only the code of .*Foreign can rebuild this module"):
            blueprint("pickled", checkpoint, {})


def test_the_recorded_data_parallel_module_is_one_of_torchs_own() -> None:
    candidate = detected(RECORDED / "whole_net" / "data_parallel.pth")[0]
    assert (candidate.arch, candidate.prefix, candidate.fits) == ("pickled", "module.", True)


@pytest.mark.parametrize(
    "name",
    [
        "container.ModuleList",
        "module.Module",
        "linear.os.system",
        "linear.Conv2d",
        "activation.Foreign",
        "loss.MSELoss",
        "",
        ".",
    ],
)
def test_only_classes_of_the_list_are_called(name: str) -> None:
    tree = {"class": name, "attributes": {}, "shapes": {}, "children": {}}
    with pytest.raises(SelectionError, match="can't be rebuilt"):
        build({"tree": tree})


def test_nesting_is_bounded() -> None:
    tree: dict[str, Any] = {"class": "activation.ReLU", "attributes": {}, "shapes": {}, "children": {}}
    for _ in range(200):
        tree = {"class": "container.Sequential", "attributes": {}, "shapes": {}, "children": {"0": tree}}
    with pytest.raises(SelectionError, match="too deeply"):
        build({"tree": tree})
