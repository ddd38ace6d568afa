"""Models of TensorFlow.js: weights end to end in several files, packed ones, and manifests that lie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError

KERNEL = np.arange(12, dtype="<f4").reshape(4, 3)
PACKED = np.array([0, 128, 255, 7], np.uint8)
BIAS = {"name": "b", "shape": [4], "dtype": "float32", "quantization": {"dtype": "uint8", "min": -1, "scale": 0.5}}


def weight(name: str, shape: list[int], dtype: str = "float32", **more: Any) -> dict[str, Any]:
    return {"name": name, "shape": shape, "dtype": dtype, **more}


def written(folder: Path, weights: list[dict[str, Any]], *files: bytes, topology: int = 0) -> Path:
    for number, data in enumerate(files):
        (folder / f"group1-shard{number + 1}of{len(files)}.bin").write_bytes(data)
    paths = [f"group1-shard{number + 1}of{len(files)}.bin" for number in range(len(files))]
    model = {
        "format": "layers-model", "generatedBy": "keras v2.15.0", "convertedBy": None,
        "modelTopology": {"config": "x" * topology}, "weightsManifest": [{"paths": paths, "weights": weights}],
    }  # fmt: skip
    del model["convertedBy"]
    (folder / "model.json").write_text(json.dumps(model))
    return folder / "model.json"


def read(checkpoint: Checkpoint) -> dict[str, Any]:
    return {entry.key: checkpoint.read(entry).tolist() for entry in checkpoint.tensors}


@pytest.mark.parametrize("cuts", [(), (20,), (1, 2, 50), (48,)])
def test_weights_lie_end_to_end_wherever_the_files_are_cut(tmp_path: Path, cuts: tuple[int, ...]) -> None:
    half = np.array([1.5, -2], "<f2")
    data = PACKED.tobytes() + KERNEL.tobytes() + half.tobytes() + b"\1"
    ends = (0, *cuts, len(data))
    weights = [
        BIAS,
        weight("k", [4, 3]),
        weight("nothing", [0, 5]),
        weight("h", [2], quantization={"dtype": "float16"}),
        weight("flag", [], "bool"),
    ]
    path = written(tmp_path, weights, *(data[ends[n] : ends[n + 1]] for n in range(len(ends) - 1)), topology=100_000)
    for place in (path, tmp_path):
        with inspector.open(place) as checkpoint:
            assert checkpoint.format == "tfjs"
            assert checkpoint.metadata == {"format": "layers-model", "generatedBy": "keras v2.15.0"}
            assert not checkpoint.findings
            assert read(checkpoint) == {
                "b": (PACKED * 0.5 - 1).tolist(), "k": KERNEL.tolist(), "nothing": [], "h": [1.5, -2], "flag": True,
            }  # fmt: skip
            assert np.array_equal(checkpoint.read(checkpoint.tensors[1].region((slice(1, 3), 2))), KERNEL[1:3, 2])


def test_a_manifest_of_its_own(tmp_path: Path) -> None:
    """As face-api.js has it."""
    (tmp_path / "weights").write_bytes(KERNEL.tobytes())
    path = tmp_path / "face-weights_manifest.json"
    path.write_text(json.dumps([{"weights": [weight("k", [4, 3])], "paths": ["weights"]}]))
    with inspector.open(path) as checkpoint:
        assert read(checkpoint) == {"k": KERNEL.tolist()}


@pytest.mark.parametrize("name", ["group1-shard1of1.bin", ""])
def test_its_folder_and_its_files_stand_for_a_model(name: str, tmp_path: Path) -> None:
    written(tmp_path, [weight("k", [4, 3])], KERNEL.tobytes())
    with inspector.open(tmp_path / name) as checkpoint:
        assert read(checkpoint) == {"k": KERNEL.tolist()}
    groups = json.loads((tmp_path / "model.json").read_text())["weightsManifest"]
    (tmp_path / "model.json").unlink()
    (tmp_path / "weights_manifest.json").write_text(json.dumps(groups))
    with inspector.open(tmp_path) as checkpoint:
        assert (checkpoint.format, read(checkpoint)) == ("tfjs", {"k": KERNEL.tolist()})


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (weight("bad", [9]), "has its data at byte 48 of files that end at byte 52"),
        (weight("bad", [-1]), "impossible shape"),
        (weight("bad", [1 << 40, 1 << 40, 0]), "impossible shape"),
        (weight("bad", [1], "string"), "type string, which is not read"),
        (weight("bad", [1], quantization={"dtype": "uint8", "min": 0, "scale": 0}), "impossible scale"),
    ],
)
def test_a_weight_that_can_not_be_read_hides_none_before_it(tmp_path: Path, bad: dict[str, Any], reason: str) -> None:
    path = written(tmp_path, [weight("k", [4, 3]), bad, weight("c", [1])], KERNEL.tobytes() + bytes(4))
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["k"]
        messages = [finding.message for finding in checkpoint.findings]
    assert reason in messages[0]
    assert messages[1] == "1 weight behind bad can't be read either."


@pytest.mark.parametrize("name", ["group1-shard2of2.bin", "../outside.bin", "/etc/passwd"])
def test_files_that_are_missing_or_elsewhere(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (tmp_path / "outside.bin").write_bytes(bytes(24))
    path = written(folder, [weight("a", [6]), weight("b", [6])], bytes(24), bytes(24))
    path.write_text(path.read_text().replace("group1-shard2of2.bin", name))
    (folder / "group1-shard2of2.bin").unlink()
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a"]
        assert [finding.code for finding in checkpoint.findings] == ["shard-missing", "unreadable-tensor"]


@pytest.mark.parametrize(
    "text", ['{"weightsManifest": 3}', '{"weightsManifest": [{"paths": "x"}]}', '{"weightsManifest"']
)
def test_manifests_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "model.json").write_text(text)
    with pytest.raises(CheckpointError):
        inspector.open(tmp_path / "model.json")
