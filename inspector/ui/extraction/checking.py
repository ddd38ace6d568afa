"""Checking the tray's plan in a worker thread: there may be a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.findings import Finding
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.operations.exporting import Blocker, ExportOptions
from inspector.operations.exporting import check as check_plan
from inspector.text import size_text
from inspector.wording import tr
from inspector.writing.plan import Plan

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


def check(plan: Plan, choices: ExportOptions, renaming: Renaming, job: Job) -> Checked:
    """Rename the plan and find what stands in the way of writing it and what would change."""
    checked = check_plan(plan, choices, renaming, job)
    renames = sum(new.key != old.key for new, old in zip(checked.renamed.rows, plan.rows, strict=True))
    return Checked(
        checked.renamed,
        renames,
        checked.blockers,
        checked.positions,
        checked.notices,
        _sums(checked.written, checked.nbytes, left_out=len(plan.rows) - len(checked.written.rows)),
        plan.has_optimizers,
    )


def _sums(written: Plan, nbytes: int, left_out: int) -> str:
    text = tr("%n tensor, {size}", "%n tensors, {size}", len(written.tensors), size=size_text(nbytes))
    if written.values:
        text += tr(", %n value", ", %n values", len(written.values))
    return text + tr("; %n value left out", "; %n values left out", left_out) if left_out else text
