"""Whether a checkpoint still matches a manifest of its hashes, and where it is damaged if not.

Besides this program's manifests, those that others write are understood: LFS pointers, lists of ``sha256sum``, and what
gguf-hash prints.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, InspectorError, UnsupportedError
from inspector.jobs import Job
from inspector.operations.manifest import MANIFEST_VERSION, hashes_in_order
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.whole_files import sha256_of
from inspector.tables import Column, Table, Tabular
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import HASH_BLOCK_NBYTES, TensorHashes, is_hashed, sha256
from inspector.tensors.reading import read_stored, split_together
from inspector.text import plural
from inspector.wording import translatable

__all__ = ["CheckReport", "CheckResult", "CheckState", "Damage", "check"]

_MAX_MANIFEST_NBYTES = 256 << 20
_LFS = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\nsize (\d+)\n?")
_SUM_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
#: Of one tensor: the hash, its name, and that of the tensor behind that of the file, which has a colon on Windows, too.
_GGUF_LINE = re.compile(r"(sha256|sha1|xxh64)\s+([0-9a-f]{16,64})\s+(?:.*\.gguf|.*?):([^\s/\\].*)")
#: Elements of a block of two tensors that are held against each other.
_ELEMENTS = 1 << 20


class CheckState(StrEnum):
    """How a tensor, or a file, compares to what a manifest says of it."""

    SAME = translatable("same")
    DAMAGED = translatable("damaged")
    RESHAPED = translatable("other shape or type")
    MISSING = translatable("missing")
    UNREADABLE = translatable("unreadable")
    ADDED = translatable("not in the manifest")


@dataclass(frozen=True, slots=True)
class Damage:
    """Where a tensor differs from its replica: the first ``index``, the lowest wrong ``bit`` of the element there.

    ``elements`` and ``bits`` count all that is wrong; ``stored`` and ``expected`` are the bytes of the first, hexadecimal,
    the most significant first.
    """

    index: tuple[int, ...]
    bit: int
    elements: int
    bits: int
    stored: str
    expected: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found of one tensor or file. ``blocks`` are the elements ``(from, to)`` of the blocks that are damaged."""

    key: str
    state: CheckState
    reason: str = ""
    blocks: tuple[tuple[int, int], ...] = ()
    damage: Damage | None = None

    @property
    def text(self) -> str:
        """The state and where the damage is, in words."""
        if self.damage is not None:
            where = self.damage
            more = (
                f", {plural(where.elements, 'element')}, {plural(where.bits, 'bit')} in all" if where.bits > 1 else ""
            )
            index = ", ".join(map(str, where.index))
            return f"damaged at [{index}], bit {where.bit}: {where.stored} instead of {where.expected}{more}"
        if self.blocks:
            parts = ", ".join(f"{start:,} to {stop - 1:,}" for start, stop in self.blocks[:3])
            return f"damaged within elements {parts}{', …' if len(self.blocks) > 3 else ''}"
        return f"{self.state.value}: {self.reason}" if self.reason else self.state.value


