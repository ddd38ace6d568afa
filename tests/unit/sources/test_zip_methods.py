"""Members of zip archives by methods other than deflate give what Python's zipfile gives."""

from __future__ import annotations

import io
import pickle
import random
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import MemoryStorage, Storage
from inspector.sources.zip import ZipArchive
from inspector.sources.zip_methods import PackedStorage

DATA = random.Random(1).randbytes(20_000) + bytes(3_000_000) + random.Random(2).randbytes(20_000)
METHODS = pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])


def archived(method: int, content: bytes = DATA, name: str = "a") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def member(archive: bytes) -> Storage:
    return ZipArchive(MemoryStorage(archive)).storage("a")


@METHODS
def test_any_part_in_any_order_and_after_pickling(method: int) -> None:
    storage = member(archived(method))
    assert isinstance(storage, PackedStorage)
    assert storage.packed_nbytes < 60_000
    assert storage.read() == DATA
    for offset in (3_010_000, 19_990, 0, 19_000, 3_039_999):
        nbytes = min(2_000, len(DATA) - offset)
        assert storage.read(offset, nbytes) == DATA[offset : offset + nbytes]


@METHODS
def test_numpy_arrays_are_read(method: int, tmp_path: Path) -> None:
    array, buffer = np.arange(5_000, dtype="<f4"), io.BytesIO()
    np.save(buffer, array)
    (tmp_path / "a.npz").write_bytes(archived(method, buffer.getvalue(), "w.npy"))
    assert np.array_equal(np.load(tmp_path / "a.npz")["w"], array)
    with inspector.open(tmp_path / "a.npz") as checkpoint:
        assert np.array_equal(inspector.read(checkpoint, "w"), array)
        assert not checkpoint.findings


@METHODS
def test_what_is_damaged_or_cut_short_is_refused(method: int) -> None:
    packed = archived(method, bytes(range(256)) * 40)
    start = packed.index(b"a", 30) + 1
    for data in (
        packed[:start] + b"\xff" * 60 + packed[start + 60 :],
        packed[: start + 40] + bytes(40) + packed[start + 80 :],
    ):
        with pytest.raises(CheckpointError):
            member(data).read()


def test_claims_of_size_are_held_against_the_data() -> None:
    with pytest.raises(UnsupportedError, match="times its size"):
        PackedStorage(MemoryStorage(bytes(100)), zipfile.ZIP_BZIP2, 1 << 40)
    packed = archived(zipfile.ZIP_LZMA, b"abc" * 100)
    header = packed[packed.index(b"a", 30) + 1 :][:9]
    with pytest.raises(CorruptError, match="ends after"):
        PackedStorage(MemoryStorage(header), zipfile.ZIP_LZMA, 300).read()
    with pytest.raises(CorruptError, match="before its header"):
        PackedStorage(MemoryStorage(header[:5]), zipfile.ZIP_LZMA, 300).read()


def test_a_dictionary_is_no_larger_than_what_is_decompressed() -> None:
    packed = archived(zipfile.ZIP_LZMA, b"abc" * 100)
    start = packed.index(b"a", 30) + 1
    header = struct.pack("<2xHBI", 5, packed[start + 4], 0xFFFFFFFF)
    data = header + packed[start + 9 :]
    assert PackedStorage(MemoryStorage(data), zipfile.ZIP_LZMA, 300).read() == b"abc" * 100
    with pytest.raises(UnsupportedError, match="128 MiB"):
        PackedStorage(MemoryStorage(data + bytes(1 << 20)), zipfile.ZIP_LZMA, 200 << 20).read(0, 1)


@METHODS
def test_a_pickle_in_such_a_member_is_judged(method: int, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archived(method, b"cos\nsystem\n(S'true'\ntR."))
    with inspector.open(tmp_path / "a.zip") as checkpoint:
        assert inspector.scan(checkpoint).is_dangerous


def test_it_pickles() -> None:
    storage = PackedStorage(MemoryStorage(b"x" * 40), zipfile.ZIP_BZIP2, 3)
    again = pickle.loads(pickle.dumps(storage))
    assert (again.nbytes, again.key[0]) == (3, "packed")


@METHODS
def test_it_is_not_read_on_after_its_file_was_closed(method: int, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archived(method))
    file = LocalFile(tmp_path / "a.zip")
    storage = ZipArchive(file).storage("a")
    storage.read(0, 1_000)
    file.close()
    with pytest.raises(CheckpointError, match="is closed"):
        storage.read(1_000, 1_000)
