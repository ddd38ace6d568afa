"""What an archive holds, read as the folder that it would be if it were extracted."""

from __future__ import annotations

from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import UnknownFormatError
from inspector.formats.folder.members import opened_members, read_whole_folder
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source

__all__ = ["read_members"]


def read_members(source: Source, root: Location, kind: str, job: Job) -> Checkpoint:
    """The checkpoints below ``root`` of an archive; its own if it is one in several files, else a group for each.

    Raises UnknownFormatError for an archive without any, CorruptError for one in which none can be read.
    """
    folder = source.at(root)
    try:
        whole = read_whole_folder(folder, job)
    except UnknownFormatError:
        members = opened_members(folder, job)
        if not members.checkpoints:
            raise members.none_of(root) from None
        return members.joined(source, kind)
    return replace(
        whole, location=source.location, format=f"{kind}({whole.format})", files=(*source.files, *whole.files)
    )
