"""Report what is dangerous or broken in checkpoints. Nothing in them is executed.

The exit status is 0 if all files pass, 1 if anything dangerous was found (with --strict also if anything is unknown or
damaged), and 3 if a file can't be read; such a file is scanned as far as possible. Load only what gives 0. No findings
is not a promise that a file is safe to load elsewhere: it has nothing that this program knows to look for.

Examples:
  checkpoint-inspector scan *.pth
  checkpoint-inspector scan --strict --format sarif models/*.pt >scan.sarif
  git diff -z --name-only --diff-filter=d main -- '*.pt' | checkpoint-inspector scan --strict --files-from -
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, SelectionError
from inspector.execution import Workers
from inspector.executors import workers_of
from inspector.jobs import Job
from inspector.operations.scanning import ScanReport, scan, scan_each
from inspector.sources.location import shown_place
from inspector.text import plural, printable
from inspector.verbs.distribution import add_executor, add_part
from inspector.verbs.encoding import encode_finding, write_json
from inspector.verbs.sarif import sarif_log
from inspector.verbs.selection import add_download, listed_files
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status, print_error
from inspector.verbs.table import print_findings

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="a file, a shard index or a folder")
    parser.add_argument(
        "--files-from",
        metavar="LIST",
        help="a file with the names of more, on lines or ended by NUL, as find -print0 has them; - is standard input",
    )
    add_download(parser)
    parser.add_argument(
        "--strict", action="store_true", help="fail on warnings too: what is unknown, damaged or unread"
    )
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="sarif is what code scanning services read"
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="as --format json")
    add_executor(parser)
    add_part(parser, "--json")


def run(options: argparse.Namespace) -> Status:
    """Report the findings of each file."""
    if options.part is not None and options.format != "json":
        raise SelectionError("--part needs --json: a text or SARIF log of one part is no whole")
    files, part = [*options.files, *listed_files(options.files_from)], options.part
    if not options.files and options.files_from is None:
        raise SelectionError("names no FILE, and no --files-from")
    if part is not None:
        part = part.of_request((), *files)
        files = part.share(files, lambda _: 0)
    output = _Output(options, {} if part is None else part.record())
    with workers_of(options.executor) as workers:
        if workers is None:
            status = for_each_file(
                files,
                output.scanned,
                as_json=options.format == "json",
                download=options.download,
                refused=output.refused,
            )
        else:
            status = _handed_out(files, output, options, workers)
    output.end()
    return status


def _handed_out(files: Sequence[str], output: _Output, options: argparse.Namespace, workers: Workers) -> Status:
    """The same by workers, who open the files."""
    status = Status.DONE
    job = Job()
    with progress_line(job) as line:
        for file, outcome in scan_each(files, workers, download=options.download, job=job):
            shown = shown_place(file)
            with line.cleared():
                if isinstance(outcome, CheckpointError):
                    print_error(str(outcome.at(shown)))
                    output.refused(shown, outcome)
                    status = Status.FAILED
                else:
                    status = max(status, output.report(shown, outcome))
    return status


class _Output:
    """What is written of each file, and in the end of all."""

    def __init__(self, options: argparse.Namespace, part: dict[str, Any]) -> None:
        self._format = options.format
        self._strict = options.strict
        self._part = part
        self._reports: list[tuple[str, ScanReport]] = []
        self._unreadable = 0

    def scanned(self, file: str, checkpoint: Checkpoint, job: Job) -> Status:
        """Scan a file that is open, and tell."""
        return self.report(file, scan(checkpoint, place=file, job=job))

    def report(self, file: str, report: ScanReport) -> Status:
        """What was found in a file."""
        self._reports.append((file, report))
        if self._format == "json":
            records = [encode_finding(finding) for finding in report.findings]
            write_json({"file": file, "format": report.format, "findings": records, **self._part})
        elif self._format == "text":
            print(f"{printable(file)}: {report.format}, {plural(len(report.findings), 'finding')}")
            print_findings(report.findings)
        return Status.DONE if report.passes(strict=self._strict) else Status.NO

    def refused(self, file: str, error: CheckpointError) -> None:
        """What could be made out in a file that can't be read."""
        report = ScanReport.of_refused(file, error)
        self._unreadable += 1
        self._reports.append((file, report))
        if self._format == "json":
            records = [encode_finding(finding) for finding in report.findings]
            write_json({"file": file, "error": str(error.at(file)), "findings": records, **self._part})
        elif self._format == "text" and (found := report.findings[:-1]):  # the last is the defect, which was said
            print(f"{printable(file)}: can't be read, {plural(len(found), 'finding')}")
            print_findings(found)

    def end(self) -> None:
        """The log, or a line about all files."""
        if self._format == "sarif":
            write_json(sarif_log(self._reports, unread=self._unreadable))
        elif self._format == "text" and len(self._reports) > 1:
            dangerous = sum(report.is_dangerous for _, report in self._reports)
            failed = sum(not report.passes(strict=self._strict) for _, report in self._reports)
            more = f", {failed - dangerous:,} unknown or damaged" if self._strict else ""
            unread = f", {self._unreadable:,} can't be read" if self._unreadable else ""
            print(f"{plural(len(self._reports), 'file')}: {dangerous:,} dangerous{more}{unread}")
