"""Checkpoint Inspector: open tensor files of any framework as an index of byte ranges, without running them.

>>> import inspector
>>> checkpoint = inspector.open("model.pth")
>>> inspector.statistics(checkpoint, match="*.weight")

The operations are imported when they are first asked for: numpy and the readers take a tenth of a second.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspector.checkpoint.checkpoint import Checkpoint
    from inspector.errors import CheckpointError, InspectorError, SelectionError
    from inspector.jobs import Cancelled, Job
    from inspector.operations.adapters import adapter, merge_adapter
    from inspector.operations.checking import check
    from inspector.operations.comparison import compare
    from inspector.operations.detection import detect
    from inspector.operations.exporting import export
    from inspector.operations.hashing import hash
    from inspector.operations.history import history
    from inspector.operations.listing import list
    from inspector.operations.manifest import write_manifest
    from inspector.operations.reading import read
    from inspector.operations.reporting import report
    from inspector.operations.scanning import scan
    from inspector.operations.statistics import statistics
    from inspector.operations.verification import verify
    from inspector.sources.location import Location
    from inspector.writing.plan import Plan

__all__ = [
    "Cancelled",
    "Checkpoint",
    "CheckpointError",
    "InspectorError",
    "Job",
    "Plan",
    "SelectionError",
    "__version__",
    "adapter",
    "check",
    "compare",
    "detect",
    "export",
    "hash",
    "history",
    "list",
    "merge_adapter",
    "open",
    "read",
    "report",
    "scan",
    "statistics",
    "verify",
    "write_manifest",
]

__version__ = "0.1.0"

#: Where each public name is defined.
_MODULES = {
    "Cancelled": "jobs",
    "Checkpoint": "checkpoint.checkpoint",
    "CheckpointError": "errors",
    "InspectorError": "errors",
    "Job": "jobs",
    "SelectionError": "errors",
    "compare": "operations.comparison",
    "Plan": "writing.plan",
    "adapter": "operations.adapters",
    "check": "operations.checking",
    "detect": "operations.detection",
    "export": "operations.exporting",
    "hash": "operations.hashing",
    "history": "operations.history",
    "list": "operations.listing",
    "merge_adapter": "operations.adapters",
    "read": "operations.reading",
    "report": "operations.reporting",
    "scan": "operations.scanning",
    "statistics": "operations.statistics",
    "verify": "operations.verification",
    "write_manifest": "operations.manifest",
}


def open(path: str | os.PathLike[str] | Location, job: Job | None = None, *, download: bool = False) -> Checkpoint:
    """Open a checkpoint of any known format: its whole index is read and checked, its tensors are not.

    ``path`` may be an address (https://, hf://, s3:// and others), of which only what is needed is fetched; ``download``
    allows fetching the whole file where the server can't serve parts of it.

    Raises :class:`inspector.CheckpointError`, whose text begins with ``path``, for a file that can't be read.
    """
    from inspector.formats.registry import open_checkpoint

    return open_checkpoint(path, job, download=download)


if not TYPE_CHECKING:  # else every name that is not there would be taken for one that is

    def __getattr__(name: str) -> Any:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module 'inspector' has no attribute {name!r}")
        return getattr(import_module(f"inspector.{module}"), name)


def __dir__() -> Sequence[str]:
    return [*globals(), *_MODULES]
