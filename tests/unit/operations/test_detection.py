from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import inspector
from inspector.architectures.architecture import Candidate, name_of
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.operations.detection import DetectionReport, architectures, detect
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import Entry
from inspector.verifying.embedded_architecture import METADATA_KEY, metadata_of
from tests.tensors import entry_of
from tests.verifying import rebuilt, saved

RECORDED = Path(__file__).parents[2] / "fixtures" / "recorded_outputs"
MLP = RECORDED / "d2l_mlp" / "mlp.params"


def kept(path: Path, state: Mapping[str, Any], metadata: Mapping[str, str]) -> Path:
    save_file(dict(state), path, metadata=dict(metadata))
    return path


def test_the_best_candidate_that_fits_is_the_module_to_rebuild() -> None:
    report = inspector.detect(MLP)
    assert report.sentence == "Looks like mlp, 4 of 4 keys."
    assert report.best is not None
    assert report.blueprint is not None
    assert (report.best.arch, report.blueprint.arch, report.blueprint.params) == ("mlp", "mlp", report.best.params)
    with inspector.open(MLP) as checkpoint:
        assert inspector.detect(checkpoint, limit=1).candidates == report.candidates[:1]


@pytest.mark.parametrize(
    ("score", "sentence"),
    [(0.8, "Resembles mlp: 4 of 5 keys, 1 unexpected."), (0.4, "Architecture not recognized.")],
)
def test_one_that_does_not_fit_is_not(score: float, sentence: str) -> None:
    candidate = Candidate("mlp", "an mlp", {}, 4, score, missing=("a",), unexpected=("b",))
    report = DetectionReport([candidate])
    assert (report.best, report.blueprint, report.sentence) == (None, None, sentence)
    assert repr(candidate) == "<Candidate mlp: 4 keys match, 1 missing, 1 unexpected, 0 of another shape>"


def test_what_the_file_says_goes_before_what_its_keys_tell(tmp_path: Path) -> None:
    state = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 2)).state_dict()
    metadata = metadata_of(rebuilt(saved(tmp_path / "a.pth", state), "sequential-mlp", {"activation": "tanh"}))
    report = inspector.detect(kept(tmp_path / "kept.safetensors", state, metadata))
    assert report.sentence == "Kept with its architecture: sequential-mlp."
    assert report.blueprint is not None
    assert report.blueprint.params["activation"] == "tanh"


def test_an_architecture_that_is_not_known_here_is_said_and_the_keys_decide(tmp_path: Path) -> None:
    state = torch.load(MLP, weights_only=True)
    record = '{"arch": "acme:lost", "params": {}, "seed": 0, "digest": "", "head": []}'
    report = inspector.detect(kept(tmp_path / "lost.safetensors", state, {METADATA_KEY: record}))
    assert "acme:lost" in report.sentence
    assert "no architecture" in report.sentence
    assert report.embedded is None
    assert report.blueprint is not None
    assert report.blueprint.arch == "mlp"


def test_a_module_of_somebody_elses_class_is_named() -> None:
    report = inspector.detect(RECORDED / "whole_net" / "net.pth")
    assert report.foreign_classes == ["vanished_nets.Block", "vanished_nets.Net"]
    assert report.sentence == (
        "Holds a module of vanished_nets.Block, vanished_nets.Net, which only its own code can rebuild."
    )


def test_nothing_known(tmp_path: Path) -> None:
    report = inspector.detect(saved(tmp_path / "a.pth", {"strange": torch.zeros(3)}))
    assert (report.sentence, report.blueprint) == ("Architecture not recognized.", None)
    assert repr(report) == "Architecture not recognized."


def test_what_a_gguf_says_is_said_where_nothing_is_known() -> None:
    metadata: dict[str, Any] = {"general.architecture": "hunyuan-dense", "general.name": "Acme 1B"}
    entries: list[Entry] = [
        entry_of(np.ones(s, "float16"), path=(f"blk.{n}.attn_q.weight",)) for n, s in enumerate([(4, 2), (3, 5)])
    ]

    def said(**more: Any) -> DetectionReport:
        return detect(Checkpoint(LocalLocation(Path("a.gguf")), "gguf", (), entries, metadata | more))

    assert said().sentence == "Acme 1B: architecture hunyuan-dense, by its metadata."
    assert said(**{"general.name": 7}).sentence == "Architecture hunyuan-dense, by its metadata."
    assert said(**{"general.architecture": [1]}).sentence == "Architecture not recognized."
    xl = {"general.architecture": None, "general.name": None, "modelspec.architecture": "stable-diffusion-xl-v1-base"}
    assert said(**xl).sentence == "Architecture stable-diffusion-xl-v1-base, by its metadata."
    hostile = said(**{"general.name": "\x1b[31m" + "n" * 999}).sentence
    assert "\x1b" not in hostile
    assert len(hostile) < 200
    assert said().blueprint is None


def test_a_report_for_people_has_a_line_for_each_candidate() -> None:
    report = inspector.detect(MLP)
    lines = repr(report).splitlines()
    assert lines[0] == report.sentence
    assert lines[2].split() == ["mlp", "100%", "4", "0", "0", "0"]
    assert report._repr_html_().count("<tr>") == 1 + len(report.candidates)
    assert isinstance(DetectionReport().table(1).rows, list)


def test_all_architectures_are_listed() -> None:
    assert {"mlp", "lenet", "transformers:BertModel"} <= {item.id for item in architectures()}


@pytest.mark.parametrize(
    ("arch", "name"), [("mlp", "mlp"), ("torchvision:resnet18", "resnet18 (torchvision)"), ("a\x1b", "a\\x1b")]
)
def test_names_for_people(arch: str, name: str) -> None:
    assert name_of(arch) == name
