from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.tensors.entries import ValueEntry


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    save_file({f"layers.{number}": np.zeros(1, np.float32) for number in range(3)}, tmp_path / "a.safetensors")
    with inspector.open(tmp_path / "a.safetensors") as opened:
        return opened


def test_entries_are_found_by_key(checkpoint: Checkpoint) -> None:
    assert checkpoint["layers.1"] is checkpoint.entries[1]
    with pytest.raises(SelectionError, match=r"a.safetensors has no entry 'layers.3'"):
        checkpoint["layers.3"]


def test_of_several_entries_with_a_key_the_first_is_found(checkpoint: Checkpoint) -> None:
    first, second = ValueEntry(("a", "b"), 1), ValueEntry(("a.b",), 2)
    assert Checkpoint(checkpoint.location, "torch", (), (first, second))["a.b"] is first


def test_what_was_found_by_key_does_not_travel_along(checkpoint: Checkpoint) -> None:
    before = pickle.dumps(checkpoint)
    assert checkpoint["layers.0"]
    assert pickle.dumps(checkpoint) == before
    assert pickle.loads(before)["layers.0"].path == ("layers.0",)
