"""A checkpoint of MindSpore: a message with a tag and a tensor for each parameter, or for each piece of a large one.

Source: ``mindspore/ccsrc/utils/checkpoint.proto`` and ``mindspore/python/mindspore/train/serialization.py`` of
https://github.com/mindspore-ai/mindspore.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.protobuf import BYTES, VARINT, Message, fields_seen, integers_in, signed
from inspector.sources.protobuf_levels import Level, scan
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry, contiguous_strides

__all__ = ["probe", "read"]

_VALUE = 1
#: Progress is told once for so many parameters.
_STRIDE = 64
_TAG, _SIZE, _SIZES, _TYPE, _CONTENT, _END = range(6)
_TENSOR = Level(numbers={1: _SIZE}, texts={1: _SIZES, 2: _TYPE}, places={3: _CONTENT})
_CHECKPOINT = Level(levels={_VALUE: Level(texts={1: _TAG}, levels={2: _TENSOR}, end=_END)})
#: What ``crc_check`` adds behind the last message: these letters and ten digits.
_CHECKSUM_MARK = b"crc_num"
_CHECKSUM_NBYTES = 17
_TEXT = "str"
#: What packed sizes take at the most: 254 of ten bytes.
_MAX_SIZES_NBYTES = 2540
_NO_SIZE = -1
#: How the library writes that of one number.
_SHAPE_OF_NUMBER = (0,)


@dataclass(slots=True)
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
    if fields_seen(value, {1: BYTES, 2: BYTES}) != {1, 2}:
        return "its first parameter has no tag and tensor"
    tensor = next(value.message(each) for each in value if each.number == 2)
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
        _read_values(message, parameters, job)
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


def _read_values(checkpoint: Message, parameters: dict[str, _Parameter], job: Job) -> None:
    tag = dtype = ""
    shape: list[int] = []
    content = None
    for row, value, nbytes in scan(checkpoint, _CHECKPOINT):
        if row == _END:
            if len(parameters) % _STRIDE == 0:
                job.report(value, checkpoint.end, "Reading the checkpoint")
            parameter = parameters.get(tag)
            if parameter is None:
                parameter = parameters[tag] = _Parameter(tuple(shape), dtype)
            if content is not None:
                parameter.pieces.append(content)
            tag, dtype, shape, content = "", "", [], None
        elif row == _TAG:
            tag = value.decode("utf-8", "replace")
        elif row == _SIZE:
            shape.append(signed(value))
        elif row == _SIZES:
            shape += _sizes(value) if nbytes <= _MAX_SIZES_NBYTES else (_NO_SIZE,)
        elif row == _TYPE:
            dtype = value.decode("utf-8", "replace")
        else:
            content = ByteRange(checkpoint.storage, value, nbytes)


@lru_cache(maxsize=1024)  # of thousands of tensors few are of a shape of their own
def _sizes(data: bytes) -> tuple[int, ...]:
    """Packed sizes. Raises CorruptError for what is none."""
    return tuple(integers_in(data))


def _entry(tag: str, parameter: _Parameter, limits: Limits) -> Entry:
    if parameter.dtype == _TEXT:
        return ValueEntry(tag, _text(parameter.pieces, limits))
    dtype, strides, expected = _layout(parameter.dtype, parameter.shape)
    pieces = parameter.pieces
    nbytes = pieces[0].nbytes if len(pieces) == 1 else sum(piece.nbytes for piece in pieces)
    if nbytes == dtype.itemsize and parameter.shape == _SHAPE_OF_NUMBER and len(pieces) == 1:
        return TensorEntry(tag, dtype, (), (), pieces[0])
    if nbytes != expected:
        raise CorruptError(f"has {nbytes:,} bytes of data, its shape asks for {expected:,}")
    if len(pieces) == 1:
        return TensorEntry(tag, dtype, parameter.shape, strides, pieces[0])
    placed = []
    position = 0
    for piece in pieces:
        count, left = divmod(piece.nbytes, dtype.itemsize)
        if left:
            raise CorruptError("has a piece that ends within an element")
        placed.append(Piece((position,), TensorEntry(tag, dtype, (count,), (1,), piece)))
        position += count
    if not placed:
        raise CorruptError("has no data")
    return assembled_entry((tag,), parameter.shape, placed, flat=True)


@lru_cache(maxsize=1024)  # of thousands of tensors few are of a type and shape of their own
def _layout(dtype: str, shape: tuple[int, ...]) -> tuple[DType, tuple[int, ...], int]:
    """The type, the strides and the number of bytes. Raises CheckpointError for a type or shape that no tensor has."""
    found = DTYPES.get(dtype.lower())
    if found is None or found.elements_per_unit != 1:
        raise UnsupportedError(f"has the unknown type {dtype[:40]!r}")
    if min(shape, default=0) < 0:
        raise CorruptError(f"has the impossible shape {shape}")
    return found, contiguous_strides(shape), found.nbytes(math.prod(shape))


def _text(pieces: list[Storage], limits: Limits) -> str:
    if sum(piece.nbytes for piece in pieces) > limits.tree_value_nbytes:
        raise LimitError("is a text of megabytes")
    return b"".join(piece.read() for piece in pieces).decode("utf-32-le", "replace")
