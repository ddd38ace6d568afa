"""Manifests: the hashes of all tensors of a checkpoint, kept in a file, and checkpoints checked against them later.

A manifest is of the tensors, not of the file: the same weights in another format, sharded or not, agree with it. It is text,
a JSON object per line: what it is of, each tensor, and an end that tells a complete one. One that is being made is continued
where it was interrupted, as long as the checkpoint is the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import InspectorError, OutputError, OutputExistsError
from inspector.execution import in_order
from inspector.jobs import Job, Stage
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.results import TensorResult
from inspector.operations.whole_files import FileHashes, file_hashes
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import TensorHashes, tensor_hashes
from inspector.writing.atomic_file import resolved_target

__all__ = ["MANIFEST_VERSION", "ManifestReport", "hashes_in_order", "write_manifest"]

MANIFEST_VERSION = 1
_PART = ".part"


@dataclass(frozen=True, slots=True)
class ManifestReport:
    """What became of a manifest: how many tensors it has, how many of them were there already, what could not be read."""

    path: Path
    tensors: int
    resumed: int
    files: tuple[FileHashes, ...]
    errors: tuple[tuple[TensorEntry, InspectorError], ...]


def hashes_in_order(tensors: list[TensorEntry], job: Job) -> Iterator[TensorResult[TensorHashes]]:
    """The hashes of each tensor, several at a time; one that can't be read is a result with its error."""

    def work(tensor: TensorEntry, _scratch: object) -> TensorResult[TensorHashes]:
        job.check()
        try:
            return TensorResult(tensor, tensor_hashes(tensor, Stage(job, 0, 0)))
        except InspectorError as error:
            return TensorResult(tensor, error=error)

    done, total = 0, sum(tensor.nbytes for tensor in tensors)
    for tensor, result in in_order(tensors, work):
        done += tensor.nbytes
        job.report(done, total, f"Hashing {tensor.key}")
        yield result


def write_manifest(
    source: CheckpointSource,
    path: str | os.PathLike[str],
    *,
    match: Globs = (),
    exclude: Globs = (),
    whole_files: bool = False,
    force: bool = False,
    each: Callable[[TensorResult[TensorHashes]], object] | None = None,
    job: Job | None = None,
) -> ManifestReport:
    """Write the SHA-256 and XXH3 of each tensor that is meant to a file; see the module for its form.

    What was interrupted is continued from ``path`` with ``.part`` behind it. With ``whole_files`` the manifest has the
    hashes of the files, too, by which LFS, A1111 and kohya know them. A tensor that can't be read is among the ``errors``
    and has no hash in the manifest, which then says that it is not complete.

    Raises OutputError for a place that can't be written, OutputExistsError for a file that is there, unless ``force``, and
    what :func:`inspector.open` raises.
    """
    job = job or Job()
    with opened(source, job) as checkpoint:
        target = resolved_target(path, [checkpoint], replace=force, what="manifest")
        tensors = matching(checkpoint.tensors, match, exclude)
        part = target.with_name(target.name + _PART)
        head = _head(checkpoint, tensors)
        known = _resumable(part, head)
        left = tensors[known:]
        errors = []
        written = known
        try:
            with part.open("a" if known else "w", encoding="utf-8", newline="\n") as out:
                if not known:
                    _write(out, head)
                for result in hashes_in_order(left, job):
                    if result.error is not None:
                        errors.append((result.entry, result.error))
                    _write(out, _record(result))
                    written += result.error is None
                    if each is not None:
                        each(result)
                files = tuple(file_hashes(checkpoint, job)) if whole_files else ()
                for file in files:
                    _write(out, {"file": asdict(file)})
                _write(out, {"end": written, "unreadable": len(errors)})
                os.fsync(out.fileno())
            part.replace(target)
        except OSError as error:
            raise OutputError(f"can't be written: {error.strerror or error}", str(path)) from error
    return ManifestReport(target, written, known, files, tuple(errors))


def _write(out: TextIO, record: Any) -> None:
    """A line, handed to the system at once: what is interrupted then keeps it."""
    out.write(json.dumps(record, ensure_ascii=True) + "\n")
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
