"""Dragging out of the window: what hangs on the mouse, and the file that is written when a drop asks for it."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QEventLoop, QMimeData, QObject, QPoint, QRect, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QDrag, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.exporting.report import ExportReport
from inspector.folders import cache_folder
from inspector.jobs import Job
from inspector.operations.exporting import ExportOptions, write
from inspector.ui.extraction.held_drop import HeldDrop, can_hold
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint

__all__ = ["DragFolder", "DragHandle", "FilePromise", "Outcome", "drag_of", "start_drag"]

#: What the folders of dragged files are called, before the number of the process.
_PREFIX = "checkpoint-inspector-drags-"
_LEFT_S = 24 * 3600
#: What a file takes beyond its tensors, and some for others.
_SPARE_NBYTES = 64 << 20

Outcome = ExportReport | InspectorError
"""What was written, or why nothing was."""


class DragFolder(QObject):
    """Where dragged files are written: folders that go with the program. The other program copies them from there.

    The system's folder for such files is in memory on many systems, which may be less than a file takes: that one is then
    written among the caches of the user.
    """

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folders: dict[Path, QTemporaryDir] = {}
        self._promised = 0
        #: How often a name was promised: files of two drags lie in one folder, where the second must not replace the first.
        self._names: Counter[str] = Counter()

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

        A name that was written before gets a number. Shards come in a folder. ``verifying`` are the interpreter and the
        bytes to verify an ``architecture`` with that is to be kept.
        """
        self._promised += 1
        folder = self._folder_for(sum(row.nbytes for row in plan.tensors))
        target = Path(folder.filePath(str(self._promised)), self._unused(name))
        if choices.max_shard_nbytes:
            target = target.with_suffix("") / name

        def work(job: Job) -> ExportReport:
            target.parent.mkdir(parents=True)
            python, memory = verifying
            report = write(
                plan, target, choices, architecture=architecture, python=python, memory_limit=memory, job=job
            )
            self._names[name] += 1
            return report

        return FilePromise(self._runner, work, told, target, target.parent if choices.max_shard_nbytes else target)

    def remove(self) -> None:
        """Remove all files that were dragged: the window closes."""
        for folder in self._folders.values():
            folder.remove()
        self._folders.clear()

    def _folder_for(self, nbytes: int) -> QTemporaryDir:
        """A folder with room for so many bytes, as far as there is one."""
        place = Path(QDir.tempPath())
        if _free_nbytes(place) < nbytes + _SPARE_NBYTES:
            place = max(place, cache_folder(), key=_free_nbytes)
        if place not in self._folders:
            with suppress(OSError):
                _remove_leftovers(place)
                place.mkdir(parents=True, exist_ok=True)
            self._folders[place] = QTemporaryDir(str(place / f"{_PREFIX}{os.getpid()}-XXXXXX"))
        return self._folders[place]

    def _unused(self, name: str) -> str:
        count = self._names[name]
        path = Path(name)
        return f"{path.stem}-{count + 1}{path.suffix}" if count else name


class FilePromise:
    """A file that is not written yet, and perhaps never will be. ``handed_over`` is its path, or that of its folder."""

    def __init__(
        self,
        runner: JobRunner,
        work: Callable[[Job], ExportReport],
        told: Callable[[Outcome], object],
        target: Path,
        handed_over: Path,
    ) -> None:
        self._runner = runner
        self._work = work
        self._told = told
        self._target = target
        self._handed_over = handed_over
        self._outcome: Outcome | None = None
        self._waiting: list[Callable[[bool], None]] = []
        self._drop: HeldDrop | None = None

    def paths(self) -> Sequence[Path]:
        """The path of the file, or of the folder with its shards; none if it can't be written.

        While a drop can be held back it is told at once, and the file is written before that drop. Otherwise it is written
        now. Whoever asks waits for the answer; the window goes on meanwhile, and the status bar can cancel it. File managers
        ask when the mouse comes in and again at the drop, then perhaps while the first question still waits.
        """
        if self._drop is not None and not self._drop.is_over:
            return (self._handed_over,)
        if self._outcome is None:
            loop = QEventLoop()
            self._write(lambda _is_there: loop.quit())
            if self._runner.is_running((self, "write")):  # which a window that closes refuses
                loop.exec()
        return (self._handed_over,) if isinstance(self._outcome, ExportReport) else ()

    def _write(self, ended: Callable[[bool], None]) -> None:
        """Write the file in a thread, and tell ``ended`` whether it is there."""
        self._waiting.append(ended)
        if len(self._waiting) == 1:
            what = tr("Writing {name}", name=self._target.name)
            self._runner.start((self, "write"), self._work, self._ended, self._ended, what, writes=True)

    def _ended(self, outcome: Outcome) -> None:
        self._outcome = outcome
        for ended in self._waiting:
            ended(isinstance(outcome, ExportReport))
        self._told(outcome)

    def drag(self, source: QWidget, data: QMimeData, text: str, unwanted: Callable[[], object]) -> None:
        """Drag ``data``, which promise this file. ``unwanted`` is called if it was let go where nothing took it."""
        drag = drag_of(source, data, text)
        self._drop = HeldDrop(drag, self._write) if can_hold() else None
        was_dropped = start_drag(drag)
        is_unwanted = self._drop is not None and self._drop.is_unwanted
        self._drop = None
        if was_dropped:
            return
        self._runner.cancel((self, "write"))
        if isinstance(self._outcome, ExportReport):
            shutil.rmtree(self._target.parent, ignore_errors=True)
        if is_unwanted:
            unwanted()
        elif self._waiting and not isinstance(self._outcome, InspectorError):
            self._told(StoppedError(tr("cancelled")))


class DragHandle(IconButton):
    """What one takes hold of to drag the new file out of the window."""

    def __init__(self, drag: Callable[[], None]) -> None:
        super().__init__("grip", tr("Drag this out of the window to export the file there"))
        self.setText(tr("Drag out"))
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


def _free_nbytes(folder: Path) -> int:
    """How much could be written to a folder, which need not exist."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return 0


def _remove_leftovers(place: Path) -> None:
    """Remove the folders of programs that ended before they could, a day ago and more: a container has other numbers."""
    import psutil  # few drags need it

    for folder in place.glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        is_old = time.time() - folder.stat().st_mtime > _LEFT_S
        if is_old and number.isdecimal() and not psutil.pid_exists(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def drag_of(source: QWidget, data: QMimeData, text: str) -> QDrag:
    """A drag of ``data`` with a label of what it is beside the mouse."""
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(_label(text, source))
    drag.setHotSpot(QPoint(-12, -8))
    return drag


def start_drag(drag: QDrag) -> bool:
    """Drag until it is dropped: whether somebody takes it."""
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
