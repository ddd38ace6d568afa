"""Verification end to end, in its own process: recorded outputs, other checkpoints, keys that do not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import inspector
from inspector.architectures.registry import blueprint
from inspector.errors import CheckpointError, MissingDependencyError, SelectionError
from inspector.jobs import Cancelled, Job
from inspector.names.renaming import Renaming
from inspector.verifying.code import code_blueprint
from inspector.verifying.report import VerifyReport
from inspector.verifying.request import Reference, VerifyRequest
from inspector.verifying.verification import verify
from inspector.verifying.worker.steps import verified
from inspector.worker_main import WorkerJob
from tests.verifying import outputs_of, rebuilt, saved

pytestmark = pytest.mark.slow  # each starts a process that imports torch

RECORDED = Path(__file__).parents[2] / "fixtures" / "recorded_outputs"


@pytest.mark.parametrize(
    ("file", "arch"),
    [
        ("d2l_mlp/mlp.params", "mlp"),
        ("d2l_mlp_legacy/mlp.params", "mlp"),
        ("mymodule_state_dict/mymodule.pt", "two-linear"),
        ("mymodule_state_dict/mymodule_whole.pt", "two-linear"),
        ("training_checkpoint/checkpoint.pth.tar", "sequential-mlp"),
    ],
)
@pytest.mark.usefixtures("in_this_process")
def test_recorded_outputs_of_registered_architectures_match(file: str, arch: str) -> None:
    path = RECORDED / file
    report = rebuilt(path, arch, input=path.parent / "X.npy", expected=path.parent / "Y.npy")
    assert report.problem == ""
    assert report.match
    assert report.max_abs is not None
    assert report.max_abs < 1e-6
    assert report.layers


@pytest.mark.parametrize(
    ("file", "name", "params", "renames"),
    [
        ("whole_net/net.pth", "Net", {"n": 4, "depth": 2}, []),
        ("torchscript/scripted.pt", "Gate", {}, []),
        ("torchscript/traced.pt", "Gate", {}, []),
        ("export_pt2/model.pt2", "Exported", {}, ["(constants).*=*"]),
    ],
)
def test_recorded_outputs_of_modules_with_their_code_match(
    file: str, name: str, params: dict[str, Any], renames: list[str]
) -> None:
    path = RECORDED / file
    made = code_blueprint(str(RECORDED / "models.py"), name, params)
    x, y = (path.parent / f"{letter}.npy" for letter in "XY")
    report = verify(VerifyRequest(path, made, Reference.EXPECTED, y, renames=Renaming.parse(renames), input=x))
    assert report.problem == ""
    assert report.match


def network() -> nn.Sequential:
    torch.manual_seed(3)
    return nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 4))


@pytest.mark.usefixtures("in_this_process")
def test_a_second_rebuild_gives_the_same_bits(tmp_path: Path) -> None:
    report = rebuilt(saved(tmp_path / "a.pth", network().state_dict()), "sequential-mlp", seed=7)
    assert (report.match, report.bitwise, report.max_abs, report.nmse, report.top1) == (None, True, 0.0, 0.0, 1.0)
    assert report.sentence == "Loads and runs; all 6 keys fit; nothing to compare with."
    assert report.proof == "none"
    assert report.first_divergence is None
    assert report.input == {"seed": 7, "shape": [2, 6]}
    assert report.output_shapes == ((2, 4),)
    noise = np.random.default_rng(7).standard_normal((2, 6), np.float32)
    with torch.inference_mode():
        expected = network()(torch.from_numpy(noise))
    assert report.outputs == tuple(expected.reshape(-1).double().tolist())


def test_each_step_is_told_before_it_begins(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", network().state_dict())
    told: list[str] = []

    class Told(WorkerJob):
        def report(self, done: int, total: int, what: str = "") -> None:
            if what and what not in told[-1:] and not what.startswith("Checking"):  # which the reader says of its parts
                told.append(what)

    with inspector.open(path) as checkpoint:
        made = blueprint("sequential-mlp", checkpoint, {})
    verified(VerifyRequest(path, made).record(), Told(-1, 0))
    load = ["building sequential-mlp", f"reading {path}"]
    assert told == [
        *load,
        "finding an input for sequential-mlp",
        "running sequential-mlp",
        *load,
        "running sequential-mlp",
    ]


@pytest.mark.usefixtures("in_this_process")
def test_a_changed_weight_is_caught_and_its_layer_named(tmp_path: Path) -> None:
    state = network().state_dict()
    changed = {**state, "2.weight": state["2.weight"].clone()}
    changed["2.weight"] += 0.5
    path = saved(tmp_path / "b.pth", changed)
    report = rebuilt(path, "sequential-mlp", against=saved(tmp_path / "a.pth", state))
    assert not report.match
    assert report.first_divergence == "2"
    assert "first in 2" in report.sentence
    by_layer = {layer.layer: layer for layer in report.layers}
    assert [name for name, layer in by_layer.items() if layer.bitwise] == ["0", "1"]
    assert by_layer["2"].max_abs is not None
    assert by_layer["2"].max_abs > 0


@pytest.mark.usefixtures("in_this_process")
def test_a_change_that_never_reaches_the_outputs_is_named(tmp_path: Path) -> None:
    state = network().state_dict()
    state["0.bias"] = torch.full((8,), -1e6)  # ReLU gives zeros
    path = saved(tmp_path / "a.pth", state)
    state["0.bias"] = torch.full((8,), -2e6)
    report = rebuilt(path, "sequential-mlp", against=saved(tmp_path / "b.pth", state))
    assert (report.bitwise, report.first_divergence) == (True, "0")
    assert report.sentence == "Outputs match bit for bit, though what leads to them differs, first in 0."


@pytest.mark.usefixtures("in_this_process")
def test_other_formats_and_prefixes_of_the_same_weights_match_bit_for_bit(tmp_path: Path) -> None:
    state = network().state_dict()
    path = saved(
        tmp_path / "a.pth", {"state_dict": {f"module.{key}": value for key, value in state.items()}, "epoch": 1}
    )
    save_file(state, tmp_path / "a.safetensors")
    report = rebuilt(tmp_path / "a.safetensors", "sequential-mlp", against=path)
    assert report.bitwise
    assert report.map == {}
    assert rebuilt(path, "sequential-mlp").map == {"state_dict.module.*": "*"}


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.usefixtures("in_this_process")
def test_wrappers_in_the_middle_of_keys_are_seen_through(tmp_path: Path) -> None:
    module = nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
    inputs, outputs = outputs_of(tmp_path, module, torch.rand(5, 4))
    state = module.state_dict()
    renamed = {key.replace("2.weight", "2._orig_mod.weight_orig"): value for key, value in state.items()}
    report = rebuilt(saved(tmp_path / "a.pth", renamed), "sequential-mlp", input=inputs, expected=outputs)
    assert (report.problem, report.match, report.missing, report.unexpected) == ("", True, (), ())
    assert report.map == {"*._orig_mod.weight_orig": "*.weight"}


def test_a_cast_copy_is_as_close_as_its_rounding_allows(tmp_path: Path) -> None:
    state = network().state_dict()
    path = saved(tmp_path / "a.pth", state)
    half = saved(tmp_path / "half.pth", {key: value.bfloat16() for key, value in state.items()})
    report = rebuilt(half, "sequential-mlp", against=path)
    assert (report.match, report.bitwise, report.rounding) == (True, False, "bfloat16")
    assert report.nmse is not None
    assert 0 < report.nmse < 1e-3
    report = rebuilt(half, "sequential-mlp", against=path, rtol=0.0, atol=0.1)
    assert (report.match, report.rounding) == (True, "")


@pytest.mark.usefixtures("in_this_process")
def test_double_precision_stays_double(tmp_path: Path) -> None:
    module = network().double()
    x, y = outputs_of(tmp_path, module, torch.randn(3, 6, dtype=torch.float64))
    assert rebuilt(saved(tmp_path / "a.pth", module.state_dict()), "sequential-mlp", input=x, expected=y).bitwise


def code(folder: Path, text: str) -> str:
    path = folder / "model.py"
    path.write_text("import torch\nfrom torch import nn\n" + text)
    return str(path)


NET = """
class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.fc = nn.Linear(6, width)
        self.norm = nn.BatchNorm1d(width)
        self.scale = nn.Parameter(torch.ones(()))
        self.head = nn.Linear(width, 4)
    def forward(self, x):
        return self.head(self.norm(self.fc(x)) * self.scale)
