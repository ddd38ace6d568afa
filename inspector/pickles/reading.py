"""One pickle in, its entries and findings out: what the readers of pickled formats call."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.errors import CheckpointError
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.pickles.audit import audit
from inspector.pickles.contents import Contents, contents_of
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.recogniser import FrameworkTensors, PickleContext, Recognisers
from inspector.sources.storage import Storage
from inspector.tensors.entries import Entry, Path

__all__ = ["PickleContents", "entries_in", "entries_of_pickle"]


@dataclass(frozen=True, slots=True)
class PickleContents:
    """What one pickle holds.

    ``end`` is the position after its STOP; ``format`` the name of a format that a framework's objects in it prove.
    """

    entries: list[Entry]
    findings: list[Finding]
    end: int
    protocol: int = 0
    format: str = ""


def entries_of_pickle(
    source: Storage, recognisers: Recognisers, context: PickleContext, offset: int = 0, *, path: Path = ()
) -> PickleContents:
    """Read the pickle at ``offset``; entries get paths below ``path``.

    Raises as :func:`~inspector.pickles.machine.read_pickle`; the error's findings are of what stands before the defect. What
    can't be read inside is a finding.
    """
    tensors = recognisers.open(context)
    broken: list[Pickle] = []
    try:
        pickle = read_pickle(source, offset, context.job, after_build=tensors.after_build, on_defect=broken.append)
    except CheckpointError as error:
        error.findings = [
            finding for each in broken for finding in audit(each, recognisers, context.where, context.job)
        ]
        raise
    wider = recognisers.knowing(pickle.globals)
    if wider is not recognisers:
        return entries_of_pickle(source, wider, context, offset, path=path)
    findings = audit(pickle, recognisers, context.where, context.job)
    contents = entries_in(pickle, recognisers, tensors, context.job, path)
    return PickleContents(contents.entries, findings + contents.findings, pickle.end, pickle.protocol, tensors.format)


def entries_in(
    pickle: Pickle, recognisers: Recognisers, tensors: FrameworkTensors, job: Job, path: Path = ()
) -> Contents:
    """The entries of a pickle that was read, as its frameworks mean them, and what can't be read in it."""
    contents = contents_of(pickle.root, recognisers, tensors, nbytes=pickle.nbytes, job=job, path=path)
    return Contents(tensors.arranged(contents.entries), contents.findings + tensors.findings(pickle))
