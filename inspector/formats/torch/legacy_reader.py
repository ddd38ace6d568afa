"""PyTorch's format before 1.6: stacked pickles and raw storages; see :mod:`inspector.formats.torch.legacy_stream`."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.recognisers import all_recognisers
from inspector.formats.stray_pickles import StrayPickles
from inspector.formats.torch.legacy_stream import MAGIC_NUMBER, read_legacy
from inspector.jobs import Job
from inspector.pickles.machine import read_pickle
from inspector.pickles.reading import PickleContents, entries_in
from inspector.pickles.recogniser import PickleContext
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage, Storage

__all__ = ["legacy_contents", "probe", "read"]


def probe(source: Source) -> str | None:
    """Whether the first pickle is torch's magic number."""
    try:
        first = read_pickle(MemoryStorage(source.head))
    except CheckpointError as error:
        return error.reason
    return None if first.root == MAGIC_NUMBER else "it does not begin with the magic number of a torch file"


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of the pickled object, its tensors in the storages behind it."""
    file = source.file
    contents = legacy_contents(file, job)
    findings = list(contents.findings)
    if contents.end < file.nbytes:
        message = f"{file.nbytes - contents.end:,} bytes follow the last storage; torch ignores them."
        findings.append(Finding(Severity.INFO, "trailing-data", message))
        findings += StrayPickles(job, file.nbytes).findings(file, "behind the storages", contents.end)
    metadata = {"pickle protocol": contents.protocol}
    return Checkpoint(source.location, "pytorch-legacy", source.files, contents.entries, metadata, findings)


def legacy_contents(source: Storage, job: Job) -> PickleContents:
    """The contents of a whole legacy file; ``end`` is the position after its last storage."""
    file = read_legacy(source, job)
    recognisers = all_recognisers().knowing(file.object.globals)
    tensors = recognisers.open(PickleContext(job, lookup=file.lookup, big_endian=file.big_endian))
    pickle = file.object
    contents = entries_in(pickle, recognisers, tensors, job)
    return PickleContents(contents.entries, file.findings + contents.findings, file.end, pickle.protocol)
