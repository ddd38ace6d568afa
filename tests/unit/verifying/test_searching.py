from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

import inspector
from inspector.verifying.worker.searching import settings
from tests.verifying import outputs_of, saved

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_this_process")]


def network(activation: type[nn.Module], norm_eps: float = 1e-5) -> nn.Sequential:
    torch.manual_seed(3)
    norm = nn.LayerNorm(8, eps=norm_eps)
    return nn.Sequential(nn.Linear(6, 8), activation(), norm, nn.Linear(8, 8), activation(), nn.Linear(8, 4))


def encoder(**arguments: Any) -> nn.Module:
    torch.manual_seed(3)
    layer = nn.TransformerEncoderLayer(16, dim_feedforward=8, batch_first=True, **arguments)
    return nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)


@pytest.mark.parametrize(
    ("module", "size", "found", "said"),
    [
        (network(nn.Tanh), 6, {"activation": "tanh"}, "with activation=tanh (assumed relu does not)"),
        (network(nn.GELU), 6, {"activation": "gelu"}, "with activation=gelu (assumed relu does not)"),
        (
            network(nn.Tanh, 1e-2),  # no eps of those that are tried
            6,
            {},
            "Outputs do not match",
        ),
        (
            network(nn.SiLU, 1e-3),
            6,
            {"activation": "silu", "norm_eps": 1e-3},
            "with activation=silu, norm_eps=0.001 (assumed relu, 1e-05 does not)",
        ),
        (
            encoder(nhead=2, norm_first=True, activation="gelu"),
            16,
            {"nhead": 2, "norm_first": True, "activation": "gelu"},
            "with nhead=2, norm_first=True, activation=gelu (assumed 8, False, relu does not)",
        ),
    ],
)
def test_settings_that_shapes_do_not_tell_are_found_by_recorded_outputs(
    module: nn.Module, size: int, found: dict[str, Any], said: str, tmp_path: Path
) -> None:
    shape = (3, size) if size == 6 else (2, 5, size)
    x, y = outputs_of(tmp_path, module, torch.randn(shape))
    path = saved(tmp_path / "a.pth", module.state_dict())
    arch = inspector.detect(path).best
    assert arch is not None
    report = inspector.verify(path, arch, input=x, expected=y)
    assert (dict(report.found), report.match, report.proof) == (found, bool(found), "outputs")
    assert said in report.sentence
    assert report.searched
    assert not report.assumptions or not found
    assert {name: report.params[name] for name in found} == found
    assert [dict(tried["params"]) for tried in report.searched if tried["match"]] == ([found] if found else [])
    if found:
        assert inspector.verify(path, arch, params=found, input=x, expected=y).match


def test_nothing_is_searched_where_that_is_not_wanted_or_the_setting_was_given(tmp_path: Path) -> None:
    module = network(nn.Tanh)
    x, y = outputs_of(tmp_path, module, torch.randn(3, 6))
    path = saved(tmp_path / "a.pth", module.state_dict())
    report = inspector.verify(path, "sequential-mlp", input=x, expected=y, search=False)
    assert (report.match, report.searched, report.assumed) == (False, (), ("activation", "norm_eps"))
    report = inspector.verify(path, "sequential-mlp", params={"activation": "gelu"}, input=x, expected=y)
    assert (report.match, report.found, report.assumed) == (False, {}, ("norm_eps",))
    assert "3 other settings of norm_eps do not match either" in report.sentence


def test_an_altered_weight_is_found_by_no_setting(tmp_path: Path) -> None:
    module = network(nn.ReLU)
    x, y = outputs_of(tmp_path, module, torch.randn(3, 6))
    with torch.no_grad():
        next(module.parameters())[1, 2] += 0.01
    report = inspector.verify(
        saved(tmp_path / "a.pth", module.state_dict()), "sequential-mlp", input=x, expected=y, atol=1e-6
    )
    assert (report.match, report.found) == (False, {})


def test_settings_come_the_likeliest_first() -> None:
    found = settings({"a": 1, "b": False}, {"a": (1, 2, 3), "b": (False, True)})
    assert found == [{"b": True}, {"a": 2}, {"a": 3}, {"a": 2, "b": True}, {"a": 3, "b": True}]
