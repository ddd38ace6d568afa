"""A folder with several checkpoints, or with one under an unusual name; and the cache of the Hugging Face hub."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.folder.members import opened_members
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """Any folder: what is in it shows when it is read."""
    return None if source.is_folder else "it is no folder"


def read(source: Source, job: Job) -> Checkpoint:
    """A group for each checkpoint; raises UnknownFormatError where there is none, CorruptError if none can be read."""
    members = opened_members(source, job)
    if not members.checkpoints:
        raise members.none_of(source.location)
    return members.joined(source, "folder")
