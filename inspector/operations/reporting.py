"""The report on one checkpoint: what it is, what was found in it, whether it is healthy, and the numbers of its tensors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.architectures.configuration import CONFIGURATION, configuration
from inspector.architectures.language_model import LanguageModel, language_model
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.composition import TypeShare, type_shares
from inspector.checkpoint.totals import Totals, totals
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.globs import Globs
from inspector.operations.columns import QUANTILES, READ_COLUMNS
from inspector.operations.opening import CheckpointSource, opened
from inspector.operations.results import TensorResult
from inspector.operations.scanning import ScanReport
from inspector.operations.statistics import Statistics, StatisticsTable, statistics
from inspector.tables import Column, Table, Tabular
from inspector.text import printable

__all__ = ["CheckpointReport", "report"]


@dataclass(frozen=True, eq=False, repr=False)
class CheckpointReport(Tabular):
    """A finished report on a ``checkpoint``, of which it reads nothing more.

    ``totals`` and ``shares`` are of the tensors reported on, ``findings`` those of opening the file and of reading them;
    ``language_model`` is that of the whole file, if it holds one.
    """

    checkpoint: Checkpoint
    totals: Totals
    shares: Sequence[TypeShare]
    findings: Sequence[Finding]
    results: Sequence[TensorResult[Statistics]]
    language_model: LanguageModel | None = None

    @property
    def not_finite(self) -> list[str]:
        """The keys of the tensors with NaN or infinite values."""
        return [one.key for one in self.results if one.value is not None and one.value.finite < one.value.count]

    @property
    def all_zero(self) -> list[str]:
        """The keys of the tensors that hold nothing but zeros."""
        return [one.key for one in self.results if one.value is not None and 0 < one.value.zeros == one.value.count]

    @property
    def unreadable(self) -> list[str]:
        """The keys of the tensors that could not be read."""
        return [one.key for one in self.results if one.error is not None]

    def table(self, most: int) -> Table:
        rows = [
            [column.text(column.value(one.entry, one.value)) for column in READ_COLUMNS] for one in self.results[:most]
        ]
        columns = [Column(column.title, right=column.is_number) for column in READ_COLUMNS]
        return Table(
            f"{printable(self.checkpoint.location.name)}: {self.checkpoint.format}, {self.totals}",
            columns,
            rows,
            len(self.results),
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the report as one HTML page that loads nothing from anywhere.

        It replaces an older one, in one step. Raises OutputError for a file of the checkpoint, and if writing fails.
        """
        from inspector.operations.report_page import write_page  # drawn for few

        write_page(self, path)


def report(
    source: CheckpointSource, *, match: Globs = (), exclude: Globs = (), job: Job | None = None
) -> CheckpointReport:
    """A report on a checkpoint: findings, health and the statistics of all tensors whose key matches.

    A tensor that can't be read is reported, and hides no other. Raises what :func:`inspector.open` raises.
    """
    job = job or Job()
    with opened(source, job) as checkpoint:
        found: StatisticsTable = statistics(checkpoint, match=match, exclude=exclude, quantiles=QUANTILES, job=job)
        entries = [result.entry for result in found.results]
        return CheckpointReport(
            checkpoint=checkpoint,
            totals=totals(entries),
            shares=type_shares(entries),
            findings=[*ScanReport.of(checkpoint).findings, *found.findings],
            results=found.results,
            language_model=language_model(checkpoint, configuration(checkpoint.location, CONFIGURATION), job),
        )
