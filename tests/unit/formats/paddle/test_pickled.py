"""Paddle's pickles: tensors as it writes them, names that are no entries, large arrays in slices."""

from __future__ import annotations

import pickle
from argparse import Namespace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Severity

NAMES, SLICES = "StructuredToParameterName@@", "UnpackBigParamInfor@@"
ARRAY = np.arange(6, dtype=np.float32).reshape(2, 3)


class Named:
    """Pickles as a tensor does: ``tuple((name, array))``."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (("eager_tmp_0", self.array),)


class Evaluated(Named):
    """Pickles as a DenseTensor does."""

    def __reduce__(self) -> tuple[Any, ...]:
        return eval, ("data", {"data": self.array})


def opened(tmp_path: Path, content: Any, protocol: int = 4) -> Checkpoint:
    path = tmp_path / "x.pdparams"
    path.write_bytes(pickle.dumps(content, protocol=protocol))
    return inspector.open(path)


@pytest.mark.parametrize("kind", [Named, Evaluated])
@pytest.mark.parametrize("protocol", [2, 4])
def test_a_tensor_is_its_array(kind: type[Named], protocol: int, tmp_path: Path) -> None:
    content = [kind(ARRAY), {"k": kind(np.array([0x3FC0], np.uint16))}]
    with opened(tmp_path, content, protocol) as checkpoint:
        first, half = checkpoint.tensors
        assert (first.path, half.path) == ((0,), (1, "k"))
        assert np.array_equal(checkpoint.read(first), ARRAY)
        assert (half.dtype.name, checkpoint.read(half).tolist()) == ("bfloat16", [1.5])
        assert checkpoint.format == "paddle"
        assert [finding for finding in checkpoint.findings if finding.severity is not Severity.INFO] == []


def test_the_names_of_parameters_are_attributes_and_no_entries(tmp_path: Path) -> None:
    model = {"w": ARRAY, "half": np.array([0x3FC0], np.uint16), NAMES: {"w": "linear_0.w_0", "half": "h"}}
    with opened(tmp_path, {"model": model, "counts": np.array([7], np.uint16), "step": 3}) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["model.w", "model.half", "counts", "step"]
        w, half, counts = checkpoint.tensors
        assert (w.attributes["name"], half.attributes["name"]) == ("linear_0.w_0", "h")
        assert (half.dtype.name, counts.dtype.name) == ("bfloat16", "uint16")


def test_names_are_found_in_an_object_too(tmp_path: Path) -> None:
    half = np.array([0x3FC0], np.uint16)
    content = Namespace(half=half, model={"half": half, NAMES: {"half": "h"}})
    with opened(tmp_path, content) as checkpoint:
        assert {entry.key: entry.dtype.name for entry in checkpoint.tensors} == {
            "half": "uint16",
            "model.half": "bfloat16",
        }
    with opened(tmp_path, Namespace(half=half)) as checkpoint:
        assert checkpoint.tensors[0].dtype.name == "uint16"


def test_a_dict_without_names_keeps_its_types(tmp_path: Path) -> None:
    with opened(tmp_path, {"w": np.array([7], np.uint16)}) as checkpoint:
        assert checkpoint.tensors[0].dtype.name == "uint16"
        assert checkpoint.format == "pickle"


def sliced(**changes: Any) -> dict[str, Any]:
    """A state dict with one array in three slices."""
    flat = ARRAY.reshape(-1)
    names = ["w@@.0", "w@@.1", "w@@.2"]
    note = {"OriginShape": (2, 3), "slices": names} | changes
    parts = dict(zip(names, (flat[:2], flat[2:4], flat[4:]), strict=True))
    return {"b": ARRAY[0], **parts, "c": ARRAY[1], NAMES: {"w": "n", "b": "b", "c": "c"}, SLICES: {"w": note}}


@pytest.mark.parametrize("shape", [(2, 3), [2, 3]])
def test_an_array_in_slices_is_one(shape: Any, tmp_path: Path) -> None:
    with opened(tmp_path, sliced(OriginShape=shape), 2) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["b", "w", "c"]
        w = checkpoint.tensors[1]
        assert np.array_equal(checkpoint.read(w), ARRAY)
        assert w.attributes["name"] == "n"


@pytest.mark.parametrize(
    "changes",
    [
        {"OriginShape": (2, 4)},
        {"OriginShape": (-2, -3)},
        {"OriginShape": "x"},
        {"slices": ["w@@.0", "w@@.7"]},
        {"slices": []},
        {"slices": "w@@.0"},
        {"slices": ["b", "NO"]},
    ],
)
def test_slices_that_do_not_fit_are_shown_as_they_are(changes: dict[str, Any], tmp_path: Path) -> None:
    with opened(tmp_path, sliced(**changes)) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["b", "w@@.0", "w@@.1", "w@@.2", "c"]
        findings = [finding for finding in checkpoint.findings if finding.severity is not Severity.INFO]
        assert [(finding.code, finding.where) for finding in findings] == [("unreadable-tensor", "w")]


def test_any_other_expression_is_dangerous(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return eval, ("data.tobytes()", {"data": ARRAY})

    with opened(tmp_path, {"w": Evaluated(ARRAY), "x": Evil()}) as checkpoint:
        assert checkpoint.tensors[0].key == "w"
        assert any(finding.severity is Severity.DANGER for finding in checkpoint.findings)
