"""A TensorFlow checkpoint: the index of one of version 2, with its data files beside it, or the one file of version 1."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.formats.tensorflow.bundle import Bundle, read_bundle
from inspector.formats.tensorflow.bundle_entries import Described
from inspector.formats.tensorflow.object_graph import OBJECT_GRAPH, full_names
from inspector.formats.tensorflow.slices import read_slices
from inspector.formats.tensorflow.table import Records, Table
from inspector.formats.tensorflow.types import is_object
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.crc32c import crc32c, unmasked
from inspector.sources.location import Location
from inspector.sources.protobuf import BYTES, Message
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, File, Storage
from inspector.sources.varints import VarintList
from inspector.tensors.dtypes import STRING
from inspector.tensors.entries import Entry, ObjectEntry, TensorEntry
from inspector.tensors.reading import read_stored
from inspector.tensors.strings import StringStorage
from inspector.text import plural, printable, shortened

__all__ = ["Contents", "contents_of", "read"]

_SUFFIX = ".index"
#: Checkpoints up to this size are held against their checksums on opening, in a moment; larger ones are not.
_MAX_CHECKED_NBYTES = 4 << 20
_MAX_CHECKED_TENSORS = 1_000
#: Tensors that are made at a time. A run with one that is not plain is halved, until these few are made one by one: each
#: checkpoint of an object has its graph as a text among the first.
_RUN = 256
_FEW = 4


@dataclass
class Contents:
    """What a checkpoint holds, and the files besides the index that are held open for it."""

    entries: list[Entry]
    findings: list[Finding] = field(default_factory=list)
    files: tuple[File, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    version: int = 2


def read(source: Source, job: Job) -> Checkpoint:
    """The variables under their keys, a flat list as in the checkpoint."""
    found = contents_of(source.location, source.file, job)
    name = "tensorflow" if found.version > 1 else "tensorflow-v1"
    return Checkpoint(source.location, name, source.files + found.files, found.entries, found.metadata, found.findings)


def contents_of(location: Location, file: Storage, job: Job) -> Contents:
    """What the checkpoint at ``location`` holds, whose index is in ``file``. Raises CheckpointError if that is damaged."""
    table = Table(file, job.limits)
    runs = table.runs()
    first = next(runs, None)
    if first is not None and not first.keys[0] and _is_listing(listed := _value_of(first, job.limits)):
        entries, findings = read_slices(table, listed, job, check=file.nbytes <= _MAX_CHECKED_NBYTES)
        return Contents(entries, findings, version=1)
    bundle = read_bundle(chain([first] if first is not None else [], runs), file.nbytes, job)
    with Siblings(location, job.limits) as siblings:
        shards, findings = _shards(bundle, location.name.removesuffix(_SUFFIX), siblings)
        entries = _entries(bundle, shards, findings, job)
        nbytes = sum(shard.nbytes for shard in shards.values())
        if nbytes <= _MAX_CHECKED_NBYTES and len(bundle.names) <= _MAX_CHECKED_TENSORS:
            findings += _damaged(bundle, shards)
        entries = _named(entries, bundle, shards, job.limits)
        return Contents(entries, findings, siblings.files, {"data files": bundle.shards})


def _is_listing(value: bytes) -> bool:
    """Whether the first value of a table is the listing of a checkpoint of version 1, not the header of an index."""
    return any(each.number == 1 and each.wire_type == BYTES for each in Message(value))  # there is a number of files


def _value_of(run: Records, limits: Limits) -> bytes:
    """The first value of a run. Raises LimitError for one that is longer than any listing."""
    start, end = run.starts[0], run.ends[0]
    if run.data is not None:
        return run.data[start:end]
    return Message(run.block, limits=limits).window.read(run.offset + start, end - start)


def _shards(bundle: Bundle, prefix: str, siblings: Siblings) -> tuple[dict[int, Storage], list[Finding]]:
    """The files with the data, by number; a finding for each that can't be opened."""
    shards: dict[int, Storage] = {}
    findings = []
    counts = Counter(bundle.tensors.shards)
    counts.subtract(bundle.tensors.shards[at] for at in bundle.tensors.slices)
    counts.update(part.shard for part in bundle.slices.values())
    for number in sorted(+counts):
        name = bundle.shard_name(prefix, number)
        try:
            shards[number] = siblings.open(name)
        except CheckpointError as error:
            message = f"{name}, which has the data of {plural(counts[number], 'tensor')}, {error.reason}."
            findings.append(Finding(Severity.WARNING, "shard-missing", message, name))
    return shards, findings


