"""The format ``torch.save`` wrote before 1.6, and still writes on request: five pickles in a row, then the raw storages.

::

    magic number, protocol version, system info, the object, the list of storage keys     one pickle each
    then for each key: the number of elements as int64, and that many elements

A plain pickle of a tensor holds a whole such file as bytes (``torch.storage._load_from_bytes``).
Source: torch/serialization.py, ``_legacy_save`` and ``_legacy_load``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import Struct
from typing import NamedTuple

from inspector.errors import CorruptError, TruncatedError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch.storages import dtype_of_storage_class
from inspector.jobs import Job
from inspector.pickles.audit import audit
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.records import Global, brief, named_values
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.storage import ByteRange, Storage

__all__ = ["MAGIC_NUMBER", "LegacyFile", "read_legacy"]

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
_PROTOCOL_VERSION = 1001
_PARTS = ("magic number", "protocol version", "system info", "object", "storage keys")


@dataclass(slots=True)
class LegacyFile:
    """A legacy file, indexed: its object still as a record, and where each storage lies."""

    object: Pickle
    big_endian: bool
    storages: dict[str, Storage] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    end: int = 0

    def lookup(self, key: str) -> Storage:
        """The bytes of a storage; raises CorruptError for a key whose bytes are not in the file."""
        try:
            return self.storages[key]
        except KeyError:
            raise CorruptError(f"storage {brief(key)} is not in the file") from None


def read_legacy(source: Storage, job: Job, offset: int = 0) -> LegacyFile:
    """Index the legacy file that starts at ``offset``.

    Raises CorruptError or UnsupportedError when the first pickles are not those of a legacy file; the findings of the
    error say what they import all the same.
    """
    with ReadAhead.if_small(source, offset) as ahead:
        return _read(source, ahead, job, offset)


def _read(source: Storage, ahead: Storage, job: Job, offset: int) -> LegacyFile:
    """The pickles are read from ``ahead``, the storages are parts of ``source``."""
    pickles: list[Pickle] = []
    findings: list[Finding] = []
    position = offset
    for part in _PARTS:
        if position >= source.nbytes:
            raise TruncatedError(f"the file ends before its {part}")
        pickle = read_pickle(ahead, position, job, alone=False)
        findings += audit(pickle, all_recognisers(), "" if part == "object" else part, job)
        position = pickle.end
        pickles.append(pickle)
        if part == "magic number" and pickle.root != MAGIC_NUMBER:
            raise _not_legacy(findings)
    _, version, system, content, keys = pickles
    if version.root != _PROTOCOL_VERSION:
        raise UnsupportedError(f"legacy protocol version {brief(version.root)} does not exist")
    little = named_values(system.root).get("little_endian", True)
    file = LegacyFile(content, big_endian=little is False, findings=findings)
    if type(keys.root) is not list or not all(type(key) is str for key in keys.root):
        file.findings.append(
            Finding(Severity.WARNING, "storage-keys", "The list of storage keys is not a list of names.")
        )
    else:
        _index_storages(file, source, ahead, keys.root, position)
    return file


def _not_legacy(findings: list[Finding]) -> CorruptError:
    """Made here: an error in a name of the function that raises it would be a cycle with all that the function holds."""
    error = CorruptError("not a legacy torch file: the magic number is wrong")
    error.findings = findings
    return error


def _index_storages(file: LegacyFile, source: Storage, ahead: Storage, keys: list[str], position: int) -> None:
    """Find each storage behind the pickles. What the file no longer has is a finding; the rest can be shown."""
    sizes = _sizes(file.object)
    length = Struct(">q" if file.big_endian else "<q")
    with ReadAhead(ahead, _lengths(keys, sizes, position, source.nbytes)) as lengths:
        for key in keys:
            if position + 8 > source.nbytes:
                file.findings.append(_truncated(key))
                break
            (elements,) = length.unpack(lengths.read(position, 8))
            position += 8
            itemsize = sizes.get(key, _UNKNOWN).itemsize
            if itemsize is None or elements < 0:
                reason = "no tensor says what it holds" if itemsize is None else f"its length is {elements}"
                message = f"Storage {brief(key)} and all behind it can't be found: {reason}."
                file.findings.append(Finding(Severity.WARNING, "storage-lost", message, key))
                break
            nbytes = elements * itemsize
            if nbytes > source.nbytes - position:
                file.findings.append(_truncated(key))
                break
            file.storages[key] = ByteRange(source, position, nbytes)
            position += nbytes
    file.end = position


class _Size(NamedTuple):
    """How many elements of how many bytes a storage has, as far as the tensors that use it say so."""

    elements: int | None = None
    itemsize: int | None = None


_UNKNOWN = _Size()


def _lengths(keys: list[str], sizes: dict[str, _Size], position: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the lengths of the storages should be, if they are what the tensors say."""
    for key in keys:
        elements, itemsize = sizes.get(key, _UNKNOWN)
        if position + 8 > end or elements is None or itemsize is None:
            return
        yield position, 8
        position += 8 + elements * itemsize


def _sizes(pickle: Pickle) -> dict[str, _Size]:
    """The size of each storage, from the persistent ids of the tensors that use it."""
    sizes: dict[str, _Size] = {}
    for reference in pickle.persistents:
        pid = reference.pid
        if type(pid) is not tuple or len(pid) < 5 or pid[0] != "storage":
            continue
        if type(pid[1]) is Global and type(pid[2]) is str and pid[2] not in sizes:
            try:
                dtype = dtype_of_storage_class(pid[1].name)
            except CorruptError:
                continue
            elements = pid[4] if type(pid[4]) is int and pid[4] >= 0 else None
            sizes[pid[2]] = _Size(elements, dtype.itemsize if dtype is not None else 1)
    return sizes


def _truncated(key: str) -> Finding:
    message = f"The file ends inside storage {brief(key)}: it is cut off, and tensors from there on can't be read."
    return Finding(Severity.WARNING, "truncated", message, key)
