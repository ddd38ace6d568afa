from __future__ import annotations

from pathlib import Path as FilePath

import pytest
import torch
from torch import nn

import inspector
from inspector.checkpoint.roles import Role, roles
from inspector.checkpoint.totals import totals
from inspector.sources.storage import MemoryStorage
from inspector.tensors import runs
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Path, TensorEntry, ValueEntry


def role_of(path: Path, dtype: str = "float32", shape: tuple[int, ...] = (3, 3)) -> Role | None:
    return roles([TensorEntry(path, dtype_named(dtype), shape, (1,) * len(shape), None)])[0]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (("layer1.0.bn1.running_mean",), Role.BUFFER),
        (("layer1.0.bn1.weight",), Role.PARAMETER),
        (("batch_normalization/moving_variance:0",), Role.BUFFER),
        (("model.layers.0.self_attn.rotary_emb.inv_freq",), Role.BUFFER),
        (("optimizer", "state", "w", "exp_avg"), Role.OPTIMIZER),
        (("optimizer_state_dict", "anything"), Role.OPTIMIZER),
        (("optim.state.w.exp_avg",), Role.OPTIMIZER),
        (("dense/kernel/Adam_1",), Role.OPTIMIZER),
        (("state_dict", "optimal_transport.weight"), Role.PARAMETER),
        (("rng_state",), Role.OTHER),
        (("cuda_rng_state", 0), Role.OTHER),
        (("lr_schedulers", 0, "base"), Role.OTHER),
        (("amp_scaler", "scale"), Role.OTHER),
        (("params", "Dense_0", "kernel"), Role.PARAMETER),
        ((), Role.PARAMETER),
    ],
)
def test_what_names_say(path: Path, role: Role) -> None:
    assert role_of(path) is role


def test_what_types_and_shapes_say() -> None:
    assert role_of(("bn.num_batches",), "int64", ()) is Role.BUFFER
    assert role_of(("mask",), "bool", (8, 8)) is Role.BUFFER
    assert role_of(("q.qweight",), "int32", (8, 8)) is Role.PARAMETER
    assert role_of(("h.0.attn.bias",), "float32", (1, 1, 64, 64)) is Role.BUFFER
    assert role_of(("h.0.attn.bias",), "float32", (64,)) is Role.PARAMETER


@pytest.mark.parametrize("whole", [False, True])
def test_parameters_and_buffers_of_a_module_are_those_that_torch_counts(tmp_path: FilePath, whole: bool) -> None:
    module = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.Linear(6, 4))
    torch.save(module if whole else module.state_dict(), tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        by_role = totals(checkpoint.entries).parameters_by_role
    assert by_role["parameters"] == sum(parameter.numel() for parameter in module.parameters())
    assert by_role["buffers"] == sum(buffer.numel() for buffer in module.buffers())
    assert by_role["optimizer"] == by_role["other"] == 0


def test_an_optimizer_is_known_by_its_groups_whatever_its_name(tmp_path: FilePath) -> None:
    module = nn.Linear(3, 2)
    optimizer = torch.optim.Adam(module.parameters())
    module(torch.ones(3)).sum().backward()
    optimizer.step()
    torch.save({"net": module.state_dict(), "gen": optimizer.state_dict()}, tmp_path / "t.pt")
    with inspector.open(tmp_path / "t.pt") as checkpoint:
        found = totals(checkpoint.entries)
    assert found.parameters_by_role == {"parameters": 8, "buffers": 0, "optimizer": 18, "other": 0}


def test_names_in_many_entries_say_what_each_says() -> None:
    names = (
        "a.weight", "bn.running_mean", "inv_freq", "x/running_var", "optimizer.a", "scheduler.b", "attn.bias", "h.bias",
        "exp_avg.weight", "m.exp_avg", "Adam", "beta1_power:0",
    )  # fmt: skip
    entries = [
        TensorEntry(name, dtype_named(dtype), shape, (0,) * len(shape), MemoryStorage(b""))
        for name in names
        for dtype in ("float32", "int64", "bool")
        for shape in ((), (3,), (2, 2), (1, 1, 4, 4))
    ]
    expected = roles([entry.at((entry.key,)) for entry in entries])
    assert roles(entries) == expected
    for entry, role in zip(entries, expected, strict=True):
        plain = entry.replace(where="a.weight")
        assert roles([plain, entry, plain])[1:] == [role, *roles([plain])]
    assert len(set(expected)) == 4


def test_an_optimizer_saved_by_itself_is_known_by_entries_far_from_its_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "RUN", 1)
    state = TensorEntry("step", dtype_named("float32"), (), (), MemoryStorage(b""))
    assert roles([state, ValueEntry(("param_groups", 0, "lr"), 0.1)]) == [Role.OPTIMIZER, None]
    assert roles([state, ValueEntry(("groups", 0, "lr"), 0.1)]) == [Role.PARAMETER, None]
