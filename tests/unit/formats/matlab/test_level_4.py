"""MATLAB files of level 4: both byte orders, text and sparse matrices, and files that only look like such."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.tensors.entries import TensorEntry, ValueEntry

FIXTURE = Path(__file__).parents[3] / "fixtures" / "matlab" / "level_4.mat"


def variable(what: int, shape: tuple[int, int], data: bytes, name: bytes = b"x\0", order: str = "<") -> bytes:
    return struct.pack(f"{order}5i", what, *shape, 0, len(name)) + name + data


def read(path: Path) -> dict[str, Any]:
    with inspector.open(path) as checkpoint:
        tensors = {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}
        values = {entry.key: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}
        found = {finding.code: finding.message for finding in checkpoint.findings}
    return tensors | values | found


def test_text_and_sparse_matrices() -> None:
    found = read(FIXTURE)
    assert (found["text"], found["rows"]) == ("some text", ["one", "two"])
    with inspector.open(FIXTURE) as checkpoint:
        (sparse,) = (entry for entry in checkpoint.tensors if entry.key == "sparse")
        assert isinstance(sparse, TensorEntry)
        assert (sparse.layout, sparse.shape) == ("sparse_coo", (5, 4))


def test_the_other_byte_order(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(variable(1000, (2, 1), struct.pack(">2d", 1.5, -2), order=">"))
    assert read(path)["x"].tolist() == [[1.5], [-2]]


def test_what_follows_a_damaged_variable_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    whole = variable(50, (1, 3), b"abc")
    path.write_bytes(whole + variable(50, (1, 3), b"def", b"y\0") + b"junk" * 8)
    found = read(path)
    assert found["y"].tolist() == [[100, 101, 102]]
    assert "no variable at byte 50" in found["unreadable-tensor"]


@pytest.mark.parametrize(
    "table",
    [[[1, 1, 5.0], [2, 2, -1]], [[1, 1, 5.0], [1e18, 1e18, 0]], [[0.5, 1, 5.0], [2, 2, 0]], [[1, 1, 5.0], [-2, 2, 0]]],
)
def test_a_sparse_matrix_that_contradicts_itself_is_no_crash(tmp_path: Path, table: list[list[float]]) -> None:
    path = tmp_path / "a.mat"
    array = np.array(table)
    path.write_bytes(variable(2, (2, 3), array.tobytes("F")) + variable(50, (1, 1), b"a", b"y\0"))
    try:
        found = read(path)
    except CheckpointError:
        return
    assert found["x"].shape == (2, 2) if table[1][2] == -1 else "unreadable-tensor" in found


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(100),
        variable(50, (1, 3), b"ab"),
        variable(50, (1, 3), b"abc", b"x"),
        variable(2000, (1, 3), b"abc"),
        variable(1050, (1, 3), b"abc"),
        variable(53, (1, 3), b"abc"),
        variable(70, (1, 3), b"abc"),
        variable(50, (1, 3), b"abc", "é\0".encode("latin-1")),
        variable(50, (1, 3), b"abc") + b"what follows is no variable",
    ],
)
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(data)
    with pytest.raises(UnknownFormatError):
        inspector.open(path)


def test_more_variables_than_are_listed_are_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(b"".join(variable(50, (1, 1), b"a", b"%d\0" % number) for number in range(10, 15)))
    with inspector.open(path, Job(Limits(array_sequence=3))) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["10", "11", "12"]
        assert [finding.code for finding in checkpoint.findings] == ["unreadable-tensor"]


def test_of_long_text_the_beginning_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(variable(51, (2, 3000), b"ab" * 3000) + variable(51, (0, 0), b"", b"y\0"))
    found = read(path)
    assert found["x"] == "a" * 3000
    assert found["y"] == ""
