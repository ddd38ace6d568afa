"""State dicts of other frameworks, rebuilt in torch and held against the outputs that those frameworks recorded."""

from __future__ import annotations

import shutil
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
MLPS = {
    "tensorflow_mlp": ("mlp.params.index", "Keras", 2, ("out/kernel/.ATTRIBUTES/VARIABLE_VALUE", "output.weight")),
    "paddle_mlp": ("mlp.pdparams", "Paddle", 2, None),
    "mxnet_mlp": ("mlp.params", "MXNet", 0, ("dense1_weight", "output.weight")),
    "flax_mlp": ("params.npz", "flax", 2, ("params/output/kernel", "output.weight")),
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
    assert report.translation.startswith(f"from {framework}: ")
    assert report.translation.endswith("0 names mapped" if named is None else "4 names mapped")
    assert not verified(path, expected=path.parent / "Y.npy", params={"activation": "tanh"}).match


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("folder", ["tensorflow_mlp", "paddle_mlp", "mxnet_mlp"])
def test_one_weight_altered_by_a_hundredth_is_caught_and_its_layer_named(folder: str, tmp_path: Path) -> None:
    file, *_ = MLPS[folder]
    copy = shutil.copytree(RECORDED / folder, tmp_path / folder)
    with inspector.open(copy / file) as checkpoint:
        weight = next(
            entry for entry in checkpoint.tensors if "float32" in str(entry.dtype) and entry.shape[-1:] == (256,)
        )
        values = np.ascontiguousarray(checkpoint.read(weight)).reshape(-1)[:64]
    for part in copy.glob("mlp.p*"):
        data = part.read_bytes()
        altered = values.copy()
        altered[3] += 0.01
        part.write_bytes(data.replace(values.tobytes(), altered.tobytes()))
    assert (copy / file).parent.name == folder
    report = verified(copy / file, expected=copy / "Y.npy")
    assert (report.match, report.found) == (False, {})
    report = verified(copy / file, against=RECORDED / folder / file)
    assert (report.match, report.proof, report.first_divergence) == (False, "checkpoint", "hidden")


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    ("folder", "file", "arch", "found"),
    [
        ("keras_norm", "model.keras", "sequential-mlp", {"activation_before_norm": True}),
        ("mxnet_cnn", "model-0007.params", "sequential-cnn", {"padding": "valid"}),
    ],
)
def test_norms_and_convolutions_of_other_frameworks(folder: str, file: str, arch: str, found: dict[str, Any]) -> None:
    path = RECORDED / folder / file
    report = verified(path, arch, expected=path.parent / "Y.npy")
    assert (report.match, dict(report.found), report.params["norm_eps"]) == (
        True,
        found,
        1e-3 if folder == "keras_norm" else 1e-5,
    )


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
