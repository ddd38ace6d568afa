"""Plain pickles: whatever ``pickle.dump`` wrote, read by a machine that executes nothing.

A file may hold several pickles in a row, of which ``pickle.load`` reads the first. The ones behind it are looked at for the
names they would import.
"""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.pickle.gensim_files import arrays_beside
from inspector.formats.recognisers import all_recognisers
from inspector.formats.stray_pickles import StrayPickles
from inspector.jobs import Job
from inspector.pickles.machine import read_pickle
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.sources.storage import Storage

__all__ = ["probe", "read"]

_TEXT = frozenset(range(0x20, 0x7F)) | {0x09, 0x0A, 0x0D}


def probe(source: Source) -> str | None:
    """A pickle of protocol 2 and later says so; older ones are told from text by not being only text lines."""
    head = source.head
    if head[:1] == b"\x80":
        return None if len(head) > 1 and head[1] <= 5 else "it begins like a pickle of a protocol that does not exist"
    try:
        read_pickle(source.file, after_build=all_recognisers().open(PickleContext()).after_build)
    except CheckpointError as error:
        if _TEXT.issuperset(head[:1024]) or "names" not in error.reason:
            return f"it is no pickle: {error.reason}"
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of the first pickle; findings for all that follow."""
    file = source.file
    with Siblings(source.location, job.limits) as siblings:
        contents = entries_of_pickle(file, all_recognisers(), PickleContext(job, sibling=siblings.open))
        beside, missing = arrays_beside(contents.entries, source.name, siblings.open, job)
        findings = contents.findings + _following(file, contents.end, job) + missing
    metadata = {"pickle protocol": contents.protocol}
    files = (*source.files, *siblings.files)
    return Checkpoint(
        source.location, contents.format or "pickle", files, [*contents.entries, *beside], metadata, findings
    )


def _following(source: Storage, position: int, job: Job) -> list[Finding]:
    """Findings for what comes after the first STOP."""
    if position >= source.nbytes:
        return []
    behind = source.nbytes - position
    message = f"{behind:,} bytes follow the pickle; loading reads only the first one."
    findings = [Finding(Severity.INFO, "trailing-data", message)]
    stray = StrayPickles(job, source.nbytes)
    return [*findings, *stray.findings(source, "", position, number=2)]
