"""Tensors in a row, as inference models of Paddle have them, and the program that names them."""

from __future__ import annotations

import pickle
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError

FIXTURES = Path(__file__).parents[3] / "fixtures" / "paddle"
ARRAY = np.arange(6, dtype="<f4").reshape(2, 3)


def stream(
    data: bytes = ARRAY.tobytes(),
    description: bytes = b"\x08\x05\x10\x02\x10\x03",
    levels: tuple[bytes, ...] = (),
    version: int = 0,
    nbytes: int | None = None,
) -> bytes:
    """One tensor; ``nbytes`` is what it says of the length of its description."""
    head = struct.pack("<IQ", version, len(levels)) + b"".join(struct.pack("<Q", len(one)) + one for one in levels)
    return head + struct.pack("<Ii", 0, len(description) if nbytes is None else nbytes) + description + data


def opened(path: Path, data: bytes) -> Checkpoint:
    path.write_bytes(data)
    return inspector.open(path)


@pytest.mark.parametrize("name", ["x", "x.pdiparams", "x.bin"])
def test_tensors_are_numbered(name: str, tmp_path: Path) -> None:
    packed = b"\x08\x03\x12\x01\x02"  # a shape that is packed, as no Paddle writes it, and protobuf allows
    with opened(tmp_path / name, stream(levels=(bytes(16),)) + stream(bytes(16), packed)) as checkpoint:
        assert [tensor.path for tensor in checkpoint.tensors] == [(0,), (1,)]
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), ARRAY)
        assert (checkpoint.tensors[1].dtype.name, checkpoint.tensors[1].shape) == ("int64", (2,))


def test_a_lone_tensor_has_no_path(tmp_path: Path) -> None:
    with opened(tmp_path / "x.pdtensor", stream()) as checkpoint:
        assert checkpoint.tensors[0].path == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (stream(data=bytes(23)), "ends"),
        (stream(description=b"\x08\x63\x10\x01"), "unknown type 99"),
        (stream(description=b"\x10\x02"), "without a type"),
        (stream(description=b"\x08\x05\x10" + b"\xff" * 9 + b"\x01"), "impossible shape"),
        (stream(description=b"\x08\x05\x10" + b"\xff" * 8 + b"\x7f"), "ends"),
        (stream(description=b"\x08\x05\x12\x70"), "ends"),
        (stream(nbytes=-1), "negative length"),
        (stream(description=b"\x08\x05\x12\x80\x14" + b"\1" * 2560), "256 axes"),
        (stream(description=b"\x08\x05" + b"\x10\x01" * 255), "255 axes"),
        (stream() + stream(version=1), "unknown version"),
        (stream() + b"\0\0", "ends"),
        (struct.pack("<IQ", 0, 1 << 60), "levels of detail"),
        (b"", "empty"),
    ],
)
def test_numbers_that_lie_are_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=message):
        opened(tmp_path / "x.pdiparams", data)


@pytest.mark.parametrize("data", [bytes(4000), b"\0\0\0\0" + b"\xff" * 40, stream(description=b"\x10\x02")])
def test_zeros_under_another_name_are_no_tensors(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"not|zero"):
        opened(tmp_path / "x.dat", data)


@pytest.mark.parametrize(("model", "suffix"), [("model_2", ".pdmodel"), ("model_3", ".json")])
def test_the_program_names_its_parameters(model: str, suffix: str, tmp_path: Path) -> None:
    for name in (f"{model}.pdiparams", f"{model}{suffix}"):
        shutil.copyfile(FIXTURES / name, tmp_path / name)
    with inspector.open(tmp_path / f"{model}.pdiparams") as alone:
        names = [tensor.attributes["name"] for tensor in alone.tensors]
        assert [tensor.path for tensor in alone.tensors] == [(0,), (1,), (2,), (3,)]
        operators = alone.metadata["operators"]
    with inspector.open(tmp_path / f"{model}{suffix}") as program:
        assert [tensor.key for tensor in program.tensors] == names == sorted(names)
        assert [tensor.shape for tensor in program.tensors] == [(3,), (4, 3), (2,), (3, 2)]
        assert program.metadata["operators"] == operators
        assert operators["relu"] == 1
        assert len(program.files) == 2
    (tmp_path / f"{model}.pdiparams").unlink()
    with inspector.open(tmp_path / f"{model}{suffix}") as program:
        assert [finding.code for finding in program.findings] == ["parameters-missing"]


def test_a_program_that_is_none_is_a_finding(tmp_path: Path) -> None:
    for content in (b"{}", b"[" * 100_000, b"\x0a\xff"):
        (tmp_path / "x.json").write_bytes(content)
        with opened(tmp_path / "x.pdiparams", stream()) as checkpoint:
            assert [finding.code for finding in checkpoint.findings] == ["unreadable-program"]


def test_the_parameters_of_a_program_may_be_a_state_dict(tmp_path: Path) -> None:
    """``paddle.static.save`` writes a ``.pdparams`` beside the program."""
    shutil.copyfile(FIXTURES / "model_2.pdmodel", tmp_path / "x.pdmodel")
    (tmp_path / "x.pdparams").write_bytes(pickle.dumps({"fc.w": ARRAY}))
    with inspector.open(tmp_path / "x.pdmodel") as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("fc.w",)]
        assert checkpoint.metadata["operators"]
        assert checkpoint.location.name == "x.pdmodel"
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), ARRAY)
