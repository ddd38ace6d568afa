"""Say what is dangerous or broken in checkpoints. Nothing in them is executed.

The exit status is 1 if anything dangerous was found. No findings is not a promise that a file is safe to load elsewhere:
it means that nothing this program knows to look for is there.
"""

from __future__ import annotations

import argparse

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.operations.scanning import scan
from inspector.text import plural, printable
from inspector.verbs.encoding import encode_finding, write_json
from inspector.verbs.session import for_each_file
from inspector.verbs.status import Status
from inspector.verbs.table import print_findings

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a shard index or a folder")
    parser.add_argument("--json", action="store_true", help="one JSON object per FILE, one line each")


def run(options: argparse.Namespace) -> Status:
    """Report the findings of each file."""

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        report = scan(checkpoint, job=job)
        findings = report.findings
        if options.json:
            records = [encode_finding(finding) for finding in findings]
            write_json({"file": file, "format": report.format, "findings": records})
        else:
            print(f"{printable(file)}: {report.format}, {plural(len(findings), 'finding')}")
            print_findings(findings)
        return Status.NO if report.is_dangerous else Status.DONE

    return for_each_file(options.files, one, as_json=options.json)
