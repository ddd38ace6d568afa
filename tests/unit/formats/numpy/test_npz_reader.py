"""npz archives against numpy's writer, and with members that are damaged or no arrays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest

import inspector
from inspector.errors import UnknownFormatError
from inspector.findings import Severity
from inspector.tensors.entries import ValueEntry

ARRAYS = {"w": np.arange(6.0).reshape(2, 3), "a/b": np.array([1, 2], ">i4"), "ключ": np.asfortranarray(np.eye(3, 4))}


def array_bytes(array: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def written(path: Path, members: dict[str, bytes]) -> Path:
    path = path / "arrays.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
@pytest.mark.parametrize("name", ["arrays.npz", "mlp.params"])
def test_arrays_under_their_names(save: Callable[..., None], name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with open(path, "wb") as file:
        save(file, **ARRAYS)
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "npz"
        assert [entry.path for entry in checkpoint.tensors] == [(key,) for key in ARRAYS]
        for entry in checkpoint.tensors:
            np.testing.assert_array_equal(checkpoint.read(entry), ARRAYS[entry.key])
        assert checkpoint.findings == []


def test_an_empty_archive_needs_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "nothing.npz"
    np.savez(path)
    with inspector.open(path) as checkpoint:
        assert checkpoint.entries == []
    with pytest.raises(UnknownFormatError, match="is an empty zip archive"):
        inspector.open(path.rename(tmp_path / "nothing.bin"))


def test_a_member_that_can_not_be_read_leaves_the_others(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"bad.npy": b"\x93NUMPY\x09\x00", "good.npy": array_bytes(np.ones(2)), "cut.npy": b"\x93NU"}
    )
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["good"]
        assert [(f.severity, f.code, f.where) for f in checkpoint.findings] == [
            (Severity.WARNING, "unreadable-member", "bad.npy"),
            (Severity.WARNING, "unreadable-member", "cut.npy"),
        ]
        assert "unknown npy version 9.0" in checkpoint.findings[0].message


def test_members_that_are_no_arrays(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"a.npy": array_bytes(np.ones(2)), "notes.txt": b"hello", "big.bin": bytes(100_000), "d/": b""}
    )
    with inspector.open(path) as checkpoint:
        values = [entry for entry in checkpoint.entries if isinstance(entry, ValueEntry)]
        assert [(entry.key, entry.value) for entry in values] == [("notes.txt", b"hello")]
        assert [(f.code, f.where) for f in checkpoint.findings] == [("not-an-array", "big.bin")]


def test_a_wrong_checksum_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "arrays.npz"
    np.savez(path, w=np.ones(4))
    data = path.read_bytes()
    path.write_bytes(data.replace(np.ones(4).tobytes(), np.arange(4.0).tobytes()))
    with inspector.open(path) as checkpoint:
        assert [(f.severity, f.code) for f in checkpoint.findings] == [(Severity.WARNING, "crc-mismatch")]
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), np.arange(4.0))


def test_objects_are_below_their_member(tmp_path: Path) -> None:
    path = tmp_path / "arrays.npz"
    np.savez(path, w=np.ones(2), o=np.array({"x": np.zeros(3)}, dtype=object), allow_pickle=True)
    with inspector.open(path) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("w",), ("o", "x")]
        assert all(finding.where == "o.npy" for finding in checkpoint.findings)


def test_thousands_of_compressed_members_keep_no_decoders(tmp_path: Path) -> None:
    path = written(tmp_path, {f"{n}.npy": array_bytes(np.full(3, float(n))) for n in range(500)})
    with inspector.open(path) as checkpoint:
        assert [checkpoint.read(entry)[0] for entry in checkpoint.tensors] == list(range(500))
        assert not [entry for entry in checkpoint.tensors if entry.storage.source._heads]  # type: ignore[union-attr]


def test_a_type_that_numpy_writes_and_refuses_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    values = np.arange(256, dtype=np.uint8).view(ml_dtypes.float8_e5m2).reshape(16, 16)
    np.savez(path, w=values)
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert (entry.dtype.name, entry.shape) == ("float8_e5m2", (16, 16))
        np.testing.assert_array_equal(checkpoint.read(entry), values.astype(np.float32))
