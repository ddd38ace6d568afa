"""The windows beside the window: preferences, the guide, about. Each is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from inspector.ui.window.help import Guide
    from inspector.ui.window.window import Window

__all__ = ["Dialogs"]


class Dialogs(QObject):
    """Shows them for one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._guide: Guide | None = None

    def show_preferences(self) -> None:
        """Show what can be decided."""
        from inspector.ui.window.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._window.settings, self._window)
        dialog.theme_chosen.connect(self._window.set_theme)
        dialog.export_chosen.connect(self._window.take_export_defaults)
        dialog.open()

    def show_guide(self, section: str = "") -> None:
        """Show the guide, at a section."""
        from inspector.ui.window.help import Guide

        if self._guide is None:
            self._guide = Guide(self._window)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
        self._guide.show_section(section)

    def show_about(self) -> None:
        """Say what this is."""
        from inspector.ui.window.help import show_about

        show_about(self._window)
