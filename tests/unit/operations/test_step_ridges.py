"""The distributions of one tensor at the steps of a run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from inspector.analysis.ridges import MAX_RIDGES
from inspector.errors import CheckpointError
from inspector.jobs import Cancelled, Job
from inspector.operations import step_ridges as module
from inspector.operations.history import History, history
from inspector.operations.step_ridges import step_ridges


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    """Three steps, the second of which has a tensor less, with a moment of twice the values."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "run"
    folder.mkdir()
    for step in (1, 2, 3):
        weight = torch.linspace(-step, step, 600).reshape(3, 200)
        model = {"a.weight": weight, "b.weight": weight} if step != 2 else {"a.weight": weight}
        state = {"state": {0: {"exp_avg": 2 * weight}}, "param_groups": [{"params": [0]}]}
        torch.save({"model": model, "optimizer": state if step > 1 else {}, "step": step}, folder / f"step_{step}.pt")
    return history(folder)


def test_each_step_has_the_distribution_that_the_tensor_has_there(run: History) -> None:
    found = step_ridges(run.steps, "a.weight")
    assert (found.positions, found.total) == ([0, 1, 2], 3)
    widths = (found.ridges.heights > 0).sum(axis=1)
    np.testing.assert_allclose(widths / len(found.ridges.edges), [1 / 3, 2 / 3, 1], atol=0.03)
    found = step_ridges(run.steps, "b.weight")
    assert (list(found.positions), found.total) == ([0, 2], 2)


def test_a_moment_of_the_optimizer_is_told_from_its_parameter(run: History) -> None:
    ((key, moment),) = run.steps[2].optimizer
    found = step_ridges(run.steps, key, moment)
    assert list(found.positions) == [1, 2]
    assert found.ridges.edges[-1] == pytest.approx(6, rel=0.01)


def test_long_runs_are_thinned_and_steps_that_are_gone_are_flat(run: History, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [*run.steps] * 40
    monkeypatch.setattr(module, "_sample", lambda *_: np.arange(9.0))
    found = step_ridges(many, "a.weight")
    assert len(found.positions) == len(found.ridges.heights) == MAX_RIDGES
    assert (found.positions[0], found.positions[-1], found.total) == (0, 119, 120)
    monkeypatch.undo()
    Path(str(run.steps[1].location)).unlink()
    assert step_ridges(run.steps, "a.weight").ridges.heights.any(axis=1).tolist() == [True, False, True]
    for step in run.steps[::2]:
        Path(str(step.location)).unlink()
    with pytest.raises(CheckpointError, match=r"step_1\.pt"):
        step_ridges(run.steps, "a.weight")


def test_it_ends_when_it_is_cancelled(run: History) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        step_ridges(run.steps, "a.weight", job=job)
