"""One of the two that are compared."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.location import Location
from inspector.text import printable

__all__ = ["Side"]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two: a file, or a checkpoint that somebody else has open, which may be read from other ``sources``."""

    location: Location
    checkpoint: Checkpoint | None = None
    sources: tuple[Checkpoint, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file, for people."""
        return printable(self.location.name or str(self.location))
