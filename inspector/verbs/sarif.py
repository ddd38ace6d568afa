"""Findings in the Static Analysis Results Interchange Format, which code scanning services read.

What is known to be harmless is no result. Places are relative to where the command ran, as services want them that show
results beside the files of a repository; each result has a line, which binary files don't have, and a fingerprint by which
a service knows it again.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, and what GitHub makes of it:
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import inspector
from inspector.findings import Finding, Severity
from inspector.operations.scanning import ScanReport
from inspector.sources.location import is_address
from inspector.verbs.status import PROGRAM

__all__ = ["sarif_log"]

_LEVELS = {Severity.DANGER: "error", Severity.WARNING: "warning"}
#: How grave a service shows a result to be, from 0 to 10.
_SECURITY = {Severity.DANGER: "9.0", Severity.WARNING: "5.0"}
_ROOT = "%SRCROOT%"
_HELP = "What is looked at, and what is said of it, is in the README, below “May I load what a stranger sent?”."
_HOME = "https://github.com/checkpoint-inspector/checkpoint-inspector"


def sarif_log(reports: Iterable[tuple[str, ScanReport]], *, unread: int = 0) -> dict[str, Any]:
    """The log of one run over several files: a rule for each code of a finding, a result for each finding.

    The run failed as such where files were ``unread``.
    """
    found = [
        (file, finding)
        for file, report in reports
        for finding in report.findings
        if finding.severity is not Severity.INFO
    ]
    gravest: dict[str, Severity] = {}
    for _, finding in found:
        gravest[finding.code] = min(
            gravest.get(finding.code, finding.severity), finding.severity, key=list(_LEVELS).index
        )
    numbers = {code: number for number, code in enumerate(sorted(gravest))}
    rules = [_rule(code, gravest[code]) for code in numbers]
    driver = {"name": PROGRAM, "version": inspector.__version__, "informationUri": _HOME, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"{PROGRAM}/"},
        "invocations": [{"executionSuccessful": not unread}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the command ran."}}},
        "results": [_result(file, finding, numbers[finding.code]) for file, finding in found],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rule(code: str, severity: Severity) -> dict[str, Any]:
    text = code.replace("-", " ").capitalize()
    return {
        "id": code,
        "shortDescription": {"text": f"{text}."},
        "help": {"text": _HELP},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": ["security"], "security-severity": _SECURITY[severity]},
    }


def _result(file: str, finding: Finding, rule: int) -> dict[str, Any]:
    artifact = _artifact(file)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}}}
    if finding.where:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.where}]
    known_by = "\n".join((artifact["uri"], finding.code, finding.where, finding.imported or finding.message))
    fingerprint = hashlib.sha256(known_by.encode("utf-8", "surrogateescape")).hexdigest()
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {f"{PROGRAM}/v1": fingerprint},
    }


def _artifact(file: str) -> dict[str, str]:
    """Where a file is: an address as it is, a path below the present folder relative to it, any other in full."""
    if is_address(file):
        return {"uri": file}
    path = Path(file)
    try:
        path = path.absolute().relative_to(Path.cwd())
    except ValueError:
        return {"uri": path.absolute().as_uri()}
    return {"uri": quote(path.as_posix(), errors="surrogateescape"), "uriBaseId": _ROOT}
