"""A zip archive with checkpoints in it: of Stable-Baselines, of TorchServe, or packed by hand."""

from __future__ import annotations

from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.archive.members import read_members
from inspector.formats.archive.serialized_objects import MEMBER, findings_of_objects
from inspector.jobs import Job
from inspector.sources.archive_location import root_of_zip
from inspector.sources.source import Source

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """Any zip archive: what is in it shows when it is read."""
    return None if source.zip.members else "the archive is empty"


def read(source: Source, job: Job) -> Checkpoint:
    """A group for each checkpoint in the archive; raises UnknownFormatError where there is none."""
    checkpoint = read_members(source, root_of_zip(source.name, source.zip), "zip", job)
    findings = [*source.zip.findings, *checkpoint.findings]
    if MEMBER in source.zip.members:
        findings += findings_of_objects(source.zip.storage(MEMBER), job)
    return replace(checkpoint, findings=findings)
