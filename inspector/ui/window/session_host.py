"""What the session needs of the window it is of: what is open there, and how it is opened again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QToolBar

from inspector.ui.inspection.page import Page
from inspector.ui.runner import JobRunner
from inspector.ui.tab import Tab
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.ui.extraction.merged import Merged

__all__ = ["SessionHost"]


class SessionHost(Protocol):
    """A window whose tabs and tray can be told and filled again."""

    @property
    def session_changed(self) -> SignalInstance:
        """Comes when something is to be kept that is open or selected."""

    @property
    def closing(self) -> SignalInstance:
        """Comes when the window closes, with its tabs still there."""

    @property
    def runner(self) -> JobRunner:
        """Where work is done."""

    @property
    def all_tabs(self) -> Sequence[Tab]:
        """The open tabs, from left to right."""

    @property
    def pages(self) -> Sequence[Page]:
        """The tabs of files, from left to right."""

    @property
    def page(self) -> Page | None:
        """The tab in front, if it is one of a file."""

    @property
    def planned(self) -> Plan | None:
        """What is in the extract tray, None if that was never used."""

    def open_files(self, files: Sequence[str | Path]) -> None:
        """Open files in tabs of their own."""

    def compare_files(self, a: str | Path, b: str | Path) -> None:
        """Compare two files in a tab."""

    def bring_to_front(self, tab: Tab) -> None:
        """Put a tab in front."""

    def open_merged(self, merged: Merged) -> None:
        """Open an unsaved checkpoint."""

    def line_up(self, plan: Plan) -> None:
        """Fill the extract tray and show it."""

    def show_bar(self, bar: QToolBar) -> None:
        """Show a bar below the menus."""

    def remove_bar(self, bar: QToolBar) -> None:
        """Take a bar away."""
