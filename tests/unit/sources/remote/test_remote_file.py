from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inspector.errors import CheckpointError, TruncatedError
from inspector.sources.block_cache import BLOCKS
from inspector.sources.location import location_of
from inspector.sources.remote import extent_cache
from inspector.sources.remote.remote_file import RemoteFile
from inspector.sources.storage import Storage
from inspector.testing.storages import StorageConformance
from tests.range_server import RangeServer

CONTENT = random.Random(0).randbytes(100 << 10)
_CHANGED = r"was changed on the server since it was opened|became shorter"
LARGE = random.Random(1).randbytes(6 << 20)


def opened(server: RangeServer, content: bytes = CONTENT, path: str = "model.bin") -> RemoteFile:
    server.files[f"/{path}"] = content
    file = location_of(server.address(path)).open()
    assert isinstance(file, RemoteFile)
    return file


class TestRemoteFile(StorageConformance):
    @pytest.fixture
    def content(self) -> bytes:
        return CONTENT

    @pytest.fixture
    def storage(self, server: RangeServer, content: bytes) -> Iterator[Storage]:
        with opened(server, content) as file:
            yield file


def test_every_byte_is_fetched_once(server: RangeServer) -> None:
    with opened(server, LARGE) as file:
        for _ in range(2):
            for start in range(0, len(LARGE), 1_000_000):
                assert file.read(start, min(1_000_000, len(LARGE) - start)) == LARGE[start : start + 1_000_000]
        assert server.nbytes == len(LARGE)
        BLOCKS.clear()  # what is on the disk need not be in memory
        assert file.read() == LARGE
    with opened(server, LARGE) as again:
        assert again.read() == LARGE
        assert pickle.loads(pickle.dumps(again)).read() == LARGE
    assert server.nbytes == len(LARGE) + 8192  # whether it is the same content has to be asked


def test_threads_that_ask_for_the_same_wait_for_one_answer(server: RangeServer) -> None:
    with opened(server, LARGE) as file, ThreadPoolExecutor(4) as pool:
        server.latency = 0.02
        parts = list(pool.map(lambda start: file.read(start, 3 << 20), [0, 1000, 2 << 20, 3 << 20]))
    assert parts == [LARGE[start : start + (3 << 20)] for start in (0, 1000, 2 << 20, 3 << 20)]
    assert server.nbytes == len(LARGE)


def test_long_ranges_come_in_parts_at_the_same_time(server: RangeServer) -> None:
    with opened(server, LARGE) as file:
        server.latency = 0.05
        assert file.read() == LARGE
    assert server.most_at_once == 3


def test_near_ranges_are_one_request_and_far_ones_several(server: RangeServer) -> None:
    with opened(server, LARGE) as file:
        server.requests.clear()
        ranges = [(100_000 + 1000 * number, 10) for number in range(50)] + [(4 << 20, 8), (5 << 20, 8)]
        assert file.read_many(ranges) == [LARGE[offset : offset + nbytes] for offset, nbytes in ranges]
    asked = sorted(request.range for request in server.requests)
    assert asked == ["bytes=100000-149009", "bytes=4194304-4194311", "bytes=5242880-5242887"]


@pytest.mark.parametrize("trouble", ["failures", "truncated"])
def test_passing_trouble_is_tried_again(server: RangeServer, trouble: str) -> None:
    with opened(server) as file:
        if trouble == "failures":
            server.failures = [503, 500, 429]
        else:
            server.truncated = 3
        assert file.read(50_000) == CONTENT[50_000:]
    assert len(server.requests) == 5


def test_lasting_trouble_is_said(server: RangeServer) -> None:
    with opened(server) as file:
        server.failures = [503] * 5
        with pytest.raises(CheckpointError, match=r"model.bin: can't be fetched: the server answers with status 503"):
            file.read(50_000)
        server.truncated = 5
        with pytest.raises(TruncatedError, match=r"model.bin: the server ends the answer early, 5 times"):
            file.read(50_000)
        assert file.read() == CONTENT


@pytest.mark.parametrize("other", [bytes(len(CONTENT)), CONTENT[:-1], CONTENT[:20_000], b""])
def test_other_content_under_the_address_is_noticed(server: RangeServer, other: bytes) -> None:
    with opened(server) as file:
        file.check_unchanged()
        server.files["/model.bin"] = other
        with pytest.raises(CheckpointError, match=_CHANGED):
            file.read(50_000, 10)
        with pytest.raises(CheckpointError, match="was changed on the server since it was opened"):
            file.check_unchanged()
        with pytest.raises(CheckpointError, match=_CHANGED):
            pickle.loads(pickle.dumps(file)).read(50_000, 10)
    with opened(server, other) as again:
        assert again.read() == other


def test_another_size_is_noticed_without_an_etag(server: RangeServer) -> None:
    server.has_etags = False
    with opened(server) as file:
        assert file.read(50_000) == CONTENT[50_000:]
        server.files["/model.bin"] = CONTENT + b"more"
        with pytest.raises(CheckpointError, match=_CHANGED):
            file.read(20_000, 10)


def test_what_is_gone_is_said(server: RangeServer) -> None:
    with opened(server) as file:
        server.files.clear()
        with pytest.raises(CheckpointError, match=r"model.bin: does not exist"):
            file.read(50_000)


def test_closed_it_is_not_read(server: RangeServer) -> None:
    file = opened(server)
    file.close()
    with pytest.raises(CheckpointError, match="is closed"):
        file.read()


# the cache


def test_damaged_files_of_the_cache_are_fetched_again(server: RangeServer, own_cache: Path) -> None:
    with opened(server) as file:
        file.read()
    kept = [path for path in own_cache.rglob("*") if path.is_file()]
    for path in kept:
        data = bytearray(path.read_bytes())
        data[5] ^= 1
        path.write_bytes(data)
    BLOCKS.clear()
    before = server.nbytes
    with opened(server) as file:
        assert file.read() == CONTENT
    assert len(kept) == 2
    assert server.nbytes >= before + len(CONTENT)


def test_the_cache_is_bounded_and_keeps_what_was_used_last(
    server: RangeServer, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKPOINT_INSPECTOR_CACHE_SIZE", "3MB")
    with opened(server, LARGE) as file:
        for start in range(0, len(LARGE), 1 << 20):
            file.read(start, 1 << 20)
            assert sum(path.stat().st_size for path in own_cache.rglob("*") if path.is_file()) <= 3_000_000
        BLOCKS.clear()
        assert file.read() == LARGE
        assert file.read(len(LARGE) - 10) == LARGE[-10:]
    assert server.nbytes > len(LARGE)


def test_without_a_disk_to_keep_it_on_it_works(server: RangeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent_cache, "_RESERVED_NBYTES", 1 << 60)
    with opened(server) as file:
        assert file.read() == CONTENT
        BLOCKS.clear()
        assert file.read() == CONTENT
    assert server.nbytes == 2 * len(CONTENT)
