"""The registry: third parties, what libraries' conditions say, and who is likelier."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

import inspector
from inspector.architectures import registry, spandrel_rules
from inspector.architectures.architecture import Candidate
from inspector.architectures.registry import blueprint, builder_of, detect, listing
from inspector.architectures.subject import Subject
from inspector.errors import InspectorError, SelectionError
from inspector.verifying.request import VerifyRequest
from inspector.verifying.verification import verify
from tests.verifying import detected, saved

ACME = """
from inspector.architectures.architecture import Architecture

def infer(subject):
    weight = subject.signature.get("projector.weight")
    return None if weight is None else {"width": weight[0], "input_shape": [1, weight[1]]}

def keys(params):
    return {"projector.weight": (params["width"], params["input_shape"][1])}

def build(params):
    from torch import nn
    module = nn.Sequential()
    module.add_module("projector", nn.Linear(params["input_shape"][1], params["width"], bias=False))
    return module

PROJECTOR = Architecture("acme:projector", "Acme's projector", infer, "acme_inspecting:build", keys, rank=50)
"""


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An installed distribution that registers an architecture, as ``inspector/README.md`` shows it."""
    place = tmp_path / "site"
    info = place / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{registry.ENTRY_POINTS}]\nprojector = acme_inspecting:PROJECTOR\n")
    (place / "acme_inspecting.py").write_text(ACME)
    monkeypatch.syspath_prepend(place)
    monkeypatch.setenv("PYTHONPATH", str(place))
    registry._registered.cache_clear()
    yield place / "acme_inspecting.py"
    registry._registered.cache_clear()
    sys.modules.pop("acme_inspecting", None)


