"""Each format, beyond the round trips: what of it is like the genuine library's, byte for byte."""

from __future__ import annotations

import io
import pickletools
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from inspector.exporting.execution import export
from inspector.formats.safetensors.header import MAX_HEADER_NBYTES
from inspector.tensors.dtypes import DTYPES
from tests.exporting import exported, opened_plan, saved


@pytest.mark.parametrize("metadata", [None, {"one": 'quote " backslash \\ tab \t control \x1f é 😀 \u2028 /'}])
def test_a_safetensors_file_is_the_librarys_byte_for_byte(tmp_path: Path, metadata: dict[str, str] | None) -> None:
    state = {
        "f16": torch.ones(3, dtype=torch.float16), "b": torch.ones(5, dtype=torch.bool), "f64": torch.ones(2).double(),
        "z": torch.randn(4, 5), "a": torch.randn(3), "e": torch.empty(0, 7), "s": torch.tensor(1.0),
        'odd "key"\n': torch.ones(1), "u": torch.ones(2).to(torch.uint64), "i": torch.ones(2).long(),
        "f8": torch.ones(3).to(torch.float8_e5m2), "c": torch.ones(2, dtype=torch.complex64), "é": torch.ones(1).int(),
    }  # fmt: skip
    save_file(state, tmp_path / "theirs.safetensors", metadata)
    exported(tmp_path / "theirs.safetensors", tmp_path / "ours.safetensors")
    assert (tmp_path / "ours.safetensors").read_bytes() == (tmp_path / "theirs.safetensors").read_bytes()


def test_data_begin_aligned_to_their_elements(tmp_path: Path) -> None:
    state = {"x" * n: torch.ones(n, dtype=dtype) for n, dtype in enumerate([torch.int8, torch.float64, torch.half], 1)}
    exported(saved(state, tmp_path / "a.pth"), tmp_path / "b.safetensors")
    data = (tmp_path / "b.safetensors").read_bytes()
    assert int.from_bytes(data[:8], "little") % 8 == 0
    assert data[8 + int.from_bytes(data[:8], "little") :][:8] == np.ones(1).tobytes()


def test_a_header_too_long_for_safetensors_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_HEADER_NBYTES == 100_000_000
    monkeypatch.setattr("inspector.formats.safetensors.writer.MAX_HEADER_NBYTES", 100)
    path = saved({"x" * 100: torch.ones(1)}, tmp_path / "a.pth")
    with pytest.raises(Exception, match="safetensors allows 100,000,000: use shards"):
        exported(path, tmp_path / "b.safetensors")
    assert not (tmp_path / "b.safetensors").exists()


@pytest.mark.parametrize("array", [
    np.zeros(3), np.zeros((2, 3), "<i2"), np.array(1.0), np.zeros((0, 3), bool), np.zeros(2, "<U7"), np.zeros(1, "M8[ns]"),
    np.zeros(2, [("a", "<f4"), ("b", "<i8", (2,))]), np.zeros(2, [(f"field{n}", "<f8") for n in range(5000)]),
    np.zeros(2, [("张", "<f8")]),
])  # fmt: skip
@pytest.mark.filterwarnings("ignore:Stored array in format")
def test_an_npy_file_is_numpys_byte_for_byte(array: np.ndarray[Any, Any], tmp_path: Path) -> None:
    np.save(tmp_path / "theirs.npy", array)
    exported(tmp_path / "theirs.npy", tmp_path / "ours.npy")
    ours, theirs = ((tmp_path / name).read_bytes() for name in ("ours.npy", "theirs.npy"))
    if array.dtype.names and len(array.dtype.names) < 10:
        assert np.load(io.BytesIO(ours)).dtype == array.dtype  # numpy leaves more room for a growing axis here
    else:
        assert _unpadded(ours) == _unpadded(theirs)


def _unpadded(data: bytes) -> bytes:
    """An npy file without the blanks that numpy leaves for an axis that may grow."""
    start = 10 if data[6] == 1 else 12
    end = start + int.from_bytes(data[8:start], "little")
    return data[:8] + data[start:end].rstrip() + data[end:]


def test_a_pth_uses_only_what_torch_1_6_has(tmp_path: Path) -> None:
    """Opcodes, names, records: for all element types of that version (1.6.0 itself reads what is written here)."""
    state = {
        name: torch.zeros(2, dtype=getattr(torch, name))
        for name in ("float32", "float16", "bfloat16", "float64", "int64", "uint8", "bool", "complex64")
    }
    exported(saved({**state, "epoch": 1}, tmp_path / "a.pth"), tmp_path / "b.pth")
    with zipfile.ZipFile(tmp_path / "b.pth") as archive:
        assert archive.read("archive/version") == b"3\n"
        assert archive.read("archive/byteorder") == b"little"
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        pickle = archive.read("archive/data.pkl")
    operations = list(pickletools.genops(pickle))
    assert max(opcode.proto for opcode, _, _ in operations) == 2
    names = {argument for opcode, argument, _ in operations if opcode.name == "GLOBAL"}
    storages = ["Float", "Half", "BFloat16", "Double", "Long", "Byte", "Bool", "ComplexFloat"]
    assert names == {
        "torch._utils _rebuild_tensor_v2", "collections OrderedDict", *(f"torch {each}Storage" for each in storages),
    }  # fmt: skip


def test_later_types_are_bytes_with_a_type_beside_them(tmp_path: Path) -> None:
    with opened_plan(saved({"w": torch.randn(3)}, tmp_path / "a.pth")) as plan:
        export(plan.cast(DTYPES["float8_e4m3fn"]), tmp_path / "b.pth")
    with zipfile.ZipFile(tmp_path / "b.pth") as archive:
        operations = list(pickletools.genops(archive.read("archive/data.pkl")))
    names = {argument for opcode, argument, _ in operations if opcode.name == "GLOBAL"}
    assert names == {
        "torch._utils _rebuild_tensor_v3", "torch.storage UntypedStorage", "collections OrderedDict", "torch float8_e4m3fn",
    }  # fmt: skip
    assert torch.load(tmp_path / "b.pth", weights_only=True)["w"].dtype is torch.float8_e4m3fn
