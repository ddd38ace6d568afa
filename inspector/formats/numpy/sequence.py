"""Arrays one after another in a file, as ``numpy.save`` leaves them that was given an open one: Equinox's leaves, too.

Nothing says how many there are: where one ends another begins, or the file ends.
Source: the examples of https://numpy.org/doc/stable/reference/generated/numpy.save.html
"""

from __future__ import annotations

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.numpy.array import MAGIC, array_contents, elements_nbytes, read_header
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.entries import Entry

__all__ = ["arrays_in"]


def arrays_in(file: Storage, job: Job, start: int = 0) -> tuple[list[Entry], list[Finding]]:
    """The arrays from ``start`` on: the only one at the empty path, several by their numbers.

    Raises CheckpointError if there is no whole one. What is wrong with a later one is a finding.
    """
    arrays: list[list[Entry]] = []
    findings: list[Finding] = []
    position = start
    most = job.limits.array_sequence
    while not arrays or (
        position < file.nbytes and file.read(position, min(len(MAGIC), file.nbytes - position)) == MAGIC
    ):
        job.report(position, file.nbytes, "Reading the arrays")
        try:
            entries, found, nbytes = _array(ByteRange(file, position, file.nbytes - position), job)
        except CheckpointError as error:
            if not arrays:
                raise
            message = f"The array at byte {position:,} {error.reason}."
            findings.append(Finding(Severity.WARNING, "incomplete-model", message))
            break
        arrays.append(entries)
        findings += found
        position += nbytes
        if len(arrays) == most and position < file.nbytes:
            message = f"Not all was looked at, only the first {most:,} arrays were."
            findings.append(Finding(Severity.WARNING, "too-many-members", message))
            break
    else:
        if position < file.nbytes:
            message = f"The array is followed by {file.nbytes - position:,} more bytes."
            findings.append(Finding(Severity.INFO, "trailing-data", message))
    if len(arrays) == 1:
        return arrays[0], findings
    return [entry.at((number, *entry.path)) for number, entries in enumerate(arrays) for entry in entries], findings


def _array(rest: Storage, job: Job) -> tuple[list[Entry], list[Finding], int]:
    """The contents of the array that ``rest`` begins with, and how many bytes it takes: all for one of Python objects."""
    header = read_header(rest, job.limits)
    nbytes = rest.nbytes if header.element is None else header.offset + elements_nbytes(rest, header)
    return *array_contents(ByteRange(rest, 0, nbytes), header, job, ()), nbytes
