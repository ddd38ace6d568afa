"""Files that are still being written when the window is to be closed, and would be lost silently."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from inspector.text import printable, shortened
from inspector.ui.runner import JobRunner
from inspector.wording import tr

__all__ = ["Unfinished"]

_MAX_NAME = 80


class Unfinished(QObject):
    """Asks before a window is closed that writes files."""

    def __init__(self, runner: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        #: The question that is open.
        self.question: QMessageBox | None = None

    def may_close(self, go_on: Callable[[], object]) -> bool:
        """Whether the window may be closed at once; if not, it is asked about, and ``go_on`` called if it may."""
        writing = self._runner.writing
        if writing and self.question is None:
            self._ask(writing, go_on)
        return not writing

    def _ask(self, writing: list[str], go_on: Callable[[], object]) -> None:
        question = self.question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(tr("Export under way"))
        more = tr(" and %n other file", " and %n other files", len(writing) - 1) if len(writing) > 1 else ""
        question.setText(tr("{work} is not done.", work=shortened(printable(writing[0]), _MAX_NAME) + more))
        question.setInformativeText(tr("Closing the window cancels it; nothing is written then."))
        stay = question.addButton(tr("Keep writing"), QMessageBox.ButtonRole.RejectRole)
        cancel = question.addButton(tr("Cancel it and close"), QMessageBox.ButtonRole.DestructiveRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)

        def look() -> None:
            if not self._runner.writing:
                question.reject()  # nothing is left to ask; what came of it is told in the window

        def decided() -> None:
            clicked = question.clickedButton()
            self._runner.changed.disconnect(look)
            self.question = None
            question.deleteLater()
            if clicked is cancel:
                self._runner.stop_writing()
                go_on()

        self._runner.changed.connect(look)
        question.finished.connect(decided)
        question.open()
