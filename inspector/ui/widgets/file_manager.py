"""Showing a file where it is, in the desktop's file manager."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from inspector.wording import translatable

__all__ = ["REVEAL_TEXT", "reveal"]

#: What the menus of each desktop call it.
REVEAL_TEXT = {"darwin": translatable("Reveal in Finder"), "win32": translatable("Show in Explorer")}.get(
    sys.platform, translatable("Show in file manager")
)


def reveal(path: Path) -> None:
    """Show the folder of a file, with the file selected where the desktop has a way to ask for that."""
    path = path.absolute()
    if sys.platform == "win32":
        subprocess.Popen(["explorer", f"/select,{path}"])  # noqa: S603, S607 - the desktop's own program
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(path)])  # noqa: S603, S607 - the desktop's own program
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
