from __future__ import annotations

import json
import math
import os
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from inspector.cli import main
from inspector.errors import CheckpointError, SelectionError, UnsupportedError
from inspector.operations.pruning import PruneStep, plan_pruning, prune

LOSSES = {50: math.nan, 100: 0.5, 150: 0.2, 1000: 5.0, 1050: 0.4}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    for step, loss in LOSSES.items():
        folder = tmp_path / f"checkpoint-{step}"
        folder.mkdir()
        save_file({"a": np.full(1000, step, "f4")}, folder / "model.safetensors")
        np.savez(folder / "optimizer", a=np.zeros(9))
        (folder / "optimizer.npz").rename(folder / "optimizer.pt")
        (folder / "trainer_state.json").write_text(json.dumps({"global_step": step, "log_history": [{"loss": loss}]}))
    (tmp_path / "notes.txt").write_text("mine")
    return tmp_path


def left(run: Path) -> list[str]:
    return sorted(path.name for path in run.iterdir())


def kept(run: Path, rules: str) -> list[int | None]:
    return [step.facts.step for step in plan_pruning(run, rules).kept]


@pytest.mark.parametrize(
    ("rules", "steps"),
    [("best", [150]), ("last", [1050]), ("last=2,first", [50, 1000, 1050]), ("every=2", [50, 150, 1050]),
     ("best=2, every=4", [50, 150, 1050]), ("last=99", list(LOSSES))],
)  # fmt: skip
def test_each_rule_keeps_its_steps(run: Path, rules: str, steps: list[int]) -> None:
    assert kept(run, rules) == steps


@pytest.mark.parametrize("rules", ["", "all", "every", "last=0", "best;last", "every=-1"])
def test_other_rules_are_refused(run: Path, rules: str) -> None:
    with pytest.raises(SelectionError, match="is no rule"):
        plan_pruning(run, rules)


def test_a_plan_deletes_nothing_and_doing_it_what_it_says(run: Path) -> None:
    before = left(run)
    plan = plan_pruning(run, "best,last", drop_optimizer=True)
    assert left(run) == before
    size = sum(path.stat().st_size for path in run.rglob("*") if path.is_file())
    gone: list[PruneStep] = []
    prune(plan, each=gone.append)
    assert left(run) == ["checkpoint-1050", "checkpoint-150", "notes.txt"]
    assert size - sum(path.stat().st_size for path in run.rglob("*") if path.is_file()) == plan.freed
    assert sum(step.freed for step in gone) == plan.freed
    assert left(run / "checkpoint-150") == ["model.safetensors", "trainer_state.json"]
    assert "optimizer.pt" in left(run / "checkpoint-1050")  # from which the run can go on


@pytest.mark.parametrize("file", ["model.safetensors", "optimizer.pt"])
def test_nothing_is_deleted_if_what_is_kept_is_damaged(run: Path, file: str) -> None:
    plan = plan_pruning(run, "last")
    place = run / "checkpoint-1050" / file
    status = place.stat()
    data = bytearray(place.read_bytes())
    data[data.find(bytes(60)) + 20 if file == "optimizer.pt" else 9] ^= 1  # in an array with a checksum; in the header
    place.write_bytes(data)
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))  # a disk that rots tells nobody
    before = left(run)
    with pytest.raises(CheckpointError, match=r"checkpoint-1050\S*: ") as raised:
        prune(plan)
    assert "was changed" not in str(raised.value)
    assert left(run) == before


def test_what_is_not_called_a_step_stays(run: Path) -> None:
    save_file({"a": np.zeros(3)}, run / "best_model_2.safetensors")
    plan = plan_pruning(run, "last")
    prune(plan)
    assert left(run) == ["best_model_2.safetensors", "checkpoint-1050", "notes.txt"]


def test_what_came_or_changed_meanwhile_stops_it(run: Path) -> None:
    plan = plan_pruning(run, "last")
    save_file({"a": np.zeros(3)}, run / "checkpoint-50" / "model.safetensors")
    with pytest.raises(CheckpointError, match="was changed since the plan was made"):
        prune(plan)
    assert "checkpoint-100" in left(run)


def test_what_cannot_be_opened_stays(run: Path) -> None:
    (run / "checkpoint-100" / "model.safetensors").write_bytes(b"cut")
    plan = plan_pruning(run, "last")
    prune(plan)
    assert left(run) == ["checkpoint-100", "checkpoint-1050", "notes.txt"]


def test_links_go_and_what_they_lead_to_stays(run: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "step_10.safetensors"
    save_file({"a": np.zeros(3)}, elsewhere)
    (run / "step_10.safetensors").symlink_to(elsewhere)
    prune(plan_pruning(run, "last"))
    assert left(run) == ["checkpoint-1050", "notes.txt"]
    assert elsewhere.exists()


def test_places_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="has no checkpoints"):
        plan_pruning(tmp_path, "last")
    with pytest.raises(UnsupportedError, match="is not a folder of this machine"):
        plan_pruning("hf://owner/name", "last")
    save_file({"a": np.zeros(3)}, tmp_path / "step_1.safetensors")
    with pytest.raises(SelectionError, match="has a loss to be the best by"):
        plan_pruning(tmp_path, "best")


def test_the_verb_shows_the_plan_and_deletes_only_with_yes(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prune", str(run), "--keep", "best,last"]) == 0
    out = capsys.readouterr().out
    assert "keep (best)" in out
    assert out.endswith("Nothing was deleted; --yes does it.\n")
    assert len(left(run)) == 6
    assert main(["prune", str(run), "--keep", "nonsense"]) == 2
    assert main(["prune", str(run), "--keep", "best,last", "--yes", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [step["keep"] for step in record["steps"]] == [[], [], ["best"], [], ["last"]]
    assert len(left(run)) == 3
