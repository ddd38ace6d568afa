"""npy files against numpy's writer, and headers that lie."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.findings import Severity
from inspector.formats.numpy.array import read_header
from inspector.formats.numpy.sequence import arrays_in
from inspector.jobs import Job
from inspector.limits import LIMITS
from inspector.sources.storage import MemoryStorage


def written(folder: Path, header: str, data: bytes = bytes(24), version: tuple[int, int] = (1, 0)) -> Path:
    path = folder / "array.npy"
    text = header.encode("utf-8" if version[0] == 3 else "latin-1")
    length = struct.pack("<H" if version[0] == 1 else "<I", len(text))
    path.write_bytes(b"\x93NUMPY" + bytes(version) + length + text + data)
    return path


def header(descr: Any = "<f4", fortran_order: Any = False, shape: Any = (2, 3)) -> str:
    return repr({"descr": descr, "fortran_order": fortran_order, "shape": shape})


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12, dtype="<f4").reshape(3, 4),
        np.arange(12, dtype=">f8").reshape(3, 4),
        np.asfortranarray(np.arange(24, dtype="<i2").reshape(2, 3, 4)),
        np.array(5, "<c8"),
        np.zeros((0, 3), "?"),
        np.array([(1, 2.5, [1, 2]), (3, 4.5, [5, 6])], [("a", "<i4"), ("b", ">f8"), ("c", "<i2", (2,))]),
        np.array([((1, 2),)], [("outer", [("x", "u1"), ("ü", "<f2")])]),
        np.zeros(3, np.dtype([("a", "u1"), ("b", "<f8")], align=True)),
        np.array(["a", "αβγ", ""]),
        np.array([b"a", b"bc"]),
        np.array(["2020-01-02", "NaT"], "M8[D]"),
        np.array([1, 2], ">m8[25s]"),
        np.array([b"\1\2", b"\3\4"], "V2"),
        np.zeros((1,) * 32),
    ],
    ids=lambda array: f"{array.dtype.kind}{array.ndim}",
)
def test_any_array_comes_back(array: np.ndarray[Any, Any], tmp_path: Path) -> None:
    path = tmp_path / "array.npy"
    np.save(path, array)
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert (checkpoint.format, entry.path, entry.shape) == ("npy", (), array.shape)
        np.testing.assert_array_equal(checkpoint.read(entry), array)
        assert checkpoint.findings == []


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version(version: tuple[int, int], tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, header(), version=version)) as checkpoint:
        assert checkpoint.metadata == {"npy version": f"{version[0]}.0"}
        assert checkpoint.tensors[0].shape == (2, 3)


def test_headers_of_python_2(tmp_path: Path) -> None:
    with inspector.open(
        written(tmp_path, "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }")
    ) as checkpoint:
        assert checkpoint.tensors[0].shape == (2, 3)


def test_a_header_longer_than_numpy_likes(tmp_path: Path) -> None:
    path = tmp_path / "array.npy"
    with pytest.warns(UserWarning, match="format 2.0"):
        np.save(path, np.zeros(2, [(f"field {n} {'x' * 60}", "u1") for n in range(2000)]))
    with inspector.open(path) as checkpoint:
        assert checkpoint.tensors[0].nbytes == 4000


def test_other_spellings_of_a_type(tmp_path: Path) -> None:
    for descr in ("f4", "=f4", "float32", "f"):
        with inspector.open(written(tmp_path, header(descr))) as checkpoint:
            assert checkpoint.tensors[0].dtype.name == "float32"


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (header(shape=(2, 4)), TruncatedError, "24 of 32 bytes"),
        (header(shape=(1 << 50,)), TruncatedError, "24 of 4,503,599,627,370,496 bytes"),
        (header(shape=(1 << 33, 1 << 33)), CorruptError, "larger than any memory"),
        (header(shape=(0, 1 << 63)), CorruptError, "larger than any memory"),
        (header(shape=(-1, 6)), CorruptError, "impossible shape"),
        (header(shape=(2.0, 3)), CorruptError, "impossible shape"),
        (header(shape=(True, 6)), CorruptError, "impossible shape"),
        (header(shape=[2, 3]), CorruptError, "impossible shape"),
        (header(shape=6), CorruptError, "impossible shape"),
        (header(shape=(1,) * 65), UnsupportedError, "65 axes"),
        (header(fortran_order=0), CorruptError, "fortran_order"),
        (header("<f3"), CorruptError, "impossible dtype"),
        (header("f4,f4"), CorruptError, "impossible dtype"),
        (header("<f4, (2,)f4"), CorruptError, "impossible dtype"),
        (header("|V99999999999"), CorruptError, "impossible dtype"),
        (header([("a", "<f4"), ("a", "<f4")]), CorruptError, "impossible dtype"),
        (header([("a",)]), CorruptError, "impossible dtype"),
        (header([1]), CorruptError, "impossible dtype"),
        (header(7), CorruptError, "impossible dtype"),
        (header(None), CorruptError, "impossible dtype"),
        (header(()), CorruptError, "impossible dtype"),
        (header(("<f4", (2,))), UnsupportedError, "arrays as elements"),
        (header("|V0"), UnsupportedError, "elements of no size"),
        ("{'descr': '<f4', 'shape': (2, 3)}", CorruptError, "without descr, fortran_order and shape"),
        ("__import__('os').getcwd()", CorruptError, "not a Python literal"),
        ("{'descr': '<f4', 'fortran_order': False, 'shape': (2, len('abc'))}", CorruptError, "not a Python literal"),
        ("{", CorruptError, "not a Python literal"),
        ("", CorruptError, "not a Python literal"),
        ("(" * 5000, CorruptError, "not a Python literal"),
        ("-" * 60_000 + "1", CorruptError, "not a Python literal"),
        ("9" * 5000, CorruptError, "not a Python literal"),
        ("\0", CorruptError, "not a Python literal"),
        ("{[]: 1}", CorruptError, "not a Python literal"),
    ],
)
def test_headers_that_lie(text: str, error: type[CheckpointError], words: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=words) as caught:
        inspector.open(written(tmp_path, text))
    assert len(str(caught.value)) < 300


def test_an_unknown_version_is_not_supported(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=r"unknown npy version 9\.0"):
        inspector.open(written(tmp_path, header(), version=(9, 0)))


def test_a_header_of_a_gigabyte_is_not_read() -> None:
    class Huge(MemoryStorage):
        nbytes = 1 << 40

        def __init__(self) -> None:
            super().__init__(b"\x93NUMPY\x02\x00\x00\x00\x00\x40" + bytes(200))
            self.nbytes = 1 << 40

        def _check(self, offset: int, nbytes: int) -> None:
            assert nbytes < 1000

    with pytest.raises(LimitError, match="header of 1,073,741,824 bytes"):
        read_header(Huge())


def test_what_follows_the_array_is_reported(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, header(), bytes(30))) as checkpoint:
        (finding,) = checkpoint.findings
        assert (finding.severity, finding.code) == (Severity.INFO, "trailing-data")
        assert "6 more bytes" in finding.message


def test_an_array_of_objects_is_read_without_unpickling(tmp_path: Path) -> None:
    path = tmp_path / "mydict.npy"
    content: dict[str, Any] = {"x": np.arange(4), "n": {"z": [np.ones(2), 3]}}
    np.save(path, np.array(content, dtype=object), allow_pickle=True)
    with inspector.open(path) as checkpoint:
        assert {entry.key for entry in checkpoint.tensors} == {"x", "n.z.0"}
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), content["x"])


def test_arrays_one_after_another_are_all_there(tmp_path: Path) -> None:
    arrays = [
        np.arange(6.0).reshape(2, 3),
        np.array(3, ">i4"),
        np.zeros((0, 2), "?"),
        np.array({"a": np.ones(2)}, object),
    ]
    with (tmp_path / "arrays.npy").open("wb") as file:
        for array in arrays:
            np.save(file, array, allow_pickle=True)
    with inspector.open(tmp_path / "arrays.npy") as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [(0,), (1,), (2,), (3, "a")]
        for entry, array in zip(checkpoint.tensors, [*arrays[:3], np.ones(2)], strict=True):
            np.testing.assert_array_equal(checkpoint.read(entry), array)
        assert all(finding.severity is Severity.INFO for finding in checkpoint.findings)


@pytest.mark.parametrize(
    ("cut", "message"),
    [(-1, "byte 152 ends inside the elements"), (-60, "byte 152 ends inside the header"), (None, "followed by 3 more")],
)
def test_what_is_wrong_behind_the_first_array_is_a_finding(cut: int | None, message: str, tmp_path: Path) -> None:
    with (tmp_path / "arrays.npy").open("wb") as file:
        np.save(file, np.arange(3))
        np.save(file, np.arange(4))
    whole = (tmp_path / "arrays.npy").read_bytes()
    (tmp_path / "arrays.npy").write_bytes(whole[:cut] if cut else whole + b"abc")
    with inspector.open(tmp_path / "arrays.npy") as checkpoint:
        assert len(checkpoint.tensors) == (1 if cut else 2)
        assert message in checkpoint.findings[0].message


def test_the_number_of_arrays_is_bounded(tmp_path: Path) -> None:
    with (tmp_path / "arrays.npy").open("wb") as file:
        for number in range(5):
            np.save(file, np.full(2, number))
    storage = MemoryStorage((tmp_path / "arrays.npy").read_bytes())
    entries, findings = arrays_in(storage, Job(replace(LIMITS, array_sequence=3)))
    assert len(entries) == 3
    assert [finding.code for finding in findings] == ["too-many-members"]
