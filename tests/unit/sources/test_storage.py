from __future__ import annotations

import os
import pickle
import platform
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from inspector.errors import CheckpointError, TruncatedError
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import Buffer, ByteRange, MemoryStorage, Storage
from tests.tensors import CountingStorage

DATA = bytes(range(256)) * 40


def filled(file: LocalFile, offset: int, nbytes: int) -> bytes:
    """What is read into a buffer."""
    buffer = bytearray(nbytes)
    file.read_into(buffer, offset)
    return bytes(buffer)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.bin"
    path.write_bytes(DATA)
    return path


@pytest.fixture
def file(path: Path) -> Iterator[LocalFile]:
    file = LocalFile(path)
    yield file
    file.close()


@pytest.fixture(params=["file", "memory", "range"])
def storage(request: pytest.FixtureRequest, file: LocalFile) -> Storage:
    if request.param == "file":
        return file
    if request.param == "memory":
        return MemoryStorage(DATA)
    return ByteRange(MemoryStorage(b"before" + DATA + b"after"), 6, len(DATA))


# every storage


def test_any_position_can_be_read(storage: Storage) -> None:
    assert storage.nbytes == len(DATA)
    assert storage.read() == DATA
    assert storage.read(300, 7) == DATA[300:307]
    assert storage.read(len(DATA), 0) == b""
    buffer = bytearray(10)
    storage.read_into(buffer, 100)
    assert buffer == DATA[100:110]


@pytest.mark.parametrize(("offset", "nbytes"), [(-1, 2), (len(DATA) - 1, 2), (len(DATA) + 1, 0), (1 << 62, 1)])
def test_nothing_outside_is_read(storage: Storage, offset: int, nbytes: int) -> None:
    buffer = bytearray(b"\xaa" * nbytes)
    with pytest.raises(TruncatedError):
        storage.read_into(buffer, offset)
    assert buffer == b"\xaa" * nbytes


def test_threads_read_at_once(storage: Storage) -> None:
    def read(offset: int) -> bool:
        return all(storage.read(offset, 1000) == DATA[offset : offset + 1000] for _ in range(50))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(0, 8000, 500)))


# files


def test_a_missing_file_is_a_sentence_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"none\.bin: can't be opened: No such file"):
        LocalFile(tmp_path / "none.bin")


def test_a_file_that_became_shorter_is_said_to_be(file: LocalFile, path: Path) -> None:
    stamp = path.stat()
    os.truncate(path, 5000)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert file.read(0, 5000) == DATA[:5000]
    with pytest.raises(TruncatedError, match=r"data\.bin: ends at byte 5,000: it became shorter while it was open"):
        file.read(4000, 2000)


def test_a_file_that_was_written_to_is_said_to_be(file: LocalFile, path: Path) -> None:
    assert file.read(0, 10) == DATA[:10]
    stamp = path.stat()
    with path.open("r+b") as writing:
        writing.write(b"x")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))  # however coarse the clock of the system is
    with pytest.raises(CheckpointError, match=r"data\.bin: was changed while it was read"):
        file.read(0, 10)


def test_a_replaced_file_is_read_as_it_was(file: LocalFile, path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"something else")
    other.replace(path)
    assert file.read(0, 10) == DATA[:10]
    replacement = LocalFile(path)
    assert file.identity != replacement.identity
    replacement.close()


def test_whether_somebody_wrote_to_a_file_can_be_asked(file: LocalFile, path: Path) -> None:
    file.check_unchanged()
    with path.open("r+b") as other:
        other.write(b"x")
    os.utime(path, ns=(0, 0))
    with pytest.raises(CheckpointError, match="was changed while it was read"):
        file.check_unchanged()
    file.close()
    with pytest.raises(CheckpointError, match="is closed"):
        file.check_unchanged()


def test_a_file_replaced_by_another_is_unchanged(file: LocalFile, path: Path) -> None:
    path.with_name("other").write_bytes(b"other")
    path.with_name("other").replace(path)
    file.check_unchanged()


