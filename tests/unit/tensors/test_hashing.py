"""Hashes of tensors: of the elements, however they are stored."""

from __future__ import annotations

import hashlib
import math
import struct
import time
from typing import Any

import numpy as np
import pytest

from inspector.buffers import BLOCK_NBYTES
from inspector.errors import TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.sources.storage import Buffer, ByteRange, MemoryStorage, Storage
from inspector.tensors import hashing, reading
from inspector.tensors.dtypes import dtype_named, dtype_of_numpy
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.hashing import hashed_bytes, sha256, sha256_of_small
from tests.tensors import CountingStorage, entry_of, strings_entry


def entry(array: np.ndarray[Any, Any], **more: Any) -> TensorEntry:
    """A dense tensor with the elements of an array, stored as the array is."""
    strides = tuple(stride // array.itemsize for stride in array.strides)
    storage = MemoryStorage(array.tobytes("A"))
    return TensorEntry(("t",), dtype_of_numpy(array.dtype), array.shape, strides, storage, **more)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12, dtype="<f4").reshape(3, 4),
        np.arange(12, dtype=">f4").reshape(3, 4),
        np.asfortranarray(np.arange(24, dtype=">i8").reshape(2, 3, 4)),
        np.array(3, "<c16"),
        np.zeros((0, 2)),
    ],
)
def test_elements_in_c_order_and_little_endian(array: np.ndarray[Any, Any]) -> None:
    expected = digest(np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes())
    assert sha256(entry(array), Job()) == expected


def test_a_view_is_hashed_as_what_it_shows() -> None:
    whole = np.arange(40, dtype="<i4").reshape(5, 8)
    view = entry(whole).region((slice(1, 5, 2), slice(2, 7, 3)))
    assert sha256(view, Job()) == digest(whole[1:5:2, 2:7:3].tobytes())


def test_conjugate_and_negative_bits_are_resolved() -> None:
    array = np.array([1 + 2j, -3j], "<c8")
    assert sha256(entry(array, conjugate=True, negative=True), Job()) == digest((-array.conj()).tobytes())


def test_records_keep_the_byte_order_of_each_field() -> None:
    array = np.array([(1, 2.5)], [("a", "<i4"), ("b", ">f8")])
    assert sha256(entry(array), Job()) == digest(array.tobytes())


def test_records_are_hashed_without_their_padding() -> None:
    array = np.zeros(2, np.dtype([("a", "u1"), ("b", [("x", "<f8"), ("y", "u1")])], align=True))
    array["a"], array["b"]["x"], array["b"]["y"] = (1, 2), (0.5, 0.25), (7, 8)
    packed = struct.pack("<BdBBdB", 1, 0.5, 7, 2, 0.25, 8)
    assert sha256(entry(array), Job()) == digest(packed)


def prefixed(*texts: bytes) -> str:
    """The hash of elements of text, each behind its length."""
    return digest(b"".join(struct.pack("<Q", len(text)) + text for text in texts))


