"""The menu of files that were open before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from inspector.text import printable, shortened
from inspector.ui.settings import Settings
from inspector.wording import tr

__all__ = ["RecentMenu"]

_MAX_PATH = 90


class RecentMenu(QMenu):
    """Filled when it is opened. ``chosen`` carries a path; ``cleared`` comes when the list was emptied."""

    chosen = Signal(str)
    cleared = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Open rece&nt"), parent)
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for path in self._settings.recent:
            action = self.addAction(shortened(printable(path), _MAX_PATH).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: self.chosen.emit(path))
        if self.isEmpty():
            self.addAction(tr("No recent files")).setEnabled(False)
        else:
            self.addSeparator()
            self.addAction(tr("Clear list"), self._clear)

    def _clear(self) -> None:
        self._settings.clear_recent()
        self.cleared.emit()
