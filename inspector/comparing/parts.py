"""The parts of training checkpoints that are compared apart: a model is not headed by the moments of its optimizer.

After four epochs the squared gradients of an optimizer have changed by more than any weight, and say nothing of the model.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.roles import Role, roles
from inspector.comparing.results import PairResult
from inspector.jobs import Job
from inspector.tensors.entries import Path, TensorEntry
from inspector.text import number_text
from inspector.wording import tr

__all__ = ["PARTS", "PartSums", "Parts"]

#: The parts in the order in which they are shown.
PARTS = tuple(Role)


class Parts:
    """What each tensor of two checkpoints is a part of."""

    def __init__(self, a: Checkpoint, b: Checkpoint, job: Job | None = None) -> None:
        self._roles: dict[Path, Role] = {}
        for side in (b, a):  # what is in both is what it is in A
            found = zip(side.entries, roles(side.entries, job), strict=True)
            self._roles |= {entry.path: role for entry, role in found if role is not None}

    def of(self, a: TensorEntry | None, b: TensorEntry | None) -> Role:
        """The part of a tensor in A, in B or in both."""
        entry = a or b
        assert entry is not None
        return self._roles.get(entry.path, Role.OTHER)

    def rank(self, result: PairResult) -> tuple[int, float]:
        """To sort by: part by part, what changed most first."""
        return PARTS.index(self.of(result.a, result.b)), -result.change


@dataclass(slots=True)
class _Sums:
    tensors: int = 0
    differing: int = 0
    #: Sums over the tensors that were measured: of squares of the differences and of A.
    squares: float = 0.0
    whole: float = 0.0


@dataclass(slots=True)
class PartSums:
    """What was found of each part, added up."""

    _sums: dict[Role, _Sums] = field(default_factory=lambda: {part: _Sums() for part in PARTS})

    def add(self, result: PairResult, part: Role) -> None:
        """Add a result."""
        sums, measured = self._sums[part], result.difference
        sums.tensors += 1
        sums.differing += not result.agrees
        if measured is not None and measured.compared and math.isfinite(measured.rel_l2):
            sums.squares += (measured.rel_l2 * measured.l2_a) ** 2
            sums.whole += measured.l2_a**2

    def overall_change(self, parts: Sequence[Role] = PARTS) -> float:
        """``|b - a| / |a|`` in the L2 norm over all tensors that were measured together; NaN if there are none."""
        squares, whole = (sum(getattr(self._sums[part], name) for part in parts) for name in ("squares", "whole"))
        return math.sqrt(squares / whole) if whole else math.nan

    def texts(self) -> list[str]:
        """A line for each part, in order; none where there is a model without anything beside it."""
        there = [part for part in PARTS if self._sums[part].tensors]
        if not {Role.OPTIMIZER, Role.OTHER} & set(there) or len(there) < 2:
            return []
        return [self._text(part) for part in there]

    def _text(self, part: Role) -> str:
        sums, change = self._sums[part], self.overall_change((part,))
        said = tr("{count:,} of %n tensor differ", "{count:,} of %n tensors differ", sums.tensors, count=sums.differing)
        if sums.differing == 1:
            said = tr("1 of %n tensor differs", "1 of %n tensors differs", sums.tensors)
        if change > 0:
            said += tr(", overall relative change {change}", change=number_text(change, 3))
        return f"{tr(part.value)}: {said}"
