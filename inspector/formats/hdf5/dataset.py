"""What a dataset is: its space, its type, where its bytes are and what they went through (section IV.A.2)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from inspector.errors import CorruptError, UnsupportedError
from inspector.formats.hdf5.datatypes import Datatype, datatype_of
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.object_header import Message, MessageType, read_messages
from inspector.sources.cursor import Cursor

__all__ = [
    "ChunkIndex",
    "Chunked",
    "Compact",
    "Contiguous",
    "Dataset",
    "Filter",
    "Virtual",
    "content_of",
    "is_dataset",
    "read_dataset",
    "shared_content",
    "space_of",
]

_WHAT = "a message"
_MAX_AXES = 32
_NULL_SPACE = 2
_IN_HEAP = 1
_KEEPS_EDGES_WHOLE, _SINGLE_IS_FILTERED = 0x01, 0x02
_FIRST_REGISTERED = 256  # the numbers of filters that others than HDF5 have registered
_FILL_IS_DEFINED = 0x20
#: numpy holds no array whose axes multiply to more, counting those of size 0 as 1.
_MAX_ELEMENTS = 1 << 63


@dataclass(frozen=True, slots=True)
class Contiguous:
    """One run of bytes; ``address`` is None where nothing was written yet."""

    address: int | None
    nbytes: int | None


@dataclass(frozen=True, slots=True)
class Compact:
    """Bytes in the header itself."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Chunked:
    """Chunks of ``shape``, whose places are in an ``index`` of one of several kinds with ``parameters`` of its own.

    ``keeps_edges_whole``: chunks that reach over the edge did not go through the filters. ``has_wide_sizes``: the sizes of
    chunks are as wide as lengths are, as of HDF5 2.0, and not as a chunk asks for.
    """

    shape: tuple[int, ...]
    index: ChunkIndex
    address: int | None
    parameters: tuple[int, ...] = ()
    keeps_edges_whole: bool = False
    has_wide_sizes: bool = False


class ChunkIndex(IntEnum):
    """The kinds of chunk indexes, by their numbers from version 4 of the message on; before, there was but one."""

    TREE_1 = 0
    SINGLE = 1
    IMPLICIT = 2
    FIXED_ARRAY = 3
    EXTENSIBLE_ARRAY = 4
    TREE_2 = 5


@dataclass(frozen=True, slots=True)
class Virtual:
    """Parts of other datasets, most of them in other files."""


Layout = Contiguous | Compact | Chunked | Virtual


