"""Whether the numbers of a tensor are those of a healthy model."""

from __future__ import annotations

from inspector.analysis.statistics import Statistics
from inspector.checkpoint.entries import TensorEntry
from inspector.checkpoint.findings import Finding, Severity

__all__ = ["health"]


def health(entry: TensorEntry, statistics: Statistics) -> list[Finding]:
    """What ``statistics`` of ``entry`` tell of damage or neglect: NaN, infinities, nothing but zeros or one other value."""
    findings = []
    infinite = statistics.posinf + statistics.neginf
    if statistics.nan:
        message = f"{statistics.nan:,} of {statistics.count:,} elements are NaN"
        findings.append(Finding(Severity.WARNING, "nan", message, entry.key))
    if infinite:
        message = f"{infinite:,} of {statistics.count:,} elements are infinite"
        findings.append(Finding(Severity.WARNING, "infinite", message, entry.key))
    if statistics.finite == statistics.count > 1 and statistics.min == statistics.max:
        if statistics.zeros:
            findings.append(Finding(Severity.INFO, "all-zero", "all elements are zero", entry.key))
        elif statistics.std == 0:
            message = f"all elements are {statistics.min}"
            findings.append(Finding(Severity.INFO, "constant", message, entry.key))
    return findings
