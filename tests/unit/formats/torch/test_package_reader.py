from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.package.package_exporter import PackageExporter

import inspector
from inspector.findings import Severity

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")


def exported(path: Path, **objects: Any) -> Path:
    path = path / "package.pt"
    with PackageExporter(str(path)) as exporter:
        exporter.extern("torch.**")
        exporter.extern("collections")
        exporter.save_source_string("my.code", "x = 1\n")
        exporter.save_text("notes", "readme.txt", "hello")
        for name, obj in objects.items():
            exporter.save_pickle("models", name, obj)
    return path


def test_every_pickle_lies_below_its_record(tmp_path: Path) -> None:
    weight = torch.arange(6.0).reshape(2, 3)
    path = exported(tmp_path, **{"a.pkl": {"w": weight, "view": weight[1:]}, "b.pkl": {"w": torch.ones(2), "n": 3}})
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "torch-package"
        entries = {entry.path: entry for entry in checkpoint.entries}
        assert list(entries) == [
            ("models/a.pkl", "w"), ("models/a.pkl", "view"), ("models/b.pkl", "w"), ("models/b.pkl", "n"),
        ]  # fmt: skip
        first, second, third = checkpoint.tensors
        np.testing.assert_array_equal(checkpoint.read(first), weight.numpy())
        np.testing.assert_array_equal(checkpoint.read(second), weight[1:].numpy())
        assert checkpoint.read(third).sum() == 2
        assert "my/code.py" in checkpoint.metadata["code"]
        assert "torch" in " ".join(checkpoint.metadata["external modules"])
        assert {finding.severity for finding in checkpoint.findings} == {Severity.INFO}


def test_a_module_has_the_keys_of_its_state_dict(tmp_path: Path) -> None:
    module = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
    with inspector.open(exported(tmp_path, **{"model.pkl": module})) as checkpoint:
        keys = [entry.path for entry in checkpoint.tensors]
        assert keys == [("models/model.pkl", key) for key in module.state_dict()]
        for entry, tensor in zip(checkpoint.tensors, module.state_dict().values(), strict=True):
            np.testing.assert_array_equal(checkpoint.read(entry), tensor.numpy())
