"""Tensors of Paddle one after another, as inference models have them: ``.pdiparams``, and files of a single one.

Each is a version, levels of detail (where sequences begin), another version, a description as protobuf, and the elements.
They have no names: the program beside them lists its parameters, whose order by name is that of the file.
Source: ``SerializeToStream`` in ``paddle/phi/core/framework/dense_tensor_serialize.cc`` and ``TensorDesc`` in
``paddle/phi/core/framework/framework.proto`` of https://github.com/PaddlePaddle/Paddle.
"""

from __future__ import annotations

import math

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding
from inspector.formats.paddle.program import Program, program_beside
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.protobuf import Message
from inspector.sources.source import Source
from inspector.sources.varints import MAX_VARINT_NBYTES
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Path, TensorEntry, check_axes, contiguous_strides

__all__ = ["parameters", "probe", "read"]

_DTYPES = {
    0: "bool", 1: "int16", 2: "int32", 3: "int64", 4: "float16", 5: "float32", 6: "float64", 20: "uint8", 21: "int8",
    22: "bfloat16", 23: "complex64", 24: "complex128", 32: "float8_e4m3fn", 33: "float8_e5m2",
}  # fmt: skip
_SUFFIXES = frozenset({".pdiparams", ".pdtensor"})
_MAX_LEVELS = 64
_MAX_DESCRIPTION_NBYTES = 1 << 10
#: The first byte of a description: its type comes first.
_TYPE_TAG = 0x08


def probe(source: Source) -> str | None:
    """Whether a tensor's head stands at the beginning."""
    if source.suffix in _SUFFIXES:
        return None
    cursor = Cursor(source.head)
    try:
        nbytes = _description_nbytes(cursor)
        is_tensor = 0 < nbytes <= _MAX_DESCRIPTION_NBYTES and cursor.u8() == _TYPE_TAG
    except CheckpointError:
        is_tensor = False
    return None if is_tensor else "it does not begin with a tensor"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors in the order of the file; one that is alone is at the empty path."""
    program, findings = program_beside(source)
    return parameters(source, program, findings, job)


def parameters(
    source: Source, program: Program | None, findings: list[Finding], job: Job, *, by_name: bool = False
) -> Checkpoint:
    """The checkpoint of a file of parameters, with what is known of the program they belong to.

    Their names, in the order of which they are stored, are attributes of the entries, or their paths if ``by_name``.
    """
    cursor = Cursor(source.file)
    entries: list[TensorEntry] = []
    while cursor.remaining:
        job.report(cursor.position, cursor.end, "Reading the parameters")
        entries.append(_tensor(cursor, (len(entries),)))
    if len(entries) == 1 and program is None:
        entries = [entries[0].at(())]
    if program is not None and len(program.parameters) == len(entries):
        named = zip(entries, sorted(program.parameters), strict=True)
        entries = [entry.at((name,)) if by_name else entry.replace(attributes={"name": name}) for entry, name in named]
    metadata = program.metadata if program is not None else {}
    return Checkpoint(source.location, "paddle-inference", source.files, entries, metadata, findings)


def _description_nbytes(cursor: Cursor) -> int:
    """Go over what stands before the description of a tensor, and tell how long that is."""
    if cursor.u32() != 0:
        raise UnsupportedError(f"has a tensor of an unknown version at byte {cursor.position - 4:,}")
    levels = cursor.u64()
    if levels > _MAX_LEVELS:
        raise CorruptError(f"has a tensor with {levels:,} levels of detail at byte {cursor.position - 8:,}")
    for _ in range(levels):
        cursor.skip(cursor.u64())
    if cursor.u32() != 0:
        raise UnsupportedError(f"has a tensor of an unknown version at byte {cursor.position - 4:,}")
    return cursor.i32()


def _tensor(cursor: Cursor, path: Path) -> TensorEntry:
    """The tensor at the cursor, which goes over it."""
    code = None
    shape: list[int] = []
    message = Message(cursor.read(_description_nbytes(cursor)))
    for field in message:
        if field.number == 1:
            code = field.value
        elif field.number == 2:
            check_axes(field.nbytes // MAX_VARINT_NBYTES)
            shape += message.integers_of(field)
            check_axes(len(shape))
    if code is None or min(shape, default=0) < 0:
        raise CorruptError(f"has a tensor without a type, or of the impossible shape {tuple(shape)}")
    dtype = _dtype(code)
    storage = cursor.storage(dtype.nbytes(math.prod(shape)))
    return TensorEntry(path, dtype, tuple(shape), contiguous_strides(tuple(shape)), storage)


def _dtype(code: int) -> DType:
    if code not in _DTYPES:
        raise UnsupportedError(f"has a tensor of the unknown type {code}")
    return dtype_named(_DTYPES[code])
