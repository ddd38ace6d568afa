"""Listing: the entries of a checkpoint that are meant, and how much they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.checkpoint.description import entry_columns, entry_row
from inspector.checkpoint.totals import Totals, totals
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.sources.location import Location
from inspector.tables import Table, Tabular
from inspector.tensors.entries import Entry
from inspector.text import printable

__all__ = ["Listing", "list"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Listing(Tabular):
    """What a checkpoint holds. ``totals`` are those of ``entries``; ``metadata`` and ``findings`` are the whole file's."""

    location: Location
    format: str
    entries: Sequence[Entry]
    totals: Totals
    metadata: Mapping[str, Any]
    findings: Sequence[Finding]

    def table(self, most: int) -> Table:
        shown = self.entries[:most]
        columns = entry_columns(shown)
        rows = [entry_row(entry, columns) for entry in shown]
        caption = f"{printable(self.location.name)}: {self.format}, {self.totals}"
        return Table(caption, columns, rows, len(self.entries), "entry", "entries")


def list(source: CheckpointSource, *, match: Globs = (), exclude: Globs = (), job: Job | None = None) -> Listing:
    """The entries of a checkpoint whose key matches one of ``match`` (all if there are none) and none of ``exclude``.

    Reads the index only. Raises what :func:`inspector.open` raises.
    """
    with opened(source, job or Job()) as checkpoint:
        entries = matching(checkpoint.entries, match, exclude)
        return Listing(
            checkpoint.location, checkpoint.format, entries, totals(entries), checkpoint.metadata, checkpoint.findings
        )
