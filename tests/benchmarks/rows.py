"""Rows of formats: a file that a library writes, and what else reads it; and the tensors that are in most of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.data import Files, is_installed
from tests.benchmarks.formats import against
from tests.benchmarks.measure import processor_seconds_of
from tests.benchmarks.report import Result

__all__ = ["COUNT", "SHAPE", "Row", "arrays", "loaded_by_torch", "open_rows", "state"]

#: How many tensors a file has, and of which shape.
COUNT = 500
SHAPE = (64, 64)


@dataclass(frozen=True)
class Row:
    """A file that ``make`` writes and ``read`` reads by a ``library``, as ``peer`` calls that."""

    what: str
    name: str
    make: Callable[[Path], None]
    read: Callable[[str], list[float]]
    library: str
    peer: str


def open_rows(files: Files, rows: Iterable[Row]) -> list[Result]:
    """Opening each file against its library; where that is not installed it is said, and the row left out."""
    results = []
    for row in rows:
        if is_installed(row.library):
            path = files.made(row.name, row.make, row.library)
            results += against(files, path, row.read, row.library, row.what, row.peer)
        else:
            print(f"     {row.what}: left out, since {row.library} is not installed", flush=True)
    return results


def arrays(count: int = COUNT) -> dict[str, Any]:
    """So many arrays of 16 KiB."""
    return {f"layer_{number}": np.full(SHAPE, number, np.float32) for number in range(count)}


def state() -> dict[str, Any]:
    """The same as tensors of torch."""
    import torch

    return {name: torch.from_numpy(array) for name, array in arrays().items()}


def loaded_by_torch(path: str) -> list[float]:
    """Seconds torch takes to load a file."""
    import torch

    return processor_seconds_of(lambda: torch.load(path))