@dataclass(frozen=True, slots=True)
class Filter:
    """A step of what chunks went through when they were written: its number, its name if the file has it, its parameters."""

    number: int
    name: str
    parameters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset.

    ``shape`` is None for one that has no elements of any kind; ``most`` is what each axis may grow to, None without end.
    ``fill`` is the element that stands where nothing was written, ``external`` whether the bytes are in other files.
    """

    shape: tuple[int, ...] | None
    most: tuple[int | None, ...]
    datatype: Datatype
    layout: Layout
    filters: tuple[Filter, ...]
    fill: bytes
    external: bool


def is_dataset(messages: Sequence[Message]) -> bool:
    """Whether an object is a dataset."""
    return any(message.type == MessageType.LAYOUT for message in messages)


def read_dataset(file: HDF5File, messages: Sequence[Message]) -> Dataset:
    """The dataset with these messages. Raises CheckpointError for one that is damaged or of a later version."""
    datatype, layout, fill = None, None, b""
    space: Space = (None, ())
    filters: tuple[Filter, ...] = ()
    external = False
    for message in messages:
        match message.type:
            case MessageType.DATASPACE:
                space = space_of(content_of(file, message), file.length_nbytes)
            case MessageType.DATATYPE:
                datatype = datatype_of(content_of(file, message))
            case MessageType.LAYOUT:
                layout = _layout(file, Cursor(content_of(file, message), what=_WHAT))
            case MessageType.FILTERS:
                filters = _filters(content_of(file, message))
            case MessageType.FILL_VALUE:
                fill = _fill_value(content_of(file, message))
            case MessageType.OLD_FILL_VALUE:
                fill = fill or content_of(file, message)[4:]
            case MessageType.EXTERNAL_FILES:
                external = True
    if datatype is None or layout is None:
        raise CorruptError("has no type or no place for its elements")
    return Dataset(*space, datatype, layout, filters, fill, external)


def content_of(file: HDF5File, message: Message) -> bytes:
    """The content of a message, which for a shared one is in the header of another object."""
    return shared_content(file, message.data, message.type) if message.shared else message.data


def shared_content(file: HDF5File, place_of: bytes, kind: int) -> bytes:
    """The message of this kind of the object that a shared message names (IV.A.2, "shared message")."""
    cursor = Cursor(place_of, what=_WHAT)
    version, place = cursor.u8(), cursor.u8()
    if version == 3 and place == _IN_HEAP:
        raise UnsupportedError("has messages that objects share in a heap")
    if version == 1:
        cursor.skip(6)
    for message in read_messages(file, cursor.uint(file.offset_nbytes)):
        if message.type == kind and not message.shared:
            return message.data
    raise CorruptError("shares a message with an object that does not have it")


Space = tuple[tuple[int, ...] | None, tuple[int | None, ...]]
"""A shape, None for no elements of any kind, and what its axes may grow to."""


@lru_cache(maxsize=1024)  # the datasets of a file have few shapes, fill values and filters
def space_of(data: bytes, length_nbytes: int) -> Space:
    """A dataspace message (IV.A.2.b)."""
    cursor = Cursor(data, what=_WHAT)
    version, rank, flags = cursor.u8(), cursor.u8(), cursor.u8()
    if version not in (1, 2):
        raise UnsupportedError(f"has a shape of version {version}")
    if version == 1:
        cursor.skip(5)
    elif cursor.u8() == _NULL_SPACE:
        return None, ()
    if rank > _MAX_AXES:
        raise CorruptError(f"has {rank} axes; HDF5 allows {_MAX_AXES}")
    shape = tuple(cursor.uint(length_nbytes) for _ in range(rank))
    unlimited = (1 << 8 * length_nbytes) - 1
    most: tuple[int | None, ...] = shape
    if flags & 1:
        sizes = [cursor.uint(length_nbytes) for _ in range(rank)]
        most = tuple(None if size == unlimited else size for size in sizes)
    if math.prod(max(size, 1) for size in shape) >= _MAX_ELEMENTS:
        raise CorruptError("has a shape larger than any memory")
    return shape, most


def _layout(file: HDF5File, cursor: Cursor) -> Layout:
    """A data layout message (IV.A.2.i)."""
    version = cursor.u8()
    if version in (1, 2):
        return _old_layout(file, cursor)
    if version not in (3, 4, 5):
        raise UnsupportedError(f"has elements laid out by version {version} of the rules; versions 1 to 5 are read")
    match cursor.u8():
        case 0:
            return Compact(cursor.read(cursor.u16()))
        case 1:
            return Contiguous(file.address(cursor), cursor.uint(file.length_nbytes))
        case 2 if version == 3:
            rank, address = cursor.u8(), file.address(cursor)
            return Chunked(cursor.numbers("I", rank), ChunkIndex.TREE_1, address)
        case 2:
            return _chunked(file, cursor, version)
        case 3:
            return Virtual()
        case other:
            raise UnsupportedError(f"has elements laid out in the unknown way {other}")


def _old_layout(file: HDF5File, cursor: Cursor) -> Layout:
    """Versions 1 and 2, of HDF5 before 1.6.3."""
    rank, kind = cursor.u8(), cursor.u8()
    cursor.skip(5)
    address = None if kind == 0 else file.address(cursor)
    sizes = cursor.numbers("I", rank)
    if kind == 0:
        return Compact(cursor.read(cursor.u32()))
    return Contiguous(address, None) if kind == 1 else Chunked(sizes, ChunkIndex.TREE_1, address)


def _chunked(file: HDF5File, cursor: Cursor, version: int) -> Chunked:
    flags, rank, width = cursor.u8(), cursor.u8(), cursor.u8()
    shape = tuple(cursor.uint(width) for _ in range(rank))
    number = cursor.u8()
    if number not in list(ChunkIndex) or number == ChunkIndex.TREE_1:
        raise UnsupportedError(f"has an index of chunks of the unknown kind {number}")
    index = ChunkIndex(number)
    parameters: tuple[int, ...] = ()
    match index:
        case ChunkIndex.SINGLE if flags & _SINGLE_IS_FILTERED:
            parameters = (cursor.uint(file.length_nbytes), cursor.u32())
        case ChunkIndex.FIXED_ARRAY:
            parameters = (cursor.u8(),)
        case ChunkIndex.EXTENSIBLE_ARRAY:
            parameters = cursor.numbers("B", 5)
        case ChunkIndex.TREE_2:
            cursor.skip(6)
    keeps_edges_whole = bool(flags & _KEEPS_EDGES_WHOLE)
    return Chunked(shape, index, file.address(cursor), parameters, keeps_edges_whole, version > 4)


@lru_cache(maxsize=1024)
def _filters(data: bytes) -> tuple[Filter, ...]:
    """A filter pipeline message (IV.A.2.l)."""
    cursor = Cursor(data, what=_WHAT)
    version, count = cursor.u8(), cursor.u8()
    if version == 1:
        cursor.skip(6)
    filters = []
    for _ in range(count):
        number = cursor.u16()
        name_nbytes = cursor.u16() if version == 1 or number >= _FIRST_REGISTERED else 0
        cursor.skip(2)
        parameters = cursor.u16()
        name = cursor.read(name_nbytes + (-name_nbytes % 8 if version == 1 else 0))
        filters.append(
            Filter(number, name.partition(b"\0")[0].decode("utf-8", "replace"), cursor.numbers("I", parameters))
        )
        if version == 1 and parameters % 2:
            cursor.skip(4)
    return tuple(filters)


@lru_cache(maxsize=1024)
def _fill_value(data: bytes) -> bytes:
    """A fill value message (IV.A.2.f); nothing stands for zeros."""
    cursor = Cursor(data, what=_WHAT)
    version = cursor.u8()
    if version in (1, 2):
        cursor.skip(2)
        is_defined = bool(cursor.u8()) or version == 1
    else:
        is_defined = bool(cursor.u8() & _FILL_IS_DEFINED)
    return cursor.read(max(cursor.i32(), 0)) if is_defined and cursor.remaining >= 4 else b""
