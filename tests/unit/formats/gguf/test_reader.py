"""Tensors of GGUF files that are wrong one by one, and models in several files."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, TruncatedError

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gguf"
Tensor = tuple[str, tuple[int, ...], int, int]
"""Name, dims, type and offset."""


def codes(checkpoint: Checkpoint) -> list[str]:
    return [finding.code for finding in checkpoint.findings]


def written(path: Path, *tensors: Tensor, data: bytes) -> Path:
    """A file with these tensors and no metadata."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), 0)
    for name, dims, code, offset in tensors:
        head += struct.pack(f"<Q{len(name)}sI{len(dims)}QIQ", len(name), name.encode(), len(dims), *dims, code, offset)
    path = path / "model.gguf"
    path.write_bytes(head + bytes(-len(head) % 32) + data)
    return path


GOOD: Tensor = ("good", (2, 3), 0, 0)


@pytest.mark.parametrize(
    ("tensor", "error", "code", "reason"),
    [
        (("bad", (2,), 999, 0), CorruptError, "gguf-tensor-invalid", "has the unknown type 999"),
        (("bad", (32,), 31, 0), CorruptError, "gguf-tensor-invalid", "Q4_0_4_4, which ggml has given up"),
        (("bad", (33,), 2, 0), CorruptError, "gguf-tensor-invalid", "rows of 33 elements in blocks of 32"),
        (("bad", (), 2, 0), CorruptError, "gguf-tensor-invalid", "rows of 1 elements"),
        (("bad", (7,), 0, 0), TruncatedError, "gguf-data-missing", "of a file of"),
        (("bad", (1,), 0, 2**64 - 32), TruncatedError, "gguf-data-missing", "ends at byte 18,446,744,073,709,5"),
        (("bad", (2**62, 2**62), 0, 0), TruncatedError, "gguf-data-missing", "ends at byte"),
    ],
)
def test_a_wrong_tensor_is_left_out_and_alone_refused(
    tmp_path: Path, tensor: Tensor, error: type[Exception], code: str, reason: str
) -> None:
    with inspector.open(written(tmp_path, GOOD, tensor, data=bytes(24))) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["good"]
        (finding,) = checkpoint.findings
        assert finding.code == code
        assert reason in finding.message
    with pytest.raises(error, match=reason):
        inspector.open(written(tmp_path, tensor, data=bytes(24)))


def test_more_than_four_axes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorruptError, match="5 axes"):
        inspector.open(written(tmp_path, ("t", (1,) * 5, 0, 0), data=bytes(24)))


def test_axes_are_turned_round_and_padding_at_the_end_may_be_missing(tmp_path: Path) -> None:
    numbers = np.arange(6, dtype=np.float32)
    with inspector.open(written(tmp_path, GOOD, data=numbers.tobytes())) as checkpoint:
        (entry,) = checkpoint.tensors
        assert np.array_equal(checkpoint.read(entry), numbers.reshape(3, 2))
        assert codes(checkpoint) == []


def test_one_name_of_two_tensors_is_said_and_both_are_shown(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, GOOD, GOOD, data=bytes(24))) as checkpoint:
        assert len(checkpoint.tensors) == 2
        assert codes(checkpoint) == ["gguf-duplicate-name"]


def test_every_type_lies_where_the_gguf_package_sees_it() -> None:
    path = FIXTURES / "types.gguf"
    genuine = {tensor.name: tensor for tensor in GGUFReader(path).tensors}
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == list(genuine)
        for entry in checkpoint.tensors:
            assert entry.storage is not None
            assert entry.storage.read() == genuine[entry.key].data.tobytes()
            assert list(entry.shape) == genuine[entry.key].shape.tolist()[::-1]


PARTS = [f"split-{number:05d}-of-00003.gguf" for number in (1, 2, 3)]


def parts(folder: Path, *names: str) -> Path:
    for name in names:
        shutil.copyfile(FIXTURES / name, folder / name)
    return folder


@pytest.mark.parametrize("opened", PARTS)
def test_a_split_model_is_one_whichever_part_is_opened(opened: str) -> None:
    with inspector.open(FIXTURES / opened) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a", "b", "c", "d"]
        assert checkpoint.metadata["split.no"] == 0
        assert len(checkpoint.files) == 3
        assert codes(checkpoint) == []


def test_a_missing_part_is_said_and_the_others_are_shown(tmp_path: Path) -> None:
    folder = parts(tmp_path, PARTS[0], PARTS[2])
    with inspector.open(folder / PARTS[2]) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a", "b", "d"]
        missing, fewer = checkpoint.findings
        assert (missing.code, missing.where) == ("gguf-part-missing", PARTS[1])
        assert "does not exist" in missing.message
        assert "3 tensors of the 4" in fewer.message


def test_a_part_under_another_name_is_shown_alone(tmp_path: Path) -> None:
    shutil.copyfile(FIXTURES / PARTS[1], tmp_path / "model.gguf")
    with inspector.open(tmp_path / "model.gguf") as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["c"]
        (finding,) = checkpoint.findings
        assert finding.message.startswith("This file is part 2 of 3 of a model")


def test_a_part_in_the_place_of_another_is_said(tmp_path: Path) -> None:
    parts(tmp_path, PARTS[0], PARTS[1])
    shutil.copyfile(FIXTURES / PARTS[1], tmp_path / PARTS[2])
    with inspector.open(tmp_path / PARTS[0]) as checkpoint:
        assert codes(checkpoint) == ["gguf-part-number"]
        assert checkpoint.findings[0].where == PARTS[2]
