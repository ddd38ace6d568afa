from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.findings import Severity


class Net(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.lin = torch.nn.Linear(3, 2)
        self.mean = torch.nn.Buffer(torch.zeros(2, dtype=torch.float64))
        self.constant = torch.ones(2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.as_tensor(self.lin(x) + self.mean + self.constant)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_what_torch_writes(tmp_path: Path) -> None:
    net = Net().eval()
    path = tmp_path / "net.pt2"
    torch.export.save(torch.export.export(net, (torch.zeros(1, 3),)), path)
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "pytorch-pt2"
        assert "archive version" in checkpoint.metadata
        tensors = {entry.key: entry for entry in checkpoint.tensors}
        for key, tensor in net.state_dict().items():
            np.testing.assert_array_equal(checkpoint.read(tensors[key]), tensor.numpy())
        assert tensors["lin.weight"].attributes == {"requires_grad": True, "parameter": True}
        assert checkpoint.read(tensors["(constants).constant"]).tolist() == [1, 1]
        assert not [finding for finding in checkpoint.findings if finding.severity is not Severity.INFO]


def described(**changes: Any) -> dict[str, Any]:
    meta = {
        "dtype": 7, "sizes": [{"as_int": 2}], "strides": [{"as_int": 1}], "storage_offset": {"as_int": 0},
        "requires_grad": False,
    }  # fmt: skip
    meta |= changes.pop("meta", {})
    return {"path_name": "weight_0", "is_param": False, "use_pickle": False, "tensor_meta": meta} | changes


def archive(path: Path, config: Any, **more: Any) -> Path:
    path = path / "net.pt2"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        records = {
            "archive_format": "pt2", "archive_version": "0", "byteorder": "little",
            "data/weights/model_weights_config.json": json.dumps(config) if isinstance(config, dict) else config,
            "data/weights/weight_0": np.array([1, 2], "f4").tobytes(),
        } | more  # fmt: skip
        for name, data in records.items():
            written.writestr(f"net/{name}", data)
    path.write_bytes(stream.getvalue())
    return path


def test_the_archive_by_hand_is_sound(tmp_path: Path) -> None:
    with inspector.open(archive(tmp_path, {"config": {"w": described()}})) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [1, 2]


def test_big_endian_weights(tmp_path: Path) -> None:
    data = np.array([1, 2], ">f4").tobytes()
    path = archive(tmp_path, {"config": {"w": described()}}, byteorder="big", **{"data/weights/weight_0": data})
    with inspector.open(path) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [1, 2]


def test_several_models(tmp_path: Path) -> None:
    config = json.dumps({"config": {"w": described()}})
    path = archive(tmp_path, config, **{"data/weights/other_weights_config.json": config})
    with inspector.open(path) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("model", "w"), ("other", "w")]


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        (3, "lacks a field"),
        (None, "lacks a field"),
        ({}, "lacks a field"),
        (described(use_pickle=True), "pickled instead of stored raw"),
        (described(path_name="../../etc/passwd"), "is not in the file"),
        (described(path_name=3), "is not in the file"),
        (described(meta={"dtype": 99}), "unknown code 99"),
        (described(meta={"dtype": True}), "unknown code True"),
        (described(meta={"dtype": "x" * 1000}), "unknown code 'xxx"),
        (described(meta={"sizes": [{"as_int": 3}]}), "reaches byte 12"),
        (described(meta={"sizes": [{"as_int": -3}]}), "impossible shape"),
        (described(meta={"sizes": [{"as_expr": "s0"}]}), "lacks a field"),
        (described(meta={"sizes": 5}), "lacks a field"),
        (described(meta={"strides": []}), "1 sizes and 0 strides"),
        (described(meta={"storage_offset": {"as_int": 1.5}}), "impossible offset"),
    ],
)
def test_a_weight_that_makes_no_sense_leaves_the_others(tmp_path: Path, description: Any, reason: str) -> None:
    with inspector.open(archive(tmp_path, {"config": {"bad": description, "good": described()}})) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["good"]
        (finding,) = [one for one in checkpoint.findings if one.severity is Severity.WARNING]
        assert reason in finding.message
        assert finding.where == "bad"


@pytest.mark.parametrize("config", ["", "{", "[]", "3", '{"config": 3}', "{}", "[" * 100_000, b"\xff\xfe"])
def test_a_description_that_is_none_is_refused(tmp_path: Path, config: Any) -> None:
    with pytest.raises(CheckpointError, match="not a description of weights"):
        inspector.open(archive(tmp_path, config))


def test_another_archive_format_is_something_else(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="archive_format is 'other'"):
        inspector.open(archive(tmp_path, {"config": {}}, archive_format="other"))
