"""Thin a training run: keep the checkpoints that the rules name, delete the others.

Shows the plan and deletes nothing, unless --yes is given. Everything that is kept is first read to its last byte; what can't
be opened, or is not named like a step, is left alone. --drop-optimizer also deletes the optimizer's files beside the weights
of kept steps, except those of the last step, from which training can resume.

Rules: best (lowest loss), first, last, last=N, every=N (every Nth, from the first).

Examples:
  checkpoint-inspector prune run/ --keep best,last,every=10
  checkpoint-inspector prune run/ --keep last=3 --drop-optimizer --yes
"""

from __future__ import annotations

import argparse

from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.operations.pruning import PruneStep, plan_pruning, prune
from inspector.text import printable, size_text
from inspector.verbs.encoding import write_json
from inspector.verbs.session import progress_line
from inspector.verbs.status import Status, print_error
from inspector.verbs.table import print_table

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="FOLDER", help="the folder of a run")
    parser.add_argument("--keep", metavar="RULE,...", required=True, help="what to keep: best, first, last=N, every=N")
    parser.add_argument("--drop-optimizer", action="store_true", help="delete the optimizer's files of kept steps, too")
    parser.add_argument("--yes", action="store_true", help="delete; without it, only the plan is shown")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """Show the plan, and carry it out if that is wanted."""
    job = Job()
    gone: list[PruneStep] = []
    try:
        with progress_line(job):
            plan = plan_pruning(options.folder, options.keep, drop_optimizer=options.drop_optimizer, job=job)
            if options.yes:
                prune(plan, each=gone.append, job=job)
    except CheckpointError as error:
        print_error(str(error))
        return Status.FAILED
    if options.json:
        records = [
            {"name": step.location.name, "step": step.facts.step, "nbytes": step.nbytes, "freed": step.freed,
             "keep": list(step.reasons), "dropped": [path.name for path in step.dropped]}
            for step in plan.steps
        ]  # fmt: skip
        write_json({"folder": plan.folder, "steps": records, "freed": plan.freed, "done": options.yes})
        return Status.DONE
    table = plan.table(len(plan.steps))
    print_table(table.columns, table.rows)
    print(printable(plan.sentence))
    if options.yes:
        print(f"deleted: {size_text(sum(step.freed for step in gone))}")
    else:
        print("Nothing was deleted; --yes does it.")
    return Status.DONE
