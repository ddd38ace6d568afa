"""The tensors of several files as those of one model.

What an index promises and the shards do not hold, or the other way round, is a finding, and no defect hides what can be
shown: a tensor is taken from the shard that the index names, else from the one that has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.registry import read_within
from inspector.formats.sharded.index import ShardIndex
from inspector.jobs import Job, Stage
from inspector.sources.file_pool import MAX_OPEN, FilePool
from inspector.sources.location import Location, is_inside
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.columns import joined_entries
from inspector.tensors.entries import Entry
from inspector.tensors.runs import keys_of
from inspector.text import plural, printable, shortened

__all__ = ["Opened", "assembled", "keys_text", "opened_shards"]

Opened = Checkpoint | Storage
"""What is closed if nothing comes of it all."""

_MAX_NAMED = 3
#: Shards on a server that are opened at the same time: each takes a few questions, one after another.
_MAX_TOGETHER = 32


def opened_shards(
    source: Source, beside: Location, names: Sequence[str], index: ShardIndex | None, opened: list[Opened], job: Job
) -> tuple[dict[str, Checkpoint], list[Finding]]:
    """The shards with these names beside a file that can be read, and what is to be said of the others.

    They are added to what was ``opened``; the ``index`` confirms those of which it is right.
    """
    shards: dict[str, Checkpoint] = {}
    findings: list[Finding] = []
    files = FilePool() if len(names) > MAX_OPEN else None

    def open_one(numbered: tuple[int, str]) -> Checkpoint | CheckpointError:
        number, name = numbered
        job.report(number, len(names), f"Opening {printable(shortened(name, 60))}")
        try:
            if name.endswith(".json"):
                raise CorruptError("is no shard but an index")
            if not is_inside(name):
                raise CorruptError("is not the name of a file beside the index, and was not opened")
            place = (source.named.get(name) if source.is_folder else None) or beside.sibling(name)
            shard = read_within(source, place, Stage(job, number, len(names)), files)
        except CheckpointError as error:
            return error
        opened.append(shard)
        return shard

    lost: dict[str, CheckpointError] = {}
    with ThreadPoolExecutor(_MAX_TOGETHER, "shards") if beside.is_far else nullcontext() as pool:
        each = map if pool is None else pool.map
        for name, answer in zip(names, each(open_one, enumerate(names)), strict=True):
            if isinstance(answer, CheckpointError):
                lost[name] = answer
                continue
            shards[name] = answer
            if index is not None:
                index.compare(name, keys_of(answer.entries))
    missing: dict[str, list[str]] = {name: [] for name in lost}
    for key, name in index.weight_map.items() if lost and index is not None else ():
        if name in lost:
            missing[name].append(key)
    for name, error in lost.items():
        keys = f"; it should hold {keys_text(missing[name])}" if missing[name] else ""
        message = f"{shortened(printable(name), 80)}: {error.reason}{keys}."
        findings.append(Finding(Severity.WARNING, "shard-unreadable", message, name))
    return shards, findings


def assembled(source: Source, shards: Mapping[str, Checkpoint], index: ShardIndex | None) -> Checkpoint:
    """One checkpoint of all shards, in the order of their names, which the ``index`` was compared with, if there is one."""
    findings = [
        replace(each, where=f"{name}: {each.where}") for name, shard in shards.items() for each in shard.findings
    ]
    if index is not None and index.is_confirmed_by(shards):
        entries = joined_entries(shard.entries for shard in shards.values())
    else:
        entries = list(_chosen(shards, index, findings))
    formats = "+".join(sorted({shard.format for shard in shards.values()}))
    metadata = {key: value for shard in shards.values() for key, value in shard.metadata.items()}
    files = [*source.files, *(file for shard in shards.values() for file in shard.files)]
    kept = {name: text for shard in shards.values() for name, text in shard.kept_metadata.items()}
    return Checkpoint(source.location, f"{formats}-sharded", files, entries, metadata, findings, kept)


def _chosen(shards: Mapping[str, Checkpoint], index: ShardIndex | None, findings: list[Finding]) -> Iterator[Entry]:
    """The entries of all shards, each from one; what the index says otherwise is added to the findings."""
    keys = {name: keys_of(shard.entries) for name, shard in shards.items()}
    weight_map: dict[str, str] = {}
    if index is not None:
        weight_map = index.weight_map | {key: name for name in shards if name in index.confirmed for key in keys[name]}
    holders = _holders(keys, weight_map)
    for name, shard in shards.items():
        yield from (entry for entry, key in zip(shard.entries, keys[name], strict=True) if holders[key] == name)
        also = [key for key in keys[name] if holders[key] != name]
        _note(findings, "shard-duplicate", also, f"also in {name}; shown from another shard")
    if index is not None:
        findings += _disagreements(holders, weight_map, shards)


def _holders(keys: Mapping[str, Sequence[str]], weight_map: Mapping[str, str]) -> dict[str, str]:
    """The shard from which each key is shown, of those that list it."""
    holders: dict[str, str] = {}
    for name, listed in keys.items():
        if holders.keys().isdisjoint(listed):
            holders |= dict.fromkeys(listed, name)
            continue
        for key in listed:
            if key not in holders or weight_map.get(key) == name:
                holders[key] = name
    return holders


def _disagreements(
    holders: Mapping[str, str], weight_map: Mapping[str, str], shards: Mapping[str, Checkpoint]
) -> list[Finding]:
    """What the index says that is not so."""
    findings: list[Finding] = []
    misplaced = [key for key, name in weight_map.items() if holders.get(key, name) != name]
    _note(
        findings, "shard-misplaced", misplaced, "not in the shard that the index names; shown from the one that has it"
    )
    unnamed = [key for key in holders if key not in weight_map]
    _note(findings, "shard-unnamed", unnamed, "in a shard but not in the index")
    gone = [key for key, name in weight_map.items() if name in shards and key not in holders]
    _note(findings, "shard-incomplete", gone, "in the index but in no shard")
    return findings


def _note(findings: list[Finding], code: str, keys: list[str], where: str) -> None:
    if keys:
        findings.append(Finding(Severity.WARNING, code, f"{keys_text(keys)} {where}."))


def keys_text(keys: Sequence[str]) -> str:
    """How many entries there are and which, the first of them at least."""
    shown = ", ".join(shortened(printable(key), 60) for key in keys[:_MAX_NAMED])
    return f"{plural(len(keys), 'entry', 'entries')} ({shown}{', …' if len(keys) > _MAX_NAMED else ''})"
