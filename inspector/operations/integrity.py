"""Whether the archives that a checkpoint is read from still have their checksums, for all who read its tensors."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.sources.integrity import CRC_MISMATCH, damaged_members, has_checksums
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import parts

__all__ = ["damage", "left_out"]

#: Reading tensors checks archives up to this size, which takes a moment beside that; scanning checks any.
_MAX_CHECKED_NBYTES = 1 << 30
_UNREADABLE_MEMBER = "unreadable-member"
#: The codes of what opening could not read, and there is no tensor of.
_LEFT_OUT = frozenset({_UNREADABLE_MEMBER, "member-unreadable", "unreadable-tensor", "shard-unreadable"})


def damage(checkpoint: Checkpoint, job: Job, tensors: Iterable[TensorEntry] | None = None) -> list[Finding]:
    """A finding for each damaged member of an archive that opening has not found; see :func:`damaged_members`.

    With ``tensors``, those that are read, it is about the members they lie in, in archives that are not large; also about
    what opening has found of them, since whoever reads a tensor may not have looked at that.
    """
    known = set()
    if tensors is None:
        said = (CRC_MISMATCH, _UNREADABLE_MEMBER)
        known = {finding.where for finding in checkpoint.findings if finding.code in said}
    files = [
        file
        for file in checkpoint.files
        if (tensors is None or file.nbytes <= _MAX_CHECKED_NBYTES) and has_checksums(file)
    ]
    among = None if tensors is None or not files else _keys(tensors)
    return [finding for file in files for finding in damaged_members(file, job, among) if finding.where not in known]


def left_out(checkpoint: Checkpoint) -> list[Finding]:
    """What opening could not read, for whoever makes something of all tensors: these are not among them."""
    return [finding for finding in checkpoint.findings if finding.code in _LEFT_OUT]


def _keys(tensors: Iterable[TensorEntry]) -> set[Hashable]:
    """The keys of the storages of the tensors, and of those that these are parts or other forms of."""
    found: set[Hashable] = set()
    pending = [part.storage.key for tensor in tensors for part in parts(tensor) if part.storage is not None]
    while pending:
        key = pending.pop()
        if key not in found:
            found.add(key)
            pending += key if isinstance(key, tuple) else ()
    return found
