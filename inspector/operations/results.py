"""Results tensor by tensor: one that can't be read never hides the others."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from inspector.buffers import Scratch
from inspector.errors import ExecutorError, InspectorError, SelectionError
from inspector.execution import Workers, in_threads
from inspector.jobs import Job, Stage
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.parts import Part
from inspector.tensors.entries import TensorEntry
from inspector.tensors.runs import RUN

__all__ = ["TensorResult", "TensorResults", "TensorWork", "WorkAhead", "batches", "results_in_order", "tensor_results"]

T = TypeVar("T")
R = TypeVar("R", covariant=True)
#: What was found of a tensor, or why nothing was.
Outcome = tuple[T | None, InspectorError | None]

#: What a worker is given at once: handing out takes a millisecond or so, and what is read for it is lost with the worker.
_BATCH_NBYTES = 64 << 20
_BATCH_TENSORS = 256


@dataclass(frozen=True, slots=True, eq=False)
class TensorResult(Generic[T]):
    """What was found of one tensor: ``value``, or None where the tensor has none; then ``error`` may say why.

    A tensor without data (of torch's meta device), or of text where numbers are asked for, has no value and no error.
    """

    entry: TensorEntry
    value: T | None = None
    error: InspectorError | None = None

    @property
    def key(self) -> str:
        """The dotted key of the tensor."""
        return self.entry.key

    def get(self) -> T:
        """The value; raises the error where there is none."""
        if self.error is not None:
            raise self.error
        if self.value is None:
            raise SelectionError(f"{self.key} has no data in the file, or holds no numbers")
        return self.value


class TensorResults(Generic[T]):
    """The results in the order of the file: iterated one by one, or by key. Where a key occurs twice the first counts."""

    def __init__(self, results: Sequence[TensorResult[T]]) -> None:
        self.results = results
        self._by_key = {result.key: result for result in reversed(results)}

    def __len__(self) -> int:
        return len(self.results)

    def __iter__(self) -> Iterator[TensorResult[T]]:
        return iter(self.results)

    def __getitem__(self, key: str) -> T:
        """The value of one tensor; raises SelectionError for a key that is not there, else as :meth:`TensorResult.get`."""
        result = self._by_key.get(key)
        if result is None:
            raise SelectionError(f"there is no result for {key!r}")
        return result.get()

    @property
    def errors(self) -> list[tuple[TensorEntry, InspectorError]]:
        """The tensors that could not be read, and why."""
        return [(result.entry, result.error) for result in self.results if result.error is not None]


class TensorWork(Protocol[R]):
    """What is done with a tensor, in any process; ``workers`` may help with one that is large."""

    def __call__(self, entry: TensorEntry, job: Job, workers: Workers | None = None, /) -> R | None: ...


#: Gives the value of each of some tensors, or None for those that are left to the :class:`TensorWork`.
WorkAhead = Callable[[Sequence[TensorEntry]], Sequence[T | None]]


def tensor_results(
    source: CheckpointSource,
    match: Globs,
    exclude: Globs,
    work: TensorWork[T],
    *,
    passes: int,
    part: Part | None,
    each: Callable[[TensorResult[T]], object] | None,
    job: Job | None,
    workers: Workers | None = None,
    ahead: WorkAhead[T] | None = None,
) -> list[TensorResult[T]]:
    """What ``work`` makes of the tensors that are meant, each handed to ``each`` as it comes.

    ``passes`` is how often ``work`` goes through the elements at most, for the progress. Of a ``part`` it is done with
    the tensors of that. ``workers`` do it, where they are given; ``work`` must pickle then. Else ``ahead`` does it with
    those of thousands that it knows a faster way for.
    """
    job = job or Job()
    results = []
    with opened(source, job) as checkpoint:
        tensors = matching(checkpoint.tensors, match, exclude)
        if part is not None:
            tensors = part.among(tensors)
        stage = Stage(job, 0, passes * sum(tensor.nbytes for tensor in tensors))
        with closing(results_in_order(tensors, work, stage, passes=passes, workers=workers, ahead=ahead)) as found:
            for result in found:
                results.append(result)
                if each is not None:
                    each(result)
    return results


def results_in_order(
    tensors: Sequence[TensorEntry],
    work: TensorWork[T],
    stage: Stage,
    *,
    passes: int = 1,
    workers: Workers | None = None,
    ahead: WorkAhead[T] | None = None,
) -> Generator[TensorResult[T], None, None]:
    """The results one after another. Workers get small tensors by the batch, and all of them help with a large one."""
    if workers is None:
        for start in range(0, len(tensors), RUN):
            run = tensors[start : start + RUN]
            stage.report(0, 0, f"Reading {run[0].key}")
            known = [None] * len(run) if ahead is None else ahead(run)
            for tensor, value in zip(run, known, strict=True):
                if value is None:
                    stage.report(0, 0, f"Reading {tensor.key}")
                    yield TensorResult(tensor, *_outcome(work, tensor, stage))
                else:
                    yield TensorResult(tensor, value)
                stage.advance(passes * tensor.nbytes)
        return

    def outcomes(batch: Sequence[TensorEntry]) -> list[Outcome[T]]:
        if len(batch) == 1 and batch[0].nbytes > _BATCH_NBYTES:
            return [_outcome(work, batch[0], _Unseen(stage), workers)]
        return workers.call(_BatchWork(work), batch)

    with closing(in_threads(batches(tensors), outcomes, workers.ahead)) as done:
        for batch, found in done:
            for tensor, outcome in zip(batch, found, strict=True):
                stage.report(0, 0, f"Reading {tensor.key}")
                yield TensorResult(tensor, *outcome)
                stage.advance(passes * tensor.nbytes)


def batches(tensors: Iterable[TensorEntry]) -> Iterator[list[TensorEntry]]:
    """Neighbours of about 64 MiB together, and each larger tensor alone."""
    batch: list[TensorEntry] = []
    nbytes = 0
    for tensor in tensors:
        if batch and (nbytes + tensor.nbytes > _BATCH_NBYTES or len(batch) == _BATCH_TENSORS):
            yield batch
            batch, nbytes = [], 0
        batch.append(tensor)
        nbytes += tensor.nbytes
    if batch:
        yield batch


def _outcome(work: TensorWork[T], tensor: TensorEntry, job: Job, workers: Workers | None = None) -> Outcome[T]:
    try:
        return work(tensor, job, workers), None
    except ExecutorError:
        raise
    except InspectorError as error:
        return None, error


@dataclass(frozen=True, slots=True)
class _BatchWork(Generic[T]):
    """What a worker does with a batch."""

    work: TensorWork[T]

    def __call__(self, batch: Sequence[TensorEntry], _scratch: Scratch) -> list[Outcome[T]]:
        return [_outcome(self.work, tensor, Job()) for tensor in batch]


class _Unseen(Stage):
    """Work beside others on one job: it can be cancelled, and leaves the progress to whoever takes the results."""

    def __init__(self, job: Job) -> None:
        super().__init__(job, 0, 0)

    def report(self, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - nobody looks
        self.check()
