"""OCDBT, tensorstore's database of keys and values in a folder, in which Orbax keeps its arrays.

``manifest.ocdbt`` names the root of a B-tree, whose nodes lie anywhere in data files; so do the values, unless they are so
small that they stand in the node itself.
Format: https://google.github.io/tensorstore/kvstore/ocdbt/index.html#storage-format
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.formats.zarr.metadata import MARKS, ChunkKeys
from inspector.formats.zarr.stores import Chunks, ChunkValues, Store
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.compression import decompressed_bytes
from inspector.sources.crc32c import crc32c
from inspector.sources.cursor import Cursor
from inspector.sources.file_pool import FilePool
from inspector.sources.location import Location
from inspector.sources.storage import ByteRange, File, MemoryStorage, Storage
from inspector.sources.varints import decode_varints
from inspector.text import size_text

__all__ = ["MANIFEST", "OCDBTStore"]

MANIFEST = "manifest.ocdbt"
_MANIFEST_MAGIC, _NODE_MAGIC = b"\x0c\xdb\x3a\x2a", b"\x0c\xdb\x20\xde"
_HEADER_NBYTES, _CHECKSUM_NBYTES = 14, 4
_UUID_NBYTES = 16
_SINGLE = 0
_ZSTD = 1
_NOWHERE = (1 << 64) - 1
_MAX_VARINT_NBYTES = 10


@dataclass(frozen=True, slots=True)
class _Node:
    """Where a node of the tree lies, and what all keys in it begin with."""

    file: str
    offset: int
    nbytes: int
    height: int
    prefix: bytes = b""


class OCDBTStore(Store):
    """All keys of the latest version, read at once; the values as the byte ranges they are.

    ``files`` are the data files, which stay open until somebody closes them. Raises CheckpointError for a database that is
    damaged, or of a form that is not read.
    """

    def __init__(self, folder: Location, job: Job) -> None:
        self._folder = folder
        self._job = job
        self._pool = FilePool()
        self._opened: dict[str, Storage] = {}
        self._values: dict[str, Storage] = {}
        self._taken_nbytes = 0
        with ExitStack() as closing:
            closing.callback(self.close)
            self._read()
            closing.pop_all()

    @property
    def files(self) -> tuple[File, ...]:
        """The data files that hold nodes or values."""
        return tuple(file for file in self._opened.values() if isinstance(file, File))

    def close(self) -> None:
        """Close the data files."""
        for file in self._opened.values():
            file.close()

    def value(self, key: str) -> Storage | None:
        return self._values.get(key)

    def arrays(self) -> Iterator[str]:
        for key in self._keys:
            array, _, last = key.rpartition("/")
            if last in MARKS:
                yield array

    def chunks(self, array: str, keys: ChunkKeys) -> Chunks:
        prefix = f"{array}/" if array else ""
        found = {}
        for key in self._below(prefix):
            known = keys.number(key[len(prefix) :])
            if known is not None:
                found[known] = self._values[key]
        return ChunkValues(array, found)

    def _below(self, prefix: str) -> list[str]:
        """The keys that begin with a prefix."""
        first = np.searchsorted(self._keys, prefix)
        last = np.searchsorted(self._keys, prefix + "\U0010ffff")
        return self._keys[first:last].tolist()  # type: ignore[no-any-return]

    def _read(self) -> None:
        limits = self._job.limits
        with self._folder.child(MANIFEST).open() as file:
            if file.nbytes > limits.ocdbt_manifest_nbytes:
                raise LimitError(f"has a {MANIFEST} of {file.nbytes:,} bytes")
            root = _root(_body(file.read(), _MANIFEST_MAGIC, MANIFEST, limits), self._take)
        pending = [root] if root is not None else []
        seen = set()
        while pending:
            self._job.check()
            node = pending.pop()
            if node in seen:
                raise CorruptError("has an OCDBT tree in which a node is met twice")
            seen.add(node)
            pending += reversed(self._read_node(node))
        self._keys = np.array(sorted(self._values), object)

    def _read_node(self, node: _Node) -> list[_Node]:
        """Take in the keys and values of a leaf; the nodes below one that is none."""
        what = "node of its OCDBT tree"
        limits = self._job.limits
        if not _HEADER_NBYTES + _CHECKSUM_NBYTES <= node.nbytes <= limits.ocdbt_node_nbytes:
            raise CorruptError(f"has a {what} of {node.nbytes:,} bytes")
        body = _body(ByteRange(self._file(node.file), node.offset, node.nbytes).read(), _NODE_MAGIC, what, limits)
        self._take(len(body))
        cursor = Cursor(body, what=f"a {what}")
        if cursor.u8() != node.height:
            raise CorruptError(f"has a {what} at another height than it should be")
        files = _file_table(cursor, self._take)
        count = cursor.count(cursor.varint(), nbytes=1, what="keys")
        if not count:
            raise CorruptError(f"has an empty {what}")
        if len(self._values) + count > limits.ocdbt_keys:
            raise LimitError(f"has an OCDBT tree of more than {limits.ocdbt_keys:,} keys")
        self._take(count * len(node.prefix))
        keys, common = _keys(cursor, count, self._take, is_leaf=not node.height)
        if node.height:
            return _children(cursor, node, files, keys, common)
        self._take_values(cursor, node.prefix, files, keys)
        return []

    def _take(self, nbytes: int) -> None:
        """Count what nodes are once decompressed, and what names and keys are that share most of their letters there."""
        self._taken_nbytes += nbytes
        most = self._job.limits.ocdbt_nbytes
        if self._taken_nbytes > most:
            raise LimitError(f"has an OCDBT tree of more than {size_text(most)}")

    def _take_values(self, cursor: Cursor, prefix: bytes, files: list[str], keys: list[bytes]) -> None:
        sizes = _varints(cursor, len(keys)).tolist()
        is_inline = [kind == 0 for kind in cursor.read(len(keys))]
        outside = is_inline.count(False)
        numbers = iter(_varints(cursor, outside).tolist())
        offsets = iter(_varints(cursor, outside).tolist())
        for key, nbytes, inline in zip(keys, sizes, is_inline, strict=True):
            if inline:
                value: Storage = MemoryStorage(cursor.read(nbytes))
            else:
                value = ByteRange(self._file(_named(files, next(numbers))), next(offsets), nbytes)
            try:
                name = (prefix + key).decode()
            except UnicodeDecodeError as error:
                raise CorruptError("has a key that is not text") from error
            if name in self._values:
                raise CorruptError("has a key twice")
            self._values[name] = value

    def _file(self, name: str) -> Storage:
        if name not in self._opened:
            if len(self._opened) >= self._job.limits.ocdbt_files:
                raise LimitError(f"lies in more than {self._job.limits.ocdbt_files:,} files")
            self._opened[name] = self._pool.open(self._folder.child(name))
        return self._opened[name]


def _body(data: bytes, magic: bytes, what: str, limits: Limits) -> bytes:
    """What stands between the header and the checksum of a manifest or node, decompressed."""
    if len(data) < _HEADER_NBYTES + _CHECKSUM_NBYTES:
        raise TruncatedError(f"has a {what} of only {len(data):,} bytes")
    if data[:4] != magic:
        raise CorruptError(f"has a {what} that does not begin as one")
    if int.from_bytes(data[4:12], "little") != len(data):
        raise TruncatedError(f"has a {what} of {len(data):,} bytes, which says that it has another size")
    if crc32c(data[:-_CHECKSUM_NBYTES]) != int.from_bytes(data[-_CHECKSUM_NBYTES:], "little"):
        raise CorruptError(f"has a {what} that does not match its checksum")
    version, compression = data[12:_HEADER_NBYTES]
    if version or compression > _ZSTD:
        raise UnsupportedError(f"has a {what} of version {version} with compression {compression}")
    body = data[_HEADER_NBYTES:-_CHECKSUM_NBYTES]
    return decompressed_bytes(body, "zstd", limits.ocdbt_node_nbytes) if compression == _ZSTD else body


def _root(body: bytes, take: Callable[[int], None]) -> _Node | None:
    """The root of the latest version's tree, None if that is empty."""
    cursor = Cursor(body, what=MANIFEST)
    cursor.skip(_UUID_NBYTES)
    if cursor.varint() != _SINGLE:
        raise UnsupportedError(f"has a {MANIFEST} whose versions lie in files of their own")
    cursor.varint()  # the size up to which values are kept in nodes
    cursor.varint()  # and that of nodes
    cursor.skip(1)  # how many versions a node has
    if cursor.varint() == _ZSTD:
        cursor.skip(4)  # the level
    files = _file_table(cursor, take)
    versions = cursor.count(cursor.varint(), nbytes=1, what="versions")
    if not versions:
        return None
    _varints(cursor, versions)  # their numbers, ascending
    heights = cursor.read(versions)
    numbers, offsets, sizes = (_varints(cursor, versions) for _ in range(3))
    if int(offsets[-1]) == _NOWHERE:
        return None
    return _Node(_named(files, int(numbers[-1])), int(offsets[-1]), int(sizes[-1]), heights[-1])


