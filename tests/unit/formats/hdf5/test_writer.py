"""Written by us, read, and gone on with, by h5py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

import inspector
from inspector.errors import SelectionError
from inspector.formats.hdf5.datatypes import datatype_of
from inspector.formats.hdf5.snippets import loaded
from inspector.formats.hdf5.type_codes import datatype_message, has_datatype
from inspector.tensors.dtypes import DTYPES, dtype_of_numpy
from tests.exporting import exported, saved

KERAS = Path(__file__).parents[3] / "fixtures" / "keras"


@pytest.mark.parametrize("name", [name for name, dtype in DTYPES.items() if has_datatype(dtype)])
def test_types_are_read_back_as_they_were_written(name: str) -> None:
    datatype = datatype_of(datatype_message(DTYPES[name]))
    assert (datatype.dtype, datatype.size) == (DTYPES[name], DTYPES[name].itemsize)


def test_types_of_bytes_and_text_have_their_length() -> None:
    for dtype in (dtype_of_numpy(np.dtype("S5")), dtype_of_numpy(np.dtype("V3"))):
        assert datatype_of(datatype_message(dtype)).dtype == dtype
    for name in ("<U5", "<M8[s]", [("a", "<i4")]):
        assert not has_datatype(dtype_of_numpy(np.dtype(name)))


@pytest.mark.parametrize(
    "name",
    [
        "float64",
        "float32",
        "float16",
        "bfloat16",
        "int64",
        "int8",
        "uint8",
        "uint32",
        "bool",
        "complex64",
        "complex128",
    ],
)
def test_tensors_of_torch_are_those_h5py_reads(tmp_path: Path, name: str) -> None:
    tensor = torch.arange(12).reshape(3, 4).to(getattr(torch, name))
    source = saved({"w": tensor, "turned": tensor.T, "scalar": tensor[1, 1], "none": tensor[:0]}, tmp_path / "m.pth")
    exported(source, tmp_path / "m.h5")
    with h5py.File(tmp_path / "m.h5") as file:
        for key, want in {"w": tensor, "turned": tensor.T, "scalar": tensor[1, 1], "none": tensor[:0]}.items():
            expected = want.float().numpy() if name == "bfloat16" else want.numpy()
            assert file[key].dtype == expected.dtype
            assert np.array_equal(file[key][...], expected)


def test_containers_become_groups_and_so_do_slashes(tmp_path: Path) -> None:
    state = {
        "model": {"net": {"a.w": torch.ones(2)}, "b": torch.zeros(1)},
        "x/y": torch.ones(1),
        "list": [torch.ones(3)],
    }
    exported(saved(state, tmp_path / "m.pth"), tmp_path / "m.h5", "model.b=c/d")
    names: list[str] = []
    with h5py.File(tmp_path / "m.h5") as file:
        file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
    assert sorted(names) == ["c/d", "list.0", "model/net/a.w", "x/y"]


def test_a_model_of_keras_arrives_with_its_groups_and_in_its_order(tmp_path: Path) -> None:
    exported(KERAS / "keras2.h5", tmp_path / "m.h5")
    with inspector.open(KERAS / "keras2.h5") as theirs, inspector.open(tmp_path / "m.h5") as mine:
        assert [entry.path for entry in mine.tensors] == [entry.path for entry in theirs.tensors]
        for a, b in zip(mine.tensors, theirs.tensors, strict=True):
            assert np.array_equal(mine.read(a), theirs.read(b))


def test_a_thousand_tensors_are_found_by_name_and_others_can_be_added(tmp_path: Path) -> None:
    """Names in an order that is not theirs, in tables and trees of several levels."""
    names = [f"w{number * 577 % 1500:04}" for number in range(1500)]
    source = saved({name: torch.tensor([number]) for number, name in enumerate(names)}, tmp_path / "m.pth")
    exported(source, tmp_path / "m.h5")
    with inspector.open(tmp_path / "m.h5") as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == names
    with h5py.File(tmp_path / "m.h5", "a") as file:
        assert list(file) == sorted(names)
        assert all(file[name][0] == number for number, name in enumerate(names))
        for number in range(300):
            file[f"added {number}"] = number
        del file["w0007"]
    with h5py.File(tmp_path / "m.h5") as file:
        assert len(file) == 1799
        assert file["added 299"][()] == 299


def test_metadata_is_attributes_of_the_root(tmp_path: Path) -> None:
    metadata = {"note": "ünïcode", "long": "x" * 100_000, "empty": "", "a/b": "slash"}
    save_file({"w": np.zeros(2, np.float32)}, tmp_path / "m.safetensors", metadata)
    exported(tmp_path / "m.safetensors", tmp_path / "m.h5")
    with h5py.File(tmp_path / "m.h5") as file:
        assert dict(file.attrs) == metadata
    with inspector.open(tmp_path / "m.h5") as checkpoint:
        assert checkpoint.metadata == metadata


@pytest.mark.parametrize(
    ("state", "rules", "reason"),
    [
        ({"a": torch.ones(1), "a/b": torch.ones(1)}, (), "'a' would be a tensor and a group"),
        ({"a/b": torch.ones(1), "x": torch.ones(1)}, ("x=a/b",), "both be called"),
        ({"a": {"b": torch.ones(1)}, "c": torch.ones(1)}, ("c=a/b",), "two tensors would lie in one place"),
        ({"a//b": torch.ones(1)}, (), "a part between slashes that is no name"),
        ({"..": torch.ones(1)}, (), "a part between slashes that is no name"),
        ({"a\0b": torch.ones(1)}, (), "holds a NUL"),
        ({"/".join("a" * 65): torch.ones(1)}, (), "more than 64 groups"),
        ({"a" * 40_000: torch.ones(1)}, (), "too long for a name"),
        ({"a": torch.ones((1,) * 40)}, (), "has 40 axes, of which HDF5 allows 32"),
        ({"a": torch.zeros(1, dtype=torch.float8_e8m0fnu)}, (), "float8_e8m0fnu"),
    ],
)
def test_what_hdf5_can_not_hold_is_said_before(tmp_path: Path, state: Any, rules: tuple[str, ...], reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        exported(saved(state, tmp_path / "m.pth"), tmp_path / "m.h5", *rules)


def test_a_name_with_a_dot_and_a_place_in_a_group_are_two(tmp_path: Path) -> None:
    state = {"a.b": torch.ones(1), "a": {"c": torch.zeros(1)}}
    exported(saved(state, tmp_path / "m.pth"), tmp_path / "m.h5")
    with h5py.File(tmp_path / "m.h5") as file:
        assert (file["a.b"][0], file["a/c"][0]) == (1, 0)


def test_the_lines_that_are_offered_load_the_tensor(tmp_path: Path) -> None:
    path = tmp_path / "it's a.h5"
    with h5py.File(path, "w") as file:
        file["g/it's"] = np.arange(3)
    with inspector.open(path) as checkpoint:
        found: dict[str, Any] = {}
        exec(loaded(str(path), checkpoint.tensors[0]), found)
    assert found["array"].tolist() == [0, 1, 2]
    with inspector.open(KERAS / "half.weights.h5") as checkpoint:
        assert loaded("x", checkpoint.tensors[0]) == ""
