"""When this program itself fails: say so, offer the traceback to be copied, and go on."""

from __future__ import annotations

import sys
from types import TracebackType

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

import inspector
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.labels import plain_label
from inspector.ui.widgets.theme import monospace_font
from inspector.wording import tr

__all__ = ["CrashDialog", "install", "report_of", "versions"]

_MAX_REPORTS = 20


class CrashDialog(QDialog):
    """One dialog for all failures, so that a failure in every repaint is not a dialog for each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.resize(680, 420)
        self.count = 0
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Report"))
        self.text.setFont(monospace_font(0.9))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: copy_text(self.text.toPlainText()))
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(
            plain_label(
                tr("You hit a bug in this program. It keeps running; files you open are never changed."), wrap=True
            )
        )
        layout.addWidget(self.text)
        layout.addWidget(buttons)

    def add(self, report: str) -> None:
        """Show another report below those shown."""
        self.count += 1
        if self.count <= _MAX_REPORTS:
            self.text.appendPlainText(report)
        self.show()


def versions() -> list[str]:
    """The program and what it runs on, with their versions."""
    import platform  # only for the day it is needed

    import numpy as np

    return [
        f"Checkpoint Inspector {inspector.__version__}",
        f"Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__}",
        f"Qt {qVersion()}",
        f"numpy {np.__version__}",
        platform.platform(),
    ]


def report_of(error: BaseException) -> str:
    """The traceback, and what the program ran on."""
    import traceback

    return f"{', '.join(versions())}\n{''.join(traceback.format_exception(error))}"


def install(dialog: CrashDialog) -> None:
    """Send exceptions that nobody handles to the dialog, and to standard error as before."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            dialog.add(report_of(error))

    sys.excepthook = hook
