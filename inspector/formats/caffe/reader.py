"""A ``NetParameter`` of Caffe: layers with their blobs, in the form of today or that of before 2014.

Source: ``src/caffe/proto/caffe.proto`` of https://github.com/BVLC/caffe.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.protobuf import BYTES, VARINT, Field, Message, fields_seen, integers_in, signed
from inspector.sources.protobuf_levels import Level, scan
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, check_axes, contiguous_strides, key_of

__all__ = ["probe", "read"]


_FLOAT32, _FLOAT64 = dtype_named("float32"), dtype_named("float64")
_NAME = 1
#: The fields of a layer, of today's form and of that before, with its name and its type.
_LAYERS = {100: (1, 2), 2: (4, 5)}
_SCHEMA = {4: VARINT, 5: VARINT, 7: VARINT} | dict.fromkeys((_NAME, 2, 3, 6, 8, 100), BYTES)
_LAYER_SCHEMA = {
    100: {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 7: BYTES},
    2: {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 5: VARINT, 6: BYTES},
}

# rows of the scan: a blob's four sizes of before there were shapes, its numbers, packed or not, its shape; a layer's facts
_NUM, _CHANNELS, _HEIGHT, _WIDTH, _FLOATS, _FLOAT, _DOUBLES, _DOUBLE, _SHAPE, _SIZES, _SIZE, _BROKEN, _BLOB_END = range(
    13
)
_NET_NAME, _LAYER_NAME, _KIND, _KIND_NUMBER, _LAYER_END = range(13, 18)
_OLD_SIZES, _NUMBERS = (_NUM, _CHANNELS, _HEIGHT, _WIDTH), (_FLOATS, _FLOAT, _DOUBLES, _DOUBLE)
_BLOB = Level(
    numbers={1: _NUM, 2: _CHANNELS, 3: _HEIGHT, 4: _WIDTH, 5: _FLOAT, 8: _DOUBLE},
    places={5: _FLOATS, 8: _DOUBLES},
    levels={7: Level(texts={1: _SIZES}, numbers={1: _SIZE}, begin=_SHAPE)},
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
    """A ``BlobProto``: numbers of one width, a shape of any number of axes or four sizes; what is wrong with it, if so."""

    old_sizes: list[int] = field(default_factory=lambda: [0] * len(_OLD_SIZES))
    shape: list[int] | None = None
    floats: list[Field] = field(default_factory=list)
    doubles: list[Field] = field(default_factory=list)
    error: CheckpointError | None = None

    def add(self, row: int, value: Any, nbytes: int, limits: Limits) -> None:
        """Take what the scan gives of it."""
        if row in _NUMBERS:
            numbers = self.floats if row in (_FLOATS, _FLOAT) else self.doubles
            if len(numbers) < limits.tree_values:
                numbers.append(Field(row, BYTES if row in (_FLOATS, _DOUBLES) else VARINT, value, nbytes))
            else:
                self.error = LimitError(f"has more than {limits.tree_values:,} numbers one by one")
        elif row == _SHAPE:
            self.shape = []
        elif row == _SIZES and self.shape is not None:
            self.shape += integers_in(value)
        elif row == _SIZE and self.shape is not None:
            self.shape.append(signed(value))
        elif row in _OLD_SIZES:
            self.old_sizes[row] = signed(value)
        elif row == _BROKEN:
            self.error = value


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
    shape = tuple(blob.old_sizes if blob.shape is None else blob.shape)
    check_axes(len(shape))
    dtype = _FLOAT64 if blob.doubles else _FLOAT32
    storage = _numbers(net, blob.doubles or blob.floats, "<Q" if blob.doubles else "<I")
    if min(shape, default=0) < 0 or storage.nbytes != dtype.nbytes(math.prod(shape)):
        raise CorruptError(f"has {storage.nbytes:,} bytes of data for the shape {shape}")
    return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage)


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
