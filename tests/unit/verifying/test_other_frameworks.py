"""State dicts of other frameworks, rebuilt in torch and held against the outputs that those frameworks recorded."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

import inspector
from inspector.operations.verification import VerifyReport
from tests.verifying import saved

RECORDED = Path(__file__).parents[2] / "fixtures" / "recorded_outputs"

#: The file of each framework, what it holds that torch has otherwise, and how a name is mapped.
MLPS: dict[str, tuple[str, str, int, tuple[str, str] | None]] = {
    "tensorflow_mlp": ("mlp.params.index", "Keras", 2, ("out/kernel/.ATTRIBUTES/VARIABLE_VALUE", "output.weight")),
    "tensorflow_2_12_mlp": ("mlp.params.index", "Keras", 2, ("out/kernel/.ATTRIBUTES/VARIABLE_VALUE", "output.weight")),
    "paddle_mlp": ("mlp.pdparams", "Paddle", 2, None),
    "paddle_2_mlp": ("mlp.pdparams", "Paddle", 2, None),
    "mxnet_mlp": ("mlp.params", "MXNet", 0, ("dense1_weight", "output.weight")),
    "mxnet_1_0_mlp": ("mlp.params", "MXNet", 0, ("dense1_weight", "output.weight")),
    "mxnet_1_9_mlp": ("mlp.params", "MXNet", 0, None),
    "flax_mlp": ("params.npz", "flax", 2, ("params/output/kernel", "output.weight")),
    "flax_msgpack_mlp": ("params.msgpack", "flax", 2, ("params.output.kernel", "output.weight")),
    "mxnet_2_0_mlp": ("mlp.params", "", 0, None),  # the names and layouts of torch
    "d2l_mlp": ("mlp.params", "", 0, None),
    "d2l_mlp_legacy": ("mlp.params", "", 0, None),
}


def verified(path: Path, arch: str = "mlp", **options: Any) -> VerifyReport:
    return inspector.verify(path, arch, input=path.parent / "X.npy", **options)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("folder", MLPS)
def test_the_same_perceptron_of_every_framework_gives_what_it_gave_there(folder: str) -> None:
    file, framework, transposed, named = MLPS[folder]
    path = RECORDED / folder / file
    assert inspector.detect(path).sentence == "Looks like mlp, 4 of 4 keys."
    report = verified(path, expected=path.parent / "Y.npy")
    assert (report.match, report.proof, report.framework, report.problem) == (True, "outputs", framework, "")
    assert (len(report.transposed), report.missing, report.unexpected, report.searched) == (transposed, (), (), ())
    assert named is None or report.map[named[0]] == named[1]
    names = "0 names mapped" if named is None else "4 names mapped"
    assert report.translation.startswith(f"from {framework}: ") if framework else report.translation == ""
    assert report.translation.endswith(names if framework else "")
    assert not verified(path, expected=path.parent / "Y.npy", params={"activation": "tanh"}).match


def alter(folder: Path, file: str) -> None:
    """Add a hundredth to the weight of the largest feature of the input in the unit of the hidden layer that gives most."""
    x = np.load(folder / "X.npy")
    with inspector.open(folder / file) as checkpoint:
        units = next(entry.shape[0] for entry in checkpoint.tensors if len(entry.shape) == 1 and entry.shape != (10,))
        shapes = ({x.shape[1], units}, {units})
        weight, bias = (next(entry for entry in checkpoint.tensors if set(entry.shape) == shape) for shape in shapes)
        values = np.ascontiguousarray(checkpoint.read(weight))
        turned = values if values.shape[0] == units else values.T
        given = np.maximum(x @ turned.T + checkpoint.read(bias), 0).sum(0)
    altered = values.copy()
    place = (int(given.argmax()), int(np.abs(x).sum(0).argmax()))
    altered[place if values.shape[0] == units else place[::-1]] += np.float32(0.01)
    assert sum(replaced(part, values.tobytes(), altered.tobytes()) for part in folder.iterdir()) == 1


def replaced(path: Path, old: bytes, new: bytes) -> bool:
    """Put ``new`` in the place of ``old`` in a file, or in the members of an archive."""
    if not zipfile.is_zipfile(path):
        data = path.read_bytes()
        path.write_bytes(data.replace(old, new))
        return old in data
    with zipfile.ZipFile(path) as archive:
        members = [(member.filename, archive.read(member)) for member in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members:
            archive.writestr(name, data.replace(old, new))
    return any(old in data for _, data in members)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("folder", MLPS)
def test_one_weight_altered_by_a_hundredth_is_caught_and_its_layer_named(folder: str, tmp_path: Path) -> None:
    file, *_ = MLPS[folder]
    copy = shutil.copytree(RECORDED / folder, tmp_path / folder)
    alter(copy, file)
    report = verified(copy / file, expected=copy / "Y.npy")
    assert (report.match, report.found, report.problem) == (False, {}, "")
    assert report.searched  # and no other activation explains it
    report = verified(copy / file, against=RECORDED / folder / file)
    assert (report.match, report.proof, report.first_divergence) == (False, "checkpoint", "hidden")


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("folder", "file", "arch", "found"),
    [
        ("keras_norm", "model.keras", "sequential-mlp", {"activation_before_norm": True}),
        ("keras_2_norm", "model.keras", "sequential-mlp", {"activation_before_norm": True}),  # with its optimizer
        ("mxnet_cnn", "model-0007.params", "sequential-cnn", {"padding": "valid"}),
    ],
)
def test_norms_and_convolutions_of_other_frameworks(folder: str, file: str, arch: str, found: dict[str, Any]) -> None:
    path = RECORDED / folder / file
    report = verified(path, arch, expected=path.parent / "Y.npy")
    assert (report.match, dict(report.found), report.params["norm_eps"]) == (
        True,
        found,
        1e-3 if folder.startswith("keras") else 1e-5,
    )


@pytest.mark.usefixtures("in_this_process")
def test_a_module_of_the_first_mxnet_is_found_by_its_outputs_to_have_tanh() -> None:
    """It has the running mean of a norm, too, which no layer is there for."""
    path = RECORDED / "mxnet_0_9_mlp" / "mod-0003.params"
    assert inspector.detect(path).sentence == "Looks like mlp, 4 of 4 keys."
    report = verified(path, expected=path.parent / "Y.npy")
    assert (report.match, report.found) == (True, {"activation": "tanh"})
    assert "with activation=tanh (assumed relu does not)" in report.sentence


def keras_names(module: nn.Module, names: dict[str, str]) -> dict[str, torch.Tensor]:
    """The state dict of ``module`` as Keras or flax has it."""
    state = {}
    for key, value in module.state_dict().items():
        if key in names:
            state[names[key]] = value.permute(*range(2, value.dim()), 1, 0).clone() if value.dim() > 1 else value
    return state


@pytest.mark.usefixtures("in_this_process")
def test_convolutions_flattened_with_their_channels_last(tmp_path: Path) -> None:
    torch.manual_seed(1)
    module = nn.Sequential(
        nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 5, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(5 * 6 * 6, 7),
    )  # fmt: skip
    names = {
        f"{place}.{kind}": f"layer{place}.{'kernel' if kind == 'weight' else 'bias'}"
        for place in (0, 3, 7)
        for kind in ("weight", "bias")
    }
    state = keras_names(module, names)
    kernel = state["layer7.kernel"].reshape(5, 6, 6, 7).permute(1, 2, 0, 3).reshape(180, 7)  # H, W, C
    path = saved(tmp_path / "a.pth", {**state, "layer7.kernel": kernel.clone()})
    x = torch.randn(2, 3, 32, 32)
    with torch.inference_mode():
        np.save(tmp_path / "Y.npy", module(x).numpy())
    np.save(tmp_path / "X.npy", x.permute(0, 2, 3, 1).numpy())
    report = verified(path, "sequential-cnn", expected=tmp_path / "Y.npy")
    assert (report.problem, report.match, report.framework, len(report.transposed)) == ("", True, "flax", 3)


@pytest.mark.usefixtures("in_this_process")
def test_an_lstm_between_an_embedding_and_a_dense_layer(tmp_path: Path) -> None:
    torch.manual_seed(1)
    embedding, lstm, dense = nn.Embedding(11, 4), nn.LSTM(4, 3, batch_first=True), nn.Linear(3, 2)
    with torch.no_grad():
        dict(lstm.named_parameters())["bias_hh_l0"].zero_()
    cell = lstm.state_dict()
    state = {
        "words.embeddings": embedding.weight,
        "memory.lstm_cell.kernel": cell["weight_ih_l0"].t().clone(),
        "memory.lstm_cell.recurrent_kernel": cell["weight_hh_l0"].t().clone(),
        "memory.lstm_cell.bias": cell["bias_ih_l0"],
        "out.kernel": dense.weight.t().clone(),
        "out.bias": dense.bias,
    }
    path = saved(tmp_path / "a.pth", {key: value.detach() for key, value in state.items()})
    x = torch.randint(0, 11, (2, 5))
    with torch.inference_mode():
        np.save(tmp_path / "Y.npy", dense(lstm(embedding(x))[0][:, -1]).numpy())
    np.save(tmp_path / "X.npy", x.numpy())
    report = verified(path, "lstm", expected=tmp_path / "Y.npy")
    assert (report.problem, report.match, report.map["out.kernel"]) == ("", True, "out.weight")


@pytest.mark.usefixtures("in_this_process")
def test_a_gru_of_keras_gives_what_torch_gives(tmp_path: Path) -> None:
    torch.manual_seed(1)
    gru, dense = nn.GRU(4, 3, batch_first=True), nn.Linear(3, 2)

    def gates(name: str) -> torch.Tensor:
        """Keras has the update gate first."""
        reset, update, new = gru.state_dict()[name].chunk(3)
        return torch.cat([update, reset, new])

    state = {
        "memory.gru_cell.kernel": gates("weight_ih_l0").t().clone(),
        "memory.gru_cell.recurrent_kernel": gates("weight_hh_l0").t().clone(),
        "memory.gru_cell.bias": torch.stack([gates("bias_ih_l0"), gates("bias_hh_l0")]),
        "out.kernel": dense.weight.detach().t().clone(),
        "out.bias": dense.bias.detach(),
    }
    path = saved(tmp_path / "a.pth", state)
    x = torch.randn(2, 5, 4)
    with torch.inference_mode():
        np.save(tmp_path / "Y.npy", dense(gru(x)[0][:, -1]).numpy())
    np.save(tmp_path / "X.npy", x.numpy())
    report = verified(path, "gru", expected=tmp_path / "Y.npy")
    assert (report.problem, report.match, report.found) == ("", True, {})
