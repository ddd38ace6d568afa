"""The effective ranks of a run's matrices."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from inspector.analysis import spectrum_estimate
from inspector.cli import main
from inspector.errors import TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.operations import step_ranks as module
from inspector.operations.history import history
from inspector.operations.step_ranks import with_effective_ranks
from inspector.tensors.entries import TensorEntry


@pytest.fixture
def weights() -> dict[int, np.ndarray]:
    """A matrix that loses its rank, then gets a NaN."""
    rng = np.random.default_rng(0)
    low = rng.standard_normal((40, 2)) @ rng.standard_normal((2, 30))
    broken = low.copy()
    broken[3, 4] = np.nan
    return {1: rng.standard_normal((40, 30)), 2: low, 3: broken}


@pytest.fixture
def folder(weights: dict[int, np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "run"
    folder.mkdir()
    for step, weight in weights.items():
        save_file(
            {"weight": weight, "bias": np.ones(9), "odd": np.ones((2, step + 1))}, folder / f"step_{step}.safetensors"
        )
    return folder


def rank_of(matrix: np.ndarray) -> float:
    """Roy and Vetterli 2007: exp of the entropy of the singular values, normalized to sum to 1."""
    values = np.linalg.svd(matrix, compute_uv=False)
    shares = values[values > 1e-9 * values[0]] / values.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


@pytest.mark.parametrize("is_estimate", [False, True])
def test_the_ranks_of_each_step(
    folder: Path, weights: dict[int, np.ndarray], is_estimate: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spectrum_estimate, "_MAX_EXACT_SIDE", 8 if is_estimate else 512)
    before = history(folder)
    assert {each.effective_rank for step in before.steps for each in step.model.values()} == {None}
    steps = with_effective_ranks(before).steps
    for step, weight in zip(steps[:2], weights.values(), strict=False):
        assert step.model["weight"].effective_rank == pytest.approx(rank_of(weight), rel=0.05 if is_estimate else 1e-6)
        assert step.model["weight"].is_rank_estimated is is_estimate
        assert step.model["bias"].effective_rank is None
        assert step.model["odd"].effective_rank == pytest.approx(1)
    assert steps[2].model["weight"].effective_rank is None
    assert [step.model["weight"].l2 for step in steps[:2]] == [step.model["weight"].l2 for step in before.steps[:2]]


def test_ranks_are_computed_once_and_only_where_they_are_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = history(folder)
    first = with_effective_ranks(found)
    monkeypatch.setattr(module, "opened_step", None)
    again = with_effective_ranks(history(folder))
    assert [step.model["weight"].effective_rank for step in again.steps] == [
        step.model["weight"].effective_rank for step in first.steps
    ]
    assert history(folder).steps[0].model["weight"].effective_rank is None


def test_what_cannot_be_read_any_more_spoils_no_other(folder: Path) -> None:
    (folder / "step_4.safetensors").write_bytes(b"cut short")
    found = history(folder)
    (folder / "step_2.safetensors").unlink()
    steps = with_effective_ranks(found).steps
    assert [step.model["odd"].effective_rank if step.model else None for step in steps] == [1, None, 1, None]


def test_a_matrix_that_cannot_be_read_leaves_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = spectrum_estimate.effective_rank

    def failing(entry: TensorEntry, job: Job) -> float:
        if entry.key == "weight":
            raise TruncatedError("ends early")
        return real(entry, job)

    monkeypatch.setattr(module, "effective_rank", failing)
    (first, *_) = with_effective_ranks(history(folder)).steps
    assert first.model["weight"].effective_rank is None
    assert first.model["odd"].effective_rank == 1


def test_it_stops_when_told_to(folder: Path) -> None:
    found = history(folder)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        with_effective_ranks(found, job=job)


def test_the_verb_computes_ranks_when_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(spectrum_estimate, "_MAX_EXACT_SIDE", 8)
    assert main(["history", str(folder), "--stat", "effective_rank"]) == 0
    rows = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()[1:]}
    assert [cell[0] for cell in rows["weight"]] == ["~", "~"]
    assert rows["odd"][0] == "1"
    assert main(["history", str(folder), "--json"]) == 0
    assert "effective_rank" not in capsys.readouterr().out
    assert main(["history", str(folder), "--json", "--effective-rank"]) == 0
    layers = json.loads(capsys.readouterr().out)["steps"][0]["layers"]
    assert layers["weight"]["effective_rank_estimated"] is True
    assert layers["weight"]["effective_rank"] > 20
    assert "effective_rank" not in layers["bias"]
    assert main(["history", str(folder), "--csv", "--effective-rank"]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.endswith("update_l2,update_ratio,effective_rank")
    assert {line.count(",") for line in lines} == {header.count(",")}
