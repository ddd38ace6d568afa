"""Files inside a pickle: legacy ones of torch, and buffers.

``pickle.dump`` of a tensor saves its storage whole, as the bytes of a legacy file. Transformer Engine keeps the state of a
layer in an ``io.BytesIO``, which it unpickles when the layer is loaded.
Source: ``set_extra_state`` in transformer_engine/pytorch/module/base.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.numpy.pickled import as_storage
from inspector.formats.stray_pickles import buffers_in
from inspector.formats.torch.legacy_stream import read_legacy
from inspector.formats.torch.storages import LOAD_FROM_BYTES, TorchStorages, TypedStorage
from inspector.jobs import Job
from inspector.pickles.audit import calls_in
from inspector.pickles.machine import Pickle
from inspector.pickles.records import Call
from inspector.sources.storage import Storage

__all__ = ["NestedFiles"]


class NestedFiles:
    """Those of one pickle. Each is read once; ``findings`` are about what they hold."""

    def __init__(self, job: Job, where: str) -> None:
        self._job = job
        self._where = where
        #: Of what is none, what is wrong: an error would hold the frames that hold this.
        self._known: dict[int, TypedStorage | str] = {}
        self.findings: list[Finding] = []

    def load(self, call: Call) -> TypedStorage:
        """The storage in ``_load_from_bytes(data)``; raises CheckpointError if the data are none."""
        known = self._known.get(id(call))
        if known is None:
            try:
                known = self._read(call)
            except CheckpointError as error:
                known = error.reason
                message = f"The argument of {LOAD_FROM_BYTES} would be unpickled, and is no storage: {error.reason}."
                self.findings.append(Finding(Severity.DANGER, "nested-pickle", message, self._where))
                self.findings += _grave(error.findings)
            self._known[id(call)] = known
        if isinstance(known, str):
            raise CorruptError(known)
        return known

    def load_the_rest(self, pickle: Pickle) -> None:
        """Read also those that no tensor refers to, and look into buffers, for their findings."""
        if any(name.canonical == LOAD_FROM_BYTES for name in pickle.globals):
            for call in calls_in(pickle, self._job):
                if call.name == LOAD_FROM_BYTES and id(call) not in self._known:
                    with suppress(CorruptError):  # the finding says it
                        self.load(call)
        self._look_into(buffers_in(pickle, self._job))

    def _look_into(self, buffers: Iterable[Storage]) -> None:
        from inspector.formats.unread_members import findings_of_bytes  # few files need it

        for content in buffers:
            with suppress(CheckpointError):
                self.findings += findings_of_bytes(content, self._where, self._job)

    def _read(self, call: Call) -> TypedStorage:
        if type(call.args) is not tuple or len(call.args) != 1:
            raise CorruptError("it has no single argument")
        file = read_legacy(as_storage(call.args[0]), self._job)
        self.findings += _grave(file.findings)
        return TorchStorages(file.lookup, big_endian=file.big_endian).typed(file.object.root)


def _grave(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.INFO]
