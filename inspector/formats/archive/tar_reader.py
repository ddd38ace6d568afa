"""A tar archive with checkpoints in it, as NeMo and AllenNLP pack them."""

from __future__ import annotations

from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.archive.members import read_members
from inspector.jobs import Job
from inspector.sources.archive_location import root_of_members
from inspector.sources.source import Source
from inspector.sources.tar import tar_members

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """Any tar archive: what is in it shows when it is read."""
    return None if source.is_tar else "it is no tar archive"


def read(source: Source, job: Job) -> Checkpoint:
    """A group for each checkpoint in the archive; raises UnknownFormatError where there is none."""
    members = tar_members(source.file, job)
    checkpoint = read_members(source, root_of_members(source.name, members.items()), "tar", job)
    return replace(checkpoint, findings=[*members.findings, *checkpoint.findings])
