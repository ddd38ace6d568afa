"""Dragging out of the window: what hangs on the mouse, and the file that is written when a drop asks for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, QPoint, QRect, Qt, QTemporaryDir, QTimer
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.exporting.report import ExportReport
from inspector.jobs import Job
from inspector.operations.exporting import ExportOptions, write
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.theme import current_theme
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["HOLD", "DragFolder", "DragHandle", "FilePromise", "Outcome"]

Outcome = ExportReport | InspectorError
"""What was written, or why nothing was."""

#: A file manager that asks while the rows hang over it takes no drop before it has its answer.
HOLD = "Keep holding until the file is written."
_HINT_MS = 500


class DragFolder(QObject):
    """Where dragged files are written: a folder that goes with the program. The other program copies them from there."""

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: QTemporaryDir | None = None
        self._promised = 0

    def promise(
        self,
        plan: Plan,
        name: str,
        choices: ExportOptions,
        told: Callable[[Outcome], object],
        architecture: Blueprint | None = None,
        verifying: tuple[str, int] = ("", 0),
    ) -> FilePromise:
        """A file of that name, written when somebody asks for it; ``told`` is then called with what came of it.

        ``verifying`` are the interpreter and the bytes to verify an ``architecture`` with that is to be kept.
        """
        if self._folder is None:
            self._folder = QTemporaryDir()
        self._promised += 1
        target = Path(self._folder.filePath(str(self._promised)), name)

        def work(job: Job) -> ExportReport:
            target.parent.mkdir()
            python, memory = verifying
            return write(plan, target, choices, architecture=architecture, python=python, memory_limit=memory, job=job)

        return FilePromise(self._runner, work, told, target)


class FilePromise:
    """A file that is not written yet, and perhaps never will be."""

    def __init__(
        self, runner: JobRunner, work: Callable[[Job], ExportReport], told: Callable[[Outcome], object], target: Path
    ) -> None:
        self._runner = runner
        self._work = work
        self._told = told
        self._target = target
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
                self._runner.start(
                    (self, "write"), self._work, self._ended, self._ended, f"Writing {self._target.name}"
                )
            if self._runner.is_running((self, "write")):  # which a window that closes refuses
                loop.exec()
        return self._outcome.files if isinstance(self._outcome, ExportReport) else ()

    def drag(self, source: QWidget, data: QMimeData, text: str, held: Callable[[], object]) -> None:
        """Drag ``data``, which promise this file. ``held`` is called if the file takes a while and the drop has to wait."""
        button = _Button()
        hint = QTimer()
        hint.setInterval(_HINT_MS)
        hint.timeout.connect(lambda: button.is_held and self._is_waited_for and held())
        hint.start()
        was_dropped = start_drag(source, data, text)
        hint.stop()
        button.deleteLater()  # Qt takes it out of its filters
        if not was_dropped and isinstance(self._outcome, ExportReport):
            shutil.rmtree(self._target.parent, ignore_errors=True)
            self._told(InspectorError("nothing was dropped, and no file is left"))

    @property
    def _is_waited_for(self) -> bool:
        return bool(self._waiting) and self._outcome is None

    def _ended(self, outcome: Outcome) -> None:
        self._outcome = outcome
        for loop in self._waiting:
            loop.quit()
        self._told(outcome)


class _Button(QObject):
    """Knows whether the mouse is still held as it was when the drag began, which Qt tells nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.is_held = True
        # Of several filters the last one installed comes first, and that of the drag swallows what it sees.
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        application = QGuiApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.is_held = False
        return super().eventFilter(watched, event)


class DragHandle(IconButton):
    """What one takes hold of to drag the new file out of the window."""

    def __init__(self, drag: Callable[[], None]) -> None:
        super().__init__("grip", "Drag this out of the window to export the file there")
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


def start_drag(source: QWidget, data: QMimeData, text: str) -> bool:
    """Drag ``data`` with a label of what it is beside the mouse, until it is dropped: whether somebody takes it."""
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(_label(text, source))
    drag.setHotSpot(QPoint(-12, -8))
    return drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction


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
