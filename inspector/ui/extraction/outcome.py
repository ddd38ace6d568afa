"""What came of an export, in a sentence, and what one may want to do with the new file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from inspector.errors import CheckpointError, InspectorError
from inspector.exporting.report import ExportReport
from inspector.text import number_text, plural, printable, shortened, size_text
from inspector.ui.runner import StoppedError
from inspector.ui.widgets.labels import tool_tip
from inspector.writing.casts import Cast

__all__ = ["NewFileButtons", "capital", "failed_text", "has_losses", "written_text"]


def written_text(report: ExportReport) -> str:
    """What was written, that it is right, and what casting it cost."""
    file = report.files[0]
    shards = f" and {plural(len(report.files) - 1, 'shard')}" if len(report.files) > 1 else ""
    what = f"{plural(report.tensors, 'tensor')}, {size_text(report.nbytes)}"
    parts = [f"Wrote {what} to {printable(file.name)}{shards}", "verified by reading it back"]
    if report.casts:
        parts.append(_cost(report.casts))
    kept = f" The architecture {report.architecture} is stored with it." if report.architecture else ""
    return "; ".join(parts) + f".{kept}"


def failed_text(error: InspectorError) -> str:
    """Why nothing was written."""
    if isinstance(error, StoppedError):
        return "Export cancelled; nothing was written."
    names_file = isinstance(error, CheckpointError) and error.place
    return str(error) if names_file else capital(str(error))


def capital(text: str) -> str:
    """The text with its first letter as that of a sentence."""
    return text[:1].upper() + text[1:]


def has_losses(report: ExportReport) -> bool:
    """Whether elements lost more than precision."""
    return any(cast.overflows for cast in report.casts)


def _cost(casts: tuple[Cast, ...]) -> str:
    worst = max(casts, key=lambda cast: cast.max_abs)
    text = f"{plural(len(casts), 'tensor')} cast, largest error {number_text(worst.max_abs, 3)}"
    if worst.max_abs and len(casts) > 1:
        text += f" in {printable(shortened(worst.key, 60))}"
    overflows = sum(cast.overflows for cast in casts)
    if overflows:
        text += f", {plural(overflows, 'element')} overflowed"
    return text


class NewFileButtons(QWidget):
    """Buttons for the file that was just written; hidden until there is one. ``open_wanted`` carries its path."""

    open_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._file = Path()
        self.open_button = QPushButton("Open")
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(self._file))
        self.folder_button = QPushButton("Show folder")
        self.folder_button.clicked.connect(self._show_folder)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.open_button)
        layout.addWidget(self.folder_button)
        self.hide()

    def offer(self, file: Path) -> None:
        """Show the buttons for this file."""
        self._file = file
        self.open_button.setToolTip(tool_tip(f"Open {file} in a tab"))
        self.folder_button.setToolTip(tool_tip(f"Show {file.parent} in the file manager"))
        self.show()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
