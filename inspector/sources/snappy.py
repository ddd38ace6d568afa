"""Snappy's raw format, in which LevelDB tables may compress their blocks: copies of what came before, and literal bytes.

Format: https://github.com/google/snappy/blob/main/format_description.txt
"""

from __future__ import annotations

from inspector.errors import CorruptError, LimitError
from inspector.sources.varints import varint_at

__all__ = ["decompressed"]

#: A copy of 64 bytes takes two bytes at least.
_MAX_RATIO = 32


def decompressed(data: bytes, most: int) -> bytearray:
    """What ``data`` was compressed from. Raises CorruptError for what can't be that, LimitError for more than ``most``."""
    nbytes, at = varint_at(data, 0)
    if nbytes > min(_MAX_RATIO * len(data), most):
        raise LimitError(f"has a block of {len(data):,} bytes that claims to hold {nbytes:,}")
    out = bytearray()
    end = len(data)
    while at < end:
        tag = data[at]
        at += 1
        kind, length = tag & 3, (tag >> 2) + 1
        if kind == 0:
            if length > 60:
                width = length - 60
                length = int.from_bytes(data[at : at + width], "little") + 1
                at += width
            out += data[at : at + length]
            at += length
        else:
            width = 4 if kind == 3 else kind
            offset = int.from_bytes(data[at : at + width], "little")
            at += width
            if kind == 1:
                offset, length = offset | (tag >> 5) << 8, (length - 1 & 7) + 4
            if not 0 < offset <= len(out):
                raise CorruptError("has a compressed block that refers to what is not there")
            if offset >= length:
                start = len(out) - offset
                out += out[start : start + length]
            else:
                _copy(out, offset, length)
        if len(out) > nbytes:
            raise CorruptError("has a compressed block that holds more than it says")
    if len(out) != nbytes or at != end:
        raise CorruptError("has a compressed block that holds less than it says")
    return out


def _copy(out: bytearray, offset: int, length: int) -> None:
    """Append ``length`` bytes from ``offset`` before the end, which may go on into what is being appended."""
    start = len(out) - offset
    while length:
        piece = out[start : start + length]
        out += piece
        length -= len(piece)
