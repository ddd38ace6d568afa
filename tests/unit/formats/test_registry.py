"""Which reader takes what, and what becomes of everything that is no checkpoint."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, LimitError, UnknownFormatError
from inspector.formats.format import Format, load
from inspector.formats.listing import BUILT_IN
from inspector.formats.numpy import npy_reader
from inspector.formats.registry import read_within
from inspector.jobs import Cancelled, Job
from inspector.resources import resource
from inspector.sources.location import location_of
from inspector.sources.source import Source


@pytest.fixture
def array(tmp_path: Path) -> Path:
    path = tmp_path / "array.npy"
    np.save(path, np.arange(3))
    return path


@pytest.mark.parametrize("row", BUILT_IN, ids=lambda row: row.name)
def test_every_row_names_a_reader(row: Format) -> None:
    assert callable(load(row.reader).read)
    assert row.magic or row.folder or row.headless_suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in row.suffixes)


def test_names_are_unique() -> None:
    assert len({row.name for row in BUILT_IN}) == len(BUILT_IN)


@pytest.mark.parametrize("name", ["array", "array.npz", "array.safetensors", "array.pkl", "array.PTH", "array.pt.part"])
def test_content_decides_whatever_the_name(name: str, array: Path) -> None:
    with inspector.open(array.rename(array.with_name(name))) as checkpoint:
        assert checkpoint.format == "npy"


def test_a_path_may_be_text(array: Path) -> None:
    with inspector.open(str(array)) as checkpoint:
        assert checkpoint.path == array


def test_only_the_reader_that_is_needed_is_imported(array: Path) -> None:
    program = "import sys, inspector; inspector.open(sys.argv[1]); print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program, array], capture_output=True, text=True, check=True)
    imported = {row.name for row in BUILT_IN if row.reader in answer.stdout.split()}
    assert imported == {"npy"}
    assert "inspector.pickles.machine" not in answer.stdout.split()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.pt", "does not exist"),
        ("no/such/folder.pt", "does not exist"),
        ("nul\0.pt", "can't be opened: .*embedded null"),
        ("x" * 300, "can't be opened: File name too long"),
        (".", "is a folder, not a checkpoint"),
    ],
)
def test_what_can_not_be_opened(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=words) as caught:
        inspector.open(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: ")


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "link.pt").symlink_to("gone.pt")
    with pytest.raises(CheckpointError, match=r"is a link to gone\.pt, which does not exist"):
        inspector.open(tmp_path / "link.pt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pt")
    with pytest.raises(CheckpointError, match="is a named pipe, not a file"):
        inspector.open(tmp_path / "pipe.pt")
    (tmp_path / "zero.pt").symlink_to("/dev/zero")
    with pytest.raises(CheckpointError, match="is a character device, not a file"):
        inspector.open(tmp_path / "zero.pt")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(array: Path) -> None:
    array.chmod(0)
    with pytest.raises(CheckpointError, match="can't be opened: Permission denied"):
        inspector.open(array)


def test_an_unknown_content_names_what_its_suffix_promises(tmp_path: Path) -> None:
    path = tmp_path / "model.npy"
    path.write_bytes(b"\xfe\x01\x02\x03" * 10)
    with pytest.raises(UnknownFormatError, match=r"is not in a recognized checkpoint format"):
        inspector.open(path)
    with pytest.raises(UnknownFormatError, match="is not a checkpoint of any format this version knows"):
        inspector.open(path.rename(tmp_path / "model.xyz"))


def test_what_an_error_quotes_from_the_file_stays_on_one_line(array: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise CheckpointError("names a\nb\x1b[31m")

    monkeypatch.setattr(npy_reader, "read", fail)
    with pytest.raises(CheckpointError, match=r"array\.npy: names a\\nb\\x1b\[31m$"):
        inspector.open(array)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_every_way_to_fail_closes_the_file(array: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before = descriptors()
    inspector.open(array).close()
    assert descriptors() == before
    os.truncate(array, 130)
    with pytest.raises(CheckpointError):
        inspector.open(array)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        inspector.open(array, job)
    for name in ("text.txt", "zeros.gz"):
        (array.parent / name).write_bytes(b"hello")
        with pytest.raises(UnknownFormatError):
            inspector.open(array.parent / name)

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(npy_reader, "read", fail)
    with pytest.raises(LimitError, match="more memory than there is"):
        inspector.open(array)
    assert descriptors() == before


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_file_inside_is_closed_by_whoever_gives_up_on_it(array: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    job = Job()
    job.cancel()
    folder = location_of(array.parent)
    with pytest.raises(Cancelled) as kept:  # and with it all that was opened
        read_within(Source(folder, None), folder.child(array.name), job)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert kept.tb is not None


@pytest.mark.parametrize(
    "name",
    [
        "hostile_safetensors/header_2_60.safetensors",
        "hostile_zip/method_99.pt",
        "hostile_torch_code/load_from_bytes.pt",
    ],
)
def test_what_was_opened_or_refused_is_gone_without_the_cycle_collector(name: str) -> None:
    def attempt() -> None:
        with suppress(CheckpointError):
            inspector.open(Path(__file__).parents[2] / "fixtures" / name).close()

    attempt()  # imports leave cycles
    gc.collect()
    gc.disable()
    try:
        attempt()
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_cycle_collector_is_left_as_it_was(array: Path) -> None:
    inspector.open(array).close()
    assert gc.isenabled()
    gc.disable()
    try:
        inspector.open(array).close()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_example_opens() -> None:
    with inspector.open(resource("example.pth")) as checkpoint:
        assert checkpoint.format == "pytorch-zip"
