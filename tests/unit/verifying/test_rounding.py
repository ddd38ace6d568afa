"""Half precision: what rounding explains is told from an altered weight, by a bound computed for the network at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

import inspector
from inspector.operations.verification import VerifyReport
from inspector.verifying.worker.inputs import Inputs
from inspector.verifying.worker.rounding import coarser, is_explained, rounding_spread
from tests.verifying import outputs_of, saved

HALVES = [torch.float16, torch.bfloat16]
pytestmark = pytest.mark.usefixtures("in_this_process")


def perceptron(seed: int = 0) -> nn.Sequential:
    """The d2l perceptron: 20, 256, 10."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.Linear(256, 10)).eval()


def rounded(module: nn.Module, kind: torch.dtype) -> dict[str, torch.Tensor]:
    return {key: value.to(kind) for key, value in module.state_dict().items()}


def verified(path: Path, **options: Any) -> VerifyReport:
    return inspector.verify(path, "sequential-mlp", **options)


@pytest.mark.parametrize("kind", HALVES)
def test_a_copy_in_half_precision_is_as_close_as_rounding_allows(kind: torch.dtype, tmp_path: Path) -> None:
    name = str(kind).removeprefix("torch.")
    module = perceptron()
    x, y = outputs_of(tmp_path, module, torch.randn(4, 20))
    half = saved(tmp_path / "half.pth", rounded(module, kind))
    full = saved(tmp_path / "full.pth", module.state_dict())
    for report in (
        verified(half, input=x, expected=y),
        verified(half, input=x, against=full),
        verified(full, input=x, against=half),
    ):
        assert (report.match, report.bitwise, report.rounding, report.found) == (True, False, name, {})
        assert report.max_abs is not None
        assert report.allowed is not None
        assert 1e-5 < report.max_abs < report.allowed < 50 * report.max_abs
        assert report.sentence.startswith(
            f"Outputs match as closely as {name} rounding allows: they differ by at most "
        )
    assert verified(half, input=x, against=half).rounding == ""


@pytest.mark.parametrize("kind", HALVES)
@pytest.mark.parametrize("layer", [0, 2])
def test_a_weight_altered_by_a_few_hundredths_is_no_rounding(kind: torch.dtype, layer: int, tmp_path: Path) -> None:
    module = perceptron()
    x, y = outputs_of(tmp_path, module, torch.randn(4, 20))
    full = saved(tmp_path / "full.pth", module.state_dict())
    state = module.state_dict()
    state[f"{layer}.weight"][3, 7] += 0.01 if kind is torch.float16 else 0.1
    half = saved(tmp_path / "half.pth", {key: value.to(kind) for key, value in state.items()})
    for report in (verified(half, input=x, expected=y, search=False), verified(half, input=x, against=full)):
        assert (report.match, report.problem) == (False, "")
        assert "rounding does not explain" in report.sentence
    assert report.first_divergence == "0"  # all layers are rounded


def test_outputs_recorded_in_half_precision(tmp_path: Path) -> None:
    module = perceptron().half()
    x = torch.randn(4, 20).half()
    with torch.inference_mode():
        y = module(x)
    y = y.clone()
    torch.save(y, tmp_path / "Y.pt")
    torch.save(x, tmp_path / "X.pt")
    path = saved(tmp_path / "half.pth", module.state_dict())
    report = verified(path, input=tmp_path / "X.pt", expected=tmp_path / "Y.pt")
    assert (report.match, report.rounding) == (True, "float16")
    y[2, 3] += 0.02
    torch.save(y, tmp_path / "Y.pt")
    assert not verified(path, input=tmp_path / "X.pt", expected=tmp_path / "Y.pt", search=False).match


def test_another_activation_is_found_through_the_rounding_and_a_wrong_one_is_never_green(tmp_path: Path) -> None:
    torch.manual_seed(2)
    module = nn.Sequential(nn.Linear(20, 64), nn.GELU(approximate="tanh"), nn.Linear(64, 10)).eval()
    x, y = outputs_of(tmp_path, module, torch.randn(16, 20))
    path = saved(tmp_path / "half.pth", rounded(module, torch.float16))
    report = verified(path, input=x, expected=y)
    assert (report.match, report.found, report.rounding) == (True, {"activation": "gelu_tanh"}, "float16")
    assert "as closely as float16 rounding allows" in report.sentence
    assert not verified(path, input=x, expected=y, params={"activation": "relu"}).match


@pytest.mark.parametrize("kind", HALVES)
def test_no_honest_rounding_is_refused_and_no_error_of_ten_spreads_is_let_through(kind: torch.dtype) -> None:
    """A hundred networks of one output and of many."""
    name = str(kind).removeprefix("torch.")
    for seed in range(50):
        for outputs in (1, 10):
            torch.manual_seed(seed)
            module = nn.Sequential(nn.Linear(12, 24), nn.Tanh(), nn.Linear(24, outputs)).eval()
            inputs = Inputs((torch.randn(3, 12),), {}, {})
            with torch.inference_mode():
                exact = [inputs.call(module)]
                spread = rounding_spread(module, inputs, exact, dict.fromkeys(module.state_dict(), name), "")
                assert spread is not None
                half = [inputs.call(module.to(kind).float())]
            assert is_explained(half, exact, spread)[0]
            assert not is_explained([exact[0] + 10 * spread.spreads[0]], exact, spread)[0]


def test_one_element_and_all_of_them_are_judged() -> None:
    torch.manual_seed(0)
    module = nn.Sequential(nn.Linear(12, 24), nn.Tanh(), nn.Linear(24, 200)).eval()
    inputs = Inputs((torch.randn(5, 12),), {}, {})
    with torch.inference_mode():
        exact = [inputs.call(module)]
        spread = rounding_spread(module, inputs, exact, dict.fromkeys(module.state_dict(), "float16"), "")
    assert spread is not None
    one = exact[0].double()
    one[2, 7] += 8 * spread.spreads[0][2, 7]
    assert not is_explained([one], exact, spread)[0]
    assert not is_explained([exact[0].double() + 4 * spread.spreads[0]], exact, spread)[0]
    assert is_explained([exact[0].double() + spread.spreads[0]], exact, spread)[0]


def test_only_types_that_differ_explain_a_difference() -> None:
    ours = {"a": "float16", "b": "float16", "c": "float32", "d": "float32", "e": "bfloat16"}
    theirs = {"a": "float16", "b": "bfloat16", "c": "float16", "d": "float32", "f": "float16"}
    assert coarser(ours, theirs) == {"b": "bfloat16", "c": "float16"}


def test_what_is_no_number_is_not_explained(tmp_path: Path) -> None:
    module = perceptron()
    x, y = outputs_of(tmp_path, module, torch.randn(4, 20))
    values = np.load(y)
    values[0, 0] = np.nan
    np.save(y, values)
    half = saved(tmp_path / "half.pth", rounded(module, torch.float16))
    assert verified(half, input=x, expected=y, search=False).match is False
