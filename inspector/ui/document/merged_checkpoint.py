"""A checkpoint that is not a file yet: rows of several, under the keys they will have together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.text import printable
from inspector.wording import tr
from inspector.writing.plan import Plan

__all__ = ["MergedCheckpoint", "file_names"]


@dataclass(frozen=True, eq=False, repr=False)
class MergedCheckpoint(Checkpoint):
    """``plan`` has a row for each entry, in the same order: where it is read from, and what it is called there."""

    plan: Plan = field(default_factory=Plan)

    def origin(self, index: int) -> str:
        """The file that an entry is from, and its key there where that is another one."""
        row = self.plan.rows[index]
        name = file_names(self.plan)[id(row.source)]
        return printable(name if row.entry.key == row.key else f"{name}: {row.entry.key[:400]}")

    @property
    def origins(self) -> list[str]:
        """The files that entries are from, with how many."""
        names = file_names(self.plan)
        counts = Counter(names[id(row.source)] for row in self.plan.rows)
        return [
            tr("%n row from {name}", "%n rows from {name}", count, name=printable(name))
            for name, count in counts.items()
        ]


def file_names(plan: Plan) -> dict[int, str]:
    """What to call the sources of a plan, by identity: their names, with the folder where two are of one name."""
    names = Counter(source.location.name for source in plan.sources)
    return {
        id(source): name if names[name] == 1 or len(parts) < 2 else "/".join(parts[-2:])
        for source in plan.sources
        for name, parts in [(source.location.name, str(source.location).replace("\\", "/").rstrip("/").split("/"))]
    }
