"""Rebuild the module of a checkpoint, run it, and say whether its outputs match.

Without a reference nothing is proven, and the answer only says that the module loads and runs. What shapes can't tell (which
activation, how many heads) is assumed; where recorded outputs do not match, other settings are tried. The exit status is 1
if keys or outputs do not match.

Examples:
  checkpoint-inspector verify mlp.params --arch mlp --input X.npy --expected Y.npy
  checkpoint-inspector verify model.safetensors --arch torchvision:resnet18 --against model.pth
  checkpoint-inspector verify model.pth --code model.py --arch Net --param width=64
  checkpoint-inspector verify model.safetensors --arch mlp --against exported.onnx --allow-code

--code and --allow-code run that file: name only code that you trust.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import MissingDependencyError, SelectionError
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.operations.verification import LayerDifference, VerifyReport, interpreters, verify
from inspector.tables import Column
from inspector.text import number_text, parsed_size, printable, shape_text
from inspector.verbs.encoding import write_json
from inspector.verbs.hyperparameters import add_param, hyperparameters
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status, print_error
from inspector.verbs.table import print_table
from inspector.verbs.tolerance import tolerance

__all__ = ["arguments", "run"]

#: Layers that the table shows around the first that differs.
_SHOWN_LAYERS = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument
    add("file", metavar="FILE", nargs="?", help="a file, a shard index or a folder")
    add("--arch", metavar="ID", default="", help="an architecture (see the verb archs), or the name in --code")
    add_param(parser)
    add("--code", metavar="FILE.py", default="", help="a file, or an installed module, that has --arch; it is run")
    add(
        "--map",
        metavar="OLD=NEW",
        nargs="+",
        action="extend",
        default=[],
        help="rename keys of FILE to match the module",
    )
    add(
        "--input",
        metavar="X",
        type=Path,
        help="what to run on: .npy, .pt, .safetensors or an image (default: random input)",
    )
    reference = parser.add_mutually_exclusive_group()
    reference.add_argument("--expected", metavar="Y", type=Path, help="recorded outputs: .npy, .pt or .safetensors")
    reference.add_argument(
        "--against", metavar="OTHER", type=Path, help="another checkpoint of the same module, or a program to run"
    )
    add("--allow-code", action="store_true", help="run --against OTHER if it is a program: TorchScript, .pt2, ONNX")
    add("--no-search", action="store_true", help="do not try other hyperparameters where the assumed ones do not match")
    add("--seed", type=int, metavar="N", help="random seed (default: 0, or that of the outputs stored in FILE)")
    add("--rtol", type=tolerance, default=1e-5, metavar="R", help="|a - b| may be ATOL + R x |b| (1e-5)")
    add("--atol", type=tolerance, default=1e-5, metavar="A", help="|a - b| may be A + RTOL x |b| (1e-5)")
    add("--python", metavar="INTERPRETER", default="", help="the Python to run in (default: this program's own)")
    add("--list-pythons", action="store_true", help="list the interpreters there are, and their libraries; no FILE")
    add("--time-limit", type=_seconds, default=600.0, metavar="SECONDS", help="stop after this time (600)")
    add(
        "--memory-limit",
        type=_nbytes,
        default=0,
        metavar="SIZE",
        help="memory limit, such as 4GiB (default: 80%% of RAM)",
    )
    add("--json", action="store_true", help="one JSON object, with all layers")


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not number > 0:
        raise argparse.ArgumentTypeError(f"{text} is not a time")
    return number


def _nbytes(text: str) -> int:
    try:
        return parsed_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}, such as 4GiB") from None


def run(options: argparse.Namespace) -> Status:
    """Verify the file, or list the interpreters."""
    if options.list_pythons:
        return _list_pythons(as_json=options.json)
    if options.file is None:
        raise SelectionError("name the FILE to verify")
    params = hyperparameters(options.param)
    renames = Renaming.parse(options.map)

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        try:
            with progress_line(job):
                report = verify(
                    checkpoint, options.arch, code=options.code, params=params, rename=renames, input=options.input,
                    expected=options.expected, against=options.against, seed=options.seed, rtol=options.rtol,
                    atol=options.atol, python=options.python, time_limit=options.time_limit,
                    memory_limit=options.memory_limit, search=not options.no_search,
                    allow_code=options.allow_code, job=job,
                )  # fmt: skip
        except MissingDependencyError as error:
            raise MissingDependencyError(f"{error} (--python; verify --list-pythons)", error.library) from error
        if options.json:
            write_json({"file": file, **report.record()})
        else:
            _print(file, report)
        return Status.NO if report.is_refuted else Status.DONE

    return for_each_file([options.file], one, as_json=options.json)


def _list_pythons(*, as_json: bool) -> Status:
    """The interpreters that were found, one a line."""
    job = Job()
    with progress_line(job):
        found = interpreters(job=job)
    if as_json:
        write_json({"interpreters": [each.record() for each in found]})
        return Status.DONE
    columns = [Column("interpreter"), Column("Python"), Column("libraries", shrinks=True)]
    rows = []
    for each in found:
        libraries = ", ".join(f"{name} {version}".strip() for name, version in each.libraries.items())
        rows.append([printable(each.path), each.version, printable(libraries) or "none of those needed"])
    print_table(columns, rows)
    return Status.DONE


def _print(file: str, report: VerifyReport) -> None:
    if report.problem:
        print_error(report.problem)
    else:
        print(f"{printable(file)}: {report.sentence}")
    if report.translation:
        print(printable(report.translation))
        for old, new in list(report.map.items())[:_SHOWN_LAYERS]:
            print(f"  {printable(old)} = {printable(new)}{' (transposed)' if old in report.transposed else ''}")
    if report.assumptions:
        print(f"assumed: {printable(report.assumptions)}")
    for name, keys in (
        ("missing", [key for key in report.missing if key not in report.tied]),
        ("unexpected", list(report.unexpected)),
        ("of another shape", [f"{key} ({shape_text(a)}, not {shape_text(b)})" for key, a, b in report.shape_mismatch]),
    ):
        if keys:
            more = f", … ({len(keys)})" if len(keys) > 8 else ""
            print(f"keys {name}: {', '.join(map(printable, keys[:8]))}{more}")
    if report.max_abs is not None and not report.bitwise:
        numbers = {
            "max abs": report.max_abs,
            "max rel": report.max_rel,
            "NMSE": report.nmse,
            "top-1 equal": report.top1,
        }
        print(", ".join(f"{name} {number_text(value)}" for name, value in numbers.items() if value is not None))
    if report.first_divergence is not None:
        _print_layers(report.layers)


def _print_layers(layers: tuple[LayerDifference, ...]) -> None:
    start = next(index for index, layer in enumerate(layers) if layer.bitwise is False)
    shown = layers[max(0, start - 1) : start - 1 + _SHOWN_LAYERS]
    columns = [Column("layer", shrinks=True), Column("kind"), Column("output")]
    columns += [Column("max abs", right=True), Column("NMSE", right=True)]
    print_table(
        columns,
        [
            [printable(layer.layer), layer.kind, shape_text(layer.shape), _number(layer.max_abs), _number(layer.nmse)]
            for layer in shown
        ],
    )


def _number(number: float | None) -> str:
    return "" if number is None else number_text(number, 3)
