"""Written by us, read by the gguf package; metadata that goes along from model to model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from gguf import GGUFReader

import inspector
from inspector.errors import SelectionError
from inspector.formats.gguf.snippets import loaded
from tests.exporting import exported, saved

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gguf"


def tensors(path: Path) -> dict[str, Any]:
    return {tensor.name: tensor for tensor in GGUFReader(path).tensors}


def values(path: Path) -> dict[str, Any]:
    """The metadata as the package reads it, without what it makes up itself."""
    fields = GGUFReader(path).fields
    return {name: field.contents() for name, field in fields.items() if not name.startswith("GGUF.")}


@pytest.mark.parametrize("name", ["float32", "float16", "bfloat16", "float64", "int8", "int16", "int32", "int64"])
def test_tensors_of_torch_are_those_gguf_reads(tmp_path: Path, name: str) -> None:
    tensor = torch.arange(-6, 6).reshape(3, 4).to(getattr(torch, name))
    last = tensor[0] if name == "bfloat16" else tensor[0, 0]  # of which the package reads none without an axis
    source = saved({"a.weight": tensor, "b": tensor.T[1:], "c": last}, tmp_path / "m.pth")
    exported(source, tmp_path / "m.gguf")
    found = tensors(tmp_path / "m.gguf")
    assert [each.shape.tolist()[::-1] for each in found.values()] == [[3, 4], [3, 3], list(last.shape)]
    assert all(each.data_offset % 32 == 0 for each in found.values())
    for each, want in zip(found.values(), (tensor, tensor.T[1:], last), strict=True):
        assert each.data.tobytes() == bytes(want.clone(memory_format=torch.contiguous_format).untyped_storage())


def test_blocks_are_copied_as_they_are_and_metadata_with_its_types(tmp_path: Path) -> None:
    for name in ("types.gguf", "values.gguf"):
        exported(FIXTURES / name, tmp_path / name, "t=u")
        mine, theirs = tensors(tmp_path / name), tensors(FIXTURES / name)
        assert mine.keys() == theirs.keys()
        for key, tensor in theirs.items():
            assert mine[key].tensor_type == tensor.tensor_type
            assert mine[key].data.tobytes() == tensor.data.tobytes()
        assert values(tmp_path / name) == values(FIXTURES / name)


def test_the_alignment_of_the_source_is_kept(tmp_path: Path) -> None:
    exported(FIXTURES / "values.gguf", tmp_path / "m.gguf")
    assert {tensor.data_offset % 64 for tensor in tensors(tmp_path / "m.gguf").values()} == {0}


def test_a_split_model_becomes_one_file_that_does_not_say_it_is_split(tmp_path: Path) -> None:
    exported(FIXTURES / "split-00002-of-00003.gguf", tmp_path / "m.gguf")
    assert list(tensors(tmp_path / "m.gguf")) == ["a", "b", "c", "d"]
    found = values(tmp_path / "m.gguf")
    assert [name for name in found if name.startswith("split.")] == []
    assert found["a.uint8"] == 255


@pytest.mark.parametrize("name", ["big_endian.gguf", "version1.gguf"])
def test_tensors_of_other_byte_order_or_version_are_written_as_those_of_today(tmp_path: Path, name: str) -> None:
    exported(FIXTURES / name, tmp_path / "m.gguf")
    with inspector.open(FIXTURES / name) as checkpoint:
        expected = {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}
    found = tensors(tmp_path / "m.gguf")
    assert found.keys() == expected.keys()
    for key, array in expected.items():
        assert np.array_equal(found[key].data, array, equal_nan=True)


def test_metadata_of_other_formats_is_text(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    save_file({"w": np.zeros(2, np.float32)}, tmp_path / "m.safetensors", {"note": "ü", "general.architecture": "x"})
    exported(tmp_path / "m.safetensors", tmp_path / "m.gguf")
    assert values(tmp_path / "m.gguf") == {"note": "ü", "general.architecture": "x"}


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"t": torch.zeros(1, 1, 1, 1, 1)}, "has 5 axes, of which GGUF allows 4"),
        ({"t": torch.zeros(0, 3)}, "has no elements"),
        ({"ä" * 32: torch.zeros(1)}, "takes 64 bytes, of which GGUF allows 63"),
        ({"t": torch.zeros(2, dtype=torch.complex64)}, "complex64"),
    ],
)
def test_what_gguf_can_not_hold_is_said_before(tmp_path: Path, state: Any, reason: str) -> None:
    source = saved(state, tmp_path / "m.pth")
    with pytest.raises(SelectionError, match=reason):
        exported(source, tmp_path / "m.gguf")


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@pytest.mark.parametrize("file", ["types.gguf", "values.gguf"])
def test_the_lines_that_are_offered_load_the_tensor(file: str) -> None:
    path = FIXTURES / file
    with inspector.open(path) as checkpoint:
        for entry in checkpoint.tensors:
            if entry.dtype.name in ("q1_0", "q8_k"):  # which the package has no decoder for
                continue
            found: dict[str, Any] = {}
            exec(loaded(str(path), entry), found)
            np.testing.assert_array_equal(np.asarray(found["array"]), checkpoint.read(entry))
