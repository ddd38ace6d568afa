"""HDF5: groups in groups, and datasets in them, which are the tensors. Nothing outside of the file is followed.

The walk goes down each group once, along hard links; a group or dataset that has more than one name is the same memory under
each. What a soft link leads to within the file is shown where the link is; links and datasets that lead to other files are
objects, with a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, LimitError
from inspector.findings import Finding, Severity
from inspector.formats.hdf5.attributes import Attribute, read_attributes
from inspector.formats.hdf5.dataset import is_dataset, read_dataset
from inspector.formats.hdf5.file import HDF5File, signature_position
from inspector.formats.hdf5.keras import (
    CONFIG,
    TRAINING,
    VERSION,
    LinkOrder,
    config_entries,
    is_structural,
    judge_training,
)
from inspector.formats.hdf5.links import Link, is_group, read_links
from inspector.formats.hdf5.object_header import Message, read_messages
from inspector.formats.hdf5.references import References
from inspector.formats.hdf5.tensors import entries_of, why_not_shown
from inspector.formats.stray_pickles import StrayPickles
from inspector.jobs import Job
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import Entry, ObjectEntry, Path, ValueEntry, key_of
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_MAX_HOPS = 32
_MAX_METADATA = 1000
_MAX_NAMED = 3
#: Many datasets may share one type with many fields. In most files each has its own, which takes more bytes for a field.
_MIN_FIELDS = 100_000
_FIELD_NBYTES = 32


def probe(source: Source) -> str | None:
    """Whether HDF5 begins somewhere, also behind a user block."""
    return None if signature_position(source.file, source.head) is not None else "no HDF5 begins in it"


def read(source: Source, job: Job) -> Checkpoint:
    """The datasets of all groups, and the attributes of groups as metadata."""
    file = HDF5File(source.file, signature_position(source.file, source.head) or 0, job.limits)
    walk = _Walk(file, job)
    walk.go()
    findings = walk.findings()
    if file.end > source.file.nbytes:
        message = f"The file has {source.file.nbytes:,} of {file.end:,} bytes: its end is missing."
        findings.insert(0, Finding(Severity.WARNING, "hdf5-cut-off", message))
    entries = walk.named_entries()
    config = walk.metadata.get(CONFIG)
    if isinstance(config, str):
        entries += config_entries(config, findings, job.limits)
    if isinstance(training := walk.metadata.get(TRAINING), str):
        judge_training(training, findings, job.limits)
    file.lift_limit()
    return Checkpoint(source.location, "hdf5", source.files, entries, walk.metadata, findings)


class _Walk:
    """Goes through a file and gathers what is in it."""

    def __init__(self, file: HDF5File, job: Job) -> None:
        self.entries: list[Entry] = []
        self.metadata: dict[str, Any] = {}
        self._file = file
        self._stray, self._pickled = StrayPickles(job, file.end), list[Finding]()
        self._job = job
        self._order = LinkOrder()
        self._groups: dict[int, Path] = {}
        self._links: dict[int, Sequence[Link]] = {}
        self._datasets: dict[int, Sequence[Entry]] = {}
        self._names: dict[int, Path] = {}
        self._said: dict[tuple[Severity, str, str], list[str]] = {}
        self._room = job.limits.path_names
        self._fields = max(_MIN_FIELDS, file.storage.nbytes // _FIELD_NBYTES)

    def go(self) -> None:
        """Go down from the root. Raises what is wrong with it if it can't be read; all else is left out with a finding."""
        waiting = self._children((), self._file.root)
        while waiting:
            if len(self.entries) % 256 == 0:
                self._job.check()
            path, group, link = waiting.pop()
            self._room -= len(path)
            if self._room < 0 or len(path) > self._job.limits.path_depth:
                self._say(Severity.WARNING, "hdf5-deep", "lies in more groups than are gone through", path)
                continue
            try:
                waiting += self._linked(path, group, link)
            except LimitError as error:
                self._say(Severity.WARNING, "hdf5-damaged", _of_object(error.reason), path)
                return
            except CheckpointError as error:
                self._say(Severity.WARNING, "hdf5-damaged", _of_object(error.reason), path)

    def findings(self) -> list[Finding]:
        """What is to be said, one finding for all objects of which it is."""
        found = []
        for (severity, code, message), keys in self._said.items():
            shown = ", ".join(shortened(printable(key), 60) for key in keys[:_MAX_NAMED])
            more = f" and {len(keys) - _MAX_NAMED:,} more" if len(keys) > _MAX_NAMED else ""
            said = f"{shown} {message}." if len(keys) == 1 else f"{shown}{more}: each {message}."
            found.append(Finding(severity, code, said, keys[0]))
        return [*self._pickled, *found]

    def named_entries(self) -> list[Entry]:
        """The entries, references with the names of what they lead to."""
        return [
            ValueEntry(entry.path, entry.value.named(self._names))
            if isinstance(entry, ValueEntry) and isinstance(entry.value, References)
            else entry
            for entry in self.entries
        ]

    def _linked(self, path: Path, group: int, link: Link) -> _Waiting:
        """Note what a link leads to; if it is a group that was not met before, its links."""
        if link.file:
            described = {"file": link.file, "object": link.target}
            self.entries.append(ObjectEntry(path, "HDF5 external link", described))
            self._say(Severity.WARNING, "hdf5-external", "leads to another file, which is not opened", path)
            return []
        if link.address is None:
            self._soft(path, group, link)
            return []
        if link.address in self._groups:
            self.entries.append(ObjectEntry(path, "HDF5 group", {"same as": key_of(self._groups[link.address])}))
            return []
        if link.address in self._datasets:
            self._add(path, self._datasets[link.address])
            return []
        messages = read_messages(self._file, link.address)
        if is_group(messages):
            return self._children(path, link.address, messages)
        found = self._dataset(path, link.address, messages) if is_dataset(messages) else [ObjectEntry((), "HDF5 type")]
        self._datasets[link.address] = found
        self._add(path, found)
        return []

    def _add(self, path: Path, found: Sequence[Entry]) -> None:
        """Add what an object is at a path."""
        self.entries += (entry.at((*path, *entry.path)) for entry in found)

    def _children(self, path: Path, address: int, messages: Sequence[Message] | None = None) -> _Waiting:
        """The links of a group, the last one first. Its attributes become metadata."""
        messages = read_messages(self._file, address) if messages is None else messages
        self._groups[address] = self._names[address] = path
        links = self._links[address] = read_links(self._file, messages)
        attributes = self._attributes(path, messages)
        try:
            self._order.learn(path, attributes)
        except CheckpointError as error:
            self._say(Severity.WARNING, "hdf5-attribute", _of_object(error.reason), path)
        for each in attributes:
            if not is_structural(each.name) and len(self.metadata) < _MAX_METADATA:
                self.metadata["/".join((*map(str, path), each.name))] = each.value
        return [((*path, link.name), address, link) for link in reversed(self._order.sorted(path, links))]

    def _attributes(self, path: Path, messages: Sequence[Message]) -> list[Attribute]:
        wrong: list[CheckpointError] = []
        attributes = read_attributes(self._file, messages, wrong)
        for error in wrong:
            self._say(Severity.WARNING, "hdf5-attribute", _of_object(error.reason), path)
        for each in attributes:
            if each.is_text and isinstance(text := each.value, str) and text.endswith("."):  # PyTables unpickles such
                where = "/".join((*map(str, path), each.name))
                self._pickled += self._stray.findings(MemoryStorage(text.encode("utf-8", "surrogateescape")), where)
        return attributes

    def _dataset(self, path: Path, address: int, messages: Sequence[Message]) -> list[Entry]:
        """What a dataset at a path is; the paths of the entries go on from there."""
        self._names[address] = path
        dataset = read_dataset(self._file, messages)
        code, reason = why_not_shown(dataset)
        self._fields -= len(dataset.datatype.members)
        if dataset.datatype.members and self._fields < 0:
            reason = reason or "has records of more fields than are gone through"
        if not reason:
            try:
                attributes = self._attributes(path, messages)
                return entries_of(self._file, address, dataset, attributes, of_keras=VERSION in self.metadata)
            except LimitError as error:
                code, reason = "hdf5-damaged", error.reason
        if code:
            self._say(Severity.WARNING, code, reason, path)
        shape = list(dataset.shape) if dataset.shape is not None else None
        return [ObjectEntry((), "HDF5 dataset", {"shape": shape, "type": dataset.datatype.name, "not shown": reason})]

    def _soft(self, path: Path, group: int, link: Link) -> None:
        """Show the dataset that a soft link leads to; one that leads elsewhere, or nowhere, is an object."""
        address = self._resolved(group, link)
        found = self._datasets.get(address) if address is not None else None
        if found is None and address is not None and address not in self._groups:
            messages = read_messages(self._file, address)
            if is_dataset(messages):
                found = self._datasets[address] = self._dataset(path, address, messages)
        self._add(path, found or [ObjectEntry((), "HDF5 soft link", {"object": link.target})])

    def _resolved(self, group: int, link: Link) -> int | None:
        """The address a soft link leads to, by way of other links of this file alone; None if there is nothing."""
        names = link.target.split("/")[::-1]
        at = self._file.root if link.target.startswith("/") else group
        hops = 0
        while names:
            name = names.pop()
            if name in ("", "."):
                continue
            if at not in self._links:
                self._links[at] = read_links(self._file, read_messages(self._file, at))
            found = next((each for each in self._links[at] if each.name == name), None)
            if found is None or found.file:
                return None
            if found.address is not None:
                at = found.address
                continue
            hops += 1
            if hops > _MAX_HOPS:
                return None
            names += found.target.split("/")[::-1]
            at = self._file.root if found.target.startswith("/") else at
        return at

    def _say(self, severity: Severity, code: str, message: str, path: Path) -> None:
        self._said.setdefault((severity, code, message), []).append(key_of(path))


def _of_object(reason: str) -> str:
    """A reason as what is said of an object, also where it is said of a part: ``a tree ends at byte ...``."""
    return f"is damaged: {reason}" if reason.startswith(("a ", "an ", "the ")) else reason


_Waiting = list[tuple[Path, int, Link]]
"""Links that were not gone along yet: at which path, in the group at which address."""
