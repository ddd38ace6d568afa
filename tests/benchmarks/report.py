"""What a benchmark found, and the table of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Result", "seconds_text", "table"]


@dataclass(frozen=True, slots=True)
class Result:
    """One row: ``value`` is compared with ``target``, which is the most it should be; ``unit`` is ``x`` for ratios."""

    what: str
    ours: str
    against: str
    value: float
    target: float
    unit: str = "x"

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return self.value <= self.target

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        verdict = "yes" if self.is_met else "**no**"
        return (
            self.what,
            self.ours,
            self.against,
            f"{self.value:.3g} {self.unit}",
            f"{self.target:g} {self.unit}",
            verdict,
        )


def table(results: Iterable[Result], *, targets: bool = True) -> str:
    """All results as a table in Markdown; without the columns of the targets where these are not for what was measured."""
    heading = ("what", "ours", "against", "measured", "at most", "met")
    rows = [row if targets else row[:4] for row in (heading, *(result.cells() for result in results))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def seconds_text(seconds: float) -> str:
    """A duration in the unit it is read best in."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
