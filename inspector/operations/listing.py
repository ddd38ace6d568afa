"""Listing: the entries of a checkpoint that a request selects, and how much they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.description import entry_columns, entry_row, file_name
from inspector.checkpoint.layer_names import layer_names
from inspector.checkpoint.optimizer_states import StateOwner, state_owners
from inspector.checkpoint.totals import Totals, totals
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.globs import Globs, matching
from inspector.operations.opening import CheckpointSource, opened
from inspector.sources.location import Location
from inspector.tables import Column, Table, Tabular
from inspector.tensors.entries import Entry, Path
from inspector.text import printable

__all__ = ["FILE_COLUMN", "Listing", "list"]

#: The shard or member that a tensor lies in.
FILE_COLUMN = Column("file", shrinks=True)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Listing(Tabular):
    """What a checkpoint holds. ``totals`` are those of ``entries``; ``metadata`` and ``findings`` are the whole file's.

    ``files`` has the name of the file that each entry's elements lie in, empty for none; it is empty itself if all lie in
    one. ``state_owners`` are the parameters that the states of optimizers are of, by the path of the state, and
    ``layer_names`` what layers are called, by the path of the group of their variables, where that does not have the name.
    """

    location: Location
    format: str
    entries: Sequence[Entry]
    totals: Totals
    metadata: Mapping[str, Any]
    findings: Sequence[Finding]
    state_owners: Mapping[Path, StateOwner] = field(default_factory=dict)
    files: Sequence[str] = ()
    layer_names: Mapping[Path, str] = field(default_factory=dict)

    def owner(self, entry: Entry) -> StateOwner | None:
        """The parameter that an entry is a state of; None for what is no state, and where it can't be told."""
        return self.state_owners.get(entry.path[:-1])

    def layer_name(self, entry: Entry) -> str:
        """What the layer is called that an entry is a variable of; "" where its path says it or nothing does."""
        return self.layer_names.get(entry.path[:-1], "")

    def table(self, most: int) -> Table:
        shown = self.entries[:most]
        columns = entry_columns(shown)
        rows = [entry_row(entry, columns) for entry in shown]
        if self.files:
            columns.append(FILE_COLUMN)
            rows = [[*row, printable(file)] for row, file in zip(rows, self.files, strict=False)]
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
            [file_name(entry) for entry in entries] if _is_in_several_files(checkpoint) else (),
            layer_names(checkpoint.metadata),
        )


def _is_in_several_files(checkpoint: Checkpoint) -> bool:
    if len(checkpoint.files) < 2:
        return False
    names = filter(None, map(file_name, checkpoint.entries))
    first = next(names, "")
    return any(name != first for name in names)  # as the second of a thousand shards tells
