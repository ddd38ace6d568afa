"""Hashes of the tensors of an open file: saved as a manifest, and the file checked against one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.errors import InspectorError
from inspector.operations.manifest import ManifestReport, write_manifest
from inspector.sentences import translated
from inspector.text import printable
from inspector.ui.inspection.page import Page
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.settings import Settings
from inspector.ui.window.check_dialog import CheckDialog
from inspector.wording import tr

__all__ = ["Integrity"]

_SUFFIX = ".manifest"


class Integrity(QObject):
    """Works for the files of one window; ``said`` carries what became of it."""

    said = Signal(str)

    def __init__(self, runner: JobRunner, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._settings = settings
        self._window = window

    def ask_where_to_save(self, page: Page | None) -> None:
        """Ask for a name, and save the hashes of all tensors of a tab there."""
        if page is None or page.view is None:
            return
        proposed = Path(self._settings.folder) / f"{page.location.name}{_SUFFIX}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save hashes"), str(proposed), tr("Manifest (*{suffix});;All files (*)", suffix=_SUFFIX)
        )
        if name:
            self.save(page, Path(name))

    def save(self, page: Page, path: Path) -> None:
        """Hash all tensors into a manifest, in the background; it goes on where an interrupted one ended."""
        if page.view is None:
            return
        checkpoint = page.view.document.checkpoint
        self._runner.start(
            (page, "manifest"),
            lambda job: write_manifest(checkpoint, path, replace=True, job=job),
            lambda report: self.said.emit(_result_text(report)),
            lambda error: self.said.emit(_failure_text(error)),
            tr("Hashing {name}", name=page.location.name),
        )

    def check(self, page: Page | None) -> CheckDialog | None:
        """Ask for a manifest, and check the file of a tab against it."""
        if page is None or page.view is None:
            return None
        dialog = CheckDialog(page.view.document.checkpoint, self._runner, self._window)
        dialog.open()
        return dialog


def _result_text(report: ManifestReport) -> str:
    text = tr(
        "Hashes of %n tensor saved as {path}",
        "Hashes of %n tensors saved as {path}",
        report.tensors,
        path=printable(str(report.path)),
    )
    if not report.errors:
        return text
    entry, error = report.errors[0]
    return tr(
        "{text}; %n tensor can't be read: {key}: {error}",
        "{text}; %n tensors can't be read: {key}: {error}",
        len(report.errors),
        text=text,
        key=printable(entry.key),
        error=printable(translated(str(error))),
    )


def _failure_text(error: InspectorError) -> str:
    if isinstance(error, StoppedError):
        return tr("Hashing cancelled; it goes on there if the hashes are saved under the same name again")
    return printable(translated(str(error)))