"""


def test_keys_that_do_not_fit_are_those_that_load_state_dict_names(tmp_path: Path) -> None:
    source = code(tmp_path, NET)
    scope: dict[str, Any] = {}
    exec(Path(source).read_text(), scope)
    module = scope["Net"]()
    state = module.state_dict()
    del state["fc.bias"]
    state["extra.weight"] = torch.zeros(3)
    state["head.weight"] = torch.zeros(4, 9)
    state["scale"] = torch.ones(1)  # torch takes one element for a scalar
    report = verify(VerifyRequest(saved(tmp_path / "a.pth", dict(state)), code_blueprint(source, "Net", {})))
    with pytest.raises(RuntimeError, match=r"head\.weight") as raised:
        module.load_state_dict(state)
    said = str(raised.value)
    assert report.missing == ("fc.bias",)
    assert report.unexpected == ("extra.weight",)
    assert report.shape_mismatch == (("head.weight", (4, 9), (4, 8)),)
    for key in ("fc.bias", "extra.weight", "head.weight"):
        assert key in said
    assert "size mismatch for scale" not in said
    assert not report.match
    assert "1 key missing, 1 key unexpected, 1 key of another shape" in report.problem


def test_unexpected_keys_alone_are_no_match_either(tmp_path: Path) -> None:
    state = nn.Linear(6, 4).state_dict() | {"other": torch.zeros(2)}
    made = code_blueprint(code(tmp_path, "def Net(): return nn.Linear(6, 4)\n"), "Net", {})
    report = verify(VerifyRequest(saved(tmp_path / "a.pth", state), made))
    assert (report.match, report.unexpected, report.max_abs) == (False, ("other",), 0.0)


def test_a_tied_weight_that_a_file_leaves_out_is_filled_in(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(11, 4)
        self.head = nn.Linear(4, 11, bias=False)
        self.head.weight = self.words.weight
    def forward(self, x):
        return self.head(self.words(x))
"""
    path = tmp_path / "a.safetensors"
    save_file({"words.weight": torch.randn(11, 4)}, path)
    report = verify(VerifyRequest(path, code_blueprint(code(tmp_path, text), "Net", {})))
    assert (report.match, report.missing, report.tied) == (None, ("head.weight",), ("head.weight",))
    assert report.input["high"] == 11


