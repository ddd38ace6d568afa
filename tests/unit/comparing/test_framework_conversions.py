"""The same network in torch and in another framework, variable by variable."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

import inspector
from inspector.comparing.conversion.verdicts import conversion_notes, verdict

KERAS = Path(__file__).parents[2] / "fixtures" / "conversion" / "keras"


def test_a_keras_model_and_its_state_dict_are_the_same_either_way() -> None:
    """Ten layers of all kinds: kernels transposed, a dense layer behind flattened images, an LSTM with one bias."""
    for a, b in (("torch.pt", "model.weights.h5"), ("model.weights.h5", "torch.pt")):
        report = inspector.compare(KERAS / a, KERAS / b)
        assert report.agrees
        assert {line.removeprefix("conversion: ") for line in conversion_notes(report.results)} == {
            "13 tensors bit-exact under identity",
            "8 tensors bit-exact under transpose",
            "1 tensor bit-exact under transpose, flattened by channel",
            "1 tensor bit-exact under zeros",
        }


@pytest.mark.parametrize(
    ("key", "place"),
    [("conv.weight", (1, 2, 0, 1)), ("fc.weight", (3, 77)), ("fc.weight", (0, 5)), ("lstm.bias_hh_l0", (4,))],
)
def test_one_altered_value_is_found_where_it_is(key: str, place: tuple[int, ...], tmp_path: Path) -> None:
    state = torch.load(KERAS / "torch.pt")
    state[key][place] += 0.01
    torch.save(state, tmp_path / "altered.pt")
    shutil.copy(KERAS / "model.weights.h5", tmp_path)
    report = inspector.compare(tmp_path / "altered.pt", tmp_path / "model.weights.h5")
    (wrong,) = [result for result in report.results if not result.agrees]
    assert (wrong.key, verdict(wrong).rpartition(", largest ")[2]) == (key, f"at {list(place)}")


def test_files_of_one_framework_are_compared_by_their_names() -> None:
    report = inspector.compare(KERAS / "model.weights.h5", KERAS / "model.weights.h5")
    assert {result.conversion for result in report.results} == {None}


def test_another_network_is_no_translation(tmp_path: Path) -> None:
    state = {"a.weight": torch.ones(2, 3), "out.weight": torch.ones(2, 9), "out.bias": torch.ones(2)}  # one of ten fits
    torch.save(state, tmp_path / "other.pt")
    report = inspector.compare(tmp_path / "other.pt", KERAS / "model.weights.h5")
    assert {result.conversion for result in report.results} == {None}
    assert not report.agrees


def test_layers_alike_are_told_by_name_then_by_content_then_in_order(tmp_path: Path) -> None:
    torch.manual_seed(0)
    kernels = [torch.randn(4, 4) for _ in range(6)]
    foreign = {f"bert/encoder/layer_{number}/query/kernel": kernels[number].t() + 1 for number in (1, 0)}
    foreign |= {"dense/kernel": kernels[2], "dense_1/kernel": kernels[3], "dense_2/kernel": kernels[4]}
    foreign |= {"p/z/kernel": torch.eye(5), "r/z/kernel": torch.ones(5, 5)}
    names = ["m.z", "n.z", "bert.encoder.layer.1.query", "bert.encoder.layer.0.query", "a", "b", "c"]
    values = [torch.ones(5, 5), torch.eye(5), kernels[1], kernels[0], kernels[3].t(), kernels[2].t(), kernels[5].t()]
    torch.save({f"{name}.weight": value.clone() for name, value in zip(names, values, strict=True)}, tmp_path / "a.pt")
    torch.save(foreign, tmp_path / "b.pt")
    report = inspector.compare(tmp_path / "a.pt", tmp_path / "b.pt")
    assert {result.a.key: result.b.key for result in report.results if result.a and result.b} == {
        "bert.encoder.layer.0.query.weight": "bert/encoder/layer_0/query/kernel",
        "bert.encoder.layer.1.query.weight": "bert/encoder/layer_1/query/kernel",
        "m.z.weight": "r/z/kernel",
        "n.z.weight": "p/z/kernel",
        "a.weight": "dense_1/kernel",
        "b.weight": "dense/kernel",
        "c.weight": "dense_2/kernel",
    }
    assert [result.key for result in report.results if result.agrees] == [
        "m.z.weight",
        "n.z.weight",
        "a.weight",
        "b.weight",
    ]


@pytest.mark.parametrize("image", [(2, 3), (3, 2), (1, 6)])
def test_images_that_are_no_squares_are_flattened_too(image: tuple[int, int], tmp_path: Path) -> None:
    torch.manual_seed(0)
    height, width = image
    conv, dense = torch.randn(5, 2, 3, 3), torch.randn(4, 5 * height * width)
    torch.save({"a.weight": conv, "b.weight": dense, "b.bias": torch.ones(4)}, tmp_path / "a.pt")
    last = dense.reshape(4, 5, height, width).permute(2, 3, 1, 0).reshape(-1, 4).clone()
    foreign = {"a/kernel": conv.permute(2, 3, 1, 0).clone(), "b/kernel": last, "b/bias": torch.ones(4)}
    torch.save(foreign, tmp_path / "b.pt")
    report = inspector.compare(tmp_path / "a.pt", tmp_path / "b.pt")
    assert report.agrees
    assert [verdict(result) for result in report.results] == [
        "bit-exact under transpose",
        "bit-exact under transpose, flattened by channel",
        "bit-exact under identity",
    ]


def test_what_a_framework_keeps_beside_the_network_is_left_aside(tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "fixtures" / "recorded_outputs" / "keras_2_norm" / "model.keras"
    names = {
        "dense.vars": ("a.weight", "a.bias"), "dense_1.vars": ("c.weight", "c.bias"),
        "batch_normalization.vars": ("b.weight", "b.bias", "b.running_mean", "b.running_var"),
    }  # fmt: skip
    with inspector.open(path) as keras:
        entries = {entry.key: entry for entry in keras.tensors}
        state = {
            name: torch.from_numpy(keras.read(entries[f"layers.{layer}.{place}"]).T.copy())
            for layer, variables in names.items()
            for place, name in enumerate(variables)
        }
    torch.save(state, tmp_path / "a.pt")
    report = inspector.compare(tmp_path / "a.pt", path)
    assert (report.agrees, len(report.results), len(report.alignment.excluded_b)) == (True, 8, 15)
