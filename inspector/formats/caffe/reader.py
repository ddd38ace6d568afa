"""A ``NetParameter`` of Caffe: layers with their blobs, in the form of today or that of before 2014.

Source: ``src/caffe/proto/caffe.proto`` of https://github.com/BVLC/caffe.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.protobuf import BYTES, VARINT, Field, Message, fields_seen, signed
from inspector.sources.protobuf_levels import Level, scan
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.sources.varints import MAX_VARINT_NBYTES
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, check_axes, contiguous_strides, key_of

__all__ = ["probe", "read"]


_FLOAT32, _FLOAT64 = dtype_named("float32"), dtype_named("float64")
#: Types of raw bytes: ``Type`` in ``caffe.proto`` of https://github.com/NVIDIA/caffe.
_RAW_TYPES = dict(enumerate((_FLOAT64, _FLOAT32, *map(dtype_named, ("float16", "int32", "uint32")))))
_NAME = 1
#: The fields of a layer, of today's form and of that before, with its name and its type.
_LAYERS = {100: (1, 2), 2: (4, 5)}
_SCHEMA = {4: VARINT, 5: VARINT, 7: VARINT} | dict.fromkeys((_NAME, 2, 3, 6, 8, 100), BYTES)
_LAYER_SCHEMA = {
    100: {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 7: BYTES},
    2: {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 5: VARINT, 6: BYTES},
}

# rows of the scan: a blob's four sizes of before there were shapes, its shape, its numbers, packed or not; a layer's facts
_NUM, _CHANNELS, _HEIGHT, _WIDTH, _SHAPE, _FLOATS, _FLOAT, _DOUBLES, _DOUBLE, _RAW, _RAW_TYPE, _BROKEN, _BLOB_END = (
    range(13)
)
_NET_NAME, _LAYER_NAME, _KIND, _KIND_NUMBER, _LAYER_END = range(13, 18)
_OLD_SIZES, _NUMBERS = (_NUM, _CHANNELS, _HEIGHT, _WIDTH), (_FLOATS, _FLOAT, _DOUBLES, _DOUBLE)
_BLOB = Level(
    numbers={1: _NUM, 2: _CHANNELS, 3: _HEIGHT, 4: _WIDTH, 5: _FLOAT, 8: _DOUBLE, 10: _RAW_TYPE},
    texts={7: _SHAPE},
    places={5: _FLOATS, 8: _DOUBLES, 12: _RAW},
    end=_BLOB_END,
    broken=_BROKEN,
)
_NET = Level(
    texts={_NAME: _NET_NAME},
    levels={
        100: Level(texts={1: _LAYER_NAME, 2: _KIND}, levels={7: _BLOB}, end=_LAYER_END),
        2: Level(texts={4: _LAYER_NAME}, numbers={5: _KIND_NUMBER}, levels={6: _BLOB}, end=_LAYER_END),
    },
)


@dataclass(slots=True)
class _Blob:
    """A ``BlobProto``: its numbers, a shape of any number of axes or four sizes; what is wrong with it, if so.

    Numbers are of one width, or raw bytes as NVCaffe and OpenCV write them.
    """

    old_sizes: list[int] | None = None
    shape: bytes | None = None
    floats: list[Field] | None = None
    doubles: list[Field] | None = None
    raw: tuple[int, int] | None = None
    raw_type: int = 0
    error: CheckpointError | None = None

    def add(self, row: int, value: Any, nbytes: int, limits: Limits) -> None:
        """Take what the scan gives of it."""
        if row == _SHAPE:
            self.shape = value
        elif row in _NUMBERS:
            self._add_numbers(row, value, nbytes, limits)
        elif row == _RAW:
            self.raw = value, nbytes
        elif row == _RAW_TYPE:
            self.raw_type = value
        elif row in _OLD_SIZES:
            self.old_sizes = self.old_sizes or [0] * len(_OLD_SIZES)
            self.old_sizes[row] = signed(value)
        elif row == _BROKEN:
            self.error = value

    def _add_numbers(self, row: int, value: int, nbytes: int, limits: Limits) -> None:
        numbers = self.floats if row in (_FLOATS, _FLOAT) else self.doubles
        if numbers is None:
            numbers = []
            if row in (_FLOATS, _FLOAT):
                self.floats = numbers
            else:
                self.doubles = numbers
        if len(numbers) < limits.tree_values:
            numbers.append(Field(row, BYTES if row in (_FLOATS, _DOUBLES) else VARINT, value, nbytes))
        else:
            self.error = LimitError(f"has more than {limits.tree_values:,} numbers one by one")


@dataclass(slots=True)
class _Layer:
    name: str = ""
    kind: str = ""
    blobs: list[_Blob] = field(default_factory=list)


def probe(source: Source) -> str | None:
    """Whether the fields are those of a net, and its first layer is one with a name."""
    message = Message(source.file, limits=source.limits)
    seen = fields_seen(message, _SCHEMA)
    if seen is None or not seen & _LAYERS.keys():
        return "it has no layers"
    first = next(each for each in message if each.number in _LAYERS)
    layer = message.message(first)
    try:
        found = {each.number: each.wire_type for each in layer}
    except CheckpointError:
        return "its first layer is none"
    is_layer = all(found.get(number, kind) == kind for number, kind in _LAYER_SCHEMA[first.number].items())
    return None if is_layer and found.keys() >= set(_LAYERS[first.number]) else "its first layer is none"


def read(source: Source, job: Job) -> Checkpoint:
    """The blobs, below the names of their layers. One that can't be read is a finding."""
    net = Message(source.file, limits=source.limits)
    entries: list[Entry] = []
    findings: list[Finding] = []
    kinds: Counter[str] = Counter()
    metadata: dict[str, object] = {}
    try:
        for layer in _layers(net, metadata, job):
            kinds[layer.kind] += 1
            for number, blob in enumerate(layer.blobs):
                path = (layer.name, number)
                try:
                    entries.append(_entry(net, blob, path))
                except CheckpointError as error:
                    findings.append(unreadable_tensor(key_of(path), error.reason))
    except CheckpointError as error:
        if not entries:
            raise
        message = f"The model {error.reason}; it was cut short or damaged, and layers may be missing."
        findings.append(Finding(Severity.WARNING, "incomplete-model", message))
    metadata["layers"] = dict(kinds.most_common())
    return Checkpoint(source.location, "caffe", source.files, entries, metadata, findings)


