"""The findings of a file on its summary: what is grave as notices, what its pickles import as a table, the rest as notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.operations.scanning import ScanReport, entries_about
from inspector.sentences import translated
from inspector.text import count_text, printable
from inspector.ui.document.document import Document
from inspector.ui.runner import JobRunner
from inspector.ui.summary.entry_links import NOTICE_INDENT, EntryLinks
from inspector.ui.summary.fold import Fold
from inspector.ui.summary.pairs_table import PairsModel, PairsTable
from inspector.ui.widgets.labels import plain_label
from inspector.ui.widgets.message import Notice
from inspector.wording import tr, translatable

__all__ = ["FindingNotes", "FindingNotices"]

#: Findings of one severity shown one by one; the rest are counted. A hostile file may have a million.
_MAX_NOTICES = 12
_MAX_NOTES = 200
_NAME_WIDTH = 380
#: What an import is, by the severity of naming it.
_STATUS = {
    Severity.DANGER: translatable("dangerous"),
    Severity.WARNING: translatable("unknown"),
    Severity.INFO: translatable("safe"),
}


class FindingNotices(QWidget):
    """What is dangerous, and what to be careful with; nothing of what only informs. Links go to the entries meant."""

    def __init__(
        self,
        report: ScanReport,
        document: Document,
        runner: JobRunner,
        select: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._select = select
        self._shown: dict[Finding, QVBoxLayout] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._add(Severity.DANGER, report.of_severity(Severity.DANGER))
        warnings = report.of_severity(Severity.WARNING)
        unknown = [finding for finding in warnings if finding.imported]
        if unknown:
            sentence = tr(
                "%n unknown pickle import; nothing was imported.",
                "%n unknown pickle imports; nothing was imported.",
                len(unknown),
            )
            self._layout.addWidget(Notice("warning", sentence))
        self._add(Severity.WARNING, [finding for finding in warnings if not finding.imported])
        if not self._layout.count():
            self.hide()
        elif self._shown:
            self._look_for_entries()

    @property
    def is_settled(self) -> bool:
        """Whether all entries meant are known."""
        return not self._runner.is_running((self, "entries"))

    def _look_for_entries(self) -> None:
        findings, entries = list(self._shown), self._document.checkpoint.entries

        def work(job: Job) -> dict[Finding, int]:
            return entries_about(findings, entries, job)

        def failed(_error: InspectorError) -> None:
            """The sentences say where it is, too."""

        self._runner.start((self, "entries"), work, self._show_entries, failed)

    def _show_entries(self, found: dict[Finding, int]) -> None:
        for finding, index in found.items():
            links = EntryLinks(self._document, [index], self._select, NOTICE_INDENT)
            self._shown[finding].addWidget(links)

    def _add(self, severity: Severity, findings: Sequence[Finding]) -> None:
        for finding in findings[:_MAX_NOTICES]:
            together = QVBoxLayout()
            together.setSpacing(2)
            together.addWidget(Notice(severity.value, _sentence(finding)))
            self._layout.addLayout(together)
            self._shown[finding] = together
        if len(findings) > _MAX_NOTICES:
            more = len(findings) - _MAX_NOTICES
            if severity is Severity.DANGER:
                sentence = tr(
                    "… and %n more danger; `scan` on the command line lists all.",
                    "… and %n more dangers; `scan` on the command line lists all.",
                    more,
                )
            else:
                sentence = tr(
                    "… and %n more warning; `scan` on the command line lists all.",
                    "… and %n more warnings; `scan` on the command line lists all.",
                    more,
                )
            self._layout.addWidget(Notice(severity.value, sentence))


class FindingNotes(QWidget):
    """The pickle imports, shown at once unless all are safe, and what else there is to know, each behind a button."""

    def __init__(self, report: ScanReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        findings = [finding for severity in _STATUS for finding in report.of_severity(severity)]
        imports = [finding for finding in findings if finding.imported]
        notes = [finding for finding in findings if finding.severity is Severity.INFO and not finding.imported]
        if imports:
            self.imports = Fold(_title(imports), lambda: _imports_table(imports))
            self.imports.button.setChecked(any(finding.severity is not Severity.INFO for finding in imports))
            layout.addWidget(self.imports)
        if notes:
            self.notes = Fold(tr("%n note", "%n notes", len(notes)), lambda: _note_list(notes))
            layout.addWidget(self.notes)
        if not layout.count():
            self.hide()


def _title(imports: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in imports)
    parts = [f"{count_text(counts[severity])} {tr(status)}" for severity, status in _STATUS.items() if counts[severity]]
    what = tr("all safe") if counts[Severity.INFO] == len(imports) else ", ".join(parts)
    return tr("%n pickle import ({what})", "%n pickle imports ({what})", len(imports), what=what)


def _imports_table(imports: Sequence[Finding]) -> QWidget:
    pairs = ((finding.imported, tr(_STATUS[finding.severity])) for finding in imports)
    return PairsTable(PairsModel(pairs, (tr("Import"), tr("Status"))), tr("Pickle imports"), _NAME_WIDTH)


def _note_list(notes: Sequence[Finding]) -> QWidget:
    listed = QWidget()
    layout = QVBoxLayout(listed)
    layout.setContentsMargins(18, 0, 0, 0)
    layout.setSpacing(3)
    for finding in notes[:_MAX_NOTES]:
        layout.addWidget(plain_label(_sentence(finding), "muted", wrap=True))
    if len(notes) > _MAX_NOTES:
        layout.addWidget(plain_label(tr("… and {count:,} more", count=len(notes) - _MAX_NOTES), "muted"))
    return listed


def _sentence(finding: Finding) -> str:
    return printable(translated(finding.message) + finding.place)
