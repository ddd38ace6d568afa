"""LevelDB's table, a sorted list of keys and values in blocks: the index of a TensorFlow checkpoint, or all of an old one.

The last 48 bytes say where the index of blocks is; a block is entries, whose keys leave out what they share with the one
before, then restart points, and behind it its compression and a checksum.
Format: https://github.com/google/leveldb/blob/main/doc/table_format.md
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from operator import ge
from typing import Any, NamedTuple

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.limits import LIMITS, Limits
from inspector.sources.crc32c import crc32c, unmasked
from inspector.sources.cursor import Cursor
from inspector.sources.recent import recent
from inspector.sources.snappy import decompressed
from inspector.sources.storage import MemoryStorage, Storage
from inspector.sources.varints import varint_at
from inspector.text import size_text

__all__ = ["MAGIC", "NOT_THERE", "Record", "Records", "Table"]

MAGIC = bytes.fromhex("57fb808b247547db")
#: Why what is listed and has no key can't be read.
NOT_THERE = "is listed, and there are no data of it"
_FOOTER_NBYTES = 48
_TRAILER_NBYTES = 5
_NOT_COMPRESSED, _SNAPPY = 0, 1
#: Blocks are of 256 KiB, unless a value is larger: those of the first version hold whole tensors, and are not read whole.
_MAX_READ = 4 << 20
#: How many times that limit the bytes of a compressed block may be once they are decompressed.
_MAX_EXPANSION = 4
#: Records that are held at a time.
_RUN = 4096
_OUT_OF_PROPORTION = "has keys out of all proportion to its size"
_NOT_IN_ORDER = "has keys that are not in order"


class Record(NamedTuple):
    """A key, and where its value is: ``nbytes`` at ``start`` in ``block``, the file itself or a block decompressed."""

    key: bytes
    block: Storage
    start: int
    nbytes: int


class Records(NamedTuple):
    """Records that follow each other: their keys, and their values, from ``starts`` to ``ends``.

    Those are counted from ``offset`` in ``block`` on. ``data`` is what is there; None if the values were not read.
    """

    keys: list[bytes]
    starts: list[int]
    ends: list[int]
    block: Storage
    offset: int = 0
    data: bytes | None = None


class _Places(NamedTuple):
    """Where the values of a block are, by their keys: start and end in ``block``."""

    block: Storage
    places: dict[bytes, tuple[int, int]]


class Table:
    """A table that is read as its keys are asked for: first the index of its blocks, then the block that a key must be in.

    Each block is read and checked once. For several threads; pickles as where it is. Methods raise CheckpointError for what
    they meet that is damaged.
    """

    def __init__(self, file: Storage, limits: Limits = LIMITS) -> None:
        self.file = file
        self.limits = limits
        self._allowance = limits.table_keys_of(file.nbytes)
        #: The last key of each block, or one between that and the next block's first, and where the block is.
        self._index: tuple[list[bytes], list[tuple[int, int]]] | None = None
        self._blocks: dict[int, _Places | CheckpointError] = {}
        #: The numbers of those blocks, in order.
        self._read_ones: list[int] = []
        self._first: Records | None = None
        self._lock = threading.Lock()

    @property
    def key(self) -> Hashable:
        """What tables of the same file have in common, also once pickled."""
        return "table", self.file.key

    def __reduce__(self) -> tuple[Any, ...]:
        return recent, (Table, self.file, self.limits)

    def runs(self) -> Iterator[Records]:
        """All records in their order, in runs that are not empty: thousands of a block, or a single one of a large block."""
        with self._lock:
            _, handles = self._loaded_index()
        allowance = self.limits.table_keys_of(self.file.nbytes)
        last: bytes | None = None
        for start, nbytes in handles:
            for run in _block_records(self.file, start, nbytes, self.limits, allowance):
                keys = run.keys
                if (last is not None and keys[0] <= last) or any(map(ge, keys, islice(keys, 1, None))):
                    raise CorruptError(_NOT_IN_ORDER)
                if last is None and run.data is not None and len(keys) < _RUN:
                    self._first = run._replace(data=None)  # all of the block
                last = keys[-1]
                allowance -= sum(map(len, keys))
                if allowance < 0:
                    raise LimitError(_OUT_OF_PROPORTION)
                yield run

    def load(self) -> None:
        """Read and check all blocks now, of which the damaged ones are told by :meth:`unreadable`."""
        with self._lock:
            for at in range(len(self._loaded_index()[0])):
                self._loaded(at)

    def may_tell(self, first: bytes, last: bytes) -> bool:
        """Whether :meth:`unreadable` may tell anything of keys from ``first`` to ``last``: of few, where little was read."""
        with self._lock:
            last_keys, _ = self._loaded_index()
            start, stop = bisect_left(last_keys, first), bisect_left(last_keys, last)
            at = bisect_left(self._read_ones, start)
            return stop == len(last_keys) or (at < len(self._read_ones) and self._read_ones[at] <= stop)

    def unreadable(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """Why those of ``keys`` can't be read, as far as that can be told from what was read of the table already."""
        ordered = sorted(keys)
        found: dict[bytes, str] = {}
        with self._lock:
            last_keys, _ = self._loaded_index()
            start = 0
            while start < len(ordered):  # from one block to the next in which there may be any of them
                at = bisect_left(last_keys, ordered[start])
                is_behind = at == len(last_keys)
                stop = len(ordered) if is_behind else bisect_right(ordered, last_keys[at], start)
                inside = ordered[start:stop]
                start = stop
                block = self._blocks.get(at)
                if is_behind:
                    found |= dict.fromkeys(inside, NOT_THERE)
                elif isinstance(block, CheckpointError):
                    found |= dict.fromkeys(inside, block.reason)
                elif block is not None and not block.places.keys() >= set(inside):
                    found |= {key: NOT_THERE for key in inside if key not in block.places}
        return found

    def find(self, key: bytes) -> Record | None:
        """The record of a key; None if there is none."""
        with self._lock:
            last_keys, _ = self._loaded_index()
            at = bisect_left(last_keys, key)
            if at == len(last_keys):  # behind all
                return None
            found = self._loaded(at)
        if isinstance(found, CheckpointError):
            raise type(found)(found.reason)
        place = found.places.get(key)
        return None if place is None else Record(key, found.block, place[0], place[1] - place[0])

    def _loaded_index(self) -> tuple[list[bytes], list[tuple[int, int]]]:
        if self._index is None:
            keys: list[bytes] = []
            handles: list[tuple[int, int]] = []
            end = 0
            for key, handle in _handles(self.file, self.limits, self._allowance):
                start, at = varint_at(handle, 0)
                nbytes, _ = varint_at(handle, at)
                if start < end or (keys and key <= keys[-1]):
                    raise CorruptError(_NOT_IN_ORDER)
                end = start + nbytes
                keys.append(key)
                handles.append((start, nbytes))
            self._index = keys, handles
        return self._index

    def _loaded(self, at: int) -> _Places | CheckpointError:
        """A block, or what is wrong with it, so that a damaged one is not read for each of its keys."""
        found = self._blocks.get(at)
        if found is None:
            try:
                found = self._read(at)
            except CheckpointError as error:
                found = error
            self._blocks[at] = found
            insort(self._read_ones, at)
        return found

    def _read(self, at: int) -> _Places:
        first, self._first = self._first, None
        if first is not None and at == 0:
            return _Places(first.block, _places(first))
        start, nbytes = self._loaded_index()[1][at]
        block: Storage = self.file
        places: dict[bytes, tuple[int, int]] = {}
        for run in _block_records(self.file, start, nbytes, self.limits, self._allowance):
            block = run.block
            places |= _places(run)
            self._allowance -= sum(map(len, run.keys))
            if self._allowance < 0:
                raise LimitError(_OUT_OF_PROPORTION)
        return _Places(block, places)


