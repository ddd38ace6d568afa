"""Checkpoint Inspector: open tensor files of any framework as an index of byte ranges, without running them.

>>> import inspector
>>> checkpoint = inspector.open("model.pth")
>>> checkpoint.entries
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.checkpoint.checkpoint import Checkpoint
    from inspector.jobs import Job

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(path: str | os.PathLike[str], job: Job | None = None) -> Checkpoint:  # noqa: A001 - as gzip.open, tarfile.open
    """Open a checkpoint of any known format: its whole index is read and checked, its tensors are not.

    Raises :class:`inspector.errors.CheckpointError`, whose text begins with ``path``, for a file that can't be read.
    """
    from inspector.formats.registry import open_checkpoint  # numpy and the readers take a tenth of a second

    return open_checkpoint(path, job)
