"""Findings in the Static Analysis Results Interchange Format, which code scanning services read.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import inspector
from inspector.findings import Finding, Severity
from inspector.operations.scanning import ScanReport
from inspector.verbs.status import PROGRAM

__all__ = ["sarif_log"]

_LEVELS = {Severity.DANGER: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(reports: Iterable[tuple[str, ScanReport]]) -> dict[str, Any]:
    """The log of one run over several files: a rule for each code of a finding, a result for each finding."""
    results = [_result(file, finding) for file, report in reports for finding in report.findings]
    rules = [{"id": code} for code in sorted({result["ruleId"] for result in results})]
    driver = {"name": PROGRAM, "version": inspector.__version__, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(file: str, finding: Finding) -> dict[str, Any]:
    path = Path(file)
    uri = path.as_uri() if path.is_absolute() else path.as_posix()
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    if finding.where:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.where}]
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
    }