def test_text_is_hashed_with_the_length_of_each_element(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["a", "", "αβ", "d", "e"]
    expected = prefixed(*(text.encode() for text in texts))
    assert sha256(entry(np.array(texts)), Job()) == expected
    assert sha256(entry(np.array([b"x", b"yz"])), Job()) == prefixed(b"x", b"yz")
    monkeypatch.setattr(hashing, "split", lambda whole: reading.split(whole, 16))
    assert sha256(entry(np.array(texts)), Job()) == expected
    assert sha256(strings_entry([text.encode() for text in texts]), Job()) == expected


def test_text_that_is_none_is_hashed_without_a_crash() -> None:
    array = np.array([0x7FFFFFFF, 0xD800], "<u4").view("<U1")
    assert sha256(entry(array), Job()) == prefixed("\ufffd".encode(), b"\xed\xa0\x80")


def test_large_tensors_in_blocks() -> None:
    array = np.arange(3_000_000, dtype="<i4").reshape(1000, 3000)
    assert sha256(entry(array.T), Job()) == digest(np.ascontiguousarray(array.T).tobytes())


def test_packed_types_as_stored() -> None:
    stored = bytes(range(12))
    packed = TensorEntry(("t",), dtype_named("float6_e2m3fn"), (4, 4), (4, 1), MemoryStorage(stored))
    assert sha256(packed, Job()) == digest(stored)


@pytest.mark.parametrize(("storage", "shape"), [(None, (3,)), (MemoryStorage(bytes(4)), (1 << 20, 1 << 20))])
def test_no_data_and_endless_expansions_have_no_hash(storage: Storage | None, shape: tuple[int, ...]) -> None:
    assert sha256(TensorEntry(("t",), dtype_named("float32"), shape, (0,) * len(shape), storage), Job()) is None


def test_an_honest_expansion_has_one() -> None:
    expanded = TensorEntry(("t",), dtype_named("uint8"), (100, 2), (0, 1), MemoryStorage(b"ab"))
    assert sha256(expanded, Job()) == digest(b"ab" * 100)


def test_it_can_be_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        sha256(entry(np.zeros(3)), job)


def test_contiguous_strides_of_the_fixture_are_those_of_numpy() -> None:
    array = np.zeros((2, 3, 4))
    assert entry(array).strides == contiguous_strides(array.shape)


def test_a_block_stays_as_it_is_while_the_next_ones_are_read() -> None:
    values = np.arange(6 << 20, dtype=np.uint32)
    data = values.tobytes()
    storage = CountingStorage(data)
    for number, piece in enumerate(hashed_bytes(entry_of(values, storage=storage), Job())):
        ahead = min(len(data), (number + 3) * BLOCK_NBYTES)
        while storage.read_nbytes < ahead:
            time.sleep(0.001)
        assert piece == data[number * BLOCK_NBYTES : (number + 1) * BLOCK_NBYTES]


def test_small_tensors_are_hashed_in_few_reads_and_to_the_same_end() -> None:
    values = np.arange(4096, dtype="<f4")
    source = CountingStorage(values.tobytes())

    def part(start: int, shape: tuple[int, ...], name: str = "float32", **more: Any) -> TensorEntry:
        dtype = dtype_named(name)
        place = ByteRange(source, start, dtype.nbytes(math.prod(shape)) + 8)
        return TensorEntry(("t",), dtype, shape, contiguous_strides(shape), place, **more)

    small = [part(16 * index, (2, 2)) for index in range(200)]
    small += [part(4000, (7,), storage_offset=1), part(64, (1, 5)), part(11, (5,), "uint8"), part(0, (1024,))]
    others = [
        part(0, (1025,)),
        part(0, (0, 3)),
        part(0, (4,), storage_offset=3),  # beyond its storage
        part(0, (2, 3)).replace(strides=(1, 2)),
        part(32, (4,), negative=True),
        part(32, (4,), "complex64", conjugate=True),
        part(32, (4,)).replace(dtype=dtype_named("float32").big_endian()),
        part(0, (64,), "q4_0"),
        part(0, (4,)).replace(dtype=dtype_of_numpy(np.dtype("<U1"))),
        entry_of(np.arange(4.0)),
        part(0, (4,)).replace(storage=None),
    ]
    found = sha256_of_small([*others, *small])
    assert source.reads == 1
    assert found[: len(others)] == [None] * len(others)
    assert found[len(others) :] == [sha256(tensor, Job()) for tensor in small]


def test_small_tensors_that_can_not_be_read_are_left_to_say_why_themselves() -> None:
    class Broken(CountingStorage):
        def read_into(self, buffer: Buffer, offset: int) -> None:
            raise TruncatedError("ends")

    sound, broken = CountingStorage(bytes(64)), Broken(bytes(64))
    tensors = [entry(np.zeros(4, "<f4")).replace(storage=ByteRange(each, 16, 16)) for each in (sound, broken)]
    assert sha256_of_small(tensors) == [digest(bytes(16)), None]
