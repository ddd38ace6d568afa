"""Filters undone: those that h5py applies, and chunks that are damaged."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import inspector
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.formats.hdf5.checksum import lookup3
from inspector.formats.hdf5.dataset import Filter
from inspector.formats.hdf5.filters import unfiltered, unknown_filter
from inspector.sources.fletcher32 import fletcher32

DEFLATE, SHUFFLE, FLETCHER, SCALE, LZF, ZSTD = (Filter(number, "", ()) for number in (1, 2, 3, 6, 32000, 32015))
#: Of integers, counted from the least: way, power, count, class, size, sign, order, whether there is a fill value.
INTEGERS = (2, 0, 4, 0, 4, 1, 0, 0)


def with_parameters(each: Filter, *parameters: int) -> Filter:
    return Filter(each.number, each.name, parameters)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.binary(min_size=1, max_size=40), st.integers(1, 30)), max_size=20))
def test_lzf_gives_back_what_was_compressed(tmp_path: Path, runs: list[tuple[bytes, int]]) -> None:
    data = np.frombuffer(b"".join(run * times for run, times in runs) + b"end", np.uint8)
    with h5py.File(tmp_path / "file.h5", "w") as file:
        file.create_dataset("a", data=data, chunks=data.shape, compression="lzf")
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), data)


@pytest.mark.parametrize(("number", "name", "module"), [(32015, "zstd", "backports.zstd"), (307, "bzip2", "bz2")])
def test_chunks_compressed_by_filters_of_others_are_read(tmp_path: Path, number: int, name: str, module: str) -> None:
    compressor = pytest.importorskip(module)
    data = np.arange(100, dtype=np.int32)
    with h5py.File(tmp_path / "file.h5", "w") as file:
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_chunk((100,))
        creation.set_filter(number, h5py.h5z.FLAG_OPTIONAL, (3,))
        space = h5py.h5s.create_simple((100,))
        dataset = h5py.h5d.create(file.id, b"a", h5py.h5t.STD_I32LE, space, creation)
        dataset.write_direct_chunk((0,), compressor.compress(data.tobytes()))
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), data)
        assert checkpoint.tensors[0].attributes["filters"] == [name]


def test_filters_are_undone_last_one_first_and_a_mask_leaves_some_out() -> None:
    elements = np.arange(8, dtype="<i4").tobytes()
    shuffled = np.frombuffer(elements, np.uint8).reshape(8, 4).T.tobytes()
    pipeline = (with_parameters(SHUFFLE, 4), DEFLATE)
    assert unfiltered(zlib.compress(shuffled), pipeline, 0, 32) == elements
    assert unfiltered(zlib.compress(elements), pipeline, 0b01, 32) == elements
    assert unfiltered(shuffled, pipeline, 0b10, 32) == elements
    assert unfiltered(elements, pipeline, 0b11, 32) == elements


def test_bytes_that_make_no_whole_element_are_not_shuffled() -> None:
    assert unfiltered(b"adbecf7", (with_parameters(SHUFFLE, 3),), 0, 7) == b"abcdef7"


@pytest.mark.parametrize("data", [b"", b"a", b"abc", bytes(range(256)) * 3])
def test_checksums_of_fletcher_have_either_order(data: bytes) -> None:
    checksum = fletcher32(data).to_bytes(4, "little")
    for stored in (checksum, checksum[1::-1] + checksum[:1:-1]):
        assert unfiltered(data + stored, (FLETCHER,), 0, len(data)) == data


def test_a_known_checksum_of_structures() -> None:
    assert lookup3(b"Four score and seven years ago") == 0x17770551  # in lookup3.c itself
    assert lookup3(b"") == 0xDEADBEEF


def zstd_bomb() -> bytes:
    return pytest.importorskip("backports.zstd").compress(bytes(1 << 20))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("data", "filters", "nbytes", "reason"),
    [
        (lambda: zlib.compress(bytes(100))[:-3], (DEFLATE,), 100, "cut short"),
        (lambda: zlib.compress(bytes(1 << 20)), (DEFLATE,), 100, "more than 4,196 bytes"),
        (lambda: b"nothing", (DEFLATE,), 100, "can't be decompressed"),
        (lambda: zlib.compress(bytes(99)), (DEFLATE,), 100, "has a chunk of 99 bytes, where its elements take 100"),
        (lambda: b"nothing", (ZSTD,), 100, "can't be decompressed"),
        (lambda: bytes(100) + b"abcd", (FLETCHER,), 100, "another checksum"),
        (lambda: b"ab", (FLETCHER,), 100, "another checksum"),
        (lambda: b"\x20\x00", (LZF,), 100, "refers to what is before it"),
        (lambda: b"\x00a\xe0", (LZF,), 100, "cut off"),
        (lambda: b"\x00a" + b"\xe0\xff\x00" * 50, (LZF,), 100, "more than its elements"),
        (lambda: bytes(21), (SCALE,), 16, "without its parameters"),
        (lambda: bytes(9), (with_parameters(SCALE, *INTEGERS),), 16, "without its parameters"),
        (lambda: struct.pack("<IB16x", 9, 8), (with_parameters(SCALE, *INTEGERS),), 16, "cut off"),
        (lambda: struct.pack("<IB16x", 99, 8) + bytes(99), (with_parameters(SCALE, *INTEGERS),), 16, "cut off"),
        (lambda: bytes(21), (with_parameters(SCALE, 2, 0, 1 << 30, 0, 4, 1, 0, 0),), 16, "form of the scale-offset"),
        (lambda: bytes(21), (with_parameters(SCALE, 1, 0, 4, 1, 4, 1, 0, 0),), 16, "form of the scale-offset"),
        (lambda: b"", (Filter(32013, "", ()),), 16, "under the filter ZFP"),
        (lambda: b"", (Filter(999, "acme", ()),), 16, "under the filter acme"),
    ],
)  # fmt: skip
def test_damaged_chunks_are_refused(
    data: Callable[[], bytes], filters: tuple[Filter, ...], nbytes: int, reason: str
) -> None:
    with pytest.raises(CheckpointError, match=reason):
        unfiltered(data(), filters, 0, nbytes)


def test_zstd_that_decompresses_to_far_more_is_not_kept() -> None:
    with pytest.raises(CorruptError, match="more than 4,196 bytes"):
        unfiltered(zstd_bomb(), (ZSTD,), 0, 100)


def test_the_first_filter_that_is_unknown_is_named() -> None:
    assert unknown_filter((DEFLATE, SHUFFLE)) == ""
    assert unknown_filter((DEFLATE, Filter(32008, "bitshuffle", ()), Filter(32013, "", ()))) == "Bitshuffle"
    assert unknown_filter((Filter(777, "", ()),)) == "number 777"
    with pytest.raises(UnsupportedError):
        unfiltered(b"", (Filter(32008, "bitshuffle", ()),), 0, 1)
