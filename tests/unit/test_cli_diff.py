from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from inspector.errors import CheckpointError
from inspector.sources.local_file import LocalFile
from tests.command_line import Answer, Run, answer_to


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> Run:
    def diff(*words: object) -> Answer:
        return answer_to(capsys, "diff", *words)

    return diff


def model() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    shapes = {"hidden.weight": (32, 20), "hidden.bias": (32,), "output.weight": (10, 32), "output.bias": (10,)}
    return {key: torch.randn(shape, generator=generator) for key, shape in shapes.items()}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    torch.save(model(), tmp_path / "base.pth")
    return tmp_path / "base.pth"


@pytest.fixture
def tuned(tmp_path: Path) -> Path:
    """All states: changed (twice), another shape, another type, in one only, and nothing identical but one bias."""
    tensors = model()
    tensors["hidden.weight"] = tensors["hidden.weight"] * 1.01
    tensors["output.weight"] = tensors["output.weight"][:9].clone()
    tensors["output.bias"] = tensors["output.bias"].double()
    tensors["new"] = torch.ones(3)
    save_file(tensors, tmp_path / "tuned.safetensors")
    return tmp_path / "tuned.safetensors"


def saved(path: Path, tensors: Mapping[str, Any]) -> Path:
    torch.save(tensors, path)
    return path


def test_identical_files_are_0(diff: Run, base: Path, tmp_path: Path) -> None:
    save_file(model(), tmp_path / "copy.safetensors")
    answer = diff(base, tmp_path / "copy.safetensors")
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == f"A  {base}: pytorch-zip, 4 tensors, 1,002 parameters, 3.91 KiB"
    assert lines[-1] == "4 tensors: 4 identical"
    assert len(lines) == 3
    arrays: Any = {key: tensor.numpy() for key, tensor in model().items()}
    np.savez(tmp_path / "copy.npz", **arrays)
    assert diff(base, tmp_path / "copy.npz").status == 0


def test_differences_are_1_and_a_table_by_change(diff: Run, base: Path, tuned: Path) -> None:
    answer = diff(base, tuned)
    assert (answer.status, answer.err) == (1, "")
    row = answer.row("hidden.weight")
    assert row[:7] == ["changed", "hidden.weight", "float32", "32", "×", "20", "0.01"]
    difference = (model()["hidden.weight"] * 1.01 - model()["hidden.weight"]).abs()
    assert [float(number) for number in row[7:9]] == pytest.approx(
        [float(difference.max()), float(difference.mean())], rel=0.01
    )
    assert row[9:] == ["1", "100%"]
    assert answer.row("output.bias")[:7] == ["dtype", "changed", "output.bias", "float32", "→", "float64", "10"]
    assert answer.row("output.weight")[:16] == [
        "shape", "changed", "output.weight", "float32", "10", "×", "32", "→", "9", "×", "32", "(common", "9", "×", "32:",
        "identical)",
    ]  # fmt: skip
    assert answer.row("new")[:4] == ["only", "in", "b", "new"]
    assert "hidden.bias" not in answer.out
    keys = [line.split()[:3] for line in answer.out.splitlines()[3:-2]]
    assert [words[-1] for words in keys] == ["float32", "output.bias", "output.weight", "b"]
    assert answer.out.splitlines()[-2] == "hidden.weight: B is A times 1.01, up to rounding."
    assert answer.out.splitlines()[-1] == (
        "5 tensors: 1 identical, 1 changed, 1 dtype changed, 1 shape changed, 1 only in b"
    )


def test_json_is_one_object_as_the_contract_says(diff: Run, base: Path, tuned: Path) -> None:
    answer = diff(base, tuned, "--json")
    assert answer.status == 1
    record = answer.record
    assert (record["a"], record["b"]) == (str(base), str(tuned))
    assert record["identical"] == 1
    assert record["only_in_a"] == []
    assert record["only_in_b"] == ["new"]
    assert [entry["key_a"] for entry in record["shape_changed"]] == ["output.weight"]
    assert [entry["key_a"] for entry in record["dtype_changed"]] == ["output.bias"]
    (changed,) = record["changed"]
    assert changed["key_a"] == changed["key_b"] == "hidden.weight"
    assert changed["differing"] == 640
    assert changed["rel_l2"] == pytest.approx(0.01, rel=1e-4)
    assert changed["cosine"] == pytest.approx(1)
    a, b = model()["hidden.weight"], model()["hidden.weight"] * 1.01
    assert changed["max_abs"] == (b - a).abs().max().item()
    assert changed["mean_abs"] == pytest.approx((b - a).abs().mean().item())
    assert record["map"]["rules"] == []


