"""Hashes of tensors: whether two of any two files are the same, whatever the files are."""

from __future__ import annotations

from collections.abc import Callable
from typing import overload

from inspector.execution import Workers
from inspector.executors import ExecutorSource, workers_of
from inspector.jobs import Job
from inspector.names.globs import Globs
from inspector.operations.opening import CheckpointSource
from inspector.operations.parts import Part
from inspector.operations.results import TensorResult, TensorResults, tensor_results
from inspector.tables import Column, Table, Tabular
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256, sha256_of_small

__all__ = ["Hashes", "hash"]


class Hashes(TensorResults[str], Tabular):
    """The SHA-256 of each tensor, as 64 hexadecimal digits."""

    def table(self, most: int) -> Table:
        rows = [[result.key, result.value or str(result.error or "no data")] for result in self.results[:most]]
        return Table("SHA-256 of the elements", [Column("key"), Column("sha256")], rows, len(self))


@overload
def hash(source: TensorEntry, *, job: Job | None = None) -> str | None: ...
@overload
def hash(
    source: CheckpointSource,
    *,
    match: Globs = (),
    exclude: Globs = (),
    part: Part | None = None,
    each: Callable[[TensorResult[str]], object] | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> Hashes: ...
def hash(
    source: TensorEntry | CheckpointSource,
    *,
    match: Globs = (),
    exclude: Globs = (),
    part: Part | None = None,
    each: Callable[[TensorResult[str]], object] | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> str | Hashes | None:
    """The SHA-256 of a tensor, or of each tensor of a checkpoint whose key matches: the same in every format.

    It hashes the elements in C order, little-endian, in the tensor's type, with views, strides, conj and neg bits resolved;
    the stored bytes of packed types, the dense form of sparse tensors. A tensor without data has no hash. ``executor`` is
    that of :func:`inspector.statistics`; each tensor is hashed by one worker.

    A single tensor that can't be read raises CheckpointError; among those of a checkpoint it is a result with that error.
    Raises what :func:`inspector.open` raises.
    """
    if isinstance(source, TensorEntry):
        return sha256(source, job or Job())
    with workers_of(executor) as workers:
        return Hashes(
            tensor_results(
                source, match, exclude, _sha256,
                passes=1, part=part, each=each, job=job, workers=workers, ahead=sha256_of_small,
            )
        )  # fmt: skip


def _sha256(entry: TensorEntry, job: Job, _workers: Workers | None = None) -> str | None:
    """A hash is of one byte after another: nobody can help with it."""
    return sha256(entry, job)
