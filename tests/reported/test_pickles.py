"""Whole modules, tensors of other devices, arrays of other packages, joblib, graphs of objects: what pickles hold."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import joblib
import ml_dtypes
import numpy as np
import pytest
import safetensors.torch
import torch
from torch import nn
from torch._utils import _rebuild_device_tensor_from_numpy

from tests.reported.conftest import Program

Placed = Callable[[type, str], Any]

_TEXT = "x" * 20_000


def test_an_lstm_has_the_parameters_of_its_state_dict(program: Program, tmp_path: Path) -> None:
    module = nn.LSTM(3, 4)
    torch.save(module, tmp_path / "m.pt")
    torch.save(module.state_dict(), tmp_path / "sd.pth")
    assert torch.load(program.exported(tmp_path / "m.pt", tmp_path / "o.pth")).keys() == module.state_dict().keys()
    assert program.run("ls", tmp_path / "m.pt", "--json").record["totals"]["parameters"] == 144
    assert program.diff(tmp_path / "m.pt", tmp_path / "sd.pth")["only_in_a"] == []


def test_plain_attributes_are_not_exported(program: Program, placed: Placed, tmp_path: Path) -> None:
    class Net(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(2, 2)
            self.stride, self.anchors = torch.tensor([8.0, 16.0]), torch.zeros(2, 3)

    module = placed(Net, "ultra.tasks")()
    torch.save({"model": module, "epoch": 1}, tmp_path / "y.pt")
    words = ("--match", "model.*", "--rename", "model.*=*")
    exported = program.exported(tmp_path / "y.pt", tmp_path / "o.pth", *words)
    assert torch.load(exported).keys() == module.state_dict().keys()


def test_tensors_of_other_devices_are_converted(program: Program, tmp_path: Path) -> None:
    """https://github.com/pytorch/xla/issues/2858"""

    class Rebuilt:
        def __init__(self, values: list[float], dtype: torch.dtype) -> None:
            self.args = (np.array(values, "f4"), dtype, "xla:1", False)

        def __reduce__(self) -> Any:
            return _rebuild_device_tensor_from_numpy, self.args

    torch.save({"b": Rebuilt([1.5, 2.25], torch.bfloat16), "i": Rebuilt([1.5, 3.0], torch.int32)}, tmp_path / "x.pt")
    tensors = program.tensors(tmp_path / "x.pt")
    assert (tensors["b"]["dtype"], tensors["b"]["nbytes"]) == ("bfloat16", 4)
    assert program.run("show", tmp_path / "x.pt", "i", "--json").record["values"] == [1, 3]
    exported = safetensors.torch.load_file(program.exported(tmp_path / "x.pt", tmp_path / "o.safetensors"))
    assert exported["b"].dtype == torch.bfloat16


@pytest.mark.parametrize("suffix", [".pkl", ".joblib"])
def test_joblib_files(program: Program, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    joblib.dump({"names": np.array(["a", "b"], dtype=object), "a": np.arange(6.0).reshape(2, 3), "z": 3}, path)
    assert program.tensors(path)["a"]["shape"] == [2, 3]
    assert program.run("scan", path).status == 0


def test_arrays_of_other_packages_and_masked_ones(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "p.pkl"
    small = np.array([[1.5, -2.25]], dtype=ml_dtypes.bfloat16)
    path.write_bytes(pickle.dumps({"a": small, "m": np.ma.masked_array([1.0, 2.0], [False, True]), "x": np.ones(2)}))
    tensors = program.tensors(path)
    assert (tensors["a"]["dtype"], tensors["a"]["shape"]) == ("bfloat16", [1, 2])
    assert program.run("show", path, "a", "--json").record["values"] == [[1.5, -2.25]]
    assert {"m.data", "m.mask", "x"} <= tensors.keys()
    assert program.run("scan", path).status == 0


def test_a_graph_lists_in_proportion_to_its_file(program: Program, placed: Placed, tmp_path: Path) -> None:
    class Node:
        pass

    placed(Node, "graph")
    base = [{"id": number, "v": float(number)} for number in range(40)]
    nodes: list[Any] = [Node() for _ in range(60)]
    for number, node in enumerate(nodes):
        node.genes, node.parents = base, nodes[max(0, number - 3) : number]
    path = tmp_path / "p.pkl"
    path.write_bytes(pickle.dumps(nodes))
    assert len(program.run("ls", path, "--json").out) < 40 * path.stat().st_size


@pytest.mark.parametrize(
    "shared",
    [
        [_TEXT] * 20_000,
        [b"x" * 20_000] * 20_000,
        [{"k" * 20_000: number} for number in range(5_000)],
        [tuple(range(2_000))] * 5_000,
        [{"text": _TEXT, "number": number} for number in range(5_000)],
    ],
    ids=["text", "bytes", "keys", "tuples", "values"],
)
def test_long_parts_that_are_shared_are_listed_once(program: Program, tmp_path: Path, shared: list[Any]) -> None:
    path = tmp_path / "p.pkl"
    path.write_bytes(pickle.dumps(shared))
    assert len(program.run("ls", path, "--json").out) < 150 * path.stat().st_size


def test_a_file_that_was_unpacked(program: Program, tmp_path: Path) -> None:
    torch.save({"w": torch.ones(2)}, tmp_path / "m.pth")
    with zipfile.ZipFile(tmp_path / "m.pth") as archive:
        archive.extractall(tmp_path / "x")
    for opened in (tmp_path / "x" / "m", tmp_path / "x" / "m" / "data.pkl"):
        assert list(program.tensors(opened)) == ["w"]


def test_views_of_large_storages_and_conjugates(program: Program, tmp_path: Path) -> None:
    """https://github.com/pytorch/pytorch/issues/1995"""
    values = torch.arange(1000.0)
    torch.save({"a": values[10:12], "b": values[::100], "c": torch.tensor([1 + 2j]).conj()}, tmp_path / "v.pt")
    found = torch.load(program.exported(tmp_path / "v.pt", tmp_path / "o.pth"))
    assert torch.equal(found["a"], values[10:12])
    assert torch.equal(found["b"], values[::100])
    assert (tmp_path / "o.pth").stat().st_size < 4000
    assert "1.-2.j" in program.run("show", tmp_path / "v.pt", "c").out.replace(" ", "")


def test_numpy_scalars_are_no_danger(program: Program, tmp_path: Path) -> None:
    """https://github.com/pytorch/pytorch/issues/138985"""
    torch.save({"ap": np.float64(0.5), "w": torch.ones(1)}, tmp_path / "n.pt")
    assert "0.5" in program.run("show", tmp_path / "n.pt", "ap").out
    assert program.run("scan", tmp_path / "n.pt").status == 0


def test_placeholders_of_sharded_parameters(program: Program, tmp_path: Path) -> None:
    """https://github.com/huggingface/transformers/issues/20082"""
    torch.save({"module": {"w": torch.empty(0)}, "param_shapes": [{"w": torch.Size([4, 3])}]}, tmp_path / "m.pt")
    assert "(4, 3)" in program.run("ls", tmp_path / "m.pt").out.replace("[", "(").replace("]", ")")
