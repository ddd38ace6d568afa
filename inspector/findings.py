"""What is worth telling a person about a file. The library returns findings; only an interface speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from inspector.text import plural, printable, shortened

__all__ = ["Finding", "Severity", "danger_first", "gravest_first", "unreadable_tensor"]


class Severity(StrEnum):
    """How much a finding matters; the values are those of the JSON output."""

    INFO = "info"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation: ``code`` is stable for scripts, ``message`` one sentence for people, ``where`` a key or a member.

    ``imported`` is the name that the finding is about, if it is about one that a pickle would import.
    """

    severity: Severity
    code: str
    message: str
    where: str = ""
    imported: str = ""

    @property
    def place(self) -> str:
        """``where`` in brackets, to follow the message; empty where the message says it."""
        return f" ({self.where})" if self.where and self.where not in self.message else ""


def unreadable_tensor(name: str, reason: str) -> Finding:
    """The finding for a tensor that can't be read, where the others of its file can; ``reason`` is that of the error."""
    shown = shortened(printable(name), 100)
    message = f"{shown or 'A tensor'} can't be read: it {reason}."
    return Finding(Severity.WARNING, "unreadable-tensor", message, shown)


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, else in the order in which they were made."""
    order = (Severity.DANGER, Severity.WARNING, Severity.INFO)
    return sorted(findings, key=lambda finding: order.index(finding.severity))


def danger_first(findings: Iterable[Finding]) -> str:
    """What is dangerous in a file, as the beginning of a sentence on what else is wrong with it; empty if nothing is."""
    dangers = [finding.message for finding in findings if finding.severity is Severity.DANGER]
    more = f" and {plural(len(dangers) - 1, 'other danger')}" if len(dangers) > 1 else ""
    return f"DANGER: {dangers[0].rstrip('.')}{more}; " if dangers else ""
