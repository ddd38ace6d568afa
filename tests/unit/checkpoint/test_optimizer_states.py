"""The states of torch's optimizers under the names of their parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

import inspector
from inspector.checkpoint.optimizer_states import StateOwner, state_owners
from inspector.tensors.entries import Key


class Model(nn.Module):
    """Matrices and vectors of equal shapes, buffers among them, and a tied weight."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(4, 6)
        self.first = nn.Linear(6, 6)
        self.norm = nn.BatchNorm1d(6)
        self.second = nn.Linear(6, 6)
        self.head = nn.Linear(6, 4, bias=False)
        self.head.weight = self.embed.weight

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.head(self.second(self.norm(self.first(self.embed(tokens)))))
        return out


def stepped(model: nn.Module, groups: Any, kind: Callable[..., torch.optim.Optimizer] = torch.optim.AdamW) -> Any:
    """The state dict of an optimizer that has made a step; each state's values are the number of its parameter."""
    optimizer = kind(groups, lr=0.1)
    model(torch.arange(4)).square().sum().backward()
    optimizer.step()
    return optimizer.state_dict()


def owners(contents: object, path: Path, container: str = "optimizer") -> dict[int, StateOwner]:
    torch.save(contents, path / "saved.pt")
    with inspector.open(path / "saved.pt") as checkpoint:
        found = state_owners(checkpoint)
    is_state = {number: (container, "state", Key(number)) for number in range(99)}
    return {number: found[at] for number, at in is_state.items() if at in found}


def names(found: dict[int, StateOwner]) -> dict[int, str]:
    return {number: owner.name for number, owner in sorted(found.items())}


def test_states_are_of_the_parameters_in_the_order_of_the_model(tmp_path: Path) -> None:
    model = Model()
    found = owners({"epoch": 1, "model": model.state_dict(), "optimizer": stepped(model, model.parameters())}, tmp_path)
    assert names(found) == dict(enumerate(name for name, _ in model.named_parameters()))
    assert found[1] == StateOwner("model.first.weight", "first.weight", is_assumed=True)
    assert str(found[1]) == "first.weight (assumed)"


@pytest.mark.parametrize("is_matrix_first", [True, False])
def test_two_groups_by_axes_are_told(tmp_path: Path, is_matrix_first: bool) -> None:
    model = Model()
    named = list(model.named_parameters())
    matrices = [name for name, each in named if each.ndim > 1]
    others = [name for name, each in named if each.ndim == 1]
    order = [matrices, others] if is_matrix_first else [others, matrices]
    groups = [{"params": [model.get_parameter(name) for name in group]} for group in order]
    found = owners({"model": model.state_dict(), "optimizer": stepped(model, groups)}, tmp_path)
    assert names(found) == dict(enumerate([*order[0], *order[1]]))


def test_names_that_the_optimizer_has_are_not_assumed(tmp_path: Path) -> None:
    model = Model()
    backwards = list(model.named_parameters())[::-1]
    found = owners({"model": model.state_dict(), "optimizer": stepped(model, backwards)}, tmp_path)
    assert names(found) == dict(enumerate(name for name, _ in backwards))
    assert found[0] == StateOwner("model.second.bias", "second.bias", is_assumed=False)


@pytest.mark.parametrize(
    "keys",
    [
        ["first.weight", "norm.weight", "second.weight"],  # not all were trained: a weight of 6 × 6 may be either
        ["second.bias", "second.weight", "norm.bias", "norm.weight", "first.bias", "first.weight", "embed.weight"],
    ],
)
def test_where_the_order_does_not_fit_only_a_shape_of_its_own_tells(tmp_path: Path, keys: Sequence[str]) -> None:
    model = Model()
    given = [model.get_parameter(key) for key in keys]
    found = owners({"model": model.state_dict(), "optimizer": stepped(model, given)}, tmp_path)
    assert names(found) == ({6: "embed.weight"} if "embed.weight" in keys else {})


def test_parameters_that_were_never_updated_keep_their_numbers(tmp_path: Path) -> None:
    model = Model()
    model.first.weight.requires_grad_(False)
    state = stepped(model, model.parameters())
    assert 1 not in state["state"]
    found = owners({"model": model.state_dict(), "optimizer": state}, tmp_path)
    assert names(found) == dict(enumerate(name for name, _ in model.named_parameters()))


def test_each_of_several_optimizers_has_the_model_that_fits(tmp_path: Path) -> None:
    generator, critic = Model(), nn.Sequential(nn.Embedding(4, 3), nn.Linear(3, 3))
    contents = {
        "G": generator.state_dict(),
        "D": critic.state_dict(),
        "opt_d": stepped(critic, critic.parameters()),
        "opt_g": stepped(generator, generator.parameters()),
        "opt_both": {"state": {0: {"exp_avg": torch.zeros(9, 9)}}, "param_groups": [{"params": [0]}]},
    }
    assert owners(contents, tmp_path, "opt_d")[2].key == "D.1.bias"
    assert owners(contents, tmp_path, "opt_g")[2].key == "G.first.bias"
    assert not owners(contents, tmp_path, "opt_both")


def test_a_shape_that_two_states_have_tells_neither(tmp_path: Path) -> None:
    states = {number: {"exp_avg": torch.zeros(2, 3)} for number in range(2)}
    contents = {"model": {"w": torch.zeros(2, 3)}, "optimizer": {"state": states, "param_groups": [{"params": [0, 1]}]}}
    assert not owners(contents, tmp_path)
