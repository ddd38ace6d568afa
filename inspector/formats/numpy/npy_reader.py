"""A ``.npy`` file: one array, at the empty path."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.numpy.array import array_contents, read_header
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["read"]


def read(source: Source, job: Job) -> Checkpoint:
    """The array, or the contents of an array of Python objects."""
    header = read_header(source.file, job.limits)
    entries, findings = array_contents(source.file, header, job, ())
    return Checkpoint(source.location, "npy", source.files, entries, {"npy version": header.version}, findings)
