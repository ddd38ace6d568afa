"""One pickle in, its entries and findings out: what the readers of pickled formats call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.joblib.arrays import JoblibArrays, nowhere
from inspector.formats.numpy.pickled import as_storage
from inspector.formats.torch.legacy_stream import read_legacy
from inspector.formats.torch.storages import LOAD_FROM_BYTES, StorageLookup, TorchStorages, TypedStorage
from inspector.formats.torch.tensors import TorchTensors
from inspector.jobs import Job
from inspector.pickles.audit import audit, calls_in
from inspector.pickles.contents import contents_of
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.records import Call
from inspector.sources.storage import Storage
from inspector.tensors.entries import Entry, Path, TensorEntry

__all__ = ["PickleContents", "entries_of_pickle", "legacy_contents"]


@dataclass(frozen=True, slots=True)
class PickleContents:
    """What one pickle holds. ``end`` is the position after its STOP (or after the storages of a legacy file)."""

    entries: list[Entry]
    findings: list[Finding]
    end: int
    protocol: int = 0
    of_joblib: bool = False


def entries_of_pickle(
    source: Storage,
    job: Job,
    offset: int = 0,
    *,
    lookup: StorageLookup | None = None,
    big_endian: bool = False,
    outside: Mapping[str, TensorEntry] = MappingProxyType({}),
    where: str = "",
    path: Path = (),
    sibling: Callable[[str], Storage] = nowhere,
) -> PickleContents:
    """Read the pickle at ``offset``.

    ``where`` is the member it lies in, for its findings; entries get paths below ``path``. ``sibling`` opens a file beside
    it by its name, as old files of joblib's need.
    Raises as :func:`~inspector.pickles.machine.read_pickle`. What can't be read inside is a finding.
    """
    joblib = JoblibArrays(sibling)
    pickle = read_pickle(source, offset, job, after_build=joblib.after_build)
    nested = _NestedFiles(job, where)
    storages = TorchStorages(lookup, big_endian=big_endian, load_bytes=nested.load)
    tensors = TorchTensors(storages, outside=outside)
    findings = audit(pickle, where, job)
    contents = contents_of(pickle.root, tensors, nbytes=pickle.nbytes, job=job, path=path)
    nested.load_the_rest(pickle)
    findings += contents.findings + nested.findings + joblib.findings
    return PickleContents(contents.entries, findings, pickle.end, pickle.protocol, of_joblib=joblib.found)


def legacy_contents(source: Storage, job: Job) -> PickleContents:
    """The contents of a whole legacy torch file."""
    file = read_legacy(source, job)
    tensors = TorchTensors(TorchStorages(file.lookup, big_endian=file.big_endian))
    contents = contents_of(file.object.root, tensors, nbytes=file.object.nbytes, job=job)
    return PickleContents(contents.entries, file.findings + contents.findings, file.end, file.object.protocol)


class _NestedFiles:
    """Legacy torch files inside a pickle: each is a storage, saved whole as bytes. Each is read once."""

    def __init__(self, job: Job, where: str) -> None:
        self._job = job
        self._where = where
        self._known: dict[int, TypedStorage | CheckpointError] = {}
        self.findings: list[Finding] = []

    def load(self, call: Call) -> TypedStorage:
        """The storage in ``_load_from_bytes(data)``; raises CheckpointError if the data are none."""
        known = self._known.get(id(call))
        if known is None:
            try:
                known = self._read(call)
            except CheckpointError as error:
                known = error
                message = f"The argument of {LOAD_FROM_BYTES} would be unpickled, and is no storage: {error.reason}."
                self.findings.append(Finding(Severity.DANGER, "nested-pickle", message, self._where))
            self._known[id(call)] = known
        if isinstance(known, CheckpointError):
            raise CorruptError(known.reason)
        return known

    def load_the_rest(self, pickle: Pickle) -> None:
        """Read also those that no tensor refers to, for their findings."""
        if not any(name.canonical == LOAD_FROM_BYTES for name in pickle.globals):
            return
        for call in calls_in(pickle, self._job):
            if call.name == LOAD_FROM_BYTES and id(call) not in self._known:
                try:
                    self.load(call)
                except CorruptError:
                    continue  # the finding says it

    def _read(self, call: Call) -> TypedStorage:
        if type(call.args) is not tuple or len(call.args) != 1:
            raise CorruptError("it has no single argument")
        file = read_legacy(as_storage(call.args[0]), self._job)
        self.findings += [finding for finding in file.findings if finding.severity is not Severity.INFO]
        return TorchStorages(file.lookup, big_endian=file.big_endian).typed(file.object.root)
