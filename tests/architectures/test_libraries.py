"""Models of real libraries: saved, recognised as what they are, rebuilt, and giving the very same bits."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch

from inspector.architectures.catalogue import catalogue
from tests.architectures import sources
from tests.verifying import detected, rebuilt, saved

OPERATORS = Path(__file__).parent / "torchvision_ops"

TORCHVISION = ["resnet18", "mobilenet_v2", "vit_b_16"]
TIMM = [
    "convnext_atto", "vit_tiny_patch16_224", "swin_tiny_patch4_window7_224", "mixer_s16_224", "efficientnetv2_rw_t",
    "regnety_002", "ghostnet_100", "levit_128s", "mobileone_s0", "resmlp_12_224",
]  # fmt: skip
TRANSFORMERS = ["BertModel", "BertForMaskedLM", "LlamaForCausalLM"]
SPANDREL = ["ESRGAN", "SPAN"]
LIBRARIES = {"torchvision": TORCHVISION, "timm": TIMM, "transformers": TRANSFORMERS, "spandrel": SPANDREL}
MODELS = [f"{library}:{name}" for library, names in LIBRARIES.items() for name in names]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(any(find_spec(name) is None for name in LIBRARIES), reason="needs the extra test-architectures"),
]


@pytest.fixture(autouse=True)
def _operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(OPERATORS))


def made(folder: Path, model: str) -> Path:
    """The checkpoint of a model, as its library writes it."""
    command = [sys.executable, "-W", "ignore", str(sources.__file__), str(folder), model]
    subprocess.run(command, check=True, capture_output=True, timeout=280)
    return folder / f"{model.replace(':', '_')}.pth"


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_recognised_rebuilt_and_gives_the_same_bits(tmp_path: Path, model: str) -> None:
    path = made(tmp_path, model).rename(tmp_path / "weights.pth")  # the name shall not tell
    stem = tmp_path / model.replace(":", "_")
    first = detected(path)[0]
    assert first.arch == model
    assert not first.missing
    assert not first.unexpected
    report = rebuilt(path, model, input=Path(f"{stem}.X.npy"), expected=Path(f"{stem}.Y.npy"))
    assert report.problem == ""
    assert report.bitwise
    other = rebuilt(Path(f"{stem}.safetensors"), model, against=path)
    assert other.problem == ""
    assert other.bitwise


def test_a_config_beside_the_weights_says_what_shapes_can_not(tmp_path: Path) -> None:
    path = made(tmp_path, "transformers:BertModel")
    config = {**sources.SMALL_BERT, "num_attention_heads": 8, "model_type": "bert", "architectures": ["BertModel"]}
    (tmp_path / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "evil.Evil"}}))
    first = detected(path)[0]
    assert (first.arch, first.params["num_attention_heads"], first.fits) == ("transformers:BertModel", 8, True)
    stem = tmp_path / "transformers_BertModel"
    report = rebuilt(path, first.arch, input=Path(f"{stem}.X.npy"), expected=Path(f"{stem}.Y.npy"))
    assert (report.match, report.problem) == (False, "")  # the source has two heads
    again = rebuilt(
        path, first.arch, {"num_attention_heads": 2}, input=Path(f"{stem}.X.npy"), expected=Path(f"{stem}.Y.npy")
    )
    assert again.bitwise


def test_another_number_of_classes_is_inferred(tmp_path: Path) -> None:
    path = made(tmp_path, "torchvision:resnet18")
    state = torch.load(path)
    state |= {"fc.weight": torch.randn(7, 512), "fc.bias": torch.randn(7)}
    saved(path, {"state_dict": {f"module.{key}": value for key, value in state.items()}, "epoch": 3})
    first = detected(path)[0]
    assert (first.arch, first.params["num_classes"], first.fits) == ("torchvision:resnet18", 7, True)
    report = rebuilt(path, first.arch)
    assert (report.match, report.output_shapes) == (True, ((1, 7),))


def test_the_catalogue_knows_thousands_of_models() -> None:
    known = catalogue()
    assert known is not None
    assert len(known.archs) > 1000
    assert len(known.conditions) > 30
