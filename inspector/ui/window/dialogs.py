"""The windows beside the window: preferences, an address to open, the guide, about. Each is imported when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from inspector.ui.settings import Settings

if TYPE_CHECKING:
    from inspector.ui.window.help import Guide

__all__ = ["Dialogs"]


class Dialogs(QObject):
    """Shows them for one window. ``theme_chosen`` and ``export_chosen`` are the choices that have to change it at once."""

    theme_chosen = Signal(str)
    export_chosen = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._parent = parent
        self._guide: Guide | None = None

    def show_preferences(self) -> None:
        """Show what can be decided."""
        from inspector.ui.window.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._settings, self._parent)
        dialog.theme_chosen.connect(self.theme_chosen)
        dialog.export_chosen.connect(self.export_chosen)
        dialog.open()

    def ask_location(self, chosen: Callable[[Sequence[str]], object]) -> None:
        """Ask for an address; ``chosen`` is called with it."""
        from inspector.ui.window.location_dialog import LocationDialog

        dialog = LocationDialog(self._settings.recent, self._parent)
        dialog.chosen.connect(lambda text: chosen([text]))
        dialog.open()

    def show_guide(self, section: str = "") -> None:
        """Show the guide, at a section."""
        from inspector.ui.window.help import Guide

        if self._guide is None:
            actions = self._parent.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly)
            self._guide = Guide(actions, self._parent)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
        self._guide.show_section(section)

    def show_about(self) -> None:
        """Say what this is."""
        from inspector.ui.window.help import show_about

        show_about(self._parent)