def _layers(net: Message, metadata: dict[str, object], job: Job) -> Iterator[_Layer]:
    """The layers of a net, whose name goes to the ``metadata``."""
    layer, blob = _Layer(), _Blob()
    for row, value, nbytes in scan(net, _NET):
        if row < _BLOB_END:
            blob.add(row, value, nbytes, net.limits)
        elif row == _BLOB_END:
            layer.blobs.append(blob)
            blob = _Blob()
        elif row == _LAYER_NAME:
            layer.name = value.decode("utf-8", "replace")
        elif row == _KIND:
            layer.kind = value.decode("utf-8", "replace")
        elif row == _KIND_NUMBER:
            layer.kind = f"type {value}"
        elif row == _LAYER_END:
            job.report(value, net.end, "Reading the layers")
            yield layer
            layer = _Layer()
        else:
            metadata["name"] = value.decode("utf-8", "replace")


def _entry(net: Message, blob: _Blob, path: Path) -> TensorEntry:
    """The tensor that a blob is. Raises CheckpointError for a broken one, or whose shape is not that of its numbers."""
    if blob.error is not None:
        raise blob.error
    if blob.shape is not None:
        shape, strides, count = _layout(blob.shape)
    else:
        shape = tuple(blob.old_sizes or (0,) * len(_OLD_SIZES))
        strides, count = contiguous_strides(shape), math.prod(shape)
    dtype, storage = _elements(net, blob)
    if min(shape, default=0) < 0 or storage.nbytes != dtype.nbytes(count):
        raise CorruptError(f"has {storage.nbytes:,} bytes of data for the shape {shape}")
    return TensorEntry(path, dtype, shape, strides, storage)


@lru_cache(maxsize=1024)  # of thousands of blobs few are of a shape of their own
def _layout(shape: bytes) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """The sizes in a ``BlobShape``, the strides and the number of elements. Raises CheckpointError for what is none."""
    sizes: list[int] = []
    message = Message(shape)
    for each in message:
        if each.number == 1:
            check_axes(each.nbytes // MAX_VARINT_NBYTES)
            sizes += message.integers_of(each)
    return tuple(sizes), contiguous_strides(tuple(sizes)), math.prod(sizes)


def _elements(net: Message, blob: _Blob) -> tuple[DType, Storage]:
    """The type of the numbers and where they are."""
    if blob.raw is not None and not blob.floats and not blob.doubles:
        if blob.raw_type not in _RAW_TYPES:
            raise UnsupportedError(f"has the unknown type {blob.raw_type}")
        return _RAW_TYPES[blob.raw_type], ByteRange(net.storage, *blob.raw)
    if blob.doubles:
        return _FLOAT64, _numbers(net, blob.doubles, "<Q")
    return _FLOAT32, _numbers(net, blob.floats or [], "<I")


def _numbers(net: Message, fields: list[Field], code: str) -> Storage:
    """Numbers that are packed, or one by one."""
    if len(fields) == 1 and fields[0].wire_type == BYTES:
        return net.storage_of(fields[0])
    most = (1 << 8 * struct.calcsize(code)) - 1
    return MemoryStorage(
        b"".join(
            net.bytes_of(each) if each.wire_type == BYTES else struct.pack(code, each.value & most) for each in fields
        )
    )