class CheckReport(Tabular):
    """The results, in the order of the manifest. ``agrees`` if nothing is damaged, missing or unreadable."""

    def __init__(self, results: Sequence[CheckResult]) -> None:
        self.results = results

    @property
    def agrees(self) -> bool:
        """Whether all that the manifest has is as it was. What came to it is no damage."""
        return all(result.state in (CheckState.SAME, CheckState.ADDED) for result in self.results)

    @property
    def is_readable(self) -> bool:
        """Whether everything could be read."""
        return all(result.state is not CheckState.UNREADABLE for result in self.results)

    @property
    def counts(self) -> dict[CheckState, int]:
        """How many there are of each state that there is, in the order of the states."""
        counts = ((state, sum(result.state is state for result in self.results)) for state in CheckState)
        return {state: count for state, count in counts if count}

    @property
    def sentence(self) -> str:
        """How many there are of each state."""
        return ", ".join(f"{count:,} {state.value}" for state, count in self.counts.items()) or "nothing to check"

    def table(self, most: int) -> Table:
        wrong = [result for result in self.results if result.state is not CheckState.SAME]
        rows = [[result.key, result.text] for result in wrong[:most]]
        return Table(self.sentence, [Column("key"), Column("finding")], rows, len(wrong))


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What a manifest promises: records of tensors by key, and hashes of whole files by name, "" for the only one."""

    tensors: dict[str, dict[str, Any]]
    files: dict[str, str]
    is_complete: bool


def check(
    manifest: str | os.PathLike[str],
    source: CheckpointSource,
    *,
    replica: CheckpointSource | None = None,
    each: Callable[[CheckResult], object] | None = None,
    job: Job | None = None,
) -> CheckReport:
    """Compare the tensors of a checkpoint, in any format, with a manifest.

    Damage is located to blocks of 4 MiB; with a ``replica``, another copy of the same tensors, to the element and the bit.
    Where the replica is used, it must itself match the manifest.

    Raises CheckpointError for a file that is not a manifest or can't be read, and what :func:`inspector.open` raises.
    """
    job = job or Job()
    promised = _read(Path(manifest))
    results: list[CheckResult] = []

    def add(result: CheckResult) -> None:
        results.append(result)
        if each is not None:
            each(result)

    with opened(source, job) as checkpoint:
        for name, expected in promised.files.items():
            add(_checked_file(checkpoint, name, expected, job))
        if promised.tensors:
            with _maybe_opened(replica, job) as other:
                _check_tensors(checkpoint, other, promised, add, job)
    return CheckReport(results)


def _check_tensors(
    checkpoint: Checkpoint,
    replica: Checkpoint | None,
    promised: _Manifest,
    add: Callable[[CheckResult], None],
    job: Job,
) -> None:
    tensors = {tensor.key: tensor for tensor in reversed(checkpoint.tensors)}
    copies = {} if replica is None else {tensor.key: tensor for tensor in reversed(replica.tensors)}
    known: dict[str, CheckResult] = {}
    asked = []
    for key, record in promised.tensors.items():
        found = tensors.get(key)
        early = CheckResult(key, CheckState.MISSING) if found is None else _by_index(found, record)
        if early is not None:
            known[key] = early
        elif found is not None:
            asked.append(found)
    hashed = hashes_in_order(asked, job)
    for key, record in promised.tensors.items():
        if key in known:
            add(known[key])
            continue
        result = next(hashed)
        if result.error is not None:
            add(CheckResult(key, CheckState.UNREADABLE, _reason(result.error)))
        else:
            add(_compared(result.entry, result.value, record, copies.get(key), job))
    if promised.is_complete:
        for key in tensors:
            if key not in promised.tensors:
                add(CheckResult(key, CheckState.ADDED))


def _by_index(tensor: TensorEntry, record: dict[str, Any]) -> CheckResult | None:
    """What the index alone tells; None if the elements have to be hashed."""
    entry = tensor.values
    said = record.get("dtype"), record.get("shape")
    if said != (None, None) and said != (entry.dtype.name, list(entry.shape)):
        shape = " × ".join(map(str, record.get("shape") or ()))
        return CheckResult(tensor.key, CheckState.RESHAPED, f"the manifest has {record.get('dtype')} {shape}")
    if "sha256" not in record:
        return CheckResult(tensor.key, CheckState.SAME, "no data")
    return None


def _compared(
    tensor: TensorEntry, found: TensorHashes | None, record: dict[str, Any], replica: TensorEntry | None, job: Job
) -> CheckResult:
    if found is None:
        return CheckResult(tensor.key, CheckState.UNREADABLE, "has no data")
    if found.sha256 == record["sha256"]:
        return CheckResult(tensor.key, CheckState.SAME)
    blocks = _damaged_blocks(tensor, found.blocks, record.get("blocks") or ())
    if replica is None:
        return CheckResult(tensor.key, CheckState.DAMAGED, "", blocks)
    try:
        if not is_hashed(replica) or sha256(replica, job) != record["sha256"]:
            return CheckResult(tensor.key, CheckState.DAMAGED, "the replica does not agree with the manifest", blocks)
        return CheckResult(tensor.key, CheckState.DAMAGED, "", blocks, _damage(tensor.values, replica.values, job))
    except InspectorError as error:
        return CheckResult(tensor.key, CheckState.DAMAGED, f"the replica can't be read: {_reason(error)}", blocks)


def _damaged_blocks(tensor: TensorEntry, found: Sequence[str], said: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The elements that the differing blocks hold; none where elements are no whole number of bytes."""
    size, numel = tensor.values.dtype.itemsize, tensor.values.numel
    if len(found) != len(said) or tensor.values.dtype.elements_per_unit != 1 or not size:
        return ()
    return tuple(
        (at * HASH_BLOCK_NBYTES // size, min(numel, -(-(at + 1) * HASH_BLOCK_NBYTES // size)))
        for at, (one, other) in enumerate(zip(found, said, strict=True))
        if one != other
    )


def _damage(tensor: TensorEntry, replica: TensorEntry, job: Job) -> Damage | None:
    """Where two tensors of one shape and type differ, bit by bit; None for those whose elements are not of fixed size."""
    size = tensor.dtype.itemsize
    if not size or tensor.dtype.elements_per_unit != 1 or tensor.dtype.name == "string":
        return None
    first: tuple[int, int, str, str] | None = None
    elements = bits = done = 0
    for pair in split_together((tensor, replica), _ELEMENTS):
        job.report(done, tensor.numel, f"Comparing {tensor.key} with its replica")
        a, b = (read_stored(each).reshape(-1).view(np.uint8).reshape(-1, size) for each in pair)
        wrong = a ^ b
        places = np.flatnonzero(wrong.any(axis=1))
        if len(places):
            elements += len(places)
            bits += int(np.unpackbits(wrong[places]).sum())
            if first is None:
                at = int(places[0])
                bit = int(np.flatnonzero(np.unpackbits(wrong[at], bitorder="little"))[0])
                first = done + at, bit, bytes(a[at][::-1]).hex(), bytes(b[at][::-1]).hex()
        done += len(a)
    if first is None:
        return None
    index = tuple(map(int, np.unravel_index(first[0], tensor.shape)))
    return Damage(index, first[1], elements, bits, first[2], first[3])


def _checked_file(checkpoint: Checkpoint, name: str, expected: str, job: Job) -> CheckResult:
    files = [file for file in checkpoint.files if file.name == name] if name else list(checkpoint.files[:1])
    if not files:
        return CheckResult(name or checkpoint.location.name, CheckState.MISSING, "no such file")
    try:
        found = sha256_of(files[0], job, 0, files[0].nbytes)[0]
    except InspectorError as error:
        return CheckResult(files[0].name, CheckState.UNREADABLE, _reason(error))
    state = CheckState.SAME if found == expected else CheckState.DAMAGED
    return CheckResult(files[0].name, state, "" if found == expected else f"its SHA-256 is {found}")


class _Nothing:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *_error: object) -> None:
        pass


