"""Recurrent networks and the transformer encoder: detected, rebuilt, the same outputs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from inspector.architectures.architecture import Candidate
from inspector.architectures.registry import builder_of
from tests.verifying import detected, saved


def built(candidate: Candidate) -> nn.Module:
    module, _, name = builder_of(candidate.arch)[0].partition(":")
    made: nn.Module = getattr(import_module(module), name)(candidate.params)
    return made.eval()


class Tagger(nn.Module):
    """An embedding, a cell, two linear layers on the last step."""

    def __init__(self, cell: nn.Module, width: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(50, 6)
        self.rnn = cell
        self.fc1 = nn.Linear(width, 5)
        self.fc2 = nn.Linear(5, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        outputs, _ = self.rnn(self.embedding(x))
        found: torch.Tensor = self.fc2(torch.relu(self.fc1(outputs[:, -1])))
        return found


@pytest.mark.parametrize(
    ("arch", "cell"),
    [
        ("lstm", lambda: nn.LSTM(4, 7, 2, batch_first=True)),
        ("lstm", lambda: nn.LSTM(4, 7, bidirectional=True, batch_first=True)),
        ("lstm", lambda: nn.LSTM(4, 7, 2, proj_size=3, batch_first=True)),
        ("lstm", lambda: nn.LSTM(4, 7, bias=False, batch_first=True)),
        ("gru", lambda: nn.GRU(4, 7, 3, bidirectional=True, batch_first=True)),
        ("rnn", lambda: nn.RNN(4, 7, batch_first=True)),
    ],
)
@pytest.mark.filterwarnings("ignore:LSTM with projections")
def test_a_recurrent_cell_is_rebuilt(tmp_path: Path, arch: str, cell: Any) -> None:
    module = cell().eval()
    candidate = detected(saved(tmp_path / "a.pth", module.state_dict()))[0]
    assert (candidate.arch, candidate.fits) == (arch, True)
    assert ("nonlinearity" in candidate.params) == (arch == "rnn")
    twin = built(candidate)
    twin.load_state_dict(module.state_dict())
    inputs = torch.randn(candidate.params["input_shape"])
    assert torch.equal(twin(inputs)[0], module(inputs)[0])


@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU, nn.RNN])
def test_the_layers_around_a_cell_are_rebuilt(tmp_path: Path, kind: Any) -> None:
    module = Tagger(kind(6, 8, batch_first=True), 8).eval()
    candidate = detected(saved(tmp_path / "a.pth", {"state_dict": module.state_dict()}))[0]
    assert (candidate.arch, candidate.fits, candidate.prefix) == (kind.__name__.lower(), True, "state_dict.")
    twin = built(candidate)
    twin.load_state_dict(module.state_dict())
    inputs = torch.randint(0, candidate.params["input_high"], candidate.params["input_shape"])
    assert torch.equal(twin(inputs), module(inputs))


@pytest.mark.parametrize("named", [False, True])
def test_a_transformer_encoder_is_rebuilt(tmp_path: Path, named: bool) -> None:
    layer = nn.TransformerEncoderLayer(128, 2, 96, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 3, norm=nn.LayerNorm(128), enable_nested_tensor=False)
    module = nn.Sequential()
    module.add_module("encoder" if named else "0", encoder)
    state = module.state_dict() if named else encoder.state_dict()
    candidate = detected(saved(tmp_path / "a.pth", state))[0]
    assert (candidate.arch, candidate.fits) == ("transformer-encoder", True)
    assert [candidate.params[name] for name in ("d_model", "nhead", "dim_feedforward", "num_layers")] == [128, 2, 96, 3]
    twin = built(candidate)
    twin.load_state_dict({key.removeprefix(candidate.prefix): value for key, value in state.items()})
    inputs = torch.randn(candidate.params["input_shape"])
    with torch.inference_mode():
        assert torch.equal(twin(inputs), encoder.eval()(inputs))


@pytest.mark.parametrize(
    "state",
    [
        {"weight_ih_l0": torch.zeros(28, 4), "weight_hh_l0": torch.zeros(5, 7)},
        {"weight_ih_l0": torch.zeros(28), "weight_hh_l0": torch.zeros(28)},
        {"weight_ih_l0": torch.zeros(28, 4)},
        {"layers.0.self_attn.in_proj_weight": torch.zeros(12)},
        {"layers.0.self_attn.in_proj_weight": torch.zeros(12, 4)},
    ],
)
def test_what_is_none_of_these_is_not_taken_for_one(tmp_path: Path, state: dict[str, torch.Tensor]) -> None:
    families = {"lstm", "gru", "rnn", "transformer-encoder"}
    assert not [item for item in detected(saved(tmp_path / "a.pth", state)) if item.arch in families]