def test_third_parties_register_by_entry_point(acme: Path, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", {"projector.weight": torch.randn(5, 3)})
    assert "acme:projector" in {item.id for item in listing()}
    with inspector.open(path) as checkpoint:
        first = detect(checkpoint)[0]
        made = blueprint(first.arch, checkpoint, {})
    assert (first.arch, first.fits, first.params["width"]) == ("acme:projector", True, 5)
    report = verify(VerifyRequest(path, made))
    assert (report.match, report.problem, report.output_shapes) == (None, "", ((1, 5),))


def test_of_two_state_dicts_the_module_is_told_by_the_one_that_fits_best(acme: Path, tmp_path: Path) -> None:
    state = {
        "params_ema": {"projector.weight": torch.randn(4, 3), "more": torch.zeros(2)},
        "params": {"projector.weight": torch.randn(5, 3)},
    }
    with inspector.open(saved(tmp_path / "a.pth", state)) as checkpoint:
        detected_params = next(item for item in detect(checkpoint) if item.arch == "acme:projector").params
        assert detected_params["width"] == 5
        assert blueprint("acme:projector", checkpoint, {}).params == detected_params


def test_an_entry_point_that_can_not_be_imported_is_named(acme: Path) -> None:
    acme.write_text("raise RuntimeError('half installed')")
    with pytest.raises(
        InspectorError, match=r"the architecture projector of acme 1\.0 can't be imported: RuntimeError: half installed"
    ):
        listing()


def test_a_rule_that_fails_is_named(acme: Path, tmp_path: Path) -> None:
    acme.write_text(ACME.replace("def infer(subject):", "def infer(subject):\n    return {}['width']"))
    path = saved(tmp_path / "a.pth", {"projector.weight": torch.randn(5, 3)})
    with pytest.raises(InspectorError, match="the rule of the architecture acme:projector failed: KeyError: 'width'"):
        detected(path)


def test_what_is_no_architecture_is_said_to_be_that(acme: Path) -> None:
    acme.write_text("PROJECTOR = 'soon'")
    with pytest.raises(InspectorError, match=r"projector of acme 1\.0 is no Architecture but a str"):
        listing()


@pytest.mark.parametrize("name", ["mlp", "pickled", "torchvision:mine"])
def test_an_id_of_this_program_is_refused(acme: Path, name: str) -> None:
    acme.write_text(ACME.replace('"acme:projector"', repr(name)))
    with pytest.raises(InspectorError, match=f"projector of acme 1.0 is called {name}, as one of this program"):
        listing()


def test_two_of_one_id_are_refused(acme: Path) -> None:
    acme.write_text(f"{ACME}\nPROJECTOR = [PROJECTOR, PROJECTOR]")
    with pytest.raises(InspectorError, match=r"is called acme:projector, as one of acme 1\.0: uninstall acme 1\.0"):
        listing()


def test_of_those_that_fit_the_rank_decides_and_of_others_the_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def candidate(arch: str, score: float, rank: int = 0, missing: tuple[str, ...] = ()) -> Candidate:
        return Candidate(arch, arch, {}, 1, score, missing=missing, rank=rank)

    class Provider:
        def candidates(self, _subject: Subject) -> list[Candidate]:
            return [
                candidate("noise", 0.09),
                candidate("nearly", 0.99, 9, missing=("a",)),
                candidate("fits", 1.0, 1),
                candidate("fits, likelier", 0.95, 2),
                candidate("fits a part", 0.5, 9),
                candidate("twice", 0.2),
                candidate("twice", 0.3),
                candidate("fits, shorter", 1.0, 1),
            ]

    monkeypatch.setattr(registry, "_providers", lambda: [Provider()])
    with inspector.open(saved(tmp_path / "a.pth", {"x": torch.zeros(1)})) as checkpoint:
        found = detect(checkpoint)
        assert [each.arch for each in detect(checkpoint, limit=1)] == ["fits, likelier"]
        monkeypatch.setattr(registry, "_MOST_ENTRIES", len(checkpoint.entries) - 1)
        assert detect(checkpoint) == []
    assert [each.arch for each in found] == [
        "fits, likelier", "fits", "fits, shorter", "nearly", "fits a part", "twice",
    ]  # fmt: skip
    assert found[-1].score == 0.3


def test_builders_are_known_by_id_alone() -> None:
    assert builder_of("timm:resnet18")[0] == "inspector.architectures.builds.timm:build"
    assert builder_of("mlp")[0] == "inspector.architectures.builds.chain:build"
    for arch in ("os:system", "nothing", "", ":", "inspector.architectures.builds.code:build"):
        with pytest.raises(SelectionError, match="no architecture"):
            builder_of(arch)


def test_spandrels_conditions_decide_without_spandrel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conditions = [
        ("Deep", "deep", ["all", "a.weight", ["any", "b.weight", "c.weight"], "d", "e"]),
        ("Plain", "plain", ["all", "a.weight"]),
    ]
    monkeypatch.setattr(spandrel_rules, "_conditions", lambda: conditions)
    kernel, vector = torch.zeros(4, 1, 3, 3), torch.zeros(4)
    deep = saved(tmp_path / "a.pth", {"a.weight": kernel, "c.weight": kernel, "d": vector, "e": vector})
    plain = saved(tmp_path / "b.pth", {"a.weight": kernel, "odd": vector})
    flat = saved(tmp_path / "c.pth", {"a.weight": vector})
    assert [item.arch for item in detected(deep)] == ["spandrel:Deep"]
    assert [item.arch for item in detected(plain)] == ["spandrel:Plain"]
    assert not [item for item in detected(flat) if item.requires == "spandrel"]
    with inspector.open(plain) as checkpoint:
        assert blueprint("spandrel:Plain", checkpoint, {}).params["input_shape"] == [1, 1, 64, 64]
        with pytest.raises(SelectionError, match="does not have the keys"):
            blueprint("spandrel:Deep", checkpoint, {})


def test_a_transformers_class_that_nothing_tells_is_refused(tmp_path: Path) -> None:
    with (
        inspector.open(saved(tmp_path / "a.pth", {"x": torch.zeros(2)})) as checkpoint,
        pytest.raises(SelectionError, match=r"no config\.json"),
    ):
        blueprint("transformers:GPT2Model", checkpoint, {})


@pytest.mark.parametrize(
    "changes",
    [
        {"num_hidden_layers": 10**12},
        {"hidden_size": "wide"},
        {"vocab_size": -3},
        {"head_dim": [4]},
        {"num_hidden_layers": None},
    ],
)
def test_a_config_with_impossible_sizes_is_not_reckoned_with(tmp_path: Path, changes: dict[str, Any]) -> None:
    sizes = {
        "vocab_size": 9,
        "hidden_size": 4,
        "intermediate_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
    }
    config = {"architectures": ["LlamaForCausalLM"], **sizes, **changes}
    (tmp_path / "config.json").write_text(json.dumps(config))
    first = detected(saved(tmp_path / "a.pth", {"x": torch.zeros(2)}))[0]
    assert (first.arch, first.matched, first.note != "") == ("transformers:LlamaForCausalLM", 0, True)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"architectures": 3}', '{"architectures": ["os.system"]}', "[" * 99_999]
)
def test_a_config_that_says_nothing_is_ignored(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text(text)
    assert not [item for item in detected(saved(tmp_path / "a.pth", {"x": torch.zeros(2)})) if item.requires]
