"""Comparing files of several formats, as people have them: fine-tuned, pruned, cast, renamed, wrapped, gone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.comparing.alignment import align
from inspector.comparing.comparison import compare
from inspector.comparing.content_matching import matched_by_content
from inspector.comparing.name_map import Map
from inspector.comparing.results import PairResult, State
from inspector.errors import CheckpointError


def model() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    shapes = {"hidden.weight": (32, 20), "hidden.bias": (32,), "output.weight": (10, 32), "output.bias": (10,)}
    return {key: torch.randn(shape, generator=generator) for key, shape in shapes.items()}


def save_npz(tensors: Mapping[str, torch.Tensor], path: Path) -> None:
    arrays: Any = {key: tensor.numpy() for key, tensor in tensors.items()}
    np.savez(path, **arrays)


WRITERS: dict[str, Callable[[Any, Path], object]] = {
    "pth": torch.save,
    "safetensors": lambda tensors, path: save_file(tensors, path),
    "npz": save_npz,
}


def compared(a: Path, b: Path, names: Map | None = None, *, by_content: bool = False) -> dict[str, PairResult]:
    with inspector.open(a) as file_a, inspector.open(b) as file_b:
        alignment = align(file_a.entries, file_b.entries, names)
        if by_content:
            alignment = matched_by_content(alignment)
        return {result.key: result for result in compare(file_a, file_b, alignment)}


@pytest.mark.parametrize("suffix_a", WRITERS)
@pytest.mark.parametrize("suffix_b", WRITERS)
def test_formats_against_each_other(tmp_path: Path, suffix_a: str, suffix_b: str) -> None:
    a, b, changed = tmp_path / f"a.{suffix_a}", tmp_path / f"b.{suffix_b}", tmp_path / f"changed.{suffix_b}"
    WRITERS[suffix_a](model(), a)
    WRITERS[suffix_b](model(), b)
    assert {result.state for result in compared(a, b).values()} == {State.IDENTICAL}
    WRITERS[suffix_b](model() | {"hidden.bias": model()["hidden.bias"] * 2}, changed)
    found = compared(a, changed)
    assert [key for key, result in found.items() if not result.agrees] == ["hidden.bias"]


def test_sparse_tensors_of_a_huge_dense_form_are_not_gone_through(tmp_path: Path) -> None:
    size = (1 << 20, 1 << 20)
    for name, value in (("a", 1.0), ("b", 2.0)):
        indices = torch.tensor([[0], [7]])
        huge = torch.sparse_coo_tensor(indices, torch.tensor([value]), size, check_invariants=True)
        torch.save({"huge": huge, "small": torch.ones(2)}, tmp_path / f"{name}.pth")
    found = compared(tmp_path / "a.pth", tmp_path / "b.pth")
    assert found["huge"].state is State.UNREADABLE
    assert found["small"].state is State.IDENTICAL


def test_a_fine_tuned_model(tmp_path: Path) -> None:
    tuned = model()
    for depth, key in enumerate(tuned):
        tuned[key] = tuned[key] * (1 + depth * 0.01)
    torch.save(model(), tmp_path / "base.pth")
    save_file(tuned, tmp_path / "tuned.safetensors")
    found = compared(tmp_path / "base.pth", tmp_path / "tuned.safetensors")
    changes = [result.change for result in found.values()]
    assert changes == pytest.approx([0, 0.01, 0.02, 0.03], abs=1e-6)
    assert all(result.difference is None or result.difference.cosine > 0.999999 for result in found.values())


def test_a_pruned_model(tmp_path: Path) -> None:
    pruned = model()
    weight = pruned["hidden.weight"]
    weight[weight.abs() < weight.abs().median()] = 0
    torch.save(model(), tmp_path / "a.pth")
    torch.save(pruned, tmp_path / "b.pth")
    found = compared(tmp_path / "a.pth", tmp_path / "b.pth")["hidden.weight"].difference
    assert found is not None
    assert found.differing == 319
    assert found.max_abs == pytest.approx(float(model()["hidden.weight"].abs().median()), abs=0.01)
    assert found.histograms is not None
    assert found.distance > 0.3


def test_a_half_precision_copy(tmp_path: Path) -> None:
    torch.save(model(), tmp_path / "a.pth")
    save_file({key: tensor.half() for key, tensor in model().items()}, tmp_path / "b.safetensors")
    found = compared(tmp_path / "a.pth", tmp_path / "b.safetensors")
    assert {result.state for result in found.values()} == {State.DTYPE_CHANGED}
    assert all(0 < result.change < 2**-11 for result in found.values())


def test_a_renamed_and_reordered_model(tmp_path: Path) -> None:
    renamed = {key.replace("hidden", "stem").replace("output", "head"): tensor for key, tensor in model().items()}
    torch.save(model(), tmp_path / "a.pth")
    torch.save(dict(reversed(renamed.items())), tmp_path / "b.pth")
    found = compared(tmp_path / "a.pth", tmp_path / "b.pth")
    assert {result.state for result in found.values()} == {State.ONLY_IN_A, State.ONLY_IN_B}
    rules = Map.given(["hidden.*=stem.*", "output.*=head.*"])
    assert {result.state for result in compared(tmp_path / "a.pth", tmp_path / "b.pth", rules).values()} == {
        State.IDENTICAL
    }
    found = compared(tmp_path / "a.pth", tmp_path / "b.pth", by_content=True)
    assert {result.state for result in found.values()} == {State.IDENTICAL}


class Net(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = torch.nn.Linear(20, 32)
        self.output = torch.nn.Linear(32, 10)
        self.load_state_dict(model())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.output(self.hidden(x))
        return y


@pytest.mark.slow
def test_training_checkpoint_whole_module_and_wrapped_model_against_the_bare_one(tmp_path: Path) -> None:
    net = Net()
    optimizer = torch.optim.Adam(net.parameters())
    net(torch.ones(1, 20)).sum().backward()
    optimizer.step()
    net.load_state_dict(model())
    torch.save(model(), tmp_path / "bare.pth")
    torch.save({"model": net.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3}, tmp_path / "training.pth")
    torch.save(net, tmp_path / "module.pth")
    torch.save(torch.nn.DataParallel(net).state_dict(), tmp_path / "parallel.pth")
    for name in ("training", "module", "parallel"):
        found = compared(tmp_path / f"{name}.pth", tmp_path / "bare.pth")
        assert len(found) == 4
        assert {result.state for result in found.values()} == {State.IDENTICAL}


def test_the_second_file_vanishes_or_shrinks(tmp_path: Path) -> None:
    torch.save({"x": torch.randn(100_000), "y": torch.ones(3)}, tmp_path / "a.pth")
    torch.save({"x": torch.randn(100_000), "y": torch.ones(3)}, tmp_path / "b.pth")
    with inspector.open(tmp_path / "a.pth") as a, inspector.open(tmp_path / "b.pth") as b:
        alignment = align(a.entries, b.entries)
        (tmp_path / "b.pth").unlink()
        assert [result.state for result in compare(a, b, alignment)] == [State.CHANGED, State.IDENTICAL]
    torch.save({"x": torch.randn(100_000), "y": torch.ones(3)}, tmp_path / "b.pth")
    with inspector.open(tmp_path / "a.pth") as a, inspector.open(tmp_path / "b.pth") as b:
        alignment = align(a.entries, b.entries)
        stamp = (tmp_path / "b.pth").stat()
        os.truncate(tmp_path / "b.pth", 1000)
        os.utime(tmp_path / "b.pth", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # else all of it counts as changed
        results = compare(a, b, alignment)
        found = [next(results), next(results)]
        assert [result.state for result in found] == [State.UNREADABLE, State.UNREADABLE]
        assert "became shorter" in found[0].reason
        with pytest.raises(CheckpointError, match="changed while it was read"):
            next(results)


def test_big_endian_npy_columns(tmp_path: Path) -> None:
    array = np.random.default_rng(0).normal(size=(30, 20)).astype("f4")
    np.save(tmp_path / "a.npy", np.asfortranarray(array.astype(">f4")))
    np.save(tmp_path / "b.npy", array)
    (result,) = compared(tmp_path / "a.npy", tmp_path / "b.npy").values()
    assert result.is_bitwise


@pytest.mark.slow
def test_memory_does_not_grow_with_the_tensors(tmp_path: Path) -> None:
    path_a, path_b = tmp_path / "a.npy", tmp_path / "b.npy"
    for path, value in ((path_a, 0), (path_b, 1)):
        array = np.lib.format.open_memmap(path, "w+", np.float32, (64 << 20,))
        array[:] = value
        array.flush()
    script = (
        "import sys, inspector\n"
        "from pathlib import Path\n"
        "from inspector.comparing.alignment import align\n"
        "from inspector.comparing.comparison import compare\n"
        "def status(name):\n"
        "    lines = Path('/proc/self/status').read_text().splitlines()\n"
        "    return next(int(line.split()[1]) for line in lines if line.startswith(name))\n"
        "with inspector.open(sys.argv[1]) as a, inspector.open(sys.argv[2]) as b:\n"
        "    idle = status('VmRSS')\n"
        "    assert len(list(compare(a, b, align(a.entries, b.entries)))) == 1\n"
        "    print(status('VmHWM') - idle)\n"
    )
    answer = subprocess.run([sys.executable, "-c", script, path_a, path_b], check=True, capture_output=True, text=True)
    assert int(answer.stdout) < 64_000
