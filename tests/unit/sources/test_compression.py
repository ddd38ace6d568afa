"""Whole compressed files."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import shutil
import sys
import zlib
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.sources.compression import decompressed, decompressed_head
from inspector.sources.signatures import compression_of
from inspector.sources.storage import MemoryStorage

if sys.version_info >= (3, 14):
    from compression.zstd import CompressionParameter, compress
else:
    from backports.zstd import CompressionParameter, compress

DATA = random.Random(1).randbytes(200_000) + bytes(3_000_000)
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress, "zlib": zlib.compress,
    "zstd": lambda data: compress(data, options={CompressionParameter.checksum_flag: 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", COMPRESSORS)
def test_what_went_in_comes_out(name: str) -> None:
    packed = COMPRESSORS[name](DATA)
    assert compression_of(packed[:20]) == name
    file = decompressed(MemoryStorage(packed), name, Path("a.gz"), Job())
    assert file.read() == DATA
    assert file.read(150_000, 10) == DATA[150_000:150_010]
    assert file.path == Path("a.gz")
    file.close()


@pytest.mark.parametrize("name", COMPRESSORS)
def test_the_head_alone(name: str) -> None:
    packed = COMPRESSORS[name](DATA)
    assert decompressed_head(MemoryStorage(packed[: len(packed) - 10]), name, 1000) == DATA[:1000]
    assert decompressed_head(MemoryStorage(COMPRESSORS[name](b"abc")), name, 1000) == b"abc"


@pytest.mark.parametrize("name", COMPRESSORS)
@pytest.mark.slow
def test_cut_short(name: str) -> None:
    packed = COMPRESSORS[name](DATA)
    for length in (len(packed) - 1, len(packed) // 2, 12):
        with pytest.raises(TruncatedError, match="cut short"):
            decompressed(MemoryStorage(packed[:length]), name, Path("a"), Job())


@pytest.mark.parametrize("name", COMPRESSORS)
@pytest.mark.slow
def test_damaged_data_is_corrupt(name: str) -> None:
    packed = bytearray(COMPRESSORS[name](DATA))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(CorruptError, match="damaged"):
        decompressed(MemoryStorage(packed), name, Path("a"), Job())


def test_streams_that_follow_one_another_are_one() -> None:
    file = decompressed(
        MemoryStorage(gzip.compress(b"abc") + gzip.compress(b"def") + bytes(512)), "gzip", Path("a"), Job()
    )
    assert file.read() == b"abcdef"
    file.close()


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"BZ", b"BZhello there", b"\x1f\x8b", b"x"])
def test_other_heads_announce_no_compression(head: bytes) -> None:
    assert compression_of(head) is None


def test_it_stops_before_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(4 << 30, 2 << 30, (1 << 30) + (1 << 20)))
    with pytest.raises(LimitError, match=r"free space of .* \(1.00 MiB\)"):
        decompressed(MemoryStorage(gzip.compress(DATA)), "gzip", Path("a"), Job())


def test_it_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        decompressed(MemoryStorage(gzip.compress(DATA)), "gzip", Path("a"), job)
