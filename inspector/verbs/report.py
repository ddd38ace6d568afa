"""Write a report on each checkpoint, as one HTML page: findings, health, layers over depth, statistics of all tensors.

The page loads nothing and runs no scripts. With several files, each gets a page in the folder OUT.

Examples:
  checkpoint-inspector report model.safetensors -o model.html
  checkpoint-inspector report *.pth -o reports/
"""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.operations.reporting import report
from inspector.text import printable
from inspector.verbs.selection import add_download, add_exclude, add_match
from inspector.verbs.session import for_each_file, progress_line
from inspector.verbs.status import Status

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a shard index or a folder")
    parser.add_argument("-o", "--html", metavar="OUT", required=True, help="the page, or a folder for several")
    add_match(parser)
    add_exclude(parser)
    add_download(parser)


def run(options: argparse.Namespace) -> Status:
    """Write the pages."""
    out = Path(options.html)
    if len(options.files) > 1 and not out.is_dir():
        raise SelectionError(f"{out} is no folder; several reports need one")

    def one(file: str, checkpoint: Checkpoint, job: Job) -> Status:
        path = out / f"{checkpoint.location.name}.html" if out.is_dir() else out
        with progress_line(job):
            found = report(checkpoint, match=options.match, exclude=options.exclude, job=job)
        found.save(path)
        print(f"{printable(file)}: report saved as {printable(str(path))}")
        return Status.DONE

    return for_each_file(options.files, one, as_json=False, download=options.download)
