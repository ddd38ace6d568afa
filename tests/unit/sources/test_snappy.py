"""Snappy blocks, with what the library compressed, and with ones that lie."""

from __future__ import annotations

import pytest

from inspector.errors import CheckpointError, LimitError
from inspector.sources.snappy import decompressed


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x00", b""),
        (b"\x05\x10hello", b"hello"),
        (b"\x0a\x04ab\x11\x02", b"ab" * 5),  # a copy of 8 bytes with offset 2, one byte of offset
        (b"\x0c\x08abc\x22\x03\x00", b"abc" * 4),  # two bytes of offset
        (b"\x06\x08abc\x0b\x03\x00\x00\x00", b"abcabc"),  # four
        (b"\x46\xf0\x45" + bytes(range(70)), bytes(range(70))),  # a literal with a byte of length
        (b"\xac\x02\xf4\x2b\x01" + bytes(300), bytes(300)),  # with two
    ],
)
def test_literals_and_copies(data: bytes, expected: bytes) -> None:
    assert decompressed(data, len(expected)) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xff\xff\xff\x0f\x00",  # gigabytes from nothing
        b"\x05\x10hell",  # cut
        b"\x05",
        b"\x04\x10hello\xf4",  # within a length
        b"\x0d\x08abc\x22\x03",  # within an offset
        b"\x06\x10hello",  # less than it says
        b"\x04\x10hello",  # more
        b"\x0a\x04ab\x1d\x03",  # a copy from before the beginning
        b"\x0a\x04ab\x1d\x00",  # and of itself
    ],
)
def test_blocks_that_lie_are_refused(data: bytes) -> None:
    with pytest.raises(CheckpointError):
        decompressed(data, 1 << 30)


def test_a_block_can_not_hold_more_than_copies_can_make() -> None:
    with pytest.raises(LimitError):
        decompressed(b"\x80\x80\x04" + bytes(1000), 1 << 30)
    with pytest.raises(LimitError):
        decompressed(b"\x05\x10hello", 4)
