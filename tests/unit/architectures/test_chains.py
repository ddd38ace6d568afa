"""Chains of layers: which file is one, what its layers are, and what lies between them."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from inspector.architectures.builds.chain import build
from inspector.errors import SelectionError
from tests.verifying import detected, saved


def cifar() -> nn.Module:
    """Convolutions, pooling and linear layers in an ``nn.Sequential`` named ``model``."""
    layers = nn.Sequential(
        nn.Conv2d(3, 32, 5, 1, 2), nn.MaxPool2d(2), nn.Conv2d(32, 32, 5, 1, 2), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, 1, 2), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1024, 64), nn.Linear(64, 10),
    )  # fmt: skip
    return nn.Sequential(OrderedDict(model=layers))


def lenet() -> nn.Module:
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(3, 6, 5), a1=nn.ReLU(), p1=nn.MaxPool2d(2), conv2=nn.Conv2d(6, 16, 5), a2=nn.ReLU(),
            p2=nn.MaxPool2d(2), f=nn.Flatten(), fc1=nn.Linear(400, 120), a3=nn.ReLU(), fc2=nn.Linear(120, 84), a4=nn.ReLU(),
            fc3=nn.Linear(84, 10),
        )
    )  # fmt: skip


def padded_lenet() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )  # fmt: skip


def mnist() -> nn.Module:
    """Two convolutions and one pooling, as torch's basic example has them."""
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(1, 32, 3), a1=nn.ReLU(), conv2=nn.Conv2d(32, 64, 3), a2=nn.ReLU(), p=nn.MaxPool2d(2),
            f=nn.Flatten(), fc1=nn.Linear(9216, 128), a3=nn.ReLU(), fc2=nn.Linear(128, 10),
        )
    )  # fmt: skip


def normalised() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 8, 3, padding=1, groups=8), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Dropout(), nn.Linear(512, 10),
    )  # fmt: skip


def mlp() -> nn.Module:
    return nn.Sequential(OrderedDict(hidden=nn.Linear(20, 256), a=nn.ReLU(), output=nn.Linear(256, 10)))


def deep_mlp() -> nn.Module:
    layers: list[nn.Module] = []
    for width in (7, 12, 9, 31, 5):
        layers += [nn.Linear(width, {7: 12, 12: 9, 9: 31, 31: 5, 5: 3}[width]), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def with_norms() -> nn.Module:
    return nn.Sequential(
        nn.Linear(6, 8),
        nn.BatchNorm1d(8),
        nn.ReLU(),
        nn.Dropout(),
        nn.Linear(8, 8),
        nn.LayerNorm(8),
        nn.ReLU(),
        nn.Linear(8, 2),
    )


CASES: list[tuple[str, Any, list[int]]] = [
    ("mlp", mlp, [2, 20]),
    ("sequential-mlp", deep_mlp, [2, 7]),
    ("sequential-mlp", with_norms, [2, 6]),
    ("conv-pool-linear", cifar, [2, 3, 32, 32]),
    ("lenet", lenet, [2, 3, 32, 32]),
    ("lenet", padded_lenet, [2, 1, 28, 28]),
    ("sequential-cnn", mnist, [2, 1, 28, 28]),
    ("sequential-cnn", normalised, [2, 3, 32, 32]),
]


@pytest.mark.parametrize(("arch", "make", "shape"), CASES, ids=[make.__name__ for _, make, _ in CASES])
@pytest.mark.parametrize("form", ["pth", "safetensors"])
def test_a_chain_is_rebuilt_as_it_was(tmp_path: Path, arch: str, make: Any, shape: list[int], form: str) -> None:
    module = make().eval()
    path = tmp_path / f"a.{form}"
    if form == "pth":
        saved(path, module.state_dict())
    else:  # sorted by type and name
        save_file(module.state_dict(), path)
    candidate = detected(path)[0]
    assert candidate.arch == arch
    assert candidate.fits
    assert candidate.params["input_shape"] == shape
    twin = build(candidate.params).eval()
    twin.load_state_dict({key.removeprefix(candidate.prefix): value for key, value in module.state_dict().items()})
    inputs = torch.randn(shape)
    assert torch.equal(twin(inputs), module(inputs))


def test_the_sizes_tell_the_order_where_names_do_not(tmp_path: Path) -> None:
    state = {}
    for name, sizes in {"hidden": (5, 9), "input": (9, 4), "zz": (2, 5)}.items():
        state[f"{name}.weight"], state[f"{name}.bias"] = torch.zeros(sizes), torch.zeros(sizes[0])
    candidate = detected(saved(tmp_path / "a.pth", state))[0]
    assert [name for name, kind, _ in candidate.params["layers"] if kind == "Linear"] == ["input", "hidden", "zz"]


@pytest.mark.parametrize(
    "state",
    [
        {"a.weight": torch.zeros(3, 4), "b.weight": torch.zeros(2, 7)},
        {"a.weight": torch.zeros(3, 4), "b.gamma": torch.zeros(3)},
        {"a.weight": torch.zeros(3, 0)},
        {"weight": torch.zeros(3)},
        {"a.weight": torch.zeros(8, 3, 3, 3), "b.weight": torch.zeros(10, 8 * 5)},
        {"a.weight": torch.zeros(3, 4), "a.bias": torch.zeros(4)},
        {f"layer{index}.weight": torch.zeros(2, 2) for index in range(500)},
    ],
)
def test_what_is_no_chain_is_not_taken_for_one(tmp_path: Path, state: dict[str, torch.Tensor]) -> None:
    assert not [item for item in detected(saved(tmp_path / "a.pth", state)) if item.arch.startswith("sequential")]


def test_an_unusual_size_still_gives_a_module_that_runs(tmp_path: Path) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3, stride=3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 17 * 17, 2))
    candidate = detected(saved(tmp_path / "a.pth", module.state_dict()))[0]
    assert candidate.fits
    assert build(candidate.params)(torch.randn(candidate.params["input_shape"])).shape == (2, 2)


@pytest.mark.parametrize(
    ("module", "usual"),
    [
        (nn.Sequential(nn.Linear(3, 2)), {}),
        (nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2)), {"activation": "relu"}),
        (
            nn.Sequential(nn.Conv2d(1, 4, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(576, 2)),
            {"activation": "relu", "pool": "max"},
        ),
    ],
)
def test_only_what_a_chain_has_is_a_hyperparameter(tmp_path: Path, module: nn.Module, usual: dict[str, str]) -> None:
    params = detected(saved(tmp_path / "a.pth", module.state_dict()))[0].params
    assert dict(params) == {**usual, "input_shape": params["input_shape"], "layers": params["layers"]}


def test_a_step_that_was_added_needs_its_hyperparameter() -> None:
    with pytest.raises(SelectionError, match="None is no way of pooling"):
        build({"layers": [["pool", "pool", {"axes": 2}]]})
