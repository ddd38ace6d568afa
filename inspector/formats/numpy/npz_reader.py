"""A ``.npz`` archive: a zip of ``.npy`` members, each an array under its name without the suffix.

Stored or deflated; of a deflated member only the beginning is decompressed to list it.
"""

from __future__ import annotations

from itertools import islice

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.numpy.array import array_contents, read_header
from inspector.jobs import Job
from inspector.sources.integrity import crc_mismatch
from inspector.sources.source import Source
from inspector.sources.zip import ZipArchive, ZipMember
from inspector.tensors.entries import Entry, ValueEntry

__all__ = ["probe", "read"]

_SUFFIX = ".npy"
_MAGIC = b"\x93NUMPY"
#: Members that are no arrays are shown as bytes up to this size (numpy loads them as bytes too).
_MAX_VALUE_NBYTES = 64 << 10
#: Archives up to this size are checked against their CRC-32s on opening, in a moment; larger ones only on demand.
_MAX_CHECKED_NBYTES = 16 << 20
#: The beginnings of so many members are read at once, which hold the headers of most arrays.
_MEMBERS_AT_ONCE = 4096
_HEAD_NBYTES = 512


def probe(source: Source) -> str | None:
    """Whether all members are arrays, or some of an archive that is said to be npz; ``numpy.savez`` of nothing has none."""
    names = [name for name in source.zip.members if not name.endswith("/")]
    arrays = sum(name.endswith(_SUFFIX) for name in names)
    if source.suffix == ".npz":
        return None if arrays or not names else "the archive has no .npy member"
    return None if arrays and arrays == len(names) else "the archive has members that are no .npy"


def read(source: Source, job: Job) -> Checkpoint:
    """List the members. One that can't be read is a finding and the others are still listed."""
    archive = source.zip
    entries: list[Entry] = []
    findings = list(archive.findings)
    check = sum(member.nbytes for member in archive.members.values()) <= _MAX_CHECKED_NBYTES
    members = iter(archive.members.values())
    done = 0
    while several := list(islice(members, _MEMBERS_AT_ONCE)):
        with archive.ahead(several, _MAX_CHECKED_NBYTES if check else _HEAD_NBYTES) as ahead:
            for member in several:
                job.report(done, len(archive.members), f"Reading {member.name}")
                done += 1
                try:
                    listed, found = _contents(archive, ahead, member, job)
                    entries += listed
                    findings += found
                    if check and not ahead.verify_crc(member, job):
                        findings.append(crc_mismatch(member))
                except CheckpointError as error:
                    archive.asked_for.discard(member.name)  # numpy may read it all the same
                    message = f"{member.name} can't be read: {error.reason}"
                    findings.append(Finding(Severity.WARNING, "unreadable-member", message, member.name))
    return Checkpoint(source.location, "npz", source.files, entries, findings=findings)


def _is_array(archive: ZipArchive, member: ZipMember) -> bool:
    return member.nbytes > len(_MAGIC) and archive.storage(member).read(0, len(_MAGIC)) == _MAGIC


def _contents(archive: ZipArchive, ahead: ZipArchive, member: ZipMember, job: Job) -> tuple[list[Entry], list[Finding]]:
    if member.is_directory:
        return [], []
    if member.name.endswith(_SUFFIX) or _is_array(ahead, member):  # numpy takes members of any name for what they are
        header = read_header(ahead.storage(member), job.limits)
        path = (member.name.removesuffix(_SUFFIX),)
        # a storage of its own, which keeps neither what was read ahead nor a decoder that nobody reads on from
        return array_contents(archive.storage(member), header, job, path, member.name)
    archive.asked_for.discard(member.name)  # which may be anything, such as a pickle
    if member.nbytes <= _MAX_VALUE_NBYTES:
        value = ValueEntry((member.name,), ahead.storage(member).read())
        archive.asked_for.discard(member.name)
        return [value], []
    message = f"{member.name} is not an array"
    return [], [Finding(Severity.INFO, "not-an-array", message, member.name)]
