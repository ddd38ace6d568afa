"""Where in a checkpoint the state dict is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

import inspector
from inspector.architectures.subject import subjects
from inspector.names.renaming import RenameRule, Renaming
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


ENCODER = nn.TransformerEncoder(
    nn.TransformerEncoderLayer(16, 2, 32, batch_first=True), 2, enable_nested_tensor=False
).state_dict()


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"(layers\.\d)", r"\1._orig_mod"),
        (r"layers\.", "layers._orig_mod."),
        (r"\.self_attn", "._checkpoint_wrapped_module.self_attn"),
        (r"layers\.1", "layers.1._fsdp_wrapped_module._orig_mod"),
        (r"linear1\.weight", "linear1.weight_orig"),
        (r"linear1\.weight", "linear1.parametrizations.weight.original"),
        (r"linear1\.", "linear1.base_layer."),
        (r"(norm\d)\.bias", r"\1.beta"),
        (r"linear", "module.linear"),
    ],
)
def test_wrappers_and_conventions_in_the_middle_of_keys_are_seen_through(
    tmp_path: Path, pattern: str, replacement: str
) -> None:
    state = {re.sub(pattern, replacement, key): value for key, value in ENCODER.items()}
    assert state.keys() != ENCODER.keys()
    for wrapped, prefix in (
        (state, ""),
        ({"state_dict": {f"module.{key}": value for key, value in state.items()}}, "state_dict."),
    ):
        path = saved(tmp_path / "a.pth", wrapped)
        candidate = detected(path)[0]
        assert (candidate.arch, candidate.matched, candidate.fits) == ("transformer-encoder", len(ENCODER), True)
        with inspector.open(path) as checkpoint:
            (subject,) = [
                found
                for found in subjects(checkpoint)
                if found.is_canonical and found.signature.keys() == ENCODER.keys()
            ]
            assert subject.prefix == prefix
            canonical = Renaming([rule for rule in subject.rules if rule != RenameRule.prefix(prefix, "")])
            assert {canonical.apply(entry.key): key for key, entry in subject.tensors.items()} == {
                prefix + key: key for key in ENCODER
            }


def test_old_words_for_the_parameters_of_a_normalization_are_known(tmp_path: Path) -> None:
    words = {"weight": "gamma", "bias": "beta"}
    state = {re.sub(r"(norm\d\.)(\w+)", lambda m: m[1] + words[m[2]], key): value for key, value in ENCODER.items()}
    candidate = detected(saved(tmp_path / "a.pth", state))[0]
    assert (candidate.arch, candidate.fits) == ("transformer-encoder", True)


def test_names_that_would_be_one_are_left_alone(tmp_path: Path) -> None:
    state = {"fc.weight": torch.zeros(3), "fc.base_layer.weight": torch.zeros(3), "fc.bias": torch.zeros(3)}
    with inspector.open(saved(tmp_path / "a.pth", state)) as checkpoint:
        assert not any(subject.is_canonical for subject in subjects(checkpoint))


@pytest.mark.parametrize(("one", "other"), [("student", "teacher"), ("encoder_q", "encoder_k"), ("online", "target")])
@pytest.mark.parametrize("inside", ["", "backbone."])
def test_of_two_copies_one_is_the_module(tmp_path: Path, one: str, other: str, inside: str) -> None:
    state = {f"{name}.{inside}{key}": value for name in (one, other) for key, value in ENCODER.items()}
    candidate = detected(saved(tmp_path / "a.pth", state))[0]
    assert (candidate.arch, candidate.score) == ("transformer-encoder", 1.0)
    del state[next(key for key in state if key.startswith(other))]
    candidate = detected(saved(tmp_path / "a.pth", state))[0]  # which are no copies, but two parts
    assert (candidate.arch, candidate.score < 0.6) == ("transformer-encoder", True)
