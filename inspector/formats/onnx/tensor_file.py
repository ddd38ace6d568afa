"""A file of one tensor, ``input_0.pb`` in the test data of ONNX's models: a ``TensorProto`` and nothing else."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.onnx.tensor import DTYPES, TensorProto
from inspector.jobs import Job
from inspector.sources.protobuf import BYTES, VARINT, Message, fields_seen
from inspector.sources.source import Source
from inspector.tensors.entries import Path

__all__ = ["probe", "read"]

_DIMS, _TYPE, _NAME = 1, 2, 8
_SCHEMA = {_DIMS: VARINT, _TYPE: VARINT} | dict.fromkeys((4, 5, 6, 7, _NAME, 9, 10, 11, 12, 16), BYTES)


def probe(source: Source) -> str | None:
    """Whether the fields are those of a tensor of a known type, with data."""
    message = Message(source.file, limits=source.limits)
    seen = fields_seen(message, _SCHEMA) or fields_seen(message, _SCHEMA | {_DIMS: BYTES})
    if seen is None or _TYPE not in seen or not seen & {4, 5, 6, 7, 9, 10, 11}:
        return "it has other fields than a tensor"
    return None if TensorProto.of(message).code in DTYPES else "its type is that of no tensor"


def read(source: Source, _job: Job) -> Checkpoint:
    """The tensor, at its name."""
    tensor = TensorProto.of(Message(source.file, limits=source.limits))
    path: Path = (tensor.name,) if tensor.name else ()
    return Checkpoint(source.location, "onnx-tensor", source.files, [tensor.entry(path, None)])
