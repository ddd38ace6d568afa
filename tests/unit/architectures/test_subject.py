"""Where in a checkpoint the state dict is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

import inspector
from inspector.architectures.subject import subjects
from inspector.names.renaming import Renaming
from tests.verifying import detected, saved

WEIGHTS = {"fc.weight": torch.zeros(3, 4), "fc.bias": torch.zeros(3)}


@pytest.mark.parametrize(
    ("state", "prefix"),
    [
        (WEIGHTS, ""),
        ({"state_dict": WEIGHTS, "epoch": 3}, "state_dict."),
        ({"model": WEIGHTS, "optimizer": {"state": {0: {"exp_avg": torch.zeros(3, 4)}}}}, "model."),
        ({f"module.{key}": value for key, value in WEIGHTS.items()}, "module."),
        (
            {"state_dict": {f"_orig_mod.module.{key}": value for key, value in WEIGHTS.items()}},
            "state_dict._orig_mod.module.",
        ),
        ({"params_ema": WEIGHTS, "params": WEIGHTS}, "params_ema."),
    ],
)
def test_a_state_dict_is_found_where_training_scripts_put_it(tmp_path: Path, state: Any, prefix: str) -> None:
    candidate = detected(saved(tmp_path / "a.pth", state))[0]
    assert (candidate.prefix, candidate.matched, candidate.fits) == (prefix, 2, True)


def test_a_part_of_a_flat_state_dict_is_less_likely_than_the_whole(tmp_path: Path) -> None:
    whole = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2)).state_dict()
    path = saved(
        tmp_path / "a.pth", {"head.weight": torch.zeros(9)} | {f"model.{key}": value for key, value in whole.items()}
    )
    candidate = detected(path)[0]
    assert candidate.prefix == "model."
    assert candidate.score == pytest.approx(4 / 5)


def test_a_pickled_module_has_the_keys_of_its_state_dict(tmp_path: Path) -> None:
    module = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    module[0].register_buffer("mask", torch.ones(3), persistent=False)
    module.kept = torch.zeros(2)
    for path in (saved(tmp_path / "a.pth", module), saved(tmp_path / "b.pth", {"net": module})):
        with inspector.open(path) as checkpoint:
            found = [subject.signature for subject in subjects(checkpoint)]
        assert {key: tuple(value.shape) for key, value in module.state_dict().items()} in found


def test_rules_speak_of_keys_with_the_prefix_or_without(tmp_path: Path) -> None:
    with inspector.open(saved(tmp_path / "a.pth", {"model": WEIGHTS})) as checkpoint:
        subject = next(subject for subject in subjects(checkpoint) if subject.prefix == "model.")
    for rule in ("model.fc.*=head.*", "fc.*=head.*"):
        assert list(subject.renamed(Renaming.parse([rule])).signature) == ["head.weight", "head.bias"]
