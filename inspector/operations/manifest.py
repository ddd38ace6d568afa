"""Manifests: files with the hashes of all tensors of a checkpoint, against which :mod:`.checking` checks it later.

A manifest describes the tensors, not the file: the same weights in another format, sharded or not, match it. It is text, a
JSON object per line: a head that describes the checkpoint, each tensor, and an end, without which it is incomplete. Writing
one continues where it was interrupted, as long as the checkpoint is the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from inspector.buffers import Scratch
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError, OutputError, OutputExistsError
from inspector.execution import Workers, in_order
from inspector.executors import ExecutorSource, workers_of
from inspector.jobs import Job, Stage
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.parts import MEMBER, Part, parts_of_one
from inspector.operations.results import TensorResult, batches
from inspector.operations.whole_files import FileHashes, file_hashes
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import TensorHashes, tensor_hashes
from inspector.writing.atomic_file import resolved_target, write_atomically

__all__ = ["MANIFEST_VERSION", "ManifestReport", "hashes_in_order", "merge_manifests", "write_manifest"]

MANIFEST_VERSION = 1
_PART = ".part"
_PLACE = "place"
_MAX_NBYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class ManifestReport:
    """A manifest that was written: how many tensors it has, how many of them an interrupted run had written already.

    ``errors`` are those of the ``unreadable`` tensors, as met while writing; merging meets none.
    """

    path: Path
    tensors: int
    resumed: int
    files: tuple[FileHashes, ...]
    errors: tuple[tuple[TensorEntry, InspectorError], ...]
    unreadable: int


def hashes_in_order(
    tensors: list[TensorEntry], job: Job, workers: Workers | None = None
) -> Generator[TensorResult[TensorHashes], None, None]:
    """The hashes of each tensor, several at a time; one that can't be read is a result with its error."""
    done, total = 0, sum(tensor.nbytes for tensor in tensors)
    groups = batches(tensors) if workers is not None else ([tensor] for tensor in tensors)
    with closing(in_order(groups, _Hashing(job), workers=workers)) as found:
        for batch, outcomes in found:
            for tensor, outcome in zip(batch, outcomes, strict=True):
                done += tensor.nbytes
                job.report(done, total, f"Hashing {tensor.key}")
                yield TensorResult(tensor, *outcome)


@dataclass(frozen=True, slots=True)
class _Hashing:
    """The hashes of a few tensors, in any process: of each, one byte after another."""

    job: Job

    def __call__(
        self, tensors: list[TensorEntry], _scratch: Scratch
    ) -> list[tuple[TensorHashes | None, InspectorError | None]]:
        return [self._hashed(tensor) for tensor in tensors]

    def _hashed(self, tensor: TensorEntry) -> tuple[TensorHashes | None, InspectorError | None]:
        self.job.check()
        try:
            return tensor_hashes(tensor, Stage(self.job, 0, 0)), None
        except InspectorError as error:
            return None, error


