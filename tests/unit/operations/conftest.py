"""Files that the operations are tried on."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A small training checkpoint: a view, a tensor with NaN, an empty one, one without data, values."""
    path = tmp_path / "model.pth"
    weight = torch.arange(6, dtype=torch.float32).reshape(2, 3)
    state = {
        "hidden.weight": weight,
        "hidden.bias": torch.tensor([0.0, math.nan, math.inf]),
        "tied.weight": weight.t(),
        "empty": torch.zeros(0, 4),
        "meta": torch.empty(3, device="meta"),
    }
    torch.save({"model": state, "epoch": 3}, path)
    return path
