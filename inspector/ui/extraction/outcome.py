"""The result of an export in a sentence, and what one may want to do with the new file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from inspector.errors import CheckpointError, InspectorError
from inspector.exporting.report import ExportReport
from inspector.sentences import translated
from inspector.text import number_text, printable, shortened, size_text
from inspector.ui.runner import StoppedError
from inspector.ui.widgets.labels import tool_tip
from inspector.wording import tr
from inspector.writing.casts import Cast

__all__ = ["NewFileButtons", "capital", "failed_text", "has_losses", "written_text"]


def written_text(report: ExportReport) -> str:
    """What was written, that it is right, and what casting it cost."""
    file = report.files[0]
    shards = tr(" and %n shard", " and %n shards", len(report.files) - 1) if len(report.files) > 1 else ""
    what = tr("%n tensor, {size}", "%n tensors, {size}", report.tensors, size=size_text(report.stored_nbytes))
    parts = [
        tr("Wrote {what} to {name}{shards}", what=what, name=printable(file.name), shards=shards),
        tr("verified by reading it back"),
    ]
    if report.casts:
        parts.append(_cost(report.casts))
    kept = tr(" The architecture {arch} is stored with it.", arch=report.architecture) if report.architecture else ""
    return "; ".join(parts) + f".{kept}"


def failed_text(error: InspectorError) -> str:
    """Why nothing was written."""
    if isinstance(error, StoppedError):
        return tr("Export cancelled; nothing was written.")
    names_file = isinstance(error, CheckpointError) and error.place
    return translated(str(error)) if names_file else capital(translated(str(error)))


def capital(text: str) -> str:
    """The text with its first letter as that of a sentence."""
    return text[:1].upper() + text[1:]


def has_losses(report: ExportReport) -> bool:
    """Whether elements lost more than precision."""
    return any(cast.overflows for cast in report.casts)


def _cost(casts: tuple[Cast, ...]) -> str:
    worst = max(casts, key=lambda cast: cast.max_abs)
    text = tr(
        "%n tensor cast, largest error {error}",
        "%n tensors cast, largest error {error}",
        len(casts),
        error=number_text(worst.max_abs, 3),
    )
    if worst.max_abs and len(casts) > 1:
        text += tr(" in {key}", key=printable(shortened(worst.key, 60)))
    overflows = sum(cast.overflows for cast in casts)
    if overflows:
        text += tr(", %n element overflowed", ", %n elements overflowed", overflows)
    return text


class NewFileButtons(QWidget):
    """Buttons for the file that was just written; hidden until there is one. ``open_wanted`` carries its path."""

    open_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._file = Path()
        self.open_button = QPushButton(tr("Open"))
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self._file))
        self.folder_button = QPushButton(tr("Show folder"))
        self.folder_button.clicked.connect(self._show_folder)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.open_button)
        layout.addWidget(self.folder_button)
        self.hide()

    def offer(self, file: Path) -> None:
        """Show the buttons for this file."""
        self._file = file
        self.open_button.setToolTip(tool_tip(tr("Open {file} in a tab", file=file)))
        self.folder_button.setToolTip(tool_tip(tr("Show {folder} in the file manager", folder=file.parent)))
        self.show()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
