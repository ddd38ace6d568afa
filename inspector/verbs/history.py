"""Follow a training run through its checkpoints: what changed at each step, and the first step at which something broke.

Steps are the files or folders of FOLDER, by the number that each says itself or that is in its name. The second run over
the same checkpoints reads none of them.

Examples:
  checkpoint-inspector history run/
  checkpoint-inspector history run/ --stat update_ratio
  checkpoint-inspector history run/ --stat effective_rank
  checkpoint-inspector history run/ --csv >run.csv
  checkpoint-inspector history step_100.pt step_200.pt step_300.pt --json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.operations.history import History, HistoryStat, RunStep, StepNumbers, history
from inspector.operations.step_ranks import with_effective_ranks
from inspector.tables import Column, csv_text
from inspector.text import printable
from inspector.verbs.distribution import add_executor
from inspector.verbs.encoding import encode_value, write_json
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
        "--effective-rank", action="store_true", help="also of matrices, which takes longer; estimated of large ones"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--csv", action="store_true", help="a line per step and tensor")
    add_executor(parser)


def run(options: argparse.Namespace) -> Status:
    """Follow the run."""
    job = Job()
    has_rank = options.effective_rank or options.stat == HistoryStat.EFFECTIVE_RANK
    try:
        with progress_line(job):
            found = history(
                options.files[0] if len(options.files) == 1 else options.files, executor=options.executor, job=job
            )
            if has_rank:
                found = with_effective_ranks(found, executor=options.executor, job=job)
    except InspectorError as error:
        print_error(str(error))
        return Status.FAILED
    if options.json:
        write_json(_record(found))
    elif options.csv:
        print(csv_text(_lines(found, has_rank=has_rank)), end="")
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


def _record(found: History) -> dict[str, Any]:
    firsts = {
        "first_bad_step": found.first_bad,
        "first_bad_model_step": found.first_bad_model,
        "first_bad_optimizer_step": found.first_bad_optimizer,
        "first_dead_rows_step": found.first_dead_rows,
        "largest_update_step": found.largest_update,
        "lr_spike_step": found.learning_rate_spike,
    }
    return {
        "folder": found.folder,
        "steps": [_step_record(step) for step in found.steps],
        **{name: None if step is None else step.location.name for name, step in firsts.items()},
        "sentences": found.sentences,
    }


def _step_record(step: RunStep) -> dict[str, Any]:
    facts = step.facts
    said = {"step": facts.step, "epoch": facts.epoch, "lr": facts.lr, "loss": facts.loss}
    if step.error:
        return {"file": step.location.name, **said, "error": step.error}
    optimizer: dict[str, dict[str, Any]] = {}
    for (key, moment), numbers in step.optimizer.items():
        optimizer.setdefault(key, {})[moment] = _numbers_record(numbers)
    return {
        "file": step.location.name,
        **{name: encode_value(value) for name, value in said.items()},
        "layers": {key: _numbers_record(numbers) for key, numbers in step.model.items()},
        "optimizer": optimizer,
        "bad_in_model": step.bad_in_model,
        "bad_in_optimizer": step.bad_in_optimizer,
        "max_update_ratio": encode_value(step.largest_update[1]) if step.largest_update else None,
    }


def _numbers_record(numbers: StepNumbers) -> dict[str, Any]:
    record = {
        "count": numbers.count, "l2": numbers.l2, "rms": numbers.rms, "max_abs": numbers.max_abs, "nan": numbers.nan,
        "inf": numbers.inf, "zeros": numbers.zeros, "dead_row_count": numbers.dead_rows,
        "dead_rows": list(numbers.dead_row_indices), "update_l2": numbers.update_l2,
        "update_ratio": numbers.update_ratio,
        "first_bad": None if numbers.first_nan is None else list(numbers.first_nan),
    }  # fmt: skip
    if numbers.effective_rank is not None:
        record |= {"effective_rank": numbers.effective_rank, "effective_rank_estimated": numbers.is_rank_estimated}
    return {name: encode_value(value) for name, value in record.items()}


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