def write_manifest(
    source: CheckpointSource,
    path: str | os.PathLike[str],
    *,
    match: Globs = (),
    exclude: Globs = (),
    whole_files: bool = False,
    replace: bool = False,
    each: Callable[[TensorResult[TensorHashes]], object] | None = None,
    part: Part | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> ManifestReport:
    """Write the SHA-256 and XXH3 of each tensor whose key matches to a file, in the form that the module describes.

    An interrupted run is continued from ``path`` with the suffix ``.part``. ``whole_files`` adds the hashes of the files
    that LFS, A1111 and kohya use. A tensor that can't be read is among the ``errors`` and has no hash in the manifest, whose
    end counts it. The manifest of one ``part`` is for :func:`merge_manifests`. ``executor`` says who does the work, see
    :func:`~inspector.executors.workers_of`.

    Raises OutputError where ``path`` can't be written, OutputExistsError where it exists, unless ``replace``, and what
    :func:`inspector.open` raises.
    """
    job = job or Job()
    with opened(source, job) as checkpoint:
        target = resolved_target(path, [checkpoint], replace=replace, what="manifest")
        tensors = matching(checkpoint.tensors, match, exclude)
        head = _head(checkpoint, tensors)
        if part is not None:
            head |= part.of_request(tensors, match, exclude).record()
            tensors = part.among(tensors)
        unfinished = target.with_name(target.name + _PART)
        known = _resumable(unfinished, head)
        files: tuple[FileHashes, ...] = ()
        with (
            _output(path),
            unfinished.open("a" if known else "w", encoding="utf-8", newline="\n") as out,
            workers_of(executor) as workers,
            closing(hashes_in_order(tensors[known:], job, workers)) as hashes,
        ):
            if not known:
                _write(out, head)
            errors = _write_hashes(out, hashes, each)
            if whole_files and (part is None or part.number == 1):
                files = tuple(file_hashes(checkpoint, job))
            for file in files:
                _write(out, {"file": asdict(file)})
            written = len(tensors) - len(errors)
            _write(out, {"end": written, "unreadable": len(errors)})
            os.fsync(out.fileno())
        with _output(path):
            unfinished.replace(target)
    return ManifestReport(target, written, known, files, tuple(errors), len(errors))


def _write_hashes(
    out: TextIO,
    hashes: Iterator[TensorResult[TensorHashes]],
    each: Callable[[TensorResult[TensorHashes]], object] | None,
) -> list[tuple[TensorEntry, InspectorError]]:
    """Write a line for each tensor as it comes; returns those that could not be read, with their errors."""
    errors: list[tuple[TensorEntry, InspectorError]] = []
    for result in hashes:
        if result.error is not None:
            errors.append((result.entry, result.error))
        _write(out, _record(result))
        if each is not None:
            each(result)
    return errors


def merge_manifests(
    parts: Sequence[str | os.PathLike[str]], path: str | os.PathLike[str], *, replace: bool = False
) -> ManifestReport:
    """Write the manifest of the whole from those of its parts, in any order: what there would be had it been one.

    Raises SelectionError where they are not all parts of one whole, CheckpointError for one that can't be read, and as
    :func:`write_manifest` for the place.
    """
    target = resolved_target(path, [], replace=replace, what="manifest")
    by_place = {os.fspath(place): _records(place) for place in parts}
    ordered = parts_of_one([records[0] | {_PLACE: place} for place, records in by_place.items()])
    tensors: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    unreadable = 0
    for record in (record for head in ordered for record in by_place[head[_PLACE]][1:]):
        if "key" in record:
            tensors.append(record)
            unreadable += "error" in record
        elif "file" in record:
            files.append(record)
    head = {name: value for name, value in ordered[0].items() if name not in (MEMBER, _PLACE)}
    end = {"end": len(tensors) - unreadable, "unreadable": unreadable}
    content = "".join(map(_line, [head, *tensors, *files, end]))
    write_atomically(target, content.encode())
    hashes = tuple(FileHashes(**file["file"]) for file in files)
    return ManifestReport(target, len(tensors) - unreadable, 0, hashes, (), unreadable)


def _records(place: str | os.PathLike[str]) -> list[dict[str, Any]]:
    """The lines of a finished manifest."""
    try:
        with open(place, "rb") as file:
            data = file.read(_MAX_NBYTES)
        records = [json.loads(line) for line in data.splitlines()]
    except OSError as error:
        raise CheckpointError(f"can't be read: {error.strerror or error}", str(place)) from error
    except (ValueError, RecursionError):
        records = []
    if not records or not all(isinstance(record, dict) for record in records):
        raise CheckpointError("is no manifest", str(place))
    if "end" not in records[-1]:
        raise CheckpointError("is a manifest that was not finished: run hash -o again, which continues it", str(place))
    return records


@contextmanager
def _output(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"can't be written: {error.strerror or error}", str(path)) from error


def _line(record: Any) -> str:
    return json.dumps(record, ensure_ascii=True) + "\n"


def _write(out: TextIO, record: Any) -> None:
    """A line, handed to the system at once: what is interrupted then keeps it."""
    out.write(_line(record))
    out.flush()


def _head(checkpoint: Checkpoint, tensors: list[TensorEntry]) -> dict[str, Any]:
    """What the manifest is of. Beside what people want to know, all that tells whether it may be continued."""
    return {
        "manifest": MANIFEST_VERSION,
        "name": checkpoint.location.name,
        "format": checkpoint.format,
        "tensors": len(tensors),
        "nbytes": sum(tensor.nbytes for tensor in tensors),
        "files": [[file.name, file.nbytes, repr(file.key)] for file in checkpoint.files],
    }


def _record(result: TensorResult[TensorHashes]) -> dict[str, Any]:
    entry = result.entry.values
    about = {"key": result.key, "dtype": entry.dtype.name, "shape": list(entry.shape), "nbytes": entry.nbytes}
    if result.error is not None:
        return {**about, "error": str(result.error)}
    return about if result.value is None else {**about, **asdict(result.value)}


def _resumable(part: Path, head: dict[str, Any]) -> int:
    """How many tensors an interrupted manifest of the same content has; the line it was interrupted in is cut off.

    Raises OutputExistsError for a file that no interrupted manifest is: it would be replaced.
    """
    try:
        data = part.read_bytes()
        if data and not data.startswith(b'{"manifest": '):
            raise OutputExistsError("exists already, and is no interrupted manifest", str(part))
        lines = data[: data.rfind(b"\n") + 1].splitlines(keepends=True)
        records = [json.loads(line) for line in lines]
        if not records or records[0] != head:
            return 0
        whole = next((at for at, record in enumerate(records[1:]) if "key" not in record or "error" in record), None)
        kept = len(records) - 1 if whole is None else whole
        os.truncate(part, sum(map(len, lines[: kept + 1])))
    except (OSError, ValueError, TypeError):
        return 0
    return kept
