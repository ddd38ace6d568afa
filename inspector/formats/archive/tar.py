"""A tar archive with checkpoints in it, as NeMo and AllenNLP pack them."""

from __future__ import annotations

from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding, Severity
from inspector.formats.archive.members import read_members
from inspector.jobs import Job
from inspector.sources.archive_location import root_of_members
from inspector.sources.source import Source
from inspector.sources.tar import tar_members

__all__ = ["probe", "read"]

_END_NBYTES = 512


def probe(source: Source) -> str | None:
    """Any tar archive: what is in it shows when it is read."""
    return None if source.head[257:262] == b"ustar" else "it is no tar archive"


def read(source: Source, job: Job) -> Checkpoint:
    """A group for each checkpoint in the archive; raises UnknownFormatError where there is none."""
    root = root_of_members(source.name, tar_members(source.file, job).items())
    checkpoint = read_members(source, root, "tar", job)
    if not any(source.tail[-_END_NBYTES:]):
        return checkpoint
    message = "The archive ends without the zeros that mark its end: it may be cut off."
    cut = Finding(Severity.WARNING, "tar-without-end", message)
    return replace(checkpoint, findings=[cut, *checkpoint.findings])