def _entries(bundle: Bundle, shards: dict[int, Storage], findings: list[Finding], job: Job) -> list[Entry]:
    """All tensors; without their data those whose file is not there, or that do not fit it."""
    entries: list[Entry] = []
    count = len(bundle.names)
    runs = [(start, min(start + _RUN, count)) for start in range(0, count, _RUN)][::-1]
    while runs:
        start, stop = runs.pop()
        job.report(start, count, "Reading the index")
        plain = bundle.plain(start, stop, shards)
        if plain is not None:
            entries += plain
        elif stop - start > _FEW:
            middle = (start + stop) // 2
            runs += ((middle, stop), (start, middle))
        else:
            found = (_entry(bundle, at, shards, findings) for at in range(start, stop))
            entries += (entry for entry in found if entry is not None)
    return entries


def _entry(bundle: Bundle, at: int, shards: dict[int, Storage], findings: list[Finding]) -> Entry | None:
    """The tensor at a position; None for one of an unknown type, of which there is a finding then."""
    name = bundle.names[at]
    if kind := is_object(bundle.tensors.kinds[at].code):
        return ObjectEntry((name,), f"tensorflow.{kind}")
    try:
        return bundle.entry(at, shards)
    except CheckpointError as error:
        findings.append(unreadable_tensor(name, error.reason))
    try:
        return bundle.described(at)
    except CheckpointError:
        return None


def _damaged(bundle: Bundle, shards: dict[int, Storage]) -> list[Finding]:
    """A finding for each tensor whose bytes do not match their checksum."""
    findings = []
    for at, name in enumerate(bundle.names):
        try:
            parts = [part for part, _ in bundle.parts(at) if part.kind.dtype is not None]
            is_damaged = any(_is_damaged(part, shards[part.shard]) for part in parts if part.shard in shards)
        except CheckpointError:
            continue  # of which there is a finding already
        if is_damaged:
            shown = shortened(printable(name), 100)
            message = f"The bytes of {shown} do not match their checksum: they were damaged or changed."
            findings.append(Finding(Severity.WARNING, "crc-mismatch", message, shown))
    return findings


def _is_damaged(tensor: Described, shard: Storage) -> bool:
    """Whether the bytes do not match the checksum; of text it is that of the lengths as numbers of four bytes, and so on."""
    data = ByteRange(shard, tensor.offset, tensor.nbytes)
    before = 0
    start = 0
    if tensor.kind.dtype is STRING:
        lengths = VarintList(data, tensor.kind.count)
        before = crc32c(lengths.read(0, lengths.count).astype("<u4").tobytes())
        start = lengths.end
    return crc32c(data.read(start), before) != unmasked(tensor.checksum)


def _named(entries: list[Entry], bundle: Bundle, shards: dict[int, Storage], limits: Limits) -> list[Entry]:
    """The entries with what their variables were called in the program, where the checkpoint tells."""
    if OBJECT_GRAPH not in bundle.names:
        return entries
    at = bundle.names.index(OBJECT_GRAPH)
    if bundle.tensors.sizes[at] > limits.field_nbytes:
        return entries
    try:
        entry = bundle.entry(at, shards)
        if not isinstance(entry.storage, StringStorage):
            return entries
        names = full_names(b"".join(entry.storage.each(read_stored(entry))))
    except CheckpointError:  # of which there is a finding already, if it matters
        return entries
    return [
        entry.replace(attributes={"name": name})
        if isinstance(entry, TensorEntry) and (name := names.get(entry.key)) is not None
        else entry
        for entry in entries
    ]