def test_tolerances(diff: Run, base: Path, tmp_path: Path) -> None:
    near = saved(tmp_path / "near.pth", {key: tensor * (1 + 1e-4) for key, tensor in model().items()})
    assert diff(base, near).status == 1
    assert diff(base, near, "--rtol", "1e-5").status == 1
    within = diff(base, near, "--rtol", "1e-3")
    assert within.status == 0
    assert within.out.splitlines()[-1] == "4 tensors: 4 identical"
    assert within.row("hidden.weight")[0] == "identical"
    half = saved(tmp_path / "half.pth", {key: tensor.half() for key, tensor in model().items()})
    assert diff(base, half).status == 1
    assert diff(base, half, "--rtol", "1e-3", "--atol", "1e-6").status == 0
    assert diff(base, half, "--atol", "1e-3", "--json").record["dtype_changed"][0]["outside"] == 0


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "x"])
def test_tolerances_that_are_none_are_wrong_use(diff: Run, base: Path, value: str) -> None:
    assert diff(base, base, f"--rtol={value}").status == 2


def test_prefixes_are_seen_through_and_told(diff: Run, base: Path, tmp_path: Path) -> None:
    parallel = saved(tmp_path / "parallel.pth", {f"module.{key}": tensor for key, tensor in model().items()})
    answer = diff(parallel, base)
    assert answer.status == 0
    assert "names: module.*=* (prefix, 4 pairs)" in answer.out.splitlines()
    assert diff(base, parallel, "--json").record["map"]["rules"] == [
        {"rule": "*=module.*", "origin": "prefix", "pairs": 4}
    ]


def test_a_training_checkpoint_against_the_bare_model(diff: Run, base: Path, tmp_path: Path) -> None:
    training = saved(
        tmp_path / "training.pth",
        {"state_dict": model(), "optimizer": {"state": {0: {"exp_avg": torch.ones(3)}}}, "epoch": 3},
    )
    answer = diff(training, base)
    assert answer.status == 0
    assert "not compared in A: 1 tensor, such as optimizer.state.0.exp_avg" in answer.out.splitlines()
    assert diff(base, training, "--json").record["map"]["aside_b"] == ["optimizer.state.0.exp_avg"]


def test_rules_of_ones_own(diff: Run, base: Path, tmp_path: Path) -> None:
    renamed = {key.replace("hidden", "stem").replace("output", "head"): t * 2 for key, t in model().items()}
    other = saved(tmp_path / "other.pth", renamed)
    answer = diff(base, other)
    assert answer.status == 1
    assert "No tensors in common" in answer.out
    answer = diff(base, other, "--map", "hidden.*=stem.*", "output.*=head.*")
    assert "names: hidden.*=stem.* (given, 2 pairs)" in answer.out.splitlines()
    assert answer.out.splitlines()[-1] == "4 tensors: 4 changed"
    assert "{hidden → stem}.weight" in answer.out
    wrong = diff(base, other, "--map", "nonsense")
    assert wrong.status == 2
    assert "OLD=NEW" in wrong.err


def test_tensors_that_moved_are_found(diff: Run, base: Path, tmp_path: Path) -> None:
    renamed = {key.replace("hidden", "stem"): tensor for key, tensor in reversed(model().items())}
    answer = diff(base, saved(tmp_path / "moved.pth", renamed))
    assert answer.status == 0
    assert "names: hidden.weight=stem.weight (moved, 1 pair)" in answer.out.splitlines()


def test_transposed_matrices_are_offered(diff: Run, base: Path, tmp_path: Path) -> None:
    turned = saved(tmp_path / "turned.pth", model() | {"hidden.weight": model()["hidden.weight"].T.contiguous()})
    answer = diff(base, turned)
    assert answer.status == 1
    hint = "hidden.weight is the transpose of hidden.weight: --transpose 'hidden.weight' compares them transposed"
    assert hint in answer.out.splitlines()
    assert diff(base, turned, "--transpose", "hidden.*").status == 0
    named = saved(
        tmp_path / "named.pth", {key.replace("hidden.weight", "kernel"): t for key, t in torch.load(turned).items()}
    )
    hint = "hidden.weight is the transpose of kernel: --map 'hidden.weight=kernel' --transpose 'hidden.weight' compares"
    assert hint in diff(base, named).out
    assert diff(base, named, "--map", "hidden.weight=kernel", "--transpose", "hidden.weight").status == 0


def test_match_chooses_by_the_key_of_either_file(diff: Run, base: Path, tuned: Path, tmp_path: Path) -> None:
    assert diff(base, tuned, "--match", "hidden.bias").status == 0
    answer = diff(base, tuned, "--match", "*.weight", "--json").record
    assert answer["only_in_b"] == []
    assert [entry["key_a"] for entry in answer["changed"]] == ["hidden.weight"]
    parallel = saved(tmp_path / "parallel.pth", {f"module.{key}": tensor for key, tensor in model().items()})
    for pattern in ("hidden.*", "module.hidden.*"):
        assert diff(parallel, base, "--match", pattern, "--json").record["identical"] == 2
    nothing = diff(base, tuned, "--match", "absent")
    assert nothing.status == 0
    assert nothing.out.splitlines()[-1] == "0 tensors: nothing to compare"


def test_nan_is_equal_to_nan_and_to_nothing_else(diff: Run, tmp_path: Path) -> None:
    a = saved(tmp_path / "a.pth", {"x": torch.tensor([float("nan"), 1.0, 2.0])})
    b = saved(tmp_path / "b.pth", {"x": torch.tensor([float("nan"), float("nan"), 2.0])})
    assert diff(a, saved(tmp_path / "c.pth", {"x": torch.tensor([float("nan"), 1.0, 2.0])})).status == 0
    answer = diff(a, b)
    assert answer.status == 1
    assert "not finite" in answer.out
    assert answer.row("x")[-2:] == ["33.3%", "1"]
    assert diff(a, b, "--json").record["changed"][0]["disordered"] == 1


