"""What an export has written, for programs and for people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inspector.findings import Finding
from inspector.tables import Column, Table, Tabular
from inspector.text import number_text, plural, printable, size_text
from inspector.writing.casts import Cast

__all__ = ["CAST_COLUMNS", "ExportReport", "cast_row"]

#: What the cells of :func:`cast_row` are.
CAST_COLUMNS = (
    Column("key", shrinks=True),
    Column("from"),
    Column("to"),
    *(Column(heading, right=True) for heading in ("max error", "relative", "overflows", "underflows")),
)


@dataclass(frozen=True, slots=True, repr=False)
class ExportReport(Tabular):
    """What was written. Every tensor of it was read back and its checksum compared; else there would be an error instead.

    ``files`` are the files made, an index first. ``nbytes`` counts the elements of all tensors, as ``ls`` of the new file
    does, and ``stored_nbytes`` those that were written: shared ones once, where the format can. ``casts`` has each tensor
    whose type changed; ``architecture`` is the id of that which the file keeps, if any.
    """

    files: tuple[Path, ...]
    format: str
    tensors: int
    nbytes: int
    stored_nbytes: int
    casts: tuple[Cast, ...]
    findings: tuple[Finding, ...]
    architecture: str = ""

    @property
    def sentence(self) -> str:
        """What was written, and where."""
        what = f"{self.format}, {plural(self.tensors, 'tensor')}, {size_text(self.stored_nbytes)}"
        shards = f" in {plural(len(self.files) - 1, 'shard')}" if len(self.files) > 1 else ""
        return f"{printable(str(self.files[0]))}: {what}{shards}; verified by reading it back"

    def table(self, most: int) -> Table:
        rows = [cast_row(cast) for cast in self.casts[:most]]
        return Table(self.sentence, CAST_COLUMNS, rows, len(self.casts), "cast")


def cast_row(cast: Cast) -> list[str]:
    """The cells of one cast: what it cost."""
    numbers = (number_text(cast.max_abs, 3), number_text(cast.rel_l2, 3), str(cast.overflows), str(cast.underflows))
    return [printable(cast.key), cast.before.name, cast.after.name, *numbers]