def _places(run: Records) -> dict[bytes, tuple[int, int]]:
    """Where the values of a run start and end in its block, by their keys."""
    offset = run.offset
    return {key: (offset + start, offset + end) for key, start, end in zip(run.keys, run.starts, run.ends, strict=True)}


def _block_records(file: Storage, start: int, nbytes: int, limits: Limits, allowance: int) -> Iterator[Records]:
    """The records of the block of ``nbytes`` at ``start``."""
    block = _Block(file, start, nbytes, limits)
    return _large_records(file, block) if block.data is None else _records(file, block, block.data, allowance)


def _handles(file: Storage, limits: Limits, allowance: int) -> Iterator[tuple[bytes, bytes]]:
    """The key of each block in the index, and where the block is."""
    index = _Block(file, *_index_handle(file), limits)
    data = index.data
    if data is None:
        raise LimitError(f"has an index of blocks of {size_text(index.nbytes)}")
    for run in _records(file, index, data, allowance):
        for key, start, end in zip(run.keys, run.starts, run.ends, strict=True):
            yield key, data[start:end]


def _index_handle(file: Storage) -> tuple[int, int]:
    """Where the block is that lists the blocks."""
    if file.nbytes < _FOOTER_NBYTES:
        raise TruncatedError(f"has {file.nbytes:,} bytes, less than the end of a table")
    footer = file.read(file.nbytes - _FOOTER_NBYTES, _FOOTER_NBYTES)
    if not footer.endswith(MAGIC):
        raise TruncatedError("does not end as a table does")
    at, numbers = 0, []
    for _ in range(4):  # the first two are where another block is, which says nothing here
        number, at = varint_at(footer, at)
        numbers.append(number)
    return numbers[2], numbers[3]


