"""Say what is dangerous or broken in checkpoints. Nothing in them is executed.

The exit status is 0 if all files pass, 1 if anything dangerous was found, with --strict also if anything is unknown or
damaged, and 3 if a file can't be read: it is scanned as far as it can be, and fails. A gate lets pass what gives 0.
No findings is not a promise that a file is safe to load elsewhere: it means that nothing this program knows to look for
is there.

Examples:
  checkpoint-inspector scan *.pth
  checkpoint-inspector scan --strict --format sarif models/*.pt >scan.sarif
"""

from __future__ import annotations

import argparse

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.operations.scanning import ScanReport, scan
from inspector.text import plural, printable
from inspector.verbs.encoding import encode_finding, write_json
from inspector.verbs.sarif import sarif_log
from inspector.verbs.selection import add_download
from inspector.verbs.session import for_each_file
from inspector.verbs.status import Status
from inspector.verbs.table import print_findings

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a shard index or a folder")
    add_download(parser)
    parser.add_argument(
        "--strict", action="store_true", help="fail on warnings too: what is unknown, damaged or unread"
    )
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="sarif is what code scanning services read"
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="as --format json")


def run(options: argparse.Namespace) -> Status:
    """Report the findings of each file."""
    reports: list[tuple[str, ScanReport]] = []
    unreadable: list[str] = []

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        report = scan(checkpoint, job=job)
        reports.append((file, report))
        if options.format == "json":
            records = [encode_finding(finding) for finding in report.findings]
            write_json({"file": file, "format": report.format, "findings": records})
        elif options.format == "text":
            print(f"{printable(file)}: {report.format}, {plural(len(report.findings), 'finding')}")
            print_findings(report.findings)
        return Status.DONE if report.passes(strict=options.strict) else Status.NO

    def refused(file: str, error: CheckpointError) -> None:
        report = ScanReport.of_refused(file, error)
        unreadable.append(file)
        reports.append((file, report))
        if options.format == "json":
            records = [encode_finding(finding) for finding in report.findings]
            write_json({"file": file, "error": str(error.at(file)), "findings": records})
        elif options.format == "text":
            print_findings(error.findings)

    status = for_each_file(
        options.files, one, as_json=options.format == "json", download=options.download, refused=refused
    )
    if options.format == "sarif":
        write_json(sarif_log(reports))
    elif options.format == "text" and len(options.files) > 1:
        dangerous = sum(report.is_dangerous for _, report in reports)
        failed = sum(not report.passes(strict=options.strict) for _, report in reports)
        more = f", {failed - dangerous:,} unknown or damaged" if options.strict else ""
        unread = f", {len(unreadable):,} can't be read" if unreadable else ""
        print(f"{plural(len(options.files), 'file')}: {dangerous:,} dangerous{more}{unread}")
    return status
