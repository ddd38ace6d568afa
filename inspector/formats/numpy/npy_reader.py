"""A ``.npy`` file: one array, at the empty path, or several one after another."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.numpy.sequence import arrays_in
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["read"]


def read(source: Source, job: Job) -> Checkpoint:
    """The array, or the contents of an array of Python objects; several arrays by their numbers."""
    entries, findings = arrays_in(source.file, job)
    version = f"{source.head[6]}.{source.head[7]}"
    return Checkpoint(source.location, "npy", source.files, entries, {"npy version": version}, findings)
