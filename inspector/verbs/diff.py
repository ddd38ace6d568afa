"""Compare two checkpoints: which tensors changed, by how much, and what is in one of them only.

Keys that differ by a prefix (module., model., _orig_mod., an EMA copy, the state_dict of a training checkpoint) are aligned,
tensors under another name are found by their content, and the output says by which rules. The exit status is 0 if all
tensors are equal, or within --rtol and --atol as numpy.isclose has it, and 1 if not. Plain values are not compared.

Examples:
  checkpoint-inspector diff base.pth tuned.safetensors
  checkpoint-inspector diff model.pth half.pth --rtol 1e-3 --atol 1e-6
  checkpoint-inspector diff old.pth new.pth --map 'hidden.*=hidden1.*' --match '*.weight' --json
  checkpoint-inspector diff base.pth tuned.pth --html report.html
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.totals import totals
from inspector.comparing.alignment import Alignment, align, is_matrix
from inspector.comparing.block_difference import Tolerance
from inspector.comparing.comparison import PairResult, State, compare, is_same_file
from inspector.comparing.content_matching import matched_by_content
from inspector.comparing.name_map import Map
from inspector.comparing.report.report import ComparisonReport
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.names.globs import matching
from inspector.tables import Column
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, plural, printable, renamed_text, shape_text, size_text
from inspector.verbs.selection import add_match
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status, print_error
from inspector.verbs.table import print_table
from inspector.verbs.tolerance import tolerance

__all__ = ["arguments", "run"]

#: Rules and suggestions that are printed; of a model that was renamed throughout there may be thousands.
_MOST_LINES = 20
#: What each state is called.
_TITLES = {state: state.value.replace("_", " ") for state in State}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("a", metavar="A", help="a file, a shard index or a folder")
    parser.add_argument("b", metavar="B", help="what to compare it with")
    parser.add_argument("--rtol", type=tolerance, default=0.0, metavar="R", help="relative tolerance (0)")
    parser.add_argument("--atol", type=tolerance, default=0.0, metavar="T", help="absolute tolerance (0)")
    parser.add_argument(
        "--map",
        metavar="OLD=NEW",
        nargs="+",
        action="extend",
        default=[],
        help="what keys of A are called in B; one * in OLD is repeated by NEW, and the first rule about a key counts",
    )
    parser.add_argument(
        "--transpose",
        metavar="GLOB",
        nargs="+",
        action="extend",
        default=[],
        help="compare the matrices of A whose keys match with their axes swapped",
    )
    add_match(parser)
    parser.add_argument("--html", metavar="OUT", help="also write the report as a page that needs nothing else")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """Compare the files."""
    given = Map.given(options.map)

    def first(file_a: str, a: Checkpoint, _: Job) -> Status:
        def second(file_b: str, b: Checkpoint, job: Job) -> Status:
            report, status = _compared(options, given, (file_a, a), (file_b, b), job)
            if options.html:
                from inspector.exporting.reports import write_report

                write_report(report, options.html)
            if options.json:
                print(report.json())
            else:
                _print(report)
            return max(status, _status(report))

        return for_each_file([options.b], second, as_json=options.json)

    return for_each_file([options.a], first, as_json=options.json)


def _compared(
    options: argparse.Namespace, given: Map, a: tuple[str, Checkpoint], b: tuple[str, Checkpoint], job: Job
) -> tuple[ComparisonReport, Status]:
    """The report on the tensors that the options select; FAILED if a file was written to meanwhile."""
    (name_a, checkpoint_a), (name_b, checkpoint_b) = a, b
    if options.transpose:
        matrices = [entry for entry in matching(checkpoint_a.tensors, options.transpose) if is_matrix(entry)]
        given = replace(given, transposed=frozenset(entry.key for entry in matrices))
    tolerance = Tolerance(options.rtol, options.atol)
    results: list[PairResult] = []
    status = Status.DONE
    with progress_line(job):
        alignment = _selected(align(checkpoint_a.entries, checkpoint_b.entries, given, job), options.match)
        alignment = matched_by_content(alignment, job)
        try:
            for result in compare(checkpoint_a, checkpoint_b, alignment, job, tolerance):
                results.append(result)  # noqa: PERF402 - what was found before an error is kept
        except CheckpointError as error:
            print_error(str(error))
            status = Status.FAILED
    return ComparisonReport(name_a, name_b, checkpoint_a, checkpoint_b, alignment, results, tolerance), status


def _selected(alignment: Alignment, globs: Sequence[str]) -> Alignment:
    """The part of the alignment whose keys, in either file, match one of the globs."""
    if not globs:
        return alignment
    keys_a = {entry.key for entry in matching([pair.a for pair in alignment.pairs], globs)}
    keys_b = {entry.key for entry in matching([pair.b for pair in alignment.pairs], globs)}
    return replace(
        alignment,
        pairs=tuple(pair for pair in alignment.pairs if pair.a.key in keys_a or pair.b.key in keys_b),
        only_in_a=tuple(matching(alignment.only_in_a, globs)),
        only_in_b=tuple(matching(alignment.only_in_b, globs)),
        excluded_a=tuple(matching(alignment.excluded_a, globs)),
        excluded_b=tuple(matching(alignment.excluded_b, globs)),
    )


def _status(report: ComparisonReport) -> Status:
    unreadable = report.of_state(State.UNREADABLE)
    if unreadable:
        print_error(
            f"{plural(len(unreadable), 'tensor')} can't be compared: {unreadable[0].key} {unreadable[0].reason}"
        )
        return Status.FAILED
    return Status.NO if report.summary.differences else Status.DONE


def _print(report: ComparisonReport) -> None:
    for side, name, checkpoint in (("A", report.name_a, report.a), ("B", report.name_b, report.b)):
        sums = totals(checkpoint.tensors)
        contents = f"{plural(sums.tensors, 'tensor')}, {plural(sums.parameters, 'parameter')}, {size_text(sums.nbytes)}"
        print(f"{side}  {printable(name)}: {checkpoint.format}, {contents}")
    for line in _remarks(report):
        print(line)
    _print_results(report)
    counts = [f"{count:,} {_TITLES[state]}" for state, count in report.summary.states.items() if count]
    print(f"{plural(len(report.results), 'tensor')}: {', '.join(counts) or 'nothing to compare'}")
    if report.results and not report.alignment.pairs:
        print("No tensor of A is one of B, by key or by content. What is called differently, --map 'OLD=NEW' can say.")


def _remarks(report: ComparisonReport) -> Iterator[str]:
    """How names were brought together, what was left aside, what is suggested."""
    alignment = report.alignment
    if is_same_file(report.a, report.b):
        yield "A and B are the same file."
    rules = alignment.map.rules
    for rule in rules[:_MOST_LINES]:
        yield f"names: {printable(str(rule.rule))} ({rule.origin.value}, {plural(rule.pairs, 'pair')})"
    if len(rules) > _MOST_LINES:
        yield f"and {plural(len(rules) - _MOST_LINES, 'more rule')}: see --json"
    for side, entries in (("A", alignment.excluded_a), ("B", alignment.excluded_b)):
        if entries:
            yield f"left aside in {side}: {plural(len(entries), 'tensor')}, such as {printable(entries[0].key)}"
    paired = {(pair.a.key, pair.b.key) for pair in alignment.pairs}
    for suggestion in alignment.suggestions[:_MOST_LINES]:
        verb = "is" if suggestion.is_exact else "may be"
        keys = (suggestion.a.key, suggestion.b.key)
        key_a, key_b = map(printable, keys)
        mapped = "" if keys in paired else f"--map '{key_a}={key_b}' "
        yield f"{key_a} {verb} the transpose of {key_b}: {mapped}--transpose '{key_a}' compares them so"


def _print_results(report: ComparisonReport) -> None:
    """What is not the same to the last bit: what changed most first, then what has no numbers."""
    rest = (State.DTYPE_CHANGED, State.SHAPE_CHANGED, State.ONLY_IN_A, State.ONLY_IN_B, State.UNREADABLE)
    results = report.by_change + [
        result for state in rest for result in report.of_state(state) if result.difference is None
    ]
    columns = [
        Column("state"),
        Column("key", shrinks=True),
        Column("type"),
        Column("shape"),
        *(Column(name, right=True) for name in ("rel. change", "max |d|", "mean |d|", "cosine", "differing")),
    ]
    if any(result.difference is not None and result.difference.non_finite for result in results):
        columns.append(Column("not finite", right=True))
    print_table(columns, [_row(result)[: len(columns)] for result in results])


def _row(result: PairResult) -> list[str]:
    """State, key, type, shape, and the numbers."""
    row = [
        _TITLES[result.state],
        printable(_name(result)),
        _either(result, lambda entry: entry.dtype.name),
        _either(result, lambda entry: shape_text(entry.shape)),
    ]
    difference = result.difference
    if difference is None:
        return [*row, "", "", "", "", "", ""]
    return [
        *row,
        *(_number(number, 3) for number in (difference.rel_l2, difference.max_abs, difference.mean_abs)),
        _number(difference.cosine, 6),
        f"{100 * difference.differing / difference.elements:.3g}%",
        f"{difference.non_finite:,}" if difference.non_finite else "",
    ]


def _name(result: PairResult) -> str:
    if result.a is None or result.b is None:
        return result.key
    return renamed_text(result.a.key, result.b.key)


def _number(number: float, digits: int) -> str:
    return "" if math.isnan(number) else number_text(number, digits)


def _either(result: PairResult, text: Callable[[TensorEntry], str]) -> str:
    """What ``text`` says of the tensor in A and in B, once if it is the same."""
    texts = dict.fromkeys(text(entry) for entry in (result.a, result.b) if entry is not None)
    return " → ".join(texts)
