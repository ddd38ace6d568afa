"""Write tensors of a checkpoint to a new file: .pth, .safetensors, .npz or .npy, as the name ends.

The new file is a flat state dict of the keys that ls shows. It is written beside its place, read back and compared, and
only then given its name: a failure or Ctrl-C leaves what was there. Views are cut to the elements they show unless
--keep-views is given, and only tensors are written unless --keep-values is.

Examples:
  checkpoint-inspector export model.pth -o model.safetensors
  checkpoint-inspector export training.pth -o weights.pth --match 'model.*' --rename 'model.*=*'
  checkpoint-inspector export model.pth -o part.pth --match 'hidden.*' --rename 'hidden.*=hidden1.*'
  checkpoint-inspector export model.pth -o small.safetensors --dtype bfloat16 --max-shard-size 5GB
  checkpoint-inspector export mlp.params -o mlp.safetensors --with-architecture
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import OutputError, OutputExistsError, SelectionError
from inspector.exporting.execution import ExportReport, export
from inspector.exporting.writers import writer_for
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.names.filter import DTYPE_ALIASES
from inspector.names.globs import matching
from inspector.names.renaming import Renaming
from inspector.tables import Column
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.encode import ENCODABLE
from inspector.text import number_text, parsed_size, plural, printable, size_text
from inspector.verbs.encoding import encode_finding, encode_value, write_json
from inspector.verbs.hyperparameters import add_param, hyperparameters
from inspector.verbs.selection import add_exclude, add_match
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import PROGRAM, Status
from inspector.verbs.table import print_findings, print_table
from inspector.writing.atomic_file import resolved_target
from inspector.writing.casts import Cast
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a file, a shard index or a folder")
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True, help="the new file; its suffix selects the format"
    )
    add_match(parser)
    add_exclude(parser)
    parser.add_argument(
        "--rename",
        metavar="OLD=NEW",
        nargs="+",
        action="extend",
        default=[],
        help="rename keys; NEW puts what * matches in OLD at its own *; the first matching rule wins",
    )
    parser.add_argument(
        "--dtype",
        metavar="NAME",
        type=_dtype,
        help=f"cast floating-point tensors to one of {', '.join(sorted(ENCODABLE))}",
    )
    parser.add_argument("--keep-views", action="store_true", help="keep storages whole and shared (.pth)")
    parser.add_argument("--keep-values", action="store_true", help="also write values that are not tensors (.pth)")
    parser.add_argument(
        "--max-shard-size",
        metavar="SIZE",
        type=_size,
        default=0,
        help="split a larger safetensors file into shards of at most SIZE (5GB, 500MB, 2GiB) with an index",
    )
    parser.add_argument(
        "--with-architecture",
        action="store_true",
        help="verify, and keep the architecture in the file: verify OUT then needs nothing else (.pth, .safetensors; "
        "needs torch)",
    )
    parser.add_argument("--arch", metavar="ID", help="the architecture to store (default: the best match; see archs)")
    add_param(parser)
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")
    parser.add_argument("--json", action="store_true", help="one JSON object describing what was written")


def _dtype(text: str) -> DType:
    name = DTYPE_ALIASES.get(text, text)
    if name not in ENCODABLE:
        raise argparse.ArgumentTypeError(f"{text!r} is none of {', '.join(sorted(ENCODABLE))}")
    return DTYPES[name]


def _size(text: str) -> int:
    try:
        return max(1, parsed_size(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 5GB, 500MB or 2GiB") from None


def run(options: argparse.Namespace) -> Status:
    """Write the new file and say what is in it."""
    renaming = Renaming.parse(options.rename)

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        plan = Plan().added(checkpoint, matching(checkpoint.entries, options.match, options.exclude))
        findings = [] if options.keep_values else _values_left_out(plan)
        if not options.keep_values:
            plan = plan.without_values()
        findings += _unused_rules(plan, renaming)
        plan = plan.renamed(renaming).with_views_kept(options.keep_views)
        if options.dtype is not None:
            plan = plan.cast(options.dtype)
        try:
            with progress_line(job):
                if options.with_architecture:
                    plan = _with_architecture(plan, options, checkpoint, job)
                report = export(
                    plan, options.output, job, replace=options.force, max_shard_nbytes=options.max_shard_size
                )
        except OutputExistsError as error:
            raise OutputError(f"{error.reason}; --force replaces it", error.place) from error
        findings += report.findings
        if options.json:
            write_json(_record(file, report, findings))
        else:
            _print(report, findings)
        return Status.DONE

    return for_each_file([options.file], one, as_json=options.json)


def _with_architecture(plan: Plan, options: argparse.Namespace, checkpoint: Checkpoint, job: Job) -> Plan:
    from inspector.exporting.embedded_architecture import with_architecture  # only this needs the architectures

    target = Path(options.output)
    resolved_target(target, plan.sources, replace=options.force)  # refused before anything is run
    return with_architecture(plan, _blueprint(options, checkpoint), writer_for(target), target, job)


def _blueprint(options: argparse.Namespace, checkpoint: Checkpoint) -> Blueprint:
    """The architecture to keep: the one named, the one that the file keeps, or the one that its keys tell."""
    from inspector.architectures.registry import blueprint, detect
    from inspector.verifying.embedded_architecture import embedded_in

    params = hyperparameters(options.param)
    if options.arch:
        return blueprint(options.arch, checkpoint, params)
    kept = embedded_in(checkpoint)
    if kept is not None:
        return kept.blueprint(params)
    best = next(iter(detect(checkpoint)), None)
    if best is None or not best.fits:
        raise SelectionError(
            f"no architecture known here has the keys of {checkpoint.path.name}; see {PROGRAM} archs, and give --arch"
        )
    return blueprint(best.arch, checkpoint, params)


def _values_left_out(plan: Plan) -> list[Finding]:
    values = plan.values
    if not values:
        return []
    message = f"{plural(len(values), 'value')} left out: only tensors are written"
    return [Finding(Severity.INFO, "values-left-out", message, values[0].key)]


def _unused_rules(plan: Plan, renaming: Renaming) -> Iterable[Finding]:
    """Rules that are about no key: most likely a slip."""
    used = {found[0] for row in plan.rows if (found := renaming.find(row.key)) is not None}
    for rule in renaming.rules:
        if rule not in used:
            yield Finding(Severity.WARNING, "rename-unused", f"the rule {str(rule)!r} matches no key")


def _record(file: str, report: ExportReport, findings: list[Finding]) -> dict[str, Any]:
    return {
        "file": file,
        "format": report.format,
        "tensors": report.tensors,
        "nbytes": report.nbytes,
        "files": [str(path) for path in report.files],
        "verified": True,
        "casts": [_cast_record(cast) for cast in report.casts],
        "findings": [encode_finding(finding) for finding in findings],
    }


def _cast_record(cast: Cast) -> dict[str, Any]:
    return {
        "key": cast.key,
        "from": cast.before.name,
        "to": cast.after.name,
        "max_abs": encode_value(cast.max_abs),
        "rel_l2": encode_value(cast.rel_l2),
        "overflows": cast.overflows,
        "underflows": cast.underflows,
    }


def _print(report: ExportReport, findings: list[Finding]) -> None:
    what = f"{report.format}, {plural(report.tensors, 'tensor')}, {size_text(report.nbytes)}"
    shards = f" in {plural(len(report.files) - 1, 'shard')}" if len(report.files) > 1 else ""
    print(f"{printable(str(report.files[0]))}: {what}{shards}; verified by reading it back")
    print_table(
        [
            Column("key", shrinks=True),
            Column("from"),
            Column("to"),
            *(Column(heading, right=True) for heading in ("max error", "relative", "overflows", "underflows")),
        ],
        [_row(cast) for cast in report.casts],
    )
    print_findings(findings)


def _row(cast: Cast) -> list[str]:
    numbers = (number_text(cast.max_abs, 3), number_text(cast.rel_l2, 3), str(cast.overflows), str(cast.underflows))
    return [printable(cast.key), cast.before.name, cast.after.name, *numbers]
