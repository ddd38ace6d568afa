"""The commands that the menus call."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QMenu

from inspector.ui.settings import Settings

__all__ = ["Commands", "ComparisonCommands", "DialogCommands", "ExtractionCommands", "FrontTabCommands"]


class ComparisonCommands(Protocol):
    """What can be done with the comparison in front."""

    def swap(self) -> None:
        """Compare B with A."""

    def save(self) -> None:
        """Ask where to, and save the report."""

    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) tensor that differs."""


class ExtractionCommands(Protocol):
    """What can be done with the extract tray."""

    def undo(self) -> None:
        """Take back the last edit."""

    def redo(self) -> None:
        """Make the edit again that was taken back last."""


class FrontTabCommands(Protocol):
    """What can be done with the tab in front."""

    def toggle_bookmark(self) -> None:
        """Bookmark the selected entry, or remove its bookmark."""

    def fill_sorting(self, menu: QMenu) -> None:
        """Fill a menu with what rows can be sorted by."""

    def fill_bookmarks(self, menu: QMenu) -> None:
        """Fill a menu with the bookmarks of the file in front."""

    def copy_snippet(self) -> None:
        """Copy lines of Python that load the selected tensor."""

    def focus_filter(self) -> None:
        """Go to the filter box."""

    def show_summary(self) -> None:
        """Select nothing."""

    def show_verification(self) -> None:
        """Go to what rebuilds the module."""

    def show_panel(self, title: str) -> None:
        """Put a panel in front."""

    def expand_all(self) -> None:
        """Open all groups below the current row."""

    def collapse_all(self) -> None:
        """Close all groups."""


class DialogCommands(Protocol):
    """The windows beside the window."""

    def show_preferences(self) -> None:
        """Show the preferences."""

    def show_guide(self, section: str = "") -> None:
        """Show the guide, at a section."""

    def show_about(self) -> None:
        """Say what this is."""


class Commands(Protocol):
    """Everything that stands in a menu, each with the method it calls."""

    @property
    def settings(self) -> Settings:
        """What the user decided."""

    @property
    def dialogs(self) -> DialogCommands:
        """The windows beside the window."""

    @property
    def front_tab(self) -> FrontTabCommands:
        """What the tab in front can do."""

    @property
    def comparisons(self) -> ComparisonCommands:
        """What compares."""

    @property
    def extraction(self) -> ExtractionCommands:
        """What extracts."""

    @property
    def can_reopen_session(self) -> bool:
        """Whether there is something that was open before."""

    @property
    def theme_mode(self) -> str:
        """``system``, ``light`` or ``dark``."""

    def choose_files(self) -> None:
        """Ask for files and open them."""

    def choose_location(self) -> None:
        """Ask for an address and open what is there."""

    def choose_history(self) -> None:
        """Ask for the folder of a training run and show its history."""

    def open_example(self) -> None:
        """Open the checkpoint that comes with the program."""

    def reopen_session(self) -> None:
        """Open what was open before."""

    def reload(self) -> None:
        """Open what is in front again."""

    def close_current(self) -> None:
        """Close the tab in front."""

    def close(self) -> bool:
        """Close the window."""

    def step_tab(self, by: int) -> None:
        """Go to the next or the previous tab."""

    def step_pane(self) -> None:
        """Give the keyboard to the next pane."""

    def use_rows(self, what: str) -> None:
        """Put the selected rows in the tray, export or copy them."""

    def paste_rows(self) -> None:
        """Line up copied rows in the tray."""

    def save_merged(self) -> None:
        """Save the unsaved checkpoint in front."""

    def save_manifest(self) -> None:
        """Ask for a name and save the hashes of the file in front."""

    def check_manifest(self) -> None:
        """Check the file in front against a manifest."""

    def toggle_tray(self) -> None:
        """Show the extract tray, or hide it."""

    def set_theme(self, mode: str) -> None:
        """Change the colours."""