def _maybe_opened(source: CheckpointSource | None, job: Job) -> Any:
    return _Nothing() if source is None else opened(source, job)


def _reason(error: InspectorError) -> str:
    return error.reason if isinstance(error, CheckpointError) else str(error)


def _read(path: Path) -> _Manifest:
    """A manifest of any kind. Raises CorruptError for what is none."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_MANIFEST_NBYTES)
    except OSError as error:
        raise CheckpointError(f"can't be read: {error.strerror or error}", str(path)) from error
    pointer = _LFS.match(data)
    if pointer is not None:
        return _Manifest({}, {"": pointer[1].decode()}, is_complete=False)
    try:
        lines = data.decode("utf-8").splitlines()
        return _own(lines) if lines and lines[0].startswith("{") else _of_others(lines, path)
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CorruptError("is not a manifest, an LFS pointer, or a list of SHA-256 sums", str(path)) from error


def _own(lines: Sequence[str]) -> _Manifest:
    head, *records = map(json.loads, lines)
    if head["manifest"] != MANIFEST_VERSION:
        raise ValueError(head["manifest"])
    tensors: dict[str, dict[str, Any]] = {}
    for record in records:
        if isinstance(record.get("key"), str) and "error" not in record:
            tensors.setdefault(record["key"], record)
    end = records[-1] if records else {}
    return _Manifest(
        tensors, {}, is_complete="end" in end and not end.get("unreadable") and len(tensors) == head["tensors"]
    )


def _of_others(lines: Sequence[str], path: Path) -> _Manifest:
    """Lines of gguf-hash, which name tensors, or of sha256sum, which name files.

    Raises UnsupportedError where gguf-hash used other hashes only.
    """
    tensors: dict[str, dict[str, Any]] = {}
    files: dict[str, str] = {}
    of_other_hashes = 0
    for line in lines:
        if of_tensor := _GGUF_LINE.fullmatch(line.strip()):
            if of_tensor[1] == "sha256":
                tensors[of_tensor[3]] = {"sha256": of_tensor[2]}
            else:
                of_other_hashes += 1
        elif of_file := _SUM_LINE.fullmatch(line.strip()):
            files[of_file[2].replace("\\", "/").rpartition("/")[2]] = of_file[1]
    if of_other_hashes and not tensors:
        raise UnsupportedError("has no SHA-256 of tensors; run gguf-hash with --sha256", str(path))
    if not tensors and not files:
        raise ValueError("no hashes")
    return _Manifest(tensors, files, is_complete=False)
