"""Dragging out of the window: what hangs on the mouse, and the file that is written when a drop asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QObject, QPoint, QRect, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.export.execution import Report, export
from inspector.export.plan import Plan
from inspector.jobs import Job
from inspector.ui.extraction.choices import Choices
from inspector.ui.runner import JobRunner
from inspector.ui.theme import current_theme
from inspector.ui.widgets import IconButton

__all__ = ["DragFolder", "DragHandle", "FilePromise", "Outcome", "start_drag"]

Outcome = Report | InspectorError
"""What was written, or why nothing was."""


class DragFolder(QObject):
    """Where dragged files are written: a folder that goes with the program. The other program copies them from there."""

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: QTemporaryDir | None = None
        self._promised = 0

    def promise(self, plan: Plan, name: str, choices: Choices, told: Callable[[Outcome], object]) -> FilePromise:
        """A file of that name, written when somebody asks for it; ``told`` is then called with what came of it."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        self._promised += 1
        target = Path(self._folder.filePath(str(self._promised)), name)

        def work(job: Job) -> Report:
            target.parent.mkdir()
            written = choices.applied(plan)
            return export(written, target, job, writer=choices.writer, max_shard_nbytes=choices.max_shard_nbytes)

        return FilePromise(self._runner, work, told, f"Writing {name}")


class FilePromise:
    """A file that is not written yet, and perhaps never will be."""

    def __init__(
        self, runner: JobRunner, work: Callable[[Job], Report], told: Callable[[Outcome], object], what: str
    ) -> None:
        self._runner = runner
        self._work = work
        self._told = told
        self._what = what
        self._outcome: Outcome | None = None
        self._waiting: list[QEventLoop] = []

    def paths(self) -> Sequence[Path]:
        """The paths of the file and, if it has some, its shards; none if it can't be written. It is written now.

        Whoever asks waits for the answer; the window goes on meanwhile, and the status bar can cancel it. File managers ask
        when the mouse comes in and again at the drop, then perhaps while the first question still waits.
        """
        if self._outcome is None:
            loop = QEventLoop()
            self._waiting.append(loop)
            if len(self._waiting) == 1:
                self._runner.start((self, "write"), self._work, self._ended, self._ended, self._what)
            if self._runner.is_running((self, "write")):  # which a window that closes refuses
                loop.exec()
        return self._outcome.files if isinstance(self._outcome, Report) else ()

    def _ended(self, outcome: Outcome) -> None:
        self._outcome = outcome
        for loop in self._waiting:
            loop.quit()
        self._told(outcome)


class DragHandle(IconButton):
    """What one takes hold of to drag the new file out of the window."""

    def __init__(self, drag: Callable[[], None]) -> None:
        super().__init__("grip", "Drag this out of the window to make the file there")
        self.setText("Drag out")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._drag = drag
        self._pressed = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and moved > 8:
            self.setDown(False)
            self._drag()
        else:
            super().mouseMoveEvent(event)


def start_drag(source: QWidget, data: QMimeData, text: str) -> None:
    """Drag ``data`` with a label of what it is beside the mouse. Returns when the drag has ended."""
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(_label(text, source))
    drag.setHotSpot(QPoint(-12, -8))
    drag.exec(Qt.DropAction.CopyAction)


def _label(text: str, source: QWidget) -> QPixmap:
    theme = current_theme()
    metrics = QFontMetrics(source.font())
    width, height = metrics.horizontalAdvance(text) + 24, metrics.height() + 12
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(int(width * ratio), int(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.accent))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(QRect(0, 0, width - 1, height - 1), 5, 5)
    painter.setPen(QColor(theme.text))
    painter.drawText(QRect(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return pixmap
