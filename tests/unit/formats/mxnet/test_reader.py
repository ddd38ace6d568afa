"""Lists of arrays of every version, written here by the layouts MXNet's source describes, and the symbol beside them."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError
from inspector.tensors.entries import TensorEntry, ValueEntry
from inspector.tensors.reading import read_values

FIXTURES = Path(__file__).parents[3] / "fixtures" / "mxnet"
V1, V2, V3 = 0xF993FAC8, 0xF993FAC9, 0xF993FACA
ROWS = np.arange(6, dtype="<f4").reshape(2, 3)


def dense(magic: int | None, array: np.ndarray, code: int = 0, device: tuple[int, int] = (1, 0)) -> bytes:
    """An array as the version of ``magic`` writes it; None for 0.9."""
    wide = magic is not None
    shape = struct.pack(f"<I{array.ndim}{'q' if wide else 'I'}", array.ndim, *array.shape)
    head = struct.pack("<I", magic) if magic is not None else b""
    layout = struct.pack("<i", 0) if magic in (V2, V3) else b""
    return head + layout + shape + struct.pack("<iii", *device, code) + array.tobytes()


def listed(*arrays: bytes, names: tuple[bytes, ...] = (), tail: bytes = b"") -> bytes:
    """A list with or without names."""
    named = b"".join(struct.pack("<Q", len(name)) + name for name in names)
    numbers = struct.pack("<QQQ", 0x112, 0, len(arrays))
    return numbers + b"".join(arrays) + struct.pack("<Q", len(names)) + named + tail


def opened(path: Path, data: bytes) -> Checkpoint:
    path.write_bytes(data)
    return inspector.open(path)


@pytest.mark.parametrize("magic", [None, V1, V2, V3])
def test_every_version_has_the_same_arrays(magic: int | None, tmp_path: Path) -> None:
    with opened(tmp_path / "x", listed(dense(magic, ROWS), dense(magic, ROWS[0]), names=(b"a", b"b"))) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["a", "b"]
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), ROWS)
        assert np.array_equal(checkpoint.read(checkpoint.tensors[1]), ROWS[0])
        assert checkpoint.findings == []


@pytest.mark.parametrize(
    "array",
    [
        struct.pack("<I", 0),
        struct.pack("<II", V1, 0),
        struct.pack("<IiI", V2, 0, 0),
        struct.pack("<Iii", V3, 0, -1),
        struct.pack("<Iiiq", V3, 0, 1, -1),
    ],
)
def test_an_array_without_a_shape_is_none(array: bytes, tmp_path: Path) -> None:
    with opened(tmp_path / "x", listed(array, dense(V2, ROWS))) as checkpoint:
        none, tensor = checkpoint.entries
        assert isinstance(none, ValueEntry)
        assert none.value is None
        assert isinstance(tensor, TensorEntry)
        assert np.array_equal(checkpoint.read(tensor), ROWS)


def test_an_array_without_a_shape_does_not_take_what_follows_it_for_its_own(tmp_path: Path) -> None:
    with opened(tmp_path / "x", listed(struct.pack("<II", V1, 0), dense(None, ROWS * 0))) as checkpoint:
        assert [type(entry) for entry in checkpoint.entries] == [ValueEntry, TensorEntry]
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), ROWS * 0)


def test_arrays_of_one_shape_and_different_types_are_told_apart(tmp_path: Path) -> None:
    arrays = [ROWS, ROWS.astype("<f8"), ROWS + 1, ROWS.reshape(3, 2)]
    data = listed(*(dense(V2, array, code=int(array.dtype == "<f8")) for array in arrays))
    with opened(tmp_path / "x", data) as checkpoint:
        for tensor, array in zip(checkpoint.tensors, arrays, strict=True):
            assert (str(tensor.dtype), tensor.shape) == (str(array.dtype), array.shape)
            assert np.array_equal(checkpoint.read(tensor), array)


@pytest.mark.parametrize("nbytes", range(4, 60, 4))
def test_a_list_that_ends_inside_an_array_is_truncated(nbytes: int, tmp_path: Path) -> None:
    data = listed(dense(V2, ROWS), dense(V2, ROWS))
    with pytest.raises(TruncatedError):
        opened(tmp_path / "x", data[: 24 + len(dense(V2, ROWS)) + nbytes])


def test_a_device_is_told_unless_it_is_the_usual_one(tmp_path: Path) -> None:
    with opened(tmp_path / "x", listed(dense(V2, ROWS, device=(2, 3)), dense(V2, ROWS))) as checkpoint:
        assert [dict(tensor.attributes) for tensor in checkpoint.tensors] == [{"device": "gpu(3)"}, {}]


def test_bytes_behind_the_list_are_a_finding(tmp_path: Path) -> None:
    with opened(tmp_path / "x", listed(dense(V2, ROWS), tail=b"more")) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == ["trailing-data"]


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (listed(dense(0xF993FACB, ROWS)), UnsupportedError, "unknown version 0xf993facb"),
        (listed(dense(V2, ROWS, code=99)), UnsupportedError, "unknown type 99"),
        (listed(struct.pack("<Ii", V2, 7)), UnsupportedError, "storage type 7"),
        (listed(struct.pack("<IiI2qiii", V2, 0, 2, -2, -3, 1, 0, 0) + bytes(24)), CorruptError, "shape"),
        (listed(struct.pack("<IiI2qiii", V2, 0, 2, 1 << 60, 1 << 60, 1, 0, 0)), TruncatedError, "ends"),
        (listed(dense(V2, ROWS), names=(b"a", b"b")), CorruptError, "1 arrays and 2 names"),
        (struct.pack("<QQQ", 0x112, 0, 1 << 60), TruncatedError, "arrays"),
    ],
)
def test_numbers_that_lie_are_refused(data: bytes, error: type[CheckpointError], message: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=message):
        opened(tmp_path / "x", data)


def test_sparse_indices_outside_the_shape_are_an_error_when_they_are_read(tmp_path: Path) -> None:
    head = struct.pack("<IiI2qI2qiii", V2, 1, 2, 1, 3, 2, 2, 3, 1, 0, 0)
    array = head + struct.pack("<iIq", 6, 1, 1) + ROWS[0].tobytes() + struct.pack("<q", 5)
    with opened(tmp_path / "x", listed(array)) as checkpoint, pytest.raises(CorruptError, match="outside its shape"):
        read_values(checkpoint.tensors[0])


def test_the_indices_of_a_sparse_array_tell_how_many_values_it_has(tmp_path: Path) -> None:
    """MXNet writes the shape of the values before they are there, and loads as many as there are indices."""
    head = struct.pack("<IiI1qI2qiii", V2, 2, 1, 0, 2, 2, 3, 1, 0, 0)
    described = struct.pack("<iIqiIq", 6, 1, 3, 6, 1, 2)
    values, starts, columns = np.array([5, 7], "<f4"), np.array([0, 1, 2]), np.array([2, 0])
    array = head + described + values.tobytes() + starts.tobytes() + columns.tobytes()
    with opened(tmp_path / "x", listed(array)) as checkpoint:
        assert read_values(checkpoint.tensors[0]).tolist() == [[0, 0, 5], [7, 0, 0]]


@pytest.mark.parametrize("name", ["model-0007.params", "model.params"])
def test_the_symbol_beside_the_parameters_tells_the_operators(name: str, tmp_path: Path) -> None:
    shutil.copyfile(FIXTURES / "model-0007.params", tmp_path / name)
    shutil.copyfile(FIXTURES / "model-symbol.json", tmp_path / "model-symbol.json")
    with inspector.open(tmp_path / name) as checkpoint:
        assert checkpoint.metadata == {
            "symbol": "model-symbol.json",
            "operators": {"FullyConnected": 1, "BatchNorm": 1},
            "mxnet version": "1.9.1",
        }


@pytest.mark.parametrize("symbol", [b"{", b'{"nodes": [1]}', b"[" * 100_000, json.dumps({"nodes": "x"}).encode()])
def test_a_symbol_that_is_none_is_a_finding(symbol: bytes, tmp_path: Path) -> None:
    (tmp_path / "m-symbol.json").write_bytes(symbol)
    with opened(tmp_path / "m-0001.params", listed(dense(V2, ROWS))) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == ["unreadable-symbol"]
        assert len(checkpoint.tensors) == 1
