"""The hyperparameters that Lightning and training scripts keep, and the class that is built with them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

import inspector
from inspector.architectures.builds.code import build
from inspector.verifying.code import code_blueprint
from inspector.verifying.kept_hyperparameters import kept_hyperparameters
from tests.verifying import saved

NET = """
from torch import nn
class Net(nn.Module):
    def __init__(self, width, depth=1, {more}):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(width, width) for _ in range(depth))
"""
KEPT: dict[str, Any] = {
    "width": 3,
    "depth": 2,
    "lr": 0.1,
    "betas": (0.9, 0.99),
    "net": {"act": "relu", "sizes": [1, 2]},
}
AS_JSON = {**KEPT, "betas": [0.9, 0.99]}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"hyper_parameters": KEPT}, AS_JSON),
        ({"hyper_parameters": KEPT, "hparams_name": "kwargs"}, AS_JSON),
        ({"hyper_parameters": KEPT, "hparams_name": "config"}, {"config": AS_JSON}),
        ({"model_args": KEPT, "epoch": 3, "hparams_name": "config"}, AS_JSON),
        ({"hyper_parameters": {"width": 3, "loss": nn.MSELoss, "odd": {1: 2}}}, {"width": 3}),
        ({"hyper_parameters": Namespace(width=3, net={"act": "relu"})}, {"width": 3, "net": {"act": "relu"}}),
        ({"lr": 0.1}, {}),
        ({"hyper_parameters": 3}, {}),
    ],
)
def test_what_is_kept_is_found(tmp_path: Path, more: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    path = saved(tmp_path / "last.ckpt", {"state_dict": {"fc.weight": torch.zeros(3)}, **more})
    with inspector.open(path) as checkpoint:
        assert kept_hyperparameters(checkpoint) == expected


@pytest.mark.parametrize(
    ("more", "params", "widths"),
    [
        ("*, bias=True", {}, [3, 3]),
        ("*, bias=True", {"depth": 1}, [3]),
        ("**others", {"width": 5}, [5, 5]),
    ],
)
def test_the_class_takes_what_it_has_parameters_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str, params: dict[str, Any], widths: list[int]
) -> None:
    monkeypatch.delitem(sys.modules, "user_code", raising=False)
    source = tmp_path / "net.py"
    source.write_text(NET.format(more=more))
    module = build(code_blueprint(str(source), "Net", params, AS_JSON).params)
    assert [layer.in_features for layer in module.layers] == widths
    monkeypatch.delitem(sys.modules, "user_code", raising=False)
