"""A folder with several checkpoints, or with one under an unusual name; and the cache of the Hugging Face hub."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import UnknownFormatError
from inspector.formats.folder.members import opened_members, what_lies_in
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """Any folder: what is in it shows when it is read."""
    return None if source.is_folder else "it is no folder"


def read(source: Source, job: Job) -> Checkpoint:
    """A group for each checkpoint in the folder; raises UnknownFormatError where there is none."""
    members = opened_members(source, job)
    if not members.checkpoints:
        raise UnknownFormatError(members.why_none or what_lies_in(source.location))
    return members.joined(source, "folder")
