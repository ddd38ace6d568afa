"""Check a checkpoint against a manifest: whether each tensor is unchanged, and if not, where it changed.

MANIFEST is the output of hash -o, sha256sum or gguf-hash, or a git-LFS pointer. The file may be in another format than the
one the manifest was made from. The exit status is 1 if something is damaged or missing.

Examples:
  checkpoint-inspector check model.manifest model.safetensors
  checkpoint-inspector check model.manifest model.safetensors --replica /backup/model.safetensors
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.operations.checking import CheckReport, CheckResult, CheckState, check
from inspector.tables import Column
from inspector.verbs.encoding import write_json
from inspector.verbs.selection import add_download
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status
from inspector.verbs.table import print_table

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("manifest", metavar="MANIFEST", help="what the file should be")
    parser.add_argument("file", metavar="FILE", help="a file, a shard index, a folder or an address")
    parser.add_argument("--replica", metavar="OTHER", help="a good copy, to find the damaged element and bit")
    add_download(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> Status:
    """Check the file."""

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        with progress_line(job):
            report = check(options.manifest, checkpoint, replica=options.replica, job=job)
        if options.json:
            write_json({"file": file, "agrees": report.agrees, "results": list(map(_record, report.results))})
        else:
            _print(report)
        if not report.is_readable:
            return Status.FAILED
        return Status.DONE if report.agrees else Status.NO

    return for_each_file([options.file], one, as_json=options.json, download=options.download)


def _record(result: CheckResult) -> dict[str, Any]:
    record: dict[str, Any] = {"key": result.key, "state": result.state.value}
    if result.reason:
        record["reason"] = result.reason
    if result.blocks:
        record["elements"] = [list(block) for block in result.blocks]
    if result.damage is not None:
        record["damage"] = asdict(result.damage)
    return record


def _print(report: CheckReport) -> None:
    wrong = [result for result in report.results if result.state is not CheckState.SAME]
    print_table([Column("key"), Column("finding")], [[result.key, result.text] for result in wrong])
    print(report.sentence)
