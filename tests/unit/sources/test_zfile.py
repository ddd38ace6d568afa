from __future__ import annotations

import zlib

import pytest

from inspector.errors import CorruptError
from inspector.sources.storage import MemoryStorage
from inspector.sources.zfile import ZFileHeader, read_zfile_header, zfile_contents


def zfile(data: bytes, length: str) -> bytes:
    return b"ZF" + length.encode() + zlib.compress(data)


@pytest.mark.parametrize("length", [f"{hex(500):<19}", f"{hex(500) + 'L':<20}"])
def test_the_content_is_decompressed(length: str) -> None:
    data = bytes(range(250)) * 2
    storage = zfile_contents(MemoryStorage(zfile(data, length)))
    assert storage.nbytes == 500
    assert storage.read(490, 10) == data[490:]


def test_header_of_python_2_is_one_longer() -> None:
    assert read_zfile_header(zfile(b"", f"{hex(7):<19}")) == ZFileHeader(21, 7)
    assert read_zfile_header(zfile(b"", f"{hex(7) + 'L':<20}")) == ZFileHeader(22, 7)


@pytest.mark.parametrize("data", [b"", b"ZF", b"ZF" + b"x" * 19, b"XX0x10" + b" " * 15, b"ZF-0x10" + b" " * 14])
def test_no_header(data: bytes) -> None:
    with pytest.raises(CorruptError):
        read_zfile_header(data)


def test_more_than_deflate_can_make_is_refused() -> None:
    with pytest.raises(CorruptError, match="more than can be in"):
        zfile_contents(MemoryStorage(zfile(b"abc", f"{hex(1 << 60):<19}")))
