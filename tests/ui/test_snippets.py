"""The lines of Python that the window offers load the tensor they are offered for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

import inspector
from inspector.tensors.entries import Attribute, TensorEntry
from inspector.ui.document.snippets import snippets
from tests.tensors import entry_of
from tests.ui.conftest import checkpoint_of

ARRAY = np.arange(6, dtype=np.float32).reshape(2, 3)


def written(folder: Path, kind: str) -> tuple[Path, str]:
    """A file of a kind with the array in it; returns its path and the array's key."""
    path = folder / f"it's {kind}"
    if kind == "torch.pth":
        torch.save({"model": {"w's": torch.from_numpy(ARRAY)}, "list": [0]}, path)
        return path, "model.w's"
    if kind == "legacy.pt":
        torch.save({3: torch.from_numpy(ARRAY)}, path, _use_new_zipfile_serialization=False)
        return path, "3"
    if kind == "a.safetensors":
        save_file({'w"\\': ARRAY}, path)
        return path, 'w"\\'
    if kind == "a.npz":
        np.savez(path, w=ARRAY)
        return path, "w"
    np.save(path, ARRAY)
    return path, ""


@pytest.mark.parametrize("kind", ["torch.pth", "legacy.pt", "a.safetensors", "a.npz", "a.npy"])
def test_every_way_loads_the_tensor(tmp_path: Path, kind: str) -> None:
    path, key = written(tmp_path, kind)
    with inspector.open(path) as checkpoint:
        entry = checkpoint[key]
        assert isinstance(entry, TensorEntry)
        ways = snippets(checkpoint, entry)
    assert len(ways) == 2
    for _library, code in ways:
        found: dict[str, Any] = {}
        exec(code, found)
        loaded = found["tensor"] if "tensor" in found else found["array"]
        np.testing.assert_array_equal(np.asarray(loaded), ARRAY)


def test_the_lines_work_in_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = written(tmp_path, "a.npz")
    monkeypatch.chdir(tmp_path)
    with inspector.open(path.name) as checkpoint:
        entry = checkpoint[key]
        assert isinstance(entry, TensorEntry)
        assert [repr(str(path)) in code for _, code in snippets(checkpoint, entry)] == [True, True]


def test_what_would_need_the_classes_of_the_file_is_not_offered() -> None:
    entry = entry_of(ARRAY, path=("net", Attribute("_parameters"), "w"))
    assert [library for library, _ in snippets(checkpoint_of([entry]), entry)] == ["Checkpoint Inspector"]