def _file_table(cursor: Cursor, take: Callable[[int], None]) -> list[str]:
    """The names of the data files that a node refers to, each as what it shares with the one before, and the rest."""
    count = cursor.count(cursor.varint(), nbytes=1, what="files")
    prefixes = [0, *_varints(cursor, max(count - 1, 0)).tolist()]
    suffixes = _varints(cursor, count).tolist()
    _varints(cursor, count)  # how much of each name is that of the folder
    names: list[bytes] = []
    for prefix, suffix in zip(prefixes, suffixes, strict=False):
        take(prefix)
        names.append((names[-1][:prefix] if names else b"") + cursor.read(suffix))
    try:
        return [name.decode() for name in names]
    except UnicodeDecodeError as error:
        raise CorruptError("names a data file that is not text") from error


def _keys(cursor: Cursor, count: int, take: Callable[[int], None], *, is_leaf: bool) -> tuple[list[bytes], list[int]]:
    """The keys of a node; of one that is no leaf also how much each has in common with all keys below it."""
    prefixes = [0, *_varints(cursor, count - 1).tolist()]
    suffixes = _varints(cursor, count).tolist()
    common = [] if is_leaf else _varints(cursor, count).tolist()
    keys: list[bytes] = []
    for prefix, suffix in zip(prefixes, suffixes, strict=True):
        before = keys[-1] if keys else b""
        take(prefix)
        if prefix > len(before):
            raise CorruptError("has a key that shares more with the one before than that has")
        keys.append(before[:prefix] + cursor.read(suffix))
    if any(first >= second for first, second in pairwise(keys)):
        raise CorruptError("has keys that are not in order")
    return keys, common


def _children(cursor: Cursor, node: _Node, files: list[str], keys: list[bytes], common: list[int]) -> list[_Node]:
    numbers, offsets, sizes = (_varints(cursor, len(keys)).tolist() for _ in range(3))
    children = []
    for key, shared, number, offset, nbytes in zip(keys, common, numbers, offsets, sizes, strict=True):
        if shared > len(key):
            raise CorruptError("has a node whose keys share more than the first of them has")
        prefix = node.prefix + key[:shared]
        children.append(_Node(_named(files, number), offset, nbytes, node.height - 1, prefix))
    return children


def _named(files: list[str], number: int) -> str:
    if number >= len(files):
        raise CorruptError("refers to a data file that it does not name")
    return files[number]


def _varints(cursor: Cursor, count: int) -> npt.NDArray[np.uint64]:
    """The next ``count`` numbers, which are decoded at once: a node may have a hundred thousand of each kind."""
    if not count:
        return np.empty(0, np.uint64)
    data = cursor.peek(min(count * _MAX_VARINT_NBYTES, cursor.remaining))
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) < 0x80)
    if len(ends) < count:
        raise TruncatedError("has a node that ends within its numbers")
    return decode_varints(cursor.read(int(ends[count - 1]) + 1))