class _Block:
    """A block, read and checked against its checksum unless it is large; ``data`` is None then.

    Of ``data`` the first ``nbytes`` are the block; behind one that is not compressed its trailer is left.
    """

    def __init__(self, file: Storage, start: int, nbytes: int, limits: Limits) -> None:
        if start + nbytes + _TRAILER_NBYTES > file.nbytes:
            raise TruncatedError(f"ends at byte {file.nbytes:,}, where a block at {start:,} has {nbytes:,} bytes")
        self.start = start
        self.nbytes = nbytes
        self.data: bytes | None = None
        if nbytes > _MAX_READ:
            self.is_compressed = file.read(start + nbytes, 1)[0] != _NOT_COMPRESSED
            if not self.is_compressed:
                return
            if nbytes > limits.table_block_nbytes:
                raise LimitError(f"has a compressed block of {size_text(nbytes)}")
        data = file.read(start, nbytes + _TRAILER_NBYTES)
        trailer = data[nbytes:]
        if crc32c(memoryview(data)[: nbytes + 1]) != unmasked(int.from_bytes(trailer[1:], "little")):
            raise CorruptError(
                f"has a block at byte {start:,} that does not match its checksum: it was damaged or changed"
            )
        self.is_compressed = trailer[0] != _NOT_COMPRESSED
        if trailer[0] == _SNAPPY:
            data = bytes(decompressed(data[:nbytes], _MAX_EXPANSION * limits.table_block_nbytes))
            self.nbytes = len(data)
        elif self.is_compressed:
            raise UnsupportedError(f"has a block of the unknown compression {trailer[0]}")
        self.data = data


def _records(file: Storage, block: _Block, data: bytes, allowance: int) -> Iterator[Records]:
    """The records of a block that was read. LimitError for keys that take more than ``allowance`` bytes together."""
    end = _entries_end(data[block.nbytes - 4 : block.nbytes], block.nbytes)
    place, offset = (MemoryStorage(data), 0) if block.is_compressed else (file, block.start)
    keys: list[bytes] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    key = b""
    while position < end:
        shared, own, nbytes = data[position], data[position + 1], data[position + 2]
        if (shared | own | nbytes) < 0x80:
            position += 3
        else:
            shared, position = varint_at(data, position)
            own, position = varint_at(data, position)
            nbytes, position = varint_at(data, position)
        start = position + own
        if shared > len(key) or start + nbytes > end:
            raise CorruptError(f"has a block at byte {block.start:,} whose entries do not fit it")
        key = key[:shared] + data[position:start]
        position = start + nbytes
        allowance -= shared + own
        if allowance < 0:
            raise LimitError(_OUT_OF_PROPORTION)
        keys.append(key)
        starts.append(start)
        ends.append(position)
        if len(keys) == _RUN:
            yield Records(keys, starts, ends, place, offset, data)
            keys, starts, ends = [], [], []
    if keys:
        yield Records(keys, starts, ends, place, offset, data)


def _large_records(file: Storage, block: _Block) -> Iterator[Records]:
    """The records of a block that was not read, one by one."""
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
        yield Records([key], [start], [cursor.position], file)


def _entries_end(last: bytes, nbytes: int) -> int:
    """Where the entries of a block end and its restart points begin, of which the last four bytes give the number."""
    restarts = int.from_bytes(last, "little") if len(last) == 4 else 0
    end = nbytes - 4 * (restarts + 1)
    if end < 0:
        raise CorruptError("has a block that is shorter than its restart points")
    return end
