"""Write tensors of a checkpoint to a new file: .pth, .safetensors, .npz, .npy, .h5 or .gguf, by the suffix of its name.

The new file is a flat state dict with the keys that ls shows. It is written beside its destination, read back and compared,
and only then renamed: a failure or Ctrl-C leaves what was there. Views are cut to the elements they show unless
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
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.exporting.report import CAST_COLUMNS, ExportReport, cast_row
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.operations.exporting import CAST_TYPES, cast_type, export
from inspector.tensors.dtypes import DType
from inspector.verbs.encoding import encode_finding, encode_value, write_json
from inspector.verbs.hyperparameters import add_param, hyperparameters
from inspector.verbs.output import add_force, add_max_shard_size, force_replaces
from inspector.verbs.selection import add_download, add_exclude, add_match
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status
from inspector.verbs.table import print_findings, print_table
from inspector.writing.casts import Cast

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a file, a shard index or a folder")
    add_download(parser)
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
        help=f"cast floating-point tensors to one of {', '.join(sorted(CAST_TYPES))}",
    )
    parser.add_argument("--keep-views", action="store_true", help="keep storages whole and shared (.pth)")
    parser.add_argument("--stored", action="store_true", help="quantised weights as the file has them, not decoded")
    parser.add_argument("--keep-values", action="store_true", help="also write values that are not tensors (.pth)")
    add_max_shard_size(parser)
    parser.add_argument(
        "--with-architecture",
        action="store_true",
        help="verify, and keep the architecture in the file: verify OUT then needs nothing else (.pth, .safetensors; "
        "needs torch)",
    )
    parser.add_argument("--arch", metavar="ID", help="the architecture to store (default: the best match; see archs)")
    add_param(parser)
    add_force(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object describing what was written")


def _dtype(text: str) -> DType:
    try:
        return cast_type(text)
    except SelectionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(options: argparse.Namespace) -> Status:
    """Write the new file and say what is in it."""
    renaming = Renaming.parse(options.rename)
    params = hyperparameters(options.param)

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        with force_replaces(), progress_line(job):
            report = export(
                checkpoint, options.output, match=options.match, exclude=options.exclude, rename=renaming.rules,
                dtype=options.dtype, keep_views=options.keep_views, keep_values=options.keep_values,
                stored=options.stored,
                max_shard_size=options.max_shard_size, architecture=options.with_architecture and (options.arch or True),
                params=params, replace=options.force, job=job,
            )  # fmt: skip
        if options.json:
            write_json(_record(file, report))
        else:
            _print(report)
        return Status.DONE

    return for_each_file([options.file], one, as_json=options.json, download=options.download)


def _record(file: str, report: ExportReport) -> dict[str, Any]:
    return {
        "file": file,
        "format": report.format,
        "tensors": report.tensors,
        "nbytes": report.nbytes,
        "files": [str(path) for path in report.files],
        "verified": True,
        "casts": [_cast_record(cast) for cast in report.casts],
        "findings": [encode_finding(finding) for finding in report.findings],
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


def _print(report: ExportReport) -> None:
    print(report.sentence)
    print_table(CAST_COLUMNS, [cast_row(cast) for cast in report.casts])
    print_findings(report.findings)
