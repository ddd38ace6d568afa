"""Follow a training run through its checkpoints: what changed at each step, and the first step at which something broke.

Steps are the files or folders in FOLDER, ordered by the step that each one stores or has in its name. Results are cached: a
second run over the same checkpoints reads none of them.

Examples:
  checkpoint-inspector history run/
  checkpoint-inspector history run/ --stat update_ratio
  checkpoint-inspector history run/ --stat effective_rank
  checkpoint-inspector history run/ --csv >run.csv
  checkpoint-inspector history run/ --html run.html
  checkpoint-inspector history step_100.pt step_200.pt step_300.pt --json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from inspector.errors import InspectorError, SelectionError
from inspector.jobs import Job
from inspector.operations.history import History, HistoryStat, history
from inspector.operations.history_record import history_record
from inspector.operations.step_ranks import with_effective_ranks
from inspector.tables import Column, csv_text
from inspector.text import printable
from inspector.verbs.distribution import add_executor, add_part
from inspector.verbs.encoding import write_json
from inspector.verbs.session import progress_line
from inspector.verbs.status import Status, print_error
from inspector.verbs.table import print_table

__all__ = ["arguments", "run"]

_CSV_COLUMNS = (
    "file", "step", "epoch", "lr", "loss", "key", "moment", "count", "l2", "rms", "max_abs", "nan", "inf", "zeros",
    "dead_rows",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FOLDER", help="a folder of checkpoints, or the checkpoints")
    parser.add_argument(
        "--stat", choices=[stat.value for stat in HistoryStat], help="a table of this number by tensor and step"
    )
    parser.add_argument(
        "--effective-rank",
        action="store_true",
        help="also that of matrices, which takes longer; an estimate for large ones",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--csv", action="store_true", help="a line per step and tensor")
    form.add_argument("--html", metavar="OUT", help="write a page with maps and lines over the steps")
    add_executor(parser)
    add_part(parser, "--json")


def run(options: argparse.Namespace) -> Status:
    """Follow the run."""
    if options.part is not None and not options.json:
        raise SelectionError("--part needs --json: what it writes is for merge")
    job = Job()
    has_rank = options.effective_rank or options.stat == HistoryStat.EFFECTIVE_RANK
    try:
        with progress_line(job):
            files = options.files[0] if len(options.files) == 1 else options.files
            found = history(files, part=options.part, executor=options.executor, job=job)
            if has_rank:
                found = with_effective_ranks(found, executor=options.executor, job=job)
        if options.html is not None:
            found.save(options.html)
    except InspectorError as error:
        print_error(str(error))
        return Status.FAILED
    if options.json:
        write_json(history_record(found))
    elif options.csv:
        print(csv_text(_lines(found, has_rank=has_rank)), end="")
    elif options.html is not None:
        print(f"{printable(found.folder)}: history saved as {printable(options.html)}")
    elif options.stat:
        _print_stat(found, HistoryStat(options.stat))
    else:
        table = found.table(len(found.steps))
        print_table(table.columns, table.rows)
        for sentence in found.sentences:
            print(printable(sentence))
    for step in found.steps:
        if step.error:
            print_error(f"{step.location}: {step.error}")
    return Status.FAILED if any(step.error for step in found.steps) else Status.DONE


def _lines(found: History, *, has_rank: bool) -> Iterator[list[object]]:
    optional = ("update_l2", "update_ratio", *(["effective_rank"] if has_rank else []))
    yield [*_CSV_COLUMNS, *optional]
    for step in found.steps:
        facts = step.facts
        begin = [
            step.location.name,
            *("" if each is None else each for each in (facts.step, facts.epoch, facts.lr, facts.loss)),
        ]
        of_model = [((key, ""), numbers) for key, numbers in step.model.items()]
        for (key, moment), each in (*of_model, *step.optimizer.items()):
            values = (getattr(each, name) for name in optional)
            more = ["" if value is None else value for value in values]
            counts = [each.count, each.l2, each.rms, each.max_abs, each.nan, each.inf, each.zeros, each.dead_rows]
            yield [*begin, key, moment, *counts, *more]


def _print_stat(found: History, stat: HistoryStat) -> None:
    columns = [Column("key"), *(Column(step.label, right=True) for step in found.steps)]
    rows = [
        [key, *(stat.text_of(step.model[key]) if key in step.model else "" for step in found.steps)]
        for key in found.keys
    ]
    print_table(columns, rows)
