"""Values other than tensors that differ between two checkpoints: epoch, loss, learning rate. It reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.tensors.entries import ValueEntry
from inspector.text import value_text

__all__ = ["ValueChange", "value_changes"]

#: Values are told apart, and shown, by so many characters.
_WIDTH = 200
_MISSING = "–"  # noqa: RUF001 - a dash


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value by its dotted key, as text in A and in B; "" where it is missing."""

    key: str
    a: str
    b: str

    @property
    def text(self) -> str:
        """What became of it: ``1 → 5``."""
        return f"{self.a or _MISSING} → {self.b or _MISSING}"


def value_changes(a: Checkpoint, b: Checkpoint, job: Job | None = None) -> Sequence[ValueChange]:
    """The values that differ or that only one has, in the order of A and then of B."""
    job = job or Job()
    in_a, in_b = (
        {
            entry.key: value_text(entry.value, _WIDTH)
            for entry in job.each(side.entries)
            if isinstance(entry, ValueEntry)
        }
        for side in (a, b)
    )
    keys = [*in_a, *(key for key in in_b if key not in in_a)]
    return [ValueChange(key, in_a.get(key, ""), in_b.get(key, "")) for key in keys if in_a.get(key) != in_b.get(key)]
