"""Results tensor by tensor: one that can't be read never hides the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from inspector.errors import InspectorError, SelectionError
from inspector.jobs import Job, Stage
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.tensors.entries import TensorEntry

__all__ = ["TensorResult", "TensorResults", "tensor_results"]

T = TypeVar("T")


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


def tensor_results(
    source: CheckpointSource,
    match: Globs,
    exclude: Globs,
    work: Callable[[TensorEntry, Job], T | None],
    *,
    passes: int,
    each: Callable[[TensorResult[T]], object] | None,
    job: Job | None,
) -> list[TensorResult[T]]:
    """What ``work`` makes of the tensors that are meant, each handed to ``each`` as it comes.

    ``passes`` is how often ``work`` goes through the elements at most, for the progress.
    """
    job = job or Job()
    results = []
    with opened(source, job) as checkpoint:
        tensors = matching(checkpoint.tensors, match, exclude)
        total = passes * sum(tensor.nbytes for tensor in tensors)
        stage = Stage(job, 0, total)
        for tensor in tensors:
            stage.report(0, 0, f"Reading {tensor.key}")
            try:
                result = TensorResult(tensor, work(tensor, stage))
            except InspectorError as error:
                result = TensorResult(tensor, error=error)
            stage.advance(passes * tensor.nbytes)
            results.append(result)
            if each is not None:
                each(result)
    return results
