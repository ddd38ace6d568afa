"""A list of arrays, with or without names: what ``mx.nd.save`` and MXNet 1's ``save_parameters`` write.

A magic number of 64 bits, another for a future use, the number of arrays, the arrays, the number of names, the names.
Source: ``NDArray::Save`` for lists in ``src/ndarray/ndarray.cc`` of https://github.com/apache/mxnet.
"""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.mxnet.ndarray import MIN_NBYTES, read_array
from inspector.formats.mxnet.symbol import symbol_beside
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.tensors.entries import Entry

__all__ = ["probe", "read"]

_HEAD_NBYTES = 16


def probe(_source: Source) -> str | None:
    """Accept it: sixteen bytes are proof enough."""
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """The arrays under their names, or numbered."""
    cursor = Cursor(source.file, _HEAD_NBYTES)
    count = cursor.count(cursor.u64(), MIN_NBYTES, "arrays")
    numbers = job.each(range(count), count, "Reading the list")
    entries: list[Entry] = [read_array(cursor, (number,)) for number in numbers]
    named = cursor.count(cursor.u64(), 8, "names")
    if named not in (0, count):
        raise CorruptError(f"has {count:,} arrays and {named:,} names")
    for number in range(named):
        name = cursor.read(cursor.u64()).decode("utf-8", "backslashreplace")
        entries[number] = entries[number].at((name,))
    metadata, findings = symbol_beside(source)
    if cursor.remaining:
        message = f"{cursor.remaining:,} bytes behind the list belong to nothing."
        findings.append(Finding(Severity.INFO, "trailing-data", message))
    return Checkpoint(source.location, "mxnet", source.files, entries, metadata, findings)
