"""Statistics of tensors: one, or all of a checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import overload

from inspector.analysis.axis_statistics import axis_statistics
from inspector.analysis.histogram import bin_edges
from inspector.analysis.quantiles import check_shares
from inspector.analysis.quantiles import quantiles as quantiles_of
from inspector.analysis.spectrum_estimate import effective_rank as effective_rank_of
from inspector.analysis.statistics import Statistics, combined
from inspector.analysis.statistics import statistics as statistics_of
from inspector.execution import Workers
from inspector.executors import ExecutorSource, workers_of
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.globs import Globs
from inspector.operations.integrity import damage, left_out
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.parts import Part
from inspector.operations.results import TensorResult, TensorResults, tensor_results
from inspector.tables import Column, Table, Tabular
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, shape_text

__all__ = ["NUMBER_COLUMNS", "Statistics", "StatisticsTable", "combined", "number_cells", "statistics"]

#: What the columns of :func:`number_cells` are.
NUMBER_COLUMNS = tuple(Column(name, right=True) for name in ("min", "max", "mean", "std", "zeros", "nan", "inf"))


def number_cells(numbers: Statistics | None) -> list[str]:
    """The numbers of a tensor as the cells of a table; empty ones for a tensor without numbers."""
    if numbers is None:
        return [""] * len(NUMBER_COLUMNS)
    cells = [number_text(value, 4) for value in (numbers.min, numbers.max, numbers.mean, numbers.std)]
    cells.append(f"{numbers.zeros / numbers.count:.1%}" if numbers.count else "")
    return [*cells, str(numbers.nan), str(numbers.posinf + numbers.neginf)]


class StatisticsTable(TensorResults[Statistics], Tabular):
    """The statistics of each tensor; none for one that holds text or has no data.

    ``findings`` tell of tensors whose bytes are not what their checksums say.
    """

    def __init__(self, results: Sequence[TensorResult[Statistics]], findings: Sequence[Finding] = ()) -> None:
        super().__init__(results)
        self.findings = findings

    def table(self, most: int) -> Table:
        rows = [
            [result.key, result.entry.dtype.name, shape_text(result.entry.values.shape), *number_cells(result.value)]
            for result in self.results[:most]
        ]
        columns = [Column("key"), Column("type"), Column("shape"), *NUMBER_COLUMNS]
        return Table("Statistics of the finite elements", columns, rows, len(self))


@overload
def statistics(
    source: TensorEntry,
    *,
    bins: int = 256,
    range: tuple[float, float] | None = None,
    quantiles: Sequence[float] = (),
    axis: int | None = None,
    effective_rank: bool = False,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> Statistics: ...
@overload
def statistics(
    source: CheckpointSource,
    *,
    match: Globs = (),
    exclude: Globs = (),
    part: Part | None = None,
    bins: int = 256,
    range: tuple[float, float] | None = None,
    quantiles: Sequence[float] = (),
    axis: int | None = None,
    effective_rank: bool = False,
    each: Callable[[TensorResult[Statistics]], object] | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> StatisticsTable: ...
def statistics(
    source: TensorEntry | CheckpointSource,
    *,
    match: Globs = (),
    exclude: Globs = (),
    part: Part | None = None,
    bins: int = 256,
    range: tuple[float, float] | None = None,  # noqa: A002 - numpy's name for it
    quantiles: Sequence[float] = (),
    axis: int | None = None,
    effective_rank: bool = False,
    each: Callable[[TensorResult[Statistics]], object] | None = None,
    executor: ExecutorSource = None,
    job: Job | None = None,
) -> Statistics | StatisticsTable:
    """Counts, range, moments and the exact histogram of a tensor, or of each tensor of a checkpoint whose key matches.

    All are in the units of the elements: quantised ones are decoded, complex ones count by magnitude. The histogram has
    ``bins`` bins over ``range``, or over [min, max], and equals ``numpy.histogram`` of the finite elements as float64: edges
    [bins + 1], counts [bins]. ``quantiles`` are numbers from 0 to 1, and the results equal those of
    ``numpy.quantile(..., method="inverted_cdf")``. ``axis`` adds the statistics of each index of that axis, for tensors that
    have it. ``effective_rank`` adds that of matrices: an estimate, within about 3 %, where both sides are over 512, and none
    above 2^26 elements. ``each`` is called with the result of each tensor as it comes. ``executor`` says who does the work,
    see :func:`~inspector.executors.workers_of`; the result is the same to the last bit.

    A single tensor that can't be read raises CheckpointError, one that holds no numbers SelectionError; among those of a
    checkpoint it is a result with the error, or without statistics. Raises SelectionError for invalid ``bins``, ``range``
    and ``quantiles``, and what :func:`inspector.open` raises.
    """
    bin_edges(*(range or (0.0, 1.0)), bins)  # the request's fault, not that of each tensor
    check_shares(quantiles)

    work = _TensorStatistics(bins, range, tuple(quantiles), axis, effective_rank)
    with workers_of(executor) as workers:
        if isinstance(source, TensorEntry):
            return work.of(source, job or Job(), workers)
        passes = 2 + 2 * bool(quantiles) + (axis is not None) + effective_rank
        with opened(source, job or Job()) as checkpoint:
            results = tensor_results(
                checkpoint, match, exclude, work, passes=passes, part=part, each=each, job=job, workers=workers
            )
            damaged = damage(checkpoint, job or Job(), (result.entry for result in results))
            return StatisticsTable(results, [*left_out(checkpoint), *damaged])


@dataclass(frozen=True, slots=True)
class _TensorStatistics:
    """What was asked for of each tensor, in any process."""

    bins: int
    range: tuple[float, float] | None
    quantiles: tuple[float, ...]
    axis: int | None
    effective_rank: bool

    def of(self, entry: TensorEntry, job: Job, workers: Workers | None) -> Statistics:
        found = statistics_of(entry, bins=self.bins, range=self.range, job=job, workers=workers)
        if self.quantiles:
            found = replace(found, quantiles=quantiles_of(entry, self.quantiles, job, workers))
        axes = len(entry.values.shape)
        if self.axis is not None and entry.values.numel and -axes <= self.axis < axes:
            found = replace(found, axis=axis_statistics(entry, self.axis, job, workers))
        if self.effective_rank:
            found = replace(found, effective_rank=effective_rank_of(entry, job))
        return found

    def __call__(self, entry: TensorEntry, job: Job, workers: Workers | None = None) -> Statistics | None:
        if not entry.dtype.is_numeric or entry.values.storage is None:
            return None
        return self.of(entry, job, workers)
