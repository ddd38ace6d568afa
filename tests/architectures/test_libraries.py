"""Models of real libraries: saved, recognised as what they are, rebuilt, and giving the very same bits."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import torch

from inspector.architectures.catalogue import catalogue
from tests.architectures import sources
from tests.verifying import detected, exported, rebuilt, saved

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
    pytest.mark.timeout(900),  # the first of a library makes the models of all
    pytest.mark.skipif(any(find_spec(name) is None for name in LIBRARIES), reason="needs the extra test-architectures"),
]


@pytest.fixture(autouse=True)
def _operators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(OPERATORS))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the checkpoints of libraries' models are kept once they are made; one place for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "library_models"
    folder.mkdir(exist_ok=True)
    return folder


def made(shelf: Path, model: str) -> Path:
    """The checkpoint of a model, as its library writes it; made with those of the other models of the library."""
    library = model.partition(":")[0]
    path = shelf / f"{model.replace(':', '_')}.pth"
    with open(shelf / f"{library}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until it is closed
        if not path.with_suffix(".sha256").exists():
            names = [other for other in MODELS if other.startswith(f"{library}:")]
            command = [sys.executable, "-W", "ignore", str(sources.__file__), str(shelf), *names]
            environment = os.environ | {"PYTHONPATH": str(OPERATORS)}
            subprocess.run(command, check=True, capture_output=True, timeout=800, env=environment)
    return path


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_recognised_rebuilt_and_gives_the_same_bits(shelf: Path, tmp_path: Path, model: str) -> None:
    stem = made(shelf, model).with_suffix("")
    path = tmp_path / "weights.pth"  # the name shall not tell
    path.symlink_to(f"{stem}.pth")
    first = detected(path)[0]
    assert first.arch == model
    assert first.fits
    exports = exported(path, tmp_path / "exported.safetensors")
    report = rebuilt(exports, model, against=path, input=Path(f"{stem}.X.npy"))
    assert report.problem == ""
    assert report.bitwise
    assert report.digest == Path(f"{stem}.sha256").read_text()


@pytest.mark.parametrize(
    ("model", "layer"),
    [
        ("torchvision:resnet18", "layer3.0.conv2"),
        ("timm:vit_tiny_patch16_224", "blocks.7.mlp.fc1"),
        ("transformers:LlamaForCausalLM", "model.layers.1.mlp.up_proj"),
        ("spandrel:ESRGAN", "model.1.sub.0.RDB2.conv3.0"),
    ],
)
def test_a_perturbed_weight_is_caught_and_its_layer_named(shelf: Path, tmp_path: Path, model: str, layer: str) -> None:
    source = made(shelf, model)
    state = torch.load(source)
    state[f"{layer}.weight"][0] += 0.5
    report = rebuilt(saved(tmp_path / "perturbed.pth", state), model, against=source)
    assert report.problem == ""
    assert (report.match, report.first_divergence) == (False, layer)


def test_a_config_beside_the_weights_says_what_shapes_can_not(shelf: Path, tmp_path: Path) -> None:
    stem = made(shelf, "transformers:BertModel").with_suffix("")
    path = tmp_path / "weights.pth"
    path.symlink_to(f"{stem}.pth")
    config = {**sources.SMALL_BERT, "num_attention_heads": 8, "model_type": "bert", "architectures": ["BertModel"]}
    (tmp_path / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModel": "evil.Evil"}}))
    first = detected(path)[0]
    assert (first.arch, first.params["num_attention_heads"], first.fits) == ("transformers:BertModel", 8, True)
    x, y = Path(f"{stem}.X.npy"), Path(f"{stem}.Y.npy")
    report = rebuilt(path, first.arch, input=x, expected=y)
    assert (report.match, report.problem) == (False, "")  # the source has two heads
    assert rebuilt(path, first.arch, {"num_attention_heads": 2}, input=x, expected=y).bitwise


def test_another_number_of_classes_is_inferred(shelf: Path, tmp_path: Path) -> None:
    state = torch.load(made(shelf, "torchvision:resnet18"))
    state |= {"fc.weight": torch.randn(7, 512), "fc.bias": torch.randn(7)}
    path = saved(
        tmp_path / "a.pth", {"state_dict": {f"module.{key}": value for key, value in state.items()}, "epoch": 3}
    )
    first = detected(path)[0]
    assert (first.arch, first.params["num_classes"], first.fits) == ("torchvision:resnet18", 7, True)
    report = rebuilt(path, first.arch)
    assert (report.match, report.output_shapes) == (None, ((1, 7),))


def test_the_catalogue_knows_thousands_of_models() -> None:
    known = catalogue()
    assert known is not None
    assert len(known.archs) > 1000
    assert len(known.conditions) > 30
