"""Compare two checkpoints: which tensors changed, by how much, and what is in one of them only.

Keys that differ by a prefix (module., model., _orig_mod., an EMA copy, the state_dict of a training checkpoint) are aligned,
renamed tensors are found by their content, and the output says by which rules. The exit status is 0 if all tensors are
equal, or within --rtol and --atol as in numpy.isclose, and 1 if not. Plain values are not compared.

A transformers model and its conversion (GGUF, tensor-parallel files of the original Llama or Megatron-LM) are compared by
the rules of the converter: each tensor is bit-exact under its rule, as close as its type allows, or different, and then the
head with the largest difference is named. The same goes for one network in torch and in another framework, and for weights
that only one side has fused or stacked.

Where one simple thing was done to a tensor, the output says so: rounded to another type, pruned, scaled, a few rows
changed, a low-rank update. The parameters of a model come before the optimizer beside it, whichever changed more.

Examples:
  checkpoint-inspector diff base.pth tuned.safetensors
  checkpoint-inspector diff model.pth half.pth --rtol 1e-3 --atol 1e-6
  checkpoint-inspector diff old.pth new.pth --map 'hidden.*=hidden1.*' --match '*.weight' --json
  checkpoint-inspector diff Llama-3.2-1B/ llama-3.2-1b-q8_0.gguf
  checkpoint-inspector diff base.pth tuned.pth --html report.html
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.totals import totals
from inspector.comparing.conversion.verdicts import conversion_notes
from inspector.comparing.report.rows import result_columns, result_row
from inspector.comparing.results import PairResult, State
from inspector.comparing.value_changes import ValueChange
from inspector.errors import CheckpointError, SelectionError
from inspector.execution import Workers
from inspector.executors import workers_of
from inspector.jobs import Job
from inspector.operations.adapter_pairing import pairing_text
from inspector.operations.alignment import Map, align, part_of
from inspector.operations.comparison import ComparisonReport, Tolerance, compare, explained
from inspector.operations.integrity import damage, left_out
from inspector.strict_json import dumps
from inspector.text import plural, printable
from inspector.verbs.distribution import add_executor, add_part
from inspector.verbs.selection import add_download, add_match
from inspector.verbs.session import for_each_file, print_damage, progress_line
from inspector.verbs.status import PROGRAM, Status, print_error
from inspector.verbs.table import print_table
from inspector.verbs.tolerance import tolerance

__all__ = ["arguments", "run"]

#: Rules and suggestions that are printed; of a model that was renamed throughout there may be thousands.
_MOST_LINES = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", metavar="A", help="a file, a shard index or a folder")
    parser.add_argument("b", metavar="B", help="the checkpoint to compare it with")
    parser.add_argument("--rtol", type=tolerance, default=0.0, metavar="R", help="relative tolerance (0)")
    parser.add_argument("--atol", type=tolerance, default=0.0, metavar="T", help="absolute tolerance (0)")
    parser.add_argument(
        "--map",
        metavar="OLD=NEW",
        nargs="+",
        action="extend",
        default=[],
        help="rename keys of A to match B; NEW puts what * matches in OLD at its own *; the first matching rule wins",
    )
    parser.add_argument(
        "--transpose",
        metavar="GLOB",
        nargs="+",
        action="extend",
        default=[],
        help="compare the matrices of A whose keys match transposed",
    )
    add_match(parser)
    add_download(parser)
    add_executor(parser)
    add_part(parser, "--json")
    parser.add_argument("--html", metavar="OUT", help="also write the report as a self-contained HTML page")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """Compare the files."""
    given = Map.given(options.map)
    if options.part is not None and (options.html or not options.json):
        raise SelectionError("--part needs --json, and no --html: what it writes is for merge")
    with workers_of(options.executor) as workers:
        return _each_file(options, given, workers)


def _each_file(options: argparse.Namespace, given: Map, workers: Workers | None) -> Status:

    def first(file_a: str, a: Checkpoint, _: Job) -> Status:
        def second(file_b: str, b: Checkpoint, job: Job) -> Status:
            report, status = _compared(options, given, (file_a, a), (file_b, b), job, workers)
            if options.html:
                report.save(options.html, as_json=False)
            if options.json:
                print(dumps(report.record() | _part_record(options, report)))
            else:
                _print(report)
            return max(status, _status(report))

        return for_each_file([options.b], second, as_json=options.json, download=options.download)

    return for_each_file([options.a], first, as_json=options.json, download=options.download)


def _part_record(options: argparse.Namespace, report: ComparisonReport) -> dict[str, Any]:
    if options.part is None:
        return {}
    asked = (options.match, options.map, options.transpose, options.rtol, options.atol)
    record: dict[str, Any] = options.part.of_request([*report.a.tensors, *report.b.tensors], *asked).record()
    return record


def _compared(
    options: argparse.Namespace,
    given: Map,
    a: tuple[str, Checkpoint],
    b: tuple[str, Checkpoint],
    job: Job,
    workers: Workers | None,
) -> tuple[ComparisonReport, Status]:
    """The report on what was found; FAILED if a file was written to meanwhile."""
    (name_a, checkpoint_a), (name_b, checkpoint_b) = a, b
    tolerance = Tolerance(options.rtol, options.atol)
    results: list[PairResult] = []
    status = Status.DONE
    with progress_line(job):
        alignment = align(
            checkpoint_a, checkpoint_b, rename=given, match=options.match, transpose=options.transpose, job=job
        )
        if options.part is not None:
            alignment = part_of(alignment, checkpoint_a, options.part)
        try:
            compare(
                checkpoint_a, checkpoint_b, alignment=alignment, rtol=options.rtol, atol=options.atol,
                executor=workers, each=results.append, job=job,
            )  # fmt: skip
        except CheckpointError as error:  # what was found before is kept
            print_error(str(error))
            status = Status.FAILED
        for name, checkpoint, read in (
            (name_a, checkpoint_a, (pair.a for pair in alignment.pairs)),
            (name_b, checkpoint_b, (pair.b for pair in alignment.pairs)),
        ):
            print_damage(name, [*left_out(checkpoint), *damage(checkpoint, job, read)])
        report = ComparisonReport(name_a, name_b, checkpoint_a, checkpoint_b, alignment, results, tolerance)
        return explained(report, job), status


def _status(report: ComparisonReport) -> Status:
    unreadable = report.of_state(State.UNREADABLE)
    if unreadable:
        print_error(
            f"{plural(len(unreadable), 'tensor')} can't be compared: {unreadable[0].key} {unreadable[0].reason}"
        )
        return Status.FAILED
    return Status.DONE if report.agrees else Status.NO


def _print(report: ComparisonReport) -> None:
    for side, name, checkpoint in (("A", report.name_a, report.a), ("B", report.name_b, report.b)):
        print(f"{side}  {printable(name)}: {checkpoint.format}, {totals(checkpoint.entries)}")
    for line in _notes(report):
        print(line)
    for line in conversion_notes(report.results):
        print(printable(line))
    results = report.changed_first
    columns = result_columns(results)
    print_table(columns, [result_row(result, columns) for result in results])
    ties = [one.sentence for one in report.ties[:_MOST_LINES]]
    for line in (*ties, *report.explanation_texts[:_MOST_LINES], *report.part_texts):
        print(printable(line))
    print(report.sentence)
    adapted = pairing_text(report.a, report.b)
    if adapted:
        first, second = (report.name_a, report.name_b) if adapted.startswith("A") else (report.name_b, report.name_a)
        print(f"{adapted} {PROGRAM} adapter {printable(first)} --base {printable(second)} says which.")
    elif report.results and not report.alignment.pairs:
        print("No tensors in common. Add renaming rules with --map 'OLD=NEW'.")


def _values(changes: Sequence[ValueChange]) -> Iterator[str]:
    """The values that both files have, and how many only one has: a training checkpoint has dozens, and its model none."""
    in_both = [change for change in changes if change.a and change.b]
    for change in in_both[:_MOST_LINES]:
        yield f"value {printable(change.key)}: {printable(change.text)}"
    if len(in_both) > _MOST_LINES:
        yield f"and {plural(len(in_both) - _MOST_LINES, 'more value')}: see --json"
    for side, alone in (
        ("A", [change.key for change in changes if not change.b]),
        ("B", [change.key for change in changes if not change.a]),
    ):
        if alone:
            yield f"values in {side} only: {len(alone):,}, such as {printable(alone[0])}"


def _notes(report: ComparisonReport) -> Iterator[str]:
    """How names were matched, what was excluded, what is suggested."""
    alignment = report.alignment
    if report.is_same_file:
        yield "A and B are the same file."
    yield from _values(report.value_changes)
    rules = alignment.map.rules
    for rule in rules[:_MOST_LINES]:
        yield f"names: {printable(str(rule.rule))} ({rule.note})"
    if len(rules) > _MOST_LINES:
        yield f"and {plural(len(rules) - _MOST_LINES, 'more rule')}: see --json"
    for side, entries in (("A", alignment.excluded_a), ("B", alignment.excluded_b)):
        if entries:
            yield f"not compared in {side}: {plural(len(entries), 'tensor')}, such as {printable(entries[0].key)}"
    paired = {(pair.a.key, pair.b.key) for pair in alignment.pairs}
    for other in alignment.alternatives[:_MOST_LINES]:
        yield f"as good a fit: --map '{printable(str(other))}'"
    for suggestion in alignment.suggestions[:_MOST_LINES]:
        verb = "is" if suggestion.is_exact else "may be"
        keys = (suggestion.a.key, suggestion.b.key)
        key_a, key_b = map(printable, keys)
        mapped = "" if keys in paired else f"--map '{key_a}={key_b}' "
        yield f"{key_a} {verb} the transpose of {key_b}: {mapped}--transpose '{key_a}' compares them transposed"
