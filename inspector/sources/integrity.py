"""Whether the members of an archive still are what their checksums say."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.sources.storage import Storage
from inspector.sources.zip import ZipArchive, ZipMember

__all__ = ["CRC_MISMATCH", "crc_mismatch", "damaged_members", "has_checksums"]

#: The code of a finding on bytes that do not have their checksum.
CRC_MISMATCH = "crc-mismatch"
_MAGIC = b"PK\x03\x04"


def damaged_members(file: Storage, job: Job, among: Collection[Hashable] | None = None) -> list[Finding]:
    """A finding for each member of a zip that has other bytes than its CRC-32 says; they are read to their ends.

    With ``among``, keys of storages, it is about these members only. torch can leave checksums out: of a file of its in
    which nothing has its checksum nothing is claimed.
    """
    if not has_checksums(file):
        return []
    try:
        archive = ZipArchive(file)
    except CheckpointError:
        return []
    damaged, sound = [], 0
    for member in archive.members.values():
        if member.is_directory or not member.nbytes:
            continue
        # what torch's archives hold besides tensors tells whether they have checksums at all
        if among is not None and not (_is_index(member) or _key_of(archive, member) in among):
            continue
        try:
            if archive.verify_crc(member, job):
                sound += 1
                continue
            damaged.append(crc_mismatch(member))
        except CheckpointError as error:
            message = f"{member.name} can't be read: {error.reason}"
            damaged.append(Finding(Severity.WARNING, CRC_MISMATCH, message, member.name))
    may_lack_checksums = any(map(_is_index, archive.members.values()))
    return [] if may_lack_checksums and not sound else damaged


def has_checksums(file: Storage) -> bool:
    """Whether a file begins as a zip does."""
    return file.nbytes >= len(_MAGIC) and file.read(0, len(_MAGIC)) == _MAGIC


def crc_mismatch(member: ZipMember) -> Finding:
    """The finding on a member that has other bytes than its checksum says."""
    message = f"the bytes of {member.name} do not match their checksum: they were damaged or changed"
    return Finding(Severity.WARNING, CRC_MISMATCH, message, member.name)


def _is_index(member: ZipMember) -> bool:
    return member.name.rpartition("/")[2] == "data.pkl"


def _key_of(archive: ZipArchive, member: ZipMember) -> Hashable:
    """The key of the member's bytes; None for one that no tensor can lie in, since it can't be read."""
    try:
        return archive.storage(member).key
    except CheckpointError:
        return None
