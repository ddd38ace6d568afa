"""Snappy's raw format, in which LevelDB tables may compress their blocks: copies of what came before, and literal bytes.

Format: https://github.com/google/snappy/blob/main/format_description.txt
"""

from __future__ import annotations

from inspector.errors import CorruptError, LimitError
from inspector.sources.cursor import Cursor

__all__ = ["decompressed"]

#: A copy of 64 bytes takes two bytes at least.
_MAX_RATIO = 32


def decompressed(data: bytes) -> bytes:
    """What ``data`` was compressed from. Raises CorruptError, TruncatedError and LimitError for what can't be that."""
    cursor = Cursor(data, what="a compressed block")
    nbytes = cursor.varint()
    if nbytes > _MAX_RATIO * len(data):
        raise LimitError(f"has a block of {len(data):,} bytes that claims to hold {nbytes:,}")
    out = bytearray()
    while cursor.remaining:
        tag = cursor.u8()
        kind, length = tag & 3, (tag >> 2) + 1
        if kind == 0:
            if length > 60:
                length = cursor.uint(length - 60) + 1
            out += cursor.read(length)
        else:
            if kind == 1:
                length = (tag >> 2 & 7) + 4
                offset = (tag >> 5) << 8 | cursor.u8()
            else:
                offset = cursor.uint(2 if kind == 2 else 4)
            if not 0 < offset <= len(out):
                raise CorruptError("has a compressed block that refers to what is not there")
            _copy(out, offset, length)
        if len(out) > nbytes:
            raise CorruptError("has a compressed block that holds more than it says")
    if len(out) != nbytes:
        raise CorruptError("has a compressed block that holds less than it says")
    return bytes(out)


def _copy(out: bytearray, offset: int, length: int) -> None:
    """Append ``length`` bytes from ``offset`` before the end, which may go on into what is being appended."""
    start = len(out) - offset
    while length:
        piece = out[start : start + length]
        out += piece
        length -= len(piece)
