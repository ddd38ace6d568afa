"""A checkpoint of MindSpore: a message with a tag and a tensor for each parameter, or for each piece of a large one.

Source: ``mindspore/ccsrc/utils/checkpoint.proto`` and ``mindspore/python/mindspore/train/serialization.py`` of
https://github.com/mindspore-ai/mindspore.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.protobuf import BYTES, VARINT, Message, fields_seen
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry, contiguous_strides

__all__ = ["probe", "read"]

_VALUE, _TAG, _TENSOR = 1, 1, 2
#: What ``crc_check`` adds behind the last message: these letters and ten digits.
_CHECKSUM_MARK = b"crc_num"
_CHECKSUM_NBYTES = 17
_TEXT = "str"


@dataclass
class _Parameter:
    """What is said of a parameter: its shape and type by the first piece, the bytes by all."""

    shape: tuple[int, ...] = ()
    dtype: str = ""
    pieces: list[Storage] = field(default_factory=list)


def probe(source: Source) -> str | None:
    """Whether the first message has a tag, and a tensor with a type."""
    message = Message(source.file, 0, _end(source.file), source.limits)
    seen = fields_seen(message, {_VALUE: BYTES}, limit=8)
    if not seen:
        return "it has other fields than a checkpoint"
    value = message.message(next(iter(message)))
    if fields_seen(value, {_TAG: BYTES, _TENSOR: BYTES}) != {_TAG, _TENSOR}:
        return "its first parameter has no tag and tensor"
    tensor = next(value.message(each) for each in value if each.number == _TENSOR)
    inside = fields_seen(tensor, {1: VARINT, 2: BYTES, 3: BYTES})
    inside = fields_seen(tensor, {1: BYTES, 2: BYTES, 3: BYTES}) if inside is None else inside
    return None if inside is not None and 2 in inside else "its first parameter has no type"


def _end(file: Storage) -> int:
    """Where the messages end."""
    tail = file.read(max(0, file.nbytes - _CHECKSUM_NBYTES))
    return file.nbytes - _CHECKSUM_NBYTES if tail.startswith(_CHECKSUM_MARK) else file.nbytes


def read(source: Source, job: Job) -> Checkpoint:
    """The parameters under their tags. One that can't be read is a finding, and the others are still listed."""
    message = Message(source.file, 0, _end(source.file), source.limits)
    parameters: dict[str, _Parameter] = {}
    findings: list[Finding] = []
    try:
        for each in message:
            job.report(each.value, message.end, "Reading the checkpoint")
            if each.number == _VALUE:
                _read_value(message.message(each), parameters)
    except CheckpointError as error:
        if not parameters:
            raise
        text = f"The checkpoint {error.reason}; it was cut short or damaged, and parameters may be missing."
        findings.append(Finding(Severity.WARNING, "incomplete-checkpoint", text))
    entries: list[Entry] = []
    for tag, parameter in parameters.items():
        try:
            entries.append(_entry(tag, parameter, job.limits))
        except CheckpointError as error:
            findings.append(unreadable_tensor(tag, error.reason))
    return Checkpoint(source.location, "mindspore", source.files, entries, {}, findings)


def _read_value(value: Message, parameters: dict[str, _Parameter]) -> None:
    tag = ""
    shape: list[int] = []
    dtype = ""
    content = None
    for each in value:
        if each.number == _TAG:
            tag = value.text_of(each)
        elif each.number == _TENSOR:
            tensor = value.message(each)
            for part in tensor:
                if part.number == 1:
                    shape += tensor.integers_of(part)
                elif part.number == 2:
                    dtype = tensor.text_of(part)
                elif part.number == 3:
                    content = tensor.storage_of(part)
    parameter = parameters.setdefault(tag, _Parameter(tuple(shape), dtype))
    if content is not None:
        parameter.pieces.append(content)


def _entry(tag: str, parameter: _Parameter, limits: Limits) -> Entry:
    if parameter.dtype == _TEXT:
        return ValueEntry((tag,), _text(parameter.pieces, limits))
    shape = parameter.shape
    dtype = DTYPES.get(parameter.dtype.lower())
    if dtype is None or dtype.elements_per_unit != 1:
        raise UnsupportedError(f"has the unknown type {parameter.dtype[:40]!r}")
    if min(shape, default=0) < 0:
        raise CorruptError(f"has the impossible shape {shape}")
    nbytes = sum(piece.nbytes for piece in parameter.pieces)
    if nbytes != dtype.nbytes(math.prod(shape)):
        raise CorruptError(f"has {nbytes:,} bytes of data, its shape asks for {dtype.nbytes(math.prod(shape)):,}")
    if len(parameter.pieces) == 1:
        return TensorEntry((tag,), dtype, shape, contiguous_strides(shape), parameter.pieces[0])
    placed = []
    position = 0
    for piece in parameter.pieces:
        count, left = divmod(piece.nbytes, dtype.itemsize)
        if left:
            raise CorruptError("has a piece that ends within an element")
        placed.append(Piece((position,), TensorEntry((tag,), dtype, (count,), (1,), piece)))
        position += count
    if not placed:
        raise CorruptError("has no data")
    return assembled_entry((tag,), shape, placed, flat=True)


def _text(pieces: list[Storage], limits: Limits) -> str:
    if sum(piece.nbytes for piece in pieces) > limits.tree_value_nbytes:
        raise LimitError("is a text of megabytes")
    return b"".join(piece.read() for piece in pieces).decode("utf-32-le", "replace")
