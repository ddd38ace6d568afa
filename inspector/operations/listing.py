"""Listing: the entries of a checkpoint that are meant, and how much they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspector.checkpoint.description import entry_columns, entry_row
from inspector.checkpoint.optimizer_states import StateOwner, state_owners
from inspector.checkpoint.totals import Totals, totals
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.sources.location import Location
from inspector.tables import Table, Tabular
from inspector.tensors.entries import Entry, Path
from inspector.text import printable

__all__ = ["Listing", "list"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Listing(Tabular):
    """What a checkpoint holds. ``totals`` are those of ``entries``; ``metadata`` and ``findings`` are the whole file's.

    ``state_owners`` are the parameters that the states of optimizers are of, by the path of the state.
    """

    location: Location
    format: str
    entries: Sequence[Entry]
    totals: Totals
    metadata: Mapping[str, Any]
    findings: Sequence[Finding]
    state_owners: Mapping[Path, StateOwner] = field(default_factory=dict)

    def owner(self, entry: Entry) -> StateOwner | None:
        """The parameter that an entry is a state of; None for what is no state, and where it can't be told."""
        return self.state_owners.get(entry.path[:-1])

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
            checkpoint.location,
            checkpoint.format,
            entries,
            totals(entries),
            checkpoint.metadata,
            checkpoint.findings,
            state_owners(checkpoint, job=job),
        )
