"""What the panels about one pair of tensors have in common."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.comparing.results import PairResult
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.ui.panels.panel import Panel
from inspector.ui.runner import JobRunner

__all__ = ["PairContext", "PairPanel", "can_subtract", "is_drawable"]


@dataclass(frozen=True, slots=True)
class PairContext:
    """What panels may use: threads, and what the files A and B are called."""

    runner: JobRunner
    names: tuple[str, str]

    @property
    def legend(self) -> tuple[str, str]:
        """Which is A and which is B."""
        return f"A: {self.names[0]}", f"B: {self.names[1]}"


class PairPanel(Panel[PairResult]):
    """A panel about one result of a comparison."""

    def __init__(self, context: PairContext) -> None:
        super().__init__()
        self.context = context


def is_drawable(entry: TensorEntry | None) -> bool:
    """Whether the tensor has numbers in the file."""
    return entry is not None and entry.dtype.is_numeric and entry.storage is not None and entry.numel > 0


def can_subtract(result: PairResult) -> bool:
    """Whether there is a difference to draw, place by place."""
    found = result.difference
    return found is not None and found.compared > 0


def is_complex(result: PairResult) -> bool:
    """Whether either side holds complex numbers, which are drawn by their magnitude."""
    return any(side is not None and side.values.dtype.kind is Kind.COMPLEX for side in (result.a, result.b))
