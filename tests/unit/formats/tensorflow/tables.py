"""LevelDB tables and bundles written here, to lie where no library does."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from inspector.formats.tensorflow.table import MAGIC
from inspector.sources.crc32c import crc32c
from tests.unit.sources.test_protobuf import field
from tests.unit.sources.test_varints import encoded

__all__ = ["block", "bundle_entry", "bundle_header", "masked", "table"]


def masked(value: int) -> int:
    """A checksum as it is stored."""
    return ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF


def block(entries: Sequence[tuple[bytes, bytes]]) -> bytes:
    """The entries with what their keys share left out, and one restart point."""
    out, last = b"", b""
    for key, value in entries:
        shared = next(
            (at for at, (a, b) in enumerate(zip(last, key, strict=False)) if a != b), min(len(last), len(key))
        )
        out += encoded([shared, len(key) - shared, len(value)]) + key[shared:] + value
        last = key
    return out + struct.pack("<II", 0, 1)


def table(*blocks: bytes, compression: int = 0, damaged: bool = False, keys: Sequence[bytes] = ()) -> bytes:
    """A table of blocks that are given as they are stored; ``keys`` in the index matter where it is searched."""
    out, handles = b"", []
    for number, data in enumerate(blocks):
        handles.append((keys[number] if keys else b"%05d" % number, encoded([len(out), len(data)])))
        out += data + _trailer(data, compression, damaged)
    index = block(handles)
    handle = encoded([len(out), len(index)])
    out += index + _trailer(index, 0, False)
    return out + (encoded([0, 0]) + handle).ljust(40, b"\0") + MAGIC


def _trailer(data: bytes, compression: int, damaged: bool) -> bytes:
    kind = bytes([compression])
    return kind + struct.pack("<I", masked(crc32c(data + kind)) ^ damaged)


def bundle_header(shards: int = 1, endianness: int = 0) -> tuple[bytes, bytes]:
    """The first entry of the index of a checkpoint."""
    return b"", field(1, shards) + (field(2, endianness) if endianness else b"") + field(3, field(1, 1))


def bundle_entry(
    data: bytes, shape: Sequence[int], *, code: int = 1, offset: int = 0, nbytes: int | None = None, shard: int = 0
) -> bytes:
    """What the index says of a tensor with these bytes."""
    sizes = b"".join(field(2, field(1, size)) for size in shape)
    size = len(data) if nbytes is None else nbytes
    numbers = field(1, code) + field(2, sizes) + field(3, shard) + field(4, offset) + field(5, size)
    return numbers + b"\x35" + struct.pack("<I", masked(crc32c(data)))
