"""Weights of Keras in several files: ``model.weights.json`` says in which of them the variables of each layer are.

Source: ``keras/src/saving/saving_lib.py`` of https://github.com/keras-team/keras (``ShardedH5IOStore``).
"""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.hdf5 import reader
from inspector.jobs import Job, Stage
from inspector.sources.documents import read_document
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.tensors.entries import Entry
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

_SUFFIX = ".weights.json"
_MAX_NAMED = 3


class _Index(Struct):
    weight_map: dict[str, list[str] | str]  # the first group may have its file as such
    metadata: dict[str, Any] | None = None


def probe(source: Source) -> str | None:
    """Whether the file is such an index: its map leads from groups to lists of files."""
    if not source.name.endswith(_SUFFIX):
        return f"it is not called *{_SUFFIX}"
    return None if b'"weight_map"' in source.head else "it has no weight_map"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors of all files, in the order in which the index names them."""
    index = _index(source)
    groups: dict[str, list[str]] = {}
    for group, names in index.weight_map.items():
        for name in [names] if isinstance(names, str) else names:
            groups.setdefault(name, []).append(group)
    entries: list[Entry] = []
    metadata: dict[str, Any] = {}
    findings: list[Finding] = []
    with Siblings(source.location, job.limits) as siblings:
        for number, name in enumerate(groups):
            job.report(number, len(groups), f"Opening {printable(shortened(name, 60))}")
            try:
                shard = _shard(source, siblings, name, Stage(job, number, len(groups)))
            except CheckpointError as error:
                message = f"{shortened(printable(name), 80)}: {error.reason}."
                findings.append(Finding(Severity.WARNING, "shard-unreadable", message, name))
                continue
            entries += shard.entries
            metadata.update(shard.metadata)
            findings += (Finding(f.severity, f.code, f.message, f"{name}: {f.where}") for f in shard.findings)
            findings += _missing(name, groups[name], shard)
        if not entries:
            why = findings[0].message if findings else "it names none"
            raise CorruptError(f"is an index of which no file can be read: {why.rstrip('.')}")
        files = (*source.files, *siblings.files)
    return Checkpoint(source.location, "hdf5-sharded", files, entries, metadata | (index.metadata or {}), findings)


def _index(source: Source) -> _Index:
    document = read_document(source.file, source.limits)
    try:
        return Decoder(_Index).decode(document)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError(f"is not an index of Keras weights ({shortened(printable(str(error)), 120)})") from error


def _shard(source: Source, siblings: Siblings, name: str, job: Job) -> Checkpoint:
    inside = source.within(siblings.open(name), name)
    refusal = reader.probe(inside)
    if refusal is not None:
        raise CorruptError(f"is not HDF5: {refusal}")
    return reader.read(inside, job)


def _missing(name: str, groups: list[str], shard: Checkpoint) -> list[Finding]:
    """A finding for the groups that a file should have and has not."""
    found = {"/".join(map(str, entry.path[:length])) for entry in shard.entries for length in range(len(entry.path))}
    missing = [group for group in groups if group.strip("/") not in found]
    if not missing:
        return []
    shown = ", ".join(shortened(printable(group), 60) for group in missing[:_MAX_NAMED])
    more = ", …" if len(missing) > _MAX_NAMED else ""
    message = (
        f"{plural(len(missing), 'group')} in the index but not in {printable(shortened(name, 60))}: {shown}{more}."
    )
    return [Finding(Severity.WARNING, "shard-incomplete", message, name)]
