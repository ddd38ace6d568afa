"""Members of a zip that its reader did not look at, and that may be unpickled all the same by what loads the file.

torch looks for its records without regard to case, NumPy reads members of any name, an exported program brings its sample
inputs as a file of torch's of their own. Whatever begins as a pickle is recorded and audited like the one that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Job
from inspector.pickles.audit import audit
from inspector.pickles.machine import read_pickle
from inspector.sources.storage import Storage
from inspector.sources.zip import ZipArchive

__all__ = ["findings_of_unread"]

#: Archives in archives are followed so far.
_MAX_DEPTH = 3
#: Members of one archive that are looked at, and how large a pickle among them may be.
_MAX_MEMBERS = 2000
_MAX_PICKLE_NBYTES = 64 << 20
_HEAD_NBYTES = 512
_ZIP = b"PK\x03\x04"
_NPY = b"\x93NUMPY"
#: The protocol that a pickle since Python 2.3 begins with, or the name an older one would import first.
_PICKLE = re.compile(rb"\x80[\x02-\x05]|\(?c[A-Za-z_][\w.]*\n[A-Za-z_]\w*\n|\]|\}|\(lp|\(dp")
_OBJECTS = re.compile(rb"'descr': *(\[|'\|O')")


def findings_of_unread(archive: ZipArchive, job: Job, where: str = "", depth: int = 0) -> list[Finding]:
    """What is to be said of the members that nobody asked ``archive`` for; ``where`` is what their names begin with."""
    findings: list[Finding] = []
    unread = [member for member in archive.members.values() if member.nbytes and member.name not in archive.asked_for]
    for member in job.each(unread[:_MAX_MEMBERS]):
        if member.is_directory:
            continue
        name = f"{where}{member.name}"
        try:
            storage = archive.storage(member)
            findings += _findings_of(storage, name, job, depth)
        except CheckpointError:
            continue  # what can't be read is not unpickled either
    if len(unread) > _MAX_MEMBERS:
        message = f"{len(unread) - _MAX_MEMBERS:,} more members of the archive were not looked into."
        findings.append(Finding(Severity.WARNING, "unread-members", message, where))
    return findings


def _findings_of(storage: Storage, name: str, job: Job, depth: int) -> Iterator[Finding]:
    head = storage.read(0, min(_HEAD_NBYTES, storage.nbytes))
    if head.startswith(_ZIP) and depth < _MAX_DEPTH:
        yield from findings_of_unread(ZipArchive(storage), job, f"{name}/", depth + 1)
    elif head.startswith(_NPY) and _OBJECTS.search(head):
        start = head.find(b"\n") + 1
        if start:
            yield from _findings_of_pickle(storage, start, name, job)
    elif _PICKLE.match(head):
        yield from _findings_of_pickle(storage, 0, name, job)


def _findings_of_pickle(storage: Storage, start: int, name: str, job: Job) -> Iterator[Finding]:
    if storage.nbytes > _MAX_PICKLE_NBYTES:
        message = f"{name} begins as a pickle and is too large to look into."
        yield Finding(Severity.WARNING, "unread-pickle", message, name)
        return
    try:
        pickle = read_pickle(storage, start, job)
    except CheckpointError as error:
        if "; before that it names " in error.reason:  # which a loader meets before it meets the defect
            message = f"{name} is no whole pickle: {error.reason}."
            yield Finding(Severity.WARNING, "broken-pickle", message, name)
        return
    for finding in audit(pickle, all_recognisers(), name, job):
        if finding.severity is not Severity.INFO:
            yield replace(finding, where=name)
