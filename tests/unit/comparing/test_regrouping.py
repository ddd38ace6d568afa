"""Weights that one side has fused, stacked or factored: found, compared bit for bit, and an altered one caught."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from safetensors.numpy import save_file
from torch import nn

import inspector
from inspector.comparing.conversion.verdicts import verdict

Array = npt.NDArray[Any]


def numbers(*shape: int, seed: int = 0) -> Array:
    return np.random.default_rng([seed, *shape]).standard_normal(shape, np.float32)


def _projections(prefix: str, names: tuple[str, ...], *, kind: str = "weight") -> dict[str, Array]:
    shapes = {"q": (8, 6), "k": (4, 6), "v": (4, 6), "g": (10, 6), "u": (10, 6), "w": (10, 6)}
    found = {}
    for number, name in enumerate(names):
        shape = shapes[name.removeprefix("to_")[0]]
        found[f"{prefix}.{name}.{kind}"] = numbers(*(shape if kind == "weight" else shape[:1]), seed=number)
    return found


def _experts(*names: str) -> dict[str, Array]:
    return {
        f"model.layers.0.mlp.experts.{expert}.{name}.weight": numbers(4, 3, seed=10 * expert + number)
        for expert in range(11)
        for number, name in enumerate(names)
    }


def _stack(parts: Mapping[str, Array], count: int) -> Array:
    values = list(parts.values())
    return np.stack([np.concatenate(values[start : start + count]) for start in range(0, len(values), count)])


QKV = ("q_proj", "k_proj", "v_proj")
CASES: dict[str, tuple[dict[str, Array], dict[str, Array], str]] = {}
for fused, names, kind in (
    ("qkv_proj", QKV, "weight"), ("Wqkv", QKV, "bias"), ("qkv", ("query", "key", "value"), "weight"),
    ("gate_up_proj", ("gate_proj", "up_proj"), "weight"), ("w13", ("w1", "w3"), "bias"),
):  # fmt: skip
    parts = _projections("model.layers.3.attn", names, kind=kind)
    whole = {f"model.layers.3.attn.{fused}.{kind}": np.concatenate(list(parts.values()))}
    CASES[f"{fused}.{kind}"] = (parts, whole, f"concatenate {len(names)}")
_GATES = _experts("gate_proj", "up_proj")
_DOWN = _experts("down_proj")
_NAME = "model.layers.0.mlp.experts"
CASES["experts"] = (_GATES, {f"{_NAME}.gate_up_proj": _stack(_GATES, 2)}, "stack 11 experts (concatenate 2)")
CASES["experts down"] = (_DOWN, {f"{_NAME}.down_proj": _stack(_DOWN, 1)}, "stack 11 experts")
CASES["experts transposed"] = (
    _GATES, {f"{_NAME}.gate_up_proj": _stack(_GATES, 2).swapaxes(1, 2)}, "stack 11 experts (transpose)",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("wrapper", ["", "module."])
def test_the_same_weights_in_other_groups(case: str, wrapper: str, tmp_path: Path) -> None:
    parts, whole, rule = CASES[case]
    other = {"model.norm.weight": numbers(9), "lm_head.weight": numbers(5, 6)}
    save_file({**parts, **other}, tmp_path / "parts.safetensors")
    fused = {f"{wrapper}{key}": np.array(value, order="C") for key, value in {**whole, **other}.items()}
    save_file(fused, tmp_path / "whole.safetensors")
    for a, b in (("parts", "whole"), ("whole", "parts")):
        report = inspector.compare(tmp_path / f"{a}.safetensors", tmp_path / f"{b}.safetensors")
        assert report.agrees
        (made,) = [result for result in report.results if result.conversion is not None]
        assert (verdict(made), len(report.results)) == (f"bit-exact under {rule}", 3)
        assert made.conversion is not None
        assert set(made.conversion.sources) == {f"{wrapper if a == b else ''}{key}" for key in parts}
    name = f"{wrapper}{next(iter(whole))}"
    fused[name].reshape(-1)[7] += np.float32(0.01)
    save_file(fused, tmp_path / "whole.safetensors")
    report = inspector.compare(tmp_path / "parts.safetensors", tmp_path / "whole.safetensors")
    (wrong,) = [result for result in report.results if not result.agrees]
    assert verdict(wrong).startswith(f"differs under {rule}: 1 of ")


def test_parts_that_do_not_fit_stay_without_a_partner(tmp_path: Path) -> None:
    parts = _projections("a", QKV)
    for whole in (numbers(15, 6), numbers(16, 5), numbers(16)):
        save_file(parts, tmp_path / "parts.safetensors")
        save_file({"a.qkv_proj.weight": whole}, tmp_path / "whole.safetensors")
        report = inspector.compare(tmp_path / "parts.safetensors", tmp_path / "whole.safetensors")
        assert [result.conversion for result in report.results] == [None] * 4
    lacking = {key: value for key, value in parts.items() if "k_proj" not in key}
    save_file(lacking, tmp_path / "parts.safetensors")
    report = inspector.compare(tmp_path / "parts.safetensors", tmp_path / "whole.safetensors")
    assert [result.conversion for result in report.results] == [None] * 3


def test_projections_that_each_rank_fused_by_itself(tmp_path: Path) -> None:
    """As vLLM and TensorRT-LLM save them: q, k and v of the first rank, then those of the second."""
    parts = _projections("layers.0.attn", QKV)
    folder = tmp_path / "ranks"
    folder.mkdir()
    for rank in range(2):
        own = [np.split(value, 2)[rank] for value in parts.values()]
        save_file(
            {"layers.0.attn.qkv_proj.weight": np.concatenate(own)}, folder / f"model-rank-{rank}-part-0.safetensors"
        )
    save_file(parts, tmp_path / "parts.safetensors")
    (result,) = inspector.compare(tmp_path / "parts.safetensors", folder).results
    assert (result.is_bitwise, verdict(result)) == (True, "bit-exact under concatenate 3 on each of 2 ranks")


@pytest.mark.filterwarnings("ignore:.*weight_norm.*:FutureWarning")
@pytest.mark.parametrize("dim", [0, 1, 2])
def test_a_weight_norm_and_its_product(dim: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.comparing.conversion.rules._BLOCK", 7)
    torch.manual_seed(1)
    layer = nn.Sequential(nn.Conv1d(3, 5, 4))
    old = nn.utils.weight_norm(layer[0], dim=dim)
    assert isinstance(old, nn.Module)
    with torch.no_grad():
        dict(layer.named_parameters())["0.weight_g"].mul_(3)
    torch.save(layer.state_dict(), tmp_path / "old.pt")
    nn.utils.remove_weight_norm(old)
    torch.save(layer.state_dict(), tmp_path / "removed.pt")
    report = inspector.compare(tmp_path / "old.pt", tmp_path / "removed.pt")
    assert report.agrees
    made = next(result for result in report.results if result.conversion is not None)
    assert verdict(made) == f"equal to 1e-06 under weight norm along axis {dim}"
    state = layer.state_dict()
    state["0.weight"][1, 2, 3] *= 1.001
    torch.save(state, tmp_path / "removed.pt")
    report = inspector.compare(tmp_path / "old.pt", tmp_path / "removed.pt")
    (wrong,) = [result for result in report.results if not result.agrees]
    assert verdict(wrong).endswith("largest at [1, 2, 3]")
