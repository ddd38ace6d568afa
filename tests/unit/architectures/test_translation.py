"""Which state dicts are translated; what becomes of them is held against recorded outputs in ``verifying``."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

import inspector
from inspector.architectures.translation import state_dicts, translated
from inspector.checkpoint.checkpoint import Checkpoint
from tests.verifying import saved


def test_what_is_torchs_own_is_not_translated(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(3)).state_dict())
    with inspector.open(path) as checkpoint:
        assert [translated(subject) for subject in state_dicts(checkpoint)] == [None]


@pytest.mark.parametrize(
    ("keys", "shapes"),
    [
        (
            {
                "params/conv/kernel": (3, 3, 2, 4), "params/conv/bias": (4,), "batch_stats/norm/mean": (4,),
                "batch_stats/norm/var": (4,), "params/norm/scale": (4,), "params/norm/bias": (4,),
            },
            {
                "conv.weight": (4, 2, 3, 3), "conv.bias": (4,), "norm.running_mean": (4,), "norm.running_var": (4,),
                "norm.weight": (4,), "norm.bias": (4,),
            },
        ),
        (
            {
                "depthwise_conv2d.vars.0": (2, 2, 4, 1), "depthwise_conv2d.vars.1": (4,), "embedding.vars.0": (11, 3),
                "layer_normalization.vars.0": (3,), "layer_normalization.vars.1": (3,),
            },
            {
                "depthwise_conv2d.weight": (4, 1, 2, 2), "depthwise_conv2d.bias": (4,), "embedding.weight": (11, 3),
                "layer_normalization.weight": (3,), "layer_normalization.bias": (3,),
            },
        ),
        (
            {
                "d/d/kernel:0": (2, 3), "d/d/bias:0": (3,), "e/e/kernel:0": (3, 3), "e/e/bias:0": (3,),
                "f/f/kernel:0": (3, 1), "f/f/bias:0": (1,),
            },
            {
                "hidden1.weight": (3, 2), "hidden1.bias": (3,), "hidden2.weight": (3, 3), "hidden2.bias": (3,),
                "output.weight": (1, 3), "output.bias": (1,),
            },
        ),
        ({"kernel": (0, 3), "gamma": ()}, {"weight": ()}),
    ],
)  # fmt: skip
def test_names_and_shapes_as_torch_has_them(
    keys: dict[str, tuple[int, ...]], shapes: dict[str, tuple[int, ...]], tmp_path: Path
) -> None:
    path = saved(tmp_path / "a.pth", {key: torch.zeros(shape) for key, shape in keys.items()})
    with inspector.open(path) as checkpoint:
        made = state_dicts(checkpoint)[0]
        assert made.signature == shapes
        for key, entry in made.tensors.items():
            assert checkpoint.read(entry).shape == made.signature[key]


def test_paddles_dense_weights_are_turned_and_its_embeddings_are_not(tmp_path: Path) -> None:
    state = {
        "fc.weight": (2, 3),
        "fc.bias": (3,),
        "emb.weight": (7, 2),
        "norm._mean": (3,),
        "conv.weight": (4, 2, 1, 1),
    }
    path = saved(tmp_path / "a.pth", {key: torch.zeros(shape) for key, shape in state.items()})
    with inspector.open(path) as opened:
        entries = opened.entries
        paddle = Checkpoint(opened.location, "paddle", opened.files, entries, opened.metadata, opened.findings)
        made = state_dicts(paddle)[0]
    assert made.signature == {
        "fc.weight": (3, 2), "fc.bias": (3,), "emb.weight": (7, 2), "norm.running_mean": (3,), "conv.weight": (4, 2, 1, 1)
    }  # fmt: skip
