"""The report of a comparison, written to a file that appears under its name only when it is whole."""

from __future__ import annotations

import os

from inspector.comparing.report.page import report_page
from inspector.comparing.report.report import ComparisonReport
from inspector.writing.atomic_file import write_atomically

__all__ = ["write_report"]


def write_report(report: ComparisonReport, path: str | os.PathLike[str], *, as_json: bool) -> None:
    """Write the report as a page, or as JSON. It replaces an older one; raises OutputError for one of the files compared."""
    text = report.json() + "\n" if as_json else report_page(report)
    write_atomically(path, text.encode(), [report.a, report.b])
