"""An importance matrix of llama.cpp before it was GGUF: ``imatrix.dat``, the sums of squared activations of each weight.

The number of weights; for each its name, how many times it was met, and the sums; behind them perhaps the number of the last
chunk of text and what the text is called. There is no magic: the first weight has to make sense.
Source: ``IMatrixCollector::save_imatrix`` in ``tools/imatrix/imatrix.cpp`` of https://github.com/ggml-org/llama.cpp, which
calls it the legacy format.
"""

from __future__ import annotations

import re
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry

__all__ = ["probe", "read"]

_MAX_NAME_NBYTES = 1024
_NAME = re.compile(rb"[\x21-\x7e]+")
#: The length of a name, a name of one letter, two numbers and a sum.
_MIN_ENTRY_NBYTES = 17


def probe(source: Source) -> str | None:
    """Whether the first weight has a name and sums."""
    try:
        cursor = Cursor(source.head)
        counted = cursor.i32()
        if 0 < counted * _MIN_ENTRY_NBYTES <= source.file.nbytes:
            name, _, _ = _heading(cursor)
            if _NAME.fullmatch(name):
                return None
    except CheckpointError:
        pass
    return "its first weight has no name"


def read(source: Source, job: Job) -> Checkpoint:
    """The sums under the names of the weights; those that are there of a file that was cut short."""
    cursor = Cursor(source.file)
    count = cursor.count(cursor.i32(), _MIN_ENTRY_NBYTES, "weights")
    entries: list[TensorEntry] = []
    findings: list[Finding] = []
    metadata: dict[str, Any] = {}
    try:
        for number in range(count):
            job.report(number, count, "Reading the list")
            entries.append(_sums(cursor))
        if cursor.remaining:
            metadata["last chunk"] = cursor.i32()
            metadata["dataset"] = cursor.read(cursor.count(cursor.i32(), 1, "letters")).decode(
                "utf-8", "backslashreplace"
            )
    except CheckpointError as error:
        if not entries:
            raise
        message = f"The file {error.reason}; sums of {count - len(entries):,} weights may be missing."
        findings.append(Finding(Severity.WARNING, "incomplete-model", message))
    return Checkpoint(source.location, "imatrix", source.files, entries, metadata, findings)


def _heading(cursor: Cursor) -> tuple[bytes, int, int]:
    """The name of a weight, how many times it was met, and how many sums follow."""
    length = cursor.i32()
    if not 0 < length <= _MAX_NAME_NBYTES:
        raise CorruptError(f"has a weight with a name of {length:,} bytes")
    name = cursor.read(length)
    calls, values = cursor.numbers("i", 2)
    if calls < 0 or values < 1:
        raise CorruptError(f"has a weight of {values:,} sums")
    return name, calls, values


def _sums(cursor: Cursor) -> TensorEntry:
    name, calls, values = _heading(cursor)
    storage = cursor.storage(4 * values)
    key = name.decode("utf-8", "backslashreplace")
    return TensorEntry(key, DTYPES["float32"], (values,), (1,), storage, attributes={"calls": calls})
