from __future__ import annotations

import json
import math
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.cli import main
from inspector.errors import OutputError, SelectionError
from inspector.jobs import Cancelled, Job
from inspector.operations import step_reading as module
from inspector.operations.history import History, history
from inspector.operations.history_page import history_page
from inspector.operations.run_steps import facts_of_name, opened_step, steps_in
from inspector.sources.location import location_of
from tests.languages import brackets, english_in

BAD, DEAD = 900, 1000


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def states() -> list[tuple[int, dict[str, torch.Tensor], dict[str, Any]]]:
    """Steps of a real run: a moment becomes NaN at one, which reaches the weight at the next, where a row dies, too."""
    torch.manual_seed(0)
    first, second = torch.nn.Linear(3, 5), torch.nn.Linear(5, 2)
    model = torch.nn.Sequential(first, second)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    found = []
    for step in (100, 800, BAD, DEAD):
        for _ in range(3):
            optimizer.zero_grad()
            model(torch.randn(4, 3)).square().mean().backward()
            optimizer.step()
        if step == BAD:
            optimizer.state[first.weight]["exp_avg"][4, 1] = math.nan
        if step == DEAD:
            with torch.no_grad():
                second.weight[1] = 0
        found.append((step, {k: v.clone() for k, v in model.state_dict().items()}, pickle_copy(optimizer.state_dict())))
    return found


def pickle_copy(state: Any) -> Any:
    return pickle.loads(pickle.dumps(state))


@pytest.fixture(scope="module")
def run() -> list[tuple[int, dict[str, torch.Tensor], dict[str, Any]]]:
    return states()