def test_short_reads_are_continued(file: LocalFile, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = LocalFile._read_at

    def short(self: LocalFile, file: BinaryIO, view: memoryview, offset: int) -> int:
        return whole(self, file, view[:7], offset)

    monkeypatch.setattr(LocalFile, "_read_at", short)
    assert filled(file, 3, 1000) == DATA[3:1003]
    monkeypatch.setattr(os, "pread", lambda descriptor, nbytes, offset: DATA[offset : offset + min(nbytes, 7)])
    assert file.read(3, 1000) == DATA[3:1003]


def pieces(file: LocalFile) -> list[bytes]:
    """Pieces within a part of the file, at its end and behind that."""
    places = ((7, 300), (5, 9000), (9, len(DATA) - 4), (3, 1 << 40))
    return file.read_pieces(lambda read: [read(*place) for place in places], 300, 500)


@pytest.mark.parametrize("missing", [(), ("pread", "RWF_NOWAIT"), ("RWF_NOWAIT",)])
def test_pieces_are_read_on_every_system(
    file: LocalFile, missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in missing:
        monkeypatch.delattr(os, name, raising=False)
    assert pieces(file) == [DATA[300:307], DATA[9000:9005], DATA[-4:], b""]


@pytest.mark.skipif(not hasattr(os, "RWF_NOWAIT"), reason="only Linux can be told")
@pytest.mark.parametrize(("waits", "told"), [(0, 0), (1, 1), (2, 1)])
def test_a_part_that_is_not_in_memory_is_read_ahead(
    file: LocalFile, waits: int, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not if one of its ends is not."""
    asked: list[int] = []
    parts: list[tuple[int, int]] = []

    def without_waiting(_descriptor: int, buffers: list[bytearray], offset: int, flags: int) -> int:
        asked.append(offset)
        if flags != os.RWF_NOWAIT or len(asked) == waits:
            raise BlockingIOError
        return len(buffers[0])

    def tell(_descriptor: int, offset: int, nbytes: int, _advice: int) -> None:
        parts.append((offset, nbytes))
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "preadv", without_waiting)
    monkeypatch.setattr(os, "posix_fadvise", tell)
    assert pieces(file)[0] == DATA[300:307]
    assert parts == [(300, 500)] * told
    assert asked == [300, 799][: waits or 2]


def test_pieces_of_a_file_that_was_written_to_are_not_used(file: LocalFile, path: Path) -> None:
    os.utime(path, ns=(0, 0))
    with pytest.raises(CheckpointError, match=r"data\.bin: was changed while it was read"):
        pieces(file)
    file.close()
    with pytest.raises(CheckpointError, match="is closed"):
        pieces(file)


def test_an_error_of_the_disk_is_a_sentence(file: LocalFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: LocalFile, file: BinaryIO, view: memoryview, offset: int) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(LocalFile, "_read_at", fail)
    with pytest.raises(CheckpointError, match=r"data\.bin: can't be read: Input/output error"):
        filled(file, 0, 1)


def test_a_closed_file_refuses_reads(file: LocalFile) -> None:
    file.close()
    file.close()
    with pytest.raises(CheckpointError, match="is closed"):
        file.read(0, 1)


def test_closing_waits_for_the_read_under_way(file: LocalFile, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, go_on = threading.Event(), threading.Event()
    whole = LocalFile._read_at

    def slow(self: LocalFile, file: BinaryIO, view: memoryview, offset: int) -> int:
        reading.set()
        assert go_on.wait(30)
        return whole(self, file, view, offset)

    monkeypatch.setattr(LocalFile, "_read_at", slow)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(filled, file, 0, 100)
        assert reading.wait(30)
        file.close()
        with pytest.raises(CheckpointError, match="is closed"):
            file.read(0, 1)
        go_on.set()
        assert answer.result() == DATA[:100]
    assert file._file is not None
    assert file._file.closed


def test_a_file_object_can_be_taken_over(path: Path) -> None:
    with path.open("rb", buffering=0) as opened:
        file = LocalFile("stands for", opened)
        path.unlink()
        assert file.read(0, 4) == DATA[:4]
        assert file.path == Path("stands for")
        file.close()


# files that were pickled


def pickled(path: Path) -> bytes:
    with LocalFile(path) as file:
        return pickle.dumps(file)


def test_what_a_process_unpickles_of_a_file_is_opened_once_and_when_it_is_read(path: Path) -> None:
    data = pickled(path)
    file: Any = pickle.loads(data)
    same = pickle.loads(data)
    assert file is same
    assert file._file is None
    opened: list[Any] = []
    for _ in range(2):
        assert same.read(0, 10) == DATA[:10]
        opened.append(file._file)
        file.close()
        file.close()
        assert opened[-1].closed
    assert file.read(0, 10) == DATA[:10]
    opened.append(file._file)
    assert len({id(each) for each in opened}) == 3
    del file, same
    assert opened[-1].closed


@pytest.mark.parametrize("how", ["replaced", "written to", "longer"])
def test_what_was_changed_since_it_was_indexed_is_not_read(how: str, path: Path) -> None:
    data = pickled(path)
    status = path.stat()
    if how == "replaced":
        path.with_name("other").write_bytes(DATA)
        path.with_name("other").replace(path)
    else:
        path.write_bytes(DATA + b"x" * (how == "longer"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + (how == "written to")))
    file = pickle.loads(data)
    for read in (file.read, file.check_unchanged):
        with pytest.raises(CheckpointError, match=r"data\.bin: was changed since it was indexed"):
            read()


def test_another_process_may_work_in_another_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    data = pickled(Path(path.name))
    monkeypatch.chdir("/")
    with pickle.loads(data) as file:
        assert file.read() == DATA


def test_what_is_gone_is_said_to_be(path: Path) -> None:
    data = pickled(path)
    path.unlink()
    with pytest.raises(CheckpointError, match=r"data\.bin: can't be opened: No such file"):
        pickle.loads(data).read()


def test_on_another_machine_size_and_time_tell(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(platform, "node", lambda: "another")
        data = pickled(path)
    status = path.stat()
    path.with_name("other").write_bytes(DATA)
    path.with_name("other").replace(path)
    with pytest.raises(CheckpointError, match="was changed since"):
        pickle.loads(data).read()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    with pickle.loads(data) as file:
        assert file.read() == DATA
        file.check_unchanged()
        with path.open("ab") as other:
            other.write(b"x")
        with pytest.raises(CheckpointError, match="was changed since"):
            file.check_unchanged()


def test_closing_what_was_unpickled_waits_for_the_read_under_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = pickle.loads(pickled(path))
    whole = LocalFile._read_at

    def closing(self: LocalFile, opened: BinaryIO, view: memoryview, offset: int) -> int:
        self.close()
        assert not opened.closed
        return whole(self, opened, view, offset)

    monkeypatch.setattr(LocalFile, "_read_at", closing)
    assert filled(file, 0, 100) == DATA[:100]
    assert file._file is None


def test_a_file_without_a_name_is_not_pickled(path: Path) -> None:
    with (
        path.open("rb", buffering=0) as opened,
        LocalFile("stands for", opened) as file,
        pytest.raises(TypeError, match="without a name"),
    ):
        pickle.dumps(file)


# ranges


@pytest.mark.parametrize(("offset", "nbytes"), [(-1, 1), (0, -1), (0, 11), (11, 0), (5, 1 << 63)])
def test_a_range_past_its_source_is_refused(offset: int, nbytes: int) -> None:
    with pytest.raises(TruncatedError):
        ByteRange(MemoryStorage(bytes(10)), offset, nbytes)


def test_ranges_of_ranges_add_up() -> None:
    inner = ByteRange(ByteRange(MemoryStorage(DATA), 100, 1000), 50, 10)
    assert inner.read() == DATA[150:160]


def test_memory_cannot_be_changed_through_a_storage() -> None:
    source = bytearray(b"abc")
    storage = MemoryStorage(source)
    buffer: Buffer = bytearray(3)
    storage.read_into(buffer, 0)
    buffer[0] = 0
    assert storage.read() == b"abc"


def test_the_key_of_a_range_says_where_it_is_however_it_was_cut() -> None:
    memory = MemoryStorage(bytes(100))
    assert ByteRange(ByteRange(memory, 2, 90), 4, 10).key == ByteRange(memory, 6, 10).key
    others = [ByteRange(memory, 6, 11), ByteRange(memory, 7, 10), ByteRange(MemoryStorage(bytes(100)), 6, 10), memory]
    assert len({storage.key for storage in (ByteRange(memory, 6, 10), *others)}) == 5


# many ranges at once


def test_neighbours_are_read_together_as_long_as_that_is_worth_it() -> None:
    storage = CountingStorage(bytes(16 << 20))
    for ranges, reads, nbytes in (
        ([(0, 10), (1000, 10), (60_000, 10)], 1, 60_010),
        ([(0, 10), (1 << 20, 10), (2 << 20, 10)], 3, 30),
        ([(5, 10), (0, 10), (8, 1)], 1, 15),
        ([(n * 60_000, 40_000) for n in range(150)], 3, None),
        ([(0, 10 << 20)], 1, 10 << 20),
        ([], 0, 0),
    ):
        storage.reads = storage.read_nbytes = 0
        assert [len(data) for data in storage.read_many(ranges)] == [size for _, size in ranges]
        assert storage.reads == reads
        assert nbytes is None or storage.read_nbytes == nbytes
