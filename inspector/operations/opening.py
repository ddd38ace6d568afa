"""The source of an operation: an open checkpoint, or the location of one, opened for as long as the operation runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Job
from inspector.sources.location import Location

__all__ = ["CheckpointSource", "opened"]

#: An open checkpoint, which stays open, or the place of one.
CheckpointSource = Checkpoint | str | os.PathLike[str] | Location


@contextmanager
def opened(source: CheckpointSource, job: Job) -> Iterator[Checkpoint]:
    """The checkpoint, closed in the end if it was opened here. Raises what :func:`inspector.open` raises."""
    if isinstance(source, Checkpoint):
        yield source
    else:
        with open_checkpoint(source, job) as checkpoint:
            yield checkpoint
