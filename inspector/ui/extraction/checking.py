"""What is found of the tray's plan in a worker thread: there may be a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.exporting.checks import Blocker, blockers, notices
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.text import plural, size_text
from inspector.ui.extraction.choices import Choices
from inspector.writing.plan import Plan, PlannedValue

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan under the keys it would have, and what is to be said of that.

    ``renames`` counts the keys that would change; ``positions`` lead from the rows that would be written, which
    ``blockers`` are about, to those of the plan; ``sums`` says how much would be written.
    """

    renamed: Plan
    renames: int
    blockers: Sequence[Blocker]
    positions: Sequence[int]
    notes: Sequence[Finding]
    sums: str
    has_optimizers: bool


def check(plan: Plan, choices: Choices, renaming: Renaming, job: Job) -> Checked:
    """Rename the plan and find what stands in the way of writing it and what would change."""
    renamed = plan.renamed(renaming) if renaming.rules else plan
    renames = sum(new.key != old.key for new, old in zip(renamed.rows, plan.rows, strict=True))
    job.check()
    written = choices.applied(renamed)
    return Checked(
        renamed,
        renames,
        blockers(written, choices.writer),
        [index for index, row in enumerate(plan.rows) if choices.writes_values or not isinstance(row, PlannedValue)],
        notices(written, choices.writer),
        _sums(written, left_out=len(plan.rows) - len(written.rows)),
        plan.has_optimizers,
    )


def _sums(written: Plan, left_out: int) -> str:
    nbytes = sum((row.dtype or row.entry.dtype).nbytes(row.entry.numel) for row in written.tensors)
    text = f"{plural(len(written.tensors), 'tensor')}, {size_text(nbytes)}"
    if written.values:
        text += f", {plural(len(written.values), 'value')}"
    return f"{text}; {plural(left_out, 'value')} left out" if left_out else text
