"""Which state dicts are translated; what becomes of them is held against recorded outputs in ``verifying``."""

from __future__ import annotations

from collections.abc import Callable
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


def _as_keras(cell: nn.GRU) -> dict[str, torch.Tensor]:
    """Gates z, r, h; both biases in one tensor."""

    def gates(values: torch.Tensor) -> torch.Tensor:
        reset, update, new = values.detach().chunk(3)
        return torch.cat([update, reset, new])

    state = {name: gates(values) for name, values in cell.named_parameters()}
    return {
        "gru.gru_cell.kernel": state["weight_ih_l0"].t().clone(),
        "gru.gru_cell.recurrent_kernel": state["weight_hh_l0"].t().clone(),
        "gru.gru_cell.bias": torch.stack([state["bias_ih_l0"], state["bias_hh_l0"]]),
    }


def _as_keras_3(cell: nn.GRU) -> dict[str, torch.Tensor]:
    return {f"layers/gru/cell/vars/{place}": values for place, values in enumerate(_as_keras(cell).values())}


def _as_flax(cell: nn.GRU | nn.LSTM) -> dict[str, torch.Tensor]:
    """A dense layer for each gate; of the two biases that torch adds there is one, of a GRU's new gate both."""
    gates = "ifgo" if isinstance(cell, nn.LSTM) else "rzn"
    state = dict(cell.named_parameters())
    found = {}
    with torch.no_grad():
        for side in "ih":
            biases = state[f"bias_{side}h_l0"].chunk(len(gates))
            for gate, kernel, bias in zip(gates, state[f"weight_{side}h_l0"].chunk(len(gates)), biases, strict=True):
                found[f"params/cell/{side}{gate}/kernel"] = kernel.t().clone()
                has_bias = (side == "h") if isinstance(cell, nn.LSTM) else (side == "i" or gate == "n")
                if has_bias:
                    found[f"params/cell/{side}{gate}/bias"] = bias.clone()
                else:
                    bias.zero_()
    return found


def _as_paddle(cell: nn.GRU | nn.LSTM) -> dict[str, torch.Tensor]:
    state = {name: values.detach() for name, values in cell.named_parameters()}
    return {
        f"rnn.{name[name.index('_l') + 2]}.cell{'_bw' if 'reverse' in name else '_fw'}.{name[: name.index('_l')]}": values
        for name, values in state.items()
    }


@pytest.mark.parametrize(
    ("cell", "names", "form"),
    [
        (nn.GRU(4, 3), _as_keras, "hdf5"),
        (nn.GRU(4, 3), _as_keras_3, "hdf5"),
        (nn.GRU(4, 3), _as_flax, "flax"),
        (nn.LSTM(4, 3), _as_flax, "flax"),
        (nn.GRU(4, 3, 2, bidirectional=True), _as_paddle, "paddle"),
        (nn.LSTM(4, 3, 2, bidirectional=True), _as_paddle, "paddle"),
    ],
)
def test_gates_come_in_the_order_of_torch(
    cell: nn.Module, names: Callable[[nn.Module], dict[str, torch.Tensor]], form: str, tmp_path: Path
) -> None:
    path = saved(tmp_path / "a.pth", names(cell))
    with inspector.open(path) as opened:
        foreign = Checkpoint(opened.location, form, opened.files, opened.entries, opened.metadata, opened.findings)
        made = state_dicts(foreign)[0]
        found = {key.rpartition(".")[2]: opened.read(entry) for key, entry in made.tensors.items()}
    state = cell.state_dict()
    assert found.keys() == state.keys()
    assert all((found[key] == values.numpy()).all() for key, values in state.items())


def test_gates_of_different_sizes_are_no_cell(tmp_path: Path) -> None:
    state = {f"cell/{side}{gate}/kernel": torch.zeros(2, 3 + (gate == "z")) for side in "ih" for gate in "rzn"}
    state["cell/hz/kernel"] = torch.zeros(3, 2, 1)
    with inspector.open(saved(tmp_path / "a.pth", state)) as opened:
        made = state_dicts(opened)[0]
    assert "cell.hz.weight" in made.signature
