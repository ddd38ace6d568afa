from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import inspector
from inspector.architectures.architecture import Blueprint, Candidate
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, SelectionError
from inspector.jobs import Job
from inspector.operations.verification import VerifyReport, VerifyRequest
from inspector.sources.location import location_of
from inspector.verifying.embedded_architecture import embedded_in, metadata_of
from inspector.verifying.report import LayerDifference
from inspector.verifying.request import Reference
from tests.verifying import rebuilt, saved

MLP = Path(__file__).parents[2] / "fixtures" / "recorded_outputs" / "d2l_mlp"

Request = Callable[..., VerifyRequest]


@pytest.fixture
def request_of(monkeypatch: pytest.MonkeyPatch) -> Request:
    """What :func:`inspector.verify` would ask the worker's process."""

    def answer(request: VerifyRequest, _: Job) -> VerifyReport:
        return VerifyReport(request.blueprint.arch, request.blueprint.params, match=True)

    def request_of(*arguments: Any, **options: Any) -> VerifyRequest:
        report = inspector.verify(*arguments, **options)
        assert report.request is not None
        return report.request

    monkeypatch.setattr("inspector.operations.verification.report_on", answer)
    return request_of


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that keeps its architecture and its outputs on noise of a seed of its own."""
    folder = tmp_path_factory.mktemp("kept")
    state = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 2)).state_dict()
    report = rebuilt(saved(folder / "a.pth", state), "sequential-mlp", {"activation": "tanh"}, seed=7)
    save_file(state, folder / "kept.safetensors", metadata=metadata_of(report))
    return folder / "kept.safetensors"


def test_the_answer_says_what_was_asked() -> None:
    report = inspector.verify(MLP / "mlp.params", "mlp", input=MLP / "X.npy", expected=MLP / "Y.npy")
    assert report.match
    assert report.request is not None
    assert (report.request.file, report.request.reference) == (MLP / "mlp.params", Reference.EXPECTED)
    assert "request" not in report.record()
    assert repr(report).splitlines()[0] == f"mlp: {report.sentence}"


def test_a_module_is_named_by_its_id_or_by_a_candidate(request_of: Request) -> None:
    by_id = request_of(MLP / "mlp.params", "mlp")
    best = inspector.detect(MLP / "mlp.params").best
    assert best is not None
    with inspector.open(MLP / "mlp.params") as checkpoint:
        by_candidate = request_of(checkpoint, best)
    assert by_id.record() == by_candidate.record()
    assert (by_id.reference, by_id.seed, by_id.blueprint.params) == (Reference.REBUILD, 0, best.params)


def test_hyperparameters_given_go_before_those_found_and_have_to_be_known(request_of: Request) -> None:
    best = inspector.detect(MLP / "mlp.params").best
    assert best is not None
    for arch in ("mlp", best):
        assert (
            request_of(MLP / "mlp.params", arch, params={"activation": "tanh"}).blueprint.params["activation"] == "tanh"
        )
        with pytest.raises(SelectionError, match="no hyperparameter 'depth'"):
            request_of(MLP / "mlp.params", arch, params={"depth": 3})


def test_keys_are_renamed_before_hyperparameters_are_told_by_them(request_of: Request, tmp_path: Path) -> None:
    state = torch.load(MLP / "mlp.params", weights_only=True)
    path = saved(tmp_path / "a.pth", {key.replace("hidden", "first"): tensor for key, tensor in state.items()})
    with pytest.raises(SelectionError, match="does not have the keys of mlp"):
        request_of(path, "mlp")
    best = inspector.detect(MLP / "mlp.params").best
    assert best is not None
    for arch in ("mlp", Candidate("mlp", "", {"activation": "of other keys"}, 4, 1.0)):
        request = request_of(path, arch, rename="first.*=hidden.*")
        assert (request.blueprint.params, [str(rule) for rule in request.renames.rules]) == (
            best.params,
            ["first.*=hidden.*"],
        )


def test_code_is_given_with_its_name_and_arguments(request_of: Request, tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text("raise SystemExit('not here')")
    params = request_of(MLP / "mlp.params", "Net", code=tmp_path / "net.py", params={"width": 3}).blueprint.params
    assert (params["name"], params["arguments"]) == ("Net", {"width": 3})
    with pytest.raises(SelectionError, match="the name of the class"):
        request_of(MLP / "mlp.params", code=tmp_path / "net.py")
    (tmp_path / "net.py").write_text("class Net(Module): pass\n")
    assert request_of(MLP / "mlp.params", code=tmp_path / "net.py").blueprint.params["name"] == "Net"
    (tmp_path / "net.py").write_text("class Net(Module): pass\nclass Other: pass\n")
    with pytest.raises(SelectionError, match=r"in it; it has Net, Other$"):
        request_of(MLP / "mlp.params", code=tmp_path / "net.py")


def test_without_a_word_the_file_itself_is_asked_and_nothing_is_guessed(request_of: Request, kept: Path) -> None:
    request = request_of(kept)
    with inspector.open(kept) as checkpoint:
        said = embedded_in(checkpoint)
    assert said is not None
    assert request.blueprint.arch == "sequential-mlp"
    assert (request.reference, request.kept, request.seed) == (Reference.KEPT, said.outputs, 7)
    with pytest.raises(SelectionError, match="does not say which architecture"):
        request_of(MLP / "mlp.params")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"params": {"activation": "relu"}}, "for the hyperparameters it names"),
        ({"input": MLP / "X.npy"}, "on noise"),
        ({"seed": 3}, "for the seed 7"),
        ({"arch": "sequential-mlp"}, "keeps no outputs of this architecture"),
    ],
)
def test_outputs_that_the_file_keeps_are_of_its_own_module_on_its_own_noise(
    request_of: Request, kept: Path, options: dict[str, Any], said: str
) -> None:
    request = request_of(kept, **options)
    assert (request.reference, request.kept, request.seed) == (Reference.REBUILD, {}, options.get("seed", 0))
    with pytest.raises(SelectionError, match=said):
        request_of(kept, kept=True, **options)


def test_a_second_rebuild_can_be_asked_for(request_of: Request, kept: Path) -> None:
    assert request_of(kept, kept=False).reference is Reference.REBUILD
    assert request_of(kept, seed=7).reference is Reference.KEPT
    assert request_of(kept, against=kept).reference is Reference.AGAINST


def test_files_have_to_be_there_before_anything_is_built(request_of: Request, tmp_path: Path) -> None:
    none, bad = tmp_path / "none.npy", saved(tmp_path / "x.pth", {})
    bad.write_bytes(b"PK\x03\x04nothing")
    for options, said in (({"input": none}, "the input"), ({"expected": none}, "the reference")):
        with pytest.raises(SelectionError, match=rf"{said} .*none\.npy does not exist"):
            request_of(MLP / "mlp.params", "mlp", **options)
    with pytest.raises(CheckpointError, match=r"x\.pth"):
        request_of(MLP / "mlp.params", "mlp", against=bad)
    with pytest.raises(SelectionError, match="not with both"):
        request_of(MLP / "mlp.params", "mlp", against=bad, expected=MLP / "Y.npy")


def test_what_is_no_file_yet_is_refused(request_of: Request) -> None:
    with pytest.raises(SelectionError, match="not a file yet"):
        request_of(Checkpoint(location_of("merged"), "unsaved", (), ()), "mlp")


def test_limits_and_tolerances_reach_the_process(request_of: Request) -> None:
    request = request_of(
        MLP / "mlp.params", "mlp", rtol=0.5, atol=0.25, python="/a/python", time_limit=3.0, memory_limit=1 << 30
    )
    assert (request.rtol, request.atol, request.python) == (0.5, 0.25, "/a/python")
    assert (request.limits.seconds, request.limits.memory) == (3.0, 1 << 30)


def test_a_report_for_people_shows_the_layers_from_the_first_that_differs() -> None:
    layers = tuple(LayerDifference(f"<{number}>", "Linear", (2, 3), number != 1, 0.1) for number in range(3))
    report = VerifyReport("mlp", {}, first_divergence="<1>", layers=layers, max_abs=0.1)
    assert [layer.layer for layer in report.differing_layers] == ["<1>", "<2>"]
    assert repr(report).splitlines()[2].split() == ["<1>", "Linear", "2", "×", "3", "0.1"]
    assert "&lt;1&gt;" in report._repr_html_()
    assert not VerifyReport("mlp", {}).differing_layers


def test_candidates_and_blueprints_of_modules_say_the_same(request_of: Request) -> None:
    candidate = Candidate("mlp", "an mlp", {"activation": "relu"}, 4, 1.0)
    made = request_of(MLP / "mlp.params", candidate).blueprint
    assert isinstance(made, Blueprint)
    assert (made.arch, made.params) == ("mlp", {"activation": "relu"})
    assert np.all([made.build, made.title])
