"""A TensorFlow checkpoint of version 2: ``X.index``, a table of tensors, and their bytes in ``X.data-00000-of-00001``.

A value of the table says type, shape, file, offset, size and checksum. A partitioned variable has none of its own; its
slices have, under keys that no name can have. Strings are their lengths, a checksum of those, and their bytes.
Source: ``tensorflow/core/util/tensor_bundle/tensor_bundle.cc`` and ``tensorflow/core/protobuf/tensor_bundle.proto`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from inspector.errors import CorruptError, TruncatedError, UnsupportedError
from inspector.formats.tensorflow.ordered_code import slice_key
from inspector.formats.tensorflow.strings import StringPlaces
from inspector.formats.tensorflow.table import read_table
from inspector.formats.tensorflow.types import Extents, dtype_of, extents_of, region_of, shape_of
from inspector.jobs import Job
from inspector.sources.protobuf import Message, signed
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import STRING, DType
from inspector.tensors.entries import Path, TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["Bundle", "Described", "read_bundle"]

_STRIDE = 4096
_MAX_SHARDS = 99_999


class Described(Struct, gc=False):
    """What the index says of a tensor."""

    code: int = 0
    shape: tuple[int, ...] = ()
    shard: int = 0
    offset: int = 0
    nbytes: int = 0
    checksum: int = 0
    slices: tuple[Extents, ...] = ()


@dataclass
class Bundle:
    """The index: tensors by name, and slices of such by their keys."""

    tensors: dict[str, Described]
    slices: dict[bytes, Described]
    shards: int = 1
    big_endian: bool = False

    def shard_name(self, prefix: str, number: int) -> str:
        """What the file with the data of a shard is called."""
        return f"{prefix}.data-{number:05}-of-{self.shards:05}"

    def parts(self, name: str) -> list[tuple[Described, tuple[int, ...]]]:
        """Where the elements of a tensor are: itself, or each of its slices and where that begins.

        Raises CorruptError for a slice that is missing or outside the tensor.
        """
        tensor = self.tensors[name]
        if not tensor.slices:
            return [(tensor, (0,) * len(tensor.shape))]
        found = []
        for extents in tensor.slices:
            starts, sizes = region_of(extents, tensor.shape)
            part = self.slices.get(slice_key(name, extents))
            if part is None or part.shape != sizes:
                raise CorruptError(f"has a slice of shape {sizes} that is not in the index")
            found.append((part, starts))
        return found

    def entry(self, name: str, path: Path, shards: dict[int, Storage]) -> TensorEntry:
        """The tensor, whose parts lie in ``shards``. Raises CheckpointError for one that does not fit them."""
        tensor = self.tensors[name]
        if not tensor.slices:
            return self.whole(tensor, path, shards)
        parts = [(self.whole(part, path, shards), starts) for part, starts in self.parts(name)]
        if any(entry.dtype is STRING for entry, _ in parts):
            raise UnsupportedError("is text in slices, which is not put together")
        return assembled_entry(path, tensor.shape, [Piece(starts, entry) for entry, starts in parts])

    def described(self, name: str, path: Path) -> TensorEntry:
        """The tensor without data. Raises CheckpointError for a type that is not known."""
        tensor = self.tensors[name]
        return TensorEntry(path, dtype_of(tensor.code), tensor.shape, contiguous_strides(tensor.shape), None)

    def whole(self, part: Described, path: Path, shards: dict[int, Storage]) -> TensorEntry:
        """A tensor that is not in slices, or a slice as a tensor of its own. Raises CheckpointError as :meth:`entry`."""
        dtype, strides, count = _layout(part.code, part.shape)
        shard = shards[part.shard]
        if part.offset + part.nbytes > shard.nbytes:
            raise TruncatedError(
                f"is at bytes {part.offset:,} to {part.offset + part.nbytes:,} of a file that has {shard.nbytes:,}"
            )
        storage: Storage = ByteRange(shard, part.offset, part.nbytes)
        if dtype is STRING:
            storage = StringStorage(StringPlaces(storage, count), storage)
        elif part.nbytes != dtype.nbytes(count):
            raise CorruptError(f"has {part.nbytes:,} bytes of data, its shape asks for {dtype.nbytes(count):,}")
        elif self.big_endian:
            dtype = dtype.big_endian()
        return TensorEntry(path, dtype, part.shape, strides, storage)


@lru_cache(maxsize=1024)  # of thousands of tensors few are of a type and shape of their own
def _layout(code: int, shape: tuple[int, ...]) -> tuple[DType, tuple[int, ...], int]:
    """The type, the strides and the number of elements."""
    return dtype_of(code), contiguous_strides(shape), math.prod(shape)


def read_bundle(file: Storage, job: Job) -> Bundle:
    """The index in ``file``. Raises CheckpointError for one that is damaged."""
    records = read_table(file, job.limits)
    header = next(records, None)
    if header is None or header.key or header.value is None:
        raise CorruptError("is a table, and not the index of a checkpoint")
    bundle = Bundle({}, {})
    for field in Message(header.value, limits=job.limits):
        if field.number == 1:
            bundle.shards = signed(field.value)
        elif field.number == 2:
            bundle.big_endian = field.value == 1
    if not 0 < bundle.shards <= _MAX_SHARDS:
        raise CorruptError(f"is the index of {bundle.shards:,} files")
    shapes: dict[bytes, tuple[int, ...]] = {}
    for position, record in enumerate(records):
        if position % _STRIDE == 0:
            job.report(record.start, file.nbytes, "Reading the index")
        if record.value is None:
            raise CorruptError("has an entry of megabytes in its index")
        described = _described(record.value, shapes)
        if described.shard >= bundle.shards:
            raise CorruptError(f"has a tensor in file {described.shard:,} of {bundle.shards:,}")
        if record.key.startswith(b"\0"):
            bundle.slices[record.key] = described
        else:
            bundle.tensors[record.key.decode("utf-8", "backslashreplace")] = described
    return bundle


def _described(value: bytes, shapes: dict[bytes, tuple[int, ...]]) -> Described:
    """A ``BundleEntryProto``. ``shapes`` are those met before: of thousands of tensors few are of their own.

    Nearly all have the same fields in the order of their numbers, and those are read in a fifth of the time.
    """
    if value[:1] == b"\x08" and value[2:3] == b"\x12":
        shape = shapes.get(value[4 : 4 + value[3]])
        usual = _USUAL_END.fullmatch(value, 4 + value[3]) if shape is not None and value[3] < 0x80 else None
        if usual is not None and value[1] < 0x80:
            shard, offset, nbytes, checksum = usual.groups(b"")
            numbers = _small(shard), _small(offset), _small(nbytes)
            return Described(value[1], shape or (), *numbers, int.from_bytes(checksum, "little"))
    return _described_in_full(value, shapes)


#: What follows the shape of an entry: shard, offset, size and checksum, of which those that are 0 are missing.
_USUAL_END = re.compile(
    rb"(?:\x18([\x80-\xff]{0,4}[\0-\x7f]))?(?:\x20([\x80-\xff]{0,8}[\0-\x7f]))?(?:\x28([\x80-\xff]{0,8}[\0-\x7f]))?"
    rb"\x35(.{4})",
    re.DOTALL,
)


def _small(encoded: bytes) -> int:
    """A varint of at most 63 bits, 0 if it is missing."""
    value = 0
    for byte in reversed(encoded):
        value = value << 7 | byte & 0x7F
    return value


def _described_in_full(value: bytes, shapes: dict[bytes, tuple[int, ...]]) -> Described:
    found = Described()
    message = Message(value)
    for field in message:
        if field.number == 1:
            found.code = field.value
        elif field.number == 2:
            data = message.bytes_of(field)
            shape = shapes.get(data)
            if shape is None:
                shape = shapes[data] = shape_of(Message(data))
            found.shape = shape
        elif field.number == 3:
            found.shard = signed(field.value)
        elif field.number == 4:
            found.offset = signed(field.value)
        elif field.number == 5:
            found.nbytes = signed(field.value)
        elif field.number == 6:
            found.checksum = field.value
        elif field.number == 7:
            found.slices += (extents_of(message.message(field)),)
    if min(found.shard, found.offset, found.nbytes) < 0:
        raise CorruptError("has an entry with negative numbers in its index")
    return found
