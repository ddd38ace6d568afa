"""One pickle in, its entries and findings out: what the readers of pickled formats call."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.findings import Finding
from inspector.pickles.audit import audit
from inspector.pickles.contents import contents_of
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.recogniser import PickleContext, Recognisers
from inspector.sources.storage import Storage
from inspector.tensors.entries import Entry, Path

__all__ = ["PickleContents", "contents_of_pickle", "entries_of_pickle"]


@dataclass(frozen=True, slots=True)
class PickleContents:
    """What one pickle holds. ``end`` is the position after its STOP."""

    entries: list[Entry]
    findings: list[Finding]
    end: int
    protocol: int = 0


def entries_of_pickle(
    source: Storage, recognisers: Recognisers, context: PickleContext, offset: int = 0, *, path: Path = ()
) -> PickleContents:
    """Read the pickle at ``offset``; entries get paths below ``path``.

    Raises as :func:`~inspector.pickles.machine.read_pickle`. What can't be read inside is a finding.
    """
    pickle = read_pickle(source, offset, context.job)
    findings = audit(pickle, recognisers, context.where, context.job)
    found = contents_of_pickle(pickle, recognisers, context, path=path)
    return PickleContents(found.entries, findings + found.findings, found.end, found.protocol)


def contents_of_pickle(
    pickle: Pickle, recognisers: Recognisers, context: PickleContext, *, path: Path = ()
) -> PickleContents:
    """The entries of a pickle that was recorded, and what is to be said of them; nothing of the names."""
    tensors = recognisers.open(context)
    contents = contents_of(pickle.root, recognisers, tensors, nbytes=pickle.nbytes, job=context.job, path=path)
    findings = contents.findings + tensors.findings(pickle)
    return PickleContents(contents.entries, findings, pickle.end, pickle.protocol)
