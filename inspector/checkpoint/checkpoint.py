"""An opened checkpoint: the complete, checked index of a file, and the way to its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from inspector.checkpoint.description import entry_columns, entry_row
from inspector.checkpoint.totals import totals
from inspector.errors import SelectionError
from inspector.findings import Finding
from inspector.sources.location import Location
from inspector.sources.storage import File
from inspector.tables import Table, Tabular
from inspector.tensors.entries import Entry, TensorEntry
from inspector.text import printable

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["RECORD_PREFIX", "Checkpoint"]

#: Names of metadata that begin with this are this program's own records. They are text, and exports keep them.
RECORD_PREFIX = "checkpoint_inspector."


@dataclass(frozen=True, eq=False, repr=False)
class Checkpoint(Tabular):
    """The index of one opened file, folder or set of shards. Immutable; safe to read from any thread.

    ``location`` is what the user opened; ``format`` is the format's identifier (``pytorch-zip``); ``files`` are all files
    held open, the one that the user opened first, and none if it is in memory. ``kept_metadata`` are the texts of
    ``metadata`` that exports keep: the author's and this program's.
    """

    location: Location
    format: str
    files: Sequence[File]
    entries: Sequence[Entry]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    kept_metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The path of what the user opened, for what only a local file can do; raises UnsupportedError for others."""
        return self.location.path

    @property
    def tensors(self) -> list[TensorEntry]:
        """The entries that are tensors, in file order."""
        return [entry for entry in self.entries if type(entry) is TensorEntry]  # in two thirds of isinstance's time

    @property
    def state_tensors(self) -> list[TensorEntry]:
        """The tensors without what a pickled module keeps beside its state dict."""
        return [tensor for tensor in self.tensors if tensor.in_state_dict]

    def __getitem__(self, key: str) -> Entry:
        """The first entry with this dotted key; raises SelectionError if there is none."""
        entry = self._by_key.get(key)
        if entry is None:
            raise SelectionError(f"{self.location.name} has no entry {key!r}")
        return entry

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        """The first entry of each key."""
        return {entry.key: entry for entry in reversed(self.entries)}

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_by_key"}

    def read(self, entry: TensorEntry, region: tuple[slice | int, ...] = ()) -> npt.NDArray[Any]:
        """The values of ``entry[region]`` as a numpy array: decoded, dequantised, in C order, native byte order."""
        from inspector.tensors.reading import read_values  # needs numpy

        return read_values(entry.values.region(region) if region else entry.values)

    def table(self, most: int) -> Table:
        shown = self.entries[:most]
        columns = entry_columns(shown)
        rows = [entry_row(entry, columns) for entry in shown]
        return Table(self._summary, columns, rows, len(self.entries), "entry", "entries")

    def __repr__(self) -> str:
        return f"<Checkpoint {self._summary}>"

    @property
    def _summary(self) -> str:
        return f"{printable(self.location.name or str(self.location))}: {self.format}, {totals(self.entries)}"

    def close(self) -> None:
        """Close the files; reads under way in other threads end first, later ones raise CheckpointError."""
        for file in self.files:
            file.close()

    def __enter__(self) -> Checkpoint:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