@pytest.mark.filterwarnings("ignore:Lazy modules")
def test_lazy_layers_take_the_shapes_of_the_file(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.LazyLinear(256)
        self.output = nn.LazyLinear(10)
    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))
"""
    path = RECORDED / "d2l_mlp" / "mlp.params"
    made = code_blueprint(code(tmp_path, text), "Net", {})
    report = verify(VerifyRequest(path, made, Reference.EXPECTED, path.parent / "Y.npy", input=path.parent / "X.npy"))
    assert (report.match, report.problem) == (True, "")
    assert verify(VerifyRequest(path, made)).input["shape"] == [2, 20]


def test_buffers_that_no_file_holds_keep_their_complex_numbers(tmp_path: Path) -> None:
    text = """
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(6, 4)
        self.register_buffer("turn", torch.tensor([1j, -1j]), persistent=False)
    def forward(self, x):
        return torch.view_as_real(torch.view_as_complex(self.fc(x).reshape(-1, 2, 2)) * self.turn)
"""
    state = nn.Linear(6, 4).state_dict()
    x = torch.randn(3, 6)
    pairs = (x @ state["weight"].T + state["bias"]).reshape(3, 2, 2)
    y = torch.stack([torch.tensor([-1.0, 1.0]) * pairs[..., 1], torch.tensor([1.0, -1.0]) * pairs[..., 0]], -1)
    np.save(tmp_path / "X.npy", x.numpy())
    np.save(tmp_path / "Y.npy", y.numpy())
    path = saved(tmp_path / "a.pth", {f"fc.{key}": value for key, value in state.items()})
    made = code_blueprint(code(tmp_path, text), "Net", {})
    report = verify(VerifyRequest(path, made, Reference.EXPECTED, tmp_path / "Y.npy", input=tmp_path / "X.npy"))
    assert (report.match, report.problem) == (True, "")


@pytest.mark.usefixtures("in_this_process")
def test_hyperparameters_decide(tmp_path: Path) -> None:
    path = RECORDED / "d2l_mlp" / "mlp.params"
    x, y = path.parent / "X.npy", path.parent / "Y.npy"
    assert not rebuilt(path, "mlp", {"activation": "tanh"}, input=x, expected=y).match
    assert rebuilt(path, "mlp", {"input_shape": [5, 20]}).output_shapes == ((5, 10),)
    with pytest.raises(SelectionError, match="'cube' is no activation"):
        rebuilt(path, "mlp", {"activation": "cube"})
    with pytest.raises(SelectionError, match="no hyperparameter 'depth'"):
        rebuilt(path, "mlp", {"depth": 3})
    with pytest.raises(SelectionError, match="input_shape is a list of sizes"):
        rebuilt(path, "mlp", {"input_shape": "big"})


@pytest.mark.usefixtures("in_this_process")
def test_outputs_of_another_shape_are_a_problem(tmp_path: Path) -> None:
    path = RECORDED / "d2l_mlp" / "mlp.params"
    np.save(tmp_path / "Y.npy", np.zeros((3, 3), np.float32))
    report = rebuilt(path, "mlp", expected=tmp_path / "Y.npy")
    assert not report.match
    assert "(3, 3)" in report.problem


@pytest.mark.usefixtures("in_this_process")
def test_an_image_is_an_input(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    module = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1024, 2))
    image.new("RGB", (50, 40), (200, 30, 90)).save(tmp_path / "red.png")
    path = saved(tmp_path / "a.pth", module.state_dict())
    report = rebuilt(path, "sequential-cnn", input=tmp_path / "red.png")
    assert (report.match, report.output_shapes) == (None, ((1, 2),))


def test_errors_of_files_and_interpreters_are_sentences(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", network().state_dict())
    (tmp_path / "broken.npy").write_bytes(b"\x93NUMPY\x01\x00")
    with pytest.raises(CheckpointError, match=r"broken\.npy"):
        rebuilt(path, "sequential-mlp", expected=tmp_path / "broken.npy")
    assert "can't be started" in rebuilt(path, "sequential-mlp", python=str(tmp_path / "none")).problem


def test_a_missing_torch_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Blocker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'torch': sys.modules['torch'] = None\n"
        "sys.meta_path.insert(0, Blocker())\n"
        "import importlib.util\n"
        "found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, package=None: None if name == 'torch' else found(name, package)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(MissingDependencyError, match=r"checkpoint-inspector\[verify\]"):
        rebuilt(saved(tmp_path / "a.pth", network().state_dict()), "sequential-mlp")


def test_a_cancelled_verification_ends(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.pth", network().state_dict())
    job = Job()
    job.cancel()
    with inspector.open(path), pytest.raises(Cancelled):
        verify(VerifyRequest(path, code_blueprint(code(tmp_path, NET), "Net", {})), job)


def test_a_report_survives_json() -> None:
    report = VerifyReport("a", {"x": [1]}, match=True, missing=("k",), output_shapes=((1, 2),))
    assert VerifyReport.of({**report.record(), "params": {"x": [1]}}) == report
