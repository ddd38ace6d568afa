"""Importance matrices before they were GGUF, written as ``IMatrixCollector::save_imatrix`` does."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError

SUMS = {"blk.0.attn_q.weight": np.arange(32, dtype="<f4"), "blk.0.ffn_up.weight": np.ones(64, "<f4")}
END = struct.pack("<ii", 100, 8) + b"wiki.txt"


def matrix(count: int = 2, end: bytes = END) -> bytes:
    parts = [struct.pack("<i", count)]
    for name, sums in SUMS.items():
        parts += [struct.pack("<i", len(name)), name.encode(), struct.pack("<ii", 10, len(sums)), sums.tobytes()]
    return b"".join(parts) + end


def opened(folder: Path, content: bytes, name: str = "imatrix.dat") -> Checkpoint:
    (folder / name).write_bytes(content)
    return inspector.open(folder / name)


@pytest.mark.parametrize(("end", "metadata"), [(END, {"last chunk": 100, "dataset": "wiki.txt"}), (b"", {})])
def test_the_sums_of_each_weight(end: bytes, metadata: dict[str, object], tmp_path: Path) -> None:
    with opened(tmp_path, matrix(end=end), "Toy.imatrix") as checkpoint:
        assert (checkpoint.format, checkpoint.metadata) == ("imatrix", metadata)
        assert {entry.key: entry.attributes for entry in checkpoint.tensors} == {key: {"calls": 10} for key in SUMS}
        for entry in checkpoint.tensors:
            np.testing.assert_array_equal(checkpoint.read(entry), SUMS[entry.key])
        assert checkpoint.findings == []


@pytest.mark.parametrize("content", [matrix(end=b"")[:-9], matrix(3, b""), matrix(end=END[:-2]), matrix(end=b"ab")])
def test_what_is_there_of_a_file_cut_short_is_listed(content: bytes, tmp_path: Path) -> None:
    with opened(tmp_path, content) as checkpoint:
        assert checkpoint.tensors[0].key == "blk.0.attn_q.weight"
        assert [finding.code for finding in checkpoint.findings] == ["incomplete-model"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        struct.pack("<ii", 1, 1 << 30),
        struct.pack("<ii", 1, 4) + b"a\0bc" + struct.pack("<iif", 1, 1, 1),
        struct.pack("<ii", 1, 4) + b"name" + struct.pack("<iif", -1, 1, 1),
        struct.pack("<ii", 1, 4) + b"name" + struct.pack("<iif", 1, 0, 1),
        struct.pack("<ii", 1 << 30, 4) + b"name" + struct.pack("<iif", 1, 1, 1),
    ],
)
def test_what_is_no_matrix_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        opened(tmp_path, content)
