"""Pools of files: few are open at a time, all can be read at any time, from any thread."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inspector.errors import CheckpointError
from inspector.sources.file_pool import FilePool, _PooledFile
from inspector.sources.local_file import LocalFile
from inspector.sources.location import location_of
from inspector.sources.storage import File, MemoryStorage


def opened_here(folder: Path) -> int:
    """How many files below ``folder`` this process has open."""
    links = list(Path("/proc/self/fd").iterdir())
    return sum(link.is_symlink() and str(link.readlink()).startswith(str(folder)) for link in links)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.bin" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 100)
    return paths


def pooled(paths: list[Path], limit: int = 3) -> list[File]:
    pool = FilePool(limit)
    opened = [pool.open(location_of(path)) for path in paths]
    assert all(isinstance(file, File) for file in opened)
    return [file for file in opened if isinstance(file, File)]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors as Linux lists them")
def test_few_are_open_and_all_are_read(files: list[Path], tmp_path: Path) -> None:
    opened = pooled(files)
    for _ in range(2):
        for number, file in enumerate(opened):
            assert file.nbytes == 100
            assert file.read(10, 5) == bytes([number]) * 5
            assert opened_here(tmp_path) <= 3
    for file in opened:
        file.close()
    assert opened_here(tmp_path) == 0


def test_many_threads(files: list[Path]) -> None:
    opened = pooled(files, 2)
    with ThreadPoolExecutor(8) as threads:
        numbers = [number % len(files) for number in range(600)]
        found = list(threads.map(lambda number: opened[number].read(), numbers))
    assert all(data == bytes([number]) * 100 for number, data in zip(numbers, found, strict=True))
    for file in opened:
        file.close()


def test_one_that_is_being_read_stays_open(files: list[Path]) -> None:
    pool = FilePool(2)
    opened = [pool.open(location_of(path)) for path in files]
    first = opened[0]
    assert isinstance(first, _PooledFile)
    with pool.using(first) as file:
        for other in opened[1:]:
            assert other.read(0, 1)
        assert file.read(0, 1) == b"\0"
    for each in opened:
        each.close()


def test_a_closed_one_is_not_read_and_the_others_are(files: list[Path]) -> None:
    first, second, *_ = opened = pooled(files)
    first.close()
    with pytest.raises(CheckpointError, match="is closed"):
        first.read()
    assert second.read(0, 1) == b"\1"
    for file in opened:
        file.close()


def test_one_that_was_changed_meanwhile_is_not_read(files: list[Path]) -> None:
    opened = pooled(files)
    files[0].write_bytes(b"x" * 101)
    with pytest.raises(CheckpointError, match="was changed since it was indexed"):
        opened[0].read()
    files[11].write_bytes(b"y" * 99)
    with pytest.raises(CheckpointError, match="was changed while it was read"):
        opened[11].check_unchanged()
    for file in opened:
        file.close()


def test_it_pickles_as_the_file_it_is(files: list[Path]) -> None:
    opened = pooled(files)
    for number in (0, 11):
        again = pickle.loads(pickle.dumps(opened[number]))
        assert isinstance(again, LocalFile)
        assert again.key == opened[number].key
        assert again.read(0, 1) == bytes([number])
        again.close()
    for file in opened:
        file.close()


def test_what_is_no_file_is_opened_as_it_is() -> None:
    from inspector.sources.archive_location import root_of_members

    member = MemoryStorage(b"abc")
    assert FilePool().open(root_of_members("a.zip", [("x", member)]).child("x")) is member
