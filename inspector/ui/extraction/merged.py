"""Merging: rows of one checkpoint put into another, and what happens where both have a tensor of the same key."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.jobs import Job
from inspector.names.renaming import RenameRule, Renaming
from inspector.sources.location import location_of
from inspector.ui.document.document import Document, document_of
from inspector.ui.document.merged_checkpoint import MergedCheckpoint
from inspector.ui.extraction.rows import Rows, extended
from inspector.writing.plan import Plan, Row

__all__ = ["Merge", "Merged", "merge_of"]


class Merged:
    """A checkpoint that is not a file: rows of several, under the keys they would have together."""

    def __init__(self, plan: Plan, name: str) -> None:
        self.plan = plan
        self.path = Path(name)

    def document(self, job: Job) -> Document:
        """The document of it; for a worker thread."""
        checkpoint = MergedCheckpoint(
            location_of(self.path), "unsaved", (), self.plan.entries, dict(self.plan.metadata), plan=self.plan
        )
        return document_of(checkpoint, job)


@dataclass(frozen=True, slots=True, eq=False)
class Merge:
    """Rows ``added`` to those of a checkpoint, ``base``, that is called ``target``; they are from ``source``.

    The new checkpoint is to be called ``name``.
    """

    base: Plan
    added: Plan
    target: str
    source: str
    name: str

    @property
    def collisions(self) -> int:
        """How many of the rows added have the key of one that is there."""
        return self.collisions_of(Renaming(()))

    def collisions_of(self, renaming: Renaming) -> int:
        """How many keys would be there twice if the rows added were renamed so."""
        known = {row.key for row in self.base.rows}
        count = 0
        for row in self.added.rows:
            key = renaming.apply(row.key)
            count += key in known
            known.add(key)
        return count

    @property
    def prefixing(self) -> Renaming:
        """The rule that puts the rows added below the name of their file."""
        stem = re.sub(r"\W+", "_", Path(self.source).stem).strip("_") or "merged"
        return Renaming([RenameRule.prefix("", f"{stem}.")])

    def replacing(self) -> Merged:
        """The rows added take the place of those with their keys; the others come behind."""
        new: dict[str, Row] = {row.key: row for row in self.added.rows}
        kept = [new.pop(row.key, row) for row in self.base.rows]
        return self._merged((*kept, *new.values()))

    def renaming(self, renaming: Renaming) -> Merged:
        """All rows of both, those added under other keys."""
        return self._merged((*self.base.rows, *self.added.renamed(renaming).rows))

    def _merged(self, rows: tuple[Row, ...]) -> Merged:
        known = [source for source in self.base.sources if source not in self.added.sources]
        metadata = {**self.added.metadata, **self.base.metadata}
        return Merged(
            replace(self.base, rows=rows, sources=(*known, *self.added.sources), metadata=metadata), self.name
        )


def merge_of(target: Document, rows: Rows) -> Merge:
    """All of ``target`` with the rows added to it."""
    checkpoint = target.checkpoint
    is_merged = isinstance(checkpoint, MergedCheckpoint)
    base = extended(Plan(), Rows(target, tuple(checkpoint.entries)))
    source = rows.document.name
    name = target.name if is_merged else f"{Path(target.name).stem} + {Path(source).stem}"
    return Merge(base, extended(Plan(), rows), target.name, source, name)
