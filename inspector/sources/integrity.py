"""Whether the members of an archive still are what their checksums say."""

from __future__ import annotations

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.sources.storage import Storage
from inspector.sources.zip import ZipArchive

__all__ = ["CRC_MISMATCH", "damaged_members"]

#: The code of a finding on bytes that do not have their checksum.
CRC_MISMATCH = "crc-mismatch"
_MAGIC = b"PK\x03\x04"


def damaged_members(file: Storage, job: Job) -> list[Finding]:
    """A finding for each member of a zip that has other bytes than its CRC-32 says; all of them are read.

    torch can leave checksums out: of a file of its in which nothing has its checksum nothing is claimed.
    """
    if file.nbytes < len(_MAGIC) or file.read(0, len(_MAGIC)) != _MAGIC:
        return []
    try:
        archive = ZipArchive(file)
    except CheckpointError:
        return []
    damaged, sound = [], 0
    for member in archive.members.values():
        if member.is_directory or not member.nbytes:
            continue
        try:
            if archive.verify_crc(member, job):
                sound += 1
                continue
            message = f"the bytes of {member.name} do not match their checksum: they were damaged or changed"
        except CheckpointError as error:
            message = f"{member.name} can't be read: {error.reason}"
        damaged.append(Finding(Severity.WARNING, CRC_MISMATCH, message, member.name))
    may_lack_checksums = any(name.rpartition("/")[2] == "data.pkl" for name in archive.members)
    return [] if may_lack_checksums and not sound else damaged
