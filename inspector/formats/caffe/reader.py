"""A ``NetParameter`` of Caffe: layers with their blobs, in the form of today or that of before 2014.

Source: ``src/caffe/proto/caffe.proto`` of https://github.com/BVLC/caffe.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from dataclasses import dataclass

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.sources.protobuf import BYTES, VARINT, Field, Message, fields_seen
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, contiguous_strides, key_of

__all__ = ["probe", "read"]


@dataclass(frozen=True, slots=True)
class _LayerFields:
    """The numbers of a layer's fields."""

    name: int
    type: int
    blobs: int


_LAYERS = {100: _LayerFields(name=1, type=2, blobs=7), 2: _LayerFields(name=4, type=5, blobs=6)}
_NAME = 1
_SCHEMA = {4: VARINT, 5: VARINT, 7: VARINT} | dict.fromkeys((_NAME, 2, 3, 6, 8, 100), BYTES)
_LAYER_SCHEMA = {
    100: {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 7: BYTES},
    2: {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 5: VARINT, 6: BYTES},
}
_SHAPE, _DATA, _DOUBLES = 7, 5, 8


def probe(source: Source) -> str | None:
    """Whether the fields are those of a net, and its first layer is one with a name."""
    message = Message(source.file, limits=source.limits)
    seen = fields_seen(message, _SCHEMA)
    if seen is None or not seen & _LAYERS.keys():
        return "it has no layers"
    first = next(field for field in message if field.number in _LAYERS)
    layer = message.message(first)
    names = _LAYERS[first.number]
    try:
        found = {field.number: field.wire_type for field in layer}
    except CheckpointError:
        return "its first layer is none"
    is_layer = all(found.get(number, kind) == kind for number, kind in _LAYER_SCHEMA[first.number].items())
    return None if is_layer and {names.name, names.type} <= found.keys() else "its first layer is none"


def read(source: Source, job: Job) -> Checkpoint:
    """The blobs, below the names of their layers. One that can't be read is a finding."""
    net = Message(source.file, limits=source.limits)
    entries: list[Entry] = []
    findings: list[Finding] = []
    kinds: Counter[str] = Counter()
    metadata: dict[str, object] = {}
    try:
        for field in net:
            job.report(field.value, net.end, "Reading the layers")
            if field.number == _NAME:
                metadata["name"] = net.text_of(field)
            elif field.number in _LAYERS:
                _read_layer(net.message(field), _LAYERS[field.number], entries, findings, kinds)
    except CheckpointError as error:
        if not entries:
            raise
        message = f"The model {error.reason}; it was cut short or damaged, and layers may be missing."
        findings.append(Finding(Severity.WARNING, "incomplete-model", message))
    metadata["layers"] = dict(kinds.most_common())
    return Checkpoint(source.location, "caffe", source.files, entries, metadata, findings)


def _read_layer(
    layer: Message, fields: _LayerFields, entries: list[Entry], findings: list[Finding], kinds: Counter[str]
) -> None:
    name = kind = ""
    blobs = []
    for field in layer:
        if field.number == fields.name:
            name = layer.text_of(field)
        elif field.number == fields.type:
            kind = layer.text_of(field) if field.wire_type == BYTES else f"type {field.value}"
        elif field.number == fields.blobs:
            blobs.append(layer.message(field))
    kinds[kind] += 1
    for number, blob in enumerate(blobs):
        path = (name, number)
        try:
            entries.append(_blob(blob, path))
        except CheckpointError as error:
            findings.append(unreadable_tensor(key_of(path), error.reason))


def _blob(blob: Message, path: Path) -> TensorEntry:
    """A ``BlobProto``: numbers of one width, a shape of any number of axes or four sizes."""
    sizes = {1: 0, 2: 0, 3: 0, 4: 0}
    shape: tuple[int, ...] | None = None
    data: dict[int, list[Field]] = {_DATA: [], _DOUBLES: []}
    for field in blob:
        if field.number in sizes:
            sizes[field.number] = field.value
        elif field.number in data:
            data[field.number].append(field)
        elif field.number == _SHAPE:
            inside = blob.message(field)
            shape = tuple(size for each in inside if each.number == 1 for size in inside.integers_of(each))
    if shape is None:
        shape = tuple(sizes.values())
    number = _DOUBLES if data[_DOUBLES] else _DATA
    dtype = dtype_named("float64" if number == _DOUBLES else "float32")
    storage = _numbers(blob, data[number], "<Q" if number == _DOUBLES else "<I")
    if min(shape, default=0) < 0 or storage.nbytes != dtype.nbytes(math.prod(shape)):
        raise CorruptError(f"has {storage.nbytes:,} bytes of data for the shape {shape}")
    return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage)


def _numbers(blob: Message, fields: list[Field], code: str) -> Storage:
    """Numbers that are packed, or one by one."""
    if len(fields) == 1 and fields[0].wire_type == BYTES:
        return blob.storage_of(fields[0])
    return MemoryStorage(
        b"".join(blob.bytes_of(each) if each.wire_type == BYTES else struct.pack(code, each.value) for each in fields)
    )
