"""What the tests of exporting share: plans of files, files of torch, and jobs that stop when they are told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

import inspector
from inspector.exporting.execution import export
from inspector.exporting.report import ExportReport
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.writing.plan import Plan

__all__ = ["CancelledAt", "exported", "opened_plan", "saved"]


def saved(state: Any, path: Path) -> Path:
    """A file of torch."""
    torch.save(state, path)
    return path


@contextmanager
def opened_plan(*paths: Path) -> Iterator[Plan]:
    """The plan to export everything in some files, open until the end."""
    plan = Plan()
    checkpoints = [inspector.open(path) for path in paths]
    try:
        for checkpoint in checkpoints:
            plan = plan.added(checkpoint, checkpoint.entries)
        yield plan
    finally:
        for checkpoint in checkpoints:
            checkpoint.close()


def exported(source: Path, target: Path, *rules: str, **options: Any) -> ExportReport:
    """Export everything in ``source`` to ``target``."""
    with opened_plan(source) as plan:
        return export(plan.renamed(Renaming.parse(rules)), target, **options)


class CancelledAt(Job):
    """A job that is cancelled when it reports for the ``moment``-th time."""

    __slots__ = ("moment", "reports")

    def __init__(self, moment: int) -> None:
        super().__init__()
        self.moment = moment
        self.reports = 0

    def report(self, done: int, total: int, what: str = "") -> None:
        self.reports += 1
        if self.reports == self.moment:
            self.cancel()
        super().report(done, total, what)