def test_the_same_file_needs_no_reading(diff: Run, base: Path) -> None:
    answer = diff(base, base)
    assert answer.status == 0
    assert "A and B are the same file." in answer.out.splitlines()
    assert diff(base, base, "--json").record["same_file"] is True


def test_files_that_cannot_be_read_are_3(diff: Run, base: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pth"
    broken.write_bytes(base.read_bytes()[:1000])
    for words, name in (
        ((base, broken), broken),
        ((broken, base), broken),
        ((base, tmp_path / "none"), tmp_path / "none"),
    ):
        answer = diff(*words)
        assert answer.status == 3
        assert answer.err.startswith(f"checkpoint-inspector: {name}: ")
        assert answer.err.count("\n") == 1
        assert "Traceback" not in answer.err
    assert diff(base, broken, "--json").record["file"] == str(broken)


def test_a_tensor_that_cannot_be_read_is_3_and_the_others_are_compared(diff: Run, tmp_path: Path) -> None:
    with torch.device("meta"):
        meta = torch.empty(3)
    a = saved(tmp_path / "a.pth", {"x": torch.ones(3), "y": torch.ones(2)})
    b = saved(tmp_path / "b.pth", {"x": meta, "y": torch.zeros(2)})
    answer = diff(a, b)
    assert answer.status == 3
    assert "1 tensor can't be compared: x has no data in B (device meta)" in answer.err
    assert answer.row("y")[0] == "changed"
    record = diff(a, b, "--json").record
    assert record["unreadable"] == [{"key_a": "x", "key_b": "x", "reason": "has no data in B (device meta)"}]


def test_html_replaces_an_older_page(diff: Run, base: Path, tuned: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    for _ in range(2):  # an older page is replaced
        assert diff(base, tuned, "--html", page).status == 1
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "hidden.weight" in page.read_text(encoding="utf-8")
    content = tuned.read_bytes()
    refused = diff(base, tuned, "--html", tuned)
    assert refused.status == 3
    assert "is a source of this report" in refused.err
    assert tuned.read_bytes() == content
    assert diff(base, tuned, "--html", tmp_path / "no folder" / "x.html").status == 3


def test_keys_that_could_play_with_a_terminal_are_escaped(diff: Run, tmp_path: Path) -> None:
    a = saved(tmp_path / "a.pth", {"x\x1b[2J\n": torch.ones(2)})
    b = saved(tmp_path / "b.pth", {"x\x1b[2J\n": torch.zeros(2)})
    answer = diff(a, b)
    assert "\x1b" not in answer.out
    assert r"x\x1b[2J\n" in answer.out


def test_rows_fit_the_terminal(base: Path, tmp_path: Path) -> None:
    import pty

    long = "a" * 150
    a = saved(tmp_path / "a.pth", {f"{long}.weight": torch.ones(2)})
    b = saved(tmp_path / "b.pth", {f"{long}.weight": torch.zeros(2)})
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "inspector", "diff", str(a), str(b)]
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    process = subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, env=environment)
    os.close(slave)
    text = b""
    try:
        while chunk := os.read(master, 65536):
            text += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(master)
    assert process.wait() == 1
    rows = [line for line in text.decode().splitlines() if line.startswith(("state", "changed"))]
    assert len(rows) == 2
    assert all(len(row.rstrip()) <= 100 for row in rows)
    assert "…" in rows[1]


def test_many_moved_tensors_do_not_flood_the_screen(diff: Run, tmp_path: Path) -> None:
    generator = torch.Generator().manual_seed(0)
    tensors = [torch.randn(4, generator=generator) for _ in range(60)]
    a = saved(tmp_path / "a.pth", {f"a{n}.x{n}": tensor for n, tensor in enumerate(tensors)})
    b = saved(tmp_path / "b.pth", {f"b{n}.y{n}": tensor for n, tensor in enumerate(tensors)})
    answer = diff(a, b)
    assert answer.status == 0
    assert sum(line.startswith("names:") for line in answer.out.splitlines()) == 20
    assert "and 40 more rules: see --json" in answer.out.splitlines()


def test_help_and_wrong_use(diff: Run, base: Path) -> None:
    assert diff("--help").status == 0
    assert diff(base).status == 2
    assert diff(base, base, base).status == 2


def test_a_file_that_is_written_to_meanwhile_is_3_and_the_results_are_shown(
    diff: Run, base: Path, tuned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unchanged(file: LocalFile) -> None:
        raise CheckpointError("was changed while it was read", str(file.path))

    monkeypatch.setattr(LocalFile, "check_unchanged", unchanged)
    answer = diff(base, tuned)
    assert answer.status == 3
    assert answer.err == f"checkpoint-inspector: {base}: was changed while it was read\n"
    assert answer.row("hidden.weight")[0] == "changed"
