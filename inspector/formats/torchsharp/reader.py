"""A state dict of TorchSharp: a number of tensors, then for each its name, type, sizes and elements, all numbers as varints.

Nothing at the beginning says what the file is, so that all of its index is read before it is taken for one.
Source: ``src/Python/exportsd.py`` and ``Module.save`` of https://github.com/dotnet/TorchSharp.
"""

from __future__ import annotations

import math

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["probe", "read"]

#: ``ScalarType`` of torch.
_DTYPES = {
    0: "uint8", 1: "int8", 2: "int16", 3: "int32", 4: "int64", 5: "float16", 6: "float32", 7: "float64", 8: "complex32",
    9: "complex64", 10: "complex128", 11: "bool", 15: "bfloat16",
}  # fmt: skip
_MIN_NBYTES = 3
_MAX_AXES = 64
_STRIDE = 256


def probe(source: Source) -> str | None:
    """Whether the first tensor is one with a name that can be read."""
    try:
        cursor = Cursor(source.file)
        cursor.count(cursor.varint(), _MIN_NBYTES, "tensors")
        name = _tensor(cursor).key
    except CheckpointError as error:
        return f"its first tensor is none: it {error.reason}"
    return None if name and name.isprintable() else "its first tensor has no name"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors under their names."""
    cursor = Cursor(source.file)
    count = cursor.count(cursor.varint(), _MIN_NBYTES, "tensors")
    entries = []
    for number in range(count):
        if number % _STRIDE == 0:
            job.report(number, count, "Reading the state dict")
        entries.append(_tensor(cursor))
    findings = []
    if cursor.remaining:
        message = f"{cursor.remaining:,} bytes behind the last tensor belong to nothing."
        findings.append(Finding(Severity.INFO, "trailing-data", message))
    return Checkpoint(source.location, "torchsharp", source.files, entries, {}, findings)


def _tensor(cursor: Cursor) -> TensorEntry:
    name = cursor.text(cursor.varint())
    code = cursor.varint()
    if code not in _DTYPES:
        raise UnsupportedError(f"has a tensor of the unknown type {code}")
    axes = cursor.count(cursor.varint(), 1, "axes")
    if axes > _MAX_AXES:
        raise CorruptError(f"has a tensor of {axes:,} axes")
    shape = tuple(cursor.varint() for _ in range(axes))
    dtype = dtype_named(_DTYPES[code])
    storage = cursor.storage(dtype.nbytes(math.prod(shape)))
    return TensorEntry((name,), dtype, shape, contiguous_strides(shape), storage)
