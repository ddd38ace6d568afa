"""Deflated storages give the same bytes in whatever order they are read."""

from __future__ import annotations

import random
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from inspector.errors import CorruptError, TruncatedError
from inspector.sources import deflate
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.storage import MemoryStorage
from tests.tensors import CountingStorage

DATA = random.Random(1).randbytes(300_000) + bytes(2_000_000) + random.Random(2).randbytes(100_000)


def deflated(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


def test_any_part_in_any_order() -> None:
    storage = DeflatedStorage(MemoryStorage(deflated(DATA)), len(DATA))
    rng = random.Random(3)
    assert storage.read() == DATA
    for _ in range(30):
        offset = rng.randrange(len(DATA))
        nbytes = rng.randrange(1, 200_000)
        nbytes = min(nbytes, len(DATA) - offset)
        assert storage.read(offset, nbytes) == DATA[offset : offset + nbytes]
    assert storage.read(len(DATA), 0) == b""


def test_reading_back_begins_at_a_restart_point(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deflate, "_RESTART_NBYTES", 100_000)
    monkeypatch.setattr(deflate, "COMPRESSED_NBYTES", 1000)
    source = CountingStorage(deflated(DATA))
    storage = DeflatedStorage(source, len(DATA))
    assert storage.read() == DATA
    source.read_nbytes = 0
    assert storage.read(290_000, 5) == DATA[290_000:290_005]
    assert 0 < source.read_nbytes < 110_000
    for offset in range(2_390_000, 0, -70_000):
        assert storage.read(offset, 10) == DATA[offset : offset + 10]


def test_reading_on_reads_no_byte_twice() -> None:
    source = CountingStorage(deflated(DATA))
    storage = DeflatedStorage(source, len(DATA))
    assert b"".join(storage.read(offset, 50_000) for offset in range(0, len(DATA), 50_000)) == DATA
    assert source.read_nbytes == source.nbytes


def test_readers_at_different_places_do_not_hold_each_other_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deflate, "COMPRESSED_NBYTES", 1000)
    data = random.Random(4).randbytes(800_000)
    source = CountingStorage(deflated(data))
    storage = DeflatedStorage(source, len(data))
    for step in range(0, 100_000, 10_000):  # threads that take turns, with tasks of ten blocks
        for task in range(0, 400_000, 100_000):
            assert storage.read(task + step, 10_000) == data[task + step : task + step + 10_000]
    assert source.read_nbytes < 2 * 400_000 + 300_000
    assert storage.read() == data
    assert not storage._heads


def test_outside_is_refused() -> None:
    storage = DeflatedStorage(MemoryStorage(deflated(b"abc")), 3)
    with pytest.raises(TruncatedError):
        storage.read(0, 4)


def test_more_than_was_declared_is_never_decompressed() -> None:
    source = CountingStorage(deflated(bytes(8 << 20)))
    assert DeflatedStorage(source, 5).read() == bytes(5)
    assert source.read_nbytes <= deflate.FIRST_NBYTES


@pytest.mark.parametrize("data", [deflated(DATA)[:-50], deflated(DATA[:-1]), b""])
def test_data_that_ends_early_is_corrupt(data: bytes) -> None:
    with pytest.raises(CorruptError, match=r"ends after .* of 2,400,000 bytes"):
        DeflatedStorage(MemoryStorage(data), len(DATA)).read()


def test_damaged_data_is_corrupt() -> None:
    with pytest.raises(CorruptError, match="damaged"):
        DeflatedStorage(MemoryStorage(b"\xff" * 100), 1000).read()


def test_after_an_error_the_beginning_can_still_be_read() -> None:
    storage = DeflatedStorage(MemoryStorage(deflated(DATA)[:200_000]), len(DATA))
    with pytest.raises(CorruptError):
        storage.read()
    assert storage.read(0, 100_000) == DATA[:100_000]


def test_from_many_threads() -> None:
    storage = DeflatedStorage(MemoryStorage(deflated(DATA)), len(DATA))
    offsets = [random.Random(4).randrange(len(DATA) - 1000) for _ in range(40)]
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda offset: storage.read(offset, 1000), offsets))
    assert parts == [DATA[offset : offset + 1000] for offset in offsets]
