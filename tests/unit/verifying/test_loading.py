"""Weights that a module computes, loaded into one that does not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations, prune
from torch.nn.utils.spectral_norm import SpectralNorm
from torch.nn.utils.weight_norm import WeightNorm

from inspector.names.renaming import Renaming
from inspector.verifying.worker.loading import loaded
from inspector.worker_main import WorkerJob
from tests.verifying import rebuilt, saved

pytestmark = pytest.mark.filterwarnings("ignore:.*weight_norm.* is deprecated:FutureWarning")


def plain() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.ConvTranspose2d(4, 5, 2), nn.Flatten(), nn.Linear(5 * 16, 2))


@pytest.mark.parametrize(
    "compute",
    [
        lambda part: prune.random_unstructured(part, "weight", 0.5),
        lambda part: prune.l1_unstructured(part, "bias", 1),
        lambda part: WeightNorm.apply(part, "weight", 0),
        lambda part: WeightNorm.apply(part, "weight", 1),
        lambda part: WeightNorm.apply(part, "weight", -1),
        parametrizations.weight_norm,
        lambda part: SpectralNorm.apply(part, "weight", 1, int(isinstance(part, nn.ConvTranspose2d)), 1e-12),
        parametrizations.spectral_norm,
    ],
)
@pytest.mark.parametrize("wrapper", ["", "module._orig_mod."])
def test_outputs_are_those_of_the_module_that_computes_them(
    tmp_path: Path, compute: Callable[[nn.Module], Any], wrapper: str
) -> None:
    module = plain()
    for part in module:
        if hasattr(part, "weight"):
            compute(part)
    inputs = torch.randn(2, 3, 5, 5)
    module(inputs)  # spectral normalisation takes a step
    expected = module.eval()(inputs)
    path = saved(tmp_path / "m.pth", {wrapper + key: value for key, value in module.state_dict().items()})
    descriptor = os.open(os.devnull, os.O_WRONLY)
    try:
        found = loaded(plain().eval(), str(path), Renaming(()), WorkerJob(descriptor, 0))
    finally:
        os.close(descriptor)
    assert (found.missing, found.unexpected, found.mismatched) == ((), (), ())
    assert torch.equal(found.module(inputs), expected)


@pytest.mark.slow
def test_a_pickled_module_that_computes_its_weights_is_rebuilt(tmp_path: Path) -> None:
    module = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
    prune.l1_unstructured(module[0], "weight", 0.5)
    WeightNorm.apply(module[2], "weight", 0)
    report = rebuilt(saved(tmp_path / "m.pt", module), "pickled")
    assert (report.missing, report.unexpected, report.problem) == ((), (), "")
