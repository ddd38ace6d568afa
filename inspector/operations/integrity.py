"""Whether the archives that a checkpoint is read from still have their checksums, for all who read its tensors."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.sources.integrity import CRC_MISMATCH, damaged_members

__all__ = ["damage"]

#: Reading tensors checks archives up to this size, which takes a moment beside that; scanning checks any.
_MAX_CHECKED_NBYTES = 1 << 30


def damage(checkpoint: Checkpoint, job: Job, *, of_any_size: bool = False) -> list[Finding]:
    """A finding for each damaged member of an archive that opening has not found; see :func:`damaged_members`."""
    known = {finding.where for finding in checkpoint.findings if finding.code == CRC_MISMATCH}
    return [
        finding
        for file in checkpoint.files
        if of_any_size or file.nbytes <= _MAX_CHECKED_NBYTES
        for finding in damaged_members(file, job)
        if finding.where not in known
    ]
