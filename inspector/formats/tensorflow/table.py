"""LevelDB's table, a sorted list of keys and values in blocks: the index of a TensorFlow checkpoint, or all of an old one.

The last 48 bytes say where the index of blocks is; a block is entries, whose keys leave out what they share with the one
before, then restart points, and behind it its compression and a checksum.
Format: https://github.com/google/leveldb/blob/main/doc/table_format.md
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.limits import LIMITS, Limits
from inspector.sources.crc32c import crc32c, unmasked
from inspector.sources.cursor import Cursor
from inspector.sources.snappy import decompressed
from inspector.sources.storage import MemoryStorage, Storage
from inspector.text import size_text

__all__ = ["MAGIC", "Record", "read_table"]

MAGIC = bytes.fromhex("57fb808b247547db")
_FOOTER_NBYTES = 48
_TRAILER_NBYTES = 5
_NOT_COMPRESSED, _SNAPPY = 0, 1
#: Blocks are of 256 KiB, unless a value is larger: those of the first version hold whole tensors, and are not read whole.
_MAX_READ = 4 << 20


class Record(NamedTuple):
    """A key, and where its value is: ``nbytes`` at ``start`` in ``block``, the file itself or a block decompressed."""

    key: bytes
    block: Storage
    start: int
    nbytes: int
    #: The value, if its block was read.
    value: bytes | None


def read_table(file: Storage, limits: Limits = LIMITS) -> Iterator[Record]:
    """All keys in their order. Raises CheckpointError for a table that is damaged, as soon as that is found."""
    allowance = limits.table_keys_of(file.nbytes)
    last = b""
    is_first = True
    for _, _, handle in _entries(_Block(file, *_index_handle(file), limits)):
        for record in _records(file, handle, limits):
            if record.key <= last and not is_first:
                raise CorruptError("has keys that are not in order")
            last, is_first = record.key, False
            allowance -= len(last)
            if allowance < 0:
                raise LimitError("has keys out of all proportion to its size")
            yield record


def _index_handle(file: Storage) -> tuple[int, int]:
    """Where the block is that lists the blocks."""
    if file.nbytes < _FOOTER_NBYTES:
        raise TruncatedError(f"has {file.nbytes:,} bytes, less than the end of a table")
    footer = Cursor(file, file.nbytes - _FOOTER_NBYTES)
    footer.varint()
    footer.varint()
    handle = footer.varint(), footer.varint()
    footer.seek(file.nbytes - len(MAGIC))
    if footer.read(len(MAGIC)) != MAGIC:
        raise TruncatedError("does not end as a table does")
    return handle


def _records(file: Storage, handle: bytes, limits: Limits) -> Iterator[Record]:
    cursor = Cursor(handle)
    block = _Block(file, cursor.varint(), cursor.varint(), limits)
    if block.data is not None:
        place = (MemoryStorage(block.data), 0) if block.is_compressed else (file, block.start)
        for key, start, value in _entries(block):
            yield Record(key, place[0], place[1] + start, len(value), value)
        return
    yield from _large_records(file, block)


class _Block:
    """A block, read and checked against its checksum unless it is large; ``data`` is None then."""

    def __init__(self, file: Storage, start: int, nbytes: int, limits: Limits) -> None:
        if start + nbytes + _TRAILER_NBYTES > file.nbytes:
            raise TruncatedError(f"ends at byte {file.nbytes:,}, where a block at {start:,} has {nbytes:,} bytes")
        self.start = start
        self.nbytes = nbytes
        trailer = file.read(start + nbytes, _TRAILER_NBYTES)
        self.data: bytes | None = None
        self.is_compressed = trailer[0] != _NOT_COMPRESSED
        if nbytes > _MAX_READ and not self.is_compressed:
            return
        if nbytes > limits.table_block_nbytes:
            raise LimitError(f"has a compressed block of {size_text(nbytes)}")
        data = file.read(start, nbytes)
        if crc32c(trailer[:1], crc32c(data)) != unmasked(int.from_bytes(trailer[1:], "little")):
            raise CorruptError(
                f"has a block at byte {start:,} that does not match its checksum: it was damaged or changed"
            )
        if trailer[0] == _SNAPPY:
            data = decompressed(data)
        elif trailer[0] != _NOT_COMPRESSED:
            raise UnsupportedError(f"has a block of the unknown compression {trailer[0]}")
        self.data = data


def _entries(block: _Block) -> Iterator[tuple[bytes, int, bytes]]:
    """The keys of a block that was read, where their values are, and these."""
    data = block.data
    if data is None:
        raise LimitError(f"has an index of blocks of {size_text(block.nbytes)}")
    end = _entries_end(data[-4:], len(data))
    position = 0
    key = b""
    while position < end:
        shared, own, nbytes = data[position : position + 3].ljust(3, b"\x80")
        if (shared | own | nbytes) < 0x80:
            position += 3
        else:
            cursor = Cursor(data, position, end)
            shared, own, nbytes = cursor.varint(), cursor.varint(), cursor.varint()
            position = cursor.position
        value = position + own
        if shared > len(key) or value + nbytes > end:
            raise CorruptError(f"has a block at byte {block.start:,} whose entries do not fit it")
        key = key[:shared] + data[position:value]
        position = value + nbytes
        yield key, value, data[value:position]


def _large_records(file: Storage, block: _Block) -> Iterator[Record]:
    """The keys of a block that was not read, and where in the file their values are."""
    last = file.read(block.start + block.nbytes - 4, 4)
    cursor = Cursor(file, block.start, block.start + _entries_end(last, block.nbytes))
    key = b""
    while cursor.remaining:
        shared, own, nbytes = cursor.varint(), cursor.varint(), cursor.varint()
        if shared > len(key):
            raise CorruptError(f"has a block at byte {block.start:,} whose entries do not fit it")
        key = key[:shared] + cursor.read(own)
        start = cursor.position
        cursor.skip(nbytes)
        yield Record(key, file, start, nbytes, None)


def _entries_end(last: bytes, nbytes: int) -> int:
    """Where the entries of a block end and its restart points begin, of which the last four bytes give the number."""
    restarts = int.from_bytes(last, "little") if len(last) == 4 else 0
    end = nbytes - 4 * (restarts + 1)
    if end < 0:
        raise CorruptError("has a block that is shorter than its restart points")
    return end
