"""Checkpoints in memory, and what comparing them gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import align
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.comparison import compare
from inspector.comparing.name_map import Map
from inspector.comparing.results import PairResult
from inspector.jobs import Job
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import TensorEntry
from tests.tensors import entry_of

__all__ = ["checkpoint", "one", "results"]


def checkpoint(entries: Mapping[str, Any]) -> Checkpoint:
    """A checkpoint in memory of arrays and entries."""
    made = [(value if isinstance(value, TensorEntry) else entry_of(value)).at((key,)) for key, value in entries.items()]
    return Checkpoint(LocalLocation(Path("memory")), "memory", [], made)


def results(
    a: Checkpoint, b: Checkpoint, tolerance: Tolerance = EXACT, names: Map | None = None, job: Job | None = None
) -> dict[str, PairResult]:
    """The result of each key."""
    found = {result.key: result for result in compare(a, b, align(a.entries, b.entries, names), job, tolerance)}
    assert len(found) == len(set(found))
    return found


def one(a: Any, b: Any, tolerance: Tolerance = EXACT) -> PairResult:
    """The result of two arrays or entries."""
    (result,) = results(checkpoint({"t": a}), checkpoint({"t": b}), tolerance).values()
    return result
