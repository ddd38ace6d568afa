"""A checkpoint in several files, with an index that says which tensor is in which: a JSON file, or the folder of a model.

The index is that of https://huggingface.co/docs/transformers/big_models ("sharded checkpoints"): ``weight_map`` maps a key
to the name of a file beside the index. The shards go through the registry, whatever they are. What the index promises and
the shards do not hold, or the other way round, is a finding; so is a name that leads out of the folder, and it
is not followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, Severity
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Job, Stage
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage
from inspector.tensors.entries import Entry
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

_SUFFIX = ".index.json"
#: Which index to take in a folder that has several.
_USUAL = ("model.safetensors.index.json", "pytorch_model.bin.index.json")
#: What the weights are called in the folder of a model that has no need of shards.
_WHOLE = ("model.safetensors", "pytorch_model.bin", "adapter_model.safetensors", "adapter_model.bin")
_MAX_INDEX_NBYTES = 64 << 20
#: Each shard is a file that stays open, and systems allow a process a thousand or so.
_MAX_SHARDS = 800
_MAX_NAMED = 3


class _Index(Struct):
    weight_map: dict[str, str]
    metadata: dict[str, Any] | None = None


def probe(source: Source) -> str | None:
    """Whether the file, or one in the folder, is an index; a folder may also have all weights in one file."""
    if source.is_folder:
        found = _index_in(source.location) or _whole_in(source.location)
        return None if found else f"it has neither an index of shards (*{_SUFFIX}) nor weights under a usual name"
    text = _text(source.file) if source.suffix == ".json" else source.head
    return None if b'"weight_map"' in text else "it has no weight_map"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors of all shards, in the order of the shards' names."""
    with ExitStack() as opened:
        if not source.is_folder:
            location, file = source.location, source.file
        elif index := _index_in(source.location):
            location, file = index, index.open()
            opened.callback(file.close)
        else:
            return open_checkpoint(_whole_in(source.location) or source.location.child(_WHOLE[0]), job)
        checkpoint = _assembled(source, location, file, opened, job)
        opened.pop_all()
        return checkpoint


def _index_in(folder: Location) -> Location | None:
    usual = _file_in(folder, _USUAL)
    if usual is not None:
        return usual
    found = [child for child in folder.children() if child.name.endswith(_SUFFIX)]
    return found[0] if len(found) == 1 else None


def _whole_in(folder: Location) -> Location | None:
    return _file_in(folder, _WHOLE)


def _file_in(folder: Location, names: Iterable[str]) -> Location | None:
    """The first of the files that is there."""
    return next((child for child in map(folder.child, names) if child.exists and not child.is_folder), None)


def _text(file: Storage) -> bytes:
    return file.read(0, min(file.nbytes, _MAX_INDEX_NBYTES))


def _index(file: Storage) -> _Index:
    if file.nbytes > _MAX_INDEX_NBYTES:
        raise LimitError(f"is an index of {file.nbytes:,} bytes; at most {_MAX_INDEX_NBYTES:,} are read")
    try:
        index = Decoder(_Index).decode(_text(file))
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorruptError(f"is not an index of shards ({shortened(str(error), 120)})") from error
    if len(set(index.weight_map.values())) > _MAX_SHARDS:
        raise LimitError(f"is an index of more than {_MAX_SHARDS} shards")
    return index


def _assembled(source: Source, location: Location, file: Storage, opened: ExitStack, job: Job) -> Checkpoint:
    """One checkpoint of all shards that can be read; the index lies in ``file`` at ``location``, ``opened`` closes them."""
    index = _index(file)
    findings: list[Finding] = []
    shards: dict[str, Checkpoint] = {}
    names = sorted(set(index.weight_map.values()))
    for number, name in enumerate(names):
        job.report(number, len(names), f"Opening {printable(shortened(name, 60))}")
        try:
            shards[name] = _opened(location, name, Stage(job, number, len(names)))
        except CheckpointError as error:
            findings.append(Finding(Severity.WARNING, "shard-unreadable", _message(name, error.reason), name))
        else:
            opened.callback(shards[name].close)
    if not shards:
        why = findings[0].message if findings else "it names none"
        raise CorruptError(f"is an index of which no shard can be read: {why}")
    entries: list[Entry] = []
    for name, shard in shards.items():
        entries += _kept(name, shard, index, findings)
        findings += (
            Finding(each.severity, each.code, each.message, f"{name}: {each.where}") for each in shard.findings
        )
    found = {entry.key for entry in entries}
    missing = [key for key, name in index.weight_map.items() if name in shards and key not in found]
    _note(findings, "shard-incomplete", missing, "in the index but in no shard")
    formats = sorted({shard.format for shard in shards.values()})
    metadata = {key: value for shard in shards.values() for key, value in shard.metadata.items()}
    own = (file,) if isinstance(file, File) else ()
    files = (*own, *(each for shard in shards.values() for each in shard.files))
    return Checkpoint(
        source.location,
        f"{'+'.join(formats)}-sharded",
        files,
        entries,
        {**metadata, **(index.metadata or {})},
        findings,
    )


def _opened(index: Location, name: str, job: Job) -> Checkpoint:
    if name.endswith(".json"):
        raise CorruptError("is no shard but an index")
    if "/" in name:
        raise CorruptError("is not the name of a file beside the index, and was not opened")
    return open_checkpoint(index.sibling(name), job)


def _kept(name: str, shard: Checkpoint, index: _Index, findings: list[Finding]) -> list[Entry]:
    """The entries of a shard but those that the index says are in another."""
    elsewhere = [entry.key for entry in shard.entries if index.weight_map.get(entry.key, name) != name]
    _note(findings, "shard-duplicate", elsewhere, f"in {name}, where the index does not look for it")
    others = frozenset(elsewhere)
    kept = [entry for entry in shard.entries if entry.key not in others]
    unnamed = [entry.key for entry in kept if entry.key not in index.weight_map]
    _note(findings, "shard-unnamed", unnamed, f"in {name} but not in the index")
    return kept


def _note(findings: list[Finding], code: str, keys: list[str], where: str) -> None:
    if keys:
        shown = ", ".join(shortened(printable(key), 60) for key in keys[:_MAX_NAMED])
        more = ", …" if len(keys) > _MAX_NAMED else ""
        message = f"{plural(len(keys), 'entry', 'entries')} {where}: {shown}{more}"
        findings.append(Finding(Severity.WARNING, code, message))


def _message(name: str, reason: str) -> str:
    return f"{shortened(printable(name), 80)} {reason}"
