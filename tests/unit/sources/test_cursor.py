"""The checked reads: each against struct, over bytes and over a storage, and at the end of what is there."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.sources import cursor as module
from inspector.sources.cursor import Cursor
from inspector.sources.storage import MemoryStorage, Storage
from tests.tensors import CountingStorage

NUMBERS = {
    "u8": "B", "u16": "H", "u32": "I", "u64": "Q", "i8": "b", "i16": "h", "i32": "i", "i64": "q", "f32": "f", "f64": "d",
}  # fmt: skip


def sources(data: bytes) -> list[Storage | bytes]:
    return [data, MemoryStorage(data)]


@pytest.mark.parametrize("big_endian", [False, True])
@pytest.mark.parametrize("method", NUMBERS)
def test_numbers_are_read_in_both_byte_orders(method: str, big_endian: bool) -> None:
    layout = struct.Struct((">" if big_endian else "<") + NUMBERS[method])
    data = b"\x00" + bytes(range(0xFE, 0xFE - layout.size, -1))
    for source in sources(data):
        cursor = Cursor(source, 1, big_endian=big_endian)
        (expected,) = layout.unpack_from(data, 1)
        assert getattr(cursor, method)() == expected
        assert (cursor.position, cursor.remaining) == (len(data), 0)
        with pytest.raises(TruncatedError, match=f"ends at byte {len(data)}: {layout.size} more bytes"):
            getattr(cursor, method)()


def test_many_numbers_at_once() -> None:
    for source in sources(struct.pack(">3Q2d", 1, 2, 3, 0.5, -1)):
        cursor = Cursor(source, big_endian=True)
        assert cursor.numbers("Q", 3) == (1, 2, 3)
        assert cursor.numbers("d", 2) == (0.5, -1)
        with pytest.raises(TruncatedError):
            cursor.numbers("B", 1)
    assert Cursor(b"\x01\x02\x03").uint(3) == 0x030201


@given(st.integers(0, 2**64 - 1))
def test_varints_are_read(value: int) -> None:
    data = bytearray()
    rest = value
    while rest >= 0x80:
        data.append(rest & 0x7F | 0x80)
        rest >>= 7
    data.append(rest)
    cursor = Cursor(bytes(data) + b"\xff")
    assert cursor.varint() == value
    assert cursor.remaining == 1


@pytest.mark.parametrize("data", [b"\xff" * 10 + b"\x01", b"\xff" * 9 + b"\x02", b"\x80" * 30])
def test_a_varint_has_64_bits(data: bytes) -> None:
    with pytest.raises(CorruptError, match="more than 64 bits at byte 0"):
        Cursor(data).varint()
    with pytest.raises(TruncatedError):
        Cursor(b"\xff" * 5).varint()


def test_bytes_and_text() -> None:
    for source in sources(b"MAGI\x03\x00h\xc3\xa9zero\x00\xff\xff"):
        cursor = Cursor(source, what="the header")
        assert cursor.peek(4) == b"MAGI"
        cursor.expect(b"MAGI")
        assert cursor.text(cursor.u16()) == "hé"
        assert cursor.terminated(10) == "zero"
        assert cursor.peek(100) == b"\xff\xff"
        with pytest.raises(CorruptError, match="the header has text at byte 14 that is not valid utf-8"):
            cursor.text(2)
        cursor.seek(0)
        with pytest.raises(CorruptError, match=r"has b'MAGI' at byte 0 in the place of b'GGUF'"):
            cursor.expect(b"GGUF")
        with pytest.raises(CorruptError, match="does not end"):
            Cursor(source).terminated(5)


def test_going_on_without_reading() -> None:
    for source in sources(bytes(range(32))):
        cursor = Cursor(source, 1, 30)
        cursor.skip(4)
        cursor.align(8)
        assert (cursor.position, cursor.u8()) == (8, 8)
        cursor.align(1)
        cursor.seek(30)
        cursor.align(2)
        wrong: list[Callable[[Cursor], object]] = [
            lambda c: c.skip(1), lambda c: c.seek(31), lambda c: c.seek(-1), lambda c: c.align(8),
            Cursor.u8, lambda c: c.read(1), lambda c: c.window(1), lambda c: c.storage(1),
        ]  # fmt: skip
        for read in wrong:
            with pytest.raises(TruncatedError):
                read(cursor)
        assert cursor.position == 30
        for place in (33, 40):
            with pytest.raises(TruncatedError):
                Cursor(source, 0, place)
    with pytest.raises(CorruptError, match="negative length at byte 0"):
        Cursor(b"abc").read(-1)


def test_counts_are_held_against_the_bytes_left() -> None:
    cursor = Cursor(bytes(100), 20, what="the index")
    assert cursor.count(10, 8, "tensors") == 10
    for count in (11, 1 << 63, -1):
        with pytest.raises(TruncatedError, match=rf"the index claims {count:,} tensors at byte 20, where 80 bytes"):
            cursor.count(count, 8, "tensors")


def test_a_window_ends_where_it_should() -> None:
    for source in sources(b"\x02ab\x01c"):
        cursor = Cursor(source)
        inside = cursor.window(cursor.u8(), "a message")
        assert (inside.read(2), inside.remaining) == (b"ab", 0)
        with pytest.raises(TruncatedError, match="a message ends at byte 3"):
            inside.u8()
        assert cursor.storage(cursor.u8()).read() == b"c"
        assert cursor.remaining == 0


def test_a_storage_is_read_in_pieces_and_each_once() -> None:
    data = bytes(range(256)) * 1024
    storage = CountingStorage(data)
    cursor = Cursor(storage)
    assert b"".join(cursor.window(16).read(16) for _ in range(len(data) // 16)) == data
    assert storage.reads <= len(data) // module._BUFFER_NBYTES + 1
    assert storage.read_nbytes <= 1.1 * len(data)
    whole = Cursor(storage, 1).read(len(data) - 1)
    assert whole == data[1:]


@given(st.binary(max_size=64), st.data())
def test_whatever_is_read_it_is_the_bytes_or_an_error(data: bytes, choose: st.DataObject) -> None:
    cursor = Cursor(MemoryStorage(data))
    for _ in range(choose.draw(st.integers(0, 8))):
        position = cursor.position
        nbytes = choose.draw(st.integers(-2, 70))
        try:
            assert cursor.read(nbytes) == data[position : position + nbytes]
            assert cursor.position == position + nbytes
        except CheckpointError:
            assert nbytes < 0 or position + nbytes > len(data)
            assert cursor.position == position


@pytest.mark.parametrize(("big_endian", "width"), [(False, 4), (True, 4), (False, 8)])
@pytest.mark.parametrize("more", [0, 4])
def test_texts_are_gone_over_by_their_lengths(
    big_endian: bool, width: int, more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TEXTS_NBYTES", 32)
    texts = [b"", b"ab", b"c" * 30, b"", b"d" * 100, b"e"]
    order = "big" if big_endian else "little"
    data = b"".join(len(text).to_bytes(width, order) + text + bytes(more) for text in texts)  # type: ignore[arg-type]
    for source in sources(b"x" + data + b"y"):
        cursor = Cursor(source, 1, big_endian=big_endian)
        left = len(texts)
        while left:
            left -= cursor.skip_texts(left, width, more)
        assert cursor.position == 1 + len(data)
        with pytest.raises(TruncatedError):
            cursor.skip_texts(1, width, more)
    length = (9).to_bytes(width, order)  # type: ignore[arg-type]
    for cut in (length + bytes(8 + more), length[:-1]):
        with pytest.raises(TruncatedError):
            Cursor(cut, big_endian=big_endian).skip_texts(1, width, more)
