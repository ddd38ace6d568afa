from __future__ import annotations

import os
import shutil
import subprocess
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import repeat
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch.utils.serialization import config

import inspector
from inspector.exporting import execution
from inspector.exporting.execution import export
from inspector.jobs import Job
from inspector.sources.local_file import LocalFile
from inspector.sources.zip import ZipArchive
from inspector.tensors.entries import TensorEntry
from inspector.writing import transfer, zip_file
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.transfer import Transfer
from inspector.writing.zip_file import ArchiveWriter
from tests.exporting import exported, opened_plan, saved

ODD_NAMES = ["a", "é/ü", "x" * 300, "with space", "../up"]


def archive_of(path: Path, members: dict[str, bytes], alignment: int = 1) -> Path:
    atomic_file = AtomicFile(path)
    writer = ArchiveWriter(atomic_file, Transfer(Job(), 0), alignment)
    for name, data in members.items():
        writer.add(name, data)
    writer.close()
    atomic_file.publish(replace=False)
    return path


@pytest.mark.parametrize("alignment", [1, 64])
def test_other_programs_read_it(tmp_path: Path, alignment: int) -> None:
    members = {name: name.encode() * 7 for name in ODD_NAMES} | {"empty": b""}
    path = archive_of(tmp_path / "a.zip", members, alignment)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    with closing(LocalFile(path)) as file:
        ours = ZipArchive(file)
        assert {name: ours.storage(name).read() for name in ours.members} == members
        assert all(ours.verify_crc(name, Job()) for name in members)
        assert [finding.code for finding in ours.findings] == ["zip-unsafe-name"]


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
@pytest.mark.parametrize("alignment", [1, 64])
def test_unzip_finds_nothing_to_say(tmp_path: Path, alignment: int) -> None:
    path = archive_of(tmp_path / "a.zip", {"a": b"123", "b/c": b"", "d": b"x" * 1000}, alignment)
    assert subprocess.run(["unzip", "-tqq", path], check=True, capture_output=True).stdout == b""


def test_a_checksum_that_comes_late_is_of_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(data: bytes, crc: int) -> int:
        time.sleep(0.02)  # by now the next block was read
        return zlib.crc32(data, crc)

    monkeypatch.setattr(zip_file, "zlib", SimpleNamespace(crc32=late))
    values = torch.randn(1 << 19, dtype=torch.float64)  # four blocks
    exported(saved({"a": values, "b": values[::2], "c": values[:100]}, tmp_path / "a.pth"), tmp_path / "b.npz")
    with zipfile.ZipFile(tmp_path / "b.npz") as written:
        assert written.testzip() is None


def test_an_archive_of_nothing(tmp_path: Path) -> None:
    with zipfile.ZipFile(archive_of(tmp_path / "a.zip", {})) as archive:
        assert archive.namelist() == []


@pytest.mark.slow
def test_more_members_than_sixteen_bits_count(tmp_path: Path) -> None:
    names = [str(number) for number in range(65_540)]
    path = archive_of(tmp_path / "a.zip", dict.fromkeys(names, b""))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == names
    with closing(LocalFile(path)) as file:
        assert list(ZipArchive(file).members) == names


@pytest.mark.parametrize("calculated", [False, True])
def test_storages_are_mapped_where_torch_expects_them(tmp_path: Path, calculated: bool) -> None:
    """Torch may be told to compute positions from sizes, as they are where its own writer has written."""
    state = {f"k{n}": torch.full((n + 1, 3), float(n)) for n in range(40)}
    with opened_plan(saved(state, tmp_path / "a.pth")) as plan:
        export(plan, tmp_path / "b.pth")
    with config.patch({"load.calculate_storage_offsets": calculated}):  # type: ignore[attr-defined] # made when imported
        loaded = torch.load(tmp_path / "b.pth", weights_only=True, mmap=True)
    assert all(torch.equal(loaded[key], tensor) for key, tensor in state.items())
    assert all(tensor.data_ptr() % 64 == 0 for tensor in loaded.values())


@pytest.mark.skipif(os.name == "nt", reason="needs files with holes")
@pytest.mark.parametrize("suffix", [".pth", ".npz"])
def test_members_and_offsets_beyond_four_gigabytes(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The source is a file with a hole, which is not read, and what is written has one too: nothing waits for the disk."""
    huge = (1 << 32) + 12
    header = b'{"a":{"dtype":"U8","shape":[%d],"data_offsets":[0,%d]},' % (huge, huge)
    header += b'"b":{"dtype":"U8","shape":[3],"data_offsets":[%d,%d]}}' % (huge, huge + 3)
    source = tmp_path / "a.safetensors"
    with source.open("wb") as made:
        made.write(len(header).to_bytes(8, "little") + header)
        made.seek(huge, os.SEEK_CUR)
        made.write(b"\3\4\5")
    zeros = np.zeros(1 << 20, np.uint8)
    write, blocks_of = AtomicFile.write, transfer.blocks_of

    def blocks(entry: TensorEntry, buffers: Iterator[npt.NDArray[np.uint8]]) -> Iterator[npt.NDArray[Any]]:
        if entry.nbytes < huge:
            yield from blocks_of(entry, buffers)
        else:
            yield from repeat(zeros, huge >> 20)
            yield np.array([*bytes(10), 1, 2], np.uint8)

    def with_holes(atomic_file: AtomicFile, data: memoryview) -> None:
        if len(data) == len(zeros):
            os.lseek(atomic_file._descriptor, len(data), os.SEEK_CUR)
            atomic_file.nbytes += len(data)
        else:
            write(atomic_file, data)

    monkeypatch.setattr(transfer, "blocks_of", blocks)
    monkeypatch.setattr(AtomicFile, "write", with_holes)
    monkeypatch.setattr(execution, "verify", lambda *_: None)
    target = tmp_path / f"b{suffix}"
    with opened_plan(source) as plan:
        export(plan, target)
    if suffix == ".pth":
        loaded = torch.load(target, weights_only=True, mmap=True)
        tail, small = loaded["a"][-3:].tolist(), loaded["b"].tolist()
        assert loaded["a"].shape == (huge,)
    else:
        with zipfile.ZipFile(target) as archive:
            assert [info.file_size for info in archive.infolist()] == [128 + huge, 128 + 3]
            with archive.open("b.npy") as member:
                small = np.lib.format.read_array(member).tolist()
            tail = [0, 1, 2]
    with inspector.open(target) as written:
        assert written.read(written.tensors[0], (slice(huge - 3, huge),)).tolist() == tail
        assert written.read(written.tensors[1]).tolist() == small
    assert (tail, small) == ([0, 1, 2], [3, 4, 5])
