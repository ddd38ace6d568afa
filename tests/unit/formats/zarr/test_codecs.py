"""What chunks went through is undone."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError
from inspector.formats.zarr.codecs import Codec, decoded
from inspector.sources.crc32c import crc32c
from inspector.sources.fletcher32 import fletcher32
from inspector.tensors.entries import TensorEntry

FOLDER = Path(__file__).parents[3] / "fixtures" / "zarr"
FLOATS = np.arange(70, dtype="<f4").reshape(10, 7) / 4
CUBE = np.arange(120, dtype="<i4").reshape(4, 5, 6)
COUNTS = np.arange(60, dtype="<i2").reshape(6, 10) % 9
OTHERS = {"filtered": COUNTS, "gzip": CUBE}


@pytest.mark.parametrize(("name", "arrays"), [("codecs_2", 10), ("codecs_3", 4)])
def test_every_codec_gives_what_was_written(name: str, arrays: int) -> None:
    with inspector.open(FOLDER / name) as checkpoint:
        assert checkpoint.findings == []
        assert len(checkpoint.tensors) == arrays
        for entry in checkpoint.tensors:
            expected = OTHERS.get(entry.key, FLOATS) if name == "codecs_3" or entry.key == "filtered" else FLOATS
            np.testing.assert_array_equal(checkpoint.read(entry), expected, entry.key)


def test_what_is_read_of_an_array_crosses_its_chunks() -> None:
    with inspector.open(FOLDER / "sharded") as checkpoint:
        cube = checkpoint["inner.cube"]
        assert isinstance(cube, TensorEntry)
        np.testing.assert_array_equal(checkpoint.read(cube, (slice(1, 4, 2), 3, slice(2, 5))), CUBE[1:4:2, 3, 2:5])
        assert cube.storage is not None
        assert cube.storage.chunks is not None
        assert cube.storage.chunks.chunk_shape == (2, 5, 3)  # that of the chunks in the shards


@pytest.mark.parametrize(
    ("data", "codecs", "reason"),
    [
        (zlib.compress(bytes(8))[:-2], (Codec("zlib"),), "cut short"),
        (zlib.compress(bytes(1 << 20)), (Codec("zlib"),), "more than 4,104 bytes"),
        (b"nothing", (Codec("zstd"),), "damaged"),
        (bytes(7), (), "has a chunk of 7 bytes, where its elements take 8"),
        (bytes(8) + b"abcd", (Codec("crc32c"),), "does not match its checksum"),
        (b"abcd" + bytes(8), (Codec("crc32", at_start=True),), "does not match its checksum"),
        (bytes(8) + b"abcd", (Codec("fletcher32"),), "does not match its checksum"),
        (b"abc", (Codec("adler32", at_start=True),), "does not match its checksum"),
        (b"", (Codec("packbits"),), "another number of bits"),
        (bytes(600), (Codec("packbits"),), "another number of bits"),
        (b"\x09\xff", (Codec("packbits"),), "a chunk of 0 bytes"),
        (bytes(3), (Codec("fixedscaleoffset", (), "<f4", "<i2"),), "cut off"),
        (bytes(3), (Codec("delta", (), "<i2"),), "cut off"),
        (b"\xff\xff\xff\xff", (Codec("lz4"),), "more than its elements"),
        (b"\x08\0\0\0\x1fa\xff\xff\xff", (Codec("lz4"),), "can't be decompressed"),
        (bytes(15), (Codec("blosc"),), "ends inside its Blosc header"),
        (b"\2\1\0\4" + b"\xff\xff\0\0" + bytes(8), (Codec("blosc"),), "more than its elements"),
        (b"\2\1\0\4" + b"\x08\0\0\0\x08\0\0\0\xff\0\0\0", (Codec("blosc"),), "of which there should be 255"),
        (b"\2\1\2\4" + b"\x08\0\0\0\x08\0\0\0\x10\0\0\0", (Codec("blosc"),), "cut off"),
        (b"\2\1\0\4" + b"\x08\0\0\0\0\0\0\0\x10\0\0\0", (Codec("blosc"),), "blocks of 0 bytes"),
        (b"\2\1\0\4" + b"\x08\0\0\0\x01\0\0\0\x10\0\0\0", (Codec("blosc"),), "the list of its blocks"),
        (b"\2\1\0\4" + b"\x08\0\0\0\x08\0\0\0\x10\0\0\0\xff\0\0\0", (Codec("blosc"),), "a block beyond its end"),
        (b"\2\1\x50\4" + b"\x08\0\0\0\x08\0\0\0\x10\0\0\0\x14\0\0\0\3\0\0\0abc", (Codec("blosc"),), "Blosc with snappy"),
        (b"\2\1\x10\4" + b"\x08\0\0\0\x08\0\0\0\x10\0\0\0\x14\0\0\0\4\0\0\0\0a\x40\5", (Codec("blosc"),), "outside of it"),
    ],
)  # fmt: skip
def test_damaged_chunks_are_refused(data: bytes, codecs: tuple[Codec, ...], reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        decoded(data, codecs, (2,), 4)


@pytest.mark.parametrize("unit", ["<i2", ">i2", ">f8"])
def test_differences_become_values_in_their_own_byte_order(unit: str) -> None:
    values = np.array([300, -5, 7], unit)
    differences = np.diff(values, prepend=np.zeros(1, unit)).astype(unit)
    assert decoded(differences.tobytes(), (Codec("delta", (), unit),), (3,), values.itemsize) == values.tobytes()


def test_differences_may_take_fewer_bytes_than_the_values() -> None:
    differences = np.array([100, 100, 100], "i1").tobytes()
    assert (
        decoded(differences, (Codec("delta", (), "<i4", "i1"),), (3,), 4) == np.array([100, 200, 300], "<i4").tobytes()
    )


def test_booleans_of_a_bit_each() -> None:
    bits = np.array([1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1], np.bool_)
    data = bytes([16 - 11]) + np.packbits(bits).tobytes()
    assert decoded(data, (Codec("packbits"),), (11,), 1) == bits.tobytes()


@pytest.mark.parametrize(
    ("name", "checksum"), [("crc32", zlib.crc32), ("adler32", zlib.adler32), ("fletcher32", fletcher32)]
)
def test_checksums_are_at_either_end(name: str, checksum: Callable[[bytes], int]) -> None:
    stored = checksum(b"12345678").to_bytes(4, "little")
    assert decoded(b"12345678" + stored, (Codec(name),), (2,), 4) == b"12345678"
    assert decoded(stored + b"12345678", (Codec(name, at_start=True),), (2,), 4) == b"12345678"


def test_axes_that_were_reordered_twice_are_in_order_again() -> None:
    stored = CUBE.transpose(2, 0, 1).transpose(1, 2, 0)
    codecs = (Codec("transpose", (2, 0, 1)), Codec("transpose", (1, 2, 0)), Codec("crc32c"))
    data = stored.tobytes()
    assert decoded(data + crc32c(data).to_bytes(4, "little"), codecs, CUBE.shape, 4) == CUBE.tobytes()


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (b"\xff" + bytes(15), b"\1\0" * 8),  # the lowest bits of eight elements
        (bytes(15) + b"\x81", b"\0\x80" + bytes(12) + b"\0\x80"),  # the highest ones
        (b"abcdef", b"abcdef"),  # three elements are left as they are
    ],
)
def test_bits_of_eight_elements_at_a_time_are_shuffled(stored: bytes, expected: bytes) -> None:
    size = len(stored).to_bytes(4, "little")
    data = b"\2\1\x14\2" + size + size + (24 + len(stored)).to_bytes(4, "little") + b"\x14\0\0\0" + size + stored
    assert decoded(data, (Codec("blosc"),), (len(stored),), 1) == expected
