"""Building without initialising: what a constructor makes besides parameters must be as it would be without us."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from inspector.architectures.builds.building import built, meta_parameters, uninitialised_parameters
from inspector.errors import MissingDependencyError
from inspector.worker_process import ProcessError


class Shy(nn.Module):
    """Fills its index only where its parameter is real, as timm's models do."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.empty(4, 2))
        self.index: torch.Tensor
        self.register_buffer("index", torch.full((4,), -1, device=self.table.device), persistent=False)
        if not self.table.is_meta:
            self.index.copy_(torch.arange(4))


class Curious(nn.Module):
    """Looks at the value of a parameter."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.tensor(3.0))
        self.width = int(self.scale.item())


class Plain(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(4, 4)
        self.norm = nn.BatchNorm1d(4)


class Tied(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(5, 3)
        self.head = nn.Linear(3, 5, bias=False)
        self.head.weight = self.words.weight


def make(params: Mapping[str, Any]) -> Any:
    """A builder, found by name as those of architectures are."""
    return {kind.__name__: kind for kind in (Shy, Curious, Plain, Tied)}.get(params["kind"], lambda: 3)()


def module(kind: str, monkeypatch: pytest.MonkeyPatch) -> nn.Module:
    monkeypatch.setattr("inspector.architectures.builds.chain.build", make)
    return built("inspector.architectures.builds.chain:build", {"kind": kind}, kind)


def test_parameters_are_on_meta_and_buffers_are_real(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = module("Plain", monkeypatch)
    assert {parameter.device.type for parameter in plain.parameters()} == {"meta"}
    assert torch.equal(plain.get_buffer("norm.running_var"), torch.ones(4))
    assert not plain.training


def test_buffers_of_no_state_dict_are_as_the_constructor_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert torch.equal(module("Shy", monkeypatch).get_buffer("index"), torch.arange(4))


def test_a_constructor_may_look_at_values(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module("Curious", monkeypatch).width == 3


def test_tied_parameters_stay_tied(monkeypatch: pytest.MonkeyPatch) -> None:
    tied = module("Tied", monkeypatch)
    assert tied.get_parameter("head.weight") is tied.get_parameter("words.weight")


def test_what_is_no_module_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProcessError, match="of type int"):
        module("Nothing", monkeypatch)


def test_torch_is_left_as_it_was() -> None:
    register, fill = nn.Module.register_parameter, nn.init.zeros_
    for context in (meta_parameters, uninitialised_parameters):
        with pytest.raises(KeyError), context():
            raise KeyError
    assert nn.Module.register_parameter is register
    assert nn.init.zeros_ is fill
    with uninitialised_parameters():
        assert torch.equal(nn.init.ones_(torch.zeros(2)), torch.ones(2))
        assert torch.equal(nn.init.ones_(nn.Parameter(torch.zeros(2))), torch.zeros(2))


def test_a_library_that_cannot_be_imported_is_named_with_the_interpreter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "rusty.py").write_text("raise RuntimeError('operator rusty::nms does not exist')\n")
    (tmp_path / "needy.py").write_text("def build(params):\n    import no_such_library\n")
    for build, said in (
        (
            "rusty:build",
            f"rusty can't be imported by {sys.executable}: RuntimeError: operator rusty::nms does not exist",
        ),
        ("no_such_library:build", f"{sys.executable} lacks no_such_library, which is needed for importing"),
        ("needy:build", f"{sys.executable} lacks no_such_library, which is needed for building rusty:net"),
    ):
        with pytest.raises(MissingDependencyError) as raised:
            built(build, {}, "rusty:net")
        assert str(raised.value).startswith(said)
