"""Detect the architecture of a checkpoint, or list the known architectures.

Examples:
  checkpoint-inspector archs
  checkpoint-inspector archs model.pth
  checkpoint-inspector archs model.safetensors --json
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.operations.detection import Candidate, DetectionReport, architectures, detect, learn
from inspector.tables import Column
from inspector.text import plural, printable
from inspector.verbs.encoding import encode_value, write_json
from inspector.verbs.selection import add_download
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status, print_error
from inspector.verbs.table import print_table

__all__ = ["arguments", "run"]

#: Keys of each kind that the table shows.
_SHOWN = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a file, a shard index or a folder")
    add_download(parser)
    parser.add_argument(
        "--learn", action="store_true", help="first index the models of installed libraries (takes minutes)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """List architectures, or rank them for a file."""
    if options.learn:
        _learn()
    if options.file is None:
        return _list(as_json=options.json)

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        report = detect(checkpoint, job=job)
        if options.json:
            records = [_record(candidate) for candidate in report.candidates]
            write_json(
                {
                    "file": file,
                    "candidates": records,
                    "foreign_classes": report.foreign_classes,
                    "stated_architecture": report.stated_architecture or None,
                    "language_model": _sizes(report),
                    "configurations": encode_value(report.configurations),
                }
            )
        else:
            _print(file, report)
        return Status.DONE

    return for_each_file([options.file], one, as_json=options.json, download=options.download)


def _learn() -> None:
    job = Job()
    with progress_line(job):
        answer = learn(job)
    sentence = f"indexed {plural(answer['models'], 'model')}"
    if answer["failed"]:
        sentence += f", {len(answer['failed'])} could not be built: {'; '.join(answer['failed'])}"
    print_error(sentence)


def _list(*, as_json: bool) -> Status:
    known = architectures()
    if as_json:
        records = [{"arch": rule.id, "title": rule.title, "requires": rule.requires} for rule in known]
        write_json({"architectures": records})
    else:
        print_table([Column("architecture"), Column("description")], [[rule.id, rule.title] for rule in known])
    return Status.DONE


def _record(candidate: Candidate) -> dict[str, Any]:
    return {
        "arch": candidate.arch,
        "title": candidate.title,
        "params": encode_value(candidate.params),
        "matched": candidate.matched,
        "missing": list(candidate.missing),
        "unexpected": list(candidate.unexpected),
        "shape_mismatch": [[item.key, list(item.in_file), list(item.in_module)] for item in candidate.mismatched],
        "score": candidate.score,
        "prefix": candidate.prefix,
        "requires": candidate.requires,
        "note": candidate.note,
    }


def _sizes(report: DetectionReport) -> dict[str, Any] | None:
    model = report.language_model
    return None if model is None else {**asdict(model), "tie": model.tie.value}


def _print(file: str, report: DetectionReport) -> None:
    needs_code = report.foreign_classes or not report.candidates
    way = " Use your own with verify --code FILE.py." if needs_code else ""
    print(f"{printable(file)}: {report.sentence}{way}")
    model = report.language_model
    if model is not None:
        facts = ", ".join(f"{fact.name} {fact.value}" for fact in model.facts())
        print(f"Language model, by {model.source}: {facts}.\n{model.sentence}")
    if not report.candidates:
        return
    columns = [Column("architecture"), Column("score", right=True), Column("matched", right=True)]
    columns += [Column(name, shrinks=True) for name in ("missing", "unexpected", "of another shape")]
    rows = []
    for candidate in report.candidates:
        lists: list[Sequence[str]] = [candidate.missing, candidate.unexpected]
        lists.append([item.key for item in candidate.mismatched])
        rows.append([candidate.arch, f"{candidate.score:.0%}", str(candidate.matched), *map(_keys_text, lists)])
    print_table(columns, rows)


def _keys_text(keys: Sequence[str]) -> str:
    if not keys:
        return ""
    shown = ", ".join(map(printable, keys[:_SHOWN]))
    return shown if len(keys) <= _SHOWN else f"{len(keys)}: {shown}, …"
