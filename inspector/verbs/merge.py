"""Join what the jobs of an array wrote, each with --part I/N, into the result of a single run.

The parts are the output of stats, diff, scan, hash and history with --json, or manifests of hash -o, in any order; each
part has to be given once. The exit status is 1 if a merged diff has differences or a merged scan found danger.

Examples:
  checkpoint-inspector stats model/ --part 3/8 --json >part3.json
  checkpoint-inspector merge part*.json >stats.json
  checkpoint-inspector merge model.manifest.* -o model.manifest
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inspector.errors import InspectorError, SelectionError
from inspector.operations.manifest import merge_manifests
from inspector.operations.merged_parts import merged_records, read_records
from inspector.text import plural
from inspector.verbs.encoding import write_json
from inspector.verbs.output import add_force, force_replaces
from inspector.verbs.status import Status, print_error

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("parts", nargs="+", metavar="PART", help="what a job wrote")
    parser.add_argument("-o", "--output", metavar="MANIFEST", help="merge manifests into this one")
    add_force(parser, "MANIFEST")


def run(options: argparse.Namespace) -> Status:
    """Merge the parts."""
    try:
        if options.output is not None:
            with force_replaces():
                report = merge_manifests(options.parts, options.output, replace=options.force)
            print(f"{report.path}: {plural(report.tensors, 'tensor')}")
            return Status.FAILED if report.unreadable else Status.DONE
        wholes = merged_records(record for part in options.parts for record in read_records(Path(part)))
    except SelectionError:
        raise
    except InspectorError as error:
        print_error(str(error))
        return Status.FAILED
    for whole in wholes:
        write_json(whole)
    return _status(wholes)


def _status(wholes: Iterable[dict[str, Any]]) -> Status:
    """What the verb would have ended with, as far as its record tells."""
    status = Status.DONE
    for whole in wholes:
        findings = whole.get("findings") or ()
        if whole.get("differences") or any(finding.get("severity") == "danger" for finding in findings):
            status = max(status, Status.NO)
        has_errors = any(step.get("error") for step in whole.get("steps") or ())
        if whole.get("error") or whole.get("unreadable") or has_errors:
            status = max(status, Status.FAILED)
    return status