@pytest.fixture
def files(run: list[Any], tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    for step, model, optimizer in run:
        torch.save({"model": model, "optimizer": optimizer, "global_step": step, "lr": 0.01, "loss": 1 / step},
                   folder / f"step_{step}.pt")  # fmt: skip
    return folder


@pytest.fixture
def folders(run: list[Any], tmp_path: Path) -> Path:
    """As transformers writes them: the weights sorted by name, the optimizer beside them, a log with a bare NaN."""
    for step, model, optimizer in run:
        folder = tmp_path / "outer" / "run" / f"checkpoint-{step}"
        folder.mkdir(parents=True)
        save_file(dict(sorted(model.items())), folder / "model.safetensors")
        torch.save(optimizer, folder / "optimizer.pt")
        log = [{"learning_rate": 0.01 * (10 if step == 800 else 1), "loss": math.nan, "step": step}]
        (folder / "trainer_state.json").write_text(json.dumps({"global_step": step, "epoch": 0.5, "log_history": log}))
    return tmp_path / "outer"


def check_numbers(found: History, run: list[Any]) -> None:
    before: dict[str, Any] = {}
    for step, (number, model, optimizer) in zip(found.steps, run, strict=True):
        assert step.facts.step == number
        assert set(step.model) == set(model)
        for key, tensor in model.items():
            values = tensor.double().numpy()
            numbers = step.model[key]
            assert numbers.l2 == pytest.approx(np.linalg.norm(values.reshape(-1)), rel=1e-12, nan_ok=True)
            assert numbers.nan == np.isnan(values).sum()
            assert numbers.zeros == (values == 0).sum()
            if key in before:
                moved = np.linalg.norm((values - before[key]).reshape(-1))
                assert numbers.update_l2 == pytest.approx(moved, rel=1e-9, nan_ok=True)
                ratio = moved / np.linalg.norm(before[key].reshape(-1))
                assert numbers.update_ratio == pytest.approx(ratio, rel=1e-9, nan_ok=True)
            else:
                assert numbers.update_l2 is None
            before[key] = values
        for index, key in enumerate(["0.weight", "0.bias", "1.weight", "1.bias"]):
            for moment in ("exp_avg", "exp_avg_sq"):
                values = optimizer["state"][index][moment].double().numpy()
                assert step.optimizer[key, moment].l2 == pytest.approx(
                    np.linalg.norm(values.reshape(-1)), rel=1e-12, nan_ok=True
                )


@pytest.mark.parametrize("window", [1, 2, 24])
def test_every_number_of_a_run_of_files(
    files: Path, run: list[Any], window: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WINDOW", window)
    found = history(files)
    check_numbers(found, run)
    assert found.first_bad is found.first_bad_optimizer is found.steps[2]
    assert found.first_bad_model is found.steps[3]
    assert found.first_dead_rows is found.steps[3]
    assert found.steps[3].model["1.weight"].dead_row_indices == (1,)
    assert found.sentences[0] == "First NaN or infinity: step 900, exp_avg of 0.weight (optimizer) at index [4, 1]."
    assert found.sentences[1] == "In the model first at step 1000, 0.weight at index [0, 0]."


def test_every_number_of_a_run_of_folders(folders: Path, run: list[Any]) -> None:
    found = history(folders)
    check_numbers(found, run)
    assert [step.label for step in found.steps] == ["100", "800", "900", "1000"]
    assert found.learning_rate_spike is found.steps[1]
    assert found.steps[0].facts.loss is not None
    assert math.isnan(found.steps[0].facts.loss)


def opened_from_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the checkpoints that are opened from now on."""
    opened: list[str] = []
    real = opened_step

    def noted(place: Any, *arguments: Any) -> Any:
        opened.append(place.name)
        return real(place, *arguments)

    monkeypatch.setattr(module, "opened_step", noted)
    return opened


def test_what_is_known_is_not_read_again(files: Path, run: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    first = history(files)
    opened = opened_from_here(monkeypatch)
    again = history(files)
    check_numbers(again, run)
    assert again.rows() == first.rows()
    assert opened == []
    torch.save({"model": run[0][1], "global_step": 1100}, files / "step_1100.pt")
    assert history(files).steps[4].model["0.bias"].update_l2 is not None
    assert sorted(set(opened)) == ["step_1000.pt", "step_1100.pt"]  # the new one, and the one it is compared with


class CancelledAt(Job):
    """A job that is cancelled when the step of this name is opened."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def report(self, done: int, total: int, what: str = "") -> None:
        if what.endswith(self._name):
            self.cancel()
        super().report(done, total, what)


def test_what_was_found_before_it_was_cancelled_is_kept(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WINDOW", 2)
    with pytest.raises(Cancelled):
        history(files, job=CancelledAt("step_900.pt"))
    opened = opened_from_here(monkeypatch)
    history(files)
    assert opened == ["step_900.pt", "step_1000.pt", "step_800.pt"]


def test_each_step_is_opened_once(files: Path, run: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    opened = opened_from_here(monkeypatch)
    check_numbers(history(files), run)
    assert opened == ["step_100.pt", "step_800.pt", "step_900.pt", "step_1000.pt"]


def test_names_that_tell_another_order_than_the_steps_are_not_believed(
    files: Path, run: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, step in enumerate((900, 100, 1000, 800)):
        (files / f"step_{step}.pt").rename(files / f"model_{number}.pt")
    (files / "model_4.pt").write_bytes(b"PK\3\4 cut short")
    opened = opened_from_here(monkeypatch)
    monkeypatch.setattr(module, "_WINDOW", 2)
    found = history(files)
    assert [step.location.name for step in found.steps if step.error] == ["model_4.pt"]
    check_numbers(History("", [step for step in found.steps if not step.error]), run)
    assert len(opened) <= 3 * len(run)
    opened.clear()
    assert history(files).rows() == found.rows()
    assert set(opened) == {"model_4.pt"}


def test_steps_without_numbers_in_their_names_are_looked_at_first(
    files: Path, run: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "step_1000.pt").rename(files / "last.pt")
    opened = opened_from_here(monkeypatch)
    check_numbers(history(files), run)
    assert len(opened) == 2 * len(run)


def test_an_update_is_from_the_step_before_that_is_there(files: Path) -> None:
    before = history(files).steps[1].model["0.bias"].update_l2
    (files / "step_100.pt").unlink()
    assert before is not None
    assert history(files).steps[0].model["0.bias"].update_l2 is None


def test_checkpoints_that_are_named_are_a_run_of_their_folder(files: Path, run: list[Any], tmp_path: Path) -> None:
    named = sorted(files.iterdir())
    found = history(named)
    check_numbers(found, run)
    assert found.folder == str(files)
    other = tmp_path / "step_50.pt"
    other.write_bytes(named[0].read_bytes())
    assert history([other, *named]).name == "step_50.pt"
    with pytest.raises(SelectionError, match="no checkpoints were named"):
        history([])


def test_a_tensor_of_another_shape_begins_anew(tmp_path: Path) -> None:
    for step, shape in ((1, (3, 2)), (2, (4, 2)), (3, (4, 2))):
        save_file({"a": torch.ones(shape) * step, "b": torch.ones(2) * step}, tmp_path / f"step_{step}.safetensors")
    steps = history(tmp_path).steps
    assert [step.model["a"].update_ratio for step in steps] == [None, None, 0.5]
    assert [step.model["b"].update_ratio for step in steps] == [None, 1.0, 0.5]


@pytest.mark.parametrize("in_one_file", [True, False])
def test_moments_of_equal_shapes_are_named_by_an_order_that_is_known(tmp_path: Path, in_one_file: bool) -> None:
    model = torch.nn.ModuleDict({"b": torch.nn.Linear(2, 2, bias=False), "a": torch.nn.Linear(2, 2, bias=False)})
    optimizer = torch.optim.Adam(model.parameters())
    torch.stack([each.square().sum() for each in model.parameters()]).sum().backward()
    optimizer.step()
    folder = tmp_path / "checkpoint-1"
    if in_one_file:
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, tmp_path / "step_1.pt")
    else:
        folder.mkdir()
        save_file(model.state_dict(), folder / "model.safetensors")
        torch.save(optimizer.state_dict(), folder / "optimizer.pt")
    (step,) = history(tmp_path).steps
    names = list(dict.fromkeys(key for key, _ in step.optimizer))
    assert names == (["b.weight", "a.weight"] if in_one_file else ["state.0", "state.1"])


def test_a_step_that_cannot_be_read_spoils_no_other(files: Path) -> None:
    (files / "step_850.pt").write_bytes(b"PK\3\4 cut short")
    found = history(files)
    assert [bool(step.error) for step in found.steps].count(True) == 1
    assert found.first_bad is not None
    assert found.first_bad.label == "900"
    assert found.steps[-1].model["0.bias"].update_l2 is not None


def test_steps_are_found_by_their_names(tmp_path: Path) -> None:
    names = ["checkpoint-1050", "checkpoint-150", "epoch=3-step=700.ckpt", "model_2.pt", "optimizer.pt", "notes.txt",
             "model-00001-of-00002.safetensors", ".step_1.pt"]  # fmt: skip
    for name in names:
        (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).touch()
    found = [place.name for place in steps_in(location_of(tmp_path))]
    assert found == ["model_2.pt", "checkpoint-150", "epoch=3-step=700.ckpt", "checkpoint-1050"]
    averaged = ("valid.acc.ave_10best.pth", "avg_30.pt", "epoch-30-avg-9.pt", "wave_4.pt", "epoch_7_loss_0.35.pt")
    assert [facts_of_name(name).step for name in averaged] == [None, None, 30, 4, 7]
    for name in averaged:
        (tmp_path / "logs" / "version_0" / "checkpoints").mkdir(parents=True, exist_ok=True)
        (tmp_path / "logs" / "version_0" / "checkpoints" / name).touch()
    found = [place.name for place in steps_in(location_of(tmp_path / "logs"))]
    assert found == ["wave_4.pt", "epoch_7_loss_0.35.pt", "epoch-30-avg-9.pt", "avg_30.pt", "valid.acc.ave_10best.pth"]
    (tmp_path / "logs" / "version_1").mkdir()
    assert steps_in(location_of(tmp_path / "logs")) == []
    (tmp_path / "empty").mkdir()
    with pytest.raises(SelectionError, match="has no checkpoints that could be steps"):
        history(tmp_path / "empty")


def test_the_verb_names_the_step_that_broke(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(files)]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("step  epoch")
    assert "First NaN or infinity: step 900" in out
    assert main(["history", str(files), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["first_bad_step"] == "step_900.pt"
    assert record["steps"][3]["layers"]["0.weight"]["l2"] == "NaN"
    assert record["steps"][2]["optimizer"]["0.weight"]["exp_avg"]["first_bad"] == [4, 1]
    assert main(["history", str(files), "--csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + 4 * (4 + 8)
    assert main(["history", *map(str, sorted(files.iterdir())), "--stat", "dead_rows"]) == 0
    assert capsys.readouterr().out.splitlines()[3].split() == ["1.weight", "0", "0", "0", "1"]
    assert main(["history", str(files / "none.pt")]) == 3
    assert "none.pt: does not exist" in capsys.readouterr().err
    assert inspector.history is history


def test_the_page_says_what_went_wrong(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "step_850.pt").write_bytes(b"PK\3\4 cut short")
    page = tmp_path / "run.html"
    assert main(["history", str(files), "--html", str(page)]) == 3
    assert f"history saved as {page}" in capsys.readouterr().out
    text = page.read_text()
    for sentence in history(files).sentences:
        assert sentence in text
    assert "step_850.pt can&#x27;t be read" in text
    titles = re.findall(r"<h2>(.*?)</h2>", text)
    assert titles == ["What went wrong", "Relative update", "L2 norm", "NaN and Inf", "Dead rows", "Optimizer: exp_avg",
                      "Optimizer: exp_avg_sq", "Loss", "Learning rate", "Steps"]  # fmt: skip
    norms = text.split("<h2>L2 norm</h2>")[1].split("</section>")[0]
    cells = re.findall(r'stroke="(.*?)".*?<title>(\d+) (\S+): (.*?)</title>', norms)
    assert len(cells) == 4 * 4
    found = history(files)
    numbers = {(step.label, key): each for step in found.steps for key, each in step.model.items()}
    for frame, step, key, value in cells:
        is_finite = numbers[step, key].is_finite
        assert value == (f"{numbers[step, key].l2:.4g}" if is_finite else "not known")
        assert ("unreadable" in frame) == (not is_finite)
    with pytest.raises(OutputError, match="is a file of this run"):
        found.save(files / "step_100.pt")


def test_the_page_of_a_long_run_shows_the_bad_step_among_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.operations.history_page._MAX_STEPS", 3)
    monkeypatch.setattr("inspector.operations.history_page._MAX_TENSORS", 2)
    for step in range(1, 10):
        weights = {f"w{number}": torch.full((2,), 1.0 + step * number) for number in range(4)}
        if step >= 7:
            weights["w0"][1] = math.nan
        save_file(weights, tmp_path / f"step_{step}.safetensors")
    text = history_page(history(tmp_path))
    updates = text.split("<h2>Relative update</h2>")[1].split("</section>")[0]
    assert re.findall(r"<title>(\d+) (\S+):", updates) == [(step, key) for key in ("w0", "w3") for step in "1579"]
    assert "2 of 4, a column per step (4 of 9)" in updates


def test_names_of_files_mean_nothing_in_the_page(tmp_path: Path) -> None:
    save_file({"<script>1</script>": torch.ones(2)}, tmp_path / "step_1<b>.safetensors")
    (tmp_path / "step_2<b>.pt").write_bytes(b"\x80no")
    text = history_page(history(tmp_path))
    assert "<script" not in text
    assert "<b>" not in text


def test_steps_of_hundreds_of_digits_are_not_taken_for_steps(tmp_path: Path) -> None:
    for step in (1, 2):
        folder = tmp_path / f"checkpoint-{step}"
        folder.mkdir()
        save_file({"w": torch.ones(2)}, folder / "model.safetensors")
        (folder / "trainer_state.json").write_text(json.dumps({"global_step": 10**400, "epoch": 10**400}))
    assert [step.facts.step for step in history(tmp_path).steps] == [1, 2]


def test_a_file_that_is_a_single_value_is_a_step_without_tensors(tmp_path: Path) -> None:
    (tmp_path / "step_7.pkl").write_bytes(pickle.dumps(3))
    (step,) = history([tmp_path / "step_7.pkl"]).steps
    assert (step.facts.step, step.facts.lr) == (7, None)


def test_the_page_is_in_the_language_of_the_reader(folders: Path) -> None:
    found = history(folders / "run")
    with brackets():
        page = history_page(found)
    assert english_in(page) == []
    assert "<h2>⟨What went wrong⟩</h2>" in page
    assert english_in(history_page(found)) != []
